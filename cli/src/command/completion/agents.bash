
# Agents, actions and inputs come from mco itself; everything else from the words above.
_mco_agents() {
    local cur="${COMP_WORDS[COMP_CWORD]}" word given=() found=""
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ $word == -* ]] || given+=("$word")
    done
    COMPREPLY=()
    _mco "$@"
    [[ $cur == -* ]] && return
    case "${given[0]}" in
        rpc | req | request) given=("${given[@]:1}") ;;
    esac
    case ${#given[@]} in
        0) found=$("$1" completion --list agents 2>/dev/null) ;;
        1) found=$("$1" completion --list actions --agent "${given[0]}" 2>/dev/null) ;;
        *) found=$("$1" completion --list inputs --agent "${given[0]}" --action "${given[1]}" 2>/dev/null) ;;
    esac
    [[ -n $found ]] || return
    if ((${#given[@]} > 1)); then
        COMPREPLY=($(compgen -S = -W "$found" -- "$cur"))
        compopt -o nospace 2>/dev/null
    elif ((${#given[@]} == 1)); then
        COMPREPLY=($(compgen -W "$found" -- "$cur"))
    else
        COMPREPLY+=($(compgen -W "$found" -- "$cur"))
    fi
}

complete -F _mco_agents -o bashdefault -o default mco
