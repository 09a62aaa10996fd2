#!/bin/sh
# SPDX-License-Identifier: MIT
# test.sh: `make deb`, and what comes of it. lintian finds no error; in a root of its own the package can be installed, runs,
# and goes away without a trace; the tarball it was made from is the same again from its own files. Each is a line; status 1
# if one failed. Takes as long as building the programs twice.
# shellcheck disable=SC2317 # they are called by check
set -u
cd "$(dirname "$0")/.." || exit 2
unset MAKEFLAGS MAKELEVEL MFLAGS
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
bad=0
check() { # NAME COMMAND ...
    name=$1
    shift
    if "$@" > "$dir/log" 2>&1; then echo "ok $name"
    else echo "not ok $name"; sed 's/^/# /' "$dir/log"; bad=1
    fi
}
for need in dh dpkg-buildpackage lintian fakeroot; do
    command -v "$need" > /dev/null || { echo "package-test: NOT TESTED: $need is missing: sh tools/deps.sh" >&2; exit 2; }
done
version=$(sed -n 's/^VERSION *= *//p' Makefile)

builds_again() { # the tarball: the same bytes from its own files, and the programs
    tar -xzf "build/bd-$version.tar.gz" -C "$dir" && make -s -C "$dir/bd-$version" dist &&
        cmp "build/bd-$version.tar.gz" "$dir/bd-$version/build/bd-$version.tar.gz"
}
lint() { lintian --allow-root --no-tag-display-limit --fail-on error,warning build/deb/*.changes; }
in_root() { # dpkg, as root of a folder
    fakeroot dpkg --root="$dir/clean" --force-not-root --force-depends --force-script-chrootless --force-bad-path --log="$dir/dpkg.log" "$@"
}
everything() { (cd "$dir/clean" && find . -path ./var/lib/dpkg -prune -o -print | sort); }
installs() {
    mkdir -p "$dir/clean/var/lib/dpkg/info" "$dir/clean/var/lib/dpkg/updates" && : > "$dir/clean/var/lib/dpkg/status"
    everything > "$dir/before"
    in_root -i build/deb/bd-tools_"$version"_*.deb
}
runs() {
    PATH=$dir/clean/usr/bin:$PATH
    [ "$(command -v bd-norm)" = "$dir/clean/usr/bin/bd-norm" ] || return 1
    doc=$dir/clean/usr/share/doc/bd-tools
    bd-extract "$doc/examples/2024/culture.txt" | bd-norm | bd-rollup --check -q > /dev/null || return 1
    for tool in bd-extract bd-norm bd-rollup bd-diff bd-3gong; do
        "$tool" --version | head -n 1 | grep -qx "$tool $version" || return 1
        mandoc -T lint -W error "$dir/clean/usr/share/man/man1/$tool.1.gz" || return 1
        [ -f "$dir/clean/usr/share/bash-completion/completions/$tool" ] || return 1
    done
    "$dir/clean/usr/bin/bd-norm" --version | grep -q seccomp || return 1
    [ -f "$dir/clean/usr/share/zsh/vendor-completions/_bd" ] && [ -f "$dir/clean/usr/share/bd/codes.tsv" ] && [ -f "$doc/examples/bd-weekly.timer" ]
}
removes() {
    in_root --purge bd-tools || return 1
    everything > "$dir/after"
    diff "$dir/before" "$dir/after"
}

check 'the package is built' make -s deb
check 'lintian has nothing to say' lint
check 'the tarball makes the same tarball' builds_again
check 'dpkg installs it in a root of its own' installs
check 'the installed programs run' runs
check 'dpkg removes it without a trace' removes
exit $bad
