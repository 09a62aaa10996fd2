#!/bin/sh
# SPDX-License-Identifier: MIT
# read.sh: how bd-extract reads the real documents whose figures were read by hand: ../shared/tools/score-all, each document's
# scores; without ../shared it is said that they are missing.
# shellcheck disable=SC1091,SC2154 # common.sh sets them
. "$(dirname "$0")/common.sh"
score=${SHARED:-$here/../../shared}/tools/score-all
if [ ! -x "$score" ]; then
    echo 'read.sh: NOT MEASURED: no ../shared with the real documents beside the checkout' >&2
    note missing 'real documents read by hand (no ../shared beside the checkout)'
    exit 0
fi
"$score" "$bin" > "$dir/scores" || die 'score-all failed'
cat "$dir/scores"
# A document a line: name, amounts (F1), keyed (with table, row and column), blank cells, targets, recall in running text.
awk 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    NF { split($at["blank"], b, "/"); print $1 "\t" $at["amounts"] "\t" $at["keyed"] "\t" (b[2] > 0 ? b[1] / b[2] : 1) "\t" $at["targets"] "\t" $at["prose_r"] }' "$dir/scores" > "$dir/lines"
[ -s "$dir/lines" ] || die 'no scores'
while IFS='	' read -r name amounts keyed blank targets prose; do note read "$name" "$amounts" "$keyed" "$blank" "$targets" "$prose"; done < "$dir/lines"
