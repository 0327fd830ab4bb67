#!/usr/bin/env bash
# Formats our C++ files as .clang-format says: bash tools/format.sh [--check] [file]...   Default: all of them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bash tools/setup.sh --quiet format
# shellcheck source=tools/versions.sh
. tools/versions.sh

mode=(-i)
if [ "${1:-}" = --check ]; then mode=(--dry-run --Werror); shift; fi
if [ $# -gt 0 ]; then
    for file in "$@"; do
        case "$file" in *.h | *.cpp) printf '%s\0' "$file" ;; esac
    done
else
    find app sync tests cmake -type f \( -name '*.h' -o -name '*.cpp' \) -print0
fi | xargs -0 -r "clang-format-$llvm_version" "${mode[@]}"
