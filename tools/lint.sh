#!/bin/sh
# SPDX-License-Identifier: MIT
# lint.sh [DIR]: the house rules that a machine can see. Prints what is wrong, a line each; status 1 then.
# Run in the test suite; `make lint` adds the compilers' warnings.
cd "${1:-$(dirname "$0")/..}" || exit 2
list=$(mktemp) || exit 2
trap 'rm -f "$list"' EXIT
say() { printf 'lint: %s\n' "$*" >> "$list"; }
found() { # REASON: each line of stdin is one finding
    while IFS= read -r hit; do say "$hit: $1"; done
}
files() { # PATTERN ...: the project's own files; * also matches /
    for pattern; do
        find . \( -path ./build -o -path ./bin -o -path ./.git -o -name __pycache__ \) -prune -o -type f -path "./$pattern" -print
    done | sed 's,^\./,,' | sort -u
}
search() { # REGEX PATTERN ...: FILE:LINE:text of hits
    regex=$1
    shift
    files "$@" | tr '\n' '\0' | xargs -0 -r grep -HnE -e "$regex" /dev/null
}

# A room of lib/ may use the rooms before it in this list and none after; nothing uses cmd/.
rooms='base rec doc table budget check diff'
before=
for room in $rooms; do
    before="$before $room"
    search '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' "lib/$room/*.[ch]" |
        while IFS= read -r hit; do
            target=${hit#*\"}
            target=${target%%\"*}
            case " $before " in
            *" ${target%%/*} "*) ;;
            *) say "$hit: lib/$room may only include$before" ;;
            esac
        done
done
for dir in lib/*/; do
    case " $rooms " in *" $(basename "$dir") "*) ;; *) say "$dir: no room of lib/ ($rooms)" ;; esac
done

# Only cmd/ ends the process or speaks on the terminal (jobs.c, finish.c and helper.c do for processes of a tool).
search '(^|[^_[:alnum:]])(exit|_exit|_Exit|abort|perror|printf|puts|putchar|getenv|setlocale)[[:space:]]*\(|stderr|stdout' 'lib/*.[ch]' |
    grep -vE '^lib/(base/(jobs|finish)|doc/helper)\.c:' | grep -vE ':[0-9]+:[[:space:]]*(/?\*|//)' | grep -vE '/\*.*(exit|stdout|stderr)' | found 'a library neither exits nor prints'
# No binary floating point for money, no shell, no unbounded copies.
search '(^|[^_[:alnum:]])(strtod|strtof|atof|atoi|atol|system|popen|gets|strcpy|strcat|sprintf|vsprintf|tmpnam|mktemp)[[:space:]]*\(' 'lib/*.[ch]' 'cmd/*.[ch]' |
    found 'not used in this project'
# Every source file names its licence before all else (but what a shell or a dictionary must have first), and a header then says
# what it is for.
tab=$(printf '\t')
files '*.[ch]' '*.sh' '*.bash' '*.bats' '*.py' 'data/*' 'man/*' 'completions/*' 'tools/*' 'bench/*' 'packaging/*' 'examples/bd-*' \
    .ci/run Makefile | while IFS= read -r f; do
    case $f in packaging/debian/rules) ;; bench/*.md | bench/*.svg | bench/*.tsv | *.json | packaging/debian/*) continue ;; esac
    case $(head -n 1 "$f") in '#!'* | '#compdef'* | *"$tab"*) n=2 ;; *) n=1 ;; esac
    sed -n "${n}p" "$f" | grep -qE '^(#|/\*|//|\.\\") SPDX-License-Identifier: MIT( \*/)?$' ||
        say "$f:1: starts with SPDX-License-Identifier: MIT, in a comment"
done
files 'lib/*.h' | while IFS= read -r f; do
    sed -n 2p "$f" | grep -q "^/\* $(basename "$f"): " || say "$f:2: starts with /* $(basename "$f"): what it is for"
done

search '(^|[^[:alnum:]])(TODO|FIXME|XXX|HACK)([^[:alnum:]]|$)' '*.[ch]' '*.sh' '*.bats' '*.bash' '*.md' 'man/*' 'data/*' Makefile |
    grep -vE "^(tools/lint.sh|t/lint.bats):" | found 'do it, or open an issue'
search '/(work|home|root|Users)/[[:alnum:]]' '*' | grep -vE "^(tools/lint.sh|t/lint.bats):" | found 'a path of one machine'
search '[[:blank:]]+$' '*.[ch]' '*.sh' '*.bats' '*.bash' Makefile 'man/*' | found 'blanks at the end of the line'

# Dictionaries: a header, the same number of fields in every line, no line twice.
files 'data/*.tsv' | while IFS= read -r f; do
    awk -F '\t' -v f="$f" '/^#/ || !NF { next } !n { n = NF; next }
        NF != n { printf "%s:%d: %d fields, the header has %d\n", f, FNR, NF, n }
        seen[$0]++ { printf "%s:%d: the same line again\n", f, FNR }' "$f"
done | while IFS= read -r hit; do say "$hit"; done

files 'man/*.[15]' | while IFS= read -r f; do mandoc -T lint -W warning "$f"; done | sed 's/^mandoc: //' |
    found 'manual page'
for tool in cmd/bd-*.c; do
    [ -e "$tool" ] || continue
    tool=$(basename "$tool" .c)
    [ -f "man/$tool.1" ] || say "man/$tool.1: a program without a manual page"
done

files '*.sh' '*.bash' 'tools/*' 'bench/*' 'examples/*' .ci/run |
    while IFS= read -r f; do
        case $(head -n 1 "$f") in
        '#!'*sh*) shellcheck -f gcc "$f" ;;
        *) case $f in *.bash) shellcheck -f gcc -s bash -e SC2034,SC2154 "$f" ;; esac ;;
        esac
    done | while IFS= read -r hit; do say "$hit"; done

sort -u "$list"
[ ! -s "$list" ]
