# SPDX-License-Identifier: MIT
# Real disclosures (../shared/seeds and ../shared/corpus), every figure of which was read by hand
# (../shared/truth): the pipeline runs over them, and what it reads is right.
load helper

documents() { printf '%s\n' "$SHARED"/seeds/*.txt "$SHARED"/corpus/*.txt; }
seeds() { for f in "$SHARED"/seeds/*.txt; do basename "$f" .txt; done; }
score() { # the table of score-all, made once for this file
    if [ ! -s "$BATS_FILE_TMPDIR/score" ]; then
        "$SHARED/tools/score-all" "$BD_BIN" > "$BATS_FILE_TMPDIR/score.new"
        mv "$BATS_FILE_TMPDIR/score.new" "$BATS_FILE_TMPDIR/score"
    fi
    cp "$BATS_FILE_TMPDIR/score" score
}
# at_least COLUMN LIMIT: in every seed (a column a/b is a part of a whole; no whole is no part missing).
at_least() {
    seeds > names
    awk -v column="$1" -v limit="$2" '
        FNR == NR { seed[$1] = 1; next }
        FNR == 1 { for (i = 1; i <= NF; i++) if ($i == column) at = i; next }
        ($1 in seed) {
            n++
            v = $at
            if (split(v, p, "/") == 2) v = p[2] ? p[1] / p[2] : 1
            if (v == "-" || v == "" || v + 0 < limit) { print $1 ": " column " " $at ", wanted " limit; bad = 1 }
        }
        END { if (!at || n != 5) { print "no score: " n " seeds"; bad = 1 }; exit bad }' names score >&2
}

@test "real: amount cells of every seed, F1 at least 0.98" {
    need_shared
    score
    at_least amounts 0.98
}

@test "real: blank cells of every seed are blank, at least 0.98" {
    need_shared
    score
    at_least blank 0.98
}

@test "real: performance targets of every seed, F1 at least 0.90" {
    need_shared
    score
    at_least targets 0.90
}

@test "real: prose figures of every seed, precision at least 0.90" {
    need_shared
    score
    at_least prose_p 0.90
}

@test "real: prose figures of every seed, recall at least 0.90" {
    need_shared
    score
    at_least prose_r 0.90
}

@test "real: keyed amounts of every seed after bd-norm, F1 at least 0.95" {
    need_shared
    score
    at_least keyed 0.95
}

@test "real: every document is read without a word, and closed as complete" {
    need_shared
    documents | while IFS= read -r doc; do
        bd extract "$doc"
        status_is 0
        err_is ''
        tail -n 1 out | awk -F '\t' -v doc="$doc" '$1 != doc || $22 != "doc" || ($20 != "ok" && $20 != "partial") { print; exit 1 }' >&2
    done
}

@test "real: every document passes the whole pipeline; against itself nothing changed" {
    need_shared
    documents | while IFS= read -r doc; do
        bd extract "$doc"
        cp out x.tsv
        bd norm x.tsv
        status_is 0
        err_is ''
        cp out n.tsv
        bd norm n.tsv
        same n.tsv out
        bd rollup n.tsv
        status_is 0
        err_is ''
        cp out r.tsv
        bd 3gong r.tsv
        [ "$status" -le 1 ]
        err_is ''
        bd diff n.tsv x.tsv
        status_is 0
        [ "$(wc -l < out)" -eq 1 ]
    done
}

@test "real: everything at once is each document, joined" {
    need_shared
    documents > names
    while IFS= read -r doc; do
        bd extract "$doc"
        [ -s want ] && sed -i 1d out
        cat out >> want
    done < names
    bd extract $(cat names)
    same want out
    cp out x.tsv
    bd norm x.tsv
    cp out n.tsv
    bd rollup n.tsv
    status_is 0
    err_is ''
}
