#!/usr/bin/env bash
# Draws every screen of the app and the gallery, at each size, theme and language, into build/screens/:
#     bash tools/screens.sh [part of a name]...       natively, by the real app over a simulated company
#     bash tools/screens.sh browser [screen]...       the main ones as Chromium shows them
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p build/screens
if [ "${1:-}" = browser ]; then
    shift
    bash tools/setup.sh --quiet browser
    bash tools/build.sh native:xingke-server wasm
    # shellcheck source=tools/env.sh
    . tools/env.sh
    export XINGKE_SERVER="$PWD/build/native/sync/server/xingke-server" XINGKE_APP="$PWD/build/wasm/app/dist"
    exec node tests/browser/draw_screens.mjs build/screens "$@"
fi
bash tools/build.sh native:xingke_draw_screens native:xingke_draw_gallery
[ $# -gt 0 ] || build/native/tests/xingke_draw_gallery build/screens
build/native/tests/xingke_draw_screens build/screens "$@"
