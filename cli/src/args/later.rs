//! Flags and commands of the reference, or promised ones, that this version does not have.

/// What to say about a flag that exists elsewhere but not here.
pub(crate) fn later(flag: &str) -> Option<&'static str> {
    let name = flag.split_once('=').map_or(flag, |(name, _)| name);
    Some(match name {
        "--federations" => "",
        _ => return None,
    })
}

/// What to say about a command that exists elsewhere but not here.
pub(crate) fn later_command(name: &str) -> Option<&'static str> {
    Some(match name {
        "server" => "nodes run the program mco-server",
        "broker" => "brokers run the program mco-broker",
        "enroll" => "`mco pki user` makes credentials",
        "choria" => "`mco tool config` shows the configuration in effect",
        "kv" | "governor" | "gov" | "election" | "elect" | "elec" | "scout" | "machine" | "executor"
        | "exec" | "tasks" | "playbook" | "federation" | "tui" | "repl" | "cheat" => "",
        _ => return None,
    })
}
