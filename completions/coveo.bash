# Completion of coveo for bash 4.4 or newer; bash-completion is not needed.
#
# 'coveo __complete' answers with fields that end with a NUL. Names are quoted by printf %q, and never evaluated.

_coveo() {
    local IFS=$' \t\n' program=${1/#\~\//"$HOME"/} fields=() words=() text= index width=0
    type -P -- "$program" >/dev/null || program=coveo
    COMPREPLY=()
    mapfile -d '' -t fields < <(
        "$program" __complete bash "${COMP_LINE:0:COMP_POINT}" "$2" "$COMP_TYPE" 2>/dev/null </dev/null
    )
    local count=${fields[2]:-0}
    case ${fields[0]-} in
        none) compopt -o nospace ;;
        files*) compopt -o default ;;
        folders) compopt -o dirnames ;;
    esac
    ((count > 0)) || return 0
    words=("${fields[@]:3:count}")
    case ${fields[1]} in
        # readline closes the quote, unless the word ends with that character already.
        \')
            words=("${words[@]//\'/\'\\\'\'}")
            words=("${words[@]/%\'\\\'\'/\'\\\'}")
            ;;
        \")
            words=("${words[@]//\\/\\\\}")
            words=("${words[@]//\"/\\\"}")
            words=("${words[@]//\$/\\\$}")
            words=("${words[@]//\`/\\\`}")
            words=("${words[@]//\!/\"\'\!\'\"}")
            words=("${words[@]/%\\\"/\"\\\"}")
            words=("${words[@]/%\'\"/\'\"\"}")
            ;;
        *)
            printf -v text '%q\n' "${words[@]}"
            mapfile -t words <<<"${text%$'\n'}"
            # Nothing is written as two quotes: what was typed is the whole word already.
            words=("${words[@]/#\'\'/}")
            ;;
    esac
    # Descriptions only where bash lists words and inserts none.
    if ((COMP_TYPE == 63 && count > 1 && ${#fields[@]} == 3 + 2 * count)); then
        for text in "${words[@]}"; do
            ((width = ${#text} > width ? ${#text} : width))
        done
        for ((index = 0; index < count; index++)); do
            text=${fields[3 + count + index]}
            [[ -z $text ]] || printf -v 'words[index]' '%s%*s  (%s)' \
                "${words[index]}" $((width - ${#words[index]})) '' "$text"
        done
    fi
    COMPREPLY=("${words[@]}")
}

complete -F _coveo coveo
