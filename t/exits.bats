# SPDX-License-Identifier: MIT
# What every command line has in common: help, version, bad options, outputs, several inputs, statuses.
load helper

VERSION=$(sed -n 's/^VERSION *= *//p' "$BATS_TEST_DIRNAME/../Makefile")
H='doc|issuer|edition|page|line|table|row|level|role|code|name|col|kind|value|unit'
LOOPS='bd-extract bd-norm bd-rollup bd-3gong' # inputs are read one after the other, as by cat
stream() { # DOC VALUE
    tsv "$H" "$1|临澜市文化和阅读局|2024-budget|1|7|支出总表|1|3|item|2080505|机关事业单位基本养老保险缴费支出|基本支出|number|$2|万元"
}
text() { # a document with one small table, for bd-extract
    printf '临澜市文化和阅读局2024年部门预算\n\n部门支出总表\n\n单位：万元\n\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t%s\t%s\t\n2080505\t机关事业单位基本养老保险缴费支出\t%s\t%s\t\n' "$1" "$1" "$1" "$1"
}
inputs() { # good inputs of TOOL: a and b
    case $1 in
    bd-extract) text 1.00 > a; text 2.00 > b ;;
    *) stream a.txt 1.00 > a; stream b.txt 2.00 > b ;;
    esac
}
over() { # TOOL INPUT ...: bd-diff compares a with the rest
    local tool=${1#bd-}
    shift
    case $tool in
    diff) bd diff a "$@" ;;
    *) bd "$tool" "$@" ;;
    esac
}

@test "exits: --help on stdout, status 0; it names the tool, every option and where to read on" {
    for tool in $TOOLS; do
        bd "${tool#bd-}" --help
        status_is 0
        err_is ''
        head -n 1 out | grep -q "^Usage: $tool "
        for option in --help --version --output --files0-from; do
            grep -q -e "$option" out
        done
        cp out help
        bd "${tool#bd-}" -h
        status_is 0
        same help out
    done
}

@test "exits: --help wins over missing inputs and comes before any reading" {
    for tool in $TOOLS; do
        bd "${tool#bd-}" --help no-such-file
        status_is 0
        err_is ''
    done
}

@test "exits: --version" {
    for tool in $TOOLS; do
        bd "${tool#bd-}" --version
        status_is 0
        err_is ''
        [ "$(head -n 1 out)" = "$tool $VERSION" ]
        [ "$(wc -l < out)" -eq 2 ]
        tail -n 1 out | grep -qxE 'sandbox: (Landlock [0-9]+|no Landlock \(kernel\)), (seccomp|no seccomp \(.*\))|sandbox: none \(.*\)'
    done
}

@test "exits: an unknown option is one line and status 2" {
    for tool in $TOOLS; do
        bd "${tool#bd-}" --nope
        status_is 2
        out_is ''
        err_is "$tool: unknown option '--nope'"
        bd "${tool#bd-}" -%
        status_is 2
        out_is ''
        err_is "$tool: unknown option '-%'"
        bd "${tool#bd-}" --output
        status_is 2
        out_is ''
        err_is "$tool: option '--output' needs an argument"
        bd "${tool#bd-}" --version=1
        status_is 2
        out_is ''
        err_is "$tool: option '--version' takes no argument"
    done
}

@test "exits: options are checked before any input is read or output made" {
    for tool in $TOOLS; do
        bd "${tool#bd-}" -o made --nope no-such-file
        status_is 2
        err_is "$tool: unknown option '--nope'"
        [ ! -e made ]
    done
}

@test "exits: standard input is read as -, alone and among files" {
    for tool in $LOOPS; do
        inputs $tool
        bd "${tool#bd-}" - < a
        cp out want
        [ "$status" -le 1 ]
        err_is ''
        bd "${tool#bd-}" < a
        same want out
        bd "${tool#bd-}" b - < a
        [ "$status" -le 1 ]
        err_is ''
        [ "$(wc -l < out)" -gt "$(wc -l < want)" ] || [ $tool = bd-3gong ]
    done
}

@test "exits: -o writes the same bytes as stdout, and nothing on stdout" {
    for tool in $TOOLS; do
        inputs $tool
        over $tool b
        cp out want
        was=$status
        over $tool -o got b
        status_is "$was"
        out_is ''
        same want got
        over $tool --output=got2 b
        same want got2
        rm got got2
    done
}

@test "exits: -o keeps the permissions of the file it replaces, and leaves nothing beside it" {
    for tool in $TOOLS; do
        inputs $tool
        echo before > got
        chmod 640 got
        over $tool -o got b
        [ "$(stat -c %a got)" = 640 ]
        fails grep -q before got
        rm got
        rm -f .want
        [ "$(ls -A)" = "$(printf '%s\n' a b err out)" ]
    done
}

@test "exits: -o in a folder that is not there" {
    for tool in $TOOLS; do
        inputs $tool
        over $tool -o none/got b
        status_is 2
        out_is ''
        [ "$(wc -l < err)" -eq 1 ]
        grep -q "^$tool: none/got: cannot create: No such file or directory$" err
    done
}

@test "exits: an unreadable input among good ones is told, the others are read, status 2" {
    for tool in $LOOPS; do
        inputs $tool
        over $tool a b
        [ "$status" -le 1 ]
        cp out both
        over $tool a none b
        status_is 2
        err_is "$tool: none: cannot open: No such file or directory"
        case $tool in
        bd-extract) # closed by a record of its own
            awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i }
                $c["kind"] == "doc" { print $c["doc"] "|" $c["name"] "|" $c["value"] }' out > docs
            sed -i 's/|[0-9]*$//' docs
            printf 'a|ok\nnone|failed\nb|ok\n' > want
            same want docs
            awk -F '\t' '$1 != "none"' out > rest
            same both rest
            ;;
        *) same both out ;;
        esac
    done
}

@test "exits: a folder is no input" {
    mkdir folder
    for tool in $TOOLS; do
        inputs $tool
        over $tool folder
        status_is 2
        err_is "$tool: folder: cannot read: Is a directory"
    done
}

@test "exits: --files0-from" {
    for tool in $LOOPS; do
        inputs $tool
        over $tool a b
        cp out both
        printf 'a\0b\0' > list
        bd "${tool#bd-}" --files0-from list
        same both out
        printf 'a\0b' > list
        bd "${tool#bd-}" --files0-from=list
        same both out
        bd "${tool#bd-}" --files0-from - < list
        same both out
        bd "${tool#bd-}" --files0-from none
        status_is 2
        err_is "$tool: none: cannot open: No such file or directory"
        printf 'a\0\0b\0' > list
        bd "${tool#bd-}" --files0-from list
        status_is 2
        err_is "$tool: list: empty file name, number 2"
        bd "${tool#bd-}" --files0-from list a
        status_is 2
        [ "$(wc -l < err)" -eq 1 ]
        out_is ''
    done
}

@test "exits: -- ends the options" {
    for tool in $LOOPS; do
        inputs $tool
        bd "${tool#bd-}" a
        cp a ./--nope
        cp out want
        bd "${tool#bd-}" -- --nope
        [ "$status" -le 1 ]
        err_is ''
        sed 's/--nope/a/' out > got
        same want got
    done
}

@test "exits: no colour and no progress unless on a terminal" {
    for tool in $TOOLS; do
        inputs $tool
        over $tool b
        err_is ''
        fails grep -q "$(printf '\033')" out
    done
}

@test "exits: bd-diff ends with 0, 1 and 2" {
    stream x.txt 1.00 > a
    stream x.txt 1.00 > b
    stream x.txt 1.50 > c
    bd diff a b
    status_is 0
    bd diff a c
    status_is 1
    bd diff a none
    status_is 2
    bd diff a < c
    status_is 1
}

@test "exits: bd-rollup --check ends with 0, 1 and 2" {
    tsv "$H" 'd|甲局|2024-budget|1|1|支出总表|1|0|total||合计|合计|number|3.00|万元' 'd|甲局|2024-budget|1|2|支出总表|2|1|item|208|社会保障和就业支出|合计|number|1.00|万元' \
        'd|甲局|2024-budget|1|3|支出总表|3|1|item|210|卫生健康支出|合计|number|2.00|万元' > sums
    bd rollup --check sums
    status_is 0
    sed 's/2\.00/2.50/' sums > off
    bd rollup --check off
    status_is 1
    grep -q "$(printf '\toff\t')" out
    bd rollup --check none
    status_is 2
}
