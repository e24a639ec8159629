use crate::effect::{Begin, Message};
use crate::order::Ticket;
use crate::stage;

/// A run of `service#restart` by this order begins.
pub(in crate::screens) fn begin(ticket: Ticket) -> Message {
    let words = [
        "rpc",
        "service",
        "restart",
        "service=httpd",
        "--batch",
        "5",
        "--canary",
        "1",
    ];
    let mut agents = stage::agents().into_iter();
    let agent = agents.find(|agent| agent.metadata.name == "service");
    Message::Begin(Box::new(Begin {
        ticket,
        agent: agent.expect("its DDL is shipped"),
        action: "restart".to_owned(),
        words: words.map(str::to_owned).into(),
        nodes: None,
        command: format!("mco {}", words.join(" ")),
        change: true,
    }))
}
