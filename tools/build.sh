#!/usr/bin/env bash
# Builds presets, or single targets of them: bash tools/build.sh [preset[:target]]...   Default: native wasm.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

wanted=("$@")
[ ${#wanted[@]} -gt 0 ] || wanted=(native wasm)

parts=()
for preset in "${wanted[@]}"; do
    case "${preset%%:*}" in
        wasm) parts+=(native wasm) ;;
        fuzz) parts+=(native fuzz) ;;
        *) parts+=(native) ;;
    esac
done
readarray -t parts < <(printf '%s\n' "${parts[@]}" | sort -u)
bash tools/setup.sh --quiet "${parts[@]}"
# shellcheck source=tools/env.sh
. tools/env.sh

# Presets and fetched sources are settings that Ninja does not watch.
needs_configuring() {
    local cache="build/$1/CMakeCache.txt"
    [ ! -f "build/$1/build.ninja" ] || [ CMakePresets.json -nt "$cache" ] || [ -n "$(find "$XINGKE_CACHE/stamps" -newer "$cache" ! -name browser -type f)" ]
}

configure_and_build() {
    local preset="$1" targets=()
    [ -z "$2" ] || targets=(--target "$2")
    if needs_configuring "$preset"; then
        cmake --preset "$preset" || return
        touch "build/$preset/CMakeCache.txt"
    fi
    cmake --build --preset "$preset" "${targets[@]}" || return
    if [ "$preset" = wasm ] && [ -d build/wasm/app/dist ]; then bash tools/pack.sh build/wasm/app/dist; fi
}

# The web app carries the core's declarations as text, which a native program writes.
with_declarations=()
for one in "${wanted[@]}"; do
    if [ "${one%%:*}" = wasm ]; then with_declarations+=(native:xingke_core_declarations); fi
    with_declarations+=("$one")
done

for one in "${with_declarations[@]}"; do
    preset="${one%%:*}"
    target="${one#"$preset"}"
    started=$SECONDS
    mkdir -p "build/$preset"
    exec 8>"build/$preset/lock"
    flock 8
    if ! configure_and_build "$preset" "${target#:}" >"build/$preset/build.log" 2>&1; then
        grep -vE '^\[[0-9]+/[0-9]+\] (Building|Linking)|^-- ' "build/$preset/build.log" >&2 || true
        printf 'build: %s failed (all of it: build/%s/build.log)\n' "$one" "$preset" >&2
        exit 1
    fi
    printf 'build: %s in %s s\n' "$one" "$((SECONDS - started))"
done
