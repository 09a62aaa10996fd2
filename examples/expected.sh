#!/bin/sh
# SPDX-License-Identifier: MIT
# expected.sh [FOLDER]: what the tools in PATH make of the example documents, into FOLDER (default:
# examples/expected, where it is kept and compared with by the tests). Run from the project's root.
set -u
to=${1:-examples/expected}
mkdir -p "$to" || exit 2
for doc in examples/*/*.txt; do
    name=$(basename "$(dirname "$doc")")-$(basename "$doc" .txt)
    bd-extract -o "$to/$name.tsv" "$doc" || exit 1
done
bd-norm -o "$to/2023.norm.tsv" "$to"/2023-*.tsv || exit 1
bd-norm -o "$to/2024.norm.tsv" "$to"/2024-*.tsv || exit 1
bd-rollup -q --report text -o "$to/2024.report.out" "$to/2024.norm.tsv" || exit 1
bd-3gong -o "$to/3gong.tsv" "$to/2023.norm.tsv" "$to/2024.norm.tsv" || exit 1
bd-diff -o "$to/changes.tsv" "$to/2023.norm.tsv" "$to/2024.norm.tsv" 2> "$to/changes.err"
[ $? -eq 1 ] || exit 1
bd-diff --digest text -o "$to/digest.out" "$to/2023.norm.tsv" "$to/2024.norm.tsv" 2> /dev/null
[ $? -eq 1 ] || exit 1
