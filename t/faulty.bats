#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Documents with one fault each: found, at the right place, and nothing said of what is right.

load helper

@test "faulty: 95 % of the faults are named, what is right is left alone" {
    python3 "$ROOT/t/faulty.py" "$BD_BIN" 7 8 > out || { cat out; return 1; }
    tail -n 1 out >&2
    grep -q 'on what is right 0$' out
    # the measure can fail: without the rules nothing is found
    mkdir none
    cp "$BD_BIN/bd-extract" "$BD_BIN/bd-norm" none/
    printf '#!/bin/sh\nexec "%s/bd-rollup" --only R70a "$@"\n' "$BD_BIN" > none/bd-rollup
    chmod +x none/bd-rollup
    fails python3 "$ROOT/t/faulty.py" none 7 2 > out
    grep -q 'found   0 = 0.0 %' out
}

@test "faulty: the same in every layout, by name and amount" {
    python3 "$ROOT/t/faulty.py" "$BD_BIN" 11 2 list,html,csv,markdown,xlsx,docx,fixed > out || { cat out; return 1; }
    [ "$(grep -c 'on what is right 0$' out)" -eq 7 ]
}

@test "faulty: faults in the records of real documents" {
    need_shared
    python3 "$ROOT/t/faulty_records.py" "$BD_BIN" --each 4 --kinds digit,swap,unit,sign,shift,doubled,total,sangong "$SHARED"/seeds/*.txt "$SHARED"/corpus/*.txt > out
    cat out >&2
    awk '$1 == "all" { sub(/.*= /, ""); all++; if ($1 + 0 < 0.95) bad = 1 } END { exit bad || all != 1 }' out
}
