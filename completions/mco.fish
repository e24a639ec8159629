# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_mco_global_optspecs
    string join \n c/config= v/verbose debug color= ascii exit= h/help V/version
end

function __fish_mco_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_mco_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_mco_using_subcommand
    set -l cmd (__fish_mco_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c mco -n "__fish_mco_needs_command" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_needs_command" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_needs_command" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_needs_command" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_needs_command" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_needs_command" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_needs_command" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_needs_command" -s V -l version -d 'Print version'
complete -c mco -n "__fish_mco_needs_command" -f -a "ping" -d 'See which nodes answer, and how fast'
complete -c mco -n "__fish_mco_needs_command" -f -a "find" -d 'Find the nodes a filter means, running nothing on them'
complete -c mco -n "__fish_mco_needs_command" -f -a "discover" -d 'Find the nodes a filter means, running nothing on them'
complete -c mco -n "__fish_mco_needs_command" -f -a "rpc" -d 'Run an action of an agent on the nodes a filter means'
complete -c mco -n "__fish_mco_needs_command" -f -a "req" -d 'Run an action of an agent on the nodes a filter means'
complete -c mco -n "__fish_mco_needs_command" -f -a "request" -d 'Run an action of an agent on the nodes a filter means'
complete -c mco -n "__fish_mco_needs_command" -f -a "facts" -d 'Count the values of a fact over the fleet'
complete -c mco -n "__fish_mco_needs_command" -f -a "filter" -d 'Try filters out'
complete -c mco -n "__fish_mco_needs_command" -f -a "describe_filter" -d 'Say in words which nodes a filter means, and how many of those known from earlier answers'
complete -c mco -n "__fish_mco_needs_command" -f -a "inventory" -d 'Show what one node is and has, or the size of every collective'
complete -c mco -n "__fish_mco_needs_command" -f -a "package" -d 'Install, remove and look at packages'
complete -c mco -n "__fish_mco_needs_command" -f -a "service" -d 'Start, stop and look at services'
complete -c mco -n "__fish_mco_needs_command" -f -a "puppet" -d 'Look at Puppet agents, hold them back and make them run'
complete -c mco -n "__fish_mco_needs_command" -f -a "shell" -d 'Run commands on nodes that host the shell agent'
complete -c mco -n "__fish_mco_needs_command" -f -a "process" -d 'Look at running processes'
complete -c mco -n "__fish_mco_needs_command" -f -a "filemgr" -d 'Touch, remove and look at files'
complete -c mco -n "__fish_mco_needs_command" -f -a "nettest" -d 'Test the network as the nodes see it'
complete -c mco -n "__fish_mco_needs_command" -f -a "jobs" -d 'Rollouts, past and paused'
complete -c mco -n "__fish_mco_needs_command" -f -a "resume" -d 'Go on with a rollout that stopped: ask the nodes that were left'
complete -c mco -n "__fish_mco_needs_command" -f -a "history" -d 'Show what was asked of the fleet before'
complete -c mco -n "__fish_mco_needs_command" -f -a "set" -d 'Keep nodes under a name'
complete -c mco -n "__fish_mco_needs_command" -f -a "cache" -d 'See or renew what is known of the fleet without asking it'
complete -c mco -n "__fish_mco_needs_command" -f -a "plugin" -d 'Look at what is known about agents, check it, and make things of it'
complete -c mco -n "__fish_mco_needs_command" -f -a "ddl" -d 'Get DDLs from the registry, and see which ones are kept here'
complete -c mco -n "__fish_mco_needs_command" -f -a "tool" -d 'Look at the configuration, policies, a node\'s status, inventories'
complete -c mco -n "__fish_mco_needs_command" -f -a "t" -d 'Look at the configuration, policies, a node\'s status, inventories'
complete -c mco -n "__fish_mco_needs_command" -f -a "pki" -d 'Make an authority, and credentials for brokers, nodes and users'
complete -c mco -n "__fish_mco_needs_command" -f -a "jwt" -d 'Make, show and check tokens and their keys'
complete -c mco -n "__fish_mco_needs_command" -f -a "keys" -d 'Make an ed25519 key pair; the public half is printed'
complete -c mco -n "__fish_mco_needs_command" -f -a "login" -d 'Log in at the site\'s AAA service and keep the token it gives'
complete -c mco -n "__fish_mco_needs_command" -f -a "demo" -d 'Bring up a whole fleet on this machine and run a command against it'
complete -c mco -n "__fish_mco_needs_command" -f -a "buildinfo" -d 'Show what this program is made of'
complete -c mco -n "__fish_mco_needs_command" -f -a "cheat" -d 'Show examples of commands'
complete -c mco -n "__fish_mco_needs_command" -f -a "choria" -d 'Names of older versions'
complete -c mco -n "__fish_mco_needs_command" -f -a "completion" -d 'Shell completion support'
complete -c mco -n "__fish_mco_needs_command" -f -a "gen" -d 'Write completion scripts or man pages'
complete -c mco -n "__fish_mco_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand ping" -l expect -d 'Stop once this many nodes have answered' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -s t -l timeout -d 'Wait this long for answers, in seconds or as `2m`, instead of ending soon after the last' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand ping" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand ping" -l limit -d 'Ask at most this many of the nodes found, e.g. `5` or `10%`' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -l limit-seed -d 'Choose the limited nodes at random, the same ones for the same number' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -l ttl -d 'Nothing is sent that could get old' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -l batch -d 'Nobody is asked one after the other' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -l batch-sleep -d 'Nobody is asked one after the other' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -l display -d 'There are no replies to choose from' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand ping" -l workers -d 'One connection reads everything' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -l publish_timeout -d 'Requests leave as fast as the broker takes them' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -l connection-timeout -d 'The configuration says how long a connection may take' -r
complete -c mco -n "__fish_mco_using_subcommand ping" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand ping" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand ping" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand ping" -l silent -d 'Only the statistics'
complete -c mco -n "__fish_mco_using_subcommand ping" -l names -d 'Only the names, no statistics'
complete -c mco -n "__fish_mco_using_subcommand ping" -s g -l graph -d 'Draw how many answers came when'
complete -c mco -n "__fish_mco_using_subcommand ping" -s j -l json -d 'One JSON document'
complete -c mco -n "__fish_mco_using_subcommand ping" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand ping" -s 1 -l one -d 'Ask only one of the nodes found'
complete -c mco -n "__fish_mco_using_subcommand ping" -l sort -d 'Taken for scripts written for other clients: the fastest come first'
complete -c mco -n "__fish_mco_using_subcommand ping" -s q -l quiet -d 'Discovery is all there is to be quiet about'
complete -c mco -n "__fish_mco_using_subcommand ping" -l np -d 'There is no progress to show'
complete -c mco -n "__fish_mco_using_subcommand ping" -l threaded -d 'Nothing here depends on it'
complete -c mco -n "__fish_mco_using_subcommand ping" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand ping" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand ping" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand ping" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand find" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand find" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand find" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand find" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand find" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand find" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand find" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand find" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand find" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand find" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand find" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand find" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand find" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand find" -l limit -d 'Ask at most this many of the nodes found, e.g. `5` or `10%`' -r
complete -c mco -n "__fish_mco_using_subcommand find" -l limit-seed -d 'Choose the limited nodes at random, the same ones for the same number' -r
complete -c mco -n "__fish_mco_using_subcommand find" -s t -l timeout -d 'Taken for scripts written for other clients: --discovery-timeout is the wait for nodes' -r
complete -c mco -n "__fish_mco_using_subcommand find" -l ttl -d 'Nothing is sent that could get old' -r
complete -c mco -n "__fish_mco_using_subcommand find" -l batch -d 'Nobody is asked one after the other' -r
complete -c mco -n "__fish_mco_using_subcommand find" -l batch-sleep -d 'Nobody is asked one after the other' -r
complete -c mco -n "__fish_mco_using_subcommand find" -l display -d 'There are no replies to choose from' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand find" -l workers -d 'One connection reads everything' -r
complete -c mco -n "__fish_mco_using_subcommand find" -l publish_timeout -d 'Requests leave as fast as the broker takes them' -r
complete -c mco -n "__fish_mco_using_subcommand find" -l connection-timeout -d 'The configuration says how long a connection may take' -r
complete -c mco -n "__fish_mco_using_subcommand find" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand find" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand find" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand find" -s j -l json -d 'A JSON array'
complete -c mco -n "__fish_mco_using_subcommand find" -l exit-zero -d 'Succeed even when no node was found'
complete -c mco -n "__fish_mco_using_subcommand find" -l sort -d 'In order of name instead of arrival'
complete -c mco -n "__fish_mco_using_subcommand find" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand find" -s 1 -l one -d 'Ask only one of the nodes found'
complete -c mco -n "__fish_mco_using_subcommand find" -l silent -d 'Taken for scripts written for other clients: nothing but names is printed anyway'
complete -c mco -n "__fish_mco_using_subcommand find" -s q -l quiet -d 'Discovery is all there is to be quiet about'
complete -c mco -n "__fish_mco_using_subcommand find" -l np -d 'There is no progress to show'
complete -c mco -n "__fish_mco_using_subcommand find" -l threaded -d 'Nothing here depends on it'
complete -c mco -n "__fish_mco_using_subcommand find" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand find" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand find" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand find" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand discover" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand discover" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand discover" -l limit -d 'Ask at most this many of the nodes found, e.g. `5` or `10%`' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -l limit-seed -d 'Choose the limited nodes at random, the same ones for the same number' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -s t -l timeout -d 'Taken for scripts written for other clients: --discovery-timeout is the wait for nodes' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -l ttl -d 'Nothing is sent that could get old' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -l batch -d 'Nobody is asked one after the other' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -l batch-sleep -d 'Nobody is asked one after the other' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -l display -d 'There are no replies to choose from' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand discover" -l workers -d 'One connection reads everything' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -l publish_timeout -d 'Requests leave as fast as the broker takes them' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -l connection-timeout -d 'The configuration says how long a connection may take' -r
complete -c mco -n "__fish_mco_using_subcommand discover" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand discover" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand discover" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand discover" -s j -l json -d 'A JSON array'
complete -c mco -n "__fish_mco_using_subcommand discover" -l exit-zero -d 'Succeed even when no node was found'
complete -c mco -n "__fish_mco_using_subcommand discover" -l sort -d 'In order of name instead of arrival'
complete -c mco -n "__fish_mco_using_subcommand discover" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand discover" -s 1 -l one -d 'Ask only one of the nodes found'
complete -c mco -n "__fish_mco_using_subcommand discover" -l silent -d 'Taken for scripts written for other clients: nothing but names is printed anyway'
complete -c mco -n "__fish_mco_using_subcommand discover" -s q -l quiet -d 'Discovery is all there is to be quiet about'
complete -c mco -n "__fish_mco_using_subcommand discover" -l np -d 'There is no progress to show'
complete -c mco -n "__fish_mco_using_subcommand discover" -l threaded -d 'Nothing here depends on it'
complete -c mco -n "__fish_mco_using_subcommand discover" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand discover" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand discover" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand discover" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand rpc" -s a -l agent -d 'Agent' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l action -d 'Action' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l arg -d 'Input' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand rpc" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand rpc" -l limit -d 'Ask at most this many of the nodes found, e.g. `5` or `10%`' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l limit-seed -d 'Choose the limited nodes at random, the same ones for the same number' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -s t -l timeout -d 'Longest wait for replies, in seconds or as `2m`' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l ttl -d 'How long the request stays valid' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l max-targets -d 'Refuse to ask more nodes than this' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l publish_timeout -d 'Taken for scripts written for other clients: requests leave as fast as the broker takes them' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l connection-timeout -d 'Taken for scripts written for other clients: the configuration says how long a connection may take' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l batch -d 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l batch-sleep -d 'Pause between batches, 1s without this' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l canary -d 'Ask this many nodes first and go on only when every one of them succeeds' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l stop-on -d 'Stop once this many nodes, or this part of all, have failed or stayed silent' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l verify -d 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `\'service status service=httpd\'`' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l retry -d 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l reason -d 'Why this is done, for `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l resume -d 'Go on with a rollout that stopped, see `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -l workers -d 'Taken for scripts written for other clients: one connection reads all replies' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -s j -l json -d 'One JSON document; `--json=legacy` for the bare list of replies older clients write' -r -f -a "document\t'Replies, statistics and summaries'
legacy\t'Replies only'"
complete -c mco -n "__fish_mco_using_subcommand rpc" -l display -d 'Which replies to show: ok, failed, all or none; without it the DDL decides' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand rpc" -l filter-replies -d 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -s o -l output-file -d 'Write the answer to this file' -r -F
complete -c mco -n "__fish_mco_using_subcommand rpc" -s r -l reply-to -d 'Have replies sent to this subject, without waiting; prints the id of the request' -r
complete -c mco -n "__fish_mco_using_subcommand rpc" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand rpc" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand rpc" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand rpc" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand rpc" -s 1 -l one -d 'Ask only one of the nodes found'
complete -c mco -n "__fish_mco_using_subcommand rpc" -l no-results -l nr -d 'Do not wait for replies; prints the id of the request'
complete -c mco -n "__fish_mco_using_subcommand rpc" -l threaded -d 'Taken for scripts written for other clients: nothing here depends on it'
complete -c mco -n "__fish_mco_using_subcommand rpc" -s y -l yes -d 'Do not ask before changing things'
complete -c mco -n "__fish_mco_using_subcommand rpc" -l explain -d 'Say in words what would be asked and of whom, then stop'
complete -c mco -n "__fish_mco_using_subcommand rpc" -l dry-run -d 'Find the nodes and show the plan, then stop'
complete -c mco -n "__fish_mco_using_subcommand rpc" -l jsonl -d 'One JSON object per line, as things happen'
complete -c mco -n "__fish_mco_using_subcommand rpc" -l table -d 'A table of the successful replies'
complete -c mco -n "__fish_mco_using_subcommand rpc" -l senders -d 'Only the names of the nodes that succeeded'
complete -c mco -n "__fish_mco_using_subcommand rpc" -l group -d 'Answers that are the same once, with the names of all who gave them'
complete -c mco -n "__fish_mco_using_subcommand rpc" -l sort -d 'Replies in order of node name instead of arrival'
complete -c mco -n "__fish_mco_using_subcommand rpc" -s q -l quiet -d 'No word about discovery and progress'
complete -c mco -n "__fish_mco_using_subcommand rpc" -l np -d 'No progress bar'
complete -c mco -n "__fish_mco_using_subcommand rpc" -l strict -d 'Count nodes that do not answer as failed in the exit status'
complete -c mco -n "__fish_mco_using_subcommand rpc" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand rpc" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand rpc" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand rpc" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand req" -s a -l agent -d 'Agent' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l action -d 'Action' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l arg -d 'Input' -r
complete -c mco -n "__fish_mco_using_subcommand req" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand req" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand req" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand req" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand req" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand req" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand req" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand req" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand req" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand req" -l limit -d 'Ask at most this many of the nodes found, e.g. `5` or `10%`' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l limit-seed -d 'Choose the limited nodes at random, the same ones for the same number' -r
complete -c mco -n "__fish_mco_using_subcommand req" -s t -l timeout -d 'Longest wait for replies, in seconds or as `2m`' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l ttl -d 'How long the request stays valid' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l max-targets -d 'Refuse to ask more nodes than this' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l publish_timeout -d 'Taken for scripts written for other clients: requests leave as fast as the broker takes them' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l connection-timeout -d 'Taken for scripts written for other clients: the configuration says how long a connection may take' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l batch -d 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l batch-sleep -d 'Pause between batches, 1s without this' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l canary -d 'Ask this many nodes first and go on only when every one of them succeeds' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l stop-on -d 'Stop once this many nodes, or this part of all, have failed or stayed silent' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l verify -d 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `\'service status service=httpd\'`' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l retry -d 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l reason -d 'Why this is done, for `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l resume -d 'Go on with a rollout that stopped, see `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand req" -l workers -d 'Taken for scripts written for other clients: one connection reads all replies' -r
complete -c mco -n "__fish_mco_using_subcommand req" -s j -l json -d 'One JSON document; `--json=legacy` for the bare list of replies older clients write' -r -f -a "document\t'Replies, statistics and summaries'
legacy\t'Replies only'"
complete -c mco -n "__fish_mco_using_subcommand req" -l display -d 'Which replies to show: ok, failed, all or none; without it the DDL decides' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand req" -l filter-replies -d 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`' -r
complete -c mco -n "__fish_mco_using_subcommand req" -s o -l output-file -d 'Write the answer to this file' -r -F
complete -c mco -n "__fish_mco_using_subcommand req" -s r -l reply-to -d 'Have replies sent to this subject, without waiting; prints the id of the request' -r
complete -c mco -n "__fish_mco_using_subcommand req" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand req" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand req" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand req" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand req" -s 1 -l one -d 'Ask only one of the nodes found'
complete -c mco -n "__fish_mco_using_subcommand req" -l no-results -l nr -d 'Do not wait for replies; prints the id of the request'
complete -c mco -n "__fish_mco_using_subcommand req" -l threaded -d 'Taken for scripts written for other clients: nothing here depends on it'
complete -c mco -n "__fish_mco_using_subcommand req" -s y -l yes -d 'Do not ask before changing things'
complete -c mco -n "__fish_mco_using_subcommand req" -l explain -d 'Say in words what would be asked and of whom, then stop'
complete -c mco -n "__fish_mco_using_subcommand req" -l dry-run -d 'Find the nodes and show the plan, then stop'
complete -c mco -n "__fish_mco_using_subcommand req" -l jsonl -d 'One JSON object per line, as things happen'
complete -c mco -n "__fish_mco_using_subcommand req" -l table -d 'A table of the successful replies'
complete -c mco -n "__fish_mco_using_subcommand req" -l senders -d 'Only the names of the nodes that succeeded'
complete -c mco -n "__fish_mco_using_subcommand req" -l group -d 'Answers that are the same once, with the names of all who gave them'
complete -c mco -n "__fish_mco_using_subcommand req" -l sort -d 'Replies in order of node name instead of arrival'
complete -c mco -n "__fish_mco_using_subcommand req" -s q -l quiet -d 'No word about discovery and progress'
complete -c mco -n "__fish_mco_using_subcommand req" -l np -d 'No progress bar'
complete -c mco -n "__fish_mco_using_subcommand req" -l strict -d 'Count nodes that do not answer as failed in the exit status'
complete -c mco -n "__fish_mco_using_subcommand req" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand req" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand req" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand req" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand request" -s a -l agent -d 'Agent' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l action -d 'Action' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l arg -d 'Input' -r
complete -c mco -n "__fish_mco_using_subcommand request" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand request" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand request" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand request" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand request" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand request" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand request" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand request" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand request" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand request" -l limit -d 'Ask at most this many of the nodes found, e.g. `5` or `10%`' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l limit-seed -d 'Choose the limited nodes at random, the same ones for the same number' -r
complete -c mco -n "__fish_mco_using_subcommand request" -s t -l timeout -d 'Longest wait for replies, in seconds or as `2m`' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l ttl -d 'How long the request stays valid' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l max-targets -d 'Refuse to ask more nodes than this' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l publish_timeout -d 'Taken for scripts written for other clients: requests leave as fast as the broker takes them' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l connection-timeout -d 'Taken for scripts written for other clients: the configuration says how long a connection may take' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l batch -d 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l batch-sleep -d 'Pause between batches, 1s without this' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l canary -d 'Ask this many nodes first and go on only when every one of them succeeds' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l stop-on -d 'Stop once this many nodes, or this part of all, have failed or stayed silent' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l verify -d 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `\'service status service=httpd\'`' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l retry -d 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l reason -d 'Why this is done, for `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l resume -d 'Go on with a rollout that stopped, see `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand request" -l workers -d 'Taken for scripts written for other clients: one connection reads all replies' -r
complete -c mco -n "__fish_mco_using_subcommand request" -s j -l json -d 'One JSON document; `--json=legacy` for the bare list of replies older clients write' -r -f -a "document\t'Replies, statistics and summaries'
legacy\t'Replies only'"
complete -c mco -n "__fish_mco_using_subcommand request" -l display -d 'Which replies to show: ok, failed, all or none; without it the DDL decides' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand request" -l filter-replies -d 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`' -r
complete -c mco -n "__fish_mco_using_subcommand request" -s o -l output-file -d 'Write the answer to this file' -r -F
complete -c mco -n "__fish_mco_using_subcommand request" -s r -l reply-to -d 'Have replies sent to this subject, without waiting; prints the id of the request' -r
complete -c mco -n "__fish_mco_using_subcommand request" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand request" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand request" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand request" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand request" -s 1 -l one -d 'Ask only one of the nodes found'
complete -c mco -n "__fish_mco_using_subcommand request" -l no-results -l nr -d 'Do not wait for replies; prints the id of the request'
complete -c mco -n "__fish_mco_using_subcommand request" -l threaded -d 'Taken for scripts written for other clients: nothing here depends on it'
complete -c mco -n "__fish_mco_using_subcommand request" -s y -l yes -d 'Do not ask before changing things'
complete -c mco -n "__fish_mco_using_subcommand request" -l explain -d 'Say in words what would be asked and of whom, then stop'
complete -c mco -n "__fish_mco_using_subcommand request" -l dry-run -d 'Find the nodes and show the plan, then stop'
complete -c mco -n "__fish_mco_using_subcommand request" -l jsonl -d 'One JSON object per line, as things happen'
complete -c mco -n "__fish_mco_using_subcommand request" -l table -d 'A table of the successful replies'
complete -c mco -n "__fish_mco_using_subcommand request" -l senders -d 'Only the names of the nodes that succeeded'
complete -c mco -n "__fish_mco_using_subcommand request" -l group -d 'Answers that are the same once, with the names of all who gave them'
complete -c mco -n "__fish_mco_using_subcommand request" -l sort -d 'Replies in order of node name instead of arrival'
complete -c mco -n "__fish_mco_using_subcommand request" -s q -l quiet -d 'No word about discovery and progress'
complete -c mco -n "__fish_mco_using_subcommand request" -l np -d 'No progress bar'
complete -c mco -n "__fish_mco_using_subcommand request" -l strict -d 'Count nodes that do not answer as failed in the exit status'
complete -c mco -n "__fish_mco_using_subcommand request" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand request" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand request" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand request" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand facts" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand facts" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand facts" -l limit -d 'Ask at most this many of the nodes found, e.g. `5` or `10%`' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l limit-seed -d 'Choose the limited nodes at random, the same ones for the same number' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l ttl -d 'How long the request stays valid' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l max-targets -d 'Refuse to ask more nodes than this' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l publish_timeout -d 'Taken for scripts written for other clients: requests leave as fast as the broker takes them' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l connection-timeout -d 'Taken for scripts written for other clients: the configuration says how long a connection may take' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l batch -d 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l batch-sleep -d 'Pause between batches, 1s without this' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l canary -d 'Ask this many nodes first and go on only when every one of them succeeds' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l stop-on -d 'Stop once this many nodes, or this part of all, have failed or stayed silent' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l verify -d 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `\'service status service=httpd\'`' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l retry -d 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l reason -d 'Why this is done, for `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l resume -d 'Go on with a rollout that stopped, see `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l workers -d 'Taken for scripts written for other clients: one connection reads all replies' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -s j -l json -d 'One JSON document; `--json=legacy` for the bare list of replies older clients write' -r -f -a "document\t'Replies, statistics and summaries'
legacy\t'Replies only'"
complete -c mco -n "__fish_mco_using_subcommand facts" -l display -d 'Which replies to show: ok, failed, all or none; without it the DDL decides' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand facts" -l filter-replies -d 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -s o -l output-file -d 'Write the answer to this file' -r -F
complete -c mco -n "__fish_mco_using_subcommand facts" -l timeout -d 'Longest wait for replies, in seconds or as `2m`' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -l reply-to -d 'Have replies sent to this subject, without waiting; prints the id of the request' -r
complete -c mco -n "__fish_mco_using_subcommand facts" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand facts" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand facts" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand facts" -s n -l show-nodes -d 'Name the nodes that have each value'
complete -c mco -n "__fish_mco_using_subcommand facts" -s r -l reverse -d 'Most frequent value first'
complete -c mco -n "__fish_mco_using_subcommand facts" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand facts" -s 1 -l one -d 'Ask only one of the nodes found'
complete -c mco -n "__fish_mco_using_subcommand facts" -l no-results -l nr -d 'Do not wait for replies; prints the id of the request'
complete -c mco -n "__fish_mco_using_subcommand facts" -l threaded -d 'Taken for scripts written for other clients: nothing here depends on it'
complete -c mco -n "__fish_mco_using_subcommand facts" -s y -l yes -d 'Do not ask before changing things'
complete -c mco -n "__fish_mco_using_subcommand facts" -l explain -d 'Say in words what would be asked and of whom, then stop'
complete -c mco -n "__fish_mco_using_subcommand facts" -l dry-run -d 'Find the nodes and show the plan, then stop'
complete -c mco -n "__fish_mco_using_subcommand facts" -l jsonl -d 'One JSON object per line, as things happen'
complete -c mco -n "__fish_mco_using_subcommand facts" -l senders -d 'Only the names of the nodes that succeeded'
complete -c mco -n "__fish_mco_using_subcommand facts" -l group -d 'Answers that are the same once, with the names of all who gave them'
complete -c mco -n "__fish_mco_using_subcommand facts" -l sort -d 'Replies in order of node name instead of arrival'
complete -c mco -n "__fish_mco_using_subcommand facts" -s q -l quiet -d 'No word about discovery and progress'
complete -c mco -n "__fish_mco_using_subcommand facts" -l np -d 'No progress bar'
complete -c mco -n "__fish_mco_using_subcommand facts" -l strict -d 'Count nodes that do not answer as failed in the exit status'
complete -c mco -n "__fish_mco_using_subcommand facts" -s t -l table -d 'A table of the successful replies'
complete -c mco -n "__fish_mco_using_subcommand facts" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand facts" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand facts" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand facts" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand filter; and not __fish_seen_subcommand_from test describe help" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand filter; and not __fish_seen_subcommand_from test describe help" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand filter; and not __fish_seen_subcommand_from test describe help" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand filter; and not __fish_seen_subcommand_from test describe help" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand filter; and not __fish_seen_subcommand_from test describe help" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand filter; and not __fish_seen_subcommand_from test describe help" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand filter; and not __fish_seen_subcommand_from test describe help" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand filter; and not __fish_seen_subcommand_from test describe help" -f -a "test" -d 'Say term by term which part of a filter holds for one node, and why'
complete -c mco -n "__fish_mco_using_subcommand filter; and not __fish_seen_subcommand_from test describe help" -f -a "describe" -d 'Say in words which nodes a filter means, and how many of those known from earlier answers'
complete -c mco -n "__fish_mco_using_subcommand filter; and not __fish_seen_subcommand_from test describe help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -s n -l node -d 'Node to ask; with files, only its name' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -l facts -d 'Facts from a JSON or YAML file instead' -r -F
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -l classes -d 'Classes from a file, one to a line, instead' -r -F
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -l agents -d 'Agents, with commas between them, instead' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -s t -l timeout -d 'Longest wait for the node, in seconds or as `2m`' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -l cached -d 'Take what was last learned of the node, and ask nobody'
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -s j -l json -d 'One JSON document'
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from test" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from describe" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from describe" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from describe" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from describe" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from describe" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from describe" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from describe" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from describe" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from describe" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from describe" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from describe" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from describe" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from describe" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from describe" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from describe" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from help" -f -a "test" -d 'Say term by term which part of a filter holds for one node, and why'
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from help" -f -a "describe" -d 'Say in words which nodes a filter means, and how many of those known from earlier answers'
complete -c mco -n "__fish_mco_using_subcommand filter; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand describe_filter" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand describe_filter" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand describe_filter" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand describe_filter" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand describe_filter" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand describe_filter" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand describe_filter" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand describe_filter" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand describe_filter" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand describe_filter" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand describe_filter" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand describe_filter" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand describe_filter" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand describe_filter" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand describe_filter" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand inventory" -l map -l collective-graph -l cg -d 'Draw the collectives and their nodes into a file, as a graph in the DOT language' -r -F
complete -c mco -n "__fish_mco_using_subcommand inventory" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand inventory" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand inventory" -l limit -d 'Ask at most this many of the nodes found, e.g. `5` or `10%`' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -l limit-seed -d 'Choose the limited nodes at random, the same ones for the same number' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -s t -l timeout -d 'Longest wait for replies, in seconds or as `2m`' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -l ttl -d 'How long the request stays valid' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -l max-targets -d 'Refuse to ask more nodes than this' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -s r -l reply-to -d 'Have replies sent to this subject, without waiting; prints the id of the request' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -l publish_timeout -d 'Taken for scripts written for other clients: requests leave as fast as the broker takes them' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -l connection-timeout -d 'Taken for scripts written for other clients: the configuration says how long a connection may take' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -l batch -d 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -l batch-sleep -d 'Pause between batches, 1s without this' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -l canary -d 'Ask this many nodes first and go on only when every one of them succeeds' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -l stop-on -d 'Stop once this many nodes, or this part of all, have failed or stayed silent' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -l verify -d 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `\'service status service=httpd\'`' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -l retry -d 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -l reason -d 'Why this is done, for `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -l resume -d 'Go on with a rollout that stopped, see `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -l workers -d 'Taken for scripts written for other clients: one connection reads all replies' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -s j -l json -d 'One JSON document; `--json=legacy` for the bare list of replies older clients write' -r -f -a "document\t'Replies, statistics and summaries'
legacy\t'Replies only'"
complete -c mco -n "__fish_mco_using_subcommand inventory" -l display -d 'Which replies to show: ok, failed, all or none; without it the DDL decides' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand inventory" -l filter-replies -d 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`' -r
complete -c mco -n "__fish_mco_using_subcommand inventory" -s o -l output-file -d 'Write the answer to this file' -r -F
complete -c mco -n "__fish_mco_using_subcommand inventory" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand inventory" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand inventory" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand inventory" -l collectives -l list-collectives -l lc -d 'Count nodes per collective instead'
complete -c mco -n "__fish_mco_using_subcommand inventory" -l no-facts -d 'Leave the facts out'
complete -c mco -n "__fish_mco_using_subcommand inventory" -l facts -d 'Show the facts, as without --no-facts'
complete -c mco -n "__fish_mco_using_subcommand inventory" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand inventory" -s 1 -l one -d 'Ask only one of the nodes found'
complete -c mco -n "__fish_mco_using_subcommand inventory" -l no-results -l nr -d 'Do not wait for replies; prints the id of the request'
complete -c mco -n "__fish_mco_using_subcommand inventory" -l threaded -d 'Taken for scripts written for other clients: nothing here depends on it'
complete -c mco -n "__fish_mco_using_subcommand inventory" -s y -l yes -d 'Do not ask before changing things'
complete -c mco -n "__fish_mco_using_subcommand inventory" -l explain -d 'Say in words what would be asked and of whom, then stop'
complete -c mco -n "__fish_mco_using_subcommand inventory" -l dry-run -d 'Find the nodes and show the plan, then stop'
complete -c mco -n "__fish_mco_using_subcommand inventory" -l jsonl -d 'One JSON object per line, as things happen'
complete -c mco -n "__fish_mco_using_subcommand inventory" -l table -d 'A table of the successful replies'
complete -c mco -n "__fish_mco_using_subcommand inventory" -l senders -d 'Only the names of the nodes that succeeded'
complete -c mco -n "__fish_mco_using_subcommand inventory" -l group -d 'Answers that are the same once, with the names of all who gave them'
complete -c mco -n "__fish_mco_using_subcommand inventory" -l sort -d 'Replies in order of node name instead of arrival'
complete -c mco -n "__fish_mco_using_subcommand inventory" -s q -l quiet -d 'No word about discovery and progress'
complete -c mco -n "__fish_mco_using_subcommand inventory" -l np -d 'No progress bar'
complete -c mco -n "__fish_mco_using_subcommand inventory" -l strict -d 'Count nodes that do not answer as failed in the exit status'
complete -c mco -n "__fish_mco_using_subcommand inventory" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand inventory" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand inventory" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand inventory" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand package" -l version -d 'Version to install' -r
complete -c mco -n "__fish_mco_using_subcommand package" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand package" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand package" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand package" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand package" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand package" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand package" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand package" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand package" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand package" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand package" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand package" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand package" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand package" -l limit -d 'Ask at most this many of the nodes found, e.g. `5` or `10%`' -r
complete -c mco -n "__fish_mco_using_subcommand package" -l limit-seed -d 'Choose the limited nodes at random, the same ones for the same number' -r
complete -c mco -n "__fish_mco_using_subcommand package" -s t -l timeout -d 'Longest wait for replies, in seconds or as `2m`' -r
complete -c mco -n "__fish_mco_using_subcommand package" -l ttl -d 'How long the request stays valid' -r
complete -c mco -n "__fish_mco_using_subcommand package" -l max-targets -d 'Refuse to ask more nodes than this' -r
complete -c mco -n "__fish_mco_using_subcommand package" -s r -l reply-to -d 'Have replies sent to this subject, without waiting; prints the id of the request' -r
complete -c mco -n "__fish_mco_using_subcommand package" -l publish_timeout -d 'Taken for scripts written for other clients: requests leave as fast as the broker takes them' -r
complete -c mco -n "__fish_mco_using_subcommand package" -l connection-timeout -d 'Taken for scripts written for other clients: the configuration says how long a connection may take' -r
complete -c mco -n "__fish_mco_using_subcommand package" -l batch -d 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered' -r
complete -c mco -n "__fish_mco_using_subcommand package" -l batch-sleep -d 'Pause between batches, 1s without this' -r
complete -c mco -n "__fish_mco_using_subcommand package" -l canary -d 'Ask this many nodes first and go on only when every one of them succeeds' -r
complete -c mco -n "__fish_mco_using_subcommand package" -l stop-on -d 'Stop once this many nodes, or this part of all, have failed or stayed silent' -r
complete -c mco -n "__fish_mco_using_subcommand package" -l verify -d 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `\'service status service=httpd\'`' -r
complete -c mco -n "__fish_mco_using_subcommand package" -l retry -d 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`' -r
complete -c mco -n "__fish_mco_using_subcommand package" -l reason -d 'Why this is done, for `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand package" -l resume -d 'Go on with a rollout that stopped, see `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand package" -l workers -d 'Taken for scripts written for other clients: one connection reads all replies' -r
complete -c mco -n "__fish_mco_using_subcommand package" -s j -l json -d 'One JSON document; `--json=legacy` for the bare list of replies older clients write' -r -f -a "document\t'Replies, statistics and summaries'
legacy\t'Replies only'"
complete -c mco -n "__fish_mco_using_subcommand package" -l display -d 'Which replies to show: ok, failed, all or none; without it the DDL decides' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand package" -l filter-replies -d 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`' -r
complete -c mco -n "__fish_mco_using_subcommand package" -s o -l output-file -d 'Write the answer to this file' -r -F
complete -c mco -n "__fish_mco_using_subcommand package" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand package" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand package" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand package" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand package" -s 1 -l one -d 'Ask only one of the nodes found'
complete -c mco -n "__fish_mco_using_subcommand package" -l no-results -l nr -d 'Do not wait for replies; prints the id of the request'
complete -c mco -n "__fish_mco_using_subcommand package" -l threaded -d 'Taken for scripts written for other clients: nothing here depends on it'
complete -c mco -n "__fish_mco_using_subcommand package" -s y -l yes -d 'Do not ask before changing things'
complete -c mco -n "__fish_mco_using_subcommand package" -l explain -d 'Say in words what would be asked and of whom, then stop'
complete -c mco -n "__fish_mco_using_subcommand package" -l dry-run -d 'Find the nodes and show the plan, then stop'
complete -c mco -n "__fish_mco_using_subcommand package" -l jsonl -d 'One JSON object per line, as things happen'
complete -c mco -n "__fish_mco_using_subcommand package" -l table -d 'A table of the successful replies'
complete -c mco -n "__fish_mco_using_subcommand package" -l senders -d 'Only the names of the nodes that succeeded'
complete -c mco -n "__fish_mco_using_subcommand package" -l group -d 'Answers that are the same once, with the names of all who gave them'
complete -c mco -n "__fish_mco_using_subcommand package" -l sort -d 'Replies in order of node name instead of arrival'
complete -c mco -n "__fish_mco_using_subcommand package" -s q -l quiet -d 'No word about discovery and progress'
complete -c mco -n "__fish_mco_using_subcommand package" -l np -d 'No progress bar'
complete -c mco -n "__fish_mco_using_subcommand package" -l strict -d 'Count nodes that do not answer as failed in the exit status'
complete -c mco -n "__fish_mco_using_subcommand package" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand package" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand package" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand package" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand service" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand service" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand service" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand service" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand service" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand service" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand service" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand service" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand service" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand service" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand service" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand service" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand service" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand service" -l limit -d 'Ask at most this many of the nodes found, e.g. `5` or `10%`' -r
complete -c mco -n "__fish_mco_using_subcommand service" -l limit-seed -d 'Choose the limited nodes at random, the same ones for the same number' -r
complete -c mco -n "__fish_mco_using_subcommand service" -s t -l timeout -d 'Longest wait for replies, in seconds or as `2m`' -r
complete -c mco -n "__fish_mco_using_subcommand service" -l ttl -d 'How long the request stays valid' -r
complete -c mco -n "__fish_mco_using_subcommand service" -l max-targets -d 'Refuse to ask more nodes than this' -r
complete -c mco -n "__fish_mco_using_subcommand service" -s r -l reply-to -d 'Have replies sent to this subject, without waiting; prints the id of the request' -r
complete -c mco -n "__fish_mco_using_subcommand service" -l publish_timeout -d 'Taken for scripts written for other clients: requests leave as fast as the broker takes them' -r
complete -c mco -n "__fish_mco_using_subcommand service" -l connection-timeout -d 'Taken for scripts written for other clients: the configuration says how long a connection may take' -r
complete -c mco -n "__fish_mco_using_subcommand service" -l batch -d 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered' -r
complete -c mco -n "__fish_mco_using_subcommand service" -l batch-sleep -d 'Pause between batches, 1s without this' -r
complete -c mco -n "__fish_mco_using_subcommand service" -l canary -d 'Ask this many nodes first and go on only when every one of them succeeds' -r
complete -c mco -n "__fish_mco_using_subcommand service" -l stop-on -d 'Stop once this many nodes, or this part of all, have failed or stayed silent' -r
complete -c mco -n "__fish_mco_using_subcommand service" -l verify -d 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `\'service status service=httpd\'`' -r
complete -c mco -n "__fish_mco_using_subcommand service" -l retry -d 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`' -r
complete -c mco -n "__fish_mco_using_subcommand service" -l reason -d 'Why this is done, for `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand service" -l resume -d 'Go on with a rollout that stopped, see `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand service" -l workers -d 'Taken for scripts written for other clients: one connection reads all replies' -r
complete -c mco -n "__fish_mco_using_subcommand service" -s j -l json -d 'One JSON document; `--json=legacy` for the bare list of replies older clients write' -r -f -a "document\t'Replies, statistics and summaries'
legacy\t'Replies only'"
complete -c mco -n "__fish_mco_using_subcommand service" -l display -d 'Which replies to show: ok, failed, all or none; without it the DDL decides' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand service" -l filter-replies -d 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`' -r
complete -c mco -n "__fish_mco_using_subcommand service" -s o -l output-file -d 'Write the answer to this file' -r -F
complete -c mco -n "__fish_mco_using_subcommand service" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand service" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand service" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand service" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand service" -s 1 -l one -d 'Ask only one of the nodes found'
complete -c mco -n "__fish_mco_using_subcommand service" -l no-results -l nr -d 'Do not wait for replies; prints the id of the request'
complete -c mco -n "__fish_mco_using_subcommand service" -l threaded -d 'Taken for scripts written for other clients: nothing here depends on it'
complete -c mco -n "__fish_mco_using_subcommand service" -s y -l yes -d 'Do not ask before changing things'
complete -c mco -n "__fish_mco_using_subcommand service" -l explain -d 'Say in words what would be asked and of whom, then stop'
complete -c mco -n "__fish_mco_using_subcommand service" -l dry-run -d 'Find the nodes and show the plan, then stop'
complete -c mco -n "__fish_mco_using_subcommand service" -l jsonl -d 'One JSON object per line, as things happen'
complete -c mco -n "__fish_mco_using_subcommand service" -l table -d 'A table of the successful replies'
complete -c mco -n "__fish_mco_using_subcommand service" -l senders -d 'Only the names of the nodes that succeeded'
complete -c mco -n "__fish_mco_using_subcommand service" -l group -d 'Answers that are the same once, with the names of all who gave them'
complete -c mco -n "__fish_mco_using_subcommand service" -l sort -d 'Replies in order of node name instead of arrival'
complete -c mco -n "__fish_mco_using_subcommand service" -s q -l quiet -d 'No word about discovery and progress'
complete -c mco -n "__fish_mco_using_subcommand service" -l np -d 'No progress bar'
complete -c mco -n "__fish_mco_using_subcommand service" -l strict -d 'Count nodes that do not answer as failed in the exit status'
complete -c mco -n "__fish_mco_using_subcommand service" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand service" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand service" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand service" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l server -d 'Puppet server to use' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l tag -l tags -d 'Apply only resources with these tags' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l skip_tag -l skip_tags -d 'Leave out resources with these tags' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -s E -l environment -d 'Puppet environment' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l splaylimit -d 'Longest random wait' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l rerun -d 'With runall: start over, with at least this long between two starts' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand puppet" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand puppet" -l limit -d 'Ask at most this many of the nodes found, e.g. `5` or `10%`' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l limit-seed -d 'Choose the limited nodes at random, the same ones for the same number' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -s t -l timeout -d 'Longest wait for replies, in seconds or as `2m`' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l ttl -d 'How long the request stays valid' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l max-targets -d 'Refuse to ask more nodes than this' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -s r -l reply-to -d 'Have replies sent to this subject, without waiting; prints the id of the request' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l publish_timeout -d 'Taken for scripts written for other clients: requests leave as fast as the broker takes them' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l connection-timeout -d 'Taken for scripts written for other clients: the configuration says how long a connection may take' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l batch -d 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l batch-sleep -d 'Pause between batches, 1s without this' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l canary -d 'Ask this many nodes first and go on only when every one of them succeeds' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l stop-on -d 'Stop once this many nodes, or this part of all, have failed or stayed silent' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l verify -d 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `\'service status service=httpd\'`' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l retry -d 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l reason -d 'Why this is done, for `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l resume -d 'Go on with a rollout that stopped, see `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -l workers -d 'Taken for scripts written for other clients: one connection reads all replies' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -s j -l json -d 'One JSON document; `--json=legacy` for the bare list of replies older clients write' -r -f -a "document\t'Replies, statistics and summaries'
legacy\t'Replies only'"
complete -c mco -n "__fish_mco_using_subcommand puppet" -l display -d 'Which replies to show: ok, failed, all or none; without it the DDL decides' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand puppet" -l filter-replies -d 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`' -r
complete -c mco -n "__fish_mco_using_subcommand puppet" -s o -l output-file -d 'Write the answer to this file' -r -F
complete -c mco -n "__fish_mco_using_subcommand puppet" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand puppet" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand puppet" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand puppet" -l force -d 'Run without waiting a random time first'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l noop -d 'Report what would change and change nothing'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l no-noop -d 'Change things even where Puppet is set up not to'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l splay -d 'Wait a random time before the run'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l no-splay -d 'Do not wait a random time before the run'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l use_cached_catalog -d 'Apply the catalog of the last run'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l no-use_cached_catalog -d 'Do not apply the catalog of the last run'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l ignoreschedules -d 'Apply also what is scheduled for another time'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand puppet" -s 1 -l one -d 'Ask only one of the nodes found'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l no-results -l nr -d 'Do not wait for replies; prints the id of the request'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l threaded -d 'Taken for scripts written for other clients: nothing here depends on it'
complete -c mco -n "__fish_mco_using_subcommand puppet" -s y -l yes -d 'Do not ask before changing things'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l explain -d 'Say in words what would be asked and of whom, then stop'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l dry-run -d 'Find the nodes and show the plan, then stop'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l jsonl -d 'One JSON object per line, as things happen'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l table -d 'A table of the successful replies'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l senders -d 'Only the names of the nodes that succeeded'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l group -d 'Answers that are the same once, with the names of all who gave them'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l sort -d 'Replies in order of node name instead of arrival'
complete -c mco -n "__fish_mco_using_subcommand puppet" -s q -l quiet -d 'No word about discovery and progress'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l np -d 'No progress bar'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l strict -d 'Count nodes that do not answer as failed in the exit status'
complete -c mco -n "__fish_mco_using_subcommand puppet" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand puppet" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand puppet" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand shell" -l user -d 'Run it as this user' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand shell" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand shell" -l limit -d 'Ask at most this many of the nodes found, e.g. `5` or `10%`' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -l limit-seed -d 'Choose the limited nodes at random, the same ones for the same number' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -s t -l timeout -d 'Longest wait for replies, in seconds or as `2m`' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -l ttl -d 'How long the request stays valid' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -l max-targets -d 'Refuse to ask more nodes than this' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -s r -l reply-to -d 'Have replies sent to this subject, without waiting; prints the id of the request' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -l publish_timeout -d 'Taken for scripts written for other clients: requests leave as fast as the broker takes them' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -l connection-timeout -d 'Taken for scripts written for other clients: the configuration says how long a connection may take' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -l batch -d 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -l batch-sleep -d 'Pause between batches, 1s without this' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -l canary -d 'Ask this many nodes first and go on only when every one of them succeeds' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -l stop-on -d 'Stop once this many nodes, or this part of all, have failed or stayed silent' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -l verify -d 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `\'service status service=httpd\'`' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -l retry -d 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -l reason -d 'Why this is done, for `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -l resume -d 'Go on with a rollout that stopped, see `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -l workers -d 'Taken for scripts written for other clients: one connection reads all replies' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -s j -l json -d 'One JSON document; `--json=legacy` for the bare list of replies older clients write' -r -f -a "document\t'Replies, statistics and summaries'
legacy\t'Replies only'"
complete -c mco -n "__fish_mco_using_subcommand shell" -l display -d 'Which replies to show: ok, failed, all or none; without it the DDL decides' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand shell" -l filter-replies -d 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`' -r
complete -c mco -n "__fish_mco_using_subcommand shell" -s o -l output-file -d 'Write the answer to this file' -r -F
complete -c mco -n "__fish_mco_using_subcommand shell" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand shell" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand shell" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand shell" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand shell" -s 1 -l one -d 'Ask only one of the nodes found'
complete -c mco -n "__fish_mco_using_subcommand shell" -l no-results -l nr -d 'Do not wait for replies; prints the id of the request'
complete -c mco -n "__fish_mco_using_subcommand shell" -l threaded -d 'Taken for scripts written for other clients: nothing here depends on it'
complete -c mco -n "__fish_mco_using_subcommand shell" -s y -l yes -d 'Do not ask before changing things'
complete -c mco -n "__fish_mco_using_subcommand shell" -l explain -d 'Say in words what would be asked and of whom, then stop'
complete -c mco -n "__fish_mco_using_subcommand shell" -l dry-run -d 'Find the nodes and show the plan, then stop'
complete -c mco -n "__fish_mco_using_subcommand shell" -l jsonl -d 'One JSON object per line, as things happen'
complete -c mco -n "__fish_mco_using_subcommand shell" -l table -d 'A table of the successful replies'
complete -c mco -n "__fish_mco_using_subcommand shell" -l senders -d 'Only the names of the nodes that succeeded'
complete -c mco -n "__fish_mco_using_subcommand shell" -l group -d 'Answers that are the same once, with the names of all who gave them'
complete -c mco -n "__fish_mco_using_subcommand shell" -l sort -d 'Replies in order of node name instead of arrival'
complete -c mco -n "__fish_mco_using_subcommand shell" -s q -l quiet -d 'No word about discovery and progress'
complete -c mco -n "__fish_mco_using_subcommand shell" -l np -d 'No progress bar'
complete -c mco -n "__fish_mco_using_subcommand shell" -l strict -d 'Count nodes that do not answer as failed in the exit status'
complete -c mco -n "__fish_mco_using_subcommand shell" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand shell" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand shell" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand shell" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand process" -s u -l user -d 'Only processes of this user' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l fields -d 'Columns to show: PID, USER, VSZ, COMMAND, TTY, RSS, STATE' -r -f -a "PID\t''
USER\t''
VSZ\t''
COMMAND\t''
TTY\t''
RSS\t''
STATE\t''"
complete -c mco -n "__fish_mco_using_subcommand process" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand process" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand process" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand process" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand process" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand process" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand process" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand process" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand process" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand process" -l limit -d 'Ask at most this many of the nodes found, e.g. `5` or `10%`' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l limit-seed -d 'Choose the limited nodes at random, the same ones for the same number' -r
complete -c mco -n "__fish_mco_using_subcommand process" -s t -l timeout -d 'Longest wait for replies, in seconds or as `2m`' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l ttl -d 'How long the request stays valid' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l max-targets -d 'Refuse to ask more nodes than this' -r
complete -c mco -n "__fish_mco_using_subcommand process" -s r -l reply-to -d 'Have replies sent to this subject, without waiting; prints the id of the request' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l publish_timeout -d 'Taken for scripts written for other clients: requests leave as fast as the broker takes them' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l connection-timeout -d 'Taken for scripts written for other clients: the configuration says how long a connection may take' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l batch -d 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l batch-sleep -d 'Pause between batches, 1s without this' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l canary -d 'Ask this many nodes first and go on only when every one of them succeeds' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l stop-on -d 'Stop once this many nodes, or this part of all, have failed or stayed silent' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l verify -d 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `\'service status service=httpd\'`' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l retry -d 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l reason -d 'Why this is done, for `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l resume -d 'Go on with a rollout that stopped, see `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand process" -l workers -d 'Taken for scripts written for other clients: one connection reads all replies' -r
complete -c mco -n "__fish_mco_using_subcommand process" -s j -l json -d 'One JSON document; `--json=legacy` for the bare list of replies older clients write' -r -f -a "document\t'Replies, statistics and summaries'
legacy\t'Replies only'"
complete -c mco -n "__fish_mco_using_subcommand process" -l display -d 'Which replies to show: ok, failed, all or none; without it the DDL decides' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand process" -l filter-replies -d 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`' -r
complete -c mco -n "__fish_mco_using_subcommand process" -s o -l output-file -d 'Write the answer to this file' -r -F
complete -c mco -n "__fish_mco_using_subcommand process" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand process" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand process" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand process" -s z -l zombies -d 'Only processes that ended and were not waited for'
complete -c mco -n "__fish_mco_using_subcommand process" -l silent -d 'Only the summary'
complete -c mco -n "__fish_mco_using_subcommand process" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand process" -s 1 -l one -d 'Ask only one of the nodes found'
complete -c mco -n "__fish_mco_using_subcommand process" -l no-results -l nr -d 'Do not wait for replies; prints the id of the request'
complete -c mco -n "__fish_mco_using_subcommand process" -l threaded -d 'Taken for scripts written for other clients: nothing here depends on it'
complete -c mco -n "__fish_mco_using_subcommand process" -s y -l yes -d 'Do not ask before changing things'
complete -c mco -n "__fish_mco_using_subcommand process" -l explain -d 'Say in words what would be asked and of whom, then stop'
complete -c mco -n "__fish_mco_using_subcommand process" -l dry-run -d 'Find the nodes and show the plan, then stop'
complete -c mco -n "__fish_mco_using_subcommand process" -l jsonl -d 'One JSON object per line, as things happen'
complete -c mco -n "__fish_mco_using_subcommand process" -l table -d 'A table of the successful replies'
complete -c mco -n "__fish_mco_using_subcommand process" -l senders -d 'Only the names of the nodes that succeeded'
complete -c mco -n "__fish_mco_using_subcommand process" -l group -d 'Answers that are the same once, with the names of all who gave them'
complete -c mco -n "__fish_mco_using_subcommand process" -l sort -d 'Replies in order of node name instead of arrival'
complete -c mco -n "__fish_mco_using_subcommand process" -s q -l quiet -d 'No word about discovery and progress'
complete -c mco -n "__fish_mco_using_subcommand process" -l np -d 'No progress bar'
complete -c mco -n "__fish_mco_using_subcommand process" -l strict -d 'Count nodes that do not answer as failed in the exit status'
complete -c mco -n "__fish_mco_using_subcommand process" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand process" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand process" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand process" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s f -l file -d 'Path of the file' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l limit -d 'Ask at most this many of the nodes found, e.g. `5` or `10%`' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l limit-seed -d 'Choose the limited nodes at random, the same ones for the same number' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s t -l timeout -d 'Longest wait for replies, in seconds or as `2m`' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l ttl -d 'How long the request stays valid' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l max-targets -d 'Refuse to ask more nodes than this' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s r -l reply-to -d 'Have replies sent to this subject, without waiting; prints the id of the request' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l publish_timeout -d 'Taken for scripts written for other clients: requests leave as fast as the broker takes them' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l connection-timeout -d 'Taken for scripts written for other clients: the configuration says how long a connection may take' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l batch -d 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l batch-sleep -d 'Pause between batches, 1s without this' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l canary -d 'Ask this many nodes first and go on only when every one of them succeeds' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l stop-on -d 'Stop once this many nodes, or this part of all, have failed or stayed silent' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l verify -d 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `\'service status service=httpd\'`' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l retry -d 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l reason -d 'Why this is done, for `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l resume -d 'Go on with a rollout that stopped, see `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l workers -d 'Taken for scripts written for other clients: one connection reads all replies' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s j -l json -d 'One JSON document; `--json=legacy` for the bare list of replies older clients write' -r -f -a "document\t'Replies, statistics and summaries'
legacy\t'Replies only'"
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l display -d 'Which replies to show: ok, failed, all or none; without it the DDL decides' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l filter-replies -d 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`' -r
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s o -l output-file -d 'Write the answer to this file' -r -F
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s d -l details -d 'Everything known about the file'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s 1 -l one -d 'Ask only one of the nodes found'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l no-results -l nr -d 'Do not wait for replies; prints the id of the request'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l threaded -d 'Taken for scripts written for other clients: nothing here depends on it'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s y -l yes -d 'Do not ask before changing things'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l explain -d 'Say in words what would be asked and of whom, then stop'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l dry-run -d 'Find the nodes and show the plan, then stop'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l jsonl -d 'One JSON object per line, as things happen'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l table -d 'A table of the successful replies'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l senders -d 'Only the names of the nodes that succeeded'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l group -d 'Answers that are the same once, with the names of all who gave them'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l sort -d 'Replies in order of node name instead of arrival'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s q -l quiet -d 'No word about discovery and progress'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l np -d 'No progress bar'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l strict -d 'Count nodes that do not answer as failed in the exit status'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand filemgr" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mco -n "__fish_mco_using_subcommand nettest" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand nettest" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand nettest" -l limit -d 'Ask at most this many of the nodes found, e.g. `5` or `10%`' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -l limit-seed -d 'Choose the limited nodes at random, the same ones for the same number' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -s t -l timeout -d 'Longest wait for replies, in seconds or as `2m`' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -l ttl -d 'How long the request stays valid' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -l max-targets -d 'Refuse to ask more nodes than this' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -s r -l reply-to -d 'Have replies sent to this subject, without waiting; prints the id of the request' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -l publish_timeout -d 'Taken for scripts written for other clients: requests leave as fast as the broker takes them' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -l connection-timeout -d 'Taken for scripts written for other clients: the configuration says how long a connection may take' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -l batch -d 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -l batch-sleep -d 'Pause between batches, 1s without this' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -l canary -d 'Ask this many nodes first and go on only when every one of them succeeds' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -l stop-on -d 'Stop once this many nodes, or this part of all, have failed or stayed silent' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -l verify -d 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `\'service status service=httpd\'`' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -l retry -d 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -l reason -d 'Why this is done, for `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -l resume -d 'Go on with a rollout that stopped, see `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -l workers -d 'Taken for scripts written for other clients: one connection reads all replies' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -s j -l json -d 'One JSON document; `--json=legacy` for the bare list of replies older clients write' -r -f -a "document\t'Replies, statistics and summaries'
legacy\t'Replies only'"
complete -c mco -n "__fish_mco_using_subcommand nettest" -l display -d 'Which replies to show: ok, failed, all or none; without it the DDL decides' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand nettest" -l filter-replies -d 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`' -r
complete -c mco -n "__fish_mco_using_subcommand nettest" -s o -l output-file -d 'Write the answer to this file' -r -F
complete -c mco -n "__fish_mco_using_subcommand nettest" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand nettest" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand nettest" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand nettest" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand nettest" -s 1 -l one -d 'Ask only one of the nodes found'
complete -c mco -n "__fish_mco_using_subcommand nettest" -l no-results -l nr -d 'Do not wait for replies; prints the id of the request'
complete -c mco -n "__fish_mco_using_subcommand nettest" -l threaded -d 'Taken for scripts written for other clients: nothing here depends on it'
complete -c mco -n "__fish_mco_using_subcommand nettest" -s y -l yes -d 'Do not ask before changing things'
complete -c mco -n "__fish_mco_using_subcommand nettest" -l explain -d 'Say in words what would be asked and of whom, then stop'
complete -c mco -n "__fish_mco_using_subcommand nettest" -l dry-run -d 'Find the nodes and show the plan, then stop'
complete -c mco -n "__fish_mco_using_subcommand nettest" -l jsonl -d 'One JSON object per line, as things happen'
complete -c mco -n "__fish_mco_using_subcommand nettest" -l table -d 'A table of the successful replies'
complete -c mco -n "__fish_mco_using_subcommand nettest" -l senders -d 'Only the names of the nodes that succeeded'
complete -c mco -n "__fish_mco_using_subcommand nettest" -l group -d 'Answers that are the same once, with the names of all who gave them'
complete -c mco -n "__fish_mco_using_subcommand nettest" -l sort -d 'Replies in order of node name instead of arrival'
complete -c mco -n "__fish_mco_using_subcommand nettest" -s q -l quiet -d 'No word about discovery and progress'
complete -c mco -n "__fish_mco_using_subcommand nettest" -l np -d 'No progress bar'
complete -c mco -n "__fish_mco_using_subcommand nettest" -l strict -d 'Count nodes that do not answer as failed in the exit status'
complete -c mco -n "__fish_mco_using_subcommand nettest" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand nettest" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand nettest" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand nettest" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mco -n "__fish_mco_using_subcommand jobs; and not __fish_seen_subcommand_from ls list show retry rm prune help" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jobs; and not __fish_seen_subcommand_from ls list show retry rm prune help" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jobs; and not __fish_seen_subcommand_from ls list show retry rm prune help" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jobs; and not __fish_seen_subcommand_from ls list show retry rm prune help" -s j -l json -d 'One JSON document'
complete -c mco -n "__fish_mco_using_subcommand jobs; and not __fish_seen_subcommand_from ls list show retry rm prune help" -l open -d 'Only those with nodes left to ask'
complete -c mco -n "__fish_mco_using_subcommand jobs; and not __fish_seen_subcommand_from ls list show retry rm prune help" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jobs; and not __fish_seen_subcommand_from ls list show retry rm prune help" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jobs; and not __fish_seen_subcommand_from ls list show retry rm prune help" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jobs; and not __fish_seen_subcommand_from ls list show retry rm prune help" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jobs; and not __fish_seen_subcommand_from ls list show retry rm prune help" -f -a "ls" -d 'List rollouts, the newest last'
complete -c mco -n "__fish_mco_using_subcommand jobs; and not __fish_seen_subcommand_from ls list show retry rm prune help" -f -a "list" -d 'List rollouts, the newest last'
complete -c mco -n "__fish_mco_using_subcommand jobs; and not __fish_seen_subcommand_from ls list show retry rm prune help" -f -a "show" -d 'Show one rollout: its plan, and how every node fared'
complete -c mco -n "__fish_mco_using_subcommand jobs; and not __fish_seen_subcommand_from ls list show retry rm prune help" -f -a "retry" -d 'Ask the failed or the silent nodes of a rollout again'
complete -c mco -n "__fish_mco_using_subcommand jobs; and not __fish_seen_subcommand_from ls list show retry rm prune help" -f -a "rm" -d 'Forget rollouts; nothing happens to the nodes'
complete -c mco -n "__fish_mco_using_subcommand jobs; and not __fish_seen_subcommand_from ls list show retry rm prune help" -f -a "prune" -d 'Forget complete rollouts that are older than a month'
complete -c mco -n "__fish_mco_using_subcommand jobs; and not __fish_seen_subcommand_from ls list show retry rm prune help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from ls" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from ls" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from ls" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from ls" -s j -l json -d 'One JSON document'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from ls" -l open -d 'Only those with nodes left to ask'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from ls" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from ls" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from list" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from list" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from list" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from list" -s j -l json -d 'One JSON document'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from list" -l open -d 'Only those with nodes left to ask'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from list" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from list" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from show" -l nodes -d 'Only the names of such nodes, one per line: done, failed, silent, in-doubt or not-sent' -r -f -a "done\t''
failed\t''
silent\t''
in-doubt\t''
not-sent\t''"
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from show" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from show" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from show" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from show" -s j -l json -d 'One JSON document'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from show" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from show" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -s j -l json -d 'One JSON document; `--json=legacy` for the bare list of replies older clients write' -r -f -a "document\t'Replies, statistics and summaries'
legacy\t'Replies only'"
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -l display -d 'Which replies to show: ok, failed, all or none; without it the DDL decides' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -l filter-replies -d 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`' -r
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -s o -l output-file -d 'Write the answer to this file' -r -F
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -l failed -d 'Nodes that failed, or did not pass the check after their batch'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -l silent -d 'Nodes that gave no answer'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -s y -l yes -d 'Do not ask before changing things'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -l jsonl -d 'One JSON object per line, as things happen'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -l table -d 'A table of the successful replies'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -l senders -d 'Only the names of the nodes that succeeded'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -l group -d 'Answers that are the same once, with the names of all who gave them'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -l sort -d 'Replies in order of node name instead of arrival'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -s q -l quiet -d 'No word about discovery and progress'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -l np -d 'No progress bar'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -l strict -d 'Count nodes that do not answer as failed in the exit status'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from retry" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from rm" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from rm" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from rm" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from rm" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from rm" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from rm" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from prune" -l older -d 'Another age' -r
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from prune" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from prune" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from prune" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from prune" -l open -d 'Also those with nodes left to ask'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from prune" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from prune" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from prune" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from prune" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from help" -f -a "ls" -d 'List rollouts, the newest last'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show one rollout: its plan, and how every node fared'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from help" -f -a "retry" -d 'Ask the failed or the silent nodes of a rollout again'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from help" -f -a "rm" -d 'Forget rollouts; nothing happens to the nodes'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from help" -f -a "prune" -d 'Forget complete rollouts that are older than a month'
complete -c mco -n "__fish_mco_using_subcommand jobs; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand resume" -s j -l json -d 'One JSON document; `--json=legacy` for the bare list of replies older clients write' -r -f -a "document\t'Replies, statistics and summaries'
legacy\t'Replies only'"
complete -c mco -n "__fish_mco_using_subcommand resume" -l display -d 'Which replies to show: ok, failed, all or none; without it the DDL decides' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand resume" -l filter-replies -d 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`' -r
complete -c mco -n "__fish_mco_using_subcommand resume" -s o -l output-file -d 'Write the answer to this file' -r -F
complete -c mco -n "__fish_mco_using_subcommand resume" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand resume" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand resume" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand resume" -s y -l yes -d 'Do not ask before changing things'
complete -c mco -n "__fish_mco_using_subcommand resume" -l jsonl -d 'One JSON object per line, as things happen'
complete -c mco -n "__fish_mco_using_subcommand resume" -l table -d 'A table of the successful replies'
complete -c mco -n "__fish_mco_using_subcommand resume" -l senders -d 'Only the names of the nodes that succeeded'
complete -c mco -n "__fish_mco_using_subcommand resume" -l group -d 'Answers that are the same once, with the names of all who gave them'
complete -c mco -n "__fish_mco_using_subcommand resume" -l sort -d 'Replies in order of node name instead of arrival'
complete -c mco -n "__fish_mco_using_subcommand resume" -s q -l quiet -d 'No word about discovery and progress'
complete -c mco -n "__fish_mco_using_subcommand resume" -l np -d 'No progress bar'
complete -c mco -n "__fish_mco_using_subcommand resume" -l strict -d 'Count nodes that do not answer as failed in the exit status'
complete -c mco -n "__fish_mco_using_subcommand resume" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand resume" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand resume" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand resume" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mco -n "__fish_mco_using_subcommand history" -l agent -d 'Only of this agent' -r
complete -c mco -n "__fish_mco_using_subcommand history" -s n -l last -d 'At most so many, the latest' -r
complete -c mco -n "__fish_mco_using_subcommand history" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand history" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand history" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand history" -l failed -d 'Only what failed, or failed on some nodes'
complete -c mco -n "__fish_mco_using_subcommand history" -l today -d 'Only since midnight, UTC'
complete -c mco -n "__fish_mco_using_subcommand history" -s j -l json -d 'A JSON array with all that is known of each'
complete -c mco -n "__fish_mco_using_subcommand history" -l clear -d 'Forget everything'
complete -c mco -n "__fish_mco_using_subcommand history" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand history" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand history" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mco -n "__fish_mco_using_subcommand set; and not __fish_seen_subcommand_from list ls show save add rm help" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand set; and not __fish_seen_subcommand_from list ls show save add rm help" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand set; and not __fish_seen_subcommand_from list ls show save add rm help" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand set; and not __fish_seen_subcommand_from list ls show save add rm help" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand set; and not __fish_seen_subcommand_from list ls show save add rm help" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand set; and not __fish_seen_subcommand_from list ls show save add rm help" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand set; and not __fish_seen_subcommand_from list ls show save add rm help" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand set; and not __fish_seen_subcommand_from list ls show save add rm help" -f -a "list" -d 'List the sets'
complete -c mco -n "__fish_mco_using_subcommand set; and not __fish_seen_subcommand_from list ls show save add rm help" -f -a "ls" -d 'List the sets'
complete -c mco -n "__fish_mco_using_subcommand set; and not __fish_seen_subcommand_from list ls show save add rm help" -f -a "show" -d 'Show the nodes of a set'
complete -c mco -n "__fish_mco_using_subcommand set; and not __fish_seen_subcommand_from list ls show save add rm help" -f -a "save" -d 'Keep the nodes that are found as a set, in the place of an older one'
complete -c mco -n "__fish_mco_using_subcommand set; and not __fish_seen_subcommand_from list ls show save add rm help" -f -a "add" -d 'Add the nodes that are found to a set'
complete -c mco -n "__fish_mco_using_subcommand set; and not __fish_seen_subcommand_from list ls show save add rm help" -f -a "rm" -d 'Remove sets'
complete -c mco -n "__fish_mco_using_subcommand set; and not __fish_seen_subcommand_from list ls show save add rm help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from list" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from list" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from list" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from list" -s j -l json -d 'One JSON document'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from list" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from list" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from ls" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from ls" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from ls" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from ls" -s j -l json -d 'One JSON document'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from ls" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from ls" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from show" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from show" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from show" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from show" -s j -l json -d 'A JSON array'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from show" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from show" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from save" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from rm" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from rm" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from rm" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from rm" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from rm" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from rm" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the sets'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show the nodes of a set'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from help" -f -a "save" -d 'Keep the nodes that are found as a set, in the place of an older one'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from help" -f -a "add" -d 'Add the nodes that are found to a set'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from help" -f -a "rm" -d 'Remove sets'
complete -c mco -n "__fish_mco_using_subcommand set; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand cache; and not __fish_seen_subcommand_from show clear refresh help" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand cache; and not __fish_seen_subcommand_from show clear refresh help" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand cache; and not __fish_seen_subcommand_from show clear refresh help" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand cache; and not __fish_seen_subcommand_from show clear refresh help" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand cache; and not __fish_seen_subcommand_from show clear refresh help" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand cache; and not __fish_seen_subcommand_from show clear refresh help" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand cache; and not __fish_seen_subcommand_from show clear refresh help" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand cache; and not __fish_seen_subcommand_from show clear refresh help" -f -a "show" -d 'Show the known nodes'
complete -c mco -n "__fish_mco_using_subcommand cache; and not __fish_seen_subcommand_from show clear refresh help" -f -a "clear" -d 'Forget everything'
complete -c mco -n "__fish_mco_using_subcommand cache; and not __fish_seen_subcommand_from show clear refresh help" -f -a "refresh" -d 'Ask the nodes what they are and keep it'
complete -c mco -n "__fish_mco_using_subcommand cache; and not __fish_seen_subcommand_from show clear refresh help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from show" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from show" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from show" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from show" -s j -l json -d 'One JSON document'
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from show" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from show" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from clear" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from clear" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from clear" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from clear" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from clear" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from clear" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from clear" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -s t -l timeout -d 'Longest wait for the replies of a batch, in seconds or as `2m`' -r
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from refresh" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show the known nodes'
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from help" -f -a "clear" -d 'Forget everything'
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from help" -f -a "refresh" -d 'Ask the nodes what they are and keep it'
complete -c mco -n "__fish_mco_using_subcommand cache; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand plugin; and not __fish_seen_subcommand_from doc generate lint schema help" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand plugin; and not __fish_seen_subcommand_from doc generate lint schema help" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand plugin; and not __fish_seen_subcommand_from doc generate lint schema help" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand plugin; and not __fish_seen_subcommand_from doc generate lint schema help" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand plugin; and not __fish_seen_subcommand_from doc generate lint schema help" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand plugin; and not __fish_seen_subcommand_from doc generate lint schema help" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand plugin; and not __fish_seen_subcommand_from doc generate lint schema help" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand plugin; and not __fish_seen_subcommand_from doc generate lint schema help" -f -a "doc" -d 'List the agents known here, or describe one'
complete -c mco -n "__fish_mco_using_subcommand plugin; and not __fish_seen_subcommand_from doc generate lint schema help" -f -a "generate" -d 'Write a typed client, or a DDL'
complete -c mco -n "__fish_mco_using_subcommand plugin; and not __fish_seen_subcommand_from doc generate lint schema help" -f -a "lint" -d 'Say what is wrong with DDLs'
complete -c mco -n "__fish_mco_using_subcommand plugin; and not __fish_seen_subcommand_from doc generate lint schema help" -f -a "schema" -d 'Print the description of an agent, for programs'
complete -c mco -n "__fish_mco_using_subcommand plugin; and not __fish_seen_subcommand_from doc generate lint schema help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from doc" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from doc" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from doc" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from doc" -s j -l json -d 'As JSON'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from doc" -s m -l markdown -d 'As Markdown'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from doc" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from doc" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from doc" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from doc" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from generate" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from generate" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from generate" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from generate" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from generate" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from generate" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from generate" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from generate" -f -a "client" -d 'Write a Rust crate that drives one agent'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from generate" -f -a "ddl" -d 'Write a DDL: asks for what the flags leave open, when there is somebody to ask'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from generate" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from lint" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from lint" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from lint" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from lint" -s j -l json -d 'As JSON'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from lint" -l strict -d 'Warnings fail too'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from lint" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from lint" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from lint" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from lint" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from schema" -l format -d 'As what: json, or ddl for the Ruby framework' -r -f -a "json\t''
ddl\t''"
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from schema" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from schema" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from schema" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from schema" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from schema" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from schema" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from schema" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from help" -f -a "doc" -d 'List the agents known here, or describe one'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from help" -f -a "generate" -d 'Write a typed client, or a DDL'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from help" -f -a "lint" -d 'Say what is wrong with DDLs'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from help" -f -a "schema" -d 'Print the description of an agent, for programs'
complete -c mco -n "__fish_mco_using_subcommand plugin; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand ddl; and not __fish_seen_subcommand_from sync list clear help" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand ddl; and not __fish_seen_subcommand_from sync list clear help" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand ddl; and not __fish_seen_subcommand_from sync list clear help" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand ddl; and not __fish_seen_subcommand_from sync list clear help" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand ddl; and not __fish_seen_subcommand_from sync list clear help" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand ddl; and not __fish_seen_subcommand_from sync list clear help" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand ddl; and not __fish_seen_subcommand_from sync list clear help" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand ddl; and not __fish_seen_subcommand_from sync list clear help" -f -a "sync" -d 'Get DDLs from the registry: all of them, or those named'
complete -c mco -n "__fish_mco_using_subcommand ddl; and not __fish_seen_subcommand_from sync list clear help" -f -a "list" -d 'List the DDLs kept here and their age'
complete -c mco -n "__fish_mco_using_subcommand ddl; and not __fish_seen_subcommand_from sync list clear help" -f -a "clear" -d 'Remove the DDLs kept here'
complete -c mco -n "__fish_mco_using_subcommand ddl; and not __fish_seen_subcommand_from sync list clear help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from sync" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from sync" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from sync" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from sync" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from sync" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from sync" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from sync" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from list" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from list" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from list" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from list" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from list" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from clear" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from clear" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from clear" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from clear" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from clear" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from clear" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from clear" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from help" -f -a "sync" -d 'Get DDLs from the registry: all of them, or those named'
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the DDLs kept here and their age'
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from help" -f -a "clear" -d 'Remove the DDLs kept here'
complete -c mco -n "__fish_mco_using_subcommand ddl; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand tool; and not __fish_seen_subcommand_from config policy inventory status help" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand tool; and not __fish_seen_subcommand_from config policy inventory status help" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand tool; and not __fish_seen_subcommand_from config policy inventory status help" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand tool; and not __fish_seen_subcommand_from config policy inventory status help" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand tool; and not __fish_seen_subcommand_from config policy inventory status help" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand tool; and not __fish_seen_subcommand_from config policy inventory status help" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand tool; and not __fish_seen_subcommand_from config policy inventory status help" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand tool; and not __fish_seen_subcommand_from config policy inventory status help" -f -a "config" -d 'Show the configuration in effect; with a pattern, what the keys that match it mean'
complete -c mco -n "__fish_mco_using_subcommand tool; and not __fish_seen_subcommand_from config policy inventory status help" -f -a "policy" -d 'Try and check policies before nodes follow them'
complete -c mco -n "__fish_mco_using_subcommand tool; and not __fish_seen_subcommand_from config policy inventory status help" -f -a "inventory" -d 'Make or refresh an inventory file with the nodes that are found, or check one'
complete -c mco -n "__fish_mco_using_subcommand tool; and not __fish_seen_subcommand_from config policy inventory status help" -f -a "status" -d 'Check a node\'s health by its status file: prints `FILE OK`, or what is wrong and exits with 1'
complete -c mco -n "__fish_mco_using_subcommand tool; and not __fish_seen_subcommand_from config policy inventory status help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from config" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from config" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from config" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from config" -s l -l list -d 'Only the names of the keys'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from config" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from config" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from config" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from config" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from policy" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from policy" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from policy" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from policy" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from policy" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from policy" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from policy" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from policy" -f -a "test" -d 'Tell whether a policy allows a call, and which of its lines say so; exits with 0 if it does, else with 1'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from policy" -f -a "lint" -d 'Tell which lines of policy files make no sense; exits with 1 if there are any'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from policy" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l limit -d 'Ask at most this many of the nodes found, e.g. `5` or `10%`' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l limit-seed -d 'Choose the limited nodes at random, the same ones for the same number' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -s t -l timeout -d 'Longest wait for replies, in seconds or as `2m`' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l ttl -d 'How long the request stays valid' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l max-targets -d 'Refuse to ask more nodes than this' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -s r -l reply-to -d 'Have replies sent to this subject, without waiting; prints the id of the request' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l publish_timeout -d 'Taken for scripts written for other clients: requests leave as fast as the broker takes them' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l connection-timeout -d 'Taken for scripts written for other clients: the configuration says how long a connection may take' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l batch -d 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l batch-sleep -d 'Pause between batches, 1s without this' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l canary -d 'Ask this many nodes first and go on only when every one of them succeeds' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l stop-on -d 'Stop once this many nodes, or this part of all, have failed or stayed silent' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l verify -d 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `\'service status service=httpd\'`' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l retry -d 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l reason -d 'Why this is done, for `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l resume -d 'Go on with a rollout that stopped, see `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l workers -d 'Taken for scripts written for other clients: one connection reads all replies' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -s j -l json -d 'One JSON document; `--json=legacy` for the bare list of replies older clients write' -r -f -a "document\t'Replies, statistics and summaries'
legacy\t'Replies only'"
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l display -d 'Which replies to show: ok, failed, all or none; without it the DDL decides' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l filter-replies -d 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -s o -l output-file -d 'Write the answer to this file' -r -F
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l update -d 'Replace the nodes of a file that is there; its groups stay'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l validate -d 'Only check that the file is valid'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -s 1 -l one -d 'Ask only one of the nodes found'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l no-results -l nr -d 'Do not wait for replies; prints the id of the request'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l threaded -d 'Taken for scripts written for other clients: nothing here depends on it'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -s y -l yes -d 'Do not ask before changing things'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l explain -d 'Say in words what would be asked and of whom, then stop'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l dry-run -d 'Find the nodes and show the plan, then stop'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l jsonl -d 'One JSON object per line, as things happen'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l table -d 'A table of the successful replies'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l senders -d 'Only the names of the nodes that succeeded'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l group -d 'Answers that are the same once, with the names of all who gave them'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l sort -d 'Replies in order of node name instead of arrival'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -s q -l quiet -d 'No word about discovery and progress'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l np -d 'No progress bar'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l strict -d 'Count nodes that do not answer as failed in the exit status'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from inventory" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from status" -l status-file -d 'Status file of the node' -r -F
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from status" -l message-since -d 'Longest time without a message; 0 is off' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from status" -l max-age -d 'Oldest the file may be; 0 is off' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from status" -l certificate-age -d 'Shortest time the certificate must still be valid; 0 is off' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from status" -l token-age -d 'Shortest time the token must still be valid; 0 is off' -r
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from status" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from status" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from status" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from status" -l disconnected -d 'Check that the node is connected to a broker (the default)'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from status" -l no-disconnected -d 'Do not check that the node is connected to a broker'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from status" -l unprovisioned -d 'Check that the node waits to be provisioned'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from status" -l provisioned -d 'Check that the node is provisioned'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from status" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from status" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from help" -f -a "config" -d 'Show the configuration in effect; with a pattern, what the keys that match it mean'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from help" -f -a "policy" -d 'Try and check policies before nodes follow them'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from help" -f -a "inventory" -d 'Make or refresh an inventory file with the nodes that are found, or check one'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from help" -f -a "status" -d 'Check a node\'s health by its status file: prints `FILE OK`, or what is wrong and exits with 1'
complete -c mco -n "__fish_mco_using_subcommand tool; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand t; and not __fish_seen_subcommand_from config policy inventory status help" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand t; and not __fish_seen_subcommand_from config policy inventory status help" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand t; and not __fish_seen_subcommand_from config policy inventory status help" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand t; and not __fish_seen_subcommand_from config policy inventory status help" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand t; and not __fish_seen_subcommand_from config policy inventory status help" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand t; and not __fish_seen_subcommand_from config policy inventory status help" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand t; and not __fish_seen_subcommand_from config policy inventory status help" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand t; and not __fish_seen_subcommand_from config policy inventory status help" -f -a "config" -d 'Show the configuration in effect; with a pattern, what the keys that match it mean'
complete -c mco -n "__fish_mco_using_subcommand t; and not __fish_seen_subcommand_from config policy inventory status help" -f -a "policy" -d 'Try and check policies before nodes follow them'
complete -c mco -n "__fish_mco_using_subcommand t; and not __fish_seen_subcommand_from config policy inventory status help" -f -a "inventory" -d 'Make or refresh an inventory file with the nodes that are found, or check one'
complete -c mco -n "__fish_mco_using_subcommand t; and not __fish_seen_subcommand_from config policy inventory status help" -f -a "status" -d 'Check a node\'s health by its status file: prints `FILE OK`, or what is wrong and exits with 1'
complete -c mco -n "__fish_mco_using_subcommand t; and not __fish_seen_subcommand_from config policy inventory status help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from config" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from config" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from config" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from config" -s l -l list -d 'Only the names of the keys'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from config" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from config" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from config" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from config" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from policy" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from policy" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from policy" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from policy" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from policy" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from policy" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from policy" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from policy" -f -a "test" -d 'Tell whether a policy allows a call, and which of its lines say so; exits with 0 if it does, else with 1'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from policy" -f -a "lint" -d 'Tell which lines of policy files make no sense; exits with 1 if there are any'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from policy" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -s F -l wf -d 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -s C -l wc -d 'Nodes with this class, as `apache` or `/^role/`; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -s A -l wa -d 'Nodes with this agent; all must match' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -s I -l wi -d 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -s W -l with -d 'Facts and classes in one, as `"apache country=uk os.name=\'Debian GNU/Linux\'"`' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -s X -l without -d 'Not the nodes that have all these facts, classes and agents' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -s S -l select -d 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -s T -l target -d 'Sub collective instead of the main one' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l dm -d 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l do -d 'Option of that way, as `file=nodes.yaml`' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l discovery-timeout -d 'Wait this long for discovery instead of ending it soon after the last answer' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l nodes -d 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input' -r -F
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l not-nodes -d 'Leave out the nodes of a file or of a saved set' -r -F
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l limit -d 'Ask at most this many of the nodes found, e.g. `5` or `10%`' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l limit-seed -d 'Choose the limited nodes at random, the same ones for the same number' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -s t -l timeout -d 'Longest wait for replies, in seconds or as `2m`' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l ttl -d 'How long the request stays valid' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l max-targets -d 'Refuse to ask more nodes than this' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -s r -l reply-to -d 'Have replies sent to this subject, without waiting; prints the id of the request' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l publish_timeout -d 'Taken for scripts written for other clients: requests leave as fast as the broker takes them' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l connection-timeout -d 'Taken for scripts written for other clients: the configuration says how long a connection may take' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l batch -d 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l batch-sleep -d 'Pause between batches, 1s without this' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l canary -d 'Ask this many nodes first and go on only when every one of them succeeds' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l stop-on -d 'Stop once this many nodes, or this part of all, have failed or stayed silent' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l verify -d 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `\'service status service=httpd\'`' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l retry -d 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l reason -d 'Why this is done, for `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l resume -d 'Go on with a rollout that stopped, see `mco jobs`' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l workers -d 'Taken for scripts written for other clients: one connection reads all replies' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -s j -l json -d 'One JSON document; `--json=legacy` for the bare list of replies older clients write' -r -f -a "document\t'Replies, statistics and summaries'
legacy\t'Replies only'"
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l display -d 'Which replies to show: ok, failed, all or none; without it the DDL decides' -r -f -a "ok\t'Successful ones'
failed\t'Failed ones'
all\t'All'
none\t'None, only summaries and statistics'"
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l filter-replies -d 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -s o -l output-file -d 'Write the answer to this file' -r -F
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l update -d 'Replace the nodes of a file that is there; its groups stay'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l validate -d 'Only check that the file is valid'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l discovery-window -d 'End discovery soon after the last answer even so, or where that is switched off'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -s 1 -l one -d 'Ask only one of the nodes found'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l no-results -l nr -d 'Do not wait for replies; prints the id of the request'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l threaded -d 'Taken for scripts written for other clients: nothing here depends on it'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -s y -l yes -d 'Do not ask before changing things'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l explain -d 'Say in words what would be asked and of whom, then stop'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l dry-run -d 'Find the nodes and show the plan, then stop'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l jsonl -d 'One JSON object per line, as things happen'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l table -d 'A table of the successful replies'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l senders -d 'Only the names of the nodes that succeeded'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l group -d 'Answers that are the same once, with the names of all who gave them'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l sort -d 'Replies in order of node name instead of arrival'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -s q -l quiet -d 'No word about discovery and progress'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l np -d 'No progress bar'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l strict -d 'Count nodes that do not answer as failed in the exit status'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from inventory" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from status" -l status-file -d 'Status file of the node' -r -F
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from status" -l message-since -d 'Longest time without a message; 0 is off' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from status" -l max-age -d 'Oldest the file may be; 0 is off' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from status" -l certificate-age -d 'Shortest time the certificate must still be valid; 0 is off' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from status" -l token-age -d 'Shortest time the token must still be valid; 0 is off' -r
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from status" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from status" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from status" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from status" -l disconnected -d 'Check that the node is connected to a broker (the default)'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from status" -l no-disconnected -d 'Do not check that the node is connected to a broker'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from status" -l unprovisioned -d 'Check that the node waits to be provisioned'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from status" -l provisioned -d 'Check that the node is provisioned'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from status" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from status" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from help" -f -a "config" -d 'Show the configuration in effect; with a pattern, what the keys that match it mean'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from help" -f -a "policy" -d 'Try and check policies before nodes follow them'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from help" -f -a "inventory" -d 'Make or refresh an inventory file with the nodes that are found, or check one'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from help" -f -a "status" -d 'Check a node\'s health by its status file: prints `FILE OK`, or what is wrong and exits with 1'
complete -c mco -n "__fish_mco_using_subcommand t; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand pki; and not __fish_seen_subcommand_from init broker node user renew show help" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand pki; and not __fish_seen_subcommand_from init broker node user renew show help" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand pki; and not __fish_seen_subcommand_from init broker node user renew show help" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand pki; and not __fish_seen_subcommand_from init broker node user renew show help" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand pki; and not __fish_seen_subcommand_from init broker node user renew show help" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand pki; and not __fish_seen_subcommand_from init broker node user renew show help" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand pki; and not __fish_seen_subcommand_from init broker node user renew show help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mco -n "__fish_mco_using_subcommand pki; and not __fish_seen_subcommand_from init broker node user renew show help" -f -a "init" -d 'Make a new authority'
complete -c mco -n "__fish_mco_using_subcommand pki; and not __fish_seen_subcommand_from init broker node user renew show help" -f -a "broker" -d 'Make the kit of a broker'
complete -c mco -n "__fish_mco_using_subcommand pki; and not __fish_seen_subcommand_from init broker node user renew show help" -f -a "node" -d 'Make the kits of nodes'
complete -c mco -n "__fish_mco_using_subcommand pki; and not __fish_seen_subcommand_from init broker node user renew show help" -f -a "user" -d 'Make the kit of a user, and say which name to set'
complete -c mco -n "__fish_mco_using_subcommand pki; and not __fish_seen_subcommand_from init broker node user renew show help" -f -a "renew" -d 'Issue certificates and tokens anew, with fresh keys, before they end'
complete -c mco -n "__fish_mco_using_subcommand pki; and not __fish_seen_subcommand_from init broker node user renew show help" -f -a "show" -d 'List the site\'s certificates and tokens and when they end, or show one file'
complete -c mco -n "__fish_mco_using_subcommand pki; and not __fish_seen_subcommand_from init broker node user renew show help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from init" -l dir -d 'Folder of the authority; keep it on one machine and back it up' -r -F
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from init" -l name -d 'Name of the authority, shown in every certificate' -r
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from init" -l security -d 'How nodes and users will prove who they are' -r -f -a "v1\t'Everybody has a certificate; protocol v1'
v2\t'Brokers have certificates, everybody else tokens; protocol v2'"
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from init" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from init" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from init" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from init" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from init" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from init" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from broker" -l dir -d 'Folder of the authority; keep it on one machine and back it up' -r -F
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from broker" -l home -d 'Folder the kit will be copied to on its machine [default: /etc/mco, for users ~/.config/mco]' -r -F
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from broker" -l days -d 'Days the credentials live [default: 825, for users 365]' -r
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from broker" -l port -d 'Port to listen on' -r
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from broker" -l monitor -d 'Port of monitoring pages and Prometheus metrics, on loopback only' -r
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from broker" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from broker" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from broker" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from broker" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from broker" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from broker" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from broker" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from node" -l dir -d 'Folder of the authority; keep it on one machine and back it up' -r -F
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from node" -l home -d 'Folder the kit will be copied to on its machine [default: /etc/mco, for users ~/.config/mco]' -r -F
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from node" -l days -d 'Days the credentials live [default: 825, for users 365]' -r
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from node" -l broker -d 'Broker as host:port; the brokers of the folder when not given' -r
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from node" -l admin -d 'User who may do everything on these nodes; others may only look' -r
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from node" -l permission -d 'Permission of their tokens besides the usual ones: service_host' -r
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from node" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from node" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from node" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from node" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from node" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from node" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from node" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from user" -l dir -d 'Folder of the authority; keep it on one machine and back it up' -r -F
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from user" -l home -d 'Folder the kit will be copied to on its machine [default: /etc/mco, for users ~/.config/mco]' -r -F
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from user" -l days -d 'Days the credentials live [default: 825, for users 365]' -r
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from user" -l broker -d 'Broker as host:port; the brokers of the folder when not given' -r
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from user" -l permission -d 'Permission of the token besides the usual ones, e.g. org_admin or streams_admin' -r
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from user" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from user" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from user" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from user" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from user" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from user" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from user" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from renew" -l dir -d 'Folder of the authority; keep it on one machine and back it up' -r -F
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from renew" -l within -d 'Renew what ends within this many days' -r
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from renew" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from renew" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from renew" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from renew" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from renew" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from renew" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from renew" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from show" -l dir -d 'Folder of the authority; keep it on one machine and back it up' -r -F
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from show" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from show" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from show" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from show" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from show" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from help" -f -a "init" -d 'Make a new authority'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from help" -f -a "broker" -d 'Make the kit of a broker'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from help" -f -a "node" -d 'Make the kits of nodes'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from help" -f -a "user" -d 'Make the kit of a user, and say which name to set'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from help" -f -a "renew" -d 'Issue certificates and tokens anew, with fresh keys, before they end'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from help" -f -a "show" -d 'List the site\'s certificates and tokens and when they end, or show one file'
complete -c mco -n "__fish_mco_using_subcommand pki; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -s j -l json -d 'The claims as JSON'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -a "view" -d 'Show what a token says; exits with 1 when it has expired'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -a "show" -d 'Show what a token says; exits with 1 when it has expired'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -a "v" -d 'Show what a token says; exits with 1 when it has expired'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -a "s" -d 'Show what a token says; exits with 1 when it has expired'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -a "check" -d 'Check a token like a monitoring plugin: exits with 0 when it is as it should be, 2 when not, 3 when that cannot be told'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -a "client" -d 'Make the token of a client'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -a "c" -d 'Make the token of a client'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -a "server" -d 'Make the token of a node'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -a "provisioning" -d 'Make the token of nodes that wait to be provisioned'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -a "prov" -d 'Make the token of nodes that wait to be provisioned'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -a "provision" -d 'Make the token of nodes that wait to be provisioned'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -a "p" -d 'Make the token of nodes that wait to be provisioned'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -a "keys" -d 'Make an ed25519 key pair; the public half is printed'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -a "k" -d 'Make an ed25519 key pair; the public half is printed'
complete -c mco -n "__fish_mco_using_subcommand jwt; and not __fish_seen_subcommand_from view show v s check client c server provisioning prov provision p keys k help" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from view" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from view" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from view" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from view" -s j -l json -d 'The claims as JSON'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from view" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from view" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from view" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from view" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from show" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from show" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from show" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from show" -s j -l json -d 'The claims as JSON'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from show" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from show" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from v" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from v" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from v" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from v" -s j -l json -d 'The claims as JSON'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from v" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from v" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from v" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from v" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from s" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from s" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from s" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from s" -s j -l json -d 'The claims as JSON'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from s" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from s" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from s" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from s" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -l purpose -d 'What the token is for' -r -f -a "client\t''
server\t''
provisioning\t''"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -l validity-min -d 'Valid for longer than this' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -l validity-max -d 'Valid for no longer than this' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -l issuer -d 'Signed by this key, directly or through a chain of trust: 64 hexadecimal digits, or a file' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -l sub -d 'May subscribe to this subject too' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -l pub -d 'May publish to this subject too' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -l identity -d 'Is of this caller or node' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -l query -d 'Expression over the claims that must be true' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -l format -d 'How to say it' -r -f -a "nagios\t'One line and the exit status'
json\t'A document'
prometheus\t'Metrics, for a text file collector'
text\t'For people'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -l chain-issuer -d 'A chain issuer'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -l no-chain-issuer -d 'No chain issuer'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -l client-opa -d 'Has a Rego policy'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l agents -d 'Actions the client may use: agent.action, agent.* or *' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l org -d 'Organization' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l opa -d 'Rego policy that decides what the client may do' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l opa-file -d 'File with that policy' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l validity -d 'How long the token is valid' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l public-key -d 'Public key of the client: 64 hexadecimal digits, or a file with them' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l publish -d 'More subjects the client may publish to' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l subscribe -d 'More subjects the client may subscribe to' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l chain -d 'Token of the chain issuer whose seed SIGNKEY is' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l issuer -d 'Make it a chain issuer, which may issue tokens and make no requests; SIGNKEY is the organization\'s seed'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l stream-admin -d 'Administer and use streams'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l stream-user -d 'Use streams, key-value buckets and objects'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l event-viewer -d 'See events of nodes and autonomous agents'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l elections-user -d 'Take part in leader elections'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l service -d 'Have tokens that are valid for long'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l system -d 'Use the broker\'s system account'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l auth-delegation -d 'Sign requests for others'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l fleet-management -d 'Make requests to nodes, the default'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l no-fleet-management -d 'Make no requests to nodes'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l signed-fleet-management -d 'Make requests to nodes that an authority signs'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l org-admin -d 'See and say everything'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l server-provisioner -d 'Provision nodes'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l governor -d 'Use governors'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -s f -l force -d 'Replace an existing file'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l vault -d 'Sign with HashiCorp Vault, which this version cannot'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from client" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l agents -d 'Actions the client may use: agent.action, agent.* or *' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l org -d 'Organization' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l opa -d 'Rego policy that decides what the client may do' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l opa-file -d 'File with that policy' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l validity -d 'How long the token is valid' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l public-key -d 'Public key of the client: 64 hexadecimal digits, or a file with them' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l publish -d 'More subjects the client may publish to' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l subscribe -d 'More subjects the client may subscribe to' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l chain -d 'Token of the chain issuer whose seed SIGNKEY is' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l issuer -d 'Make it a chain issuer, which may issue tokens and make no requests; SIGNKEY is the organization\'s seed'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l stream-admin -d 'Administer and use streams'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l stream-user -d 'Use streams, key-value buckets and objects'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l event-viewer -d 'See events of nodes and autonomous agents'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l elections-user -d 'Take part in leader elections'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l service -d 'Have tokens that are valid for long'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l system -d 'Use the broker\'s system account'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l auth-delegation -d 'Sign requests for others'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l fleet-management -d 'Make requests to nodes, the default'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l no-fleet-management -d 'Make no requests to nodes'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l signed-fleet-management -d 'Make requests to nodes that an authority signs'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l org-admin -d 'See and say everything'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l server-provisioner -d 'Provision nodes'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l governor -d 'Use governors'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -s f -l force -d 'Replace an existing file'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l vault -d 'Sign with HashiCorp Vault, which this version cannot'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from c" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from server" -l collectives -d 'Collectives the node may join' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from server" -l org -d 'Organization' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from server" -l subjects -d 'More subjects the node may publish to' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from server" -l validity -d 'How long the token is valid' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from server" -l chain -d 'Token of the chain issuer whose seed SIGNKEY is' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from server" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from server" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from server" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from server" -l submission -d 'Publish messages through Submission'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from server" -l stream-user -d 'Use streams'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from server" -l service -d 'Host service agents'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from server" -l governor -d 'Use governors'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from server" -s f -l force -d 'Replace an existing file'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from server" -l vault -d 'Sign with HashiCorp Vault, which this version cannot'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from server" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from server" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from server" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from server" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l token -d 'Word that opens the provisioning agent; asked for when not given, which keeps it out of the shell\'s history' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l urls -d 'Brokers to connect to' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l srv -d 'Domain whose SRV records name the brokers' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l registration -d 'File on the node that is published while it waits' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l facts -d 'File on the node with its facts while it waits' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l username -d 'User to connect as' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l password -d 'Password to connect with' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l extensions -d 'Anything else the provisioner should know, a JSON object' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l org -d 'Organization' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l validity -d 'How long the token is valid' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l insecure -d 'Provision without TLS, the default'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l no-insecure -d 'Provision over TLS'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l default -d 'Nodes without a configuration are provisioned'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l protocol-v2 -d 'Speak protocol v2 while waiting'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l upgrade -d 'Let the provisioner upgrade the node'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -s f -l force -d 'Replace an existing file'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l vault -d 'Sign with HashiCorp Vault, which this version cannot'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provisioning" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l token -d 'Word that opens the provisioning agent; asked for when not given, which keeps it out of the shell\'s history' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l urls -d 'Brokers to connect to' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l srv -d 'Domain whose SRV records name the brokers' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l registration -d 'File on the node that is published while it waits' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l facts -d 'File on the node with its facts while it waits' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l username -d 'User to connect as' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l password -d 'Password to connect with' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l extensions -d 'Anything else the provisioner should know, a JSON object' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l org -d 'Organization' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l validity -d 'How long the token is valid' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l insecure -d 'Provision without TLS, the default'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l no-insecure -d 'Provision over TLS'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l default -d 'Nodes without a configuration are provisioned'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l protocol-v2 -d 'Speak protocol v2 while waiting'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l upgrade -d 'Let the provisioner upgrade the node'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -s f -l force -d 'Replace an existing file'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l vault -d 'Sign with HashiCorp Vault, which this version cannot'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from prov" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l token -d 'Word that opens the provisioning agent; asked for when not given, which keeps it out of the shell\'s history' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l urls -d 'Brokers to connect to' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l srv -d 'Domain whose SRV records name the brokers' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l registration -d 'File on the node that is published while it waits' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l facts -d 'File on the node with its facts while it waits' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l username -d 'User to connect as' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l password -d 'Password to connect with' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l extensions -d 'Anything else the provisioner should know, a JSON object' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l org -d 'Organization' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l validity -d 'How long the token is valid' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l insecure -d 'Provision without TLS, the default'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l no-insecure -d 'Provision over TLS'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l default -d 'Nodes without a configuration are provisioned'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l protocol-v2 -d 'Speak protocol v2 while waiting'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l upgrade -d 'Let the provisioner upgrade the node'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -s f -l force -d 'Replace an existing file'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l vault -d 'Sign with HashiCorp Vault, which this version cannot'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from provision" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l token -d 'Word that opens the provisioning agent; asked for when not given, which keeps it out of the shell\'s history' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l urls -d 'Brokers to connect to' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l srv -d 'Domain whose SRV records name the brokers' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l registration -d 'File on the node that is published while it waits' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l facts -d 'File on the node with its facts while it waits' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l username -d 'User to connect as' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l password -d 'Password to connect with' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l extensions -d 'Anything else the provisioner should know, a JSON object' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l org -d 'Organization' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l validity -d 'How long the token is valid' -r
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l insecure -d 'Provision without TLS, the default'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l no-insecure -d 'Provision over TLS'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l default -d 'Nodes without a configuration are provisioned'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l protocol-v2 -d 'Speak protocol v2 while waiting'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l upgrade -d 'Let the provisioner upgrade the node'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -s f -l force -d 'Replace an existing file'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l vault -d 'Sign with HashiCorp Vault, which this version cannot'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from p" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from keys" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from keys" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from keys" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from keys" -s f -l force -d 'Replace existing files'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from keys" -l show-public -d 'Make nothing, show the public key of an existing seed'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from keys" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from keys" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from keys" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from keys" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from k" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from k" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from k" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from k" -s f -l force -d 'Replace existing files'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from k" -l show-public -d 'Make nothing, show the public key of an existing seed'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from k" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from k" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from k" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from k" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from help" -f -a "view" -d 'Show what a token says; exits with 1 when it has expired'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from help" -f -a "check" -d 'Check a token like a monitoring plugin: exits with 0 when it is as it should be, 2 when not, 3 when that cannot be told'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from help" -f -a "client" -d 'Make the token of a client'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from help" -f -a "server" -d 'Make the token of a node'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from help" -f -a "provisioning" -d 'Make the token of nodes that wait to be provisioned'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from help" -f -a "keys" -d 'Make an ed25519 key pair; the public half is printed'
complete -c mco -n "__fish_mco_using_subcommand jwt; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand keys" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand keys" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand keys" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand keys" -s f -l force -d 'Replace existing files'
complete -c mco -n "__fish_mco_using_subcommand keys" -l show-public -d 'Make nothing, show the public key of an existing seed'
complete -c mco -n "__fish_mco_using_subcommand keys" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand keys" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand keys" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand keys" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand login" -s u -l user -d 'User name; asked for, or the name of this machine\'s user' -r
complete -c mco -n "__fish_mco_using_subcommand login" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand login" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand login" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand login" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand login" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand login" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand login" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mco -n "__fish_mco_using_subcommand demo" -l nodes -d 'Nodes to start' -r
complete -c mco -n "__fish_mco_using_subcommand demo" -l dir -d 'Keep credentials, facts and logs in this folder instead of a temporary one' -r -F
complete -c mco -n "__fish_mco_using_subcommand demo" -l port -d 'Port of the broker on 127.0.0.1 instead of a free one' -r
complete -c mco -n "__fish_mco_using_subcommand demo" -l security -d 'How nodes and users prove who they are' -r -f -a "v1\t'Everybody has a certificate; protocol v1'
v2\t'Brokers have certificates, everybody else tokens; protocol v2'"
complete -c mco -n "__fish_mco_using_subcommand demo" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand demo" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand demo" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand demo" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand demo" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand demo" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand demo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mco -n "__fish_mco_using_subcommand buildinfo" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand buildinfo" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand buildinfo" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand buildinfo" -s D -l dependencies -d 'Also the libraries it was built with'
complete -c mco -n "__fish_mco_using_subcommand buildinfo" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand buildinfo" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand buildinfo" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand buildinfo" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand cheat" -l save -d 'Write every sheet to a folder' -r -F
complete -c mco -n "__fish_mco_using_subcommand cheat" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand cheat" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand cheat" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand cheat" -l list -d 'List the labels'
complete -c mco -n "__fish_mco_using_subcommand cheat" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand cheat" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand cheat" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand cheat" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand choria; and not __fish_seen_subcommand_from show_config help" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand choria; and not __fish_seen_subcommand_from show_config help" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand choria; and not __fish_seen_subcommand_from show_config help" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand choria; and not __fish_seen_subcommand_from show_config help" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand choria; and not __fish_seen_subcommand_from show_config help" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand choria; and not __fish_seen_subcommand_from show_config help" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand choria; and not __fish_seen_subcommand_from show_config help" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand choria; and not __fish_seen_subcommand_from show_config help" -f -a "show_config" -d 'Show the configuration in effect; with a pattern, what the keys that match it mean'
complete -c mco -n "__fish_mco_using_subcommand choria; and not __fish_seen_subcommand_from show_config help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand choria; and __fish_seen_subcommand_from show_config" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand choria; and __fish_seen_subcommand_from show_config" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand choria; and __fish_seen_subcommand_from show_config" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand choria; and __fish_seen_subcommand_from show_config" -s l -l list -d 'Only the names of the keys'
complete -c mco -n "__fish_mco_using_subcommand choria; and __fish_seen_subcommand_from show_config" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand choria; and __fish_seen_subcommand_from show_config" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand choria; and __fish_seen_subcommand_from show_config" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand choria; and __fish_seen_subcommand_from show_config" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand choria; and __fish_seen_subcommand_from help" -f -a "show_config" -d 'Show the configuration in effect; with a pattern, what the keys that match it mean'
complete -c mco -n "__fish_mco_using_subcommand choria; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand completion" -l list -d 'What to list' -r -f -a "agents\t''
actions\t''
inputs\t''
applications\t''
nodes\t'Nodes that are known, and saved sets'
sets\t'Saved sets'
facts\t'Facts of known nodes'
values\t'Values of a fact'
classes\t'Classes of known nodes'
hosted-agents\t'Agents of known nodes'
collectives\t'Configured collectives'
jobs\t'Rollouts'
methods\t'Discovery methods'"
complete -c mco -n "__fish_mco_using_subcommand completion" -l agent -d 'Agent whose actions or inputs to list' -r
complete -c mco -n "__fish_mco_using_subcommand completion" -l action -d 'Action whose inputs to list' -r
complete -c mco -n "__fish_mco_using_subcommand completion" -l fact -d 'Fact whose values to list' -r
complete -c mco -n "__fish_mco_using_subcommand completion" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand completion" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand completion" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand completion" -l zsh -d 'Names with a description after a colon; without --list the script for zsh'
complete -c mco -n "__fish_mco_using_subcommand completion" -l bash -d 'Plain names; without --list the script for bash'
complete -c mco -n "__fish_mco_using_subcommand completion" -l fish -d 'Names with a description after a tab; without --list the script for fish'
complete -c mco -n "__fish_mco_using_subcommand completion" -l list-agents -d 'The same as --list agents'
complete -c mco -n "__fish_mco_using_subcommand completion" -l list-actions -d 'The same as --list actions'
complete -c mco -n "__fish_mco_using_subcommand completion" -l list-inputs -d 'The same as --list inputs'
complete -c mco -n "__fish_mco_using_subcommand completion" -l list-applications -d 'The same as --list applications'
complete -c mco -n "__fish_mco_using_subcommand completion" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand completion" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand completion" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand completion" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mco -n "__fish_mco_using_subcommand gen; and not __fish_seen_subcommand_from completions man help" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand gen; and not __fish_seen_subcommand_from completions man help" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand gen; and not __fish_seen_subcommand_from completions man help" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand gen; and not __fish_seen_subcommand_from completions man help" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand gen; and not __fish_seen_subcommand_from completions man help" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand gen; and not __fish_seen_subcommand_from completions man help" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand gen; and not __fish_seen_subcommand_from completions man help" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand gen; and not __fish_seen_subcommand_from completions man help" -f -a "completions" -d 'Completion scripts for bash, zsh and fish'
complete -c mco -n "__fish_mco_using_subcommand gen; and not __fish_seen_subcommand_from completions man help" -f -a "man" -d 'A man page for every command'
complete -c mco -n "__fish_mco_using_subcommand gen; and not __fish_seen_subcommand_from completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand gen; and __fish_seen_subcommand_from completions" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand gen; and __fish_seen_subcommand_from completions" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand gen; and __fish_seen_subcommand_from completions" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand gen; and __fish_seen_subcommand_from completions" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand gen; and __fish_seen_subcommand_from completions" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand gen; and __fish_seen_subcommand_from completions" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand gen; and __fish_seen_subcommand_from completions" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand gen; and __fish_seen_subcommand_from man" -s c -l config -d 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system\'s' -r -F
complete -c mco -n "__fish_mco_using_subcommand gen; and __fish_seen_subcommand_from man" -l color -d 'When to use colours: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c mco -n "__fish_mco_using_subcommand gen; and __fish_seen_subcommand_from man" -l exit -d 'Exit statuses of another client: `go` knows only 0 and 1' -r -f -a "go\t'0 when the command ran, 1 on an error'"
complete -c mco -n "__fish_mco_using_subcommand gen; and __fish_seen_subcommand_from man" -s v -l verbose -d 'Say more'
complete -c mco -n "__fish_mco_using_subcommand gen; and __fish_seen_subcommand_from man" -l debug -d 'Log what happens to standard error'
complete -c mco -n "__fish_mco_using_subcommand gen; and __fish_seen_subcommand_from man" -l ascii -d 'Plain ASCII instead of boxes and glyphs'
complete -c mco -n "__fish_mco_using_subcommand gen; and __fish_seen_subcommand_from man" -s h -l help -d 'Print help'
complete -c mco -n "__fish_mco_using_subcommand gen; and __fish_seen_subcommand_from help" -f -a "completions" -d 'Completion scripts for bash, zsh and fish'
complete -c mco -n "__fish_mco_using_subcommand gen; and __fish_seen_subcommand_from help" -f -a "man" -d 'A man page for every command'
complete -c mco -n "__fish_mco_using_subcommand gen; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "ping" -d 'See which nodes answer, and how fast'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "find" -d 'Find the nodes a filter means, running nothing on them'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "rpc" -d 'Run an action of an agent on the nodes a filter means'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "facts" -d 'Count the values of a fact over the fleet'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "filter" -d 'Try filters out'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "describe_filter" -d 'Say in words which nodes a filter means, and how many of those known from earlier answers'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "inventory" -d 'Show what one node is and has, or the size of every collective'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "package" -d 'Install, remove and look at packages'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "service" -d 'Start, stop and look at services'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "puppet" -d 'Look at Puppet agents, hold them back and make them run'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "shell" -d 'Run commands on nodes that host the shell agent'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "process" -d 'Look at running processes'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "filemgr" -d 'Touch, remove and look at files'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "nettest" -d 'Test the network as the nodes see it'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "jobs" -d 'Rollouts, past and paused'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "resume" -d 'Go on with a rollout that stopped: ask the nodes that were left'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "history" -d 'Show what was asked of the fleet before'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "set" -d 'Keep nodes under a name'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "cache" -d 'See or renew what is known of the fleet without asking it'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "plugin" -d 'Look at what is known about agents, check it, and make things of it'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "ddl" -d 'Get DDLs from the registry, and see which ones are kept here'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "tool" -d 'Look at the configuration, policies, a node\'s status, inventories'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "pki" -d 'Make an authority, and credentials for brokers, nodes and users'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "jwt" -d 'Make, show and check tokens and their keys'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "keys" -d 'Make an ed25519 key pair; the public half is printed'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "login" -d 'Log in at the site\'s AAA service and keep the token it gives'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "demo" -d 'Bring up a whole fleet on this machine and run a command against it'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "buildinfo" -d 'Show what this program is made of'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "cheat" -d 'Show examples of commands'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "choria" -d 'Names of older versions'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "completion" -d 'Shell completion support'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "gen" -d 'Write completion scripts or man pages'
complete -c mco -n "__fish_mco_using_subcommand help; and not __fish_seen_subcommand_from ping find rpc facts filter describe_filter inventory package service puppet shell process filemgr nettest jobs resume history set cache plugin ddl tool pki jwt keys login demo buildinfo cheat choria completion gen help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from filter" -f -a "test" -d 'Say term by term which part of a filter holds for one node, and why'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from filter" -f -a "describe" -d 'Say in words which nodes a filter means, and how many of those known from earlier answers'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from jobs" -f -a "ls" -d 'List rollouts, the newest last'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from jobs" -f -a "show" -d 'Show one rollout: its plan, and how every node fared'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from jobs" -f -a "retry" -d 'Ask the failed or the silent nodes of a rollout again'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from jobs" -f -a "rm" -d 'Forget rollouts; nothing happens to the nodes'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from jobs" -f -a "prune" -d 'Forget complete rollouts that are older than a month'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from set" -f -a "list" -d 'List the sets'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from set" -f -a "show" -d 'Show the nodes of a set'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from set" -f -a "save" -d 'Keep the nodes that are found as a set, in the place of an older one'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from set" -f -a "add" -d 'Add the nodes that are found to a set'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from set" -f -a "rm" -d 'Remove sets'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from cache" -f -a "show" -d 'Show the known nodes'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from cache" -f -a "clear" -d 'Forget everything'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from cache" -f -a "refresh" -d 'Ask the nodes what they are and keep it'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from plugin" -f -a "doc" -d 'List the agents known here, or describe one'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from plugin" -f -a "generate" -d 'Write a typed client, or a DDL'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from plugin" -f -a "lint" -d 'Say what is wrong with DDLs'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from plugin" -f -a "schema" -d 'Print the description of an agent, for programs'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from ddl" -f -a "sync" -d 'Get DDLs from the registry: all of them, or those named'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from ddl" -f -a "list" -d 'List the DDLs kept here and their age'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from ddl" -f -a "clear" -d 'Remove the DDLs kept here'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from tool" -f -a "config" -d 'Show the configuration in effect; with a pattern, what the keys that match it mean'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from tool" -f -a "policy" -d 'Try and check policies before nodes follow them'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from tool" -f -a "inventory" -d 'Make or refresh an inventory file with the nodes that are found, or check one'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from tool" -f -a "status" -d 'Check a node\'s health by its status file: prints `FILE OK`, or what is wrong and exits with 1'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from pki" -f -a "init" -d 'Make a new authority'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from pki" -f -a "broker" -d 'Make the kit of a broker'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from pki" -f -a "node" -d 'Make the kits of nodes'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from pki" -f -a "user" -d 'Make the kit of a user, and say which name to set'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from pki" -f -a "renew" -d 'Issue certificates and tokens anew, with fresh keys, before they end'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from pki" -f -a "show" -d 'List the site\'s certificates and tokens and when they end, or show one file'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from jwt" -f -a "view" -d 'Show what a token says; exits with 1 when it has expired'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from jwt" -f -a "check" -d 'Check a token like a monitoring plugin: exits with 0 when it is as it should be, 2 when not, 3 when that cannot be told'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from jwt" -f -a "client" -d 'Make the token of a client'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from jwt" -f -a "server" -d 'Make the token of a node'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from jwt" -f -a "provisioning" -d 'Make the token of nodes that wait to be provisioned'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from jwt" -f -a "keys" -d 'Make an ed25519 key pair; the public half is printed'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from choria" -f -a "show_config" -d 'Show the configuration in effect; with a pattern, what the keys that match it mean'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from gen" -f -a "completions" -d 'Completion scripts for bash, zsh and fish'
complete -c mco -n "__fish_mco_using_subcommand help; and __fish_seen_subcommand_from gen" -f -a "man" -d 'A man page for every command'

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
