# Completion of mco for fish: it asks mco itself.
function __mco_complete
    set -l before (commandline -opc)
    set -l token (commandline -ct)
    # An open quote is no part of the word.
    set -l word (string unescape -- $token 2>/dev/null; or string unescape -- (string sub -s 2 -- $token) 2>/dev/null; or echo $token)
    set -l told (command mco completion --fish -- $before "$word" 2>/dev/null)
    if test (count $told) -eq 0
        # Nobody answers: at least the commands of this version.
        test (count $before) -eq 1; and string split ' ' 'ping find rpc run facts filter inventory package service puppet shell process filemgr nettest jobs resume history set cache kv governor plugin ddl tool broker pki jwt keys login demo tui buildinfo cheat'
        return
    end
    set -l said (string split ' ' -- $told[1])
    printf '%s\n' $told[2..-1]
    if contains folders $said
        __fish_complete_directories "$word"
    else if contains files $said
        __fish_complete_path "$word"
    end
end

complete -c mco -f -a '(__mco_complete)'
