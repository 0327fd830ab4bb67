#!/usr/bin/env bash
# Runs a benchmark in the release build: bash tools/bench.sh query|search|…   Ends with one line of name=value figures.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

name="${1:-}"
known="$(sed -nE 's/^add_bench\(([a-z_]+) .*/\1/p' tests/bench/CMakeLists.txt | tr '\n' ' ')"
case " $known" in
    *" $name "*) ;;
    *)
        echo "unknown benchmark '$name'; there are: $known" >&2
        exit 2
        ;;
esac
[ -n "$name" ] || { echo "usage: bash tools/bench.sh <benchmark>; there are: $known" >&2; exit 2; }
shift
bash tools/build.sh "release:xingke_${name}_bench" >&2
exec "build/release/bench/xingke_${name}_bench" "$@"
