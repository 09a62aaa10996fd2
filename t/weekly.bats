# SPDX-License-Identifier: MIT
# examples/weekly.sh: the cron digest loses nothing, wherever it is stopped.
load helper

weekly() { # run it over the documents of the inbox, in/; the digest goes to the file inbox, each one after a line ---
    status=0
    local docs=(in/*)
    BD_DELIVER=${DELIVER-'{ echo ---; cat; } >> inbox'} sh "$ROOT/examples/weekly.sh" st "${@:-${docs[@]}}" > out 2> err < /dev/null || status=$?
    sane
}
last_year() { mkdir -p in; rm -f in/*; cp "$ROOT/examples/2023/culture.txt" in/2023.txt; }
this_year() { mkdir -p in; cp "$ROOT/examples/2024/culture.txt" in/2024.txt; }
tidy() { # nothing half done is left in st
    [ "$(ls st | tr '\n' ' ')" = 'last.tsv lock sent ' ] || { ls -R st >&2; return 1; }
}
digests() { grep -c -e '^---$' inbox || true; }
figure() { # the reception figure that last.tsv holds
    awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
        $c["table"] == "三公经费支出表" && $c["name"] == "公务接待费" && $c["kind"] == "number" { print $c["edition"], $c["value"] }' st/last.tsv
}

@test "weekly: the first run keeps the figures and says so" {
    last_year
    weekly
    status_is 1
    err_is ''
    tidy
    [ "$(figure)" = '2023-budget 8.60' ]
    same inbox <(printf -- '---\nFirst run: the figures of 1 documents are kept, to compare with.\n')
    [ "$(ls st/sent | wc -l)" -eq 1 ]
}

@test "weekly: nothing new is silence and status 0, and leaves everything as it was" {
    last_year
    weekly
    cp st/last.tsv before
    rm inbox
    weekly
    status_is 0
    out_is ''
    err_is ''
    [ ! -e inbox ]
    same before st/last.tsv
    tidy
}

@test "weekly: changes go out, and only then become the figures to compare with" {
    last_year
    weekly
    rm inbox
    this_year
    weekly
    status_is 1
    err_is ''
    tidy
    grep -q 公务接待费 inbox
    figure | grep -qx '2024-budget 7.90'
    weekly
    status_is 0
    [ "$(digests)" -eq 1 ]
}

@test "weekly: a digest that cannot be delivered changes nothing, and goes out with the next run" {
    last_year
    weekly
    cp st/last.tsv before
    rm inbox
    this_year
    DELIVER='cat > /dev/null; exit 1' weekly
    status_is 2
    err_is 'weekly: the digest could not be delivered; it goes out with the next run'
    same before st/last.tsv
    # The document is as it was before, but what was found is still told.
    last_year
    weekly
    [ "$(digests)" -ge 1 ]
    grep -q 公务接待费 inbox
    tidy
}

@test "weekly: a missing document is told, and its figures stay" {
    last_year
    weekly
    rm inbox
    mv in/2023.txt away.txt
    weekly in/2023.txt
    status_is 1
    grep -qx '  in/2023.txt: cannot open: No such file or directory' inbox
    [ "$(figure)" = '2023-budget 8.60' ]
    # no list of removals: not one account of it is in the digest
    fails grep -q 公务接待费 inbox
    tidy
    mv away.txt in/2023.txt
    rm inbox
    weekly
    status_is 0
    [ ! -e inbox ]
}

@test "weekly: a document that became unreadable is told, the others are compared" {
    last_year
    cp "$ROOT/examples/2024/library.txt" in/
    weekly
    rm inbox
    this_year
    printf 'a\200\377b\0c\n' > in/library.txt
    weekly
    status_is 1
    grep -q '^  in/library.txt: ' inbox
    grep -q 公务接待费 inbox
    tidy
    # the library's figures are still there
    cp "$ROOT/examples/2024/library.txt" in/
    rm inbox
    weekly
    status_is 0
}

@test "weekly: a torn table never becomes a list of removals, and is told once" {
    mkdir -p in
    cp "$ROOT/examples/2024/culture.txt" in/
    weekly
    rm inbox
    # the title and the head of one table are lost
    awk '/^部门支出总表$/ { torn = 1 } torn && /合计\t1,/ { torn = 0 } !torn' "$ROOT/examples/2024/culture.txt" > in/culture.txt
    weekly
    status_is 1
    err_is ''
    grep -q '^bd-diff: NEW: in/culture.txt: [1-9][0-9]* removals in torn tables not told$' inbox
    grep -q ' 0 went,' inbox
    fails grep -q '缺失\|missing' inbox
    weekly
    status_is 0
    [ "$(digests)" -eq 1 ]
    tidy
}

@test "weekly: two runs at once do not meet" {
    last_year
    mkdir -p st
    exec 8> st/lock
    flock 8
    weekly 8>&-
    status_is 2
    err_is 'weekly: another run is going on in st'
    [ ! -e inbox ]
    exec 8>&-
}

@test "weekly: a tool that fails leaves everything as it was" {
    last_year
    weekly
    rm inbox
    this_year
    cp st/last.tsv before
    mkdir broken
    for tool in bd-extract bd-norm bd-rollup bd-diff; do
        rm -f broken/*
        printf '#!/bin/sh\n"%s/%s" "$@"\necho "%s: it broke" >&2\nexit 3\n' "$BD_BIN" $tool $tool > broken/$tool
        chmod +x broken/$tool
        PATH=$PWD/broken:$PATH weekly
        status_is 2
        grep -q "^weekly: $tool .*everything stays as it was$" err
        same before st/last.tsv
        [ ! -e inbox ]
        [ ! -e st/outbox ]
    done
    # a producer that dies in the middle with status 0 is seen, too
    printf '#!/bin/sh\n"%s/bd-extract" "$@" | head -n 20\n' "$BD_BIN" > broken/bd-extract
    rm broken/bd-diff
    chmod +x broken/bd-extract
    PATH=$PWD/broken:$PATH weekly
    status_is 2
    same before st/last.tsv
    weekly
    status_is 1
    tidy
}

# Every command the script runs is replaced by one that counts, and kills the whole run with SIGKILL
# at the chosen count, before or after it has done its work.
killers() {
    mkdir -p k
    for name in bd-extract bd-norm bd-rollup bd-diff mkdir cp mv rm rmdir sync cat sed awk date flock deliver; do
        case $name in
        deliver) real='{ echo ---; cat; } >> inbox' ;;
        *) real="$(command -v $name) \"\$@\"" ;;
        esac
        cat > k/$name <<END
#!/bin/bash
read -r n < "$PWD/count"
n=\$((n + 1))
echo \$n > "$PWD/count"
[ "\$n \$WHEN" = "\$AT before" ] && kill -KILL 0
$real
rc=\$?
[ "\$n \$WHEN" = "\$AT after" ] && kill -KILL 0
exit \$rc
END
        chmod +x k/$name
    done
}
kill_at() { # COUNT before|after: one run, killed there; false if it came to its end
    echo 0 > count
    status=0
    AT=$1 WHEN=$2 PATH=$PWD/k:$PATH BD_DELIVER=deliver \
        setsid -w sh "$ROOT/examples/weekly.sh" st in/* > out 2> err < /dev/null || status=$?
    [ "$status" -gt 128 ]
}

@test "weekly: killed at every step, it is either before or after, and the next run ends it" {
    last_year
    weekly
    cp -r st st.before
    rm -f inbox
    this_year
    weekly
    cp st/last.tsv after
    cp inbox digest
    killers
    at=1
    while :; do
        ended=0
        for when in before after; do
            rm -rf st inbox
            cp -r st.before st
            kill_at $at $when || { ended=1; break; }
            # The figures are the old ones, or the new ones and their digest is out.
            if cmp -s st.before/last.tsv st/last.tsv; then :
            else
                same after st/last.tsv
                [ "$(digests)" -ge 1 ]
            fi
            flock -w 20 st/lock true # the last of the killed may still be ending
            weekly
            [ "$status" -le 1 ] || { echo "killed $when command $at; then:" >&2; cat err >&2; return 1; }
            same after st/last.tsv
            tidy
            # the digest went out, whole, once or (killed between delivery and replacement) twice
            [ "$(digests)" -ge 1 ] && [ "$(digests)" -le 2 ]
            tail -n "$(wc -l < digest)" inbox > got
            same digest got
        done
        [ $ended -eq 1 ] && break
        at=$((at + 1))
    done
    [ $at -gt 15 ]
}
