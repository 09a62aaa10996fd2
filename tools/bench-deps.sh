#!/bin/sh
# SPDX-License-Identifier: MIT
# bench-deps.sh FOLDER: what the benches compare with, into FOLDER alone: DuckDB, daff, csv-diff, pdfplumber, Camelot and
# PySpark from PyPI in a virtual environment, xan from crates.io (compiled: some minutes), datamash and Miller out of Debian's
# packages. What is there is left alone; nothing else on the machine changes; `rm -r FOLDER` undoes it.
#
#   sh tools/bench-deps.sh /tmp/peers && make bench PEERS=/tmp/peers
#
# Exit status: 0 all is there, 1 some could not be had (the benches then name them as missing), 2 trouble.
set -u
if [ $# -ne 1 ] || [ "$1" = -h ] || [ "$1" = --help ]; then
    sed -n '3,/^set/s/^# \{0,1\}//p' "$0" | sed '/^set/d'
    [ $# -eq 1 ] && exit 0
    exit 2
fi
say() { printf 'bench-deps: %s\n' "$*"; }
die() { say "$*" >&2; exit 2; }
mkdir -p "$1" || die "no folder $1"
to=$(cd "$1" && pwd) || exit 2
missing=
lost() { say "cannot have $1: $2" >&2; missing="$missing $1"; }

[ -x "$to/bin/python" ] || python3 -m venv "$to" || die "no virtual environment in $to (python3-venv?)"
for package in duckdb daff csv-diff pdfplumber camelot-py pyspark; do
    "$to/bin/python" -m pip show -q "$package" 2> /dev/null && continue
    say "$package from PyPI"
    "$to/bin/python" -m pip install -q --disable-pip-version-check "$package" || lost "$package" 'pip failed'
done

if [ ! -x "$to/bin/xan" ]; then
    say 'xan from crates.io'
    # its sources and objects are not needed afterwards
    CARGO_HOME=$to/cargo CARGO_TARGET_DIR=$to/cargo/target cargo install --quiet --root "$to" xan || lost xan 'cargo failed, or is not here'
    rm -rf "$to/cargo"
fi

for package in datamash:datamash miller:mlr; do
    name=${package%:*} program=${package#*:}
    [ ! -x "$to/bin/$program" ] || continue
    say "$name out of Debian's package"
    rm -rf "$to/deb" && mkdir "$to/deb"
    if (cd "$to/deb" && apt-get -q download "$name" > log 2>&1) && dpkg -x "$to/deb/$name"_*.deb "$to/deb"
    then cp "$to/deb/usr/bin/$program" "$to/bin/"
    else lost "$name" 'no apt-get, or it failed'
    fi
    rm -rf "$to/deb"
done
[ -z "$missing" ] || { say "missing:$missing" >&2; exit 1; }
say "all is in $to"
