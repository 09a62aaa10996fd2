# SPDX-License-Identifier: MIT
# The tarball, the version and `make uninstall`. The package is built and tried by `make package-test`, which takes longer.
load helper

VERSION=$(sed -n 's/^VERSION *= *//p' "$BATS_TEST_DIRNAME/../Makefile")

@test "package: the version is in the Makefile and the change log, nowhere else" {
    [ -n "$VERSION" ]
    [ "$(grep -m 1 '^## ' "$ROOT/CHANGELOG.md")" = "## $VERSION, $(sed -n "s/^## $VERSION, //p" "$ROOT/CHANGELOG.md")" ]
    date -d "$(sed -n "s/^## $VERSION, //p" "$ROOT/CHANGELOG.md")" > /dev/null
    (cd "$ROOT" && grep -rlF "$VERSION" cmd lib man packaging tools completions examples README.md) > found || true
    same /dev/null found
}

@test "package: the tarball is the same to the byte, whoever makes it and when" {
    mkdir -p one/build two
    cp -R "$ROOT"/[!b]* "$ROOT/bench" one # neither bin nor build
    cp -R "$ROOT/.ci" "$ROOT/.gitignore" "$ROOT/.clang-format" one
    make -s -C one dist
    tar -xzf "one/build/bd-$VERSION.tar.gz" -C two
    find two -exec touch -d '2001-02-03' {} +
    (umask 077 && cp -R "two/bd-$VERSION" three && chmod -R go-rwx three && TZ=Asia/Shanghai LC_ALL=C make -s -C three dist)
    cmp "one/build/bd-$VERSION.tar.gz" "three/build/bd-$VERSION.tar.gz"
    tar -tzf "three/build/bd-$VERSION.tar.gz" > names
    grep -qx "bd-$VERSION/Makefile" names
    fails grep -E '/(build|bin|\.git)/' names
    [ "$(tar -tvzf "three/build/bd-$VERSION.tar.gz" | awk '{ print $2, $4 }' | sort -u | wc -l)" -eq 1 ] # one owner, one date
    make -s -C "two/bd-$VERSION" -n all | grep -q 'bd-extract'
}

@test "package: make uninstall takes away what make install put there, and nothing else" {
    for prefix in /usr /opt/bd; do
        rm -rf dest
        mkdir -p dest/$prefix/bin dest/$prefix/share/bd
        touch dest/$prefix/bin/other dest/$prefix/share/bd/own.tsv
        find dest ! -type d > before
        make -s -C "$ROOT" install DESTDIR="$PWD/dest" PREFIX=$prefix BIN="$BD_BIN" SAN="${BD_SAN:-}" > log 2>&1
        [ "$(find dest ! -type d | wc -l)" -gt 30 ]
        make -s -C "$ROOT" uninstall DESTDIR="$PWD/dest" PREFIX=$prefix > log 2>&1
        find dest ! -type d > after
        same before after
        [ ! -e dest/$prefix/share/doc/bd ]
        rm dest/$prefix/share/bd/own.tsv
        make -s -C "$ROOT" uninstall DESTDIR="$PWD/dest" PREFIX=$prefix > log 2>&1
        [ ! -e dest/$prefix/share/bd ]
    done
}

@test "package: systemd takes the timer and its service" {
    for unit in "$ROOT"/examples/bd-weekly.timer "$ROOT"/examples/bd-weekly.service; do
        fails grep -vE '^(#.*|\[(Unit|Service|Timer|Install)\]|[A-Z][A-Za-z]+=.+|)$' "$unit"
        ! command -v systemd-analyze > /dev/null || XDG_RUNTIME_DIR=$PWD systemd-analyze --user verify "$unit" > out 2>&1
        [ ! -s out ]
    done
}
