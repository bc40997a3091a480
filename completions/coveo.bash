# Completion of coveo for bash 4.4 or newer; bash-completion is not needed.
#
# 'coveo __complete' answers with fields that end with a unit separator: how it goes on, then the candidates, quoted as
# bash reads them back. They are split there and nowhere else, and never evaluated.

_coveo() {
    local - IFS=$'\37' program=${1/#\~\//"$HOME"/}
    set -f
    type -P -- "$program" >/dev/null || program=coveo
    COMPREPLY=($(
        "$program" __complete bash "${COMP_LINE:0:COMP_POINT}" "$2" "$COMP_TYPE" 2>/dev/null </dev/null
    ))
    local ending=${COMPREPLY[0]-}
    unset 'COMPREPLY[0]'
    case $ending in
        none) compopt -o nospace ;;
        files) compopt -o default ;;
        files:*)
            COMPREPLY=($(_coveo_files "${COMPREPLY[1]-}" "${ending#files:}"))
            if ((${#COMPREPLY[@]})); then compopt -o filenames; else compopt -o default; fi
            ;;
        folders) compopt -o dirnames ;;
    esac
}

# The files with these endings, and the folders; nothing where there are none. It runs in a shell of its own, so that
# what it sets is nobody else's.
_coveo_files() {
    local IFS=, path=${1/#\~\//"$HOME"/} each paths
    unset GLOBIGNORE
    shopt -u failglob dotglob
    shopt -s nullglob
    local endings=($2)
    set +f
    paths=("$path"*/)
    for each in "${endings[@]}"; do paths+=("$path"*".$each"); done
    paths=("${paths[@]%/}")
    [[ $1 != \~/* ]] || paths=("${paths[@]/#"$HOME"\//\~/}")
    ((${#paths[@]} == 0)) || printf '%s\37' "${paths[@]}"
}

complete -F _coveo coveo
