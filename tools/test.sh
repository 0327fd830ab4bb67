#!/usr/bin/env bash
# Runs the tests: bash tools/test.sh [unit|scenarios|asan|tidy|simulation|browser|firefox|size]...   Default: all. Ends with "N passed, N failed".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

first_visit_limit_kb=800 # brotli, all that is needed until somebody can sign in
rest_limit_kb=300 # brotli, the part of the app that comes right after the first frame
fetched_later_limit_kb=120 # brotli, what reads and writes other programs' files

passed=0
failed=0
log="$(mktemp)"
trap 'rm -f "$log"' EXIT

# report unit 12 3: adds to the sums and prints the part's line. A part that ran nothing has failed.
report() {
    local part="$1" good="$2" bad="$3" note="${4:-}"
    if [ "$((good + bad))" = 0 ]; then
        bad=1
        note="${note:-ran nothing}"
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
    printf '%-11s %s passed, %s failed in %s s%s\n' "$part:" "$good" "$bad" "$((SECONDS - started))" "${note:+ ($note)}"
}

# The doctest suites with one CTest label, in one preset. A suite that ended badly without a failed test case (crash, leak, time out) counts as one failure.
run_suites() {
    local part="$1" preset="$2" label="$3" good bad suites_failed suites_with_failures note=""
    if [ "$label" = unit ]; then bash tools/setup.sh --quiet postgres; fi
    bash tools/build.sh "$preset" || { report "$part" 0 1 "does not build"; return; }
    rm -f "build/$preset/Testing/Temporary/LastTest.log"
    ctest --test-dir "build/$preset" -L "^$label\$" -j "$(nproc)" --output-on-failure >"$log" 2>&1 || true
    touch "build/$preset/Testing/Temporary/LastTest.log"
    read -r good bad suites_with_failures < <(awk -F'|' '
        /^\[doctest\] test cases:/ { good += $2; bad += $3; if ($3 + 0 > 0) suites++ }
        END { print good + 0, bad + 0, suites + 0 }' "build/$preset/Testing/Temporary/LastTest.log")
    suites_failed="$(sed -nE 's/.* ([0-9]+) tests? failed out of .*/\1/p' "$log")"
    if [ "${suites_failed:-0}" -gt 0 ]; then cat "$log"; fi
    if [ "${suites_failed:-0}" -gt "$suites_with_failures" ]; then
        bad=$((bad + suites_failed - suites_with_failures))
        note="a suite crashed"
    fi
    report "$part" "$good" "$bad" "$note"
}

# The files given, under Node.js's own test runner, against the server and app just built.
run_node() {
    local part="$1" good bad note="" status=0
    shift
    { bash tools/setup.sh --quiet browser && bash tools/build.sh native:xingke-server wasm; } || { report "$part" 0 1 "does not build"; return; }
    if [ ! -f "$1" ]; then report "$part" 0 0; return; fi
    (
        # shellcheck source=tools/env.sh
        . tools/env.sh
        export XINGKE_SERVER="$PWD/build/native/sync/server/xingke-server" XINGKE_APP="$PWD/build/wasm/app/dist"
        node --test --test-reporter=tap "$@"
    ) >"$log" 2>&1 || status=$?
    good="$(sed -nE 's/^# pass ([0-9]+)$/\1/p' "$log" | tail -n 1)"
    bad="$(sed -nE 's/^# (fail|cancelled) ([0-9]+)$/\2/p' "$log" | awk '{ sum += $1 } END { print sum + 0 }')"
    if [ "$status" != 0 ]; then
        cat "$log"
        if [ "$bad" = 0 ]; then bad=1; note="crashed"; fi
    fi
    report "$part" "${good:-0}" "$bad" "$note"
}

run_size() {
    local total rest later
    bash tools/build.sh wasm || { report size 0 1 "does not build"; return; }
    if [ ! -d build/wasm/app/dist ]; then report size 0 0; return; fi
    bash tools/pack.sh build/wasm/app/dist | tee "$log"
    total="$(awk '$4 == "total" { print int($3 + 0.999) }' "$log")"
    rest="$(awk '$4 == "rest" { print int($3 + 0.999) }' "$log")"
    later="$(awk '$4 == "later" { print int($3 + 0.999) }' "$log")"
    if [ "$total" -gt "$first_visit_limit_kb" ]; then
        report size 0 1 "$total KB is more than $first_visit_limit_kb KB"
    elif [ "$rest" -gt "$rest_limit_kb" ]; then
        report size 0 1 "$rest KB of the rest of the app is more than $rest_limit_kb KB"
    elif [ "$later" -gt "$fetched_later_limit_kb" ]; then
        report size 0 1 "$later KB fetched later is more than $fetched_later_limit_kb KB"
    else
        report size 1 0 "$total of $first_visit_limit_kb KB, the rest $rest of $rest_limit_kb, later $later of $fetched_later_limit_kb"
    fi
}

parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(unit scenarios asan tidy simulation browser firefox size)
for part in "${parts[@]}"; do
    started=$SECONDS
    case "$part" in
        unit | scenarios | tidy | simulation) run_suites "$part" native "$part" ;;
        asan) run_suites asan asan unit ;;
        browser) run_node browser tests/browser/*_test.mjs ;;
        firefox) run_node firefox tests/browser/firefox/*_test.mjs ;;
        size) run_size ;;
        *)
            echo "unknown part '$part'; there are: unit scenarios asan tidy simulation browser firefox size" >&2
            exit 2
            ;;
    esac
done
printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
