#!/bin/sh
# SPDX-License-Identifier: MIT
# xargs.sh JOBS [DOCUMENTS-A-JOB]: an archive through bd-extract, bd-norm and bd-rollup, JOBS at a time, with nothing but xargs.
# The names of the documents come on standard input, each closed by NUL:
#
#   find archive -type f -print0 | xargs.sh 8 > records.tsv
#
# Every document is read by itself, so the records are those of one process; jobs end in any order, and whole jobs follow
# each other in that order. Exit status: 0 all well, 1 something was found, 2 trouble (other documents went on).
set -u
here=$(dirname "$0")

case ${1-} in -h | --help) sed -n '3,/^set/s/^# \{0,1\}//p' "$0" | sed '$d'; exit 0 ;; esac
jobs=${1:?'usage: xargs.sh JOBS [DOCUMENTS-A-JOB] < NAMES'}
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM

# shellcheck disable=SC2016 # the inner shell expands them
xargs -0 -r -P "$jobs" -n "${2:-64}" sh -c '
    here=$1 folder=$2
    shift 2
    part=$(mktemp "$folder/part.XXXXXX") && sh "$here/batch.sh" "$folder" "$@" > "$part"' sh "$here" "$folder" || : > "$folder/status.2"

ls "$folder"/status.* > /dev/null 2>&1 || { echo 'xargs.sh: no documents' >&2; exit 2; }
# one header, then the records of every job
awk 'FNR > 1 || !head++' "$folder"/part.* || exit 2
for status in 2 1; do
    [ ! -e "$folder/status.$status" ] || exit $status
done
exit 0
