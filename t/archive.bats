# SPDX-License-Identifier: MIT
# An archive of made-up budgets in every layout: each amount cell as it was written, no other.
load helper

@test "archive: 400 documents of every layout, every amount cell right, none made up" {
    python3 "$ROOT/t/archive.py" make 400 archive
    find archive -type f | sort | tr '\n' '\0' > list
    bd extract --files0-from list
    status_is 2
    [ "$(grep -c . err)" -eq "$(grep -c 'is an image (PNG)' err)" ]
    run python3 "$ROOT/t/archive.py" check 400 archive out
    [ "$status" -eq 0 ] || { printf '%s\n' "$output" | head -n 20; false; }
    for layout in text/tab text/list text/fixed html/cells csv/cells markdown/cells xlsx/cells docx/cells; do
        grep -q "	$layout	doc" out || { echo "no document was $layout"; false; }
    done
}
