#!/usr/bin/env bash
# Draws every screen of the app, at each size, theme and language, into build/screens/: bash tools/screens.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bash tools/setup.sh --quiet browser
bash tools/build.sh native:xingke-server wasm
# shellcheck source=tools/env.sh
. tools/env.sh
export XINGKE_SERVER="$PWD/build/native/sync/server/xingke-server" XINGKE_APP="$PWD/build/wasm/app/dist"
mkdir -p build/screens
node tests/browser/draw_screens.mjs build/screens "$@"
