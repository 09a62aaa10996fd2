#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The tables of the hand-read documents, laid out anew in every format, come back cell by cell.
load helper

# The amount cells of TRUTH that layout.py lays out, without their old place.
wanted() {
    awk -F'\t' -v OFS='\t' '
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print; next }
        $at["kind"] == "number" && $at["title"] != "" && $at["inferred"] !~ /col/ &&
        $at["table"] ~ /^(收支总表|收入总表|支出总表|财政拨款收支总表|一般公共预算支出表|一般公共预算基本支出表|三公经费支出表)$/ {
            if ("line" in at) $at["line"] = ""
            if ("page" in at) $at["page"] = ""
            print
        }' "$1"
}

# Every cell right, none invented: LAYOUT
layout_is_read() {
    need_shared
    local truth
    for truth in "$SHARED"/truth/*.tsv; do
        grep -q "$(printf '\tnumber\t')" "$truth" || continue
        python3 "$ROOT/t/layout.py" "$1" "$truth" > doc
        bd extract doc
        wanted "$truth" > want.tsv
        python3 "$SHARED/tools/score.py" want.tsv out --kinds number --verbose > report
        if ! grep -q '^SUMMARY.* number_wrong=0 number_missing=0 number_spurious=0 ' report || ! grep -q ' blank_wrong=0 ' report; then
            echo "$truth as $1:" >&2
            cat report >&2
            return 1
        fi
    done
}

@test "tab-separated rows" { layout_is_read tab; }
@test "one cell a line" { layout_is_read list; }
@test "HTML with spans" { layout_is_read html; }
@test "CSV" { layout_is_read csv; }
@test "Markdown" { layout_is_read markdown; }
@test "an Excel workbook, a sheet a table, merged headers" { layout_is_read xlsx; }
@test "a Word document with merged headers" { layout_is_read docx; }

@test "page breaks, page numbers, repeated headers and wrapped names change nothing" {
    need_shared
    local truth
    for truth in "$SHARED"/truth/*.tsv; do
        grep -q "$(printf '\tnumber\t')" "$truth" || continue
        python3 "$ROOT/t/disturb.py" "$truth" "$BD_BIN/bd-extract"
    done
}
