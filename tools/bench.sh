#!/usr/bin/env bash
# Runs a benchmark in the release build: bash tools/bench.sh query|search|…   Ends with one line of name=value figures.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

name="${1:-}"
# What the same import takes in Chromium, with the real server.
if [ "$name" = browser_import ]; then
    bash tools/setup.sh --quiet browser >&2
    bash tools/build.sh native:xingke-server wasm release:xingke_import_bench >&2
    # shellcheck source=tools/env.sh
    . tools/env.sh
    table="$(mktemp --suffix .csv)"
    trap 'rm -f "$table"' EXIT
    build/release/bench/xingke_import_bench --table "$table"
    XINGKE_SERVER="$PWD/build/native/sync/server/xingke-server" XINGKE_APP="$PWD/build/wasm/app/dist" \
        node tests/browser/bench/import_speed.mjs "$table"
    exit
fi
known="$(sed -nE 's/^add_bench\(([a-z_]+) .*/\1/p' tests/bench/CMakeLists.txt | tr '\n' ' ')"
case " $known" in
    *" $name "*) ;;
    *)
        echo "unknown benchmark '$name'; there are: $known browser_import" >&2
        exit 2
        ;;
esac
[ -n "$name" ] || { echo "usage: bash tools/bench.sh <benchmark>; there are: $known" >&2; exit 2; }
shift
bash tools/build.sh "release:xingke_${name}_bench" >&2
exec "build/release/bench/xingke_${name}_bench" "$@"
