module completions {

  def "nu-complete mco color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco exit" [] {
    [ "go" ]
  }

  # Ask questions of, and change things on, a whole fleet of machines at once
  export extern mco [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    --version(-V)             # Print version
  ]

  def "nu-complete mco ping display" [] {
    [ "ok" "failed" "all" "none" ]
  }

  def "nu-complete mco ping color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco ping exit" [] {
    [ "go" ]
  }

  # See which nodes answer, and how fast
  export extern "mco ping" [
    --silent                  # Only the statistics
    --names                   # Only the names, no statistics
    --expect: string          # Stop once this many nodes have answered
    --timeout(-t): string     # Wait this long for answers, in seconds or as `2m`, instead of ending soon after the last
    --graph(-g)               # Draw how many answers came when
    --json(-j)                # One JSON document
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --dm: string              # Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    --do: string              # Option of that way, as `file=nodes.yaml`
    --discovery-timeout: string # Wait this long for discovery instead of ending it soon after the last answer
    --discovery-window        # End discovery soon after the last answer even so, or where that is switched off
    --nodes: path             # Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    --not-nodes: path         # Leave out the nodes of a file or of a saved set
    --limit: string           # Ask at most this many of the nodes found, e.g. `5` or `10%`
    --one(-1)                 # Ask only one of the nodes found
    --limit-seed: string      # Choose the limited nodes at random, the same ones for the same number
    --sort                    # Taken for scripts written for other clients: the fastest come first
    --quiet(-q)               # Discovery is all there is to be quiet about
    --np                      # There is no progress to show
    --ttl: string             # Nothing is sent that could get old
    --batch: string           # Nobody is asked one after the other
    --batch-sleep: string     # Nobody is asked one after the other
    --display: string@"nu-complete mco ping display" # There are no replies to choose from
    --workers: string         # One connection reads everything
    --threaded                # Nothing here depends on it
    --publish_timeout: string # Requests leave as fast as the broker takes them
    --connection-timeout: string # The configuration says how long a connection may take
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco ping color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco ping exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco find display" [] {
    [ "ok" "failed" "all" "none" ]
  }

  def "nu-complete mco find color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco find exit" [] {
    [ "go" ]
  }

  # Find the nodes a filter means, running nothing on them
  export extern "mco find" [
    --json(-j)                # A JSON array
    --exit-zero               # Succeed even when no node was found
    --sort                    # In order of name instead of arrival
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --dm: string              # Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    --do: string              # Option of that way, as `file=nodes.yaml`
    --discovery-timeout: string # Wait this long for discovery instead of ending it soon after the last answer
    --discovery-window        # End discovery soon after the last answer even so, or where that is switched off
    --nodes: path             # Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    --not-nodes: path         # Leave out the nodes of a file or of a saved set
    --limit: string           # Ask at most this many of the nodes found, e.g. `5` or `10%`
    --one(-1)                 # Ask only one of the nodes found
    --limit-seed: string      # Choose the limited nodes at random, the same ones for the same number
    --timeout(-t): string     # Taken for scripts written for other clients: --discovery-timeout is the wait for nodes
    --silent                  # Taken for scripts written for other clients: nothing but names is printed anyway
    --quiet(-q)               # Discovery is all there is to be quiet about
    --np                      # There is no progress to show
    --ttl: string             # Nothing is sent that could get old
    --batch: string           # Nobody is asked one after the other
    --batch-sleep: string     # Nobody is asked one after the other
    --display: string@"nu-complete mco find display" # There are no replies to choose from
    --workers: string         # One connection reads everything
    --threaded                # Nothing here depends on it
    --publish_timeout: string # Requests leave as fast as the broker takes them
    --connection-timeout: string # The configuration says how long a connection may take
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco find color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco find exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco rpc json" [] {
    [ "document" "legacy" ]
  }

  def "nu-complete mco rpc display" [] {
    [ "ok" "failed" "all" "none" ]
  }

  def "nu-complete mco rpc color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco rpc exit" [] {
    [ "go" ]
  }

  # Run an action of an agent on the nodes a filter means
  export extern "mco rpc" [
    --agent(-a): string       # Agent
    --action: string          # Action
    --arg: string             # Input
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --dm: string              # Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    --do: string              # Option of that way, as `file=nodes.yaml`
    --discovery-timeout: string # Wait this long for discovery instead of ending it soon after the last answer
    --discovery-window        # End discovery soon after the last answer even so, or where that is switched off
    --nodes: path             # Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    --not-nodes: path         # Leave out the nodes of a file or of a saved set
    --limit: string           # Ask at most this many of the nodes found, e.g. `5` or `10%`
    --one(-1)                 # Ask only one of the nodes found
    --limit-seed: string      # Choose the limited nodes at random, the same ones for the same number
    --timeout(-t): string     # Longest wait for replies, in seconds or as `2m`
    --ttl: string             # How long the request stays valid
    --max-targets: string     # Refuse to ask more nodes than this
    --no-results              # Do not wait for replies; prints the id of the request
    --nr                      # Do not wait for replies; prints the id of the request
    --threaded                # Taken for scripts written for other clients: nothing here depends on it
    --publish_timeout: string # Taken for scripts written for other clients: requests leave as fast as the broker takes them
    --connection-timeout: string # Taken for scripts written for other clients: the configuration says how long a connection may take
    --yes(-y)                 # Do not ask before changing things
    --explain                 # Say in words what would be asked and of whom, then stop
    --batch: string           # Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered
    --batch-sleep: string     # Pause between batches, 1s without this
    --canary: string          # Ask this many nodes first and go on only when every one of them succeeds
    --stop-on: string         # Stop once this many nodes, or this part of all, have failed or stayed silent
    --verify: string          # Check the nodes of each batch with another request and stop when one does not pass, e.g. `'service status service=httpd'`
    --retry: string           # Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`
    --reason: string          # Why this is done, for `mco jobs`
    --resume: string          # Go on with a rollout that stopped, see `mco jobs`
    --dry-run                 # Find the nodes and show the plan, then stop
    --hold-after-canary       # After the canaries wait until somebody says to go on; only the screens have a key for that
    --workers: string         # Taken for scripts written for other clients: one connection reads all replies
    --json(-j): string@"nu-complete mco rpc json" # One JSON document; `--json=legacy` for the bare list of replies older clients write
    --jsonl                   # One JSON object per line, as things happen
    --table                   # A table of the successful replies
    --senders                 # Only the names of the nodes that succeeded
    --display: string@"nu-complete mco rpc display" # Which replies to show: ok, failed, all or none; without it the DDL decides
    --filter-replies: string  # Show only replies this expression holds for, as `ok() && data("status") == "stopped"`
    --group                   # Answers that are the same once, with the names of all who gave them
    --sort                    # Replies in order of node name instead of arrival
    --quiet(-q)               # No word about discovery and progress
    --np                      # No progress bar
    --output-file(-o): path   # Write the answer to this file
    --strict                  # Count nodes that do not answer as failed in the exit status
    --reply-to(-r): string    # Have replies sent to this subject, without waiting; prints the id of the request
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco rpc color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco rpc exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    agent?: string            # Agent, e.g. `package`; `mco plugin doc` lists them
    action?: string           # Action of the agent, e.g. `status`; `mco plugin doc AGENT` lists them
    ...inputs: string         # Inputs of the action
  ]

  def "nu-complete mco run json" [] {
    [ "document" "legacy" ]
  }

  def "nu-complete mco run display" [] {
    [ "ok" "failed" "all" "none" ]
  }

  def "nu-complete mco run color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco run exit" [] {
    [ "go" ]
  }

  # Build a request step by step: agent, action, inputs, nodes, plan
  export extern "mco run" [
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --dm: string              # Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    --do: string              # Option of that way, as `file=nodes.yaml`
    --discovery-timeout: string # Wait this long for discovery instead of ending it soon after the last answer
    --discovery-window        # End discovery soon after the last answer even so, or where that is switched off
    --nodes: path             # Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    --not-nodes: path         # Leave out the nodes of a file or of a saved set
    --limit: string           # Ask at most this many of the nodes found, e.g. `5` or `10%`
    --one(-1)                 # Ask only one of the nodes found
    --limit-seed: string      # Choose the limited nodes at random, the same ones for the same number
    --timeout(-t): string     # Longest wait for replies, in seconds or as `2m`
    --ttl: string             # How long the request stays valid
    --max-targets: string     # Refuse to ask more nodes than this
    --no-results              # Do not wait for replies; prints the id of the request
    --nr                      # Do not wait for replies; prints the id of the request
    --threaded                # Taken for scripts written for other clients: nothing here depends on it
    --publish_timeout: string # Taken for scripts written for other clients: requests leave as fast as the broker takes them
    --connection-timeout: string # Taken for scripts written for other clients: the configuration says how long a connection may take
    --yes(-y)                 # Do not ask before changing things
    --explain                 # Say in words what would be asked and of whom, then stop
    --batch: string           # Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered
    --batch-sleep: string     # Pause between batches, 1s without this
    --canary: string          # Ask this many nodes first and go on only when every one of them succeeds
    --stop-on: string         # Stop once this many nodes, or this part of all, have failed or stayed silent
    --verify: string          # Check the nodes of each batch with another request and stop when one does not pass, e.g. `'service status service=httpd'`
    --retry: string           # Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`
    --reason: string          # Why this is done, for `mco jobs`
    --resume: string          # Go on with a rollout that stopped, see `mco jobs`
    --dry-run                 # Find the nodes and show the plan, then stop
    --hold-after-canary       # After the canaries wait until somebody says to go on; only the screens have a key for that
    --workers: string         # Taken for scripts written for other clients: one connection reads all replies
    --json(-j): string@"nu-complete mco run json" # One JSON document; `--json=legacy` for the bare list of replies older clients write
    --jsonl                   # One JSON object per line, as things happen
    --table                   # A table of the successful replies
    --senders                 # Only the names of the nodes that succeeded
    --display: string@"nu-complete mco run display" # Which replies to show: ok, failed, all or none; without it the DDL decides
    --filter-replies: string  # Show only replies this expression holds for, as `ok() && data("status") == "stopped"`
    --group                   # Answers that are the same once, with the names of all who gave them
    --sort                    # Replies in order of node name instead of arrival
    --quiet(-q)               # No word about discovery and progress
    --np                      # No progress bar
    --output-file(-o): path   # Write the answer to this file
    --strict                  # Count nodes that do not answer as failed in the exit status
    --reply-to(-r): string    # Have replies sent to this subject, without waiting; prints the id of the request
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco run color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco run exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help (see more with '--help')
    agent?: string            # Agent; chosen from a list without it
    action?: string           # Action of the agent; chosen from a list without it
    ...inputs: string         # Inputs of the action, to begin with
  ]

  def "nu-complete mco facts json" [] {
    [ "document" "legacy" ]
  }

  def "nu-complete mco facts display" [] {
    [ "ok" "failed" "all" "none" ]
  }

  def "nu-complete mco facts color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco facts exit" [] {
    [ "go" ]
  }

  # Count the values of a fact over the fleet
  export extern "mco facts" [
    --show-nodes(-n)          # Name the nodes that have each value
    --reverse(-r)             # Most frequent value first
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --dm: string              # Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    --do: string              # Option of that way, as `file=nodes.yaml`
    --discovery-timeout: string # Wait this long for discovery instead of ending it soon after the last answer
    --discovery-window        # End discovery soon after the last answer even so, or where that is switched off
    --nodes: path             # Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    --not-nodes: path         # Leave out the nodes of a file or of a saved set
    --limit: string           # Ask at most this many of the nodes found, e.g. `5` or `10%`
    --one(-1)                 # Ask only one of the nodes found
    --limit-seed: string      # Choose the limited nodes at random, the same ones for the same number
    --ttl: string             # How long the request stays valid
    --max-targets: string     # Refuse to ask more nodes than this
    --no-results              # Do not wait for replies; prints the id of the request
    --nr                      # Do not wait for replies; prints the id of the request
    --threaded                # Taken for scripts written for other clients: nothing here depends on it
    --publish_timeout: string # Taken for scripts written for other clients: requests leave as fast as the broker takes them
    --connection-timeout: string # Taken for scripts written for other clients: the configuration says how long a connection may take
    --yes(-y)                 # Do not ask before changing things
    --explain                 # Say in words what would be asked and of whom, then stop
    --batch: string           # Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered
    --batch-sleep: string     # Pause between batches, 1s without this
    --canary: string          # Ask this many nodes first and go on only when every one of them succeeds
    --stop-on: string         # Stop once this many nodes, or this part of all, have failed or stayed silent
    --verify: string          # Check the nodes of each batch with another request and stop when one does not pass, e.g. `'service status service=httpd'`
    --retry: string           # Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`
    --reason: string          # Why this is done, for `mco jobs`
    --resume: string          # Go on with a rollout that stopped, see `mco jobs`
    --dry-run                 # Find the nodes and show the plan, then stop
    --hold-after-canary       # After the canaries wait until somebody says to go on; only the screens have a key for that
    --workers: string         # Taken for scripts written for other clients: one connection reads all replies
    --json(-j): string@"nu-complete mco facts json" # One JSON document; `--json=legacy` for the bare list of replies older clients write
    --jsonl                   # One JSON object per line, as things happen
    --senders                 # Only the names of the nodes that succeeded
    --display: string@"nu-complete mco facts display" # Which replies to show: ok, failed, all or none; without it the DDL decides
    --filter-replies: string  # Show only replies this expression holds for, as `ok() && data("status") == "stopped"`
    --group                   # Answers that are the same once, with the names of all who gave them
    --sort                    # Replies in order of node name instead of arrival
    --quiet(-q)               # No word about discovery and progress
    --np                      # No progress bar
    --output-file(-o): path   # Write the answer to this file
    --strict                  # Count nodes that do not answer as failed in the exit status
    --timeout: string         # Longest wait for replies, in seconds or as `2m`
    --reply-to: string        # Have replies sent to this subject, without waiting; prints the id of the request
    --table(-t)               # A table of the successful replies
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco facts color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco facts exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    fact: string              # Path of the fact, e.g. `os.family`
  ]

  def "nu-complete mco filter color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco filter exit" [] {
    [ "go" ]
  }

  # Try filters out
  export extern "mco filter" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco filter color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco filter exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco filter test color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco filter test exit" [] {
    [ "go" ]
  }

  # Say term by term which part of a filter holds for one node, and why
  export extern "mco filter test" [
    --node(-n): string        # Node to ask; with files, only its name
    --cached                  # Take what was last learned of the node, and ask nobody
    --facts: path             # Facts from a JSON or YAML file instead
    --classes: path           # Classes from a file, one to a line, instead
    --agents: string          # Agents, with commas between them, instead
    --json(-j)                # One JSON document
    --timeout(-t): string     # Longest wait for the node, in seconds or as `2m`
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco filter test color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco filter test exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help (see more with '--help')
    expression?: string       # Expression, as -S takes it
  ]

  def "nu-complete mco filter describe color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco filter describe exit" [] {
    [ "go" ]
  }

  # Say in words which nodes a filter means, and how many of those known from earlier answers
  export extern "mco filter describe" [
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco filter describe color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco filter describe exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco filter help" [
  ]

  # Say term by term which part of a filter holds for one node, and why
  export extern "mco filter help test" [
  ]

  # Say in words which nodes a filter means, and how many of those known from earlier answers
  export extern "mco filter help describe" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco filter help help" [
  ]

  def "nu-complete mco describe_filter color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco describe_filter exit" [] {
    [ "go" ]
  }

  # Say in words which nodes a filter means, and how many of those known from earlier answers
  export extern "mco describe_filter" [
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco describe_filter color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco describe_filter exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco inventory json" [] {
    [ "document" "legacy" ]
  }

  def "nu-complete mco inventory display" [] {
    [ "ok" "failed" "all" "none" ]
  }

  def "nu-complete mco inventory color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco inventory exit" [] {
    [ "go" ]
  }

  # Show what one node is and has, or the size of every collective
  export extern "mco inventory" [
    --collectives             # Count nodes per collective instead
    --list-collectives        # Count nodes per collective instead
    --lc                      # Count nodes per collective instead
    --no-facts                # Leave the facts out
    --facts                   # Show the facts, as without --no-facts
    --map: path               # Draw the collectives and their nodes into a file, as a graph in the DOT language
    --collective-graph: path  # Draw the collectives and their nodes into a file, as a graph in the DOT language
    --cg: path                # Draw the collectives and their nodes into a file, as a graph in the DOT language
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --dm: string              # Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    --do: string              # Option of that way, as `file=nodes.yaml`
    --discovery-timeout: string # Wait this long for discovery instead of ending it soon after the last answer
    --discovery-window        # End discovery soon after the last answer even so, or where that is switched off
    --nodes: path             # Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    --not-nodes: path         # Leave out the nodes of a file or of a saved set
    --limit: string           # Ask at most this many of the nodes found, e.g. `5` or `10%`
    --one(-1)                 # Ask only one of the nodes found
    --limit-seed: string      # Choose the limited nodes at random, the same ones for the same number
    --timeout(-t): string     # Longest wait for replies, in seconds or as `2m`
    --ttl: string             # How long the request stays valid
    --max-targets: string     # Refuse to ask more nodes than this
    --reply-to(-r): string    # Have replies sent to this subject, without waiting; prints the id of the request
    --no-results              # Do not wait for replies; prints the id of the request
    --nr                      # Do not wait for replies; prints the id of the request
    --threaded                # Taken for scripts written for other clients: nothing here depends on it
    --publish_timeout: string # Taken for scripts written for other clients: requests leave as fast as the broker takes them
    --connection-timeout: string # Taken for scripts written for other clients: the configuration says how long a connection may take
    --yes(-y)                 # Do not ask before changing things
    --explain                 # Say in words what would be asked and of whom, then stop
    --batch: string           # Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered
    --batch-sleep: string     # Pause between batches, 1s without this
    --canary: string          # Ask this many nodes first and go on only when every one of them succeeds
    --stop-on: string         # Stop once this many nodes, or this part of all, have failed or stayed silent
    --verify: string          # Check the nodes of each batch with another request and stop when one does not pass, e.g. `'service status service=httpd'`
    --retry: string           # Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`
    --reason: string          # Why this is done, for `mco jobs`
    --resume: string          # Go on with a rollout that stopped, see `mco jobs`
    --dry-run                 # Find the nodes and show the plan, then stop
    --hold-after-canary       # After the canaries wait until somebody says to go on; only the screens have a key for that
    --workers: string         # Taken for scripts written for other clients: one connection reads all replies
    --json(-j): string@"nu-complete mco inventory json" # One JSON document; `--json=legacy` for the bare list of replies older clients write
    --jsonl                   # One JSON object per line, as things happen
    --table                   # A table of the successful replies
    --senders                 # Only the names of the nodes that succeeded
    --display: string@"nu-complete mco inventory display" # Which replies to show: ok, failed, all or none; without it the DDL decides
    --filter-replies: string  # Show only replies this expression holds for, as `ok() && data("status") == "stopped"`
    --group                   # Answers that are the same once, with the names of all who gave them
    --sort                    # Replies in order of node name instead of arrival
    --quiet(-q)               # No word about discovery and progress
    --np                      # No progress bar
    --output-file(-o): path   # Write the answer to this file
    --strict                  # Count nodes that do not answer as failed in the exit status
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco inventory color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco inventory exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    node?: string             # Node to look at
  ]

  def "nu-complete mco package json" [] {
    [ "document" "legacy" ]
  }

  def "nu-complete mco package display" [] {
    [ "ok" "failed" "all" "none" ]
  }

  def "nu-complete mco package color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco package exit" [] {
    [ "go" ]
  }

  # Install, remove and look at packages
  export extern "mco package" [
    --version: string         # Version to install
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --dm: string              # Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    --do: string              # Option of that way, as `file=nodes.yaml`
    --discovery-timeout: string # Wait this long for discovery instead of ending it soon after the last answer
    --discovery-window        # End discovery soon after the last answer even so, or where that is switched off
    --nodes: path             # Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    --not-nodes: path         # Leave out the nodes of a file or of a saved set
    --limit: string           # Ask at most this many of the nodes found, e.g. `5` or `10%`
    --one(-1)                 # Ask only one of the nodes found
    --limit-seed: string      # Choose the limited nodes at random, the same ones for the same number
    --timeout(-t): string     # Longest wait for replies, in seconds or as `2m`
    --ttl: string             # How long the request stays valid
    --max-targets: string     # Refuse to ask more nodes than this
    --reply-to(-r): string    # Have replies sent to this subject, without waiting; prints the id of the request
    --no-results              # Do not wait for replies; prints the id of the request
    --nr                      # Do not wait for replies; prints the id of the request
    --threaded                # Taken for scripts written for other clients: nothing here depends on it
    --publish_timeout: string # Taken for scripts written for other clients: requests leave as fast as the broker takes them
    --connection-timeout: string # Taken for scripts written for other clients: the configuration says how long a connection may take
    --yes(-y)                 # Do not ask before changing things
    --explain                 # Say in words what would be asked and of whom, then stop
    --batch: string           # Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered
    --batch-sleep: string     # Pause between batches, 1s without this
    --canary: string          # Ask this many nodes first and go on only when every one of them succeeds
    --stop-on: string         # Stop once this many nodes, or this part of all, have failed or stayed silent
    --verify: string          # Check the nodes of each batch with another request and stop when one does not pass, e.g. `'service status service=httpd'`
    --retry: string           # Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`
    --reason: string          # Why this is done, for `mco jobs`
    --resume: string          # Go on with a rollout that stopped, see `mco jobs`
    --dry-run                 # Find the nodes and show the plan, then stop
    --hold-after-canary       # After the canaries wait until somebody says to go on; only the screens have a key for that
    --workers: string         # Taken for scripts written for other clients: one connection reads all replies
    --json(-j): string@"nu-complete mco package json" # One JSON document; `--json=legacy` for the bare list of replies older clients write
    --jsonl                   # One JSON object per line, as things happen
    --table                   # A table of the successful replies
    --senders                 # Only the names of the nodes that succeeded
    --display: string@"nu-complete mco package display" # Which replies to show: ok, failed, all or none; without it the DDL decides
    --filter-replies: string  # Show only replies this expression holds for, as `ok() && data("status") == "stopped"`
    --group                   # Answers that are the same once, with the names of all who gave them
    --sort                    # Replies in order of node name instead of arrival
    --quiet(-q)               # No word about discovery and progress
    --np                      # No progress bar
    --output-file(-o): path   # Write the answer to this file
    --strict                  # Count nodes that do not answer as failed in the exit status
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco package color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco package exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    ...words: string          # `ACTION PACKAGE`, `PACKAGE ACTION`, or an action that needs no package
  ]

  def "nu-complete mco service json" [] {
    [ "document" "legacy" ]
  }

  def "nu-complete mco service display" [] {
    [ "ok" "failed" "all" "none" ]
  }

  def "nu-complete mco service color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco service exit" [] {
    [ "go" ]
  }

  # Start, stop and look at services
  export extern "mco service" [
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --dm: string              # Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    --do: string              # Option of that way, as `file=nodes.yaml`
    --discovery-timeout: string # Wait this long for discovery instead of ending it soon after the last answer
    --discovery-window        # End discovery soon after the last answer even so, or where that is switched off
    --nodes: path             # Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    --not-nodes: path         # Leave out the nodes of a file or of a saved set
    --limit: string           # Ask at most this many of the nodes found, e.g. `5` or `10%`
    --one(-1)                 # Ask only one of the nodes found
    --limit-seed: string      # Choose the limited nodes at random, the same ones for the same number
    --timeout(-t): string     # Longest wait for replies, in seconds or as `2m`
    --ttl: string             # How long the request stays valid
    --max-targets: string     # Refuse to ask more nodes than this
    --reply-to(-r): string    # Have replies sent to this subject, without waiting; prints the id of the request
    --no-results              # Do not wait for replies; prints the id of the request
    --nr                      # Do not wait for replies; prints the id of the request
    --threaded                # Taken for scripts written for other clients: nothing here depends on it
    --publish_timeout: string # Taken for scripts written for other clients: requests leave as fast as the broker takes them
    --connection-timeout: string # Taken for scripts written for other clients: the configuration says how long a connection may take
    --yes(-y)                 # Do not ask before changing things
    --explain                 # Say in words what would be asked and of whom, then stop
    --batch: string           # Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered
    --batch-sleep: string     # Pause between batches, 1s without this
    --canary: string          # Ask this many nodes first and go on only when every one of them succeeds
    --stop-on: string         # Stop once this many nodes, or this part of all, have failed or stayed silent
    --verify: string          # Check the nodes of each batch with another request and stop when one does not pass, e.g. `'service status service=httpd'`
    --retry: string           # Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`
    --reason: string          # Why this is done, for `mco jobs`
    --resume: string          # Go on with a rollout that stopped, see `mco jobs`
    --dry-run                 # Find the nodes and show the plan, then stop
    --hold-after-canary       # After the canaries wait until somebody says to go on; only the screens have a key for that
    --workers: string         # Taken for scripts written for other clients: one connection reads all replies
    --json(-j): string@"nu-complete mco service json" # One JSON document; `--json=legacy` for the bare list of replies older clients write
    --jsonl                   # One JSON object per line, as things happen
    --table                   # A table of the successful replies
    --senders                 # Only the names of the nodes that succeeded
    --display: string@"nu-complete mco service display" # Which replies to show: ok, failed, all or none; without it the DDL decides
    --filter-replies: string  # Show only replies this expression holds for, as `ok() && data("status") == "stopped"`
    --group                   # Answers that are the same once, with the names of all who gave them
    --sort                    # Replies in order of node name instead of arrival
    --quiet(-q)               # No word about discovery and progress
    --np                      # No progress bar
    --output-file(-o): path   # Write the answer to this file
    --strict                  # Count nodes that do not answer as failed in the exit status
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco service color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco service exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    ...words: string          # `ACTION SERVICE` or `SERVICE ACTION`
  ]

  def "nu-complete mco puppet command" [] {
    [ "count" "enable" "disable" "status" "summary" "runonce" "runall" "resource" ]
  }

  def "nu-complete mco puppet json" [] {
    [ "document" "legacy" ]
  }

  def "nu-complete mco puppet display" [] {
    [ "ok" "failed" "all" "none" ]
  }

  def "nu-complete mco puppet color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco puppet exit" [] {
    [ "go" ]
  }

  # Look at Puppet agents, hold them back and make them run
  export extern "mco puppet" [
    --force                   # Run without waiting a random time first
    --server: string          # Puppet server to use
    --tag: string             # Apply only resources with these tags
    --tags: string            # Apply only resources with these tags
    --skip_tag: string        # Leave out resources with these tags
    --skip_tags: string       # Leave out resources with these tags
    --noop                    # Report what would change and change nothing
    --no-noop                 # Change things even where Puppet is set up not to
    --environment(-E): string # Puppet environment
    --splay                   # Wait a random time before the run
    --no-splay                # Do not wait a random time before the run
    --splaylimit: string      # Longest random wait
    --use_cached_catalog      # Apply the catalog of the last run
    --no-use_cached_catalog   # Do not apply the catalog of the last run
    --ignoreschedules         # Apply also what is scheduled for another time
    --rerun: string           # With runall: start over, with at least this long between two starts
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --dm: string              # Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    --do: string              # Option of that way, as `file=nodes.yaml`
    --discovery-timeout: string # Wait this long for discovery instead of ending it soon after the last answer
    --discovery-window        # End discovery soon after the last answer even so, or where that is switched off
    --nodes: path             # Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    --not-nodes: path         # Leave out the nodes of a file or of a saved set
    --limit: string           # Ask at most this many of the nodes found, e.g. `5` or `10%`
    --one(-1)                 # Ask only one of the nodes found
    --limit-seed: string      # Choose the limited nodes at random, the same ones for the same number
    --timeout(-t): string     # Longest wait for replies, in seconds or as `2m`
    --ttl: string             # How long the request stays valid
    --max-targets: string     # Refuse to ask more nodes than this
    --reply-to(-r): string    # Have replies sent to this subject, without waiting; prints the id of the request
    --no-results              # Do not wait for replies; prints the id of the request
    --nr                      # Do not wait for replies; prints the id of the request
    --threaded                # Taken for scripts written for other clients: nothing here depends on it
    --publish_timeout: string # Taken for scripts written for other clients: requests leave as fast as the broker takes them
    --connection-timeout: string # Taken for scripts written for other clients: the configuration says how long a connection may take
    --yes(-y)                 # Do not ask before changing things
    --explain                 # Say in words what would be asked and of whom, then stop
    --batch: string           # Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered
    --batch-sleep: string     # Pause between batches, 1s without this
    --canary: string          # Ask this many nodes first and go on only when every one of them succeeds
    --stop-on: string         # Stop once this many nodes, or this part of all, have failed or stayed silent
    --verify: string          # Check the nodes of each batch with another request and stop when one does not pass, e.g. `'service status service=httpd'`
    --retry: string           # Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`
    --reason: string          # Why this is done, for `mco jobs`
    --resume: string          # Go on with a rollout that stopped, see `mco jobs`
    --dry-run                 # Find the nodes and show the plan, then stop
    --hold-after-canary       # After the canaries wait until somebody says to go on; only the screens have a key for that
    --workers: string         # Taken for scripts written for other clients: one connection reads all replies
    --json(-j): string@"nu-complete mco puppet json" # One JSON document; `--json=legacy` for the bare list of replies older clients write
    --jsonl                   # One JSON object per line, as things happen
    --table                   # A table of the successful replies
    --senders                 # Only the names of the nodes that succeeded
    --display: string@"nu-complete mco puppet display" # Which replies to show: ok, failed, all or none; without it the DDL decides
    --filter-replies: string  # Show only replies this expression holds for, as `ok() && data("status") == "stopped"`
    --group                   # Answers that are the same once, with the names of all who gave them
    --sort                    # Replies in order of node name instead of arrival
    --quiet(-q)               # No word about discovery and progress
    --np                      # No progress bar
    --output-file(-o): path   # Write the answer to this file
    --strict                  # Count nodes that do not answer as failed in the exit status
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco puppet color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco puppet exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    command: string@"nu-complete mco puppet command" # What to do
    ...rest: string           # What the command needs
  ]

  def "nu-complete mco shell action" [] {
    [ "run" "start" "list" "kill" "watch" ]
  }

  def "nu-complete mco shell json" [] {
    [ "document" "legacy" ]
  }

  def "nu-complete mco shell display" [] {
    [ "ok" "failed" "all" "none" ]
  }

  def "nu-complete mco shell color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco shell exit" [] {
    [ "go" ]
  }

  # Run commands on nodes that host the shell agent
  export extern "mco shell" [
    --user: string            # Run it as this user
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --dm: string              # Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    --do: string              # Option of that way, as `file=nodes.yaml`
    --discovery-timeout: string # Wait this long for discovery instead of ending it soon after the last answer
    --discovery-window        # End discovery soon after the last answer even so, or where that is switched off
    --nodes: path             # Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    --not-nodes: path         # Leave out the nodes of a file or of a saved set
    --limit: string           # Ask at most this many of the nodes found, e.g. `5` or `10%`
    --one(-1)                 # Ask only one of the nodes found
    --limit-seed: string      # Choose the limited nodes at random, the same ones for the same number
    --timeout(-t): string     # Longest wait for replies, in seconds or as `2m`
    --ttl: string             # How long the request stays valid
    --max-targets: string     # Refuse to ask more nodes than this
    --reply-to(-r): string    # Have replies sent to this subject, without waiting; prints the id of the request
    --no-results              # Do not wait for replies; prints the id of the request
    --nr                      # Do not wait for replies; prints the id of the request
    --threaded                # Taken for scripts written for other clients: nothing here depends on it
    --publish_timeout: string # Taken for scripts written for other clients: requests leave as fast as the broker takes them
    --connection-timeout: string # Taken for scripts written for other clients: the configuration says how long a connection may take
    --yes(-y)                 # Do not ask before changing things
    --explain                 # Say in words what would be asked and of whom, then stop
    --batch: string           # Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered
    --batch-sleep: string     # Pause between batches, 1s without this
    --canary: string          # Ask this many nodes first and go on only when every one of them succeeds
    --stop-on: string         # Stop once this many nodes, or this part of all, have failed or stayed silent
    --verify: string          # Check the nodes of each batch with another request and stop when one does not pass, e.g. `'service status service=httpd'`
    --retry: string           # Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`
    --reason: string          # Why this is done, for `mco jobs`
    --resume: string          # Go on with a rollout that stopped, see `mco jobs`
    --dry-run                 # Find the nodes and show the plan, then stop
    --hold-after-canary       # After the canaries wait until somebody says to go on; only the screens have a key for that
    --workers: string         # Taken for scripts written for other clients: one connection reads all replies
    --json(-j): string@"nu-complete mco shell json" # One JSON document; `--json=legacy` for the bare list of replies older clients write
    --jsonl                   # One JSON object per line, as things happen
    --table                   # A table of the successful replies
    --senders                 # Only the names of the nodes that succeeded
    --display: string@"nu-complete mco shell display" # Which replies to show: ok, failed, all or none; without it the DDL decides
    --filter-replies: string  # Show only replies this expression holds for, as `ok() && data("status") == "stopped"`
    --group                   # Answers that are the same once, with the names of all who gave them
    --sort                    # Replies in order of node name instead of arrival
    --quiet(-q)               # No word about discovery and progress
    --np                      # No progress bar
    --output-file(-o): path   # Write the answer to this file
    --strict                  # Count nodes that do not answer as failed in the exit status
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco shell color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco shell exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    action: string@"nu-complete mco shell action" # What to do
    ...words: string          # The command, or the handle of a started one
  ]

  def "nu-complete mco process action" [] {
    [ "list" ]
  }

  def "nu-complete mco process fields" [] {
    [ "PID" "USER" "VSZ" "COMMAND" "TTY" "RSS" "STATE" ]
  }

  def "nu-complete mco process json" [] {
    [ "document" "legacy" ]
  }

  def "nu-complete mco process display" [] {
    [ "ok" "failed" "all" "none" ]
  }

  def "nu-complete mco process color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco process exit" [] {
    [ "go" ]
  }

  # Look at running processes
  export extern "mco process" [
    --zombies(-z)             # Only processes that ended and were not waited for
    --user(-u): string        # Only processes of this user
    --fields: string@"nu-complete mco process fields" # Columns to show: PID, USER, VSZ, COMMAND, TTY, RSS, STATE
    --silent                  # Only the summary
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --dm: string              # Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    --do: string              # Option of that way, as `file=nodes.yaml`
    --discovery-timeout: string # Wait this long for discovery instead of ending it soon after the last answer
    --discovery-window        # End discovery soon after the last answer even so, or where that is switched off
    --nodes: path             # Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    --not-nodes: path         # Leave out the nodes of a file or of a saved set
    --limit: string           # Ask at most this many of the nodes found, e.g. `5` or `10%`
    --one(-1)                 # Ask only one of the nodes found
    --limit-seed: string      # Choose the limited nodes at random, the same ones for the same number
    --timeout(-t): string     # Longest wait for replies, in seconds or as `2m`
    --ttl: string             # How long the request stays valid
    --max-targets: string     # Refuse to ask more nodes than this
    --reply-to(-r): string    # Have replies sent to this subject, without waiting; prints the id of the request
    --no-results              # Do not wait for replies; prints the id of the request
    --nr                      # Do not wait for replies; prints the id of the request
    --threaded                # Taken for scripts written for other clients: nothing here depends on it
    --publish_timeout: string # Taken for scripts written for other clients: requests leave as fast as the broker takes them
    --connection-timeout: string # Taken for scripts written for other clients: the configuration says how long a connection may take
    --yes(-y)                 # Do not ask before changing things
    --explain                 # Say in words what would be asked and of whom, then stop
    --batch: string           # Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered
    --batch-sleep: string     # Pause between batches, 1s without this
    --canary: string          # Ask this many nodes first and go on only when every one of them succeeds
    --stop-on: string         # Stop once this many nodes, or this part of all, have failed or stayed silent
    --verify: string          # Check the nodes of each batch with another request and stop when one does not pass, e.g. `'service status service=httpd'`
    --retry: string           # Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`
    --reason: string          # Why this is done, for `mco jobs`
    --resume: string          # Go on with a rollout that stopped, see `mco jobs`
    --dry-run                 # Find the nodes and show the plan, then stop
    --hold-after-canary       # After the canaries wait until somebody says to go on; only the screens have a key for that
    --workers: string         # Taken for scripts written for other clients: one connection reads all replies
    --json(-j): string@"nu-complete mco process json" # One JSON document; `--json=legacy` for the bare list of replies older clients write
    --jsonl                   # One JSON object per line, as things happen
    --table                   # A table of the successful replies
    --senders                 # Only the names of the nodes that succeeded
    --display: string@"nu-complete mco process display" # Which replies to show: ok, failed, all or none; without it the DDL decides
    --filter-replies: string  # Show only replies this expression holds for, as `ok() && data("status") == "stopped"`
    --group                   # Answers that are the same once, with the names of all who gave them
    --sort                    # Replies in order of node name instead of arrival
    --quiet(-q)               # No word about discovery and progress
    --np                      # No progress bar
    --output-file(-o): path   # Write the answer to this file
    --strict                  # Count nodes that do not answer as failed in the exit status
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco process color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco process exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help (see more with '--help')
    action: string@"nu-complete mco process action" # What to do
    pattern?: string          # Regular expression for the command line
  ]

  def "nu-complete mco filemgr action" [] {
    [ "touch" "status" "remove" ]
  }

  def "nu-complete mco filemgr json" [] {
    [ "document" "legacy" ]
  }

  def "nu-complete mco filemgr display" [] {
    [ "ok" "failed" "all" "none" ]
  }

  def "nu-complete mco filemgr color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco filemgr exit" [] {
    [ "go" ]
  }

  # Touch, remove and look at files
  export extern "mco filemgr" [
    --file(-f): string        # Path of the file
    --details(-d)             # Everything known about the file
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --dm: string              # Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    --do: string              # Option of that way, as `file=nodes.yaml`
    --discovery-timeout: string # Wait this long for discovery instead of ending it soon after the last answer
    --discovery-window        # End discovery soon after the last answer even so, or where that is switched off
    --nodes: path             # Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    --not-nodes: path         # Leave out the nodes of a file or of a saved set
    --limit: string           # Ask at most this many of the nodes found, e.g. `5` or `10%`
    --one(-1)                 # Ask only one of the nodes found
    --limit-seed: string      # Choose the limited nodes at random, the same ones for the same number
    --timeout(-t): string     # Longest wait for replies, in seconds or as `2m`
    --ttl: string             # How long the request stays valid
    --max-targets: string     # Refuse to ask more nodes than this
    --reply-to(-r): string    # Have replies sent to this subject, without waiting; prints the id of the request
    --no-results              # Do not wait for replies; prints the id of the request
    --nr                      # Do not wait for replies; prints the id of the request
    --threaded                # Taken for scripts written for other clients: nothing here depends on it
    --publish_timeout: string # Taken for scripts written for other clients: requests leave as fast as the broker takes them
    --connection-timeout: string # Taken for scripts written for other clients: the configuration says how long a connection may take
    --yes(-y)                 # Do not ask before changing things
    --explain                 # Say in words what would be asked and of whom, then stop
    --batch: string           # Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered
    --batch-sleep: string     # Pause between batches, 1s without this
    --canary: string          # Ask this many nodes first and go on only when every one of them succeeds
    --stop-on: string         # Stop once this many nodes, or this part of all, have failed or stayed silent
    --verify: string          # Check the nodes of each batch with another request and stop when one does not pass, e.g. `'service status service=httpd'`
    --retry: string           # Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`
    --reason: string          # Why this is done, for `mco jobs`
    --resume: string          # Go on with a rollout that stopped, see `mco jobs`
    --dry-run                 # Find the nodes and show the plan, then stop
    --hold-after-canary       # After the canaries wait until somebody says to go on; only the screens have a key for that
    --workers: string         # Taken for scripts written for other clients: one connection reads all replies
    --json(-j): string@"nu-complete mco filemgr json" # One JSON document; `--json=legacy` for the bare list of replies older clients write
    --jsonl                   # One JSON object per line, as things happen
    --table                   # A table of the successful replies
    --senders                 # Only the names of the nodes that succeeded
    --display: string@"nu-complete mco filemgr display" # Which replies to show: ok, failed, all or none; without it the DDL decides
    --filter-replies: string  # Show only replies this expression holds for, as `ok() && data("status") == "stopped"`
    --group                   # Answers that are the same once, with the names of all who gave them
    --sort                    # Replies in order of node name instead of arrival
    --quiet(-q)               # No word about discovery and progress
    --np                      # No progress bar
    --output-file(-o): path   # Write the answer to this file
    --strict                  # Count nodes that do not answer as failed in the exit status
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco filemgr color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco filemgr exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help (see more with '--help')
    action?: string@"nu-complete mco filemgr action" # What to do
  ]

  def "nu-complete mco nettest action" [] {
    [ "ping" "connect" ]
  }

  def "nu-complete mco nettest json" [] {
    [ "document" "legacy" ]
  }

  def "nu-complete mco nettest display" [] {
    [ "ok" "failed" "all" "none" ]
  }

  def "nu-complete mco nettest color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco nettest exit" [] {
    [ "go" ]
  }

  # Test the network as the nodes see it
  export extern "mco nettest" [
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --dm: string              # Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    --do: string              # Option of that way, as `file=nodes.yaml`
    --discovery-timeout: string # Wait this long for discovery instead of ending it soon after the last answer
    --discovery-window        # End discovery soon after the last answer even so, or where that is switched off
    --nodes: path             # Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    --not-nodes: path         # Leave out the nodes of a file or of a saved set
    --limit: string           # Ask at most this many of the nodes found, e.g. `5` or `10%`
    --one(-1)                 # Ask only one of the nodes found
    --limit-seed: string      # Choose the limited nodes at random, the same ones for the same number
    --timeout(-t): string     # Longest wait for replies, in seconds or as `2m`
    --ttl: string             # How long the request stays valid
    --max-targets: string     # Refuse to ask more nodes than this
    --reply-to(-r): string    # Have replies sent to this subject, without waiting; prints the id of the request
    --no-results              # Do not wait for replies; prints the id of the request
    --nr                      # Do not wait for replies; prints the id of the request
    --threaded                # Taken for scripts written for other clients: nothing here depends on it
    --publish_timeout: string # Taken for scripts written for other clients: requests leave as fast as the broker takes them
    --connection-timeout: string # Taken for scripts written for other clients: the configuration says how long a connection may take
    --yes(-y)                 # Do not ask before changing things
    --explain                 # Say in words what would be asked and of whom, then stop
    --batch: string           # Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered
    --batch-sleep: string     # Pause between batches, 1s without this
    --canary: string          # Ask this many nodes first and go on only when every one of them succeeds
    --stop-on: string         # Stop once this many nodes, or this part of all, have failed or stayed silent
    --verify: string          # Check the nodes of each batch with another request and stop when one does not pass, e.g. `'service status service=httpd'`
    --retry: string           # Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`
    --reason: string          # Why this is done, for `mco jobs`
    --resume: string          # Go on with a rollout that stopped, see `mco jobs`
    --dry-run                 # Find the nodes and show the plan, then stop
    --hold-after-canary       # After the canaries wait until somebody says to go on; only the screens have a key for that
    --workers: string         # Taken for scripts written for other clients: one connection reads all replies
    --json(-j): string@"nu-complete mco nettest json" # One JSON document; `--json=legacy` for the bare list of replies older clients write
    --jsonl                   # One JSON object per line, as things happen
    --table                   # A table of the successful replies
    --senders                 # Only the names of the nodes that succeeded
    --display: string@"nu-complete mco nettest display" # Which replies to show: ok, failed, all or none; without it the DDL decides
    --filter-replies: string  # Show only replies this expression holds for, as `ok() && data("status") == "stopped"`
    --group                   # Answers that are the same once, with the names of all who gave them
    --sort                    # Replies in order of node name instead of arrival
    --quiet(-q)               # No word about discovery and progress
    --np                      # No progress bar
    --output-file(-o): path   # Write the answer to this file
    --strict                  # Count nodes that do not answer as failed in the exit status
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco nettest color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco nettest exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help (see more with '--help')
    action: string@"nu-complete mco nettest action" # What to do
    host: string              # Name or address of the other side
    port?: string             # TCP port of the other side, for `connect`
  ]

  def "nu-complete mco jobs color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco jobs exit" [] {
    [ "go" ]
  }

  # Rollouts, past and paused
  export extern "mco jobs" [
    --json(-j)                # One JSON document
    --open                    # Only those with nodes left to ask
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco jobs color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco jobs exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco jobs ls color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco jobs ls exit" [] {
    [ "go" ]
  }

  # List rollouts, the newest last
  export extern "mco jobs ls" [
    --json(-j)                # One JSON document
    --open                    # Only those with nodes left to ask
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco jobs ls color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco jobs ls exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco jobs show nodes" [] {
    [ "done" "failed" "silent" "in-doubt" "not-sent" ]
  }

  def "nu-complete mco jobs show color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco jobs show exit" [] {
    [ "go" ]
  }

  # Show one rollout: its plan, and how every node fared
  export extern "mco jobs show" [
    --json(-j)                # One JSON document
    --nodes: string@"nu-complete mco jobs show nodes" # Only the names of such nodes, one per line: done, failed, silent, in-doubt or not-sent
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco jobs show color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco jobs show exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    job: string               # The job, or the beginning of its name
  ]

  def "nu-complete mco jobs retry json" [] {
    [ "document" "legacy" ]
  }

  def "nu-complete mco jobs retry display" [] {
    [ "ok" "failed" "all" "none" ]
  }

  def "nu-complete mco jobs retry color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco jobs retry exit" [] {
    [ "go" ]
  }

  # Ask the failed or the silent nodes of a rollout again
  export extern "mco jobs retry" [
    --failed                  # Nodes that failed, or did not pass the check after their batch
    --silent                  # Nodes that gave no answer
    --yes(-y)                 # Do not ask before changing things
    --json(-j): string@"nu-complete mco jobs retry json" # One JSON document; `--json=legacy` for the bare list of replies older clients write
    --jsonl                   # One JSON object per line, as things happen
    --table                   # A table of the successful replies
    --senders                 # Only the names of the nodes that succeeded
    --display: string@"nu-complete mco jobs retry display" # Which replies to show: ok, failed, all or none; without it the DDL decides
    --filter-replies: string  # Show only replies this expression holds for, as `ok() && data("status") == "stopped"`
    --group                   # Answers that are the same once, with the names of all who gave them
    --sort                    # Replies in order of node name instead of arrival
    --quiet(-q)               # No word about discovery and progress
    --np                      # No progress bar
    --output-file(-o): path   # Write the answer to this file
    --strict                  # Count nodes that do not answer as failed in the exit status
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco jobs retry color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco jobs retry exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help (see more with '--help')
    job: string               # The job, or the beginning of its name
    ...secrets: string        # Inputs that were not written down because they look secret
  ]

  def "nu-complete mco jobs rm color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco jobs rm exit" [] {
    [ "go" ]
  }

  # Forget rollouts; nothing happens to the nodes
  export extern "mco jobs rm" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco jobs rm color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco jobs rm exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    ...jobs: string           # The jobs, or the beginnings of their names
  ]

  def "nu-complete mco jobs prune color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco jobs prune exit" [] {
    [ "go" ]
  }

  # Forget complete rollouts that are older than a month
  export extern "mco jobs prune" [
    --older: string           # Another age
    --open                    # Also those with nodes left to ask
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco jobs prune color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco jobs prune exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco jobs help" [
  ]

  # List rollouts, the newest last
  export extern "mco jobs help ls" [
  ]

  # Show one rollout: its plan, and how every node fared
  export extern "mco jobs help show" [
  ]

  # Ask the failed or the silent nodes of a rollout again
  export extern "mco jobs help retry" [
  ]

  # Forget rollouts; nothing happens to the nodes
  export extern "mco jobs help rm" [
  ]

  # Forget complete rollouts that are older than a month
  export extern "mco jobs help prune" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco jobs help help" [
  ]

  def "nu-complete mco resume json" [] {
    [ "document" "legacy" ]
  }

  def "nu-complete mco resume display" [] {
    [ "ok" "failed" "all" "none" ]
  }

  def "nu-complete mco resume color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco resume exit" [] {
    [ "go" ]
  }

  # Go on with a rollout that stopped: ask the nodes that were left
  export extern "mco resume" [
    --yes(-y)                 # Do not ask before changing things
    --json(-j): string@"nu-complete mco resume json" # One JSON document; `--json=legacy` for the bare list of replies older clients write
    --jsonl                   # One JSON object per line, as things happen
    --table                   # A table of the successful replies
    --senders                 # Only the names of the nodes that succeeded
    --display: string@"nu-complete mco resume display" # Which replies to show: ok, failed, all or none; without it the DDL decides
    --filter-replies: string  # Show only replies this expression holds for, as `ok() && data("status") == "stopped"`
    --group                   # Answers that are the same once, with the names of all who gave them
    --sort                    # Replies in order of node name instead of arrival
    --quiet(-q)               # No word about discovery and progress
    --np                      # No progress bar
    --output-file(-o): path   # Write the answer to this file
    --strict                  # Count nodes that do not answer as failed in the exit status
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco resume color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco resume exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help (see more with '--help')
    job: string               # The job, or the beginning of its name; `mco jobs` lists them
    ...secrets: string        # Inputs that were not written down because they look secret
  ]

  def "nu-complete mco history color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco history exit" [] {
    [ "go" ]
  }

  # Show what was asked of the fleet before
  export extern "mco history" [
    --failed                  # Only what failed, or failed on some nodes
    --agent: string           # Only of this agent
    --today                   # Only since midnight, UTC
    --last(-n): string        # At most so many, the latest
    --json(-j)                # A JSON array with all that is known of each
    --clear                   # Forget everything
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco history color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco history exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help (see more with '--help')
    ...text: string           # Words the command must have; `:failed`, `:today` and `:agent NAME` are the flags
  ]

  def "nu-complete mco set color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco set exit" [] {
    [ "go" ]
  }

  # Keep nodes under a name
  export extern "mco set" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco set color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco set exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco set list color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco set list exit" [] {
    [ "go" ]
  }

  # List the sets
  export extern "mco set list" [
    --json(-j)                # One JSON document
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco set list color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco set list exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco set show color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco set show exit" [] {
    [ "go" ]
  }

  # Show the nodes of a set
  export extern "mco set show" [
    --json(-j)                # A JSON array
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco set show color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco set show exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    name: string              # Name of the set
  ]

  def "nu-complete mco set save color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco set save exit" [] {
    [ "go" ]
  }

  # Keep the nodes that are found as a set, in the place of an older one
  export extern "mco set save" [
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --dm: string              # Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    --do: string              # Option of that way, as `file=nodes.yaml`
    --discovery-timeout: string # Wait this long for discovery instead of ending it soon after the last answer
    --discovery-window        # End discovery soon after the last answer even so, or where that is switched off
    --nodes: path             # Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    --not-nodes: path         # Leave out the nodes of a file or of a saved set
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco set save color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco set save exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    name: string              # Name of the set
  ]

  def "nu-complete mco set add color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco set add exit" [] {
    [ "go" ]
  }

  # Add the nodes that are found to a set
  export extern "mco set add" [
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --dm: string              # Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    --do: string              # Option of that way, as `file=nodes.yaml`
    --discovery-timeout: string # Wait this long for discovery instead of ending it soon after the last answer
    --discovery-window        # End discovery soon after the last answer even so, or where that is switched off
    --nodes: path             # Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    --not-nodes: path         # Leave out the nodes of a file or of a saved set
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco set add color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco set add exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    name: string              # Name of the set
  ]

  def "nu-complete mco set rm color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco set rm exit" [] {
    [ "go" ]
  }

  # Remove sets
  export extern "mco set rm" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco set rm color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco set rm exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    ...names: string          # Names of the sets
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco set help" [
  ]

  # List the sets
  export extern "mco set help list" [
  ]

  # Show the nodes of a set
  export extern "mco set help show" [
  ]

  # Keep the nodes that are found as a set, in the place of an older one
  export extern "mco set help save" [
  ]

  # Add the nodes that are found to a set
  export extern "mco set help add" [
  ]

  # Remove sets
  export extern "mco set help rm" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco set help help" [
  ]

  def "nu-complete mco cache color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco cache exit" [] {
    [ "go" ]
  }

  # See or renew what is known of the fleet without asking it
  export extern "mco cache" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco cache color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco cache exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco cache show color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco cache show exit" [] {
    [ "go" ]
  }

  # Show the known nodes
  export extern "mco cache show" [
    --json(-j)                # One JSON document
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco cache show color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco cache show exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco cache clear color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco cache clear exit" [] {
    [ "go" ]
  }

  # Forget everything
  export extern "mco cache clear" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco cache clear color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco cache clear exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco cache refresh color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco cache refresh exit" [] {
    [ "go" ]
  }

  # Ask the nodes what they are and keep it
  export extern "mco cache refresh" [
    --timeout(-t): string     # Longest wait for the replies of a batch, in seconds or as `2m`
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --dm: string              # Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    --do: string              # Option of that way, as `file=nodes.yaml`
    --discovery-timeout: string # Wait this long for discovery instead of ending it soon after the last answer
    --discovery-window        # End discovery soon after the last answer even so, or where that is switched off
    --nodes: path             # Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    --not-nodes: path         # Leave out the nodes of a file or of a saved set
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco cache refresh color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco cache refresh exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco cache help" [
  ]

  # Show the known nodes
  export extern "mco cache help show" [
  ]

  # Forget everything
  export extern "mco cache help clear" [
  ]

  # Ask the nodes what they are and keep it
  export extern "mco cache help refresh" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco cache help help" [
  ]

  def "nu-complete mco plugin color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco plugin exit" [] {
    [ "go" ]
  }

  # Look at what is known about agents, check it, and make things of it
  export extern "mco plugin" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco plugin color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco plugin exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco plugin doc color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco plugin doc exit" [] {
    [ "go" ]
  }

  # List the agents known here, or describe one
  export extern "mco plugin doc" [
    --json(-j)                # As JSON
    --markdown(-m)            # As Markdown
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco plugin doc color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco plugin doc exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    name?: string             # Agent to describe, as `package` or `agent/package`
  ]

  def "nu-complete mco plugin generate color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco plugin generate exit" [] {
    [ "go" ]
  }

  # Write a typed client, or a DDL
  export extern "mco plugin generate" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco plugin generate color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco plugin generate exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco plugin generate client color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco plugin generate client exit" [] {
    [ "go" ]
  }

  # Write a Rust crate that drives one agent
  export extern "mco plugin generate client" [
    --package: string         # Name of the crate
    --mco: path               # Folder with the sources of mco, when the crate is to use those
    --force(-f)               # Replace files that are there
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco plugin generate client color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco plugin generate client exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    ddl: string               # DDL file, .json or .yaml, or the name of an agent known here
    dir: path                 # Folder of the crate
  ]

  def "nu-complete mco plugin generate ddl color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco plugin generate ddl exit" [] {
    [ "go" ]
  }

  # Write a DDL: asks for what the flags leave open, when there is somebody to ask
  export extern "mco plugin generate ddl" [
    --from: path              # Learn outputs from a program that prints JSON, from a file, or from `-`
    --name: string            # Name of the agent; that of the file when not given
    --description: string     # What the agent is for, in one sentence
    --author: string          # Who wrote it
    --license: string         # Licence, e.g. Apache-2.0
    --url: string             # Where to read more
    --agent-version: string   # Version, e.g. 1.0.0
    --timeout: string         # Seconds an action may take
    --action: string          # Action, several times for several
    --force(-f)               # Replace the file if it is there
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco plugin generate ddl color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco plugin generate ddl exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    file: path                # File to write, .json or .yaml
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco plugin generate help" [
  ]

  # Write a Rust crate that drives one agent
  export extern "mco plugin generate help client" [
  ]

  # Write a DDL: asks for what the flags leave open, when there is somebody to ask
  export extern "mco plugin generate help ddl" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco plugin generate help help" [
  ]

  def "nu-complete mco plugin lint color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco plugin lint exit" [] {
    [ "go" ]
  }

  # Say what is wrong with DDLs
  export extern "mco plugin lint" [
    --json(-j)                # As JSON
    --strict                  # Warnings fail too
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco plugin lint color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco plugin lint exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help (see more with '--help')
    ...ddls: string           # DDL files, .json or .yaml, or names of agents known here
  ]

  def "nu-complete mco plugin schema kind" [] {
    [ "agent" ]
  }

  def "nu-complete mco plugin schema format" [] {
    [ "json" "ddl" ]
  }

  def "nu-complete mco plugin schema color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco plugin schema exit" [] {
    [ "go" ]
  }

  # Print the description of an agent, for programs
  export extern "mco plugin schema" [
    --format: string@"nu-complete mco plugin schema format" # As what: json, or ddl for the Ruby framework
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco plugin schema color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco plugin schema exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    kind: string@"nu-complete mco plugin schema kind" # Kind of plugin
    name: string              # Name of the agent
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco plugin help" [
  ]

  # List the agents known here, or describe one
  export extern "mco plugin help doc" [
  ]

  # Write a typed client, or a DDL
  export extern "mco plugin help generate" [
  ]

  # Write a Rust crate that drives one agent
  export extern "mco plugin help generate client" [
  ]

  # Write a DDL: asks for what the flags leave open, when there is somebody to ask
  export extern "mco plugin help generate ddl" [
  ]

  # Say what is wrong with DDLs
  export extern "mco plugin help lint" [
  ]

  # Print the description of an agent, for programs
  export extern "mco plugin help schema" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco plugin help help" [
  ]

  def "nu-complete mco ddl color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco ddl exit" [] {
    [ "go" ]
  }

  # Get DDLs from the registry, and see which ones are kept here
  export extern "mco ddl" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco ddl color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco ddl exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco ddl sync color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco ddl sync exit" [] {
    [ "go" ]
  }

  # Get DDLs from the registry: all of them, or those named
  export extern "mco ddl sync" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco ddl sync color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco ddl sync exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    ...agents: string         # Agents
  ]

  def "nu-complete mco ddl list color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco ddl list exit" [] {
    [ "go" ]
  }

  # List the DDLs kept here and their age
  export extern "mco ddl list" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco ddl list color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco ddl list exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco ddl clear color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco ddl clear exit" [] {
    [ "go" ]
  }

  # Remove the DDLs kept here
  export extern "mco ddl clear" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco ddl clear color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco ddl clear exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco ddl help" [
  ]

  # Get DDLs from the registry: all of them, or those named
  export extern "mco ddl help sync" [
  ]

  # List the DDLs kept here and their age
  export extern "mco ddl help list" [
  ]

  # Remove the DDLs kept here
  export extern "mco ddl help clear" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco ddl help help" [
  ]

  def "nu-complete mco tool color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco tool exit" [] {
    [ "go" ]
  }

  # Look at the configuration, policies, a node's status, inventories
  export extern "mco tool" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco tool color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco tool exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco tool config color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco tool config exit" [] {
    [ "go" ]
  }

  # Show the configuration in effect; with a pattern, what the keys that match it mean
  export extern "mco tool config" [
    --list(-l)                # Only the names of the keys
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco tool config color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco tool config exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    key?: string              # Regular expression for the names of keys
  ]

  def "nu-complete mco tool policy color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco tool policy exit" [] {
    [ "go" ]
  }

  # Try and check policies before nodes follow them
  export extern "mco tool policy" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco tool policy color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco tool policy exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco tool policy test provider" [] {
    [ "action_policy" "rego_policy" "aaasvc" ]
  }

  def "nu-complete mco tool policy test color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco tool policy test exit" [] {
    [ "go" ]
  }

  # Tell whether a policy allows a call, and which of its lines say so; exits with 0 if it does, else with 1
  export extern "mco tool policy test" [
    --policy: path            # Policy file, or the folder nodes have their policies in
    --provider: string@"nu-complete mco tool policy test provider" # What decides on nodes; guessed from the file's name when not given
    --agent: string           # Agent to call
    --action: string          # Its action
    --caller: string          # Caller id, e.g. `choria=ann.mcollective`
    --facts: path             # Facts of the node, JSON or YAML
    --classes: path           # Classes of the node, one a line
    --data: string            # Inputs of the action, a JSON object
    --token: path             # The caller's token
    --sender: string          # Host the request comes from
    --json(-j)                # Print a JSON document
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco tool policy test color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco tool policy test exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco tool policy lint color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco tool policy lint exit" [] {
    [ "go" ]
  }

  # Tell which lines of policy files make no sense; exits with 1 if there are any
  export extern "mco tool policy lint" [
    --for-token               # The Rego policies are for tokens, not for nodes
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco tool policy lint color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco tool policy lint exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    ...files: path            # Policy files: action policies, Rego, a `groups` file, or a folder of them
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco tool policy help" [
  ]

  # Tell whether a policy allows a call, and which of its lines say so; exits with 0 if it does, else with 1
  export extern "mco tool policy help test" [
  ]

  # Tell which lines of policy files make no sense; exits with 1 if there are any
  export extern "mco tool policy help lint" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco tool policy help help" [
  ]

  def "nu-complete mco tool inventory json" [] {
    [ "document" "legacy" ]
  }

  def "nu-complete mco tool inventory display" [] {
    [ "ok" "failed" "all" "none" ]
  }

  def "nu-complete mco tool inventory color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco tool inventory exit" [] {
    [ "go" ]
  }

  # Make or refresh an inventory file with the nodes that are found, or check one
  export extern "mco tool inventory" [
    --update                  # Replace the nodes of a file that is there; its groups stay
    --validate                # Only check that the file is valid
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --dm: string              # Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    --do: string              # Option of that way, as `file=nodes.yaml`
    --discovery-timeout: string # Wait this long for discovery instead of ending it soon after the last answer
    --discovery-window        # End discovery soon after the last answer even so, or where that is switched off
    --nodes: path             # Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    --not-nodes: path         # Leave out the nodes of a file or of a saved set
    --limit: string           # Ask at most this many of the nodes found, e.g. `5` or `10%`
    --one(-1)                 # Ask only one of the nodes found
    --limit-seed: string      # Choose the limited nodes at random, the same ones for the same number
    --timeout(-t): string     # Longest wait for replies, in seconds or as `2m`
    --ttl: string             # How long the request stays valid
    --max-targets: string     # Refuse to ask more nodes than this
    --reply-to(-r): string    # Have replies sent to this subject, without waiting; prints the id of the request
    --no-results              # Do not wait for replies; prints the id of the request
    --nr                      # Do not wait for replies; prints the id of the request
    --threaded                # Taken for scripts written for other clients: nothing here depends on it
    --publish_timeout: string # Taken for scripts written for other clients: requests leave as fast as the broker takes them
    --connection-timeout: string # Taken for scripts written for other clients: the configuration says how long a connection may take
    --yes(-y)                 # Do not ask before changing things
    --explain                 # Say in words what would be asked and of whom, then stop
    --batch: string           # Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered
    --batch-sleep: string     # Pause between batches, 1s without this
    --canary: string          # Ask this many nodes first and go on only when every one of them succeeds
    --stop-on: string         # Stop once this many nodes, or this part of all, have failed or stayed silent
    --verify: string          # Check the nodes of each batch with another request and stop when one does not pass, e.g. `'service status service=httpd'`
    --retry: string           # Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`
    --reason: string          # Why this is done, for `mco jobs`
    --resume: string          # Go on with a rollout that stopped, see `mco jobs`
    --dry-run                 # Find the nodes and show the plan, then stop
    --hold-after-canary       # After the canaries wait until somebody says to go on; only the screens have a key for that
    --workers: string         # Taken for scripts written for other clients: one connection reads all replies
    --json(-j): string@"nu-complete mco tool inventory json" # One JSON document; `--json=legacy` for the bare list of replies older clients write
    --jsonl                   # One JSON object per line, as things happen
    --table                   # A table of the successful replies
    --senders                 # Only the names of the nodes that succeeded
    --display: string@"nu-complete mco tool inventory display" # Which replies to show: ok, failed, all or none; without it the DDL decides
    --filter-replies: string  # Show only replies this expression holds for, as `ok() && data("status") == "stopped"`
    --group                   # Answers that are the same once, with the names of all who gave them
    --sort                    # Replies in order of node name instead of arrival
    --quiet(-q)               # No word about discovery and progress
    --np                      # No progress bar
    --output-file(-o): path   # Write the answer to this file
    --strict                  # Count nodes that do not answer as failed in the exit status
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco tool inventory color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco tool inventory exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    file: path                # The file, .json, .yaml or .yml
  ]

  def "nu-complete mco tool status color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco tool status exit" [] {
    [ "go" ]
  }

  # Check a node's health by its status file: prints `FILE OK`, or what is wrong and exits with 1
  export extern "mco tool status" [
    --status-file: path       # Status file of the node
    --disconnected            # Check that the node is connected to a broker (the default)
    --no-disconnected         # Do not check that the node is connected to a broker
    --message-since: string   # Longest time without a message; 0 is off
    --max-age: string         # Oldest the file may be; 0 is off
    --certificate-age: string # Shortest time the certificate must still be valid; 0 is off
    --token-age: string       # Shortest time the token must still be valid; 0 is off
    --unprovisioned           # Check that the node waits to be provisioned
    --provisioned             # Check that the node is provisioned
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco tool status color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco tool status exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco tool help" [
  ]

  # Show the configuration in effect; with a pattern, what the keys that match it mean
  export extern "mco tool help config" [
  ]

  # Try and check policies before nodes follow them
  export extern "mco tool help policy" [
  ]

  # Tell whether a policy allows a call, and which of its lines say so; exits with 0 if it does, else with 1
  export extern "mco tool help policy test" [
  ]

  # Tell which lines of policy files make no sense; exits with 1 if there are any
  export extern "mco tool help policy lint" [
  ]

  # Make or refresh an inventory file with the nodes that are found, or check one
  export extern "mco tool help inventory" [
  ]

  # Check a node's health by its status file: prints `FILE OK`, or what is wrong and exits with 1
  export extern "mco tool help status" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco tool help help" [
  ]

  def "nu-complete mco pki color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco pki exit" [] {
    [ "go" ]
  }

  # Make an authority, and credentials for brokers, nodes and users
  export extern "mco pki" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco pki color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco pki exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete mco pki init security" [] {
    [ "v1" "v2" ]
  }

  def "nu-complete mco pki init color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco pki init exit" [] {
    [ "go" ]
  }

  # Make a new authority
  export extern "mco pki init" [
    --dir: path               # Folder of the authority; keep it on one machine and back it up
    --name: string            # Name of the authority, shown in every certificate
    --security: string@"nu-complete mco pki init security" # How nodes and users will prove who they are
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco pki init color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco pki init exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete mco pki broker color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco pki broker exit" [] {
    [ "go" ]
  }

  # Make the kit of a broker
  export extern "mco pki broker" [
    --dir: path               # Folder of the authority; keep it on one machine and back it up
    --home: path              # Folder the kit will be copied to on its machine [default: /etc/mco, for users ~/.config/mco]
    --days: string            # Days the credentials live [default: 825, for users 365]
    --port: string            # Port to listen on
    --monitor: string         # Port of monitoring pages and Prometheus metrics, on loopback only
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco pki broker color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco pki broker exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    name: string              # Host name that nodes and users connect to, e.g. broker.example.net
    ...names: string          # Further host names or addresses it is reached by
  ]

  def "nu-complete mco pki node color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco pki node exit" [] {
    [ "go" ]
  }

  # Make the kits of nodes
  export extern "mco pki node" [
    --dir: path               # Folder of the authority; keep it on one machine and back it up
    --home: path              # Folder the kit will be copied to on its machine [default: /etc/mco, for users ~/.config/mco]
    --days: string            # Days the credentials live [default: 825, for users 365]
    --broker: string          # Broker as host:port; the brokers of the folder when not given
    --admin: string           # User who may do everything on these nodes; others may only look
    --permission: string      # Permission of their tokens besides the usual ones: service_host
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco pki node color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco pki node exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    ...names: string          # Identities, usually the full host names
  ]

  def "nu-complete mco pki user color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco pki user exit" [] {
    [ "go" ]
  }

  # Make the kit of a user, and say which name to set
  export extern "mco pki user" [
    --dir: path               # Folder of the authority; keep it on one machine and back it up
    --home: path              # Folder the kit will be copied to on its machine [default: /etc/mco, for users ~/.config/mco]
    --days: string            # Days the credentials live [default: 825, for users 365]
    --broker: string          # Broker as host:port; the brokers of the folder when not given
    --permission: string      # Permission of the token besides the usual ones, e.g. org_admin or streams_admin
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco pki user color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco pki user exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    name?: string             # Login name, e.g. ann, yours when not given; to a certificate's name `.mcollective` is added because nodes expect it
  ]

  def "nu-complete mco pki renew color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco pki renew exit" [] {
    [ "go" ]
  }

  # Issue certificates and tokens anew, with fresh keys, before they end
  export extern "mco pki renew" [
    --dir: path               # Folder of the authority; keep it on one machine and back it up
    --within: string          # Renew what ends within this many days
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco pki renew color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco pki renew exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    ...names: string          # Kits to renew whatever their age; those that end soon when not given
  ]

  def "nu-complete mco pki show color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco pki show exit" [] {
    [ "go" ]
  }

  # List the site's certificates and tokens and when they end, or show one file
  export extern "mco pki show" [
    --dir: path               # Folder of the authority; keep it on one machine and back it up
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco pki show color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco pki show exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    file?: path               # A certificate file; the whole folder when not given
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco pki help" [
  ]

  # Make a new authority
  export extern "mco pki help init" [
  ]

  # Make the kit of a broker
  export extern "mco pki help broker" [
  ]

  # Make the kits of nodes
  export extern "mco pki help node" [
  ]

  # Make the kit of a user, and say which name to set
  export extern "mco pki help user" [
  ]

  # Issue certificates and tokens anew, with fresh keys, before they end
  export extern "mco pki help renew" [
  ]

  # List the site's certificates and tokens and when they end, or show one file
  export extern "mco pki help show" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco pki help help" [
  ]

  def "nu-complete mco jwt color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco jwt exit" [] {
    [ "go" ]
  }

  # Make, show and check tokens and their keys
  export extern "mco jwt" [
    --json(-j)                # The claims as JSON
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco jwt color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco jwt exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    file: path                # File with the token
    public?: string           # Public key that must have signed it, directly or through a chain of trust: digits, or a file with them or PEM
  ]

  def "nu-complete mco jwt view color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco jwt view exit" [] {
    [ "go" ]
  }

  # Show what a token says; exits with 1 when it has expired
  export extern "mco jwt view" [
    --json(-j)                # The claims as JSON
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco jwt view color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco jwt view exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    file: path                # File with the token
    public?: string           # Public key that must have signed it, directly or through a chain of trust: digits, or a file with them or PEM
  ]

  def "nu-complete mco jwt check purpose" [] {
    [ "client" "server" "provisioning" ]
  }

  def "nu-complete mco jwt check format" [] {
    [ "nagios" "json" "prometheus" "text" ]
  }

  def "nu-complete mco jwt check color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco jwt check exit" [] {
    [ "go" ]
  }

  # Check a token like a monitoring plugin: exits with 0 when it is as it should be, 2 when not, 3 when that cannot be told
  export extern "mco jwt check" [
    --purpose: string@"nu-complete mco jwt check purpose" # What the token is for
    --validity-min: string    # Valid for longer than this
    --validity-max: string    # Valid for no longer than this
    --chain-issuer            # A chain issuer
    --no-chain-issuer         # No chain issuer
    --issuer: string          # Signed by this key, directly or through a chain of trust: 64 hexadecimal digits, or a file
    --client-opa              # Has a Rego policy
    --sub: string             # May subscribe to this subject too
    --pub: string             # May publish to this subject too
    --identity: string        # Is of this caller or node
    --query: string           # Expression over the claims that must be true
    --format: string@"nu-complete mco jwt check format" # How to say it
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco jwt check color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco jwt check exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help (see more with '--help')
    file: path                # File with the token
  ]

  def "nu-complete mco jwt client color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco jwt client exit" [] {
    [ "go" ]
  }

  # Make the token of a client
  export extern "mco jwt client" [
    --agents: string          # Actions the client may use: agent.action, agent.* or *
    --org: string             # Organization
    --opa: string             # Rego policy that decides what the client may do
    --opa-file: path          # File with that policy
    --validity: string        # How long the token is valid
    --public-key: string      # Public key of the client: 64 hexadecimal digits, or a file with them
    --publish: string         # More subjects the client may publish to
    --subscribe: string       # More subjects the client may subscribe to
    --issuer                  # Make it a chain issuer, which may issue tokens and make no requests; SIGNKEY is the organization's seed
    --chain: path             # Token of the chain issuer whose seed SIGNKEY is
    --stream-admin            # Administer and use streams
    --stream-user             # Use streams, key-value buckets and objects
    --event-viewer            # See events of nodes and autonomous agents
    --elections-user          # Take part in leader elections
    --service                 # Have tokens that are valid for long
    --system                  # Use the broker's system account
    --auth-delegation         # Sign requests for others
    --fleet-management        # Make requests to nodes, the default
    --no-fleet-management     # Make no requests to nodes
    --signed-fleet-management # Make requests to nodes that an authority signs
    --org-admin               # See and say everything
    --server-provisioner      # Provision nodes
    --governor                # Use governors
    --force(-f)               # Replace an existing file
    --vault                   # Sign with HashiCorp Vault, which this version cannot
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco jwt client color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco jwt client exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    file: path                # File for the token
    caller: string            # Caller id, e.g. up=bob
    key: path                 # Key that signs: a seed, or an RSA key in PEM
  ]

  def "nu-complete mco jwt server color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco jwt server exit" [] {
    [ "go" ]
  }

  # Make the token of a node
  export extern "mco jwt server" [
    --collectives: string     # Collectives the node may join
    --org: string             # Organization
    --subjects: string        # More subjects the node may publish to
    --validity: string        # How long the token is valid
    --chain: path             # Token of the chain issuer whose seed SIGNKEY is
    --submission              # Publish messages through Submission
    --stream-user             # Use streams
    --service                 # Host service agents
    --governor                # Use governors
    --force(-f)               # Replace an existing file
    --vault                   # Sign with HashiCorp Vault, which this version cannot
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco jwt server color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco jwt server exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    file: path                # File for the token
    identity: string          # Identity of the node
    public_key: string        # Public key of the node: 64 hexadecimal digits, or a file with them
    key: path                 # Key that signs: a seed, or an RSA key in PEM
  ]

  def "nu-complete mco jwt provisioning color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco jwt provisioning exit" [] {
    [ "go" ]
  }

  # Make the token of nodes that wait to be provisioned
  export extern "mco jwt provisioning" [
    --insecure                # Provision without TLS, the default
    --no-insecure             # Provision over TLS
    --token: string           # Word that opens the provisioning agent; asked for when not given, which keeps it out of the shell's history
    --urls: string            # Brokers to connect to
    --srv: string             # Domain whose SRV records name the brokers
    --default                 # Nodes without a configuration are provisioned
    --registration: string    # File on the node that is published while it waits
    --facts: string           # File on the node with its facts while it waits
    --username: string        # User to connect as
    --password: string        # Password to connect with
    --extensions: string      # Anything else the provisioner should know, a JSON object
    --org: string             # Organization
    --protocol-v2             # Speak protocol v2 while waiting
    --upgrade                 # Let the provisioner upgrade the node
    --validity: string        # How long the token is valid
    --force(-f)               # Replace an existing file
    --vault                   # Sign with HashiCorp Vault, which this version cannot
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco jwt provisioning color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco jwt provisioning exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    file: path                # File for the token
    key: path                 # Key that signs: a seed, or an RSA key in PEM
  ]

  def "nu-complete mco jwt keys color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco jwt keys exit" [] {
    [ "go" ]
  }

  # Make an ed25519 key pair; the public half is printed
  export extern "mco jwt keys" [
    --force(-f)               # Replace existing files
    --show-public             # Make nothing, show the public key of an existing seed
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco jwt keys color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco jwt keys exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    seed: path                # File for the seed, which is the secret half
    public?: path             # File for the public key
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco jwt help" [
  ]

  # Show what a token says; exits with 1 when it has expired
  export extern "mco jwt help view" [
  ]

  # Check a token like a monitoring plugin: exits with 0 when it is as it should be, 2 when not, 3 when that cannot be told
  export extern "mco jwt help check" [
  ]

  # Make the token of a client
  export extern "mco jwt help client" [
  ]

  # Make the token of a node
  export extern "mco jwt help server" [
  ]

  # Make the token of nodes that wait to be provisioned
  export extern "mco jwt help provisioning" [
  ]

  # Make an ed25519 key pair; the public half is printed
  export extern "mco jwt help keys" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco jwt help help" [
  ]

  def "nu-complete mco keys color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco keys exit" [] {
    [ "go" ]
  }

  # Make an ed25519 key pair; the public half is printed
  export extern "mco keys" [
    --force(-f)               # Replace existing files
    --show-public             # Make nothing, show the public key of an existing seed
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco keys color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco keys exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    seed: path                # File for the seed, which is the secret half
    public?: path             # File for the public key
  ]

  def "nu-complete mco login color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco login exit" [] {
    [ "go" ]
  }

  # Log in at the site's AAA service and keep the token it gives
  export extern "mco login" [
    --user(-u): string        # User name; asked for, or the name of this machine's user
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco login color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco login exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete mco demo security" [] {
    [ "v1" "v2" ]
  }

  def "nu-complete mco demo color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco demo exit" [] {
    [ "go" ]
  }

  # Bring up a whole fleet on this machine and run a command against it
  export extern "mco demo" [
    --nodes: string           # Nodes to start
    --dir: path               # Keep credentials, facts and logs in this folder instead of a temporary one
    --port: string            # Port of the broker on 127.0.0.1 instead of a free one
    --security: string@"nu-complete mco demo security" # How nodes and users prove who they are
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco demo color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco demo exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete mco tui theme" [] {
    [ "dark" "light" "mono" ]
  }

  def "nu-complete mco tui color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco tui exit" [] {
    [ "go" ]
  }

  # Drive the fleet on a whole screen: browse, ask, watch
  export extern "mco tui" [
    --read-only               # Refuse whatever changes nodes
    --theme: string@"nu-complete mco tui theme" # Colours for a dark or a light terminal, or none: dark, light or mono
    --mouse                   # Take clicks and the wheel
    --wf(-F): string          # Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    --wc(-C): string          # Nodes with this class, as `apache` or `/^role/`; all must match
    --wa(-A): string          # Nodes with this agent; all must match
    --wi(-I): string          # Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    --with(-W): string        # Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    --without(-X): string     # Not the nodes that have all these facts, classes and agents
    --select(-S): string      # Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    --target(-T): string      # Sub collective instead of the main one
    --dm: string              # Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    --do: string              # Option of that way, as `file=nodes.yaml`
    --discovery-timeout: string # Wait this long for discovery instead of ending it soon after the last answer
    --discovery-window        # End discovery soon after the last answer even so, or where that is switched off
    --nodes: path             # Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    --not-nodes: path         # Leave out the nodes of a file or of a saved set
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco tui color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco tui exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    screen?: string           # Screen to begin with: fleet, run or jobs
  ]

  def "nu-complete mco buildinfo color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco buildinfo exit" [] {
    [ "go" ]
  }

  # Show what this program is made of
  export extern "mco buildinfo" [
    --dependencies(-D)        # Also the libraries it was built with
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco buildinfo color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco buildinfo exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco cheat color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco cheat exit" [] {
    [ "go" ]
  }

  # Show examples of commands
  export extern "mco cheat" [
    --list                    # List the labels
    --save: path              # Write every sheet to a folder
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco cheat color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco cheat exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    label?: string            # Which sheet; all labels are listed without one
  ]

  def "nu-complete mco choria color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco choria exit" [] {
    [ "go" ]
  }

  # Names of older versions
  export extern "mco choria" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco choria color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco choria exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco choria show_config color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco choria show_config exit" [] {
    [ "go" ]
  }

  # Show the configuration in effect; with a pattern, what the keys that match it mean
  export extern "mco choria show_config" [
    --list(-l)                # Only the names of the keys
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco choria show_config color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco choria show_config exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    key?: string              # Regular expression for the names of keys
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco choria help" [
  ]

  # Show the configuration in effect; with a pattern, what the keys that match it mean
  export extern "mco choria help show_config" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco choria help help" [
  ]

  def "nu-complete mco completion list" [] {
    [ "agents" "actions" "inputs" "applications" "nodes" "sets" "facts" "values" "classes" "hosted-agents" "collectives" "jobs" "methods" ]
  }

  def "nu-complete mco completion color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco completion exit" [] {
    [ "go" ]
  }

  # Shell completion support
  export extern "mco completion" [
    --zsh                     # Names with a description after a colon; without --list the script for zsh
    --bash                    # Plain names; without --list the script for bash
    --fish                    # Names with a description after a tab; without --list the script for fish
    --powershell              # The script for PowerShell
    --elvish                  # The script for Elvish
    --nushell                 # The script for Nushell
    --list: string@"nu-complete mco completion list" # What to list
    --list-agents             # The same as --list agents
    --list-actions            # The same as --list actions
    --list-inputs             # The same as --list inputs
    --list-applications       # The same as --list applications
    --agent: string           # Agent whose actions or inputs to list
    --action: string          # Action whose inputs to list
    --fact: string            # Fact whose values to list
    --line: string            # Complete this line, up to the cursor and with the program's name, as bash cuts it
    --breaks: string          # Characters at which bash cuts words
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco completion color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco completion exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete mco gen color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco gen exit" [] {
    [ "go" ]
  }

  # Write completion scripts or man pages
  export extern "mco gen" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco gen color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco gen exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
  ]

  def "nu-complete mco gen completions color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco gen completions exit" [] {
    [ "go" ]
  }

  # Completion scripts for every shell
  export extern "mco gen completions" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco gen completions color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco gen completions exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    dir: path                 # Folder to write to
  ]

  def "nu-complete mco gen man color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete mco gen man exit" [] {
    [ "go" ]
  }

  # A man page for every command
  export extern "mco gen man" [
    --config(-c): path        # Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    --verbose(-v)             # Say more
    --debug                   # Log what happens to standard error
    --color: string@"nu-complete mco gen man color" # When to use colours: auto, always or never
    --ascii                   # Plain ASCII instead of boxes and glyphs
    --exit: string@"nu-complete mco gen man exit" # Exit statuses of another client: `go` knows only 0 and 1
    --help(-h)                # Print help
    dir: path                 # Folder to write to
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco gen help" [
  ]

  # Completion scripts for every shell
  export extern "mco gen help completions" [
  ]

  # A man page for every command
  export extern "mco gen help man" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco gen help help" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco help" [
  ]

  # See which nodes answer, and how fast
  export extern "mco help ping" [
  ]

  # Find the nodes a filter means, running nothing on them
  export extern "mco help find" [
  ]

  # Run an action of an agent on the nodes a filter means
  export extern "mco help rpc" [
  ]

  # Build a request step by step: agent, action, inputs, nodes, plan
  export extern "mco help run" [
  ]

  # Count the values of a fact over the fleet
  export extern "mco help facts" [
  ]

  # Try filters out
  export extern "mco help filter" [
  ]

  # Say term by term which part of a filter holds for one node, and why
  export extern "mco help filter test" [
  ]

  # Say in words which nodes a filter means, and how many of those known from earlier answers
  export extern "mco help filter describe" [
  ]

  # Say in words which nodes a filter means, and how many of those known from earlier answers
  export extern "mco help describe_filter" [
  ]

  # Show what one node is and has, or the size of every collective
  export extern "mco help inventory" [
  ]

  # Install, remove and look at packages
  export extern "mco help package" [
  ]

  # Start, stop and look at services
  export extern "mco help service" [
  ]

  # Look at Puppet agents, hold them back and make them run
  export extern "mco help puppet" [
  ]

  # Run commands on nodes that host the shell agent
  export extern "mco help shell" [
  ]

  # Look at running processes
  export extern "mco help process" [
  ]

  # Touch, remove and look at files
  export extern "mco help filemgr" [
  ]

  # Test the network as the nodes see it
  export extern "mco help nettest" [
  ]

  # Rollouts, past and paused
  export extern "mco help jobs" [
  ]

  # List rollouts, the newest last
  export extern "mco help jobs ls" [
  ]

  # Show one rollout: its plan, and how every node fared
  export extern "mco help jobs show" [
  ]

  # Ask the failed or the silent nodes of a rollout again
  export extern "mco help jobs retry" [
  ]

  # Forget rollouts; nothing happens to the nodes
  export extern "mco help jobs rm" [
  ]

  # Forget complete rollouts that are older than a month
  export extern "mco help jobs prune" [
  ]

  # Go on with a rollout that stopped: ask the nodes that were left
  export extern "mco help resume" [
  ]

  # Show what was asked of the fleet before
  export extern "mco help history" [
  ]

  # Keep nodes under a name
  export extern "mco help set" [
  ]

  # List the sets
  export extern "mco help set list" [
  ]

  # Show the nodes of a set
  export extern "mco help set show" [
  ]

  # Keep the nodes that are found as a set, in the place of an older one
  export extern "mco help set save" [
  ]

  # Add the nodes that are found to a set
  export extern "mco help set add" [
  ]

  # Remove sets
  export extern "mco help set rm" [
  ]

  # See or renew what is known of the fleet without asking it
  export extern "mco help cache" [
  ]

  # Show the known nodes
  export extern "mco help cache show" [
  ]

  # Forget everything
  export extern "mco help cache clear" [
  ]

  # Ask the nodes what they are and keep it
  export extern "mco help cache refresh" [
  ]

  # Look at what is known about agents, check it, and make things of it
  export extern "mco help plugin" [
  ]

  # List the agents known here, or describe one
  export extern "mco help plugin doc" [
  ]

  # Write a typed client, or a DDL
  export extern "mco help plugin generate" [
  ]

  # Write a Rust crate that drives one agent
  export extern "mco help plugin generate client" [
  ]

  # Write a DDL: asks for what the flags leave open, when there is somebody to ask
  export extern "mco help plugin generate ddl" [
  ]

  # Say what is wrong with DDLs
  export extern "mco help plugin lint" [
  ]

  # Print the description of an agent, for programs
  export extern "mco help plugin schema" [
  ]

  # Get DDLs from the registry, and see which ones are kept here
  export extern "mco help ddl" [
  ]

  # Get DDLs from the registry: all of them, or those named
  export extern "mco help ddl sync" [
  ]

  # List the DDLs kept here and their age
  export extern "mco help ddl list" [
  ]

  # Remove the DDLs kept here
  export extern "mco help ddl clear" [
  ]

  # Look at the configuration, policies, a node's status, inventories
  export extern "mco help tool" [
  ]

  # Show the configuration in effect; with a pattern, what the keys that match it mean
  export extern "mco help tool config" [
  ]

  # Try and check policies before nodes follow them
  export extern "mco help tool policy" [
  ]

  # Tell whether a policy allows a call, and which of its lines say so; exits with 0 if it does, else with 1
  export extern "mco help tool policy test" [
  ]

  # Tell which lines of policy files make no sense; exits with 1 if there are any
  export extern "mco help tool policy lint" [
  ]

  # Make or refresh an inventory file with the nodes that are found, or check one
  export extern "mco help tool inventory" [
  ]

  # Check a node's health by its status file: prints `FILE OK`, or what is wrong and exits with 1
  export extern "mco help tool status" [
  ]

  # Make an authority, and credentials for brokers, nodes and users
  export extern "mco help pki" [
  ]

  # Make a new authority
  export extern "mco help pki init" [
  ]

  # Make the kit of a broker
  export extern "mco help pki broker" [
  ]

  # Make the kits of nodes
  export extern "mco help pki node" [
  ]

  # Make the kit of a user, and say which name to set
  export extern "mco help pki user" [
  ]

  # Issue certificates and tokens anew, with fresh keys, before they end
  export extern "mco help pki renew" [
  ]

  # List the site's certificates and tokens and when they end, or show one file
  export extern "mco help pki show" [
  ]

  # Make, show and check tokens and their keys
  export extern "mco help jwt" [
  ]

  # Show what a token says; exits with 1 when it has expired
  export extern "mco help jwt view" [
  ]

  # Check a token like a monitoring plugin: exits with 0 when it is as it should be, 2 when not, 3 when that cannot be told
  export extern "mco help jwt check" [
  ]

  # Make the token of a client
  export extern "mco help jwt client" [
  ]

  # Make the token of a node
  export extern "mco help jwt server" [
  ]

  # Make the token of nodes that wait to be provisioned
  export extern "mco help jwt provisioning" [
  ]

  # Make an ed25519 key pair; the public half is printed
  export extern "mco help jwt keys" [
  ]

  # Make an ed25519 key pair; the public half is printed
  export extern "mco help keys" [
  ]

  # Log in at the site's AAA service and keep the token it gives
  export extern "mco help login" [
  ]

  # Bring up a whole fleet on this machine and run a command against it
  export extern "mco help demo" [
  ]

  # Drive the fleet on a whole screen: browse, ask, watch
  export extern "mco help tui" [
  ]

  # Show what this program is made of
  export extern "mco help buildinfo" [
  ]

  # Show examples of commands
  export extern "mco help cheat" [
  ]

  # Names of older versions
  export extern "mco help choria" [
  ]

  # Show the configuration in effect; with a pattern, what the keys that match it mean
  export extern "mco help choria show_config" [
  ]

  # Shell completion support
  export extern "mco help completion" [
  ]

  # Write completion scripts or man pages
  export extern "mco help gen" [
  ]

  # Completion scripts for every shell
  export extern "mco help gen completions" [
  ]

  # A man page for every command
  export extern "mco help gen man" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "mco help help" [
  ]

}

export use completions *
