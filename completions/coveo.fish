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
