#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Input that means harm: each ends in one clear line, in little time and memory, and nothing else is touched.
load helper

small() { # TOOL ARGUMENT ...: in 400 MB of addresses
    if san; then bd "$@"; return; fi
    local tool=bd-$1
    shift
    status=0
    (ulimit -v 400000; exec "$BD_BIN/$tool" "$@") > out 2> err < /dev/null || status=$?
    sane
}
archive() { python3 "$BATS_TEST_DIRNAME/hostile.py" "$@"; }

@test "damaged documents of every format: no crash, no hang, a closing record for each" {
    n=260
    san && n=104
    BD_SAN=${BD_SAN:-} python3 "$BATS_TEST_DIRNAME/mutate.py" "$BD_BIN" $n 3 > said || { cat said >&2; false; }
    [ "$(cat said)" = "$n documents of 13 formats, 0 findings" ]
}

@test "bombs: zip, XML entities, nested tables, a row of a million columns" {
    archive zip > zip.docx
    archive entities > entities.docx
    archive nested > nested.html
    python3 -c 'print("收入总表\n" + "1\t" * 1000000)' > a.txt
    python3 -c 'print("a,b,c\n" * 20000 + "1," * 1000000)' > a.csv
    python3 -c 'print("<table><tr>" + "<td>1" * 1000000)' > a.html
    small extract zip.docx entities.docx nested.html a.txt a.csv a.html
    status_is 2
    cut -f 20,21 <(awk -F'\t' '$22 == "doc"' out) > seen
    same - seen <<'END'
failed	docx/none
failed	docx/none
failed	html/none
no-figures	text/prose
failed	csv/none
failed	html/none
END
    err_is <<'END'
bd-extract: zip.docx: is larger than 96 MiB when unpacked
bd-extract: entities.docx: word/document.xml has a document type declaration, which no Office program writes
bd-extract: nested.html:16: tables inside tables, more than 16 deep
bd-extract: a.txt: no figure found
bd-extract: a.csv:20001: a table has more than 16384 columns
bd-extract: a.html: a table has more than 16384 columns
END
}

@test "what is held whole has an end: a long table is read, one of too many cells is said, in the same memory" {
    archive rows 120000 > rows.docx # 16 MB unpacked, on one line
    archive cells 60000 > cells.docx
    python3 -c 'print("<table>" + "<tr><td>1<td>2" * 2000000)' > cells.html
    python3 -c 'print("<p>" + "a" * (49 << 20))' > long.html
    small extract rows.docx
    status_is 0
    err_is ''
    [ "$(tail -n 1 out | cut -f 20-24)" = "partial	docx/cells	doc		$(($(wc -l < out) - 2))" ]
    [ "$(awk -F'\t' '$22 == "number"' out | tail -n 1 | cut -f 24)" = 119999.00 ]
    small extract cells.docx cells.html long.html
    status_is 2
    err_is <<'END'
bd-extract: cells.docx: is too large: its lines and cells take more than 128 MiB of memory
bd-extract: cells.html: is too large: its lines and cells take more than 128 MiB of memory
bd-extract: long.html: is HTML of more than 48 MiB
END
}

@test "what a document refers to is not looked at" {
    command -v strace > /dev/null || skip 'NOT TESTED: no strace'
    not_san 'they open files of their own'
    archive refers docx > a.docx
    archive refers html > a.html
    strace -f -o trace -e trace=openat,open,connect,socket,execve "$BD_BIN/bd-extract" a.docx a.html > out 2> err || true
    grep -q '"a.docx"' trace || skip 'NOT TESTED: strace cannot run here'
    grep -q '12.50' out
    fails grep -aE 'secret|hostname|connect\(|AF_INET' trace
    [ "$(grep -c 'execve(' trace)" -eq 1 ]
}
