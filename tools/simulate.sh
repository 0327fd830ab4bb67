#!/usr/bin/env bash
# Runs simulated worlds: bash tools/simulate.sh [--seeds N] [--from SEED] [--devices N] [--seconds N] [--no-faults] [--trace]
# Ends with "N seeds, F faults, V violations"; a failing seed says how to replay it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bash tools/build.sh native:xingke_simulation >&2
exec build/native/tests/xingke_simulation "$@"
