
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
