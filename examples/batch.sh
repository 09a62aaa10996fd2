#!/bin/sh
# SPDX-License-Identifier: MIT
# batch.sh FOLDER DOCUMENT ...: the checked records of these documents on standard output: one job of xargs.sh and parallel.sh.
# Its exit status (0 all well, 1 something found, 2 trouble) is a file in FOLDER, so that no job stops the others.
set -u
LC_ALL=C.UTF-8
export LC_ALL

folder=$1
shift
work=$(mktemp -d "$folder/job.XXXXXX") || exit 2
worst=0
note() { [ "$1" -le "$worst" ] || worst=$1; [ "$worst" -le 2 ] || worst=2; }

bd-extract "$@" > "$work/printed"
note $?
bd-norm "$work/printed" > "$work/normal"
note $?
bd-rollup "$work/normal"
note $?
: > "$folder/status.$worst" || exit 2
rm -rf "$work"
