/// The shells' scripts. Each only asks `coveo __complete` (`CompletionReply` says how it answers) and hands what comes to
/// its shell, which does the quoting: no word of it is ever evaluated.
enum CompletionScript {
    /// The script of a shell.
    static func text(for shell: CompletionCommand.Shell) -> String {
        switch shell {
        case .bash: bash
        case .zsh: zsh
        case .fish: fish
        }
    }

    /// Works with bash 4.4 and newer, with the bash-completion package or without it.
    private static let bash = #"""
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

        """#

    /// For a file `_coveo` in `fpath`, or to be sourced after `compinit`.
    private static let zsh = #"""
        #compdef coveo
        #
        # Completion of coveo for zsh.
        #
        # 'coveo __complete' answers with fields that end with a NUL. Names are quoted by compadd, and never evaluated.

        _coveo() {
            local program=${${(Q)words[1]}/#\~\//$HOME/}
            [[ -x $program || -n ${commands[$program]} ]] || program=coveo
            local -a fields=("${(@0)"$(
                $program __complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null </dev/null
            )"}")
            local ending=$fields[1] head=$fields[2] count=${fields[3]:-0}
            [[ -n $ending ]] || return 1
            compset -p ${#head}
            case $ending in
                files) _files && return ;;
                files:*) _files -g "*.(${${ending#files:}//,/|})(-.)" && return ;;
                folders) _files -/ && return ;;
            esac
            ((count > 0)) || return 1
            local -a values=("${(@)fields[4,count + 3]}") shown=("${(@)fields[count + 4,-2]}") options expl
            [[ $ending != none ]] || options=(-S '')
            # One line each, none longer than the terminal is wide.
            shown=("${(@mr:COLUMNS - 1:)shown}")
            (($#shown == 0)) || options+=(-l -d shown)
            _wanted values expl value compadd "${(@)options}" -a values
        }

        if [[ $funcstack[1] == _coveo ]]; then
            _coveo "$@"
        else
            compdef _coveo coveo
        fi

        """#

    /// For a file `coveo.fish` where fish looks, or to be sourced.
    private static let fish = #"""
        # Completion of coveo for fish.
        #
        # 'coveo __complete' answers with fields that end with a NUL. Names are quoted by fish, and never evaluated.

        function __coveo_complete
            set -l words
            printf %s (commandline -cp | string collect) | read --null --list --tokenize words
            set -l program (string replace -r '^~/' "$HOME/" -- $words[1])
            command -q -- $program; or set program coveo
            # read takes a word that is not there yet for none.
            set -l typed (commandline -ct | string collect)
            test -n "$typed"; or set -a words ''
            set -l fields ($program __complete fish $words[2..] 2>/dev/null </dev/null | string split0)
            set -l value (string sub -s (math 1 + (string length -- "$fields[2]")) -- "$words[-1]" | string collect)
            switch "$fields[1]"
                case files folders 'files:*'
                    set -l paths (__fish_complete_path "$value")
                    # Those with the endings, and the folders that lead to such; all where there are none.
                    set -l endings (string replace 'files:' '' -- $fields[1] | string replace --all , '|')
                    set -l fitting (string match --regex "^[^\t]*(?:\.(?:$endings)|/)(?:\t.*)?\$" -- $paths)
                    set -q fitting[1]; and set paths $fitting
                    printf '%s\0' "$fields[2]"$paths | string split0
                case '*'
                    if test (count $fields) -gt 3
                        printf '%s\0' "$fields[2]"$fields[4..] | string split0
                    end
            end
        end

        complete -c coveo -f -a '(__coveo_complete)'

        """#
}
