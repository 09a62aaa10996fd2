# SPDX-License-Identifier: MIT
# The rules of the record stream, bd-record(5), hold in every tool that reads one.
load helper

EVERY='norm rollup diff 3gong' # reads records
SINGLE='norm rollup 3gong'     # ... as one stream
PASSING='norm rollup'          # ... and passes them on

H='doc|issuer|edition|page|line|table|row|level|role|code|name|col|kind|value|unit'
row() { # VALUE [NAME]: one plain record
    printf 'd.txt|甲局|2024-budget|1|7|支出总表|1|3|item|2080505|%s|基本支出|number|%s|万元\n' "${2:-机关事业单位基本养老保险缴费支出}" "$1"
}
good() { { echo "$H"; row 61.48; } | tsv > "${1:-good.tsv}"; }

# Run TOOL over one stream; bd-diff gets it as NEW, beside a good OLD.
reads() { # TOOL FILE [OPTION ...]
    local tool=$1 file=$2
    shift 2
    [ -e good.tsv ] || good
    case $tool in
    diff) bd diff "$@" good.tsv "$file" ;;
    *) bd "$tool" "$@" "$file" ;;
    esac
}
refused() { # FILE MESSAGE: by every filter, with this message and status 2
    for tool in $EVERY; do
        reads $tool "$1"
        status_is 2
        err_is "bd-$tool: $2"
    done
}
accepted() { # FILE: by every filter, without a word
    for tool in $EVERY; do
        reads $tool "$1"
        status_is 0
        err_is ''
    done
}
# The columns of `out` named in $1, one record a line, | between them.
cut_out() {
    awk -F '\t' -v want="$1" 'BEGIN { n = split(want, w, ",") }
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        { s = ""; for (i = 1; i <= n; i++) s = s (i > 1 ? "|" : "") $at[w[i]]; print s }' out
}

@test "records: a plain stream passes every filter" {
    good
    accepted good.tsv
}

@test "records: a stream of a header alone is whole, and empty" {
    echo "$H" | tsv > head.tsv
    for tool in $SINGLE; do
        reads $tool head.tsv
        status_is 0
        err_is ''
        [ "$(wc -l < out)" -eq 1 ]
    done
}

@test "records: no input at all is an error, not silence" {
    : > x.tsv
    refused x.tsv 'x.tsv: input is empty (0 bytes)'
}

@test "records: a last line without LF is an error" {
    { echo "$H"; row 1.00; printf 'd.txt|甲'; } | tsv > x.tsv
    refused x.tsv 'x.tsv:3: no line feed at the end, the input is cut off'
    printf '%s' "$H" | tsv > x.tsv
    refused x.tsv 'x.tsv:1: no line feed at the end, the input is cut off'
}

@test "records: a first line that is no header is an error" {
    row 1.00 | tsv > x.tsv
    refused x.tsv 'x.tsv:1: the first line is no header (doc, kind, value, unit ...); --input-columns names the columns'
}

@test "records: --input-columns names the columns of a headerless stream" {
    row 61.48 | tsv > x.tsv
    for tool in $SINGLE; do
        reads $tool x.tsv --input-columns "${H//|/,}"
        status_is 0
        err_is ''
    done
    reads norm x.tsv --input-columns "${H//|/,}"
    [ "$(cut_out code,value)" = '2080505|61.48' ]
}

@test "records: --input-columns must make sense" {
    good
    for tool in $SINGLE; do
        reads $tool good.tsv --input-columns a,b
        status_is 2
        err_is "bd-$tool: --input-columns must name distinct columns, doc, kind, value and unit among them"
    done
}

@test "records: NUL is an error, also in a column that no tool uses" {
    { echo "$H|mine"; row 1.00 | sed 's/$/|xZx/'; } | tsv | tr Z '\0' > x.tsv
    refused x.tsv "x.tsv:2: NUL byte in column 'mine'"
}

@test "records: invalid UTF-8 is an error, also in a column that no tool uses" {
    { echo "$H|mine"; row 1.00 | sed 's/$/|ok/'; row 1.00 | sed 's/$/|xZx/'; } | tsv | tr Z '\377' > x.tsv
    refused x.tsv "x.tsv:3: invalid UTF-8 in column 'mine'"
}

@test "records: a carriage return inside a line is an error" {
    { echo "$H"; row 1.00 'aZb'; } | tsv | tr Z '\r' > x.tsv
    refused x.tsv "x.tsv:2: carriage return in column 'name'"
}

@test "records: an unknown backslash sequence is an error" {
    { echo "$H"; row 1.00 'a\xb'; } | tsv > x.tsv
    refused x.tsv "x.tsv:2: backslash that is not the start of \\t, \\n, \\r or \\\\ in column 'name'"
    { echo "$H"; row 1.00 'a\'; } | tsv > x.tsv
    refused x.tsv "x.tsv:2: backslash that is not the start of \\t, \\n, \\r or \\\\ in column 'name'"
}

@test "records: the four escapes pass through as they are" {
    { echo "$H"; row 1.00 '一\t二\n三\r四\\五'; } | tsv > x.tsv
    for tool in $PASSING; do
        reads $tool x.tsv
        status_is 0
        err_is ''
        [ "$(cut_out name)" = '一\t二\n三\r四\\五' ]
    done
}

@test "records: a short and a long row are errors that say so" {
    { echo "$H"; row 1.00; echo 'd.txt|1|7'; } | tsv > x.tsv
    refused x.tsv 'x.tsv:3: 3 fields where the header has 15'
    { echo "$H"; row 1.00 | sed 's/$/|/'; } | tsv > x.tsv
    refused x.tsv 'x.tsv:2: 16 fields where the header has 15'
    { echo "$H"; echo; } | tsv > x.tsv
    refused x.tsv 'x.tsv:2: 1 field where the header has 15'
}

@test "records: a byte order mark and CRLF are accepted and never written" {
    { printf '\357\273\277'; { echo "$H"; row 61.48; } | tsv; } | sed 's/$/\r/' > x.tsv
    accepted x.tsv
    good
    for tool in $PASSING; do
        reads $tool good.tsv
        cp out want
        reads $tool x.tsv
        same want out
    done
}

@test "records: a repeated header with other columns first is no data" {
    good
    {
        tsv 'unit|value|kind|col|name|code|role|level|row|table|line|page|edition|issuer|doc'
        tsv '万元|61.48|number|项目支出|机关事业单位基本养老保险缴费支出|2080505|item|3|1|支出总表|7|1|2024-budget|甲局|d.txt'
    } > b.tsv
    cat good.tsv b.tsv > x.tsv
    for tool in $PASSING; do
        reads $tool x.tsv
        status_is 0
        err_is ''
        [ "$(wc -l < out)" -eq 3 ]
        [ "$(cut_out doc,line,col,value,unit)" = 'd.txt|7|基本支出|61.48|万元
d.txt|7|项目支出|61.48|万元' ]
        # two files are the same stream
        cp out want
        bd $tool good.tsv b.tsv
        same want out
    done
    reads diff x.tsv
    status_is 1
    err_is ''
    [ "$(cut_out change,col,new)" = 'added|项目支出|61.48' ]
}

@test "records: columns that a later header lacks are empty" {
    good
    tsv 'doc|issuer|edition|kind|name|col|value|unit' 'd.txt|甲局|2024-budget|number|其他|金额|2.00|万元' > b.tsv
    cat good.tsv b.tsv > x.tsv
    for tool in $PASSING; do
        reads $tool x.tsv
        status_is 0
        err_is ''
        [ "$(cut_out doc,code,value | tail -n 1)" = 'd.txt||2.00' ]
    done
    reads diff x.tsv
    status_is 1
    err_is ''
    [ "$(cut_out change,name,new)" = 'added|其他|2.00' ]
}

@test "records: a column that a later header adds is an error, or ignored where nothing is passed on" {
    good
    tsv 'doc|issuer|edition|kind|name|col|value|unit|mine' 'd.txt|甲局|2024-budget|number|其他|金额|2.00|万元|x' > b.tsv
    cat good.tsv b.tsv > x.tsv
    for tool in $PASSING; do
        reads $tool x.tsv
        status_is 2
        err_is "bd-$tool: x.tsv:3: column 'mine' is not in the first header"
    done
    reads 3gong x.tsv
    status_is 0
    err_is ''
    reads diff x.tsv
    status_is 1
    err_is ''
    [ "$(cut_out change,name,new)" = 'added|其他|2.00' ]
}

@test "records: unknown columns pass through untouched and in place" {
    { echo "mine|$H|your s"; row 61.48 | sed 's/^/ a |/; s/$/|甲 乙/'; } | tsv > x.tsv
    for tool in $PASSING; do
        reads $tool x.tsv
        status_is 0
        [ "$(head -n 1 out | cut -f 1,17)" = "$(tsv 'mine|your s')" ]
        [ "$(tail -n 1 out | cut -f 1,17)" = "$(tsv ' a |甲 乙')" ]
    done
}

@test "records: the same column twice is no header" {
    { echo "$H|code"; row 1.00 | sed 's/$/|x/'; } | tsv > x.tsv
    refused x.tsv 'x.tsv:1: the first line is no header (doc, kind, value, unit ...); --input-columns names the columns'
}

@test "records: a header needs doc, kind, name, col, value and unit" {
    tsv 'doc|kind|name|value|unit' 'd|number|x|1|万元' > x.tsv
    refused x.tsv "x.tsv:1: the header has no column 'col'"
    tsv 'doc|kind|col|value|unit' 'd|number|x|1|万元' > x.tsv
    refused x.tsv "x.tsv:1: the header has no column 'name'"
}

@test "records: the order of the columns does not matter" {
    good
    tsv 'value|unit|kind|col|name|code|role|level|row|table|line|page|edition|issuer|doc' \
        '61.48|万元|number|基本支出|机关事业单位基本养老保险缴费支出|2080505|item|3|1|支出总表|7|1|2024-budget|甲局|d.txt' > x.tsv
    accepted x.tsv
    reads norm x.tsv
    [ "$(head -n 1 out | cut -f 1-3)" = "$(tsv 'value|unit|kind')" ]
    [ "$(cut_out doc,value,unit)" = 'd.txt|61.48|万元' ]
}

@test "records: a record of three million bytes is one record" {
    { echo "$H"; row 1.00 "$(head -c 3000000 /dev/zero | tr '\0' a)"; } | tsv > x.tsv
    for tool in $PASSING; do
        reads $tool x.tsv
        status_is 0
        err_is ''
        [ "$(wc -l < out)" -eq 2 ]
        [ "$(wc -c < out)" -gt 3000000 ]
    done
}

@test "records: an error names the file and the line in that file" {
    good
    { echo "$H"; row 1.00; row 2.00; echo short; } | tsv > b.tsv
    for tool in $SINGLE; do
        bd $tool good.tsv b.tsv
        status_is 2
        err_is "bd-$tool: b.tsv:4: 1 field where the header has 15"
    done
    for tool in $SINGLE; do
        bd $tool < b.tsv
        status_is 2
        err_is "bd-$tool: -:4: 1 field where the header has 15"
    done
}

@test "records: blank, dash and zero stay three facts" {
    { echo "$H"; row ''; row -; row 0; row 0.00; } | tsv > x.tsv
    for tool in $PASSING; do
        reads $tool x.tsv
        status_is 0
        [ "$(cut_out value | tr '\n' '|')" = '|-|0|0.00|' ]
    done
}
