#!/usr/bin/env bash
# Builds what is needed and starts the server: bash tools/run.sh [--port 8080] [--data ./data] [--no-demo]
set -euo pipefail
port=8080
data="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/data"
demo=(--demo)
while [ $# -gt 0 ]; do
    case "$1" in
        --port) port="${2:?--port needs a number}"; shift 2 ;;
        --data) data="$(realpath -m "${2:?--data needs a folder}")"; shift 2 ;;
        --no-demo) demo=(); shift ;;
        *) echo "usage: bash tools/run.sh [--port N] [--data DIR] [--no-demo]" >&2; exit 2 ;;
    esac
done
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bash tools/build.sh native:xingke-server wasm
mkdir -p "$data"
printf 'run: http://localhost:%s (data in %s; stop with Ctrl+C)\n' "$port" "$data"
exec build/native/sync/server/xingke-server serve --port "$port" --data "$data" --app build/wasm/app/dist "${demo[@]}"
