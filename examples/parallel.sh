#!/bin/sh
# SPDX-License-Identifier: MIT
# parallel.sh JOBS [DOCUMENTS-A-JOB]: an archive through bd-extract, bd-norm and bd-rollup, JOBS at a time, by GNU parallel, which
# can spread them over machines, too (PARALLEL='--sshlogin ...'). The names of the documents come on standard input, each
# closed by NUL:
#
#   find archive -type f -print0 | sort -z | parallel.sh 8 > records.tsv
#
# The records are those of one process, in the order of the names. Exit status: 0 all well, 1 something was found, 2 trouble
# (other documents went on).
set -u
here=$(dirname "$0")

case ${1-} in -h | --help) sed -n '3,/^set/s/^# \{0,1\}//p' "$0" | sed '$d'; exit 0 ;; esac
jobs=${1:?'usage: parallel.sh JOBS [DOCUMENTS-A-JOB] < NAMES'}
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM

parallel --will-cite -0 -k -j "$jobs" -N "${2:-64}" --tmpdir "$folder" sh "$here/batch.sh" "$folder" > "$folder/parts" || : > "$folder/status.2"

ls "$folder"/status.* > /dev/null 2>&1 || { echo 'parallel.sh: no documents' >&2; exit 2; }
# one header, then the records of every job
awk 'NR == 1 { head = $0; print; next } $0 != head' "$folder/parts" || exit 2
for status in 2 1; do
    [ ! -e "$folder/status.$status" ] || exit $status
done
exit 0
