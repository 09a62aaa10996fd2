# tools/lint.sh sees what it says it sees, and finds nothing in the project.
load helper

tree() { # a small project without a fault
    mkdir -p tools lib/base lib/table cmd man data t
    cp "$ROOT/tools/lint.sh" tools/
    printf '/* a.h: words. */\n' > lib/base/a.h
    printf '#include "base/a.h"\n' > lib/table/b.c
}
lint() {
    status=0
    rm -f .want out err
    sh tools/lint.sh > ../out 2> ../err < /dev/null || status=$?
    mv ../out ../err .
}
finds() { # LINE: exactly this one finding
    lint
    status_is 1
    out_is "lint: $1"
}

@test "lint: the project keeps its own rules" {
    cd "$ROOT"
    run sh tools/lint.sh
    echo "$output" >&2
    [ "$status" -eq 0 ]
    [ -z "$output" ]
}

@test "lint: a tree without a fault is clean" {
    tree
    lint
    status_is 0
    out_is ''
    err_is ''
}

@test "lint: a room may not include a later one, nor a tool" {
    tree
    echo '#include "table/b.h"' > lib/base/c.c
    finds 'lib/base/c.c:1:#include "table/b.h": lib/base may only include base'
    echo '  #  include "cmd/x.h"' > lib/base/c.c
    finds 'lib/base/c.c:1:  #  include "cmd/x.h": lib/base may only include base'
}

@test "lint: a folder that is no room" {
    tree
    mkdir lib/misc
    finds 'lib/misc/: no room of lib/ (base rec doc table budget check diff)'
}

@test "lint: libraries neither exit nor print" {
    tree
    printf 'void f(void) { exit(2); }\n' > lib/base/c.c
    finds 'lib/base/c.c:1:void f(void) { exit(2); }: a library neither exits nor prints'
    printf 'fputs("x", stderr);\n' > lib/base/c.c
    finds 'lib/base/c.c:1:fputs("x", stderr);: a library neither exits nor prints'
}

@test "lint: no binary floating point, no shell" {
    tree
    printf 'd = strtod(p, 0);\n' > cmd/bd-x.c
    : > man/bd-x.1
    printf '.Dd November 1, 2026\n.Dt BD-X 1\n.Os\n.Sh NAME\n.Nm bd-x\n.Nd x\n' > man/bd-x.1
    finds 'cmd/bd-x.c:1:d = strtod(p, 0);: not used in this project'
}

@test "lint: a header says what it is for" {
    tree
    echo '#ifndef X' > lib/base/a.h
    finds 'lib/base/a.h:1: starts with /* a.h: what it is for'
}

@test "lint: nothing is left to do, no path of one machine, no trailing blanks" {
    tree
    printf '/%s later */\n' '* TODO' > lib/base/c.c
    finds 'lib/base/c.c:1:/* TODO later */: do it, or open an issue'
    printf 'x = "/%s/me/a";\n' home > lib/base/c.c
    finds 'lib/base/c.c:1:x = "/home/me/a";: a path of one machine'
    printf 'x; \n' > lib/base/c.c
    finds 'lib/base/c.c:1:x; : blanks at the end of the line'
}

@test "lint: a dictionary's lines have the header's fields, once" {
    tree
    tsv '# words' 'a|b' '1|2' '3' > data/x.tsv
    finds 'data/x.tsv:4: 1 fields, the header has 2'
    tsv 'a|b' '1|2' '1|2' > data/x.tsv
    finds 'data/x.tsv:3: the same line again'
}

@test "lint: manual pages are clean, and every program has one" {
    tree
    : > cmd/bd-x.c
    finds 'man/bd-x.1: a program without a manual page'
    printf '.Dd November 1, 2026\n.Dt BD-X 1\n.Os\n.Sh NAME\n.Nm bd-x\n.Nd x\n.Sh\n' > man/bd-x.1
    lint
    status_is 1
    grep -q '^lint: man/bd-x.1:7:.*: manual page$' out
}

@test "lint: scripts pass shellcheck" {
    tree
    printf '#!/bin/sh\necho $1\n' > tools/x.sh
    lint
    status_is 1
    grep -q '^lint: tools/x.sh:2:6: .*SC2086' out
}
