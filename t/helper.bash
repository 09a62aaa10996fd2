# SPDX-License-Identifier: MIT
# helper.bash: what every suite shares. `load helper` at the top of a .bats file.
#
# Each test starts in a folder of its own ($PWD is empty and goes away afterwards), so paths in messages
# are short and exact.
#
#   bd norm --unit 元 a.tsv      run bd-norm of $BD_BIN; then $status, and the files out and err hold the rest
#   bd norm < a.tsv              standard input is passed on (/dev/null unless redirected)
#   pipe 'bd-norm a.tsv | head'  a shell line with $BD_BIN first in PATH; same results
#   status_is 2                  the last exit status
#   out_is 'text'                stdout was exactly text and LF ('' : nothing at all)
#   out_is <<'END'               the same with several lines
#   err_is 'bd-norm: ...'        the same for stderr
#   out_has, err_has 'text'      one line of it is, from start to end, this text
#   same want.tsv got.tsv        two files equal to the byte
#   tsv 'a|b|c' ...              lines with | for TAB, on stdout; without arguments from stdin
#   fails COMMAND ...            it must fail (a bare `! command` is never looked at by bash -e)
#   san                          true in the sanitizer build
#   not_san 'why'                leave this row out there (ulimit -v and the like), and where lines are counted
#   browse PAGE.html             open the page in headless Chromium: the facts of browser.py in the file `browser`, pictures in
#                                $BROWSER_PICTURES (kept) or ./; a failure in CI without one, a loud skip elsewhere
#   fact NAME                    one of these facts
#   page_is_sound                what every page of ours must be: not blank, no wider than the screen (desktop, phone), dark when
#                                asked, no script, nothing loaded, nothing in the console, printable
#   need_shared                  ../shared must be there: a failure in CI, a loud skip elsewhere
#
# A sanitizer report fails the test wherever it appears.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BD_BIN=${BD_BIN:-bin}
case $BD_BIN in /*) ;; *) BD_BIN=$ROOT/$BD_BIN ;; esac
BD_BUILD=${BD_BUILD:-build/out}
case $BD_BUILD in /*) ;; *) BD_BUILD=$ROOT/$BD_BUILD ;; esac
FAULT=$BD_BUILD/fault.so
SHARED=$ROOT/../shared
TOOLS='bd-extract bd-norm bd-rollup bd-diff bd-3gong'
FILTERS='bd-norm bd-rollup bd-diff bd-3gong'

export LC_ALL=C.UTF-8 TZ=UTC
unset NO_COLOR CDPATH POSIXLY_CORRECT
export PATH=$BD_BIN:$PATH
# 99 is no exit status of ours.
export ASAN_OPTIONS=exitcode=99:detect_leaks=1:allocator_may_return_null=1:verify_asan_link_order=0
export UBSAN_OPTIONS=exitcode=99:halt_on_error=1:print_stacktrace=1

setup() { cd "$BATS_TEST_TMPDIR" || return 1; }

bd() {
    local tool=bd-$1
    shift
    status=0
    if [ -t 0 ]; then "$BD_BIN/$tool" "$@" > out 2> err < /dev/null || status=$?
    else "$BD_BIN/$tool" "$@" > out 2> err || status=$?
    fi
    sane
}

pipe() {
    status=0
    bash -c "set -o pipefail; $1" > out 2> err < /dev/null || status=$?
    sane
}

# No report of a sanitizer, no death by a signal.
sane() {
    if grep -aE 'Sanitizer|runtime error:' err >&2; then cat err >&2; return 1; fi
    if [ "$status" -eq 99 ] || [ "$status" -gt 128 ]; then
        echo "ended with status $status; stderr:" >&2
        cat err >&2
        return 1
    fi
}

status_is() {
    [ "$status" -eq "$1" ] && return
    echo "status $status, expected $1; stdout and stderr:" >&2
    head -n 40 out err >&2
    return 1
}

expect() { # FILE [TEXT]
    if [ $# -eq 1 ]; then cat > .want
    elif [ -n "$2" ]; then printf '%s\n' "$2" > .want
    else : > .want
    fi
    same .want "$1"
}
out_is() { expect out "$@"; }
err_is() { expect err "$@"; }
out_has() { line_in out "$1"; }
err_has() { line_in err "$1"; }
line_in() {
    grep -qxF -e "$2" "$1" && return
    echo "no such line in $1: $2" >&2
    cat "$1" >&2
    return 1
}

same() { diff -u --label expected --label got "$1" "$2" >&2; }

tsv() { if [ $# -gt 0 ]; then printf '%s\n' "$@"; else cat; fi | tr '|' '\t'; }

# The columns named, of every record of out, into out; but of none of KIND: cols 'code name value' [KIND]
cols() {
    awk -F'\t' -v want="$1" -v but="${2:-}" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; n = split(want, w, " "); next }
        but == "" || $at["kind"] != but { for (i = 1; i <= n; i++) printf "%s%s", $at[w[i]], i < n ? "|" : "\n" }' out > out.cols
    mv out.cols out
}

# side|code|name|col|value of every amount cell of $1
cells() {
    bd extract "$1"
    status_is 0
    awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
        $c["kind"] == "number" { print $c["side"] "|" $c["code"] "|" $c["name"] "|" $c["col"] "|" $c["value"] }' out > cells
}

fails() {
    if "$@" 2> /dev/null; then
        echo "should have failed: $*" >&2
        return 1
    fi
}

san() { [ "${BD_SAN:-}" = 1 ]; }
not_san() { if san || [ "${BD_COVER:-}" = 1 ]; then skip "sanitizers: $1"; fi; }

need_shared() {
    [ -d "$SHARED/seeds" ] && return
    if [ "${CI:-}" = true ]; then
        echo 'no ../shared beside the checkout, and CI must have it' >&2
        return 1
    fi
    skip 'NOT TESTED: no ../shared with the real documents beside the checkout'
}

browse() {
    local chromium pictures=${BROWSER_PICTURES:-.}
    chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
        if [ "${CI:-}" = true ]; then
            echo 'no Chromium, and CI must have it (tools/deps.sh --test)' >&2
            return 1
        fi
        skip 'NOT TESTED: no Chromium (tools/deps.sh --test)'
    }
    mkdir -p "$pictures"
    timeout 120 python3 "$ROOT/t/browser.py" "$chromium" "$1" "$pictures" > browser
}

fact() { awk -F'\t' -v n="$1" '$1 == n { print $2; found = 1 } END { exit !found }' browser; }

page_is_sound() {
    sound && return
    cat browser >&2
    return 1
}
sound() {
    local view
    for view in desktop phone dark; do
        [ "$(fact $view.rows)" -gt 20 ] && [ "$(fact $view.text)" -gt 20 ] && [ "$(fact $view.scroll)" -le "$(fact $view.width)" ] || return
    done
    [ "$(fact phone.width)" -eq 375 ] && [ "$(fact scripts)" -eq 0 ] && [ "$(fact requests)" -eq 0 ] && [ "$(fact errors)" -eq 0 ] &&
        [ "$(fact print.pages)" -ge 1 ] && [ "$(fact dark.background)" != "$(fact desktop.background)" ] &&
        [ "$(fact dark.colour)" != "$(fact desktop.colour)" ]
}
