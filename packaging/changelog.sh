#!/bin/sh
# SPDX-License-Identifier: MIT
# changelog.sh CHANGELOG.md: the versions in it, as a changelog for Debian, on stdout.
set -u
LC_ALL=C
export LC_ALL
field() { sed -n "s/^$1: //p" "$(dirname "$0")/debian/control" | head -n 1; }
maintainer=$(field Maintainer) source=$(field Source)
finish() { [ -z "$date" ] || printf '\n -- %s  %s\n\n' "$maintainer" "$(date -u -R -d "$date")"; }
date=
while IFS= read -r line; do
    case $line in
    '## '*)
        finish
        version=${line#'## '} date=${line##*, }
        printf '%s (%s) unstable; urgency=medium\n\n' "$source" "${version%%,*}"
        ;;
    '- '*) [ -z "$date" ] || printf '%s\n' "${line#- }" | fold -s -w 74 | sed 's/ *$//; 1s/^/  * /; 1!s/^/    /' ;;
    esac
done < "$1"
finish
