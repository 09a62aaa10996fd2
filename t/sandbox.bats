# SPDX-License-Identifier: MIT
# What is left to a program that an input has taken over. The programs are built with a hole in them (t/hole.c): a line
# in an input has them try to open, change, make and remove files, to reach others, and to start a program.
load helper

HOLE=$BD_BUILD/hole
ALL='read write cut create nameless mode mkdir symlink link rename remove tcp udp unix socketpair signal memory limits fork exec'

in_force() { "$BD_BIN/bd-norm" --version | sed -n 2p | grep -qw -- "$1" && ! "$BD_BIN/bd-norm" --version | grep -q "no $1"; }
need() { # Landlock or seccomp
    not_san 'they make calls of their own, the sandbox is left out'
    in_force "$1" || skip "NOT TESTED: the kernel or the build lacks $1"
}
victim() { # a folder where none of the outputs is
    rm -rf victim
    mkdir victim
    echo 1 > victim/secret
    echo 2 > victim/doomed
    find victim -printf '%p %m %s\n' | sort > before
}
untouched() {
    find victim -printf '%p %m %s\n' | sort > after
    same before after
}
hole() { # TOOL ARGUMENT ...: the report is in got, sorted; what /bin/echo said too
    local tool=$1
    shift
    "$HOLE/$tool" "$@" > out 2> err < /dev/null || true
    cat out err | grep -E '^[a-z]+: (done|denied)$' | sort > got
}
hole_writing() { # TOOL FOLDER: with all the outputs that the tool has, there
    case $1 in
    bd-diff) hole "$1" -o "$2/x" --update "$2/state" in in ;;
    bd-norm) hole "$1" -o "$2/x" --unknown "$2/u" in ;;
    bd-rollup) hole "$1" -o "$2/x" --findings "$2/f" in ;;
    *) hole "$1" -o "$2/x" in ;;
    esac
}
input() { printf 'value\nBD-HOLE victim\n' > in; }
only() { # NAME ...: these were done, all others denied
    for name in $ALL; do
        case " $* " in *" $name "*) echo "$name: done" ;; *) echo "$name: denied" ;; esac
    done | sort > want
    same want got
}

@test "sandbox: without it, a hole lets everything through" {
    not_san 'they make calls of their own, the sandbox is left out'
    input
    for tool in $TOOLS; do
        victim
        if [ $tool = bd-diff ]; then hole $tool --no-sandbox in in; else hole $tool --no-sandbox in; fi
        only $ALL
        fails untouched
    done
}

@test "sandbox: nothing is left to a hole in any of the tools" {
    need Landlock
    need seccomp
    input
    for tool in $TOOLS; do
        victim
        if [ $tool = bd-diff ]; then hole $tool in in; else hole $tool in; fi
        only
        untouched
        hole $tool - < /dev/null # standard input
        "$HOLE/$tool" - in < in > out 2> err || true
        fails grep -q done err
        [ -s err ]
        untouched
    done
}

@test "sandbox: outputs are made in their own folder, nowhere else" {
    need Landlock
    need seccomp
    input
    mkdir made
    for tool in $TOOLS; do
        victim
        hole_writing $tool made
        only
        untouched
    done
}

@test "sandbox: what is beside an output cannot be touched either" {
    need Landlock
    need seccomp
    printf 'value\nBD-HOLE beside\n' > in
    for tool in $TOOLS; do
        rm -rf beside
        mkdir beside
        echo 1 > beside/secret
        echo 2 > beside/doomed
        echo 3 > beside/x
        : > beside/state
        : > beside/state.lock
        find beside -printf '%p %m %s\n' | sort > before
        hole_writing $tool beside
        only
        # The tool was ended without a word: its temporary files go away all the same.
        for try in $(seq 50); do
            find beside -printf '%p %m %s\n' | sort > after
            cmp -s before after && break
            sleep 0.1
        done
        same before after
    done
}

@test "sandbox: an output is there, whole or not at all, however the tool ends" {
    not_san 'they make calls of their own, the sandbox is left out'
    mkdir to
    mkfifo fifo
    head -c 300000 /dev/zero | tr '\0' '\n' > lines
    for signal in KILL TERM HUP; do
        setsid "$BD_BIN/bd-extract" -o to/x fifo > out 2> err &
        pid=$!
        exec 7> fifo
        cat "$ROOT/examples/2024/culture.txt" >&7
        for try in $(seq 50); do [ -n "$(ls to)" ] && break; sleep 0.1; done
        [ -n "$(ls to)" ]
        kill -$signal $pid
        wait $pid || true
        exec 7>&-
        for try in $(seq 50); do [ -z "$(ls to)" ] && break; sleep 0.1; done
        [ -z "$(ls to)" ] || { ls to >&2; false; }
    done
}

@test "sandbox: worker processes are in it too, and may start others of their kind" {
    need Landlock
    need seccomp
    input
    victim
    cp in in2
    hole bd-extract -j 2 in in2
    sort -u got > once
    mv once got
    only fork
    untouched
}

@test "sandbox: seccomp alone stops network, programs and new files" {
    need seccomp
    input
    for tool in $TOOLS; do
        victim
        export HOLE_WITHOUT=landlock
        if [ $tool = bd-diff ]; then hole $tool in in; else hole $tool in; fi
        only read
        untouched
        "$HOLE/$tool" --version | grep -qx 'sandbox: no Landlock (kernel), seccomp'
    done
}

@test "sandbox: Landlock alone stops files and programs" {
    need Landlock
    input
    for tool in $TOOLS; do
        victim
        export HOLE_WITHOUT=seccomp
        if [ $tool = bd-diff ]; then hole $tool in in; else hole $tool in; fi
        for name in read write cut create nameless mkdir symlink link rename remove exec; do line_in got "$name: denied"; done
        "$HOLE/$tool" --version | grep -qE 'no seccomp \(kernel\)$'
    done
}

@test "sandbox: where the kernel has neither, the tools work all the same" {
    not_san 'they make calls of their own, the sandbox is left out'
    bd extract "$ROOT/examples/2024/culture.txt"
    cp out want
    HOLE_WITHOUT=landlock,seccomp "$HOLE/bd-extract" "$ROOT/examples/2024/culture.txt" > got
    same want got
    HOLE_WITHOUT=landlock,seccomp "$HOLE/bd-extract" --version | grep -qx 'sandbox: no Landlock (kernel), no seccomp (kernel)'
}

@test "sandbox: inputs, lists, pipes, links and outputs work in it as without" {
    mkdir sub
    cp "$ROOT/examples/2024/culture.txt" sub/a.txt
    iconv -f UTF-8 -t GB18030 sub/a.txt > sub/gb.txt
    iconv -f UTF-8 -t UTF-16 sub/a.txt > sub/u16.txt
    ln -s sub/a.txt link.txt
    mkfifo fifo
    printf '%s\0' sub/a.txt sub/gb.txt link.txt sub/u16.txt > list
    for way in '' --no-sandbox; do
        bd extract $way --files0-from list
        status_is 0
        err_is ''
        cp out "list$way.tsv"
        timeout 9 cat sub/a.txt > fifo &
        bd extract $way -j 2 fifo sub/gb.txt link.txt none.txt sub
        wait
        status_is 2
        err_is <<'END'
bd-extract: none.txt: cannot open: No such file or directory
bd-extract: sub: cannot read: Is a directory
END
        cp out "jobs$way.tsv"
        pipe "bd-extract $way <(cat sub/a.txt) | grep -c number"
        [ "$(cat out)" -gt 100 ]
        ln -sf sub/deep.tsv deep
        mkdir -p sub
        echo old > sub/deep.tsv
        bd extract $way -o deep link.txt
        status_is 0
        [ -L deep ]
        cp sub/deep.tsv "deep$way.tsv"
        bd norm $way --unknown sub/unknown -o sub/normal deep
        status_is 0
        rm -f state.new state
        bd diff $way --update state state sub/normal
        [ "$status" -le 1 ]
        bd diff $way --update state state sub/normal
        status_is 0
        cp state "state$way.tsv"
    done
    for what in list jobs deep state; do same $what.tsv $what--no-sandbox.tsv; done
    [ -z "$(find . -name '*.??????')" ]
}

# What stands in for pdftotext is found in PATH. Its results come back as the amounts of a table: 1 done, 2 denied.
pdf() { # WHAT: a document that has the program do it
    printf '%%PDF-1.4\nPDF-HOLE %s\n' "$1" > in.pdf
}
results() { tsv_column name value | tr '\t' ' ' | sed 's/ 100\.00$/: done/; s/ 200\.00$/: denied/' | grep -E '^[a-z]+: ' | sort > got; }
tsv_column() {
    awk -F '\t' -v a="$1" -v b="$2" 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } $c["kind"] == "number" { print $c[a] "\t" $c[b] }' out
}
without() { # NAME ...: of all but exec, these were done
    ALL=${ALL% exec} only "$@"
}

@test "sandbox: pdftotext has one of its own, with less in it" {
    need Landlock
    need seccomp
    PATH=$HOLE:$PATH
    victim
    pdf "all $PWD/victim"
    bd extract in.pdf
    results
    without
    untouched
    pdf 'exec'
    bd extract in.pdf
    err_is 'bd-extract: in.pdf: is a damaged PDF, pdftotext cannot open it' # its status 3
    cp in.pdf in2.pdf
    bd extract -j 2 in.pdf in2.pdf
    status_is 2
    pdf "all $PWD/victim"
    bd extract --no-sandbox in.pdf
    results
    without "${ALL% exec}"
    pdf 'exec'
    bd extract --no-sandbox in.pdf
    fails grep -q 'cannot open it' err # its place was taken by /bin/echo
}

@test "sandbox: pdftotext is limited in time, memory and size, and ends when nobody waits" {
    not_san 'they make calls of their own, the sandbox is left out'
    PATH=$HOLE:$PATH
    pdf grow
    bd extract in.pdf
    status_is 2
    err_is 'bd-extract: in.pdf: is a damaged PDF, pdftotext cannot open it' # it told that it got no memory
    pdf endless
    bd extract in.pdf
    status_is 2
    err_is 'bd-extract: in.pdf: pdftotext prints more than 64 MiB' # of a small PDF
    pdf sleep
    status=0
    "$HOLE/bd-extract" in.pdf > out 2> err || status=$?
    status_is 2
    err_is 'bd-extract: in.pdf: pdftotext was stopped after 1 seconds'
    [ -z "$(children_of_hole)" ]
}
children_of_hole() { # processes of this folder's pdftotext that still run
    for p in /proc/[0-9]*/exe; do
        [ "$(readlink "$p" 2> /dev/null)" != "$HOLE/pdftotext" ] || [ "$(readlink "${p%exe}cwd")" != "$PWD" ] || echo "$p"
    done
}

@test "sandbox: no trace of the hole in what is installed" {
    for tool in $TOOLS; do fails grep -q 'BD-HOLE' "$BD_BIN/$tool"; done
}
