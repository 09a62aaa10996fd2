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

end() { ended=1; exit "$1"; }
die() { printf 'weekly: %s\n' "$*" >&2; end 2; }
ended=
trap '[ -n "$ended" ] || printf "weekly: the shell could not go on; the next run does\\n" >&2' EXIT

case ${1-} in -h | --help) sed -n '3,/^set/s/^# \{0,1\}//p' "$0"; end 0 ;; esac
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

# Is the file $1 in the listing $2? A folder is listed once and its listing asked: what could not be looked at would pass for
# what is not there.
has() {
    case "
$2
" in *"
$1
"*) return 0 ;; *) return 1 ;; esac
}

# Deliver what is in outbox/ and only then replace last.tsv. An outbox without its figures was delivered
# before, by a run that was killed while it tidied up.
send_outbox() {
    listing=$(ls "$outbox") || die "cannot look into $outbox"
    if has next.tsv "$listing"; then
        deliver < "$outbox/digest.txt" || die 'the digest could not be delivered; it goes out with the next run'
        mv -f "$outbox/next.tsv" "$last" || die "cannot replace $last"
    fi
    if has digest.txt "$listing"; then
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
listing=$(ls "$state") || die "cannot look into $state"
if has outbox "$listing"; then
    send_outbox
    sent=1
    listing=$(ls "$state") || die "cannot look into $state"
fi
has last.tsv "$listing" && first=0 || first=1
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
if [ "$first" -eq 0 ]; then
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
trouble=$(cat "$new/trouble.txt") || die "cannot read in $state"
if [ $changed -eq 0 ] && [ -z "$trouble" ]; then
    rm -rf "$new"
    end $sent
fi

{
    if [ -n "$trouble" ]; then
        printf 'Documents with trouble (their old figures are kept):\n' &&
            sed 's/^bd-extract: /  /' "$new/trouble.txt" &&
            printf '\n'
    fi && cat "$new/changes.txt" "$new/notes.txt"
} > "$new/digest.txt" || die "cannot write in $state"

# From here on the digest is on disk, whole, in one step.
for used in read.tsv norm.tsv this.tsv next.tsv.lock trouble.txt changes.txt notes.txt; do
    rm -f "$new/$used" || die "cannot write in $state"
done
sync || die "cannot write in $state"
mv -T "$new" "$outbox" || die "cannot write in $state" # never into it
send_outbox
end 1
