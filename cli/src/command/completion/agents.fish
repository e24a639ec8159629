
# Agents, actions and inputs come from mco itself; everything else from the words above.
function __mco_given
    set -l given (commandline -opc)[2..-1]
    set given (string match --invert -- '-*' $given)
    if contains -- "$given[1]" rpc req request
        set --erase given[1]
    end
    printf '%s\n' $given
end

function __mco_found
    set -l given (__mco_given)
    switch (count $given)
        case 0
            mco completion --fish --list agents 2>/dev/null
        case 1
            mco completion --fish --list actions --agent $given[1] 2>/dev/null
        case '*'
            mco completion --fish --list inputs --agent $given[1] --action $given[2] 2>/dev/null \
                | string replace \t =\t
    end
end

complete -c mco -f -a '(__mco_found)'

# What filters name is known without asking the fleet.
function __mco_facts
    set -l fact (string match --regex --groups-only '^([^=<>!~]+)=' -- (commandline -ct))
    if test -n "$fact"
        mco completion --fish --list values --fact $fact 2>/dev/null | string replace --regex '^' "$fact="
    else
        mco completion --fish --list facts 2>/dev/null | string replace \t =\t
    end
end

complete -c mco -s I -l wi -x -a '(mco completion --fish --list nodes 2>/dev/null)'
complete -c mco -l nodes -l not-nodes -r -a '(mco completion --fish --list sets 2>/dev/null)'
complete -c mco -s C -l wc -x -a '(mco completion --fish --list classes 2>/dev/null)'
complete -c mco -s A -l wa -x -a '(mco completion --fish --list hosted-agents 2>/dev/null)'
complete -c mco -s T -l target -x -a '(mco completion --fish --list collectives 2>/dev/null)'
complete -c mco -s F -l wf -x -a '(__mco_facts)'
complete -c mco -l dm -x -a '(mco completion --fish --list methods 2>/dev/null)'
complete -c mco -l resume -x -a '(mco completion --fish --list jobs 2>/dev/null)'

# Names that commands take: jobs, sets, facts, nodes, agents.
function __mco_after
    set -l given (commandline -opc)[2..-1]
    test (string match --invert -- '-*' $given | string join ' ') = "$argv"
end

complete -c mco -n '__mco_after resume' -x -a '(mco completion --fish --list jobs 2>/dev/null)'
for command in show rm retry
    complete -c mco -n "__mco_after jobs $command" -x -a '(mco completion --fish --list jobs 2>/dev/null)'
end
for command in show rm save add
    complete -c mco -n "__mco_after set $command" -x -a '(mco completion --fish --list sets 2>/dev/null)'
end
complete -c mco -n '__mco_after facts' -x -a '(mco completion --fish --list facts 2>/dev/null)'
complete -c mco -n '__mco_after inventory' -x -a '(mco completion --fish --list nodes 2>/dev/null)'
for command in doc lint
    complete -c mco -n "__mco_after plugin $command" -x -a '(mco completion --fish --list agents 2>/dev/null)'
end
