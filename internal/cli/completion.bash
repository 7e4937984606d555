# bash completion for dateline                             -*- shell-script -*-
# Load it in a session:  source <(dateline completion bash)
# Keep it:  dateline completion bash > ~/.local/share/bash-completion/completions/dateline

_dateline()
{
    local reply
    COMPREPLY=()
    while IFS='' read -r reply; do
        case $reply in
        :nospace) compopt -o nospace 2>/dev/null ;;
        :files) compopt -o default 2>/dev/null ;;
        *) COMPREPLY+=("$reply") ;;
        esac
    done < <("${1/#\~/$HOME}" __line "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" "${COMP_TYPE:-9}" "${COLUMNS:-80}" 2>/dev/null)
}

if [[ ${BASH_VERSINFO[0]} -gt 4 || ( ${BASH_VERSINFO[0]} -eq 4 && ${BASH_VERSINFO[1]} -ge 4 ) ]]; then
    complete -o nosort -F _dateline dateline
else
    complete -F _dateline dateline
fi
