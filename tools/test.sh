#!/bin/sh
# SPDX-License-Identifier: MIT
# test.sh [SUITE.bats ...]: the C unit programs and the bats suites, two at a time; TAP on stdout, in
# order; the last line is `N passed, N failed, N skipped`. Status 1 if anything failed or ran no test.
# With CI=true a skip is a failure, but for what cannot be done in a sanitizer build.
# Run by `make test`, which sets BD_BIN (programs), BD_BUILD (unit programs), BD_SAN.
cd "$(dirname "$0")/.." || exit 2
: "${BD_BIN:=bin}" "${BD_BUILD:=build/out}" "${JOBS:=2}"
export BD_BIN BD_BUILD BD_SAN
log=$BD_BUILD/test
rm -rf "$log" && mkdir -p "$log" || exit 2

command -v bats > /dev/null || { echo 'test.sh: bats is missing: sh tools/deps.sh' >&2; exit 2; }

# A unit program is one test: silent and 0, or it prints what failed.
units=0
if [ $# -eq 0 ]; then
    for src in t/unit/*.c; do
        [ -e "$src" ] || continue
        units=$((units + 1))
        name=$(basename "$src" .c)
        if UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 "$BD_BUILD/unit/$name" > "$log/unit.out" 2>&1 < /dev/null
        then echo "ok $units unit $name"
        else echo "not ok $units unit $name"; sed 's/^/# /' "$log/unit.out"
        fi
    done > "$log/0-unit.tap"
    cat "$log/0-unit.tap"
    set -- t/*.bats
fi

# Each suite into a file of its own; a suite that ends without its whole plan is a failure.
# shellcheck disable=SC2016 # the inner shell expands
printf '%s\n' "$@" | xargs -P "$JOBS" -I SUITE sh -c '
    out=$2/$(basename "$1" .bats).tap
    bats --tap "$1" > "$out" 2>&1 < /dev/null
    plan=$(sed -n "s/^1\.\.//p" "$out" | head -n 1)
    ran=$(grep -cE "^(not )?ok [0-9]" "$out")
    [ "${plan:-0}" -gt 0 ] && [ "$plan" -eq "$ran" ] || echo "not ok $1 planned ${plan:-no tests}, ran $ran" >> "$out"
    ' sh SUITE "$log"

for suite; do
    echo "# $suite"
    cat "$log/$(basename "$suite" .bats).tap"
done
passed=$(cat "$log"/*.tap | grep -cE '^ok ')
failed=$(cat "$log"/*.tap | grep -cE '^not ok ')
skipped=$(cat "$log"/*.tap | grep -cE '^ok .* # skip')
passed=$((passed - skipped))
if [ "${CI:-}" = true ]; then
    lost=$(cat "$log"/*.tap | grep -E '^ok .* # skip' | grep -cv '# skip sanitizers: ')
    failed=$((failed + lost)) skipped=$((skipped - lost))
fi
grep -hE '^ok .* # skip' "$log"/*.tap | sed 's/^ok [0-9]* /SKIPPED: /'
grep -hE '^not ok ' "$log"/*.tap | sed 's/^not ok /FAILED: /'
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
