# Agents, actions and inputs come from mco itself; everything else from the words above.
functions[_mco_words]=$functions[_mco]

_mco() {
    local -a given found
    local known=""
    # What filters name is known without asking the fleet.
    case ${words[CURRENT-1]} in
        (-I|--wi|--nodes|--not-nodes) known=nodes ;;
        (-C|--wc) known=classes ;;
        (-A|--wa) known=hosted-agents ;;
        (-T|--target) known=collectives ;;
        (-F|--wf) known=facts ;;
        (--dm) known=methods ;;
        (--resume) known=jobs ;;
    esac
    given=(${words[2,CURRENT-1]:#-*})
    if [[ -z $known && $PREFIX != -* ]]; then
        case "$given[1] $given[2]" in
            ("resume "|"jobs show"|"jobs rm"|"jobs retry") known=jobs ;;
            ("set show"|"set rm"|"set save"|"set add") known=sets ;;
            ("facts ") known=facts ;;
            ("inventory ") known=nodes ;;
            ("plugin doc"|"plugin lint") known=agents ;;
        esac
    fi
    if [[ $known == facts && $PREFIX == *=* ]]; then
        local fact=${PREFIX%%=*}
        compset -P '*='
        found=(${(f)"$(mco completion --zsh --list values --fact $fact 2>/dev/null)"})
        (( ${#found} )) && _describe -t values value found && return
    elif [[ -n $known ]]; then
        found=(${(f)"$(mco completion --zsh --list $known 2>/dev/null)"})
        if [[ $known == facts && $given[1] != facts ]] && (( ${#found} )); then
            _describe -t facts fact found -qS = && return
        elif (( ${#found} )); then
            _describe -t names name found && return
        fi
    fi
    if [[ ${given[1]} == (rpc|req|request) ]]; then
        given=(${given[2,-1]})
    fi
    if [[ $PREFIX != -* ]]; then
        case ${#given} in
            0) found=(${(f)"$(mco completion --zsh --list agents 2>/dev/null)"}) ;;
            1) found=(${(f)"$(mco completion --zsh --list actions --agent $given[1] 2>/dev/null)"}) ;;
            *) found=(${(f)"$(mco completion --zsh --list inputs --agent $given[1] --action $given[2] 2>/dev/null)"}) ;;
        esac
        if (( ${#given} > 1 && ${#found} )); then
            _describe -t inputs input found -qS =
        elif (( ${#found} )); then
            _describe -t agents 'agent or action' found
        fi
    fi
    _mco_words "$@"
}

