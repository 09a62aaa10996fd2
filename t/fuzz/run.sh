#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh BUILD SECONDS HARNESS...: each harness for so long, two at a time, after replaying t/fuzz/regress/HARNESS.
# SEED (of the checked-out commit, if not given) starts the random numbers: a run can be repeated, another commit looks elsewhere.
# What it learns stays in BUILD/corpus, findings in BUILD/found. The last line is `N passed, N failed, 0 skipped`: a harness is one test.
build=$1 seconds=$2
shift 2
here=$(dirname "$0")
: "${BD_BIN:=bin}" "${JOBS:=2}" "${SEED:=$(git -C "$here" rev-parse --short=7 HEAD 2> /dev/null)}"
seed=$(printf '%d' "0x${SEED:-1}") || exit 2
mkdir -p "$build/corpus" "$build/found" "$build/log" || exit 2
python3 "$here/seeds.py" "$BD_BIN" "$build/seeds" || exit 2
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1
export build seconds here seed
# shellcheck disable=SC2016 # the inner shell expands
printf '%s\n' "$@" | xargs -P "$JOBS" -I HARNESS sh -c '
    h=$1 log=$build/log/$1
    mkdir -p "$build/corpus/$h" "$build/seeds/$h"
    set -- "$build/corpus/$h" "$build/seeds/$h"
    rc=0
    if [ -d "$here/regress/$h" ]; then
        set -- "$@" "$here/regress/$h"
        "$build/$h" "$here/regress/$h"/* > "$log.replay" 2>&1 || rc=$?
    fi
    [ "$rc" -ne 0 ] || "$build/$h" -max_total_time="$seconds" -seed="$seed" -timeout=10 -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1 \
        -dict="$here/words.dict" -artifact_prefix="$build/found/$h-" "$@" > "$log" 2>&1 || rc=$?
    runs=$(sed -n "s/^stat::number_of_executed_units: *//p" "$log" 2> /dev/null)
    if [ "$rc" -eq 0 ] && [ "${runs:-0}" -gt 0 ]; then echo "ok $h: $runs executions"
    else echo "not ok $h"; grep -hE "ERROR|SUMMARY|runtime error|broken promise|Test unit written" "$log" "$log.replay" 2> /dev/null | sed "s/^/# /"
    fi' sh HARNESS > "$build/result"
cat "$build/result"
passed=$(grep -c '^ok ' "$build/result")
failed=$(grep -c '^not ok ' "$build/result")
[ $((passed + failed)) -eq $# ] || failed=$(($# - passed))
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
