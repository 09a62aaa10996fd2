# SPDX-License-Identifier: MIT
# tools/lint.sh sees what it says it sees, and finds nothing in the project.
load helper

tree() { # a small project without a fault
    mkdir -p tools lib/base lib/table cmd man data t
    cp "$ROOT/tools/lint.sh" tools/
    c '/* a.h: words. */' > lib/base/a.h
    c '#include "base/a.h"' > lib/table/b.c
}
c() { printf '%s\n' '/* SPDX-License-Identifier: MIT */' "$@"; } # LINE ...: a C file
page() { # LINE ...: a manual page, and more
    printf '%s\n' '.\" SPDX-License-Identifier: MIT' '.Dd November 1, 2026' '.Dt BD-X 1' .Os '.Sh NAME' '.Nm bd-x' '.Nd x' "$@"
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
    c '#include "table/b.h"' > lib/base/c.c
    finds 'lib/base/c.c:2:#include "table/b.h": lib/base may only include base'
    c '  #  include "cmd/x.h"' > lib/base/c.c
    finds 'lib/base/c.c:2:  #  include "cmd/x.h": lib/base may only include base'
}

@test "lint: a folder that is no room" {
    tree
    mkdir lib/misc
    finds 'lib/misc/: no room of lib/ (base rec doc table budget check diff)'
}

@test "lint: libraries neither exit nor print" {
    tree
    c 'void f(void) { exit(2); }' > lib/base/c.c
    finds 'lib/base/c.c:2:void f(void) { exit(2); }: a library neither exits nor prints'
    c 'fputs("x", stderr);' > lib/base/c.c
    finds 'lib/base/c.c:2:fputs("x", stderr);: a library neither exits nor prints'
}

@test "lint: no binary floating point, no shell" {
    tree
    c 'd = strtod(p, 0);' > cmd/bd-x.c
    page > man/bd-x.1
    finds 'cmd/bd-x.c:2:d = strtod(p, 0);: not used in this project'
}

@test "lint: every source file names its licence, behind what a shell must see first" {
    tree
    echo 'int x;' > lib/base/c.c
    finds 'lib/base/c.c:1: starts with SPDX-License-Identifier: MIT, in a comment'
    c > lib/base/c.c
    printf '#!/bin/sh\n# %s\n' words 'SPDX-License-Identifier: MIT' > t/x.sh
    finds 't/x.sh:1: starts with SPDX-License-Identifier: MIT, in a comment'
    printf '# SPDX-License-Identifier: GPL-3.0-only\n' > t/x.sh
    finds 't/x.sh:1: starts with SPDX-License-Identifier: MIT, in a comment'
}

@test "lint: a header says what it is for" {
    tree
    c '#ifndef X' > lib/base/a.h
    finds 'lib/base/a.h:2: starts with /* a.h: what it is for'
}

@test "lint: nothing is left to do, no path of one machine, no trailing blanks" {
    tree
    c "/* TO""DO later */" > lib/base/c.c
    finds 'lib/base/c.c:2:/* TODO later */: do it, or open an issue'
    c 'x = "/ho''me/me/a";' > lib/base/c.c
    finds 'lib/base/c.c:2:x = "/home/me/a";: a path of one machine'
    c 'x; ' > lib/base/c.c
    finds 'lib/base/c.c:2:x; : blanks at the end of the line'
}

@test "lint: a dictionary's lines have the header's fields, once" {
    tree
    tsv 'a|b' '# SPDX-License-Identifier: MIT' '1|2' '3' > data/x.tsv
    finds 'data/x.tsv:4: 1 fields, the header has 2'
    tsv 'a|b' '# SPDX-License-Identifier: MIT' '1|2' '1|2' > data/x.tsv
    finds 'data/x.tsv:4: the same line again'
}

@test "lint: manual pages are clean, and every program has one" {
    tree
    c > cmd/bd-x.c
    finds 'man/bd-x.1: a program without a manual page'
    page .Sh > man/bd-x.1
    lint
    status_is 1
    grep -q '^lint: man/bd-x.1:8:.*: manual page$' out
}

@test "lint: scripts pass shellcheck" {
    tree
    printf '#!/bin/sh\n# SPDX-License-Identifier: MIT\necho $1\n' > tools/x.sh
    lint
    status_is 1
    grep -q '^lint: tools/x.sh:3:6: .*SC2086' out
}
