# SPDX-License-Identifier: MIT
# When the machine fails: a full disk, a reader that is gone, errors of reading and writing at every
# single call, no memory. A tool says so in one line with status 2, or it is right; never in between.
load helper

H='doc|issuer|edition|page|line|table|row|level|role|code|name|col|kind|value|unit'
stream() { # LINES: plain records
    { echo "$H"; awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++)
        printf "d.txt|甲局|2024-budget|1|%d|支出总表|1|3|item|2%06d|机关事业单位基本养老保险缴费支出|基本支出|number|%d.00|万元\n", i, i, i }'; } | tsv
}
inputs() { # in (and old, for bd-diff) for TOOL
    case $1 in
    bd-extract) cp "$ROOT/examples/2024/culture.txt" in ;;
    *) stream 200 > in; stream 199 > old ;;
    esac
}
operands() { if [ "$1" = bd-diff ]; then echo old in; else echo in; fi; }

# One line on stderr, from the tool, and status 2.
trouble() { # TOOL [REGEX]
    status_is 2
    [ "$(wc -l < err)" -eq 1 ]
    grep -q "^$1: .*${2:-}" err
}

@test "faults: > /dev/full" {
    for tool in $TOOLS; do
        inputs $tool
        pipe "$tool $(operands $tool) > /dev/full"
        trouble $tool 'No space left on device$'
        pipe "$tool --help > /dev/full"
        trouble $tool 'No space left on device$'
        pipe "$tool --version > /dev/full"
        trouble $tool 'No space left on device$'
        pipe "$tool -o /dev/full $(operands $tool)"
        trouble $tool 'No space left on device$'
    done
}

@test "faults: a reader that goes away is no error to talk about" {
    for tool in $TOOLS; do
        inputs $tool
        [ $tool = bd-extract ] || { stream 60000 > in; stream 10 > old; }
        pipe "$tool $(operands $tool) | true"
        err_is ''
        pipe "$tool $(operands $tool) | head -n 1"
        err_is ''
        [ "$(wc -l < out)" -eq 1 ]
        pipe "$tool --help | true"
        err_is ''
    done
}

@test "faults: a closed standard output or input is an error, not silence" {
    for tool in $TOOLS; do
        inputs $tool
        pipe "$tool $(operands $tool) >&-"
        trouble $tool
        [ $tool = bd-diff ] && continue
        pipe "$tool <&-"
        trouble $tool
    done
}

# Every call of a kind fails once: the first, the second, ... until the run needs no more of them.
each_call() { # TOOL CALL ERRNO
    local tool=$1 n=1 wanted was
    local own=
    [ $2 != rename ] || own=--no-sandbox # in it names are given by another process; that is for faults.py
    inputs $tool
    bd "${tool#bd-}" -o want $(operands $tool)
    was=$status
    while :; do
        rm -f log
        printf 'before\n' > got
        status=0
        BD_FAULT=$2:$n:$3 BD_FAULT_LOG=$PWD/log LD_PRELOAD=$FAULT "$BD_BIN/$tool" $own -o got $(operands $tool) \
            > out 2> err < /dev/null || status=$?
        sane
        if [ ! -s log ]; then
            status_is "$was"
            same want got
            break
        fi
        if [ "$status" -eq 2 ]; then
            [ "$(wc -l < err)" -ge 1 ]
            grep -q "^$tool: " err
            # the target is as it was, or whole; or it was an input that failed, as told
            echo before | cmp -s - got || cmp -s want got || grep -qE "^$tool: (in|old): " err
        else # a call whose failure does not matter: then all is right
            status_is "$was"
            same want got
        fi
        [ -z "$(find . -name '*got?*')" ]
        n=$((n + 1))
        [ $n -lt 400 ]
    done
    [ $n -gt 1 ] || { echo "$tool makes no $2" >&2; return 1; }
}

@test "faults: every read fails once" {
    for tool in $TOOLS; do each_call $tool read EIO; done
}

@test "faults: every write fails once" {
    for tool in $TOOLS; do each_call $tool write ENOSPC; done
}

@test "faults: every open fails once" {
    for tool in $TOOLS; do each_call $tool open EACCES; done
}

@test "faults: every close, fsync and rename fails once" {
    for tool in $TOOLS; do
        each_call $tool fsync EIO
        each_call $tool rename EIO
        each_call $tool close EIO
    done
}

@test "faults: interrupted calls are taken up again" {
    for tool in $TOOLS; do
        inputs $tool
        bd "${tool#bd-}" $(operands $tool)
        was=$status
        cp out want
        for call in read write; do
            for n in 1 2; do
                pipe "BD_FAULT=$call:$n:EINTR LD_PRELOAD=$FAULT $tool $(operands $tool)"
                status_is "$was"
                same want out
            done
        done
    done
}

@test "faults: short reads and writes change nothing" {
    for tool in $TOOLS; do
        inputs $tool
        bd "${tool#bd-}" $(operands $tool)
        was=$status
        cp out want
        for bytes in 1 7 4096; do
            pipe "BD_FAULT_SHORT=$bytes LD_PRELOAD=$FAULT $tool $(operands $tool)"
            status_is "$was"
            err_is ''
            same want out
        done
    done
}

@test "faults: a read error in the middle of a stream is told, with the file" {
    for tool in bd-norm bd-rollup bd-3gong; do
        stream 60000 > in
        pipe "BD_FAULT=read:3:EIO LD_PRELOAD=$FAULT $tool in"
        trouble $tool 'in: cannot read: Input/output error$'
    done
}

@test "faults: every allocation fails once" {
    not_san 'they replace malloc'
    for tool in $TOOLS; do each_call $tool malloc ENOMEM; done
}

@test "faults: no memory is one line and status 2" {
    not_san 'they reserve terabytes of addresses'
    for tool in $TOOLS; do
        case $tool in
        bd-extract) awk 'BEGIN { for (i = 0; i < 400000; i++) print "这一行是没有数字的文字，只是用来占地方，重复很多遍。" }' > in ;;
        bd-diff) stream 300000 > in; cp in old ;;
        *) { echo "$H"; printf 'd|甲局|2024-budget|1|1|t|1|3|item|1|'; head -c 90000000 /dev/zero | tr '\0' a; echo '|c|number|1|万元'; } | tsv > in ;;
        esac
        pipe "ulimit -v 45000; $tool $(operands $tool)"
        trouble $tool 'out of memory'
        rm -f in old
    done
}

# A sample of `make faults`: every format of input, every way of writing, and the cron script.
@test "faults: none makes an answer wrong or leaves half a file, in a sample of all" {
    not_san 'they replace malloc'
    python3 "$ROOT/t/faults.py" "$BD_BIN" "$FAULT" --every 16 --only '^bd-(?!extract pdf, child 3)' > table || { cat table >&2; false; }
    [ "$(sed -n 's/^all *\([0-9]*\) .*/\1/p' table)" -gt 250 ]
}

@test "faults: the cron script ends where it would have without, in a sample" {
    not_san 'they replace malloc'
    python3 "$ROOT/t/faults.py" "$BD_BIN" "$FAULT" --every 97 --only '^weekly' > table || { cat table >&2; false; }
    [ "$(sed -n 's/^all *\([0-9]*\) .*/\1/p' table)" -gt 20 ]
}

@test "faults: the judge sees an answer that is wrong" {
    not_san 'they replace malloc'
    mkdir wrong
    cp "$BD_BIN"/bd-* wrong/
    # a program that takes a failed read for the end, and one that writes into its target
    printf '#!/bin/sh\n"%s/bd-norm" "$@" 2> err.x\nrm -f err.x\nexit 0\n' "$BD_BIN" > wrong/bd-norm.sh
    chmod +x wrong/bd-norm.sh
    mv wrong/bd-norm.sh wrong/bd-norm
    fails python3 "$ROOT/t/faults.py" wrong "$FAULT" --every 40 --only '^bd-norm$' > table
    grep -q ': WRONG: ' table
}
