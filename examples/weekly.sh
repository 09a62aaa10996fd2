#!/bin/sh
# SPDX-License-Identifier: MIT
# weekly.sh STATE-FOLDER DOCUMENT ...: what changed in these documents since the last digest, for cron:
#
#   0 7 * * 1  MAILTO=desk@example.org weekly.sh "$HOME/budgets/state" "$HOME"/budgets/inbox/*
#
# The digest goes to the command in BD_DELIVER (on its standard input), else by mail(1) to MAILTO, else
# to standard output, which cron mails. A document that is missing or cannot be read is told in it and
# keeps its old figures; it never becomes a list of removals. Leave the documents of earlier years where
# they are: each new one is compared with the newest of its bureau before it.
#
# In STATE-FOLDER: last.tsv    the figures that the last delivered digest ended with
#                  outbox/     a digest that is finished and not yet delivered, with the figures it
#                              ends with; it is delivered before anything else is done
#                  sent/       delivered digests, one a file
#                  new/        work of a run that is going on, or was killed: of no account
# last.tsv is replaced only after its digest was delivered. Killed at any point, the next run goes on
# from there; at worst a digest is delivered twice.
#
# Exit status: 0 nothing changed, 1 a digest was delivered, 2 trouble (nothing was replaced).
set -u
LC_ALL=C.UTF-8
export LC_ALL

die() { printf 'weekly: %s\n' "$*" >&2; exit 2; }

case ${1-} in -h | --help) sed -n '3,/^set/s/^# \{0,1\}//p' "$0"; exit 0 ;; esac
[ $# -ge 2 ] || die 'usage: weekly.sh STATE-FOLDER DOCUMENT ...'
state=$1
shift
mkdir -p "$state/sent" || die "cannot make $state"
new=$state/new outbox=$state/outbox last=$state/last.tsv

exec 9> "$state/lock" || die "cannot write in $state"
flock -n 9 || die "another run is going on in $state"

deliver() { # the digest on standard input, to where it is wanted; without our lock
    if [ -n "${BD_DELIVER-}" ]; then sh -c "$BD_DELIVER" 9>&-
    elif [ -n "${MAILTO-}" ]; then mail -s "Budgets: what changed" "$MAILTO" 9>&-
    else cat
    fi
}

# Deliver what is in outbox/ and only then replace last.tsv. An outbox without its figures was delivered
# before, by a run that was killed while it tidied up.
send_outbox() {
    if [ -e "$outbox/next.tsv" ]; then
        deliver < "$outbox/digest.txt" || die 'the digest could not be delivered; it goes out with the next run'
        mv -f "$outbox/next.tsv" "$last" || die "cannot replace $last"
    fi
    if [ -e "$outbox/digest.txt" ]; then
        mv -f "$outbox/digest.txt" "$state/sent/$(date -u +%Y-%m-%dT%H%M%SZ).txt" || die "cannot write in $state/sent"
    fi
    rmdir "$outbox" || die "cannot empty $outbox"
}

# How many inputs of the record stream $1 are closed by a `doc` record, whatever it says.
closed() {
    awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "kind") k = i }
        NR > 1 && $k == "doc" { n++ } END { print n + 0 }' "$1"
}

sent=0
if [ -e "$outbox" ]; then
    send_outbox
    sent=1
fi
if ! rm -rf "$new" || ! mkdir "$new"; then die "cannot work in $state"; fi

# Read everything. Status 1 and 2 speak of single documents, as long as each one is closed.
bd-extract "$@" > "$new/read.tsv" 2> "$new/trouble.txt"
if [ $? -gt 2 ] || [ "$(closed "$new/read.tsv")" -ne $# ]; then
    cat "$new/trouble.txt" >&2
    die 'bd-extract did not finish; everything stays as it was'
fi
bd-norm -o "$new/norm.tsv" "$new/read.tsv" || die 'bd-norm failed; everything stays as it was'
bd-rollup -o "$new/this.tsv" "$new/norm.tsv" || die 'bd-rollup failed; everything stays as it was'

# The figures we end with: the old ones, with the editions replaced that could be read completely.
if [ -e "$last" ]; then
    cp "$last" "$new/next.tsv" || die "cannot copy $last"
    bd-diff --digest text --update "$new/next.tsv" -o "$new/changes.txt" "$last" "$new/this.tsv" 2> "$new/notes.txt"
    changed=$?
    [ $changed -le 1 ] || {
        cat "$new/notes.txt" >&2
        die 'bd-diff failed; everything stays as it was'
    }
else
    printf 'First run: the figures of %d documents are kept, to compare with.\n' $# > "$new/changes.txt"
    cp "$new/this.tsv" "$new/next.tsv" || die "cannot write in $state"
    : > "$new/notes.txt"
    changed=1
fi
if [ $changed -eq 0 ] && [ ! -s "$new/trouble.txt" ]; then
    rm -rf "$new"
    exit $sent
fi

{
    if [ -s "$new/trouble.txt" ]; then
        printf 'Documents with trouble (their old figures are kept):\n'
        sed 's/^bd-extract: /  /' "$new/trouble.txt"
        printf '\n'
    fi
    cat "$new/changes.txt" "$new/notes.txt"
} > "$new/digest.txt" || die "cannot write in $state"

# From here on the digest is on disk, whole, in one step.
for used in read.tsv norm.tsv this.tsv next.tsv.lock trouble.txt changes.txt notes.txt; do
    rm -f "$new/$used" || die "cannot write in $state"
done
sync || die "cannot write in $state"
mv "$new" "$outbox" || die "cannot write in $state"
send_outbox
exit 1
