# SPDX-License-Identifier: MIT
# `make install` puts everything where packagers and users look for it, and nothing elsewhere.
load helper

installed() { find dest -type f -o -type l | sed 's,^dest,,' | LC_ALL=C sort; }

@test "install: programs, pages, completions, data and examples, under PREFIX below DESTDIR" {
    make -s -C "$ROOT" install DESTDIR="$PWD/dest" PREFIX=/opt/bd BIN="$BD_BIN" SAN="${BD_SAN:-}" > log 2>&1
    {
        for tool in $TOOLS; do
            echo "/opt/bd/bin/$tool"
            echo "/opt/bd/share/man/man1/$tool.1"
            echo "/opt/bd/share/bash-completion/completions/$tool"
        done
        (cd "$ROOT" && for page in man/*.5; do echo "/opt/bd/share/man/man5/$(basename "$page")"; done)
        (cd "$ROOT" && for data in data/*.tsv; do echo "/opt/bd/share/bd/$(basename "$data")"; done)
        (cd "$ROOT" && find examples -type f ! -name demo.sh ! -path '*/expected*' | sed 's,^,/opt/bd/share/doc/bd/,')
        printf '/opt/bd/share/%s\n' zsh/site-functions/_bd doc/bd/README.md doc/bd/LICENSE
    } | LC_ALL=C sort > want
    installed > got
    same want got
}

@test "install: the installed programs run by themselves" {
    make -s -C "$ROOT" install DESTDIR="$PWD/dest" PREFIX= BIN="$BD_BIN" SAN="${BD_SAN:-}" > log 2>&1
    for tool in $TOOLS; do
        (cd / && env -i PATH=/usr/bin:/bin "$BATS_TEST_TMPDIR/dest/bin/$tool" --version) | grep -q "^$tool "
    done
}

@test "install: the manual pages are found by man and read without a warning" {
    for page in "$ROOT"/man/*.[15]; do
        mandoc -T lint -W warning "$page"
        mandoc -T utf8 "$page" > shown
        [ "$(wc -l < shown)" -gt 20 ]
    done
}

@test "install: every option of --help is in the manual page, and the other way round" {
    for tool in $TOOLS; do
        "$BD_BIN/$tool" --help | grep -oE -e '--[a-z0-9][a-z0-9-]*' | sort -u > help
        mandoc -T ascii "$ROOT/man/$tool.1" | sed "s/.$(printf '\b')//g" | grep -oE -e '--[a-z0-9][a-z0-9-]*' | sort -u > page
        [ -s help ]
        comm -23 help page > missing
        [ ! -s missing ] || { echo "$tool: not in the manual page: $(cat missing)" >&2; return 1; }
        # A page may name options of other tools in passing; they exist, then.
        for option in $(comm -13 help page); do
            for other in $TOOLS; do "$BD_BIN/$other" --help; done | grep -q -e "$option" ||
                { echo "$tool.1: no tool has $option" >&2; return 1; }
        done
    done
}

@test "install: every long option of --help is in both completions" {
    for tool in $TOOLS; do
        "$BD_BIN/$tool" --help | grep -oE -e '--[a-z0-9][a-z0-9-]*' | sort -u > help
        [ -s help ]
        bash -c '
            . "$1"
            COMP_WORDS=("$2" --) COMP_CWORD=1 COMP_LINE="$2 --" COMP_POINT=${#COMP_LINE}
            _bd "$2" -- "$2"
            printf "%s\n" "${COMPREPLY[@]}"' bash "$ROOT/completions/bd.bash" "$tool" | sed 's/[ =]*$//' | sort -u > bash.got
        same help bash.got
        # _bd builds its options and hands them to _arguments
        zsh -f -c '
            _call_program() { shift; "$@" }
            _arguments() { print -rl -- "$@" }
            words=("$2")
            . "$1"' zsh "$ROOT/completions/_bd" "$tool" | sed -n 's/^\(--[a-z0-9-]*\)=*\[.*/\1/p' | sort -u > zsh.got
        same help zsh.got
    done
}
