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
    cp "$BD_BIN/bd-extract" none/
    printf '#!/bin/sh\nexec "%s/bd-rollup" --only R70a "$@"\n' "$BD_BIN" > none/bd-rollup
    chmod +x none/bd-rollup
    fails python3 "$ROOT/t/faulty.py" none 7 2 > out
    grep -q 'found   0 = 0.0 %' out
}
