//! What kind of thing an argument holds.

use clap::Arg;

use super::offer::Paths;

/// What an argument holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A fact with an operator and a value.
    Fact,
    /// The path of a fact.
    FactName,
    /// A class.
    Class,
    /// An agent that nodes have.
    HostedAgent,
    /// An agent with a DDL.
    Agent,
    /// An agent with a DDL, or a file.
    AgentOrFile,
    /// An action of the agent before it.
    Action,
    /// Inputs of the action before it.
    Inputs,
    /// An action of the agent that is called like the command, and what it is done to.
    ActionAndSubject,
    /// A node or a saved set.
    Nodes,
    /// A node.
    Node,
    /// Facts and classes in one text.
    Words,
    /// An expression about a node.
    Expression,
    /// An expression about a reply.
    ReplyExpression,
    /// A collective.
    Collective,
    /// A discovery method.
    Method,
    /// An option of that method.
    MethodOption,
    /// A rollout.
    Job,
    /// A bucket.
    Bucket,
    /// A key of the bucket before it.
    Key,
    /// A governor.
    Governor,
    /// A stream.
    Stream,
    /// A saved set without `@`.
    Set,
    /// A saved set with `@`, or a file.
    SetOrFile,
    /// Which nodes are asked again.
    Retry,
    /// A cheat sheet.
    Cheat,
    /// A whole command line.
    CommandLine,
    /// A request in one text.
    Request,
    /// A file or folder.
    Paths(Paths),
    /// Anything.
    Free,
}

impl Kind {
    /// What this argument holds, by its name and what help calls its value.
    pub(super) fn of(arg: &Arg) -> Self {
        let value = arg.get_value_names().and_then(<[_]>::first);
        let value = value.map(|name| name.as_str()).unwrap_or_default();
        match (arg.get_id().as_str(), value) {
            ("facts", "FACT") => Self::Fact,
            ("fact", _) => Self::FactName,
            ("classes", "CLASS") => Self::Class,
            ("agents", "AGENT") if !arg.is_positional() => Self::HostedAgent,
            ("named_agent" | "agent" | "agents" | "hosted", _) | ("name", "AGENT") => Self::Agent,
            ("named_action" | "action", _) => Self::Action,
            ("named_inputs" | "inputs", _) => Self::Inputs,
            ("words", "ACTION|PACKAGE" | "ACTION|SERVICE") => Self::ActionAndSubject,
            ("identities", _) => Self::Nodes,
            ("node", "NODE") => Self::Node,
            ("combined" | "without", _) => Self::Words,
            ("select" | "expression", _) => Self::Expression,
            ("filter_replies", _) => Self::ReplyExpression,
            ("target", _) => Self::Collective,
            ("method", _) => Self::Method,
            ("options", "KEY=VALUE") => Self::MethodOption,
            ("resume" | "job" | "jobs", _) => Self::Job,
            ("bucket", "BUCKET") => Self::Bucket,
            ("key", "KEY") if arg.is_positional() => Self::Key,
            ("governor", "NAME") => Self::Governor,
            ("stream", "STREAM") => Self::Stream,
            (_, "SET") => Self::Set,
            (_, "FILE|@SET") => Self::SetOrFile,
            ("retry", _) => Self::Retry,
            ("label", _) => Self::Cheat,
            ("command", "COMMAND") => Self::CommandLine,
            (_, "REQUEST") => Self::Request,
            ("ddl", _) | (_, "DDL") => Self::AgentOrFile,
            (_, "DIR") => Self::Paths(Paths::Folders),
            (_, "FILE" | "FILE|DIR" | "PROGRAM|FILE|-" | "SIGNKEY" | "PUBFILE" | "SEED" | "PUBKEY") => {
                Self::Paths(Paths::Any)
            }
            _ => Self::Free,
        }
    }
}
