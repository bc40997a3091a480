/// The shells' scripts. Each only asks `coveo __complete` (`CompletionReply` says how it answers) and hands what comes to
/// its shell: no word of it is ever evaluated. zsh and fish do the quoting; for bash it is done (`BashWord`).
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
            $program __complete fish $words[2..] 2>/dev/null </dev/null | begin
                read --local --null ending
                read --local --null head
                read --local --null count
                switch "$ending"
                    case files folders 'files:*'
                        set -l value (string sub -s (math 1 + (string length -- "$head")) -- "$words[-1]" | string collect)
                        set -l paths (__fish_complete_path "$value")
                        # Those with the endings, and the folders that lead to such; all where there are none.
                        set -l endings (string replace 'files:' '' -- $ending | string replace --all , '|')
                        set -l fitting (string match --regex "^[^\t]*(?:\.(?:$endings)|/)(?:\t.*)?\$" -- $paths)
                        set -q fitting[1]; and set paths $fitting
                        printf '%s\0' "$head"$paths | string split0
                    case '*'
                        # string reads no block's input by itself.
                        cat | string split0
                end
            end
        end

        complete -c coveo -f -a '(__coveo_complete)'

        """#
}
