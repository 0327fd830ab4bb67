#!/usr/bin/env bash
# Runs simulated worlds on all cores: bash tools/simulate.sh [--seeds N] [--from SEED] [--devices N] [--seconds N] [--without NAME,...] [--no-faults] [--trace]
# Ends with "N seeds, F faults, V violations"; a failing seed is made small and says how to replay it. docs/simulation.md has the rest:
# bash tools/simulate.sh --exhaustive DEPARTURES runs the small cases in every way; --plant MISTAKE makes one on purpose.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

program=xingke_simulation
for word in "$@"; do
    if [ "$word" = --plant ]; then program=xingke_planted_simulation; fi
done
bash tools/build.sh "native:$program" >&2
exec "build/native/tests/$program" --jobs "$(nproc)" "$@"
