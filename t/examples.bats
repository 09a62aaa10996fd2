# SPDX-License-Identifier: MIT
# The example documents through every tool, compared with what is kept in examples/expected. After a
# change that is meant: `PATH=$PWD/bin:$PATH sh examples/expected.sh`, and read what changed.
load helper

@test "examples: every tool's output is what is kept" {
    cp -r "$ROOT/examples" examples
    mv examples/expected want
    sh examples/expected.sh got
    diff -ru want got >&2
}

@test "examples: the demo runs, and ends in a digest" {
    cd "$ROOT"
    sh examples/demo.sh "$BD_BIN" > "$BATS_TEST_TMPDIR/shown" 2>&1
    grep -q '^What changed$' "$BATS_TEST_TMPDIR/shown"
    grep -q '公务用车购置费' "$BATS_TEST_TMPDIR/shown"
}
