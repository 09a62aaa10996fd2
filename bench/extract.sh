#!/bin/sh
# SPDX-License-Identifier: MIT
# extract.sh: bd-extract on the real documents, many files and one long one; without ../shared these are not measured, and it is
# said. Then PDFs of our own making: the text beside pdftotext, and the tables beside pdftotext, pdfplumber and Camelot, with a
# score of the cells against what was printed.
# shellcheck disable=SC1091,SC2154 # common.sh sets them
. "$(dirname "$0")/common.sh"
shared=${SHARED:-$here/../../shared}
copies=${COPIES:-150} printed=${PRINTED:-3}
often() { # DIRECTORY: its texts, so many times
    i=0
    while [ "$i" -lt "$copies" ]; do
        for f in "$1"/*.txt; do printf '%s\0' "$f"; done
        i=$((i + 1))
    done
}
real() {
    often "$shared/seeds" > "$dir/list"
    xargs -0 cat < "$dir/list" > "$dir/long.txt"
    often "$shared/corpus" > "$dir/fixed"
    xargs -0 cat < "$dir/fixed" > "$dir/fixed.txt"
    # The same documents say the same alone and in a row.
    for f in "$shared"/seeds/*.txt; do "$bin/bd-extract" "$f"; done | awk 'NR == 1 || !/^doc\t/' > "$dir/want"
    "$bin/bd-extract" "$shared"/seeds/*.txt > "$dir/got"
    agree 'records of the real documents, one by one and together' "$dir/want" "$dir/got"
    "$bin/bd-extract" -j 2 "$shared"/seeds/*.txt > "$dir/got"
    agree 'records of the real documents, one by one and with -j 2' "$dir/want" "$dir/got"
    right 'bd-extract, many files' 'bd-extract -j 1, all cores' 'bd-extract -j 2, all cores'
    head -n $(($(wc -l < "$dir/long.txt") / 6)) "$dir/long.txt" > "$dir/sixth.txt"
    compare "bd-extract: the real documents in tabs, $copies times" "$dir/long.txt"
    run 'cat (reading)' cat "$dir/long.txt"
    run 'bd-extract, many files' "$bin/bd-extract" --files0-from "$dir/list"
    run 'bd-extract, one long file' "$bin/bd-extract" "$dir/long.txt"
    run 'bd-extract, a sixth of that file' "$bin/bd-extract" "$dir/sixth.txt"
    run_all 'bd-extract -j 1, all cores' "$bin/bd-extract" -j 1 --files0-from "$dir/list"
    run_all 'bd-extract -j 2, all cores' "$bin/bd-extract" -j 2 --files0-from "$dir/list"
    table
    compare "bd-extract: the real fixed-width pages, $copies times" "$dir/fixed.txt"
    run 'cat (reading)' cat "$dir/fixed.txt"
    run 'bd-extract' "$bin/bd-extract" --files0-from "$dir/fixed"
    table
}
missing() { # WHAT is not measured, and why
    echo "extract.sh: NOT MEASURED: $1" >&2
    note missing "$1"
}
if [ -d "$shared/seeds" ]; then real; else missing 'real documents (no ../shared beside the checkout)'; fi

# Pages as a PDF: what pdftotext takes to find the text, and bd-extract to read that.
text() {
    i=1
    while [ "$i" -le "${PDFS:-12}" ]; do
        python3 "$here/../t/fixed_pages.py" make "$i" "$dir/p$i" || die 'fixed_pages.py failed'
        pdftotext -layout "$dir/p$i.pdf" "$dir/p$i.txt"
        i=$((i + 1))
    done
    printf '%s\0' "$dir"/p*.txt > "$dir/pages"
    xargs -0 cat < "$dir/pages" > "$dir/pages.txt"
    compare 'text of a dozen PDF files' "$dir/pages.txt"
    # shellcheck disable=SC2016 # the inner shell expands
    run 'pdftotext -layout' sh -c 'for f in "$0"/p*.pdf; do pdftotext -layout "$f" /dev/null; done' "$dir"
    run 'bd-extract, its text' "$bin/bd-extract" --files0-from "$dir/pages"
    table
}

# Disclosures that a browser printed: the amounts, their rows and columns.
judge() { # LABEL NAME COMMAND ...: the command's cells of each file, scored
    label=$1 name=$2
    shift 2
    for f in "$dir"/print/*.pdf; do
        "$@" "$f" > "${f%.chromium.pdf}.$name" 2> "$dir/log" || { cat "$dir/log" >&2; die "$label failed"; }
    done
    python3 "$here/tables.py" score "$name" "$dir"/print/*.want > "$dir/score" || die "no score for $label"
    read -r total found row col < "$dir/score"
    printf '%-44s of %d amounts: found %d, on the right row %d, in the right column too %d\n' "$label" "$total" "$found" "$row" "$col"
    [ "$name" != pdftotext ] || col=-
    note score "$label" "$total" "$found" "$row" "$col"
    if [ "$col" = - ]; then verdict "$label" 'no cells, text alone'
    elif [ "$col" -eq "$total" ]; then right "$label"
    else verdict "$label" "$((total - col)) of $total cells not with their row and column"
    fi
}
tables() {
    python3 "$here/../t/printed_pages.py" make "$dir/print" 1 $((printed + 1)) chromium > "$dir/log" 2>&1 || { cat "$dir/log" >&2; die 'printed_pages.py failed'; }
    cat "$dir"/print/*.pdf > "$dir/all.pdf"
    compare 'tables of PDF files that a browser printed' "$dir/all.pdf"
    judge 'pdftotext -layout' pdftotext "$python" "$here/tables.py" pdftotext
    # shellcheck disable=SC2016 # the inner shell expands
    run 'pdftotext -layout' sh -c 'for f; do pdftotext -layout "$f" /dev/null; done' sh "$dir"/print/*.pdf
    judge 'bd-extract' bd "$bin/bd-extract"
    run 'bd-extract' "$bin/bd-extract" "$dir"/print/*.pdf
    for peer in pdfplumber camelot; do
        have $peer || continue
        judge $peer $peer "$python" "$here/tables.py" $peer
        run $peer "$python" "$here/tables.py" $peer "$dir"/print/*.pdf
    done
    table
}
if ! have pdftotext; then missing 'PDF files (no pdftotext)'
else
    text
    if [ "$printed" -gt 0 ] && have chromium; then tables; else missing 'printed PDF files (none wanted or no chromium)'; fi
fi
