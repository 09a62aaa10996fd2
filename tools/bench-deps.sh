#!/bin/sh
# SPDX-License-Identifier: MIT
# bench-deps.sh FOLDER: what the benches compare with and no distribution has, into FOLDER alone: a virtual
# environment of Python with DuckDB, daff and csv-diff. Nothing else on the machine changes; `rm -r FOLDER` undoes it.
#
#   sh tools/bench-deps.sh /tmp/peers && PYTHON=/tmp/peers/bin/python bench/run diff
#
# Exit status: 0 all is there, 2 something could not be installed.
set -u
if [ $# -ne 1 ] || [ "$1" = -h ] || [ "$1" = --help ]; then
    sed -n '3,/^set/s/^# \{0,1\}//p' "$0" | sed '/^set/d'
    [ $# -eq 1 ] && exit 0
    exit 2
fi
die() { printf 'bench-deps: %s\n' "$*" >&2; exit 2; }

[ -x "$1/bin/python" ] || python3 -m venv "$1" || die "no virtual environment in $1 (python3-venv?)"
for package in duckdb daff csv-diff; do
    "$1/bin/python" -m pip --version > /dev/null 2>&1 || die "no pip in $1"
    "$1/bin/python" -m pip show -q "$package" 2> /dev/null && continue
    "$1/bin/python" -m pip install -q --disable-pip-version-check "$package" || die "cannot install $package"
done
printf 'bench-deps: all is in %s\n' "$1"
