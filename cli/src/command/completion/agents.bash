
# What filters name is known without asking the fleet. `=` and `@` are words of their own for bash.
_mco_known() {
    local cur="${COMP_WORDS[COMP_CWORD]}" at=$COMP_CWORD end="" IFS=$'\n'
    if [[ $cur == [=@] ]]; then
        cur=""
        at=$((at + 1))
    fi
    local found="" flag="${COMP_WORDS[at - 1]}"
    # A class with colons is several words for bash too; only what follows the last colon is put in.
    local typed="${COMP_LINE:0:COMP_POINT}" whole head
    whole="${typed##*[[:space:]]}"
    if [[ $whole == *:* && $typed =~ (-C|--wc)[[:space:]]+[^[:space:]]*$ ]]; then
        head="${whole%"${whole##*:}"}"
        found=$("$1" completion --list classes 2>/dev/null)
        COMPREPLY=($(compgen -W "$found" -- "$whole"))
        COMPREPLY=("${COMPREPLY[@]#"$head"}")
        return 0
    fi
    case "$flag ${COMP_WORDS[at - 2]} ${COMP_WORDS[at - 3]}" in
        "-I "* | "--wi "* | "--nodes "* | "--not-nodes "*) found=$("$1" completion --list nodes 2>/dev/null) ;;
        "@ -I "* | "@ --wi "* | "@ --nodes "* | "@ --not-nodes "*)
            found=$("$1" completion --list sets 2>/dev/null)
            found=${found//@/}
            ;;
        "-C "* | "--wc "*) found=$("$1" completion --list classes 2>/dev/null) ;;
        "-A "* | "--wa "*) found=$("$1" completion --list hosted-agents 2>/dev/null) ;;
        "--dm "*) found=$("$1" completion --list methods 2>/dev/null) ;;
        "--resume "*) found=$("$1" completion --list jobs 2>/dev/null) ;;
        "-T "* | "--target "*) found=$("$1" completion --list collectives 2>/dev/null) ;;
        "-F "* | "--wf "*)
            found=$("$1" completion --list facts 2>/dev/null)
            end="="
            ;;
        "= "*" -F" | "= "*" --wf")
            found=$("$1" completion --list values --fact "${COMP_WORDS[at - 2]}" 2>/dev/null)
            ;;
        *) return 1 ;;
    esac
    COMPREPLY=($(compgen -S "$end" -W "$found" -- "$cur"))
    [[ -z $end ]] || compopt -o nospace 2>/dev/null
    return 0
}

# Names that commands take: jobs, sets, facts, nodes, agents.
_mco_named() {
    local found="" IFS=$'\n'
    case "$2 $3" in
        "resume " | "jobs show" | "jobs rm" | "jobs retry") found=$("$1" completion --list jobs 2>/dev/null) ;;
        "set show" | "set rm" | "set save" | "set add")
            found=$("$1" completion --list sets 2>/dev/null)
            found=${found//@/}
            ;;
        "facts ") found=$("$1" completion --list facts 2>/dev/null) ;;
        "inventory ") found=$("$1" completion --list nodes 2>/dev/null | grep -v '^@') ;;
        "plugin doc" | "plugin lint" | "plugin generate") found=$("$1" completion --list agents 2>/dev/null) ;;
        *) return 1 ;;
    esac
    COMPREPLY=($(compgen -W "$found" -- "${COMP_WORDS[COMP_CWORD]}"))
    return 0
}

# Agents, actions and inputs come from mco itself; everything else from the words above.
_mco_agents() {
    local cur="${COMP_WORDS[COMP_CWORD]}" word given=() found=""
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ $word == -* ]] || given+=("$word")
    done
    COMPREPLY=()
    _mco "$@"
    [[ $cur == -* ]] && return
    _mco_known "$1" && return
    _mco_named "$1" "${given[0]}" "${given[1]}" && return
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
