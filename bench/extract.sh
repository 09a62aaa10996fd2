#!/bin/sh
# SPDX-License-Identifier: MIT
# extract.sh: bd-extract on the real documents, many files and one long one. Without ../shared there is nothing to read.
# shellcheck disable=SC1091,SC2154 # common.sh sets them
. "$(dirname "$0")/common.sh"
shared=$here/../../shared
if [ ! -d "$shared/seeds" ]; then
    echo 'extract.sh: NOT MEASURED: no ../shared with the real documents beside the checkout' >&2
    exit 0
fi
copies=${COPIES:-60}
often() { # DIRECTORY: its texts, so many times
    i=0
    while [ "$i" -lt "$copies" ]; do
        for f in "$1"/*.txt; do printf '%s\0' "$f"; done
        i=$((i + 1))
    done
}
often "$shared/seeds" > "$dir/list"
xargs -0 cat < "$dir/list" > "$dir/long.txt"
often "$shared/corpus" > "$dir/fixed"
xargs -0 cat < "$dir/fixed" > "$dir/fixed.txt"
# The same documents say the same alone and in a row.
for f in "$shared"/seeds/*.txt; do "$bin/bd-extract" "$f"; done | awk 'NR == 1 || !/^doc\t/' > "$dir/want"
"$bin/bd-extract" "$shared"/seeds/*.txt > "$dir/got"
agree 'records of the seeds, one by one and together' "$dir/want" "$dir/got"
compare "bd-extract: the seeds $copies times" "$dir/long.txt"
run 'cat (reading)' cat "$dir/long.txt"
run 'bd-extract, many files' "$bin/bd-extract" --files0-from "$dir/list"
run 'bd-extract, one long file' "$bin/bd-extract" "$dir/long.txt"
table
compare "bd-extract: the fixed-width pages of the corpus $copies times" "$dir/fixed.txt"
run 'cat (reading)' cat "$dir/fixed.txt"
run 'bd-extract' "$bin/bd-extract" --files0-from "$dir/fixed"
table

# The same pages as a PDF: what pdftotext takes to find the text, and bd-extract to read that.
if command -v pdftotext > /dev/null; then
    i=1
    while [ "$i" -le 12 ]; do
        python3 "$here/../t/fixed_pages.py" make "$i" "$dir/p$i" || die 'fixed_pages.py failed'
        pdftotext -layout "$dir/p$i.pdf" "$dir/p$i.txt"
        i=$((i + 1))
    done
    printf '%s\0' "$dir"/p*.txt > "$dir/pages"
    xargs -0 cat < "$dir/pages" > "$dir/pages.txt"
    compare 'a dozen PDF files' "$dir/pages.txt"
    # shellcheck disable=SC2016 # the inner shell expands
    run 'pdftotext -layout' sh -c 'for f in "$0"/p*.pdf; do pdftotext -layout "$f" /dev/null; done' "$dir"
    run 'bd-extract, its text' "$bin/bd-extract" --files0-from "$dir/pages"
    table
else
    echo 'extract.sh: NOT MEASURED: no pdftotext' >&2
fi
