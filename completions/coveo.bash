#!/bin/bash

__coveo_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__coveo_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__coveo_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__coveo_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_coveo() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    local -a repeating_options=(--profile --org --color --timeout)
    local -a non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    login|logout|auth|profiles|config|sources|orgs|providers|privileges|keys|api|completion|help)
        # Offer subcommand argument completions
        "_coveo_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'login logout auth profiles config sources orgs providers privileges keys api completion help' -- "${cur}"))
        ;;
    esac
}

_coveo_login() {
    repeating_flags=()
    non_repeating_flags=(--browser --no-browser --device --with-token --client-secret-stdin --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--region --environment --platform-url --push-url --client-id --client-auth --issuer --authorization-endpoint --token-endpoint --device-authorization-endpoint --revocation-endpoint --scope --redirect-port --store --login-timeout --expect-account --profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--region')
        __coveo_add_completions -W 'us'$'\n''ca'$'\n''eu'$'\n''au'
        return
        ;;
    '--environment')
        __coveo_add_completions -W 'production'$'\n''hipaa'$'\n''staging'$'\n''development'
        return
        ;;
    '--platform-url')
        return
        ;;
    '--push-url')
        return
        ;;
    '--client-id')
        return
        ;;
    '--client-auth')
        __coveo_add_completions -W 'basic'$'\n''post'$'\n''none'
        return
        ;;
    '--issuer')
        return
        ;;
    '--authorization-endpoint')
        return
        ;;
    '--token-endpoint')
        return
        ;;
    '--device-authorization-endpoint')
        return
        ;;
    '--revocation-endpoint')
        return
        ;;
    '--scope')
        return
        ;;
    '--redirect-port')
        return
        ;;
    '--store')
        __coveo_add_completions -W 'secret-service'$'\n''file'$'\n''helper:pass'$'\n''helper:secretservice'
        return
        ;;
    '--login-timeout')
        return
        ;;
    '--expect-account')
        return
        ;;
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_logout() {
    repeating_flags=()
    non_repeating_flags=(--all --force --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_auth() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    login|logout|status|token|refresh|import|move|doctor)
        # Offer subcommand argument completions
        "_coveo_auth_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'login logout status token refresh import move doctor' -- "${cur}"))
        ;;
    esac
}

_coveo_auth_login() {
    repeating_flags=()
    non_repeating_flags=(--browser --no-browser --device --with-token --client-secret-stdin --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--region --environment --platform-url --push-url --client-id --client-auth --issuer --authorization-endpoint --token-endpoint --device-authorization-endpoint --revocation-endpoint --scope --redirect-port --store --login-timeout --expect-account --profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--region')
        __coveo_add_completions -W 'us'$'\n''ca'$'\n''eu'$'\n''au'
        return
        ;;
    '--environment')
        __coveo_add_completions -W 'production'$'\n''hipaa'$'\n''staging'$'\n''development'
        return
        ;;
    '--platform-url')
        return
        ;;
    '--push-url')
        return
        ;;
    '--client-id')
        return
        ;;
    '--client-auth')
        __coveo_add_completions -W 'basic'$'\n''post'$'\n''none'
        return
        ;;
    '--issuer')
        return
        ;;
    '--authorization-endpoint')
        return
        ;;
    '--token-endpoint')
        return
        ;;
    '--device-authorization-endpoint')
        return
        ;;
    '--revocation-endpoint')
        return
        ;;
    '--scope')
        return
        ;;
    '--redirect-port')
        return
        ;;
    '--store')
        __coveo_add_completions -W 'secret-service'$'\n''file'$'\n''helper:pass'$'\n''helper:secretservice'
        return
        ;;
    '--login-timeout')
        return
        ;;
    '--expect-account')
        return
        ;;
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_auth_logout() {
    repeating_flags=()
    non_repeating_flags=(--all --force --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_auth_status() {
    repeating_flags=()
    non_repeating_flags=(--offline --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_auth_token() {
    repeating_flags=()
    non_repeating_flags=(--header --show --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--min-validity --for --profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--min-validity')
        return
        ;;
    '--for')
        return
        ;;
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_auth_refresh() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_auth_import() {
    repeating_flags=()
    non_repeating_flags=(--scrub --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--from --store --profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--from')
        __coveo_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--store')
        __coveo_add_completions -W 'secret-service'$'\n''file'$'\n''helper:pass'$'\n''helper:secretservice'
        return
        ;;
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_auth_move() {
    repeating_flags=()
    non_repeating_flags=(--force --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--to --profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--to')
        __coveo_add_completions -W 'secret-service'$'\n''file'$'\n''helper:pass'$'\n''helper:secretservice'
        return
        ;;
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_auth_doctor() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_profiles() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|use|remove)
        # Offer subcommand argument completions
        "_coveo_profiles_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list use remove' -- "${cur}"))
        ;;
    esac
}

_coveo_profiles_list() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_profiles_use() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_profiles_remove() {
    repeating_flags=()
    non_repeating_flags=(--yes -y --force --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_config() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    get|set|unset|list|path)
        # Offer subcommand argument completions
        "_coveo_config_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'get set unset list path' -- "${cur}"))
        ;;
    esac
}

_coveo_config_get() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __coveo_add_completions -W 'profile'$'\n''organization'$'\n''store'$'\n''redirectPorts'$'\n''timeout'$'\n''color'
        return
        ;;
    esac
}

_coveo_config_set() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __coveo_add_completions -W 'profile'$'\n''organization'$'\n''store'$'\n''redirectPorts'$'\n''timeout'$'\n''color'
        return
        ;;
    esac
}

_coveo_config_unset() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __coveo_add_completions -W 'profile'$'\n''organization'$'\n''store'$'\n''redirectPorts'$'\n''timeout'$'\n''color'
        return
        ;;
    esac
}

_coveo_config_list() {
    repeating_flags=()
    non_repeating_flags=(--origin --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_config_path() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_sources() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    create|update|show|list|verify|duplicate|rebuild|open|delete|diff|apply|export)
        # Offer subcommand argument completions
        "_coveo_sources_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'create update show list verify duplicate rebuild open delete diff apply export' -- "${cur}"))
        ;;
    esac
}

_coveo_sources_create() {
    repeating_flags=()
    non_repeating_flags=(--stream --if-not-exists --rebuild --verify --dry-run --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--visibility --security-provider --create-security-provider --type --model --wait --profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--visibility')
        __coveo_add_completions -W 'shared'$'\n''private'$'\n''secured'
        return
        ;;
    '--security-provider')
        return
        ;;
    '--create-security-provider')
        return
        ;;
    '--type')
        __coveo_add_completions -W 'amazons3'$'\n''box_enterprise2'$'\n''catalog'$'\n''confluence2'$'\n''confluence2_hosted'$'\n''custom'$'\n''database'$'\n''dropbox_for_business'$'\n''file'$'\n''generic_rest'$'\n''google_drive_domain_wide'$'\n''graphql'$'\n''jira2'$'\n''jira2_hosted'$'\n''jive'$'\n''jive_hosted'$'\n''lithium'$'\n''khoros'$'\n''microsoft_dynamics'$'\n''push'$'\n''rss'$'\n''salesforce'$'\n''salesforce_sites'$'\n''sap'$'\n''servicenow'$'\n''sharepoint'$'\n''sharepoint_online2'$'\n''shopify'$'\n''sitecore'$'\n''sitemap'$'\n''slack'$'\n''web2'$'\n''youtube'$'\n''zendesk'$'\n''adobe_experience_manager'$'\n''box'$'\n''box_enterprise'$'\n''confluence'$'\n''dropbox'$'\n''gmail'$'\n''gmail_domain_wide'$'\n''sharepoint_online'
        return
        ;;
    '--model')
        __coveo_add_completions -f
        return
        ;;
    '--wait')
        return
        ;;
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_sources_update() {
    repeating_flags=()
    non_repeating_flags=(--force --rebuild --verify --dry-run --yes -y --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--visibility --security-provider --model --set --rename --wait --profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--visibility')
        __coveo_add_completions -W 'shared'$'\n''private'$'\n''secured'
        return
        ;;
    '--security-provider')
        return
        ;;
    '--model')
        __coveo_add_completions -f
        return
        ;;
    '--set')
        return
        ;;
    '--rename')
        return
        ;;
    '--wait')
        return
        ;;
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_sources_show() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_sources_list() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--filter --type --visibility --status --limit --columns --profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--filter')
        return
        ;;
    '--type')
        __coveo_add_completions -W 'amazons3'$'\n''box_enterprise2'$'\n''catalog'$'\n''confluence2'$'\n''confluence2_hosted'$'\n''custom'$'\n''database'$'\n''dropbox_for_business'$'\n''file'$'\n''generic_rest'$'\n''google_drive_domain_wide'$'\n''graphql'$'\n''jira2'$'\n''jira2_hosted'$'\n''jive'$'\n''jive_hosted'$'\n''lithium'$'\n''khoros'$'\n''microsoft_dynamics'$'\n''push'$'\n''rss'$'\n''salesforce'$'\n''salesforce_sites'$'\n''sap'$'\n''servicenow'$'\n''sharepoint'$'\n''sharepoint_online2'$'\n''shopify'$'\n''sitecore'$'\n''sitemap'$'\n''slack'$'\n''web2'$'\n''youtube'$'\n''zendesk'$'\n''adobe_experience_manager'$'\n''box'$'\n''box_enterprise'$'\n''confluence'$'\n''dropbox'$'\n''gmail'$'\n''gmail_domain_wide'$'\n''sharepoint_online'
        return
        ;;
    '--visibility')
        __coveo_add_completions -W 'shared'$'\n''private'$'\n''secured'
        return
        ;;
    '--status')
        return
        ;;
    '--limit')
        return
        ;;
    '--columns')
        __coveo_add_completions -W 'id'$'\n''name'$'\n''type'$'\n''visibility'$'\n''status'$'\n''documents'$'\n''size'$'\n''modified'$'\n''owner'$'\n''providers'
        return
        ;;
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_sources_verify() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--visibility --security-provider --model --wait --profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--visibility')
        __coveo_add_completions -W 'shared'$'\n''private'$'\n''secured'
        return
        ;;
    '--security-provider')
        return
        ;;
    '--model')
        __coveo_add_completions -f
        return
        ;;
    '--wait')
        return
        ;;
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_sources_duplicate() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_sources_rebuild() {
    repeating_flags=()
    non_repeating_flags=(--yes -y --force --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_sources_open() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_sources_delete() {
    repeating_flags=()
    non_repeating_flags=(--yes -y --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_sources_diff() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--file -f --profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--file'|'-f')
        __coveo_add_completions -f
        return
        ;;
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_sources_apply() {
    repeating_flags=()
    non_repeating_flags=(--dry-run --prune --verify --yes -y --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--file -f --prune-prefix --max-deletes --concurrency --profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--file'|'-f')
        __coveo_add_completions -f
        return
        ;;
    '--prune-prefix')
        return
        ;;
    '--max-deletes')
        return
        ;;
    '--concurrency')
        return
        ;;
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_sources_export() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--format --file -f --profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __coveo_add_completions -W 'yaml'$'\n''json'
        return
        ;;
    '--file'|'-f')
        __coveo_add_completions -f
        return
        ;;
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_orgs() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|use|show)
        # Offer subcommand argument completions
        "_coveo_orgs_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list use show' -- "${cur}"))
        ;;
    esac
}

_coveo_orgs_list() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_orgs_use() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_orgs_show() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_providers() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|show|create)
        # Offer subcommand argument completions
        "_coveo_providers_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list show create' -- "${cur}"))
        ;;
    esac
}

_coveo_providers_list() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_providers_show() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_providers_create() {
    repeating_flags=()
    non_repeating_flags=(--case-sensitive --if-not-exists --dry-run --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--display-name --type --source --model --profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--display-name')
        return
        ;;
    '--type')
        __coveo_add_completions -W 'active_directory2'$'\n''box'$'\n''claims'$'\n''claims_to_email'$'\n''confluence'$'\n''confluence2'$'\n''custom'$'\n''database'$'\n''dropbox_for_business'$'\n''email'$'\n''expanded'$'\n''file'$'\n''google_drive_domain_wide'$'\n''generic_rest'$'\n''graphql'$'\n''jira2'$'\n''jive'$'\n''khoros_community'$'\n''microsoft_dynamics'$'\n''office365'$'\n''salesforce'$'\n''servicenow'$'\n''sharepoint'$'\n''sharepoint_online'$'\n''sitecore'$'\n''slack'$'\n''zendesk'
        return
        ;;
    '--source')
        return
        ;;
    '--model')
        __coveo_add_completions -f
        return
        ;;
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_privileges() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    check)
        # Offer subcommand argument completions
        "_coveo_privileges_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'check' -- "${cur}"))
        ;;
    esac
}

_coveo_privileges_check() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--for --source --profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--for')
        __coveo_add_completions -W 'create-source'$'\n''update-source'$'\n''push'$'\n''push-identities'$'\n''create-provider'$'\n''create-key'$'\n''manage-keys'$'\n''show-organization'
        return
        ;;
    '--source')
        return
        ;;
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_keys() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    create|list|disable|delete)
        # Offer subcommand argument completions
        "_coveo_keys_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'create list disable delete' -- "${cur}"))
        ;;
    esac
}

_coveo_keys_create() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--for --source --expires --store-as --profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--for')
        __coveo_add_completions -W 'push'
        return
        ;;
    '--source')
        return
        ;;
    '--expires')
        return
        ;;
    '--store-as')
        return
        ;;
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_keys_list() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_keys_disable() {
    repeating_flags=()
    non_repeating_flags=(--yes -y --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_keys_delete() {
    repeating_flags=()
    non_repeating_flags=(--yes -y --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac
}

_coveo_api() {
    repeating_flags=()
    non_repeating_flags=(-i --include --paginate --json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(-d --data -H --header --profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-d'|'--data')
        return
        ;;
    '-H'|'--header')
        return
        ;;
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __coveo_add_completions -W 'GET'$'\n''POST'$'\n''PUT'$'\n''PATCH'$'\n''DELETE'$'\n''HEAD'$'\n''OPTIONS'
        return
        ;;
    esac
}

_coveo_completion() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --no-input --version -h --help)
    repeating_options=(--profile --org --color --timeout)
    non_repeating_options=()
    __coveo_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--profile')
        return
        ;;
    '--org')
        return
        ;;
    '--color')
        __coveo_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __coveo_add_completions -W 'bash'$'\n''zsh'$'\n''fish'
        return
        ;;
    esac
}

_coveo_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __coveo_offer_flags_options -1
}

complete -o filenames -F _coveo coveo
