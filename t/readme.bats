# SPDX-License-Identifier: MIT
# README.md is true to the letter: every command in it runs, and prints what is shown under it.
load helper

# Blocks of ```console: `$ command` (`> ` goes on), then the lines it prints on stdout and stderr.
@test "readme: every example prints what is shown" {
    ln -s "$ROOT/examples" examples
    awk '/^```console$/ { on = 1; next } /^```/ { on = 0; next } on' "$ROOT/README.md" > shown
    [ "$(grep -c '^\$ ' shown)" -ge 5 ]
    : > printed
    command=
    run_it() {
        [ -n "$command" ] || return 0
        bash -c "$command" >> printed 2>&1 < /dev/null || true
        command=
    }
    while IFS= read -r line; do
        case $line in
        '$ '*) run_it; printf '%s\n' "$line" >> printed; command=${line#??} ;;
        '> '*) printf '%s\n' "$line" >> printed; command+=$'\n'${line#??} ;;
        esac
    done < shown
    run_it
    same shown printed
}

@test "readme: every tool has an example" {
    for tool in $TOOLS; do
        awk '/^```console$/ { on = 1; next } /^```/ { on = 0; next } on' "$ROOT/README.md" | grep '^[$>] ' | grep -q "$tool "
    done
}

# Blocks of ```sh: what a user types to install. The dependencies are there by now (or this would not
# run), so deps.sh must say that there is nothing to do.
@test "readme: the commands to install, try and test it" {
    awk '/^```sh$/ { on = 1; next } /^```/ { on = 0; next } on' "$ROOT/README.md" > commands
    same - commands <<'END'
sh tools/deps.sh && make demo
sh tools/deps.sh && make test
make && make install PREFIX="$HOME/.local"
ls examples/2023/*.txt > 2023.list && spark-submit --master 'local[2]' examples/spark/archive.py 2023.list 2023
ls examples/2024/*.txt > 2024.list && spark-submit --master 'local[2]' examples/spark/archive.py 2024.list 2024
spark-submit --master 'local[2]' examples/spark/changes.py 2023/tsv 2024/tsv changes
bd-extract examples/202?/*.txt | bd-norm | bd-rollup --findings findings.tsv > records.tsv
cat examples/sql/load-sqlite.sql examples/sql/views.sql examples/sql/questions.sql | sqlite3 -tabs -header budget.db
END
    for n in 4 5 6; do sed -n "${n}s/.* \(examples[^ ]*py\) .*/\1/p" commands; done | while IFS= read -r f; do [ -f "$ROOT/$f" ]; done
    ln -s "$ROOT/examples" examples
    sed -n 7p commands > ask
    bash ask 2> err
    if command -v sqlite3 > /dev/null; then
        sed -n 8p commands > ask
        bash ask > out 2> err
        err_is ''
        same examples/sql/answers.tsv out
    fi
    (cd "$ROOT" && sh tools/deps.sh) > out
    out_is 'deps: all is there, nothing to do'
    make -s -C "$ROOT" demo BIN="$BD_BIN" SAN="${BD_SAN:-}" > out 2>&1
    make -n -C "$ROOT" test BIN="$BD_BIN" SAN="${BD_SAN:-}" | grep -q 'tools/test.sh'
    HOME=$PWD make -s -C "$ROOT" install PREFIX="$PWD/.local" BIN="$BD_BIN" SAN="${BD_SAN:-}"
    .local/bin/bd-diff --version
}

@test "readme: the statuses it lists are those of the manual" {
    grep -q '^| 0 |' "$ROOT/README.md"
    grep -q '^| 1 |' "$ROOT/README.md"
    grep -q '^| 2 |' "$ROOT/README.md"
}

@test "readme: every file it names is there" {
    grep -oE '`[a-zA-Z0-9_./-]+/[a-zA-Z0-9_./-]*`' "$ROOT/README.md" | tr -d '`' | sort -u > names
    [ -s names ]
    while IFS= read -r f; do
        case $f in build/* | bin/*) continue ;; esac
        [ -e "$ROOT/$f" ] || { echo "README.md names $f" >&2; return 1; }
    done < names
}
