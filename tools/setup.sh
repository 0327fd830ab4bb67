#!/usr/bin/env bash
# Gets what the project needs to build, run and test, once for all clones: bash tools/setup.sh [--quiet] [native|wasm|browser|postgres|format|fuzz]...
# Default: native wasm browser. What is there already is left alone; with --quiet, it says nothing about that.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=tools/versions.sh
. "$here/versions.sh"
# shellcheck source=tools/env.sh
. "$here/env.sh"

export DEBIAN_FRONTEND=noninteractive
stamps="$XINGKE_CACHE/stamps"
mkdir -p "$stamps" "$XINGKE_DEPS"
started=$SECONDS

quiet=""
say() { quiet="" && printf 'setup: %s\n' "$*"; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# A part is done when its stamp holds the versions that it was made from.
is_done() { [ "$(cat "$stamps/$1" 2>/dev/null)" = "$2" ]; }
mark_done() { printf '%s\n' "$2" >"$stamps/$1"; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo --preserve-env=DEBIAN_FRONTEND "$@"; fi; }

debian_release() { (. /etc/os-release && printf '%s' "${VERSION_CODENAME:-unknown}"); }

# Runs a command silently; shows what it printed only when it fails.
quietly() {
    local log
    log="$(mktemp)"
    if ! "$@" >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        die "failed: $*"
    fi
    rm -f "$log"
}

update_apt_once() {
    [ -z "${apt_is_updated:-}" ] || return 0
    quietly as_root apt-get update
    apt_is_updated=1
}

# Installs the Debian packages that are missing. "a|b" means: a, or else b.
need_packages() {
    local wanted alternative missing=()
    for wanted in "$@"; do
        for alternative in ${wanted//|/ }; do
            if dpkg-query -W -f '${db:Status-Status}\n' "$alternative" 2>/dev/null | grep -q '^installed$'; then continue 2; fi
        done
        missing+=("${wanted%%|*}")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || die "please install: ${missing[*]}"
    say "installing ${missing[*]}"
    update_apt_once
    quietly as_root apt-get install -y --no-install-recommends "${missing[@]}"
}

need_command() { command -v "$1" >/dev/null || need_packages "$2"; }

# A private apt that sees other Debian releases, with signatures checked, and leaves the system's own lists alone.
# The mirror is the one that this machine uses already.
private_apt() {
    local tool="$1" mirror
    shift
    if [ -z "${apt_home:-}" ]; then
        need_packages debian-archive-keyring ca-certificates xz-utils
        mirror="$(debian_mirror)"
        if [ -z "$mirror" ]; then update_apt_once; mirror="$(debian_mirror)"; fi
        [ -n "$mirror" ] || die "apt knows no Debian mirror; needed for Emscripten, Dear ImGui and SQLite"
        apt_home="$(mktemp -d)"
        trap 'rm -rf "$apt_home"' EXIT
        chmod 755 "$apt_home"
        mkdir -p "$apt_home/lists/partial" "$apt_home/cache/archives/partial"
        local signed="signed-by=/usr/share/keyrings/debian-archive-keyring.gpg"
        printf '%s\n' "deb [$signed] $mirror $emscripten_suite main" "deb-src [$signed] $mirror $source_suite main" >"$apt_home/sources.list"
        apt_options=(-o "Dir::Etc::sourcelist=$apt_home/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::Lists=$apt_home/lists"
            -o "Dir::Cache=$apt_home/cache" -o Dir::State::status=/dev/null -o APT::Sandbox::User="$(id -un)")
        quietly apt-get "${apt_options[@]}" update
    fi
    "$tool" "${apt_options[@]}" "$@"
}

# shellcheck disable=SC2016  # $(LABEL) and $(REPO_URI) are for apt
debian_mirror() {
    apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null | awk '$1 == "Debian" { print $2; exit }'
}

# Downloads one Debian source package into $PWD, the pinned version or else the newest, and prints the name of its upstream archive.
fetch_source() {
    local name="$1" version="$2" sha256="$3" archive upstream
    upstream="${version#*:}"  # without the epoch
    if private_apt apt-get source -qq --download-only "$name=$version" >/dev/null 2>&1; then
        archive="$(ls "${name}_${upstream%-*}.orig.tar."*)"
        printf '%s  %s\n' "$sha256" "$archive" | sha256sum --check --status || die "$archive is not the archive that was pinned"
    else
        say "$name $version is gone from $source_suite; taking its newest version" >&2
        quietly private_apt apt-get source -qq --download-only "$name"
        archive="$(find . -name "${name}_*.orig.tar.*" ! -name '*.asc' -printf '%f\n')"
    fi
    printf '%s' "$archive"
}

setup_imgui() {
    is_done imgui "$imgui_version" && return
    say "fetching Dear ImGui $imgui_version"
    private_apt true
    local work archive
    work="$(mktemp -d)"
    archive="$(cd "$work" && fetch_source imgui "$imgui_version" "$imgui_sha256")"
    rm -rf "$XINGKE_DEPS/imgui"
    mkdir -p "$XINGKE_DEPS/imgui"
    tar -xf "$work/$archive" -C "$XINGKE_DEPS/imgui" --strip-components=1
    rm -rf "$work"
    mark_done imgui "$imgui_version"
}

setup_sqlite() {
    is_done sqlite "$sqlite_version" && return
    say "fetching SQLite $sqlite_version and joining its sources into one file"
    need_packages gcc make
    private_apt true
    local work archive
    work="$(mktemp -d)"
    archive="$(cd "$work" && fetch_source sqlite3 "$sqlite_version" "$sqlite_sha256")"
    mkdir -p "$work/source/build" "$XINGKE_DEPS/sqlite"
    tar -xf "$work/$archive" -C "$work/source" --strip-components=1
    (cd "$work/source/build" && quietly ../configure --disable-tcl && quietly make sqlite3.c)
    cp "$work/source/build/sqlite3.c" "$work/source/build/sqlite3.h" "$XINGKE_DEPS/sqlite/"
    rm -rf "$work"
    mark_done sqlite "$sqlite_version"
}

# Fetches a source package whole into the folder of its name, below what the archive's own first folders are.
setup_unpacked() {
    local name="$1" version="$2" sha256="$3" first_folders="$4"
    is_done "$name" "$version" && return
    say "fetching $name $version"
    private_apt true
    local work archive
    work="$(mktemp -d)"
    archive="$(cd "$work" && fetch_source "$name" "$version" "$sha256")"
    rm -rf "${XINGKE_DEPS:?}/$name"
    mkdir -p "$XINGKE_DEPS/$name"
    tar -xf "$work/$archive" -C "$XINGKE_DEPS/$name" --strip-components="$first_folders"
    rm -rf "$work"
    mark_done "$name" "$version"
}

setup_zlib() { setup_unpacked zlib "$zlib_version" "$zlib_sha256" 1; }
setup_expat() { setup_unpacked expat "$expat_version" "$expat_sha256" 2; }

# Only these headers: Emscripten must never see the rest of the system's.
setup_headers() {
    local versions
    versions="$(dpkg-query -W -f '${Package} ${Version}\n' nlohmann-json3-dev doctest-dev | sort)"
    is_done headers "$versions" && return
    rm -rf "$XINGKE_DEPS/include"
    mkdir -p "$XINGKE_DEPS/include"
    cp -r /usr/include/nlohmann /usr/include/doctest "$XINGKE_DEPS/include/"
    mark_done headers "$versions"
}

# The newer Boost is unpacked, not installed: installing it would remove another version that somebody may need.
# Where Debian does not have it (release 13 and later), the system's own Boost is newer still.
setup_boost() {
    is_done boost "$boost_package" && return
    local work
    if ! apt-cache show "$boost_package" >/dev/null 2>&1; then update_apt_once; fi
    if apt-cache show "$boost_package" >/dev/null 2>&1; then
        say "fetching Boost's headers ($boost_package)"
        work="$(mktemp -d)"
        (cd "$work" && quietly apt-get -o APT::Sandbox::User="$(id -un)" download "$boost_package" && dpkg -x ./*.deb .)
        rm -rf "$XINGKE_DEPS/boost"
        mkdir -p "$XINGKE_DEPS/boost"
        mv "$work/usr/include/boost" "$XINGKE_DEPS/boost/boost"
        rm -rf "$work"
    else
        need_packages libboost-dev
    fi
    mark_done boost "$boost_package"
}

setup_native() {
    need_packages g++ cmake ninja-build ccache pkg-config nlohmann-json3-dev doctest-dev libsodium-dev libssl-dev libbrotli-dev brotli zlib1g-dev gzip libpq-dev
    setup_headers
    setup_boost
    setup_sqlite
    setup_imgui
    setup_zlib
    setup_expat
}

newer_or_same() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

# An emcc that is there already and new enough; prints its folder.
find_emcc() {
    local emcc version
    emcc="$(command -v emcc)" || return 1
    version="$(emcc --version 2>/dev/null | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -n 1)"
    newer_or_same "$emcc_minimum" "${version:-0}" || return 1
    # Debian's /usr/bin/emcc is a wrapper around the real folder; emsdk's is in it.
    if [ -d /usr/share/emscripten/cmake ] && [ "$emcc" = /usr/bin/emcc ]; then printf '/usr/share/emscripten'; else dirname "$(readlink -f "$emcc")"; fi
}

write_emscripten_env() {
    {
        printf 'export EMSCRIPTEN_ROOT=%q\n' "$1"
        printf 'export XINGKE_WASM_TOOLCHAIN=%q\n' "$1/cmake/Modules/Platform/Emscripten.cmake"
        if [ $# -gt 1 ]; then printf 'export EM_CONFIG=%q EMSDK_PYTHON=/usr/bin/python3\n' "$2"; fi
    } >"$XINGKE_CACHE/emscripten.env"
}

setup_emscripten() {
    local folder wanted
    if folder="$(find_emcc)"; then
        is_done emscripten "$folder" && return
        say "using the Emscripten that is installed: $folder"
        write_emscripten_env "$folder"
        mark_done emscripten "$folder"
        return
    fi
    wanted="$emscripten_suite $emscripten_version, layout 2"
    case "$(debian_release)" in
        bookworm)
            need_packages "clang-$llvm_version" "lld-$llvm_version" "llvm-$llvm_version" python3
            need_command node nodejs
            is_done emscripten "$wanted" && return
            unpack_emscripten
            mark_done emscripten "$wanted"
            ;;
        *)
            need_packages emscripten
            folder="$(find_emcc)" || die "Debian's emscripten is older than $emcc_minimum: install emsdk and put emcc on PATH"
            write_emscripten_env "$folder"
            mark_done emscripten "$folder"
            ;;
    esac
}

# Debian 13's Emscripten on Debian 12: scripts and prebuilt system libraries run anywhere; Binaryen brings its own libc.
unpack_emscripten() {
    local prefix="$XINGKE_CACHE/emscripten" package tool libraries
    say "fetching Emscripten $emscripten_version (250 MB, kept: 0.4 GB)"
    rm -rf "$prefix"
    mkdir -p "$prefix/debs"
    private_apt true
    # shellcheck disable=SC2086
    (cd "$prefix/debs" && quietly private_apt apt-get download $emscripten_packages)
    for package in "$prefix"/debs/*.deb; do
        # Left out while unpacking: system libraries for 64-bit memory, link-time optimisation and dynamic linking.
        dpkg --fsys-tarfile "$package" | tar -x -C "$prefix" --exclude='*/sysroot/lib/wasm64-*' --exclude='*/sysroot/lib/*/lto*' \
            --exclude='*/sysroot/lib/*/pic' --exclude='./usr/share/emscripten/test' --exclude='./usr/share/doc' --exclude='./usr/share/locale'
    done
    rm -rf "$prefix/debs"

    libraries="$(dirname "$(find "$prefix/usr/lib" -name 'ld-linux-*.so.*' | head -n 1)")"
    mkdir -p "$prefix/binaryen/bin"
    for tool in "$prefix"/usr/bin/wasm*; do
        printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' "$libraries"/ld-linux-*.so.* "$libraries" "$tool" >"$prefix/binaryen/bin/${tool##*/}"
    done
    chmod +x "$prefix"/binaryen/bin/*

    # Emscripten asks Node.js for acorn, and Node.js looks only beside the script.
    mkdir -p "$prefix/usr/share/emscripten/node_modules"
    ln -sfn "$(find "$prefix/usr/share/nodejs" -maxdepth 1 -name acorn)" "$prefix/usr/share/emscripten/node_modules/acorn"

    cat >"$prefix/config.py" <<CONFIG
LLVM_ROOT = '/usr/lib/llvm-$llvm_version/bin'
BINARYEN_ROOT = '$prefix/binaryen'
NODE_JS = '$(command -v node)'
CACHE = '$(find "$prefix/usr" -type d -path '*/cache/sysroot' -printf '%h')'
FROZEN_CACHE = True
CONFIG
    write_emscripten_env "$prefix/usr/share/emscripten" "$prefix/config.py"
}

setup_wasm() {
    need_packages cmake ninja-build ccache nlohmann-json3-dev doctest-dev brotli gzip
    setup_emscripten
    setup_headers
    setup_sqlite
    setup_imgui
    setup_zlib
    setup_expat
}

setup_browser() {
    need_command node nodejs
    need_command npm npm
    need_packages chromium firefox-esr libegl1 libgl1-mesa-dri fonts-noto-cjk
    # An import in tests/browser looks for node_modules from there upwards.
    [ "$(readlink "$XINGKE_ROOT/node_modules")" = "$XINGKE_NODE/node_modules" ] || ln -sfnT "$XINGKE_NODE/node_modules" "$XINGKE_ROOT/node_modules"
    local versions="$playwright_version $puppeteer_version $axe_version"
    is_done browser "$versions" && return
    say "fetching playwright-core, puppeteer-core and axe-core from npm"
    mkdir -p "$XINGKE_NODE"
    cat >"$XINGKE_NODE/package.json" <<PACKAGE
{
    "private": true,
    "dependencies": { "playwright-core": "$playwright_version", "puppeteer-core": "$puppeteer_version", "axe-core": "$axe_version" }
}
PACKAGE
    (cd "$XINGKE_NODE" && PUPPETEER_SKIP_DOWNLOAD=1 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 quietly npm install --no-audit --no-fund --ignore-scripts)
    mark_done browser "$versions"
}

setup_format() { need_packages "clang-format-$llvm_version"; }

# For the tests alone, which start one of their own, of whatever version Debian has: the app needs no database server.
setup_postgres() { need_packages postgresql; }

setup_fuzz() { need_packages "clang-$llvm_version" "libclang-rt-$llvm_version-dev"; }

# One at a time: two clones may start together.
exec 9>"$XINGKE_CACHE/lock"
flock 9

if [ "${1:-}" = --quiet ]; then
    quiet=1
    shift
fi
parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(native wasm browser)
for part in "${parts[@]}"; do
    case "$part" in
        native | wasm | browser | postgres | format | fuzz) "setup_$part" ;;
        *) die "unknown part '$part'; there are: native wasm browser postgres format fuzz" ;;
    esac
done
[ -n "$quiet" ] || say "${parts[*]}: ready in $((SECONDS - started)) s, kept in $XINGKE_CACHE"
