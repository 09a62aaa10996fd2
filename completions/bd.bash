# SPDX-License-Identifier: MIT
# bash completion for bd-extract, bd-norm, bd-rollup, bd-diff and bd-3gong. The options are read from the
# tool's own --help, so that they are always the installed ones.
_bd() {
    local tool=$1 cur=${COMP_WORDS[COMP_CWORD]} prev='' help option values
    ((COMP_CWORD > 0)) && prev=${COMP_WORDS[COMP_CWORD - 1]}
    # readline cuts --option=value into three words
    if [[ $cur == '=' ]]; then option=$prev cur=
    elif [[ $prev == '=' ]]; then option=${COMP_WORDS[COMP_CWORD - 2]}
    else option=$prev
    fi
    help=$("$tool" --help 2> /dev/null) || return
    COMPREPLY=()
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(grep -oE -e '(^|[ ,])--?[a-zA-Z0-9][a-zA-Z0-9-]*' <<< "$help" | tr -d ' ,')" -- "$cur")
        return
    fi
    if [[ $option == --* ]]; then
        # --option a|b|c in the help: one of these
        values=$(sed -nE "s/^.*(^|[ ,])${option}[ =]\[?([^] ]+\|[^] ]+).*/\2/p" <<< "$help" | head -n 1)
        if [[ $values ]]; then
            mapfile -t COMPREPLY < <(compgen -W "${values//|/ }" -- "$cur")
            return
        fi
    fi
    compopt -o filenames 2> /dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$cur")
}
complete -F _bd bd-extract bd-norm bd-rollup bd-diff bd-3gong
