function __coveo_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __coveo_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __coveo_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __coveo_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __coveo_parse_tokens -S
    set -l unparsed_tokens (__coveo_tokens -pc)
    switch $unparsed_tokens[1]
    case 'coveo'
        __coveo_parse_subcommand 0 'profile=+' 'org=+' 'json' 'q/quiet' 'v/verbose' 'no-input' 'color=+' 'timeout=+' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'login'
            __coveo_parse_subcommand 0 'browser' 'no-browser' 'device' 'with-token' 'region=+' 'environment=+' 'platform-url=+' 'push-url=+' 'client-id=+' 'scope=+' 'redirect-port=+' 'login-timeout=+' 'expect-account=+' 'profile=+' 'org=+' 'json' 'q/quiet' 'v/verbose' 'no-input' 'color=+' 'timeout=+' 'version' 'h/help'
        case 'logout'
            __coveo_parse_subcommand 0 'profile=+' 'org=+' 'json' 'q/quiet' 'v/verbose' 'no-input' 'color=+' 'timeout=+' 'version' 'h/help'
        case 'auth'
            __coveo_parse_subcommand 0 'profile=+' 'org=+' 'json' 'q/quiet' 'v/verbose' 'no-input' 'color=+' 'timeout=+' 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'login'
                __coveo_parse_subcommand 0 'browser' 'no-browser' 'device' 'with-token' 'region=+' 'environment=+' 'platform-url=+' 'push-url=+' 'client-id=+' 'scope=+' 'redirect-port=+' 'login-timeout=+' 'expect-account=+' 'profile=+' 'org=+' 'json' 'q/quiet' 'v/verbose' 'no-input' 'color=+' 'timeout=+' 'version' 'h/help'
            case 'logout'
                __coveo_parse_subcommand 0 'profile=+' 'org=+' 'json' 'q/quiet' 'v/verbose' 'no-input' 'color=+' 'timeout=+' 'version' 'h/help'
            case 'status'
                __coveo_parse_subcommand 0 'offline' 'profile=+' 'org=+' 'json' 'q/quiet' 'v/verbose' 'no-input' 'color=+' 'timeout=+' 'version' 'h/help'
            case 'token'
                __coveo_parse_subcommand 0 'header' 'show' 'profile=+' 'org=+' 'json' 'q/quiet' 'v/verbose' 'no-input' 'color=+' 'timeout=+' 'version' 'h/help'
            end
        case 'sources'
            __coveo_parse_subcommand 0 'profile=+' 'org=+' 'json' 'q/quiet' 'v/verbose' 'no-input' 'color=+' 'timeout=+' 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'create'
                __coveo_parse_subcommand 1 'visibility=+' 'security-provider=+' 'type=+' 'stream' 'model=+' 'if-not-exists' 'rebuild' 'verify' 'wait=+' 'dry-run' 'profile=+' 'org=+' 'json' 'q/quiet' 'v/verbose' 'no-input' 'color=+' 'timeout=+' 'version' 'h/help'
            case 'update'
                __coveo_parse_subcommand 1 'visibility=+' 'security-provider=+' 'model=+' 'set=+' 'rebuild' 'verify' 'wait=+' 'dry-run' 'y/yes' 'profile=+' 'org=+' 'json' 'q/quiet' 'v/verbose' 'no-input' 'color=+' 'timeout=+' 'version' 'h/help'
            case 'show'
                __coveo_parse_subcommand 1 'profile=+' 'org=+' 'json' 'q/quiet' 'v/verbose' 'no-input' 'color=+' 'timeout=+' 'version' 'h/help'
            case 'list'
                __coveo_parse_subcommand 0 'filter=+' 'type=+' 'visibility=+' 'status=+' 'limit=+' 'columns=+' 'profile=+' 'org=+' 'json' 'q/quiet' 'v/verbose' 'no-input' 'color=+' 'timeout=+' 'version' 'h/help'
            case 'verify'
                __coveo_parse_subcommand -r 1 'visibility=+' 'security-provider=+' 'wait=+' 'profile=+' 'org=+' 'json' 'q/quiet' 'v/verbose' 'no-input' 'color=+' 'timeout=+' 'version' 'h/help'
            case 'delete'
                __coveo_parse_subcommand -r 1 'y/yes' 'profile=+' 'org=+' 'json' 'q/quiet' 'v/verbose' 'no-input' 'color=+' 'timeout=+' 'version' 'h/help'
            end
        case 'completion'
            __coveo_parse_subcommand 1 'profile=+' 'org=+' 'json' 'q/quiet' 'v/verbose' 'no-input' 'color=+' 'timeout=+' 'version' 'h/help'
        case 'help'
            __coveo_parse_subcommand -r 1 'version'
        end
    end
end

function __coveo_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __coveo_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __coveo_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __coveo_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__coveo_tokens -p)
    if test -z "$(__coveo_tokens -t)"
        set -l index (count (__coveo_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'coveo' -f
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo"' -l 'profile' -d 'Which login and settings to use.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo"' -l 'org' -d 'The organization\'s ID, for this command.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo" json' -l 'json' -d 'Print the result as JSON.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo" q quiet' -l 'quiet' -s 'q' -d 'No progress and no hints.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo" v verbose' -l 'verbose' -s 'v' -d 'Show each HTTP request and store access on stderr, secrets redacted.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo" no-input' -l 'no-input' -d 'Never prompt, never open a browser.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo"' -l 'color' -d 'Colour: auto, always or never.' -rfka 'auto always never'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo"' -l 'timeout' -d 'Limit for one HTTP request (default 30).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo" version' -l 'version' -d 'Show the version.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_positional "coveo" -eq 1' -fa 'login' -d 'Log in to the platform and keep the login in the Secret Service.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_positional "coveo" -eq 1' -fa 'logout' -d 'Delete the login from the store; settings stay.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_positional "coveo" -eq 1' -fa 'auth' -d 'Log in and out, see the login, print a token.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_positional "coveo" -eq 1' -fa 'sources' -d 'Create, update, list, verify and delete sources.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_positional "coveo" -eq 1' -fa 'completion' -d 'Print the completion script for a shell.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_positional "coveo" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login" browser' -l 'browser' -d 'Log in with a browser on this machine.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login" no-browser' -l 'no-browser' -d 'Print the address; open it in any browser, and paste the redirected address here.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login" device' -l 'device' -d 'Log in on another device, where the server offers that; the platform does not.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login" with-token' -l 'with-token' -d 'Read an access token or API key from stdin.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login"' -l 'region' -d 'us, ca, eu or au.' -rfka 'us ca eu au'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login"' -l 'environment' -d 'production, hipaa, staging or development.' -rfka 'production hipaa staging development'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login"' -l 'platform-url' -d 'A base URL that replaces region and environment.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login"' -l 'push-url' -d 'The Push API\'s base URL, beside --platform-url.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login"' -l 'client-id' -d 'The OAuth client (default: cli).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login"' -l 'scope' -d 'The scope to ask for; repeatable (default: full).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login"' -l 'redirect-port' -d 'The loopback port of the redirect; repeatable (default: 52296, then 32111; 0 is any free port).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login"' -l 'login-timeout' -d 'How long the login may take (default: 300).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login"' -l 'expect-account' -d 'Fail unless this user name or e-mail address logged in.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login"' -l 'profile' -d 'Which login and settings to use.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login"' -l 'org' -d 'The organization\'s ID, for this command.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login" json' -l 'json' -d 'Print the result as JSON.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login" q quiet' -l 'quiet' -s 'q' -d 'No progress and no hints.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login" v verbose' -l 'verbose' -s 'v' -d 'Show each HTTP request and store access on stderr, secrets redacted.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login" no-input' -l 'no-input' -d 'Never prompt, never open a browser.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login"' -l 'color' -d 'Colour: auto, always or never.' -rfka 'auto always never'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login"' -l 'timeout' -d 'Limit for one HTTP request (default 30).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login" version' -l 'version' -d 'Show the version.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo login" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo logout"' -l 'profile' -d 'Which login and settings to use.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo logout"' -l 'org' -d 'The organization\'s ID, for this command.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo logout" json' -l 'json' -d 'Print the result as JSON.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo logout" q quiet' -l 'quiet' -s 'q' -d 'No progress and no hints.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo logout" v verbose' -l 'verbose' -s 'v' -d 'Show each HTTP request and store access on stderr, secrets redacted.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo logout" no-input' -l 'no-input' -d 'Never prompt, never open a browser.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo logout"' -l 'color' -d 'Colour: auto, always or never.' -rfka 'auto always never'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo logout"' -l 'timeout' -d 'Limit for one HTTP request (default 30).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo logout" version' -l 'version' -d 'Show the version.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo logout" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth"' -l 'profile' -d 'Which login and settings to use.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth"' -l 'org' -d 'The organization\'s ID, for this command.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth" json' -l 'json' -d 'Print the result as JSON.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth" q quiet' -l 'quiet' -s 'q' -d 'No progress and no hints.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth" v verbose' -l 'verbose' -s 'v' -d 'Show each HTTP request and store access on stderr, secrets redacted.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth" no-input' -l 'no-input' -d 'Never prompt, never open a browser.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth"' -l 'color' -d 'Colour: auto, always or never.' -rfka 'auto always never'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth"' -l 'timeout' -d 'Limit for one HTTP request (default 30).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth" version' -l 'version' -d 'Show the version.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_positional "coveo auth" -eq 1' -fa 'login' -d 'Log in to the platform and keep the login in the Secret Service.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_positional "coveo auth" -eq 1' -fa 'logout' -d 'Delete the login from the store; settings stay.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_positional "coveo auth" -eq 1' -fa 'status' -d 'Show the login, where it is kept, and whether the platform accepts it.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_positional "coveo auth" -eq 1' -fa 'token' -d 'Print a valid access token.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login" browser' -l 'browser' -d 'Log in with a browser on this machine.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login" no-browser' -l 'no-browser' -d 'Print the address; open it in any browser, and paste the redirected address here.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login" device' -l 'device' -d 'Log in on another device, where the server offers that; the platform does not.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login" with-token' -l 'with-token' -d 'Read an access token or API key from stdin.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login"' -l 'region' -d 'us, ca, eu or au.' -rfka 'us ca eu au'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login"' -l 'environment' -d 'production, hipaa, staging or development.' -rfka 'production hipaa staging development'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login"' -l 'platform-url' -d 'A base URL that replaces region and environment.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login"' -l 'push-url' -d 'The Push API\'s base URL, beside --platform-url.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login"' -l 'client-id' -d 'The OAuth client (default: cli).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login"' -l 'scope' -d 'The scope to ask for; repeatable (default: full).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login"' -l 'redirect-port' -d 'The loopback port of the redirect; repeatable (default: 52296, then 32111; 0 is any free port).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login"' -l 'login-timeout' -d 'How long the login may take (default: 300).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login"' -l 'expect-account' -d 'Fail unless this user name or e-mail address logged in.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login"' -l 'profile' -d 'Which login and settings to use.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login"' -l 'org' -d 'The organization\'s ID, for this command.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login" json' -l 'json' -d 'Print the result as JSON.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login" q quiet' -l 'quiet' -s 'q' -d 'No progress and no hints.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login" v verbose' -l 'verbose' -s 'v' -d 'Show each HTTP request and store access on stderr, secrets redacted.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login" no-input' -l 'no-input' -d 'Never prompt, never open a browser.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login"' -l 'color' -d 'Colour: auto, always or never.' -rfka 'auto always never'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login"' -l 'timeout' -d 'Limit for one HTTP request (default 30).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login" version' -l 'version' -d 'Show the version.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth login" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth logout"' -l 'profile' -d 'Which login and settings to use.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth logout"' -l 'org' -d 'The organization\'s ID, for this command.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth logout" json' -l 'json' -d 'Print the result as JSON.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth logout" q quiet' -l 'quiet' -s 'q' -d 'No progress and no hints.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth logout" v verbose' -l 'verbose' -s 'v' -d 'Show each HTTP request and store access on stderr, secrets redacted.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth logout" no-input' -l 'no-input' -d 'Never prompt, never open a browser.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth logout"' -l 'color' -d 'Colour: auto, always or never.' -rfka 'auto always never'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth logout"' -l 'timeout' -d 'Limit for one HTTP request (default 30).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth logout" version' -l 'version' -d 'Show the version.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth logout" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth status" offline' -l 'offline' -d 'Ask no server.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth status"' -l 'profile' -d 'Which login and settings to use.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth status"' -l 'org' -d 'The organization\'s ID, for this command.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth status" json' -l 'json' -d 'Print the result as JSON.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth status" q quiet' -l 'quiet' -s 'q' -d 'No progress and no hints.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth status" v verbose' -l 'verbose' -s 'v' -d 'Show each HTTP request and store access on stderr, secrets redacted.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth status" no-input' -l 'no-input' -d 'Never prompt, never open a browser.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth status"' -l 'color' -d 'Colour: auto, always or never.' -rfka 'auto always never'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth status"' -l 'timeout' -d 'Limit for one HTTP request (default 30).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth status" version' -l 'version' -d 'Show the version.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth token" header' -l 'header' -d 'Print \'Authorization: Bearer …\', fit for curl -H @-.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth token" show' -l 'show' -d 'Print it on a terminal too.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth token"' -l 'profile' -d 'Which login and settings to use.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth token"' -l 'org' -d 'The organization\'s ID, for this command.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth token" json' -l 'json' -d 'Print the result as JSON.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth token" q quiet' -l 'quiet' -s 'q' -d 'No progress and no hints.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth token" v verbose' -l 'verbose' -s 'v' -d 'Show each HTTP request and store access on stderr, secrets redacted.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth token" no-input' -l 'no-input' -d 'Never prompt, never open a browser.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth token"' -l 'color' -d 'Colour: auto, always or never.' -rfka 'auto always never'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth token"' -l 'timeout' -d 'Limit for one HTTP request (default 30).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth token" version' -l 'version' -d 'Show the version.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo auth token" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources"' -l 'profile' -d 'Which login and settings to use.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources"' -l 'org' -d 'The organization\'s ID, for this command.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources" json' -l 'json' -d 'Print the result as JSON.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources" q quiet' -l 'quiet' -s 'q' -d 'No progress and no hints.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources" v verbose' -l 'verbose' -s 'v' -d 'Show each HTTP request and store access on stderr, secrets redacted.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources" no-input' -l 'no-input' -d 'Never prompt, never open a browser.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources"' -l 'color' -d 'Colour: auto, always or never.' -rfka 'auto always never'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources"' -l 'timeout' -d 'Limit for one HTTP request (default 30).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources" version' -l 'version' -d 'Show the version.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_positional "coveo sources" -eq 1' -fa 'create' -d 'Create a source and print its ID.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_positional "coveo sources" -eq 1' -fa 'update' -d 'Change a source; fields that are not named stay as they are.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_positional "coveo sources" -eq 1' -fa 'show' -d 'Show one source.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_positional "coveo sources" -eq 1' -fa 'list' -d 'List the organization\'s sources.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_positional "coveo sources" -eq 1' -fa 'verify' -d 'List the sources and check that each named one is there as it should be.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_positional "coveo sources" -eq 1' -fa 'delete' -d 'Delete sources and what they hold.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create"' -l 'visibility' -d 'shared (default), private or secured.' -rfka 'shared private secured'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create"' -l 'security-provider' -d 'A security provider of a secured source; repeatable.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create"' -l 'type' -d 'push (default), catalog, custom, …' -rfka 'amazons3 box_enterprise2 catalog confluence2 confluence2_hosted custom database dropbox_for_business file generic_rest google_drive_domain_wide graphql jira2 jira2_hosted jive jive_hosted lithium khoros microsoft_dynamics push rss salesforce salesforce_sites sap servicenow sharepoint sharepoint_online2 shopify sitecore sitemap slack web2 youtube zendesk adobe_experience_manager box box_enterprise confluence dropbox gmail gmail_domain_wide sharepoint_online'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create" stream' -l 'stream' -d 'Enable the stream API (streamEnabled).'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create"' -l 'model' -d 'A whole JSON source model from a file, or \'-\' for stdin.' -rF
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create" if-not-exists' -l 'if-not-exists' -d 'Where a source of that name is there and agrees, print its ID and create nothing.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create" rebuild' -l 'rebuild' -d 'Ask the platform to rebuild at once.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create" verify' -l 'verify' -d 'Then verify it, as \'coveo sources verify\' does.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create"' -l 'wait' -d 'With --verify: wait until it holds.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create" dry-run' -l 'dry-run' -d 'Print the request\'s body and send nothing.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create"' -l 'profile' -d 'Which login and settings to use.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create"' -l 'org' -d 'The organization\'s ID, for this command.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create" json' -l 'json' -d 'Print the result as JSON.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create" q quiet' -l 'quiet' -s 'q' -d 'No progress and no hints.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create" v verbose' -l 'verbose' -s 'v' -d 'Show each HTTP request and store access on stderr, secrets redacted.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create" no-input' -l 'no-input' -d 'Never prompt, never open a browser.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create"' -l 'color' -d 'Colour: auto, always or never.' -rfka 'auto always never'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create"' -l 'timeout' -d 'Limit for one HTTP request (default 30).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create" version' -l 'version' -d 'Show the version.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources create" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update"' -l 'visibility' -d 'shared, private or secured.' -rfka 'shared private secured'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update"' -l 'security-provider' -d 'A security provider; repeatable; replaces the list.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update"' -l 'model' -d 'JSON laid over the model key by key, from a file or \'-\'.' -rF
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update"' -l 'set' -d 'Set one value; repeatable; dotted keys lead into objects.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update" rebuild' -l 'rebuild' -d 'Ask the platform to rebuild the source.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update" verify' -l 'verify' -d 'Then verify it, as \'coveo sources verify\' does.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update"' -l 'wait' -d 'With --verify: wait until it holds.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update" dry-run' -l 'dry-run' -d 'Print the request\'s body and send nothing.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update" y yes' -l 'yes' -s 'y' -d 'Don\'t ask where a file makes content visible to more people.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update"' -l 'profile' -d 'Which login and settings to use.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update"' -l 'org' -d 'The organization\'s ID, for this command.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update" json' -l 'json' -d 'Print the result as JSON.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update" q quiet' -l 'quiet' -s 'q' -d 'No progress and no hints.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update" v verbose' -l 'verbose' -s 'v' -d 'Show each HTTP request and store access on stderr, secrets redacted.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update" no-input' -l 'no-input' -d 'Never prompt, never open a browser.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update"' -l 'color' -d 'Colour: auto, always or never.' -rfka 'auto always never'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update"' -l 'timeout' -d 'Limit for one HTTP request (default 30).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update" version' -l 'version' -d 'Show the version.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources update" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources show"' -l 'profile' -d 'Which login and settings to use.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources show"' -l 'org' -d 'The organization\'s ID, for this command.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources show" json' -l 'json' -d 'Print the result as JSON.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources show" q quiet' -l 'quiet' -s 'q' -d 'No progress and no hints.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources show" v verbose' -l 'verbose' -s 'v' -d 'Show each HTTP request and store access on stderr, secrets redacted.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources show" no-input' -l 'no-input' -d 'Never prompt, never open a browser.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources show"' -l 'color' -d 'Colour: auto, always or never.' -rfka 'auto always never'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources show"' -l 'timeout' -d 'Limit for one HTTP request (default 30).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources show" version' -l 'version' -d 'Show the version.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources list"' -l 'filter' -d 'Only sources with this in their name; case is ignored.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources list"' -l 'type' -d 'Only sources of this type.' -rfka 'amazons3 box_enterprise2 catalog confluence2 confluence2_hosted custom database dropbox_for_business file generic_rest google_drive_domain_wide graphql jira2 jira2_hosted jive jive_hosted lithium khoros microsoft_dynamics push rss salesforce salesforce_sites sap servicenow sharepoint sharepoint_online2 shopify sitecore sitemap slack web2 youtube zendesk adobe_experience_manager box box_enterprise confluence dropbox gmail gmail_domain_wide sharepoint_online'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources list"' -l 'visibility' -d 'Only sources of this visibility.' -rfka 'shared private secured'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources list"' -l 'status' -d 'Only sources with this status.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources list"' -l 'limit' -d 'At most so many.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources list"' -l 'columns' -d 'Which columns: id, name, type, visibility, status, documents, size, modified, owner, providers.' -rfka 'id name type visibility status documents size modified owner providers'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources list"' -l 'profile' -d 'Which login and settings to use.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources list"' -l 'org' -d 'The organization\'s ID, for this command.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources list" json' -l 'json' -d 'Print the result as JSON.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources list" q quiet' -l 'quiet' -s 'q' -d 'No progress and no hints.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources list" v verbose' -l 'verbose' -s 'v' -d 'Show each HTTP request and store access on stderr, secrets redacted.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources list" no-input' -l 'no-input' -d 'Never prompt, never open a browser.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources list"' -l 'color' -d 'Colour: auto, always or never.' -rfka 'auto always never'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources list"' -l 'timeout' -d 'Limit for one HTTP request (default 30).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources list" version' -l 'version' -d 'Show the version.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources verify"' -l 'visibility' -d 'The visibility that it should have.' -rfka 'shared private secured'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources verify"' -l 'security-provider' -d 'A security provider that it should have; repeatable.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources verify"' -l 'wait' -d 'Wait until it holds, at most so long.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources verify"' -l 'profile' -d 'Which login and settings to use.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources verify"' -l 'org' -d 'The organization\'s ID, for this command.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources verify" json' -l 'json' -d 'Print the result as JSON.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources verify" q quiet' -l 'quiet' -s 'q' -d 'No progress and no hints.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources verify" v verbose' -l 'verbose' -s 'v' -d 'Show each HTTP request and store access on stderr, secrets redacted.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources verify" no-input' -l 'no-input' -d 'Never prompt, never open a browser.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources verify"' -l 'color' -d 'Colour: auto, always or never.' -rfka 'auto always never'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources verify"' -l 'timeout' -d 'Limit for one HTTP request (default 30).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources verify" version' -l 'version' -d 'Show the version.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources verify" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources delete" y yes' -l 'yes' -s 'y' -d 'Don\'t ask.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources delete"' -l 'profile' -d 'Which login and settings to use.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources delete"' -l 'org' -d 'The organization\'s ID, for this command.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources delete" json' -l 'json' -d 'Print the result as JSON.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources delete" q quiet' -l 'quiet' -s 'q' -d 'No progress and no hints.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources delete" v verbose' -l 'verbose' -s 'v' -d 'Show each HTTP request and store access on stderr, secrets redacted.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources delete" no-input' -l 'no-input' -d 'Never prompt, never open a browser.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources delete"' -l 'color' -d 'Colour: auto, always or never.' -rfka 'auto always never'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources delete"' -l 'timeout' -d 'Limit for one HTTP request (default 30).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources delete" version' -l 'version' -d 'Show the version.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo sources delete" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_positional "coveo completion" -eq 1' -fka 'bash zsh fish'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo completion"' -l 'profile' -d 'Which login and settings to use.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo completion"' -l 'org' -d 'The organization\'s ID, for this command.' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo completion" json' -l 'json' -d 'Print the result as JSON.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo completion" q quiet' -l 'quiet' -s 'q' -d 'No progress and no hints.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo completion" v verbose' -l 'verbose' -s 'v' -d 'Show each HTTP request and store access on stderr, secrets redacted.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo completion" no-input' -l 'no-input' -d 'Never prompt, never open a browser.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo completion"' -l 'color' -d 'Colour: auto, always or never.' -rfka 'auto always never'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo completion"' -l 'timeout' -d 'Limit for one HTTP request (default 30).' -rfka ''
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo completion" version' -l 'version' -d 'Show the version.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo completion" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'coveo' -n '__coveo_should_offer_completions_for_flags_or_options "coveo help" version' -l 'version' -d 'Show the version.'
