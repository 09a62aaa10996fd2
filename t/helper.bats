# SPDX-License-Identifier: MIT
# The checks of helper.bash can fail: each is tried on something right and something wrong.
load helper

fake() { # a program that says what is said here
    mkdir -p bin
    printf '#!/bin/sh\n%s\n' "$1" > bin/bd-fake
    chmod +x bin/bd-fake
    BD_BIN=$PWD/bin
}

@test "helper: stdout, stderr and status are told apart, to the byte" {
    fake 'echo a; echo b >&2; exit 1'
    bd fake
    status_is 1
    out_is a
    err_is b
    fails status_is 0
    fails out_is ''
    fails out_is b
    fails err_is 'b '
    fake 'printf a'
    bd fake
    fails out_is a
}

@test "helper: out_has wants a whole line" {
    fake 'echo one two'
    bd fake
    out_has 'one two'
    fails out_has one
    fails err_has 'one two'
}

@test "helper: a sanitizer report or a signal fails, whatever the row expects" {
    fake 'echo "x.c:1:2: runtime error: signed integer overflow" >&2; exit 0'
    fails bd fake
    fake 'kill -SEGV $$'
    fails bd fake
}

@test "helper: bars become tabs" {
    [ "$(tsv 'a|b' '|c')" = "$(printf 'a\tb\n\tc')" ]
}
