
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'mco' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'mco'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'mco' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('ping', 'ping', [CompletionResultType]::ParameterValue, 'See which nodes answer, and how fast')
            [CompletionResult]::new('find', 'find', [CompletionResultType]::ParameterValue, 'Find the nodes a filter means, running nothing on them')
            [CompletionResult]::new('discover', 'discover', [CompletionResultType]::ParameterValue, 'Find the nodes a filter means, running nothing on them')
            [CompletionResult]::new('rpc', 'rpc', [CompletionResultType]::ParameterValue, 'Run an action of an agent on the nodes a filter means')
            [CompletionResult]::new('req', 'req', [CompletionResultType]::ParameterValue, 'Run an action of an agent on the nodes a filter means')
            [CompletionResult]::new('request', 'request', [CompletionResultType]::ParameterValue, 'Run an action of an agent on the nodes a filter means')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Build a request step by step: agent, action, inputs, nodes, plan')
            [CompletionResult]::new('facts', 'facts', [CompletionResultType]::ParameterValue, 'Count the values of a fact over the fleet')
            [CompletionResult]::new('filter', 'filter', [CompletionResultType]::ParameterValue, 'Try filters out')
            [CompletionResult]::new('describe_filter', 'describe_filter', [CompletionResultType]::ParameterValue, 'Say in words which nodes a filter means, and how many of those known from earlier answers')
            [CompletionResult]::new('inventory', 'inventory', [CompletionResultType]::ParameterValue, 'Show what one node is and has, or the size of every collective')
            [CompletionResult]::new('package', 'package', [CompletionResultType]::ParameterValue, 'Install, remove and look at packages')
            [CompletionResult]::new('service', 'service', [CompletionResultType]::ParameterValue, 'Start, stop and look at services')
            [CompletionResult]::new('puppet', 'puppet', [CompletionResultType]::ParameterValue, 'Look at Puppet agents, hold them back and make them run')
            [CompletionResult]::new('shell', 'shell', [CompletionResultType]::ParameterValue, 'Run commands on nodes that host the shell agent')
            [CompletionResult]::new('process', 'process', [CompletionResultType]::ParameterValue, 'Look at running processes')
            [CompletionResult]::new('filemgr', 'filemgr', [CompletionResultType]::ParameterValue, 'Touch, remove and look at files')
            [CompletionResult]::new('nettest', 'nettest', [CompletionResultType]::ParameterValue, 'Test the network as the nodes see it')
            [CompletionResult]::new('jobs', 'jobs', [CompletionResultType]::ParameterValue, 'Rollouts, past and paused')
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Go on with a rollout that stopped: ask the nodes that were left')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'Show what was asked of the fleet before')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Keep nodes under a name')
            [CompletionResult]::new('cache', 'cache', [CompletionResultType]::ParameterValue, 'See or renew what is known of the fleet without asking it')
            [CompletionResult]::new('plugin', 'plugin', [CompletionResultType]::ParameterValue, 'Look at what is known about agents, check it, and make things of it')
            [CompletionResult]::new('ddl', 'ddl', [CompletionResultType]::ParameterValue, 'Get DDLs from the registry, and see which ones are kept here')
            [CompletionResult]::new('tool', 'tool', [CompletionResultType]::ParameterValue, 'Look at the configuration, policies, a node''s status, inventories')
            [CompletionResult]::new('t', 't', [CompletionResultType]::ParameterValue, 'Look at the configuration, policies, a node''s status, inventories')
            [CompletionResult]::new('pki', 'pki', [CompletionResultType]::ParameterValue, 'Make an authority, and credentials for brokers, nodes and users')
            [CompletionResult]::new('jwt', 'jwt', [CompletionResultType]::ParameterValue, 'Make, show and check tokens and their keys')
            [CompletionResult]::new('keys', 'keys', [CompletionResultType]::ParameterValue, 'Make an ed25519 key pair; the public half is printed')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Log in at the site''s AAA service and keep the token it gives')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Bring up a whole fleet on this machine and run a command against it')
            [CompletionResult]::new('tui', 'tui', [CompletionResultType]::ParameterValue, 'Drive the fleet on a whole screen: browse, ask, watch')
            [CompletionResult]::new('buildinfo', 'buildinfo', [CompletionResultType]::ParameterValue, 'Show what this program is made of')
            [CompletionResult]::new('cheat', 'cheat', [CompletionResultType]::ParameterValue, 'Show examples of commands')
            [CompletionResult]::new('choria', 'choria', [CompletionResultType]::ParameterValue, 'Names of older versions')
            [CompletionResult]::new('completion', 'completion', [CompletionResultType]::ParameterValue, 'Shell completion support')
            [CompletionResult]::new('gen', 'gen', [CompletionResultType]::ParameterValue, 'Write completion scripts or man pages')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;ping' {
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'Stop once this many nodes have answered')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Wait this long for answers, in seconds or as `2m`, instead of ending soon after the last')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Wait this long for answers, in seconds or as `2m`, instead of ending soon after the last')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Ask at most this many of the nodes found, e.g. `5` or `10%`')
            [CompletionResult]::new('--limit-seed', '--limit-seed', [CompletionResultType]::ParameterName, 'Choose the limited nodes at random, the same ones for the same number')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'Nothing is sent that could get old')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Nobody is asked one after the other')
            [CompletionResult]::new('--batch-sleep', '--batch-sleep', [CompletionResultType]::ParameterName, 'Nobody is asked one after the other')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'There are no replies to choose from')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'One connection reads everything')
            [CompletionResult]::new('--publish_timeout', '--publish_timeout', [CompletionResultType]::ParameterName, 'Requests leave as fast as the broker takes them')
            [CompletionResult]::new('--connection-timeout', '--connection-timeout', [CompletionResultType]::ParameterName, 'The configuration says how long a connection may take')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--silent', '--silent', [CompletionResultType]::ParameterName, 'Only the statistics')
            [CompletionResult]::new('--names', '--names', [CompletionResultType]::ParameterName, 'Only the names, no statistics')
            [CompletionResult]::new('-g', '-g', [CompletionResultType]::ParameterName, 'Draw how many answers came when')
            [CompletionResult]::new('--graph', '--graph', [CompletionResultType]::ParameterName, 'Draw how many answers came when')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-1', '-1', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--one', '--one', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: the fastest come first')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Discovery is all there is to be quiet about')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Discovery is all there is to be quiet about')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'There is no progress to show')
            [CompletionResult]::new('--threaded', '--threaded', [CompletionResultType]::ParameterName, 'Nothing here depends on it')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;find' {
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Ask at most this many of the nodes found, e.g. `5` or `10%`')
            [CompletionResult]::new('--limit-seed', '--limit-seed', [CompletionResultType]::ParameterName, 'Choose the limited nodes at random, the same ones for the same number')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: --discovery-timeout is the wait for nodes')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: --discovery-timeout is the wait for nodes')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'Nothing is sent that could get old')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Nobody is asked one after the other')
            [CompletionResult]::new('--batch-sleep', '--batch-sleep', [CompletionResultType]::ParameterName, 'Nobody is asked one after the other')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'There are no replies to choose from')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'One connection reads everything')
            [CompletionResult]::new('--publish_timeout', '--publish_timeout', [CompletionResultType]::ParameterName, 'Requests leave as fast as the broker takes them')
            [CompletionResult]::new('--connection-timeout', '--connection-timeout', [CompletionResultType]::ParameterName, 'The configuration says how long a connection may take')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'A JSON array')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'A JSON array')
            [CompletionResult]::new('--exit-zero', '--exit-zero', [CompletionResultType]::ParameterName, 'Succeed even when no node was found')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'In order of name instead of arrival')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-1', '-1', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--one', '--one', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--silent', '--silent', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: nothing but names is printed anyway')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Discovery is all there is to be quiet about')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Discovery is all there is to be quiet about')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'There is no progress to show')
            [CompletionResult]::new('--threaded', '--threaded', [CompletionResultType]::ParameterName, 'Nothing here depends on it')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;discover' {
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Ask at most this many of the nodes found, e.g. `5` or `10%`')
            [CompletionResult]::new('--limit-seed', '--limit-seed', [CompletionResultType]::ParameterName, 'Choose the limited nodes at random, the same ones for the same number')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: --discovery-timeout is the wait for nodes')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: --discovery-timeout is the wait for nodes')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'Nothing is sent that could get old')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Nobody is asked one after the other')
            [CompletionResult]::new('--batch-sleep', '--batch-sleep', [CompletionResultType]::ParameterName, 'Nobody is asked one after the other')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'There are no replies to choose from')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'One connection reads everything')
            [CompletionResult]::new('--publish_timeout', '--publish_timeout', [CompletionResultType]::ParameterName, 'Requests leave as fast as the broker takes them')
            [CompletionResult]::new('--connection-timeout', '--connection-timeout', [CompletionResultType]::ParameterName, 'The configuration says how long a connection may take')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'A JSON array')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'A JSON array')
            [CompletionResult]::new('--exit-zero', '--exit-zero', [CompletionResultType]::ParameterName, 'Succeed even when no node was found')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'In order of name instead of arrival')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-1', '-1', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--one', '--one', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--silent', '--silent', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: nothing but names is printed anyway')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Discovery is all there is to be quiet about')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Discovery is all there is to be quiet about')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'There is no progress to show')
            [CompletionResult]::new('--threaded', '--threaded', [CompletionResultType]::ParameterName, 'Nothing here depends on it')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;rpc' {
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'Agent')
            [CompletionResult]::new('--agent', '--agent', [CompletionResultType]::ParameterName, 'Agent')
            [CompletionResult]::new('--action', '--action', [CompletionResultType]::ParameterName, 'Action')
            [CompletionResult]::new('--arg', '--arg', [CompletionResultType]::ParameterName, 'Input')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Ask at most this many of the nodes found, e.g. `5` or `10%`')
            [CompletionResult]::new('--limit-seed', '--limit-seed', [CompletionResultType]::ParameterName, 'Choose the limited nodes at random, the same ones for the same number')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the request stays valid')
            [CompletionResult]::new('--max-targets', '--max-targets', [CompletionResultType]::ParameterName, 'Refuse to ask more nodes than this')
            [CompletionResult]::new('--publish_timeout', '--publish_timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: requests leave as fast as the broker takes them')
            [CompletionResult]::new('--connection-timeout', '--connection-timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: the configuration says how long a connection may take')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered')
            [CompletionResult]::new('--batch-sleep', '--batch-sleep', [CompletionResultType]::ParameterName, 'Pause between batches, 1s without this')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Ask this many nodes first and go on only when every one of them succeeds')
            [CompletionResult]::new('--stop-on', '--stop-on', [CompletionResultType]::ParameterName, 'Stop once this many nodes, or this part of all, have failed or stayed silent')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `''service status service=httpd''`')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why this is done, for `mco jobs`')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on with a rollout that stopped, see `mco jobs`')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: one connection reads all replies')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'Which replies to show: ok, failed, all or none; without it the DDL decides')
            [CompletionResult]::new('--filter-replies', '--filter-replies', [CompletionResultType]::ParameterName, 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('--output-file', '--output-file', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--reply-to', '--reply-to', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-1', '-1', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--one', '--one', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--no-results', '--no-results', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--nr', '--nr', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--threaded', '--threaded', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: nothing here depends on it')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Say in words what would be asked and of whom, then stop')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Find the nodes and show the plan, then stop')
            [CompletionResult]::new('--hold-after-canary', '--hold-after-canary', [CompletionResultType]::ParameterName, 'After the canaries wait until somebody says to go on; only the screens have a key for that')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object per line, as things happen')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'A table of the successful replies')
            [CompletionResult]::new('--senders', '--senders', [CompletionResultType]::ParameterName, 'Only the names of the nodes that succeeded')
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'Answers that are the same once, with the names of all who gave them')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Replies in order of node name instead of arrival')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'No progress bar')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count nodes that do not answer as failed in the exit status')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;req' {
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'Agent')
            [CompletionResult]::new('--agent', '--agent', [CompletionResultType]::ParameterName, 'Agent')
            [CompletionResult]::new('--action', '--action', [CompletionResultType]::ParameterName, 'Action')
            [CompletionResult]::new('--arg', '--arg', [CompletionResultType]::ParameterName, 'Input')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Ask at most this many of the nodes found, e.g. `5` or `10%`')
            [CompletionResult]::new('--limit-seed', '--limit-seed', [CompletionResultType]::ParameterName, 'Choose the limited nodes at random, the same ones for the same number')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the request stays valid')
            [CompletionResult]::new('--max-targets', '--max-targets', [CompletionResultType]::ParameterName, 'Refuse to ask more nodes than this')
            [CompletionResult]::new('--publish_timeout', '--publish_timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: requests leave as fast as the broker takes them')
            [CompletionResult]::new('--connection-timeout', '--connection-timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: the configuration says how long a connection may take')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered')
            [CompletionResult]::new('--batch-sleep', '--batch-sleep', [CompletionResultType]::ParameterName, 'Pause between batches, 1s without this')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Ask this many nodes first and go on only when every one of them succeeds')
            [CompletionResult]::new('--stop-on', '--stop-on', [CompletionResultType]::ParameterName, 'Stop once this many nodes, or this part of all, have failed or stayed silent')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `''service status service=httpd''`')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why this is done, for `mco jobs`')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on with a rollout that stopped, see `mco jobs`')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: one connection reads all replies')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'Which replies to show: ok, failed, all or none; without it the DDL decides')
            [CompletionResult]::new('--filter-replies', '--filter-replies', [CompletionResultType]::ParameterName, 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('--output-file', '--output-file', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--reply-to', '--reply-to', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-1', '-1', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--one', '--one', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--no-results', '--no-results', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--nr', '--nr', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--threaded', '--threaded', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: nothing here depends on it')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Say in words what would be asked and of whom, then stop')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Find the nodes and show the plan, then stop')
            [CompletionResult]::new('--hold-after-canary', '--hold-after-canary', [CompletionResultType]::ParameterName, 'After the canaries wait until somebody says to go on; only the screens have a key for that')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object per line, as things happen')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'A table of the successful replies')
            [CompletionResult]::new('--senders', '--senders', [CompletionResultType]::ParameterName, 'Only the names of the nodes that succeeded')
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'Answers that are the same once, with the names of all who gave them')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Replies in order of node name instead of arrival')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'No progress bar')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count nodes that do not answer as failed in the exit status')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;request' {
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'Agent')
            [CompletionResult]::new('--agent', '--agent', [CompletionResultType]::ParameterName, 'Agent')
            [CompletionResult]::new('--action', '--action', [CompletionResultType]::ParameterName, 'Action')
            [CompletionResult]::new('--arg', '--arg', [CompletionResultType]::ParameterName, 'Input')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Ask at most this many of the nodes found, e.g. `5` or `10%`')
            [CompletionResult]::new('--limit-seed', '--limit-seed', [CompletionResultType]::ParameterName, 'Choose the limited nodes at random, the same ones for the same number')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the request stays valid')
            [CompletionResult]::new('--max-targets', '--max-targets', [CompletionResultType]::ParameterName, 'Refuse to ask more nodes than this')
            [CompletionResult]::new('--publish_timeout', '--publish_timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: requests leave as fast as the broker takes them')
            [CompletionResult]::new('--connection-timeout', '--connection-timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: the configuration says how long a connection may take')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered')
            [CompletionResult]::new('--batch-sleep', '--batch-sleep', [CompletionResultType]::ParameterName, 'Pause between batches, 1s without this')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Ask this many nodes first and go on only when every one of them succeeds')
            [CompletionResult]::new('--stop-on', '--stop-on', [CompletionResultType]::ParameterName, 'Stop once this many nodes, or this part of all, have failed or stayed silent')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `''service status service=httpd''`')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why this is done, for `mco jobs`')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on with a rollout that stopped, see `mco jobs`')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: one connection reads all replies')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'Which replies to show: ok, failed, all or none; without it the DDL decides')
            [CompletionResult]::new('--filter-replies', '--filter-replies', [CompletionResultType]::ParameterName, 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('--output-file', '--output-file', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--reply-to', '--reply-to', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-1', '-1', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--one', '--one', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--no-results', '--no-results', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--nr', '--nr', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--threaded', '--threaded', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: nothing here depends on it')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Say in words what would be asked and of whom, then stop')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Find the nodes and show the plan, then stop')
            [CompletionResult]::new('--hold-after-canary', '--hold-after-canary', [CompletionResultType]::ParameterName, 'After the canaries wait until somebody says to go on; only the screens have a key for that')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object per line, as things happen')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'A table of the successful replies')
            [CompletionResult]::new('--senders', '--senders', [CompletionResultType]::ParameterName, 'Only the names of the nodes that succeeded')
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'Answers that are the same once, with the names of all who gave them')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Replies in order of node name instead of arrival')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'No progress bar')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count nodes that do not answer as failed in the exit status')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;run' {
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Ask at most this many of the nodes found, e.g. `5` or `10%`')
            [CompletionResult]::new('--limit-seed', '--limit-seed', [CompletionResultType]::ParameterName, 'Choose the limited nodes at random, the same ones for the same number')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the request stays valid')
            [CompletionResult]::new('--max-targets', '--max-targets', [CompletionResultType]::ParameterName, 'Refuse to ask more nodes than this')
            [CompletionResult]::new('--publish_timeout', '--publish_timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: requests leave as fast as the broker takes them')
            [CompletionResult]::new('--connection-timeout', '--connection-timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: the configuration says how long a connection may take')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered')
            [CompletionResult]::new('--batch-sleep', '--batch-sleep', [CompletionResultType]::ParameterName, 'Pause between batches, 1s without this')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Ask this many nodes first and go on only when every one of them succeeds')
            [CompletionResult]::new('--stop-on', '--stop-on', [CompletionResultType]::ParameterName, 'Stop once this many nodes, or this part of all, have failed or stayed silent')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `''service status service=httpd''`')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why this is done, for `mco jobs`')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on with a rollout that stopped, see `mco jobs`')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: one connection reads all replies')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'Which replies to show: ok, failed, all or none; without it the DDL decides')
            [CompletionResult]::new('--filter-replies', '--filter-replies', [CompletionResultType]::ParameterName, 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('--output-file', '--output-file', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--reply-to', '--reply-to', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-1', '-1', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--one', '--one', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--no-results', '--no-results', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--nr', '--nr', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--threaded', '--threaded', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: nothing here depends on it')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Say in words what would be asked and of whom, then stop')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Find the nodes and show the plan, then stop')
            [CompletionResult]::new('--hold-after-canary', '--hold-after-canary', [CompletionResultType]::ParameterName, 'After the canaries wait until somebody says to go on; only the screens have a key for that')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object per line, as things happen')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'A table of the successful replies')
            [CompletionResult]::new('--senders', '--senders', [CompletionResultType]::ParameterName, 'Only the names of the nodes that succeeded')
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'Answers that are the same once, with the names of all who gave them')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Replies in order of node name instead of arrival')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'No progress bar')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count nodes that do not answer as failed in the exit status')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mco;facts' {
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Ask at most this many of the nodes found, e.g. `5` or `10%`')
            [CompletionResult]::new('--limit-seed', '--limit-seed', [CompletionResultType]::ParameterName, 'Choose the limited nodes at random, the same ones for the same number')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the request stays valid')
            [CompletionResult]::new('--max-targets', '--max-targets', [CompletionResultType]::ParameterName, 'Refuse to ask more nodes than this')
            [CompletionResult]::new('--publish_timeout', '--publish_timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: requests leave as fast as the broker takes them')
            [CompletionResult]::new('--connection-timeout', '--connection-timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: the configuration says how long a connection may take')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered')
            [CompletionResult]::new('--batch-sleep', '--batch-sleep', [CompletionResultType]::ParameterName, 'Pause between batches, 1s without this')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Ask this many nodes first and go on only when every one of them succeeds')
            [CompletionResult]::new('--stop-on', '--stop-on', [CompletionResultType]::ParameterName, 'Stop once this many nodes, or this part of all, have failed or stayed silent')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `''service status service=httpd''`')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why this is done, for `mco jobs`')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on with a rollout that stopped, see `mco jobs`')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: one connection reads all replies')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'Which replies to show: ok, failed, all or none; without it the DDL decides')
            [CompletionResult]::new('--filter-replies', '--filter-replies', [CompletionResultType]::ParameterName, 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('--output-file', '--output-file', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--reply-to', '--reply-to', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Name the nodes that have each value')
            [CompletionResult]::new('--show-nodes', '--show-nodes', [CompletionResultType]::ParameterName, 'Name the nodes that have each value')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Most frequent value first')
            [CompletionResult]::new('--reverse', '--reverse', [CompletionResultType]::ParameterName, 'Most frequent value first')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-1', '-1', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--one', '--one', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--no-results', '--no-results', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--nr', '--nr', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--threaded', '--threaded', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: nothing here depends on it')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Say in words what would be asked and of whom, then stop')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Find the nodes and show the plan, then stop')
            [CompletionResult]::new('--hold-after-canary', '--hold-after-canary', [CompletionResultType]::ParameterName, 'After the canaries wait until somebody says to go on; only the screens have a key for that')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object per line, as things happen')
            [CompletionResult]::new('--senders', '--senders', [CompletionResultType]::ParameterName, 'Only the names of the nodes that succeeded')
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'Answers that are the same once, with the names of all who gave them')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Replies in order of node name instead of arrival')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'No progress bar')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count nodes that do not answer as failed in the exit status')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'A table of the successful replies')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'A table of the successful replies')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;filter' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Say term by term which part of a filter holds for one node, and why')
            [CompletionResult]::new('describe', 'describe', [CompletionResultType]::ParameterValue, 'Say in words which nodes a filter means, and how many of those known from earlier answers')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;filter;test' {
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Node to ask; with files, only its name')
            [CompletionResult]::new('--node', '--node', [CompletionResultType]::ParameterName, 'Node to ask; with files, only its name')
            [CompletionResult]::new('--facts', '--facts', [CompletionResultType]::ParameterName, 'Facts from a JSON or YAML file instead')
            [CompletionResult]::new('--classes', '--classes', [CompletionResultType]::ParameterName, 'Classes from a file, one to a line, instead')
            [CompletionResult]::new('--agents', '--agents', [CompletionResultType]::ParameterName, 'Agents, with commas between them, instead')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Longest wait for the node, in seconds or as `2m`')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Longest wait for the node, in seconds or as `2m`')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--cached', '--cached', [CompletionResultType]::ParameterName, 'Take what was last learned of the node, and ask nobody')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mco;filter;describe' {
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;filter;help' {
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Say term by term which part of a filter holds for one node, and why')
            [CompletionResult]::new('describe', 'describe', [CompletionResultType]::ParameterValue, 'Say in words which nodes a filter means, and how many of those known from earlier answers')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;filter;help;test' {
            break
        }
        'mco;filter;help;describe' {
            break
        }
        'mco;filter;help;help' {
            break
        }
        'mco;describe_filter' {
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;inventory' {
            [CompletionResult]::new('--map', '--map', [CompletionResultType]::ParameterName, 'Draw the collectives and their nodes into a file, as a graph in the DOT language')
            [CompletionResult]::new('--collective-graph', '--collective-graph', [CompletionResultType]::ParameterName, 'Draw the collectives and their nodes into a file, as a graph in the DOT language')
            [CompletionResult]::new('--cg', '--cg', [CompletionResultType]::ParameterName, 'Draw the collectives and their nodes into a file, as a graph in the DOT language')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Ask at most this many of the nodes found, e.g. `5` or `10%`')
            [CompletionResult]::new('--limit-seed', '--limit-seed', [CompletionResultType]::ParameterName, 'Choose the limited nodes at random, the same ones for the same number')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the request stays valid')
            [CompletionResult]::new('--max-targets', '--max-targets', [CompletionResultType]::ParameterName, 'Refuse to ask more nodes than this')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--reply-to', '--reply-to', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--publish_timeout', '--publish_timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: requests leave as fast as the broker takes them')
            [CompletionResult]::new('--connection-timeout', '--connection-timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: the configuration says how long a connection may take')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered')
            [CompletionResult]::new('--batch-sleep', '--batch-sleep', [CompletionResultType]::ParameterName, 'Pause between batches, 1s without this')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Ask this many nodes first and go on only when every one of them succeeds')
            [CompletionResult]::new('--stop-on', '--stop-on', [CompletionResultType]::ParameterName, 'Stop once this many nodes, or this part of all, have failed or stayed silent')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `''service status service=httpd''`')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why this is done, for `mco jobs`')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on with a rollout that stopped, see `mco jobs`')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: one connection reads all replies')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'Which replies to show: ok, failed, all or none; without it the DDL decides')
            [CompletionResult]::new('--filter-replies', '--filter-replies', [CompletionResultType]::ParameterName, 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('--output-file', '--output-file', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--collectives', '--collectives', [CompletionResultType]::ParameterName, 'Count nodes per collective instead')
            [CompletionResult]::new('--list-collectives', '--list-collectives', [CompletionResultType]::ParameterName, 'Count nodes per collective instead')
            [CompletionResult]::new('--lc', '--lc', [CompletionResultType]::ParameterName, 'Count nodes per collective instead')
            [CompletionResult]::new('--no-facts', '--no-facts', [CompletionResultType]::ParameterName, 'Leave the facts out')
            [CompletionResult]::new('--facts', '--facts', [CompletionResultType]::ParameterName, 'Show the facts, as without --no-facts')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-1', '-1', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--one', '--one', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--no-results', '--no-results', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--nr', '--nr', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--threaded', '--threaded', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: nothing here depends on it')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Say in words what would be asked and of whom, then stop')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Find the nodes and show the plan, then stop')
            [CompletionResult]::new('--hold-after-canary', '--hold-after-canary', [CompletionResultType]::ParameterName, 'After the canaries wait until somebody says to go on; only the screens have a key for that')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object per line, as things happen')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'A table of the successful replies')
            [CompletionResult]::new('--senders', '--senders', [CompletionResultType]::ParameterName, 'Only the names of the nodes that succeeded')
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'Answers that are the same once, with the names of all who gave them')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Replies in order of node name instead of arrival')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'No progress bar')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count nodes that do not answer as failed in the exit status')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;package' {
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Version to install')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Ask at most this many of the nodes found, e.g. `5` or `10%`')
            [CompletionResult]::new('--limit-seed', '--limit-seed', [CompletionResultType]::ParameterName, 'Choose the limited nodes at random, the same ones for the same number')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the request stays valid')
            [CompletionResult]::new('--max-targets', '--max-targets', [CompletionResultType]::ParameterName, 'Refuse to ask more nodes than this')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--reply-to', '--reply-to', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--publish_timeout', '--publish_timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: requests leave as fast as the broker takes them')
            [CompletionResult]::new('--connection-timeout', '--connection-timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: the configuration says how long a connection may take')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered')
            [CompletionResult]::new('--batch-sleep', '--batch-sleep', [CompletionResultType]::ParameterName, 'Pause between batches, 1s without this')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Ask this many nodes first and go on only when every one of them succeeds')
            [CompletionResult]::new('--stop-on', '--stop-on', [CompletionResultType]::ParameterName, 'Stop once this many nodes, or this part of all, have failed or stayed silent')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `''service status service=httpd''`')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why this is done, for `mco jobs`')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on with a rollout that stopped, see `mco jobs`')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: one connection reads all replies')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'Which replies to show: ok, failed, all or none; without it the DDL decides')
            [CompletionResult]::new('--filter-replies', '--filter-replies', [CompletionResultType]::ParameterName, 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('--output-file', '--output-file', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-1', '-1', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--one', '--one', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--no-results', '--no-results', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--nr', '--nr', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--threaded', '--threaded', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: nothing here depends on it')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Say in words what would be asked and of whom, then stop')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Find the nodes and show the plan, then stop')
            [CompletionResult]::new('--hold-after-canary', '--hold-after-canary', [CompletionResultType]::ParameterName, 'After the canaries wait until somebody says to go on; only the screens have a key for that')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object per line, as things happen')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'A table of the successful replies')
            [CompletionResult]::new('--senders', '--senders', [CompletionResultType]::ParameterName, 'Only the names of the nodes that succeeded')
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'Answers that are the same once, with the names of all who gave them')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Replies in order of node name instead of arrival')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'No progress bar')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count nodes that do not answer as failed in the exit status')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;service' {
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Ask at most this many of the nodes found, e.g. `5` or `10%`')
            [CompletionResult]::new('--limit-seed', '--limit-seed', [CompletionResultType]::ParameterName, 'Choose the limited nodes at random, the same ones for the same number')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the request stays valid')
            [CompletionResult]::new('--max-targets', '--max-targets', [CompletionResultType]::ParameterName, 'Refuse to ask more nodes than this')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--reply-to', '--reply-to', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--publish_timeout', '--publish_timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: requests leave as fast as the broker takes them')
            [CompletionResult]::new('--connection-timeout', '--connection-timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: the configuration says how long a connection may take')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered')
            [CompletionResult]::new('--batch-sleep', '--batch-sleep', [CompletionResultType]::ParameterName, 'Pause between batches, 1s without this')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Ask this many nodes first and go on only when every one of them succeeds')
            [CompletionResult]::new('--stop-on', '--stop-on', [CompletionResultType]::ParameterName, 'Stop once this many nodes, or this part of all, have failed or stayed silent')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `''service status service=httpd''`')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why this is done, for `mco jobs`')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on with a rollout that stopped, see `mco jobs`')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: one connection reads all replies')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'Which replies to show: ok, failed, all or none; without it the DDL decides')
            [CompletionResult]::new('--filter-replies', '--filter-replies', [CompletionResultType]::ParameterName, 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('--output-file', '--output-file', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-1', '-1', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--one', '--one', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--no-results', '--no-results', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--nr', '--nr', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--threaded', '--threaded', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: nothing here depends on it')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Say in words what would be asked and of whom, then stop')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Find the nodes and show the plan, then stop')
            [CompletionResult]::new('--hold-after-canary', '--hold-after-canary', [CompletionResultType]::ParameterName, 'After the canaries wait until somebody says to go on; only the screens have a key for that')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object per line, as things happen')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'A table of the successful replies')
            [CompletionResult]::new('--senders', '--senders', [CompletionResultType]::ParameterName, 'Only the names of the nodes that succeeded')
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'Answers that are the same once, with the names of all who gave them')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Replies in order of node name instead of arrival')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'No progress bar')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count nodes that do not answer as failed in the exit status')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;puppet' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Puppet server to use')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Apply only resources with these tags')
            [CompletionResult]::new('--tags', '--tags', [CompletionResultType]::ParameterName, 'Apply only resources with these tags')
            [CompletionResult]::new('--skip_tag', '--skip_tag', [CompletionResultType]::ParameterName, 'Leave out resources with these tags')
            [CompletionResult]::new('--skip_tags', '--skip_tags', [CompletionResultType]::ParameterName, 'Leave out resources with these tags')
            [CompletionResult]::new('-E', '-E ', [CompletionResultType]::ParameterName, 'Puppet environment')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Puppet environment')
            [CompletionResult]::new('--splaylimit', '--splaylimit', [CompletionResultType]::ParameterName, 'Longest random wait')
            [CompletionResult]::new('--rerun', '--rerun', [CompletionResultType]::ParameterName, 'With runall: start over, with at least this long between two starts')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Ask at most this many of the nodes found, e.g. `5` or `10%`')
            [CompletionResult]::new('--limit-seed', '--limit-seed', [CompletionResultType]::ParameterName, 'Choose the limited nodes at random, the same ones for the same number')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the request stays valid')
            [CompletionResult]::new('--max-targets', '--max-targets', [CompletionResultType]::ParameterName, 'Refuse to ask more nodes than this')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--reply-to', '--reply-to', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--publish_timeout', '--publish_timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: requests leave as fast as the broker takes them')
            [CompletionResult]::new('--connection-timeout', '--connection-timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: the configuration says how long a connection may take')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered')
            [CompletionResult]::new('--batch-sleep', '--batch-sleep', [CompletionResultType]::ParameterName, 'Pause between batches, 1s without this')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Ask this many nodes first and go on only when every one of them succeeds')
            [CompletionResult]::new('--stop-on', '--stop-on', [CompletionResultType]::ParameterName, 'Stop once this many nodes, or this part of all, have failed or stayed silent')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `''service status service=httpd''`')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why this is done, for `mco jobs`')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on with a rollout that stopped, see `mco jobs`')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: one connection reads all replies')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'Which replies to show: ok, failed, all or none; without it the DDL decides')
            [CompletionResult]::new('--filter-replies', '--filter-replies', [CompletionResultType]::ParameterName, 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('--output-file', '--output-file', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Run without waiting a random time first')
            [CompletionResult]::new('--noop', '--noop', [CompletionResultType]::ParameterName, 'Report what would change and change nothing')
            [CompletionResult]::new('--no-noop', '--no-noop', [CompletionResultType]::ParameterName, 'Change things even where Puppet is set up not to')
            [CompletionResult]::new('--splay', '--splay', [CompletionResultType]::ParameterName, 'Wait a random time before the run')
            [CompletionResult]::new('--no-splay', '--no-splay', [CompletionResultType]::ParameterName, 'Do not wait a random time before the run')
            [CompletionResult]::new('--use_cached_catalog', '--use_cached_catalog', [CompletionResultType]::ParameterName, 'Apply the catalog of the last run')
            [CompletionResult]::new('--no-use_cached_catalog', '--no-use_cached_catalog', [CompletionResultType]::ParameterName, 'Do not apply the catalog of the last run')
            [CompletionResult]::new('--ignoreschedules', '--ignoreschedules', [CompletionResultType]::ParameterName, 'Apply also what is scheduled for another time')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-1', '-1', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--one', '--one', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--no-results', '--no-results', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--nr', '--nr', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--threaded', '--threaded', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: nothing here depends on it')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Say in words what would be asked and of whom, then stop')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Find the nodes and show the plan, then stop')
            [CompletionResult]::new('--hold-after-canary', '--hold-after-canary', [CompletionResultType]::ParameterName, 'After the canaries wait until somebody says to go on; only the screens have a key for that')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object per line, as things happen')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'A table of the successful replies')
            [CompletionResult]::new('--senders', '--senders', [CompletionResultType]::ParameterName, 'Only the names of the nodes that succeeded')
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'Answers that are the same once, with the names of all who gave them')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Replies in order of node name instead of arrival')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'No progress bar')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count nodes that do not answer as failed in the exit status')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;shell' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Run it as this user')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Ask at most this many of the nodes found, e.g. `5` or `10%`')
            [CompletionResult]::new('--limit-seed', '--limit-seed', [CompletionResultType]::ParameterName, 'Choose the limited nodes at random, the same ones for the same number')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the request stays valid')
            [CompletionResult]::new('--max-targets', '--max-targets', [CompletionResultType]::ParameterName, 'Refuse to ask more nodes than this')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--reply-to', '--reply-to', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--publish_timeout', '--publish_timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: requests leave as fast as the broker takes them')
            [CompletionResult]::new('--connection-timeout', '--connection-timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: the configuration says how long a connection may take')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered')
            [CompletionResult]::new('--batch-sleep', '--batch-sleep', [CompletionResultType]::ParameterName, 'Pause between batches, 1s without this')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Ask this many nodes first and go on only when every one of them succeeds')
            [CompletionResult]::new('--stop-on', '--stop-on', [CompletionResultType]::ParameterName, 'Stop once this many nodes, or this part of all, have failed or stayed silent')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `''service status service=httpd''`')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why this is done, for `mco jobs`')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on with a rollout that stopped, see `mco jobs`')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: one connection reads all replies')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'Which replies to show: ok, failed, all or none; without it the DDL decides')
            [CompletionResult]::new('--filter-replies', '--filter-replies', [CompletionResultType]::ParameterName, 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('--output-file', '--output-file', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-1', '-1', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--one', '--one', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--no-results', '--no-results', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--nr', '--nr', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--threaded', '--threaded', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: nothing here depends on it')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Say in words what would be asked and of whom, then stop')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Find the nodes and show the plan, then stop')
            [CompletionResult]::new('--hold-after-canary', '--hold-after-canary', [CompletionResultType]::ParameterName, 'After the canaries wait until somebody says to go on; only the screens have a key for that')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object per line, as things happen')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'A table of the successful replies')
            [CompletionResult]::new('--senders', '--senders', [CompletionResultType]::ParameterName, 'Only the names of the nodes that succeeded')
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'Answers that are the same once, with the names of all who gave them')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Replies in order of node name instead of arrival')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'No progress bar')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count nodes that do not answer as failed in the exit status')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;process' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'Only processes of this user')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only processes of this user')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Columns to show: PID, USER, VSZ, COMMAND, TTY, RSS, STATE')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Ask at most this many of the nodes found, e.g. `5` or `10%`')
            [CompletionResult]::new('--limit-seed', '--limit-seed', [CompletionResultType]::ParameterName, 'Choose the limited nodes at random, the same ones for the same number')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the request stays valid')
            [CompletionResult]::new('--max-targets', '--max-targets', [CompletionResultType]::ParameterName, 'Refuse to ask more nodes than this')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--reply-to', '--reply-to', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--publish_timeout', '--publish_timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: requests leave as fast as the broker takes them')
            [CompletionResult]::new('--connection-timeout', '--connection-timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: the configuration says how long a connection may take')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered')
            [CompletionResult]::new('--batch-sleep', '--batch-sleep', [CompletionResultType]::ParameterName, 'Pause between batches, 1s without this')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Ask this many nodes first and go on only when every one of them succeeds')
            [CompletionResult]::new('--stop-on', '--stop-on', [CompletionResultType]::ParameterName, 'Stop once this many nodes, or this part of all, have failed or stayed silent')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `''service status service=httpd''`')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why this is done, for `mco jobs`')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on with a rollout that stopped, see `mco jobs`')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: one connection reads all replies')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'Which replies to show: ok, failed, all or none; without it the DDL decides')
            [CompletionResult]::new('--filter-replies', '--filter-replies', [CompletionResultType]::ParameterName, 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('--output-file', '--output-file', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-z', '-z', [CompletionResultType]::ParameterName, 'Only processes that ended and were not waited for')
            [CompletionResult]::new('--zombies', '--zombies', [CompletionResultType]::ParameterName, 'Only processes that ended and were not waited for')
            [CompletionResult]::new('--silent', '--silent', [CompletionResultType]::ParameterName, 'Only the summary')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-1', '-1', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--one', '--one', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--no-results', '--no-results', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--nr', '--nr', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--threaded', '--threaded', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: nothing here depends on it')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Say in words what would be asked and of whom, then stop')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Find the nodes and show the plan, then stop')
            [CompletionResult]::new('--hold-after-canary', '--hold-after-canary', [CompletionResultType]::ParameterName, 'After the canaries wait until somebody says to go on; only the screens have a key for that')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object per line, as things happen')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'A table of the successful replies')
            [CompletionResult]::new('--senders', '--senders', [CompletionResultType]::ParameterName, 'Only the names of the nodes that succeeded')
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'Answers that are the same once, with the names of all who gave them')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Replies in order of node name instead of arrival')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'No progress bar')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count nodes that do not answer as failed in the exit status')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mco;filemgr' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Path of the file')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Path of the file')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Ask at most this many of the nodes found, e.g. `5` or `10%`')
            [CompletionResult]::new('--limit-seed', '--limit-seed', [CompletionResultType]::ParameterName, 'Choose the limited nodes at random, the same ones for the same number')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the request stays valid')
            [CompletionResult]::new('--max-targets', '--max-targets', [CompletionResultType]::ParameterName, 'Refuse to ask more nodes than this')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--reply-to', '--reply-to', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--publish_timeout', '--publish_timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: requests leave as fast as the broker takes them')
            [CompletionResult]::new('--connection-timeout', '--connection-timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: the configuration says how long a connection may take')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered')
            [CompletionResult]::new('--batch-sleep', '--batch-sleep', [CompletionResultType]::ParameterName, 'Pause between batches, 1s without this')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Ask this many nodes first and go on only when every one of them succeeds')
            [CompletionResult]::new('--stop-on', '--stop-on', [CompletionResultType]::ParameterName, 'Stop once this many nodes, or this part of all, have failed or stayed silent')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `''service status service=httpd''`')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why this is done, for `mco jobs`')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on with a rollout that stopped, see `mco jobs`')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: one connection reads all replies')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'Which replies to show: ok, failed, all or none; without it the DDL decides')
            [CompletionResult]::new('--filter-replies', '--filter-replies', [CompletionResultType]::ParameterName, 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('--output-file', '--output-file', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Everything known about the file')
            [CompletionResult]::new('--details', '--details', [CompletionResultType]::ParameterName, 'Everything known about the file')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-1', '-1', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--one', '--one', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--no-results', '--no-results', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--nr', '--nr', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--threaded', '--threaded', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: nothing here depends on it')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Say in words what would be asked and of whom, then stop')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Find the nodes and show the plan, then stop')
            [CompletionResult]::new('--hold-after-canary', '--hold-after-canary', [CompletionResultType]::ParameterName, 'After the canaries wait until somebody says to go on; only the screens have a key for that')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object per line, as things happen')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'A table of the successful replies')
            [CompletionResult]::new('--senders', '--senders', [CompletionResultType]::ParameterName, 'Only the names of the nodes that succeeded')
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'Answers that are the same once, with the names of all who gave them')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Replies in order of node name instead of arrival')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'No progress bar')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count nodes that do not answer as failed in the exit status')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mco;nettest' {
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Ask at most this many of the nodes found, e.g. `5` or `10%`')
            [CompletionResult]::new('--limit-seed', '--limit-seed', [CompletionResultType]::ParameterName, 'Choose the limited nodes at random, the same ones for the same number')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the request stays valid')
            [CompletionResult]::new('--max-targets', '--max-targets', [CompletionResultType]::ParameterName, 'Refuse to ask more nodes than this')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--reply-to', '--reply-to', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--publish_timeout', '--publish_timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: requests leave as fast as the broker takes them')
            [CompletionResult]::new('--connection-timeout', '--connection-timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: the configuration says how long a connection may take')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered')
            [CompletionResult]::new('--batch-sleep', '--batch-sleep', [CompletionResultType]::ParameterName, 'Pause between batches, 1s without this')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Ask this many nodes first and go on only when every one of them succeeds')
            [CompletionResult]::new('--stop-on', '--stop-on', [CompletionResultType]::ParameterName, 'Stop once this many nodes, or this part of all, have failed or stayed silent')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `''service status service=httpd''`')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why this is done, for `mco jobs`')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on with a rollout that stopped, see `mco jobs`')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: one connection reads all replies')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'Which replies to show: ok, failed, all or none; without it the DDL decides')
            [CompletionResult]::new('--filter-replies', '--filter-replies', [CompletionResultType]::ParameterName, 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('--output-file', '--output-file', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-1', '-1', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--one', '--one', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--no-results', '--no-results', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--nr', '--nr', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--threaded', '--threaded', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: nothing here depends on it')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Say in words what would be asked and of whom, then stop')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Find the nodes and show the plan, then stop')
            [CompletionResult]::new('--hold-after-canary', '--hold-after-canary', [CompletionResultType]::ParameterName, 'After the canaries wait until somebody says to go on; only the screens have a key for that')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object per line, as things happen')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'A table of the successful replies')
            [CompletionResult]::new('--senders', '--senders', [CompletionResultType]::ParameterName, 'Only the names of the nodes that succeeded')
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'Answers that are the same once, with the names of all who gave them')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Replies in order of node name instead of arrival')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'No progress bar')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count nodes that do not answer as failed in the exit status')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mco;jobs' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document')
            [CompletionResult]::new('--open', '--open', [CompletionResultType]::ParameterName, 'Only those with nodes left to ask')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List rollouts, the newest last')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List rollouts, the newest last')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one rollout: its plan, and how every node fared')
            [CompletionResult]::new('retry', 'retry', [CompletionResultType]::ParameterValue, 'Ask the failed or the silent nodes of a rollout again')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Forget rollouts; nothing happens to the nodes')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Forget complete rollouts that are older than a month')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;jobs;ls' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document')
            [CompletionResult]::new('--open', '--open', [CompletionResultType]::ParameterName, 'Only those with nodes left to ask')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;jobs;list' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document')
            [CompletionResult]::new('--open', '--open', [CompletionResultType]::ParameterName, 'Only those with nodes left to ask')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;jobs;show' {
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Only the names of such nodes, one per line: done, failed, silent, in-doubt or not-sent')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;jobs;retry' {
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'Which replies to show: ok, failed, all or none; without it the DDL decides')
            [CompletionResult]::new('--filter-replies', '--filter-replies', [CompletionResultType]::ParameterName, 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('--output-file', '--output-file', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--failed', '--failed', [CompletionResultType]::ParameterName, 'Nodes that failed, or did not pass the check after their batch')
            [CompletionResult]::new('--silent', '--silent', [CompletionResultType]::ParameterName, 'Nodes that gave no answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object per line, as things happen')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'A table of the successful replies')
            [CompletionResult]::new('--senders', '--senders', [CompletionResultType]::ParameterName, 'Only the names of the nodes that succeeded')
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'Answers that are the same once, with the names of all who gave them')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Replies in order of node name instead of arrival')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'No progress bar')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count nodes that do not answer as failed in the exit status')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mco;jobs;rm' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;jobs;prune' {
            [CompletionResult]::new('--older', '--older', [CompletionResultType]::ParameterName, 'Another age')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--open', '--open', [CompletionResultType]::ParameterName, 'Also those with nodes left to ask')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;jobs;help' {
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List rollouts, the newest last')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one rollout: its plan, and how every node fared')
            [CompletionResult]::new('retry', 'retry', [CompletionResultType]::ParameterValue, 'Ask the failed or the silent nodes of a rollout again')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Forget rollouts; nothing happens to the nodes')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Forget complete rollouts that are older than a month')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;jobs;help;ls' {
            break
        }
        'mco;jobs;help;show' {
            break
        }
        'mco;jobs;help;retry' {
            break
        }
        'mco;jobs;help;rm' {
            break
        }
        'mco;jobs;help;prune' {
            break
        }
        'mco;jobs;help;help' {
            break
        }
        'mco;resume' {
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'Which replies to show: ok, failed, all or none; without it the DDL decides')
            [CompletionResult]::new('--filter-replies', '--filter-replies', [CompletionResultType]::ParameterName, 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('--output-file', '--output-file', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object per line, as things happen')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'A table of the successful replies')
            [CompletionResult]::new('--senders', '--senders', [CompletionResultType]::ParameterName, 'Only the names of the nodes that succeeded')
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'Answers that are the same once, with the names of all who gave them')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Replies in order of node name instead of arrival')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'No progress bar')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count nodes that do not answer as failed in the exit status')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mco;history' {
            [CompletionResult]::new('--agent', '--agent', [CompletionResultType]::ParameterName, 'Only of this agent')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'At most so many, the latest')
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'At most so many, the latest')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--failed', '--failed', [CompletionResultType]::ParameterName, 'Only what failed, or failed on some nodes')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Only since midnight, UTC')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'A JSON array with all that is known of each')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'A JSON array with all that is known of each')
            [CompletionResult]::new('--clear', '--clear', [CompletionResultType]::ParameterName, 'Forget everything')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mco;set' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the sets')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the sets')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the nodes of a set')
            [CompletionResult]::new('save', 'save', [CompletionResultType]::ParameterValue, 'Keep the nodes that are found as a set, in the place of an older one')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add the nodes that are found to a set')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Remove sets')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;set;list' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;set;ls' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;set;show' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'A JSON array')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'A JSON array')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;set;save' {
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;set;add' {
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;set;rm' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;set;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the sets')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the nodes of a set')
            [CompletionResult]::new('save', 'save', [CompletionResultType]::ParameterValue, 'Keep the nodes that are found as a set, in the place of an older one')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add the nodes that are found to a set')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Remove sets')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;set;help;list' {
            break
        }
        'mco;set;help;show' {
            break
        }
        'mco;set;help;save' {
            break
        }
        'mco;set;help;add' {
            break
        }
        'mco;set;help;rm' {
            break
        }
        'mco;set;help;help' {
            break
        }
        'mco;cache' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the known nodes')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Forget everything')
            [CompletionResult]::new('refresh', 'refresh', [CompletionResultType]::ParameterValue, 'Ask the nodes what they are and keep it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;cache;show' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;cache;clear' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;cache;refresh' {
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Longest wait for the replies of a batch, in seconds or as `2m`')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Longest wait for the replies of a batch, in seconds or as `2m`')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;cache;help' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the known nodes')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Forget everything')
            [CompletionResult]::new('refresh', 'refresh', [CompletionResultType]::ParameterValue, 'Ask the nodes what they are and keep it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;cache;help;show' {
            break
        }
        'mco;cache;help;clear' {
            break
        }
        'mco;cache;help;refresh' {
            break
        }
        'mco;cache;help;help' {
            break
        }
        'mco;plugin' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('doc', 'doc', [CompletionResultType]::ParameterValue, 'List the agents known here, or describe one')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Write a typed client, or a DDL')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Say what is wrong with DDLs')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the description of an agent, for programs')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;plugin;doc' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'As JSON')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'As JSON')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'As Markdown')
            [CompletionResult]::new('--markdown', '--markdown', [CompletionResultType]::ParameterName, 'As Markdown')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;plugin;generate' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('client', 'client', [CompletionResultType]::ParameterValue, 'Write a Rust crate that drives one agent')
            [CompletionResult]::new('ddl', 'ddl', [CompletionResultType]::ParameterValue, 'Write a DDL: asks for what the flags leave open, when there is somebody to ask')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;plugin;generate;client' {
            [CompletionResult]::new('--package', '--package', [CompletionResultType]::ParameterName, 'Name of the crate')
            [CompletionResult]::new('--mco', '--mco', [CompletionResultType]::ParameterName, 'Folder with the sources of mco, when the crate is to use those')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Replace files that are there')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that are there')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;plugin;generate;ddl' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Learn outputs from a program that prints JSON, from a file, or from `-`')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Name of the agent; that of the file when not given')
            [CompletionResult]::new('--description', '--description', [CompletionResultType]::ParameterName, 'What the agent is for, in one sentence')
            [CompletionResult]::new('--author', '--author', [CompletionResultType]::ParameterName, 'Who wrote it')
            [CompletionResult]::new('--license', '--license', [CompletionResultType]::ParameterName, 'Licence, e.g. Apache-2.0')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'Where to read more')
            [CompletionResult]::new('--agent-version', '--agent-version', [CompletionResultType]::ParameterName, 'Version, e.g. 1.0.0')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds an action may take')
            [CompletionResult]::new('--action', '--action', [CompletionResultType]::ParameterName, 'Action, several times for several')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Replace the file if it is there')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the file if it is there')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;plugin;generate;help' {
            [CompletionResult]::new('client', 'client', [CompletionResultType]::ParameterValue, 'Write a Rust crate that drives one agent')
            [CompletionResult]::new('ddl', 'ddl', [CompletionResultType]::ParameterValue, 'Write a DDL: asks for what the flags leave open, when there is somebody to ask')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;plugin;generate;help;client' {
            break
        }
        'mco;plugin;generate;help;ddl' {
            break
        }
        'mco;plugin;generate;help;help' {
            break
        }
        'mco;plugin;lint' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'As JSON')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'As JSON')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Warnings fail too')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mco;plugin;schema' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'As what: json, or ddl for the Ruby framework')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;plugin;help' {
            [CompletionResult]::new('doc', 'doc', [CompletionResultType]::ParameterValue, 'List the agents known here, or describe one')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Write a typed client, or a DDL')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Say what is wrong with DDLs')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the description of an agent, for programs')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;plugin;help;doc' {
            break
        }
        'mco;plugin;help;generate' {
            [CompletionResult]::new('client', 'client', [CompletionResultType]::ParameterValue, 'Write a Rust crate that drives one agent')
            [CompletionResult]::new('ddl', 'ddl', [CompletionResultType]::ParameterValue, 'Write a DDL: asks for what the flags leave open, when there is somebody to ask')
            break
        }
        'mco;plugin;help;generate;client' {
            break
        }
        'mco;plugin;help;generate;ddl' {
            break
        }
        'mco;plugin;help;lint' {
            break
        }
        'mco;plugin;help;schema' {
            break
        }
        'mco;plugin;help;help' {
            break
        }
        'mco;ddl' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('sync', 'sync', [CompletionResultType]::ParameterValue, 'Get DDLs from the registry: all of them, or those named')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the DDLs kept here and their age')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Remove the DDLs kept here')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;ddl;sync' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;ddl;list' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;ddl;clear' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;ddl;help' {
            [CompletionResult]::new('sync', 'sync', [CompletionResultType]::ParameterValue, 'Get DDLs from the registry: all of them, or those named')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the DDLs kept here and their age')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Remove the DDLs kept here')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;ddl;help;sync' {
            break
        }
        'mco;ddl;help;list' {
            break
        }
        'mco;ddl;help;clear' {
            break
        }
        'mco;ddl;help;help' {
            break
        }
        'mco;tool' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the configuration in effect; with a pattern, what the keys that match it mean')
            [CompletionResult]::new('policy', 'policy', [CompletionResultType]::ParameterValue, 'Try and check policies before nodes follow them')
            [CompletionResult]::new('inventory', 'inventory', [CompletionResultType]::ParameterValue, 'Make or refresh an inventory file with the nodes that are found, or check one')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Check a node''s health by its status file: prints `FILE OK`, or what is wrong and exits with 1')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;t' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the configuration in effect; with a pattern, what the keys that match it mean')
            [CompletionResult]::new('policy', 'policy', [CompletionResultType]::ParameterValue, 'Try and check policies before nodes follow them')
            [CompletionResult]::new('inventory', 'inventory', [CompletionResultType]::ParameterValue, 'Make or refresh an inventory file with the nodes that are found, or check one')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Check a node''s health by its status file: prints `FILE OK`, or what is wrong and exits with 1')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;tool;config' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Only the names of the keys')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Only the names of the keys')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;t;config' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Only the names of the keys')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Only the names of the keys')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;tool;policy' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Tell whether a policy allows a call, and which of its lines say so; exits with 0 if it does, else with 1')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Tell which lines of policy files make no sense; exits with 1 if there are any')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;tool;policy;test' {
            [CompletionResult]::new('--policy', '--policy', [CompletionResultType]::ParameterName, 'Policy file, or the folder nodes have their policies in')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'What decides on nodes; guessed from the file''s name when not given')
            [CompletionResult]::new('--agent', '--agent', [CompletionResultType]::ParameterName, 'Agent to call')
            [CompletionResult]::new('--action', '--action', [CompletionResultType]::ParameterName, 'Its action')
            [CompletionResult]::new('--caller', '--caller', [CompletionResultType]::ParameterName, 'Caller id, e.g. `choria=ann.mcollective`')
            [CompletionResult]::new('--facts', '--facts', [CompletionResultType]::ParameterName, 'Facts of the node, JSON or YAML')
            [CompletionResult]::new('--classes', '--classes', [CompletionResultType]::ParameterName, 'Classes of the node, one a line')
            [CompletionResult]::new('--data', '--data', [CompletionResultType]::ParameterName, 'Inputs of the action, a JSON object')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The caller''s token')
            [CompletionResult]::new('--sender', '--sender', [CompletionResultType]::ParameterName, 'Host the request comes from')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;tool;policy;lint' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--for-token', '--for-token', [CompletionResultType]::ParameterName, 'The Rego policies are for tokens, not for nodes')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;tool;policy;help' {
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Tell whether a policy allows a call, and which of its lines say so; exits with 0 if it does, else with 1')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Tell which lines of policy files make no sense; exits with 1 if there are any')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;tool;policy;help;test' {
            break
        }
        'mco;tool;policy;help;lint' {
            break
        }
        'mco;tool;policy;help;help' {
            break
        }
        'mco;t;policy' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Tell whether a policy allows a call, and which of its lines say so; exits with 0 if it does, else with 1')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Tell which lines of policy files make no sense; exits with 1 if there are any')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;t;policy;test' {
            [CompletionResult]::new('--policy', '--policy', [CompletionResultType]::ParameterName, 'Policy file, or the folder nodes have their policies in')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'What decides on nodes; guessed from the file''s name when not given')
            [CompletionResult]::new('--agent', '--agent', [CompletionResultType]::ParameterName, 'Agent to call')
            [CompletionResult]::new('--action', '--action', [CompletionResultType]::ParameterName, 'Its action')
            [CompletionResult]::new('--caller', '--caller', [CompletionResultType]::ParameterName, 'Caller id, e.g. `choria=ann.mcollective`')
            [CompletionResult]::new('--facts', '--facts', [CompletionResultType]::ParameterName, 'Facts of the node, JSON or YAML')
            [CompletionResult]::new('--classes', '--classes', [CompletionResultType]::ParameterName, 'Classes of the node, one a line')
            [CompletionResult]::new('--data', '--data', [CompletionResultType]::ParameterName, 'Inputs of the action, a JSON object')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The caller''s token')
            [CompletionResult]::new('--sender', '--sender', [CompletionResultType]::ParameterName, 'Host the request comes from')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;t;policy;lint' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--for-token', '--for-token', [CompletionResultType]::ParameterName, 'The Rego policies are for tokens, not for nodes')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;t;policy;help' {
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Tell whether a policy allows a call, and which of its lines say so; exits with 0 if it does, else with 1')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Tell which lines of policy files make no sense; exits with 1 if there are any')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;t;policy;help;test' {
            break
        }
        'mco;t;policy;help;lint' {
            break
        }
        'mco;t;policy;help;help' {
            break
        }
        'mco;tool;inventory' {
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Ask at most this many of the nodes found, e.g. `5` or `10%`')
            [CompletionResult]::new('--limit-seed', '--limit-seed', [CompletionResultType]::ParameterName, 'Choose the limited nodes at random, the same ones for the same number')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the request stays valid')
            [CompletionResult]::new('--max-targets', '--max-targets', [CompletionResultType]::ParameterName, 'Refuse to ask more nodes than this')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--reply-to', '--reply-to', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--publish_timeout', '--publish_timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: requests leave as fast as the broker takes them')
            [CompletionResult]::new('--connection-timeout', '--connection-timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: the configuration says how long a connection may take')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered')
            [CompletionResult]::new('--batch-sleep', '--batch-sleep', [CompletionResultType]::ParameterName, 'Pause between batches, 1s without this')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Ask this many nodes first and go on only when every one of them succeeds')
            [CompletionResult]::new('--stop-on', '--stop-on', [CompletionResultType]::ParameterName, 'Stop once this many nodes, or this part of all, have failed or stayed silent')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `''service status service=httpd''`')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why this is done, for `mco jobs`')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on with a rollout that stopped, see `mco jobs`')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: one connection reads all replies')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'Which replies to show: ok, failed, all or none; without it the DDL decides')
            [CompletionResult]::new('--filter-replies', '--filter-replies', [CompletionResultType]::ParameterName, 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('--output-file', '--output-file', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--update', '--update', [CompletionResultType]::ParameterName, 'Replace the nodes of a file that is there; its groups stay')
            [CompletionResult]::new('--validate', '--validate', [CompletionResultType]::ParameterName, 'Only check that the file is valid')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-1', '-1', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--one', '--one', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--no-results', '--no-results', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--nr', '--nr', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--threaded', '--threaded', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: nothing here depends on it')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Say in words what would be asked and of whom, then stop')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Find the nodes and show the plan, then stop')
            [CompletionResult]::new('--hold-after-canary', '--hold-after-canary', [CompletionResultType]::ParameterName, 'After the canaries wait until somebody says to go on; only the screens have a key for that')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object per line, as things happen')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'A table of the successful replies')
            [CompletionResult]::new('--senders', '--senders', [CompletionResultType]::ParameterName, 'Only the names of the nodes that succeeded')
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'Answers that are the same once, with the names of all who gave them')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Replies in order of node name instead of arrival')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'No progress bar')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count nodes that do not answer as failed in the exit status')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;t;inventory' {
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Ask at most this many of the nodes found, e.g. `5` or `10%`')
            [CompletionResult]::new('--limit-seed', '--limit-seed', [CompletionResultType]::ParameterName, 'Choose the limited nodes at random, the same ones for the same number')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Longest wait for replies, in seconds or as `2m`')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the request stays valid')
            [CompletionResult]::new('--max-targets', '--max-targets', [CompletionResultType]::ParameterName, 'Refuse to ask more nodes than this')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--reply-to', '--reply-to', [CompletionResultType]::ParameterName, 'Have replies sent to this subject, without waiting; prints the id of the request')
            [CompletionResult]::new('--publish_timeout', '--publish_timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: requests leave as fast as the broker takes them')
            [CompletionResult]::new('--connection-timeout', '--connection-timeout', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: the configuration says how long a connection may take')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered')
            [CompletionResult]::new('--batch-sleep', '--batch-sleep', [CompletionResultType]::ParameterName, 'Pause between batches, 1s without this')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Ask this many nodes first and go on only when every one of them succeeds')
            [CompletionResult]::new('--stop-on', '--stop-on', [CompletionResultType]::ParameterName, 'Stop once this many nodes, or this part of all, have failed or stayed silent')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Check the nodes of each batch with another request and stop when one does not pass, e.g. `''service status service=httpd''`')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why this is done, for `mco jobs`')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on with a rollout that stopped, see `mco jobs`')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: one connection reads all replies')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; `--json=legacy` for the bare list of replies older clients write')
            [CompletionResult]::new('--display', '--display', [CompletionResultType]::ParameterName, 'Which replies to show: ok, failed, all or none; without it the DDL decides')
            [CompletionResult]::new('--filter-replies', '--filter-replies', [CompletionResultType]::ParameterName, 'Show only replies this expression holds for, as `ok() && data("status") == "stopped"`')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('--output-file', '--output-file', [CompletionResultType]::ParameterName, 'Write the answer to this file')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--update', '--update', [CompletionResultType]::ParameterName, 'Replace the nodes of a file that is there; its groups stay')
            [CompletionResult]::new('--validate', '--validate', [CompletionResultType]::ParameterName, 'Only check that the file is valid')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-1', '-1', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--one', '--one', [CompletionResultType]::ParameterName, 'Ask only one of the nodes found')
            [CompletionResult]::new('--no-results', '--no-results', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--nr', '--nr', [CompletionResultType]::ParameterName, 'Do not wait for replies; prints the id of the request')
            [CompletionResult]::new('--threaded', '--threaded', [CompletionResultType]::ParameterName, 'Taken for scripts written for other clients: nothing here depends on it')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing things')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Say in words what would be asked and of whom, then stop')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Find the nodes and show the plan, then stop')
            [CompletionResult]::new('--hold-after-canary', '--hold-after-canary', [CompletionResultType]::ParameterName, 'After the canaries wait until somebody says to go on; only the screens have a key for that')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object per line, as things happen')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'A table of the successful replies')
            [CompletionResult]::new('--senders', '--senders', [CompletionResultType]::ParameterName, 'Only the names of the nodes that succeeded')
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'Answers that are the same once, with the names of all who gave them')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Replies in order of node name instead of arrival')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No word about discovery and progress')
            [CompletionResult]::new('--np', '--np', [CompletionResultType]::ParameterName, 'No progress bar')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count nodes that do not answer as failed in the exit status')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;tool;status' {
            [CompletionResult]::new('--status-file', '--status-file', [CompletionResultType]::ParameterName, 'Status file of the node')
            [CompletionResult]::new('--message-since', '--message-since', [CompletionResultType]::ParameterName, 'Longest time without a message; 0 is off')
            [CompletionResult]::new('--max-age', '--max-age', [CompletionResultType]::ParameterName, 'Oldest the file may be; 0 is off')
            [CompletionResult]::new('--certificate-age', '--certificate-age', [CompletionResultType]::ParameterName, 'Shortest time the certificate must still be valid; 0 is off')
            [CompletionResult]::new('--token-age', '--token-age', [CompletionResultType]::ParameterName, 'Shortest time the token must still be valid; 0 is off')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--disconnected', '--disconnected', [CompletionResultType]::ParameterName, 'Check that the node is connected to a broker (the default)')
            [CompletionResult]::new('--no-disconnected', '--no-disconnected', [CompletionResultType]::ParameterName, 'Do not check that the node is connected to a broker')
            [CompletionResult]::new('--unprovisioned', '--unprovisioned', [CompletionResultType]::ParameterName, 'Check that the node waits to be provisioned')
            [CompletionResult]::new('--provisioned', '--provisioned', [CompletionResultType]::ParameterName, 'Check that the node is provisioned')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;t;status' {
            [CompletionResult]::new('--status-file', '--status-file', [CompletionResultType]::ParameterName, 'Status file of the node')
            [CompletionResult]::new('--message-since', '--message-since', [CompletionResultType]::ParameterName, 'Longest time without a message; 0 is off')
            [CompletionResult]::new('--max-age', '--max-age', [CompletionResultType]::ParameterName, 'Oldest the file may be; 0 is off')
            [CompletionResult]::new('--certificate-age', '--certificate-age', [CompletionResultType]::ParameterName, 'Shortest time the certificate must still be valid; 0 is off')
            [CompletionResult]::new('--token-age', '--token-age', [CompletionResultType]::ParameterName, 'Shortest time the token must still be valid; 0 is off')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--disconnected', '--disconnected', [CompletionResultType]::ParameterName, 'Check that the node is connected to a broker (the default)')
            [CompletionResult]::new('--no-disconnected', '--no-disconnected', [CompletionResultType]::ParameterName, 'Do not check that the node is connected to a broker')
            [CompletionResult]::new('--unprovisioned', '--unprovisioned', [CompletionResultType]::ParameterName, 'Check that the node waits to be provisioned')
            [CompletionResult]::new('--provisioned', '--provisioned', [CompletionResultType]::ParameterName, 'Check that the node is provisioned')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;tool;help' {
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the configuration in effect; with a pattern, what the keys that match it mean')
            [CompletionResult]::new('policy', 'policy', [CompletionResultType]::ParameterValue, 'Try and check policies before nodes follow them')
            [CompletionResult]::new('inventory', 'inventory', [CompletionResultType]::ParameterValue, 'Make or refresh an inventory file with the nodes that are found, or check one')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Check a node''s health by its status file: prints `FILE OK`, or what is wrong and exits with 1')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;tool;help;config' {
            break
        }
        'mco;tool;help;policy' {
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Tell whether a policy allows a call, and which of its lines say so; exits with 0 if it does, else with 1')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Tell which lines of policy files make no sense; exits with 1 if there are any')
            break
        }
        'mco;tool;help;policy;test' {
            break
        }
        'mco;tool;help;policy;lint' {
            break
        }
        'mco;tool;help;inventory' {
            break
        }
        'mco;tool;help;status' {
            break
        }
        'mco;tool;help;help' {
            break
        }
        'mco;t;help' {
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the configuration in effect; with a pattern, what the keys that match it mean')
            [CompletionResult]::new('policy', 'policy', [CompletionResultType]::ParameterValue, 'Try and check policies before nodes follow them')
            [CompletionResult]::new('inventory', 'inventory', [CompletionResultType]::ParameterValue, 'Make or refresh an inventory file with the nodes that are found, or check one')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Check a node''s health by its status file: prints `FILE OK`, or what is wrong and exits with 1')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;t;help;config' {
            break
        }
        'mco;t;help;policy' {
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Tell whether a policy allows a call, and which of its lines say so; exits with 0 if it does, else with 1')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Tell which lines of policy files make no sense; exits with 1 if there are any')
            break
        }
        'mco;t;help;policy;test' {
            break
        }
        'mco;t;help;policy;lint' {
            break
        }
        'mco;t;help;inventory' {
            break
        }
        'mco;t;help;status' {
            break
        }
        'mco;t;help;help' {
            break
        }
        'mco;pki' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a new authority')
            [CompletionResult]::new('broker', 'broker', [CompletionResultType]::ParameterValue, 'Make the kit of a broker')
            [CompletionResult]::new('node', 'node', [CompletionResultType]::ParameterValue, 'Make the kits of nodes')
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Make the kit of a user, and say which name to set')
            [CompletionResult]::new('renew', 'renew', [CompletionResultType]::ParameterValue, 'Issue certificates and tokens anew, with fresh keys, before they end')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'List the site''s certificates and tokens and when they end, or show one file')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;pki;init' {
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'Folder of the authority; keep it on one machine and back it up')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Name of the authority, shown in every certificate')
            [CompletionResult]::new('--security', '--security', [CompletionResultType]::ParameterName, 'How nodes and users will prove who they are')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mco;pki;broker' {
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'Folder of the authority; keep it on one machine and back it up')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Folder the kit will be copied to on its machine [default: /etc/mco, for users ~/.config/mco]')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'Days the credentials live [default: 825, for users 365]')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Port to listen on')
            [CompletionResult]::new('--monitor', '--monitor', [CompletionResultType]::ParameterName, 'Port of monitoring pages and Prometheus metrics, on loopback only')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;pki;node' {
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'Folder of the authority; keep it on one machine and back it up')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Folder the kit will be copied to on its machine [default: /etc/mco, for users ~/.config/mco]')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'Days the credentials live [default: 825, for users 365]')
            [CompletionResult]::new('--broker', '--broker', [CompletionResultType]::ParameterName, 'Broker as host:port; the brokers of the folder when not given')
            [CompletionResult]::new('--admin', '--admin', [CompletionResultType]::ParameterName, 'User who may do everything on these nodes; others may only look')
            [CompletionResult]::new('--permission', '--permission', [CompletionResultType]::ParameterName, 'Permission of their tokens besides the usual ones: service_host')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;pki;user' {
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'Folder of the authority; keep it on one machine and back it up')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Folder the kit will be copied to on its machine [default: /etc/mco, for users ~/.config/mco]')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'Days the credentials live [default: 825, for users 365]')
            [CompletionResult]::new('--broker', '--broker', [CompletionResultType]::ParameterName, 'Broker as host:port; the brokers of the folder when not given')
            [CompletionResult]::new('--permission', '--permission', [CompletionResultType]::ParameterName, 'Permission of the token besides the usual ones, e.g. org_admin or streams_admin')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;pki;renew' {
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'Folder of the authority; keep it on one machine and back it up')
            [CompletionResult]::new('--within', '--within', [CompletionResultType]::ParameterName, 'Renew what ends within this many days')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;pki;show' {
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'Folder of the authority; keep it on one machine and back it up')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;pki;help' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a new authority')
            [CompletionResult]::new('broker', 'broker', [CompletionResultType]::ParameterValue, 'Make the kit of a broker')
            [CompletionResult]::new('node', 'node', [CompletionResultType]::ParameterValue, 'Make the kits of nodes')
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Make the kit of a user, and say which name to set')
            [CompletionResult]::new('renew', 'renew', [CompletionResultType]::ParameterValue, 'Issue certificates and tokens anew, with fresh keys, before they end')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'List the site''s certificates and tokens and when they end, or show one file')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;pki;help;init' {
            break
        }
        'mco;pki;help;broker' {
            break
        }
        'mco;pki;help;node' {
            break
        }
        'mco;pki;help;user' {
            break
        }
        'mco;pki;help;renew' {
            break
        }
        'mco;pki;help;show' {
            break
        }
        'mco;pki;help;help' {
            break
        }
        'mco;jwt' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'The claims as JSON')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The claims as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('view', 'view', [CompletionResultType]::ParameterValue, 'Show what a token says; exits with 1 when it has expired')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what a token says; exits with 1 when it has expired')
            [CompletionResult]::new('v', 'v', [CompletionResultType]::ParameterValue, 'Show what a token says; exits with 1 when it has expired')
            [CompletionResult]::new('s', 's', [CompletionResultType]::ParameterValue, 'Show what a token says; exits with 1 when it has expired')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check a token like a monitoring plugin: exits with 0 when it is as it should be, 2 when not, 3 when that cannot be told')
            [CompletionResult]::new('client', 'client', [CompletionResultType]::ParameterValue, 'Make the token of a client')
            [CompletionResult]::new('c', 'c', [CompletionResultType]::ParameterValue, 'Make the token of a client')
            [CompletionResult]::new('server', 'server', [CompletionResultType]::ParameterValue, 'Make the token of a node')
            [CompletionResult]::new('provisioning', 'provisioning', [CompletionResultType]::ParameterValue, 'Make the token of nodes that wait to be provisioned')
            [CompletionResult]::new('prov', 'prov', [CompletionResultType]::ParameterValue, 'Make the token of nodes that wait to be provisioned')
            [CompletionResult]::new('provision', 'provision', [CompletionResultType]::ParameterValue, 'Make the token of nodes that wait to be provisioned')
            [CompletionResult]::new('p', 'p', [CompletionResultType]::ParameterValue, 'Make the token of nodes that wait to be provisioned')
            [CompletionResult]::new('keys', 'keys', [CompletionResultType]::ParameterValue, 'Make an ed25519 key pair; the public half is printed')
            [CompletionResult]::new('k', 'k', [CompletionResultType]::ParameterValue, 'Make an ed25519 key pair; the public half is printed')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;jwt;view' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'The claims as JSON')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The claims as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;jwt;show' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'The claims as JSON')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The claims as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;jwt;v' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'The claims as JSON')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The claims as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;jwt;s' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'The claims as JSON')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The claims as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;jwt;check' {
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'What the token is for')
            [CompletionResult]::new('--validity-min', '--validity-min', [CompletionResultType]::ParameterName, 'Valid for longer than this')
            [CompletionResult]::new('--validity-max', '--validity-max', [CompletionResultType]::ParameterName, 'Valid for no longer than this')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Signed by this key, directly or through a chain of trust: 64 hexadecimal digits, or a file')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'May subscribe to this subject too')
            [CompletionResult]::new('--pub', '--pub', [CompletionResultType]::ParameterName, 'May publish to this subject too')
            [CompletionResult]::new('--identity', '--identity', [CompletionResultType]::ParameterName, 'Is of this caller or node')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Expression over the claims that must be true')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How to say it')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--chain-issuer', '--chain-issuer', [CompletionResultType]::ParameterName, 'A chain issuer')
            [CompletionResult]::new('--no-chain-issuer', '--no-chain-issuer', [CompletionResultType]::ParameterName, 'No chain issuer')
            [CompletionResult]::new('--client-opa', '--client-opa', [CompletionResultType]::ParameterName, 'Has a Rego policy')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mco;jwt;client' {
            [CompletionResult]::new('--agents', '--agents', [CompletionResultType]::ParameterName, 'Actions the client may use: agent.action, agent.* or *')
            [CompletionResult]::new('--org', '--org', [CompletionResultType]::ParameterName, 'Organization')
            [CompletionResult]::new('--opa', '--opa', [CompletionResultType]::ParameterName, 'Rego policy that decides what the client may do')
            [CompletionResult]::new('--opa-file', '--opa-file', [CompletionResultType]::ParameterName, 'File with that policy')
            [CompletionResult]::new('--validity', '--validity', [CompletionResultType]::ParameterName, 'How long the token is valid')
            [CompletionResult]::new('--public-key', '--public-key', [CompletionResultType]::ParameterName, 'Public key of the client: 64 hexadecimal digits, or a file with them')
            [CompletionResult]::new('--publish', '--publish', [CompletionResultType]::ParameterName, 'More subjects the client may publish to')
            [CompletionResult]::new('--subscribe', '--subscribe', [CompletionResultType]::ParameterName, 'More subjects the client may subscribe to')
            [CompletionResult]::new('--chain', '--chain', [CompletionResultType]::ParameterName, 'Token of the chain issuer whose seed SIGNKEY is')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Make it a chain issuer, which may issue tokens and make no requests; SIGNKEY is the organization''s seed')
            [CompletionResult]::new('--stream-admin', '--stream-admin', [CompletionResultType]::ParameterName, 'Administer and use streams')
            [CompletionResult]::new('--stream-user', '--stream-user', [CompletionResultType]::ParameterName, 'Use streams, key-value buckets and objects')
            [CompletionResult]::new('--event-viewer', '--event-viewer', [CompletionResultType]::ParameterName, 'See events of nodes and autonomous agents')
            [CompletionResult]::new('--elections-user', '--elections-user', [CompletionResultType]::ParameterName, 'Take part in leader elections')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Have tokens that are valid for long')
            [CompletionResult]::new('--system', '--system', [CompletionResultType]::ParameterName, 'Use the broker''s system account')
            [CompletionResult]::new('--auth-delegation', '--auth-delegation', [CompletionResultType]::ParameterName, 'Sign requests for others')
            [CompletionResult]::new('--fleet-management', '--fleet-management', [CompletionResultType]::ParameterName, 'Make requests to nodes, the default')
            [CompletionResult]::new('--no-fleet-management', '--no-fleet-management', [CompletionResultType]::ParameterName, 'Make no requests to nodes')
            [CompletionResult]::new('--signed-fleet-management', '--signed-fleet-management', [CompletionResultType]::ParameterName, 'Make requests to nodes that an authority signs')
            [CompletionResult]::new('--org-admin', '--org-admin', [CompletionResultType]::ParameterName, 'See and say everything')
            [CompletionResult]::new('--server-provisioner', '--server-provisioner', [CompletionResultType]::ParameterName, 'Provision nodes')
            [CompletionResult]::new('--governor', '--governor', [CompletionResultType]::ParameterName, 'Use governors')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Replace an existing file')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace an existing file')
            [CompletionResult]::new('--vault', '--vault', [CompletionResultType]::ParameterName, 'Sign with HashiCorp Vault, which this version cannot')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;jwt;c' {
            [CompletionResult]::new('--agents', '--agents', [CompletionResultType]::ParameterName, 'Actions the client may use: agent.action, agent.* or *')
            [CompletionResult]::new('--org', '--org', [CompletionResultType]::ParameterName, 'Organization')
            [CompletionResult]::new('--opa', '--opa', [CompletionResultType]::ParameterName, 'Rego policy that decides what the client may do')
            [CompletionResult]::new('--opa-file', '--opa-file', [CompletionResultType]::ParameterName, 'File with that policy')
            [CompletionResult]::new('--validity', '--validity', [CompletionResultType]::ParameterName, 'How long the token is valid')
            [CompletionResult]::new('--public-key', '--public-key', [CompletionResultType]::ParameterName, 'Public key of the client: 64 hexadecimal digits, or a file with them')
            [CompletionResult]::new('--publish', '--publish', [CompletionResultType]::ParameterName, 'More subjects the client may publish to')
            [CompletionResult]::new('--subscribe', '--subscribe', [CompletionResultType]::ParameterName, 'More subjects the client may subscribe to')
            [CompletionResult]::new('--chain', '--chain', [CompletionResultType]::ParameterName, 'Token of the chain issuer whose seed SIGNKEY is')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Make it a chain issuer, which may issue tokens and make no requests; SIGNKEY is the organization''s seed')
            [CompletionResult]::new('--stream-admin', '--stream-admin', [CompletionResultType]::ParameterName, 'Administer and use streams')
            [CompletionResult]::new('--stream-user', '--stream-user', [CompletionResultType]::ParameterName, 'Use streams, key-value buckets and objects')
            [CompletionResult]::new('--event-viewer', '--event-viewer', [CompletionResultType]::ParameterName, 'See events of nodes and autonomous agents')
            [CompletionResult]::new('--elections-user', '--elections-user', [CompletionResultType]::ParameterName, 'Take part in leader elections')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Have tokens that are valid for long')
            [CompletionResult]::new('--system', '--system', [CompletionResultType]::ParameterName, 'Use the broker''s system account')
            [CompletionResult]::new('--auth-delegation', '--auth-delegation', [CompletionResultType]::ParameterName, 'Sign requests for others')
            [CompletionResult]::new('--fleet-management', '--fleet-management', [CompletionResultType]::ParameterName, 'Make requests to nodes, the default')
            [CompletionResult]::new('--no-fleet-management', '--no-fleet-management', [CompletionResultType]::ParameterName, 'Make no requests to nodes')
            [CompletionResult]::new('--signed-fleet-management', '--signed-fleet-management', [CompletionResultType]::ParameterName, 'Make requests to nodes that an authority signs')
            [CompletionResult]::new('--org-admin', '--org-admin', [CompletionResultType]::ParameterName, 'See and say everything')
            [CompletionResult]::new('--server-provisioner', '--server-provisioner', [CompletionResultType]::ParameterName, 'Provision nodes')
            [CompletionResult]::new('--governor', '--governor', [CompletionResultType]::ParameterName, 'Use governors')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Replace an existing file')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace an existing file')
            [CompletionResult]::new('--vault', '--vault', [CompletionResultType]::ParameterName, 'Sign with HashiCorp Vault, which this version cannot')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;jwt;server' {
            [CompletionResult]::new('--collectives', '--collectives', [CompletionResultType]::ParameterName, 'Collectives the node may join')
            [CompletionResult]::new('--org', '--org', [CompletionResultType]::ParameterName, 'Organization')
            [CompletionResult]::new('--subjects', '--subjects', [CompletionResultType]::ParameterName, 'More subjects the node may publish to')
            [CompletionResult]::new('--validity', '--validity', [CompletionResultType]::ParameterName, 'How long the token is valid')
            [CompletionResult]::new('--chain', '--chain', [CompletionResultType]::ParameterName, 'Token of the chain issuer whose seed SIGNKEY is')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--submission', '--submission', [CompletionResultType]::ParameterName, 'Publish messages through Submission')
            [CompletionResult]::new('--stream-user', '--stream-user', [CompletionResultType]::ParameterName, 'Use streams')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Host service agents')
            [CompletionResult]::new('--governor', '--governor', [CompletionResultType]::ParameterName, 'Use governors')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Replace an existing file')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace an existing file')
            [CompletionResult]::new('--vault', '--vault', [CompletionResultType]::ParameterName, 'Sign with HashiCorp Vault, which this version cannot')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;jwt;provisioning' {
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Word that opens the provisioning agent; asked for when not given, which keeps it out of the shell''s history')
            [CompletionResult]::new('--urls', '--urls', [CompletionResultType]::ParameterName, 'Brokers to connect to')
            [CompletionResult]::new('--srv', '--srv', [CompletionResultType]::ParameterName, 'Domain whose SRV records name the brokers')
            [CompletionResult]::new('--registration', '--registration', [CompletionResultType]::ParameterName, 'File on the node that is published while it waits')
            [CompletionResult]::new('--facts', '--facts', [CompletionResultType]::ParameterName, 'File on the node with its facts while it waits')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'User to connect as')
            [CompletionResult]::new('--password', '--password', [CompletionResultType]::ParameterName, 'Password to connect with')
            [CompletionResult]::new('--extensions', '--extensions', [CompletionResultType]::ParameterName, 'Anything else the provisioner should know, a JSON object')
            [CompletionResult]::new('--org', '--org', [CompletionResultType]::ParameterName, 'Organization')
            [CompletionResult]::new('--validity', '--validity', [CompletionResultType]::ParameterName, 'How long the token is valid')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Provision without TLS, the default')
            [CompletionResult]::new('--no-insecure', '--no-insecure', [CompletionResultType]::ParameterName, 'Provision over TLS')
            [CompletionResult]::new('--default', '--default', [CompletionResultType]::ParameterName, 'Nodes without a configuration are provisioned')
            [CompletionResult]::new('--protocol-v2', '--protocol-v2', [CompletionResultType]::ParameterName, 'Speak protocol v2 while waiting')
            [CompletionResult]::new('--upgrade', '--upgrade', [CompletionResultType]::ParameterName, 'Let the provisioner upgrade the node')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Replace an existing file')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace an existing file')
            [CompletionResult]::new('--vault', '--vault', [CompletionResultType]::ParameterName, 'Sign with HashiCorp Vault, which this version cannot')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;jwt;prov' {
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Word that opens the provisioning agent; asked for when not given, which keeps it out of the shell''s history')
            [CompletionResult]::new('--urls', '--urls', [CompletionResultType]::ParameterName, 'Brokers to connect to')
            [CompletionResult]::new('--srv', '--srv', [CompletionResultType]::ParameterName, 'Domain whose SRV records name the brokers')
            [CompletionResult]::new('--registration', '--registration', [CompletionResultType]::ParameterName, 'File on the node that is published while it waits')
            [CompletionResult]::new('--facts', '--facts', [CompletionResultType]::ParameterName, 'File on the node with its facts while it waits')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'User to connect as')
            [CompletionResult]::new('--password', '--password', [CompletionResultType]::ParameterName, 'Password to connect with')
            [CompletionResult]::new('--extensions', '--extensions', [CompletionResultType]::ParameterName, 'Anything else the provisioner should know, a JSON object')
            [CompletionResult]::new('--org', '--org', [CompletionResultType]::ParameterName, 'Organization')
            [CompletionResult]::new('--validity', '--validity', [CompletionResultType]::ParameterName, 'How long the token is valid')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Provision without TLS, the default')
            [CompletionResult]::new('--no-insecure', '--no-insecure', [CompletionResultType]::ParameterName, 'Provision over TLS')
            [CompletionResult]::new('--default', '--default', [CompletionResultType]::ParameterName, 'Nodes without a configuration are provisioned')
            [CompletionResult]::new('--protocol-v2', '--protocol-v2', [CompletionResultType]::ParameterName, 'Speak protocol v2 while waiting')
            [CompletionResult]::new('--upgrade', '--upgrade', [CompletionResultType]::ParameterName, 'Let the provisioner upgrade the node')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Replace an existing file')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace an existing file')
            [CompletionResult]::new('--vault', '--vault', [CompletionResultType]::ParameterName, 'Sign with HashiCorp Vault, which this version cannot')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;jwt;provision' {
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Word that opens the provisioning agent; asked for when not given, which keeps it out of the shell''s history')
            [CompletionResult]::new('--urls', '--urls', [CompletionResultType]::ParameterName, 'Brokers to connect to')
            [CompletionResult]::new('--srv', '--srv', [CompletionResultType]::ParameterName, 'Domain whose SRV records name the brokers')
            [CompletionResult]::new('--registration', '--registration', [CompletionResultType]::ParameterName, 'File on the node that is published while it waits')
            [CompletionResult]::new('--facts', '--facts', [CompletionResultType]::ParameterName, 'File on the node with its facts while it waits')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'User to connect as')
            [CompletionResult]::new('--password', '--password', [CompletionResultType]::ParameterName, 'Password to connect with')
            [CompletionResult]::new('--extensions', '--extensions', [CompletionResultType]::ParameterName, 'Anything else the provisioner should know, a JSON object')
            [CompletionResult]::new('--org', '--org', [CompletionResultType]::ParameterName, 'Organization')
            [CompletionResult]::new('--validity', '--validity', [CompletionResultType]::ParameterName, 'How long the token is valid')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Provision without TLS, the default')
            [CompletionResult]::new('--no-insecure', '--no-insecure', [CompletionResultType]::ParameterName, 'Provision over TLS')
            [CompletionResult]::new('--default', '--default', [CompletionResultType]::ParameterName, 'Nodes without a configuration are provisioned')
            [CompletionResult]::new('--protocol-v2', '--protocol-v2', [CompletionResultType]::ParameterName, 'Speak protocol v2 while waiting')
            [CompletionResult]::new('--upgrade', '--upgrade', [CompletionResultType]::ParameterName, 'Let the provisioner upgrade the node')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Replace an existing file')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace an existing file')
            [CompletionResult]::new('--vault', '--vault', [CompletionResultType]::ParameterName, 'Sign with HashiCorp Vault, which this version cannot')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;jwt;p' {
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Word that opens the provisioning agent; asked for when not given, which keeps it out of the shell''s history')
            [CompletionResult]::new('--urls', '--urls', [CompletionResultType]::ParameterName, 'Brokers to connect to')
            [CompletionResult]::new('--srv', '--srv', [CompletionResultType]::ParameterName, 'Domain whose SRV records name the brokers')
            [CompletionResult]::new('--registration', '--registration', [CompletionResultType]::ParameterName, 'File on the node that is published while it waits')
            [CompletionResult]::new('--facts', '--facts', [CompletionResultType]::ParameterName, 'File on the node with its facts while it waits')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'User to connect as')
            [CompletionResult]::new('--password', '--password', [CompletionResultType]::ParameterName, 'Password to connect with')
            [CompletionResult]::new('--extensions', '--extensions', [CompletionResultType]::ParameterName, 'Anything else the provisioner should know, a JSON object')
            [CompletionResult]::new('--org', '--org', [CompletionResultType]::ParameterName, 'Organization')
            [CompletionResult]::new('--validity', '--validity', [CompletionResultType]::ParameterName, 'How long the token is valid')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Provision without TLS, the default')
            [CompletionResult]::new('--no-insecure', '--no-insecure', [CompletionResultType]::ParameterName, 'Provision over TLS')
            [CompletionResult]::new('--default', '--default', [CompletionResultType]::ParameterName, 'Nodes without a configuration are provisioned')
            [CompletionResult]::new('--protocol-v2', '--protocol-v2', [CompletionResultType]::ParameterName, 'Speak protocol v2 while waiting')
            [CompletionResult]::new('--upgrade', '--upgrade', [CompletionResultType]::ParameterName, 'Let the provisioner upgrade the node')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Replace an existing file')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace an existing file')
            [CompletionResult]::new('--vault', '--vault', [CompletionResultType]::ParameterName, 'Sign with HashiCorp Vault, which this version cannot')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;jwt;keys' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Replace existing files')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace existing files')
            [CompletionResult]::new('--show-public', '--show-public', [CompletionResultType]::ParameterName, 'Make nothing, show the public key of an existing seed')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;jwt;k' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Replace existing files')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace existing files')
            [CompletionResult]::new('--show-public', '--show-public', [CompletionResultType]::ParameterName, 'Make nothing, show the public key of an existing seed')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;jwt;help' {
            [CompletionResult]::new('view', 'view', [CompletionResultType]::ParameterValue, 'Show what a token says; exits with 1 when it has expired')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check a token like a monitoring plugin: exits with 0 when it is as it should be, 2 when not, 3 when that cannot be told')
            [CompletionResult]::new('client', 'client', [CompletionResultType]::ParameterValue, 'Make the token of a client')
            [CompletionResult]::new('server', 'server', [CompletionResultType]::ParameterValue, 'Make the token of a node')
            [CompletionResult]::new('provisioning', 'provisioning', [CompletionResultType]::ParameterValue, 'Make the token of nodes that wait to be provisioned')
            [CompletionResult]::new('keys', 'keys', [CompletionResultType]::ParameterValue, 'Make an ed25519 key pair; the public half is printed')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;jwt;help;view' {
            break
        }
        'mco;jwt;help;check' {
            break
        }
        'mco;jwt;help;client' {
            break
        }
        'mco;jwt;help;server' {
            break
        }
        'mco;jwt;help;provisioning' {
            break
        }
        'mco;jwt;help;keys' {
            break
        }
        'mco;jwt;help;help' {
            break
        }
        'mco;keys' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Replace existing files')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace existing files')
            [CompletionResult]::new('--show-public', '--show-public', [CompletionResultType]::ParameterName, 'Make nothing, show the public key of an existing seed')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;login' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'User name; asked for, or the name of this machine''s user')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'User name; asked for, or the name of this machine''s user')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mco;demo' {
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes to start')
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'Keep credentials, facts and logs in this folder instead of a temporary one')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Port of the broker on 127.0.0.1 instead of a free one')
            [CompletionResult]::new('--security', '--security', [CompletionResultType]::ParameterName, 'How nodes and users prove who they are')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mco;tui' {
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Colours for a dark or a light terminal, or none: dark, light or mono')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('--wf', '--wf', [CompletionResultType]::ParameterName, 'Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('--wc', '--wc', [CompletionResultType]::ParameterName, 'Nodes with this class, as `apache` or `/^role/`; all must match')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('--wa', '--wa', [CompletionResultType]::ParameterName, 'Nodes with this agent; all must match')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('--wi', '--wi', [CompletionResultType]::ParameterName, 'Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Facts and classes in one, as `"apache country=uk os.name=''Debian GNU/Linux''"`')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Not the nodes that have all these facts, classes and agents')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`')
            [CompletionResult]::new('-T', '-T ', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Sub collective instead of the main one')
            [CompletionResult]::new('--dm', '--dm', [CompletionResultType]::ParameterName, 'Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)')
            [CompletionResult]::new('--do', '--do', [CompletionResultType]::ParameterName, 'Option of that way, as `file=nodes.yaml`')
            [CompletionResult]::new('--discovery-timeout', '--discovery-timeout', [CompletionResultType]::ParameterName, 'Wait this long for discovery instead of ending it soon after the last answer')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input')
            [CompletionResult]::new('--not-nodes', '--not-nodes', [CompletionResultType]::ParameterName, 'Leave out the nodes of a file or of a saved set')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Refuse whatever changes nodes')
            [CompletionResult]::new('--mouse', '--mouse', [CompletionResultType]::ParameterName, 'Take clicks and the wheel')
            [CompletionResult]::new('--discovery-window', '--discovery-window', [CompletionResultType]::ParameterName, 'End discovery soon after the last answer even so, or where that is switched off')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;buildinfo' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-D', '-D ', [CompletionResultType]::ParameterName, 'Also the libraries it was built with')
            [CompletionResult]::new('--dependencies', '--dependencies', [CompletionResultType]::ParameterName, 'Also the libraries it was built with')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;cheat' {
            [CompletionResult]::new('--save', '--save', [CompletionResultType]::ParameterName, 'Write every sheet to a folder')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'List the labels')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;choria' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('show_config', 'show_config', [CompletionResultType]::ParameterValue, 'Show the configuration in effect; with a pattern, what the keys that match it mean')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;choria;show_config' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Only the names of the keys')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Only the names of the keys')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;choria;help' {
            [CompletionResult]::new('show_config', 'show_config', [CompletionResultType]::ParameterValue, 'Show the configuration in effect; with a pattern, what the keys that match it mean')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;choria;help;show_config' {
            break
        }
        'mco;choria;help;help' {
            break
        }
        'mco;completion' {
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'What to list')
            [CompletionResult]::new('--agent', '--agent', [CompletionResultType]::ParameterName, 'Agent whose actions or inputs to list')
            [CompletionResult]::new('--action', '--action', [CompletionResultType]::ParameterName, 'Action whose inputs to list')
            [CompletionResult]::new('--fact', '--fact', [CompletionResultType]::ParameterName, 'Fact whose values to list')
            [CompletionResult]::new('--line', '--line', [CompletionResultType]::ParameterName, 'Complete this line, up to the cursor and with the program''s name, as bash cuts it')
            [CompletionResult]::new('--breaks', '--breaks', [CompletionResultType]::ParameterName, 'Characters at which bash cuts words')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('--zsh', '--zsh', [CompletionResultType]::ParameterName, 'Names with a description after a colon; without --list the script for zsh')
            [CompletionResult]::new('--bash', '--bash', [CompletionResultType]::ParameterName, 'Plain names; without --list the script for bash')
            [CompletionResult]::new('--fish', '--fish', [CompletionResultType]::ParameterName, 'Names with a description after a tab; without --list the script for fish')
            [CompletionResult]::new('--powershell', '--powershell', [CompletionResultType]::ParameterName, 'The script for PowerShell')
            [CompletionResult]::new('--elvish', '--elvish', [CompletionResultType]::ParameterName, 'The script for Elvish')
            [CompletionResult]::new('--nushell', '--nushell', [CompletionResultType]::ParameterName, 'The script for Nushell')
            [CompletionResult]::new('--list-agents', '--list-agents', [CompletionResultType]::ParameterName, 'The same as --list agents')
            [CompletionResult]::new('--list-actions', '--list-actions', [CompletionResultType]::ParameterName, 'The same as --list actions')
            [CompletionResult]::new('--list-inputs', '--list-inputs', [CompletionResultType]::ParameterName, 'The same as --list inputs')
            [CompletionResult]::new('--list-applications', '--list-applications', [CompletionResultType]::ParameterName, 'The same as --list applications')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mco;gen' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Completion scripts for every shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'A man page for every command')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;gen;completions' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;gen;man' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system''s')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours: auto, always or never')
            [CompletionResult]::new('--exit', '--exit', [CompletionResultType]::ParameterName, 'Exit statuses of another client: `go` knows only 0 and 1')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Log what happens to standard error')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Plain ASCII instead of boxes and glyphs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'mco;gen;help' {
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Completion scripts for every shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'A man page for every command')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;gen;help;completions' {
            break
        }
        'mco;gen;help;man' {
            break
        }
        'mco;gen;help;help' {
            break
        }
        'mco;help' {
            [CompletionResult]::new('ping', 'ping', [CompletionResultType]::ParameterValue, 'See which nodes answer, and how fast')
            [CompletionResult]::new('find', 'find', [CompletionResultType]::ParameterValue, 'Find the nodes a filter means, running nothing on them')
            [CompletionResult]::new('rpc', 'rpc', [CompletionResultType]::ParameterValue, 'Run an action of an agent on the nodes a filter means')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Build a request step by step: agent, action, inputs, nodes, plan')
            [CompletionResult]::new('facts', 'facts', [CompletionResultType]::ParameterValue, 'Count the values of a fact over the fleet')
            [CompletionResult]::new('filter', 'filter', [CompletionResultType]::ParameterValue, 'Try filters out')
            [CompletionResult]::new('describe_filter', 'describe_filter', [CompletionResultType]::ParameterValue, 'Say in words which nodes a filter means, and how many of those known from earlier answers')
            [CompletionResult]::new('inventory', 'inventory', [CompletionResultType]::ParameterValue, 'Show what one node is and has, or the size of every collective')
            [CompletionResult]::new('package', 'package', [CompletionResultType]::ParameterValue, 'Install, remove and look at packages')
            [CompletionResult]::new('service', 'service', [CompletionResultType]::ParameterValue, 'Start, stop and look at services')
            [CompletionResult]::new('puppet', 'puppet', [CompletionResultType]::ParameterValue, 'Look at Puppet agents, hold them back and make them run')
            [CompletionResult]::new('shell', 'shell', [CompletionResultType]::ParameterValue, 'Run commands on nodes that host the shell agent')
            [CompletionResult]::new('process', 'process', [CompletionResultType]::ParameterValue, 'Look at running processes')
            [CompletionResult]::new('filemgr', 'filemgr', [CompletionResultType]::ParameterValue, 'Touch, remove and look at files')
            [CompletionResult]::new('nettest', 'nettest', [CompletionResultType]::ParameterValue, 'Test the network as the nodes see it')
            [CompletionResult]::new('jobs', 'jobs', [CompletionResultType]::ParameterValue, 'Rollouts, past and paused')
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Go on with a rollout that stopped: ask the nodes that were left')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'Show what was asked of the fleet before')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Keep nodes under a name')
            [CompletionResult]::new('cache', 'cache', [CompletionResultType]::ParameterValue, 'See or renew what is known of the fleet without asking it')
            [CompletionResult]::new('plugin', 'plugin', [CompletionResultType]::ParameterValue, 'Look at what is known about agents, check it, and make things of it')
            [CompletionResult]::new('ddl', 'ddl', [CompletionResultType]::ParameterValue, 'Get DDLs from the registry, and see which ones are kept here')
            [CompletionResult]::new('tool', 'tool', [CompletionResultType]::ParameterValue, 'Look at the configuration, policies, a node''s status, inventories')
            [CompletionResult]::new('pki', 'pki', [CompletionResultType]::ParameterValue, 'Make an authority, and credentials for brokers, nodes and users')
            [CompletionResult]::new('jwt', 'jwt', [CompletionResultType]::ParameterValue, 'Make, show and check tokens and their keys')
            [CompletionResult]::new('keys', 'keys', [CompletionResultType]::ParameterValue, 'Make an ed25519 key pair; the public half is printed')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Log in at the site''s AAA service and keep the token it gives')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Bring up a whole fleet on this machine and run a command against it')
            [CompletionResult]::new('tui', 'tui', [CompletionResultType]::ParameterValue, 'Drive the fleet on a whole screen: browse, ask, watch')
            [CompletionResult]::new('buildinfo', 'buildinfo', [CompletionResultType]::ParameterValue, 'Show what this program is made of')
            [CompletionResult]::new('cheat', 'cheat', [CompletionResultType]::ParameterValue, 'Show examples of commands')
            [CompletionResult]::new('choria', 'choria', [CompletionResultType]::ParameterValue, 'Names of older versions')
            [CompletionResult]::new('completion', 'completion', [CompletionResultType]::ParameterValue, 'Shell completion support')
            [CompletionResult]::new('gen', 'gen', [CompletionResultType]::ParameterValue, 'Write completion scripts or man pages')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'mco;help;ping' {
            break
        }
        'mco;help;find' {
            break
        }
        'mco;help;rpc' {
            break
        }
        'mco;help;run' {
            break
        }
        'mco;help;facts' {
            break
        }
        'mco;help;filter' {
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Say term by term which part of a filter holds for one node, and why')
            [CompletionResult]::new('describe', 'describe', [CompletionResultType]::ParameterValue, 'Say in words which nodes a filter means, and how many of those known from earlier answers')
            break
        }
        'mco;help;filter;test' {
            break
        }
        'mco;help;filter;describe' {
            break
        }
        'mco;help;describe_filter' {
            break
        }
        'mco;help;inventory' {
            break
        }
        'mco;help;package' {
            break
        }
        'mco;help;service' {
            break
        }
        'mco;help;puppet' {
            break
        }
        'mco;help;shell' {
            break
        }
        'mco;help;process' {
            break
        }
        'mco;help;filemgr' {
            break
        }
        'mco;help;nettest' {
            break
        }
        'mco;help;jobs' {
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List rollouts, the newest last')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one rollout: its plan, and how every node fared')
            [CompletionResult]::new('retry', 'retry', [CompletionResultType]::ParameterValue, 'Ask the failed or the silent nodes of a rollout again')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Forget rollouts; nothing happens to the nodes')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Forget complete rollouts that are older than a month')
            break
        }
        'mco;help;jobs;ls' {
            break
        }
        'mco;help;jobs;show' {
            break
        }
        'mco;help;jobs;retry' {
            break
        }
        'mco;help;jobs;rm' {
            break
        }
        'mco;help;jobs;prune' {
            break
        }
        'mco;help;resume' {
            break
        }
        'mco;help;history' {
            break
        }
        'mco;help;set' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the sets')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the nodes of a set')
            [CompletionResult]::new('save', 'save', [CompletionResultType]::ParameterValue, 'Keep the nodes that are found as a set, in the place of an older one')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add the nodes that are found to a set')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Remove sets')
            break
        }
        'mco;help;set;list' {
            break
        }
        'mco;help;set;show' {
            break
        }
        'mco;help;set;save' {
            break
        }
        'mco;help;set;add' {
            break
        }
        'mco;help;set;rm' {
            break
        }
        'mco;help;cache' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the known nodes')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Forget everything')
            [CompletionResult]::new('refresh', 'refresh', [CompletionResultType]::ParameterValue, 'Ask the nodes what they are and keep it')
            break
        }
        'mco;help;cache;show' {
            break
        }
        'mco;help;cache;clear' {
            break
        }
        'mco;help;cache;refresh' {
            break
        }
        'mco;help;plugin' {
            [CompletionResult]::new('doc', 'doc', [CompletionResultType]::ParameterValue, 'List the agents known here, or describe one')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Write a typed client, or a DDL')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Say what is wrong with DDLs')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the description of an agent, for programs')
            break
        }
        'mco;help;plugin;doc' {
            break
        }
        'mco;help;plugin;generate' {
            [CompletionResult]::new('client', 'client', [CompletionResultType]::ParameterValue, 'Write a Rust crate that drives one agent')
            [CompletionResult]::new('ddl', 'ddl', [CompletionResultType]::ParameterValue, 'Write a DDL: asks for what the flags leave open, when there is somebody to ask')
            break
        }
        'mco;help;plugin;generate;client' {
            break
        }
        'mco;help;plugin;generate;ddl' {
            break
        }
        'mco;help;plugin;lint' {
            break
        }
        'mco;help;plugin;schema' {
            break
        }
        'mco;help;ddl' {
            [CompletionResult]::new('sync', 'sync', [CompletionResultType]::ParameterValue, 'Get DDLs from the registry: all of them, or those named')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the DDLs kept here and their age')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Remove the DDLs kept here')
            break
        }
        'mco;help;ddl;sync' {
            break
        }
        'mco;help;ddl;list' {
            break
        }
        'mco;help;ddl;clear' {
            break
        }
        'mco;help;tool' {
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the configuration in effect; with a pattern, what the keys that match it mean')
            [CompletionResult]::new('policy', 'policy', [CompletionResultType]::ParameterValue, 'Try and check policies before nodes follow them')
            [CompletionResult]::new('inventory', 'inventory', [CompletionResultType]::ParameterValue, 'Make or refresh an inventory file with the nodes that are found, or check one')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Check a node''s health by its status file: prints `FILE OK`, or what is wrong and exits with 1')
            break
        }
        'mco;help;tool;config' {
            break
        }
        'mco;help;tool;policy' {
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Tell whether a policy allows a call, and which of its lines say so; exits with 0 if it does, else with 1')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Tell which lines of policy files make no sense; exits with 1 if there are any')
            break
        }
        'mco;help;tool;policy;test' {
            break
        }
        'mco;help;tool;policy;lint' {
            break
        }
        'mco;help;tool;inventory' {
            break
        }
        'mco;help;tool;status' {
            break
        }
        'mco;help;pki' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a new authority')
            [CompletionResult]::new('broker', 'broker', [CompletionResultType]::ParameterValue, 'Make the kit of a broker')
            [CompletionResult]::new('node', 'node', [CompletionResultType]::ParameterValue, 'Make the kits of nodes')
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Make the kit of a user, and say which name to set')
            [CompletionResult]::new('renew', 'renew', [CompletionResultType]::ParameterValue, 'Issue certificates and tokens anew, with fresh keys, before they end')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'List the site''s certificates and tokens and when they end, or show one file')
            break
        }
        'mco;help;pki;init' {
            break
        }
        'mco;help;pki;broker' {
            break
        }
        'mco;help;pki;node' {
            break
        }
        'mco;help;pki;user' {
            break
        }
        'mco;help;pki;renew' {
            break
        }
        'mco;help;pki;show' {
            break
        }
        'mco;help;jwt' {
            [CompletionResult]::new('view', 'view', [CompletionResultType]::ParameterValue, 'Show what a token says; exits with 1 when it has expired')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check a token like a monitoring plugin: exits with 0 when it is as it should be, 2 when not, 3 when that cannot be told')
            [CompletionResult]::new('client', 'client', [CompletionResultType]::ParameterValue, 'Make the token of a client')
            [CompletionResult]::new('server', 'server', [CompletionResultType]::ParameterValue, 'Make the token of a node')
            [CompletionResult]::new('provisioning', 'provisioning', [CompletionResultType]::ParameterValue, 'Make the token of nodes that wait to be provisioned')
            [CompletionResult]::new('keys', 'keys', [CompletionResultType]::ParameterValue, 'Make an ed25519 key pair; the public half is printed')
            break
        }
        'mco;help;jwt;view' {
            break
        }
        'mco;help;jwt;check' {
            break
        }
        'mco;help;jwt;client' {
            break
        }
        'mco;help;jwt;server' {
            break
        }
        'mco;help;jwt;provisioning' {
            break
        }
        'mco;help;jwt;keys' {
            break
        }
        'mco;help;keys' {
            break
        }
        'mco;help;login' {
            break
        }
        'mco;help;demo' {
            break
        }
        'mco;help;tui' {
            break
        }
        'mco;help;buildinfo' {
            break
        }
        'mco;help;cheat' {
            break
        }
        'mco;help;choria' {
            [CompletionResult]::new('show_config', 'show_config', [CompletionResultType]::ParameterValue, 'Show the configuration in effect; with a pattern, what the keys that match it mean')
            break
        }
        'mco;help;choria;show_config' {
            break
        }
        'mco;help;completion' {
            break
        }
        'mco;help;gen' {
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Completion scripts for every shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'A man page for every command')
            break
        }
        'mco;help;gen;completions' {
            break
        }
        'mco;help;gen;man' {
            break
        }
        'mco;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
