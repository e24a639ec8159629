//! Flags and commands of the reference, or promised ones, that this version does not have.

/// What to say about a flag that exists elsewhere but not here.
pub(crate) fn later(flag: &str) -> Option<&'static str> {
    let name = flag.split_once('=').map_or(flag, |(name, _)| name);
    Some(match name {
        "--federations" | "--tail" => "",
        "--script" => "`--json` gives everything a script can use",
        "--completion-bash" => "`mco completion --bash` writes a script",
        "--help-long" | "--help-compact" | "--help-man" | "--help-llm" => {
            "`mco --help` and `mco COMMAND --help` are all the help; `mco gen man DIR` writes man pages"
        }
        _ => return None,
    })
}

/// What to say about a command that exists elsewhere but not here.
pub(crate) fn later_command(name: &str) -> Option<&'static str> {
    Some(match name {
        "server" => "nodes run the program mco-server",
        "enroll" => "`mco pki user` makes credentials",
        "election" | "elect" | "elec" | "scout" | "machine" | "executor" | "exec" | "exec-supervisor"
        | "tasks" | "playbook" | "federation" => "",
        "repl" => "`mco shell` is one",
        _ => return None,
    })
}

/// What to say about a command inside a command that exists elsewhere but not here.
pub(crate) fn later_subcommand(name: &str) -> Option<&'static str> {
    Some(match name {
        // choria
        "request_cert" => "`mco pki user` makes credentials",
        // kv, governor
        "api" => "",
        // plugin
        "package" => "an agent is its DDL and its program, copied into place",
        "info" => "`mco plugin doc` and `mco plugin lint` look at a DDL",
        // plugin generate
        "agent" | "data" => "`mco plugin generate ddl` writes a DDL",
        // shell
        "watch" => "`mco rpc shell status handle=HANDLE` shows what a command printed",
        // tool
        "event" | "submit" | "protocol" | "provisioner" | "builder" => "",
        "sha256" => "`sha256sum` does it",
        _ => return None,
    })
}
