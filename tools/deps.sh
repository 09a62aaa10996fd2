#!/bin/sh
# SPDX-License-Identifier: MIT
# deps.sh [--test] [--lint] [--bench] [--engines] [--dry-run]: install what is missing, say what is done, do nothing when
# all is there. Debian and Ubuntu (apt-get), Fedora (dnf), Alpine (apk), macOS or Linux with Homebrew
# (brew). As root, or with sudo or doas. Needs no more than a POSIX shell.
#
#   (nothing)  what `make`, the programs, `make demo` and `make test` need
#   --test     and the browser that pages are tested in; without it those rows are left out, loudly
#   --lint     and what `make lint` needs: a second compiler, the checkers, the fuzzer
#   --engines  and what `make engines` needs: Java for Spark, python3 with venv, GNU parallel
#   --bench    and what `make bench` and `make scale` need; what they compare with is installed apart: tools/bench-deps.sh
#   --dry-run  only say what is missing; status 1 if something is
#
# Exit status: 0 all is there, 1 something is missing still, 2 cannot install here.
set -u

# One need a line: group, how to see that it is there, then its packages for apt, dnf, apk, brew
# (+ joins several, - is part of the system there).
#   sys:seccomp, sys:HEADER.h: for the sandbox, on Linux alone    deb:NAME in PATH, where packages are Debian's
#   cmd:NAME in PATH    data:poppler, its tables for Chinese encodings    pc:NAME known to pkg-config    hdr:NAME.h a program that includes it compiles
#   web:chromium, under any of its names
needs() {
    cat <<'END'
build cmd:make          make                 make                  make           make
build cmd:cc            gcc+libc6-dev        gcc+glibc-devel       gcc+musl-dev   -
build hdr:stdio.h       gcc+libc6-dev        gcc+glibc-devel       gcc+musl-dev   -
build cmd:pkg-config    pkg-config           pkgconf-pkg-config    pkgconf        pkgconf
build hdr:csv.h         libcsv-dev           libcsv-devel          libcsv-dev     libcsv
build pc:libutf8proc    libutf8proc-dev      utf8proc-devel        utf8proc-dev   utf8proc
build pc:libxml-2.0     libxml2-dev          libxml2-devel         libxml2-dev    libxml2
build pc:libarchive     libarchive-dev       libarchive-devel      libarchive-dev libarchive
build pc:libxxhash      libxxhash-dev        xxhash-devel          xxhash-dev     xxhash
build sys:seccomp       libseccomp-dev       libseccomp-devel      libseccomp-dev libseccomp
build sys:linux/seccomp.h linux-libc-dev     kernel-headers        linux-headers  -
build cmd:pdftotext     poppler-utils        poppler-utils         poppler-utils  poppler
build data:poppler      poppler-data         poppler-data          poppler-data   poppler
build cmd:flock         util-linux           util-linux-core       flock          flock
test  cmd:bash          bash                 bash                  bash           bash
test  cmd:bats          bats                 bats                  bats           bats-core
test  deb:dh            debhelper            -                     -              -
test  deb:dpkg-buildpackage dpkg-dev         -                     -              -
test  deb:fakeroot      fakeroot             -                     -              -
test  deb:lintian       lintian              -                     -              -
test  cmd:diff          diffutils            diffutils             diffutils      diffutils
test  cmd:gawk          gawk                 gawk                  gawk           gawk
test  cmd:mawk          mawk                 mawk                  mawk           mawk
test  cmd:iconv         libc-bin             glibc-common          musl-utils     -
test  cmd:mandoc        mandoc               mandoc                mandoc         -
test  cmd:python3       python3              python3               python3        python3
test  cmd:shellcheck    shellcheck           ShellCheck            shellcheck     shellcheck
test  cmd:zsh           zsh                  zsh                   zsh            zsh
test  cmd:sqlite3       sqlite3              sqlite                sqlite         sqlite
test  lib:asan          gcc+libc6-dev        libasan               gcc            -
test  lib:ubsan         gcc+libc6-dev        libubsan              gcc            -
engines java:17         openjdk-17-jre-headless java-21-openjdk-headless openjdk17-jre-headless openjdk
engines py:venv         python3-venv         python3               python3        python3
engines cmd:parallel    parallel             parallel              parallel       parallel
web   web:chromium    chromium             chromium              chromium       chromium
lint  cmd:clang         clang                clang                 clang          llvm
bench cmd:zstd          zstd                 zstd                  zstd           zstd
bench py:venv           python3-venv         python3               python3        python3
lint  lib:fuzzer        libclang-rt-dev      compiler-rt           compiler-rt    -
lint  cmd:gcovr         gcovr                gcovr                 gcovr          gcovr
lint  cmd:cppcheck      cppcheck             cppcheck              cppcheck       cppcheck
END
}

say() { printf 'deps: %s\n' "$*"; }
die() { printf 'deps: %s\n' "$*" >&2; exit 2; }

groups='build test'
dry=
for arg; do
    case $arg in
    --test) groups="$groups web" ;;
    --lint) groups="$groups lint" ;;
    --engines) groups="$groups engines" ;;
    --bench) groups="$groups bench" ;;
    --dry-run) dry=1 ;;
    -h | --help) sed -n '3,/^set/s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) die "unknown option '$arg'" ;;
    esac
done

have() { command -v "$1" > /dev/null 2>&1; }

compiles() { # the program on stdin, with these arguments
    have cc && cc "$@" -x c -o /dev/null - > /dev/null 2>&1
}

there() {
    case $1 in
    data:poppler) [ -d /usr/share/poppler/cMap ] || [ -d /usr/local/share/poppler/cMap ] || [ -d "${brewed:-}/share/poppler/cMap" ] ;;
    web:chromium) have chromium || have chromium-browser || have google-chrome ;;
    java:17) java -version 2>&1 | awk -F'[".]' '/version/ { exit !($2 >= 17) }' ;;
    py:venv) python3 -c 'import ensurepip, venv' 2> /dev/null ;;
    sys:*) [ "$(uname -s)" != Linux ] || case $1 in *.h) there "hdr:${1#*:}" ;; *) there "pc:lib${1#*:}" ;; esac ;;
    deb:*) ! have apt-get || have "${1#*:}" ;;
    cmd:*) have "${1#*:}" ;;
    pc:*) have pkg-config && pkg-config --exists "${1#*:}" ;;
    hdr:csv.h)
        # shellcheck disable=SC2046 # words of pkg-config
        printf '#include <stdlib.h>\n#include <csv.h>\nint main(void) { return 0; }\n' |
            compiles $(pkg-config --cflags libcsv 2> /dev/null)
        ;;
    hdr:*) printf '#include <%s>\nint main(void) { return 0; }\n' "${1#*:}" | compiles ;;
    lib:asan) printf 'int main(void) { return 0; }\n' | compiles -fsanitize=address ;;
    lib:fuzzer) have clang && printf '#include <stddef.h>\nint LLVMFuzzerTestOneInput(const char *p, size_t n) { return !p && n; }\n' | clang -fsanitize=fuzzer -x c -o /dev/null - > /dev/null 2>&1 ;;
    lib:ubsan) printf 'int main(void) { return 0; }\n' | compiles -fsanitize=undefined ;;
    esac
}

wanted() { case " $groups " in *" $1 "*) ;; *) return 1 ;; esac; }

# The needs that are not there: "need apt dnf apk brew" a line.
missing() {
    needs | while read -r group need rest; do
        wanted "$group" || continue
        there "$need" < /dev/null || echo "$need $rest"
    done
}

# The words of column $1 of those lines, on one line.
column() {
    printf '%s\n' "$gone" | while read -r need apt dnf apk brew; do
        case $1 in
        need) echo "$need" ;;
        apt-get) echo "$apt" ;;
        dnf) echo "$dnf" ;;
        apk) echo "$apk" ;;
        brew) echo "$brew" ;;
        esac
    done | tr '+' '\n' | grep -vx -e - | sort -u | tr '\n' ' '
}

# Homebrew keeps some libraries and headers where nothing looks for them.
if have brew; then
    brewed=$(brew --prefix)
    PKG_CONFIG_PATH=${PKG_CONFIG_PATH:+$PKG_CONFIG_PATH:}$brewed/opt/libarchive/lib/pkgconfig:$brewed/opt/libxml2/lib/pkgconfig
    CPATH=${CPATH:+$CPATH:}$brewed/include
    export PKG_CONFIG_PATH CPATH
fi

gone=$(missing)
if [ -z "$gone" ]; then
    say 'all is there, nothing to do'
    exit 0
fi
say "missing: $(column need)"
[ -z "$dry" ] || exit 1

if have apt-get; then tool="apt-get"
elif have dnf; then tool=dnf
elif have apk; then tool=apk
elif have brew; then tool=brew
else die 'no apt-get, dnf, apk or brew here: install the above by hand'
fi
packages=$(column "$tool")
[ -n "$packages" ] || die 'these belong to the system itself (macOS: xcode-select --install)'

root=
if [ "$tool" != brew ] && [ "$(id -u)" -ne 0 ]; then
    if have sudo; then root=sudo
    elif have doas; then root=doas
    else die "run as root: $tool install $packages"
    fi
fi

run() {
    say "$root${root:+ }$*"
    $root "$@" < /dev/null
}
# shellcheck disable=SC2086 # one word a package
case $tool in
apt-get)
    run env DEBIAN_FRONTEND=noninteractive apt-get -q update &&
        run env DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends $packages
    ;;
dnf) run dnf -y install $packages ;;
apk) run apk add $packages ;;
brew) run brew install $packages ;;
esac || die "$tool failed"

gone=$(missing)
if [ -n "$gone" ]; then
    say "still missing: $(column need)" >&2
    exit 1
fi
say 'all is there now'
