# shellcheck shell=bash
# Where the tools keep things. Sourced by every script; source it yourself before calling cmake by hand.

XINGKE_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
XINGKE_CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/xingke"
XINGKE_DEPS="$XINGKE_CACHE/deps"
XINGKE_NODE="$XINGKE_CACHE/node"              # holds node_modules with playwright-core, puppeteer-core, axe-core
NODE_PATH="$XINGKE_NODE/node_modules${NODE_PATH:+:$NODE_PATH}"
export XINGKE_ROOT XINGKE_CACHE XINGKE_DEPS XINGKE_NODE NODE_PATH

# Emscripten: its folder and settings are what tools/setup.sh found or unpacked.
if [ -f "$XINGKE_CACHE/emscripten.env" ]; then
    # shellcheck source=/dev/null
    . "$XINGKE_CACHE/emscripten.env"
fi

# One compiler cache for every clone: paths below the clone are made relative before they are hashed.
export CCACHE_DIR="$XINGKE_CACHE/ccache"
export CCACHE_BASEDIR="$XINGKE_ROOT"
export CCACHE_NOHASHDIR=1
export CCACHE_COMPILERCHECK=content
export CCACHE_SLOPPINESS=time_macros,include_file_mtime,include_file_ctime
export CCACHE_MAXSIZE=8G
