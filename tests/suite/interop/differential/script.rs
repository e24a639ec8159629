//! What is said to both servers, and the comparison of what they answer.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use super::client::{Client, SILENCE};

/// A conversation of one or more clients with one server, each named by a word.
///
/// Clients connect when they first speak. Scripts of one table share their servers, so whatever depends on nobody else
/// listening uses subjects of its own.
#[derive(Debug)]
pub(super) struct Script {
    name: &'static str,
    steps: Vec<Step>,
    difference: Option<Difference>,
}

#[derive(Debug)]
struct Step {
    who: &'static str,
    bytes: Vec<u8>,
    then: Then,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    /// Wait until the server has done all of it: a PING of every client that speaks is answered.
    Fence,
    /// More bytes follow.
    GoOn,
    /// Read until the server ends the connection.
    End,
}

/// Where our engine differs on purpose.
#[derive(Debug)]
struct Difference {
    reason: &'static str,
    ours: &'static [&'static str],
}

impl Script {
    pub(super) fn new(name: &'static str) -> Self {
        Self {
            name,
            steps: Vec::new(),
            difference: None,
        }
    }

    /// `who` sends CONNECT as a client that wants no acknowledgements, with more `members`.
    pub(super) fn join(self, who: &'static str, members: &str) -> Self {
        let comma = if members.is_empty() { "" } else { "," };
        self.say(
            who,
            &format!("CONNECT {{\"verbose\":false,\"pedantic\":false{comma}{members}}}"),
        )
    }

    /// `who` sends lines, separated by `|`.
    pub(super) fn say(self, who: &'static str, lines: &str) -> Self {
        self.raw(who, format!("{}\r\n", lines.replace('|', "\r\n")))
    }

    /// `who` sends bytes as they are.
    pub(super) fn raw(self, who: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        self.step(who, bytes.into(), Then::Fence)
    }

    /// `who` sends a part of something.
    pub(super) fn part(self, who: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        self.step(who, bytes.into(), Then::GoOn)
    }

    /// `who` waits for the server to end the connection.
    pub(super) fn end(self, who: &'static str) -> Self {
        self.step(who, Vec::new(), Then::End)
    }

    /// Our engine answers `ours` instead, for this reason.
    pub(super) fn differs(mut self, reason: &'static str, ours: &'static [&'static str]) -> Self {
        self.difference = Some(Difference { reason, ours });
        self
    }

    fn step(mut self, who: &'static str, bytes: Vec<u8>, then: Then) -> Self {
        self.steps.push(Step { who, bytes, then });
        self
    }

    /// What is wrong with the two transcripts, if anything.
    pub(super) fn judge(&self, ours: &[String], theirs: &[String]) -> Option<String> {
        let name = self.name;
        let list = |lines: &[String]| lines.join("\n    ");
        if ours.iter().chain(theirs).any(|line| line.ends_with(SILENCE)) {
            return Some(format!(
                "{name}: an answer did not come\n    {}\n    {}",
                list(ours),
                list(theirs)
            ));
        }
        let Some(difference) = &self.difference else {
            return (ours != theirs).then(|| {
                format!(
                    "{name}\n  ours:\n    {}\n  nats-server:\n    {}",
                    list(ours),
                    list(theirs)
                )
            });
        };
        if ours != difference.ours {
            return Some(format!(
                "{name}\n  ours, which differs on purpose:\n    {}",
                list(ours)
            ));
        }
        let reason = difference.reason;
        (ours == theirs).then(|| format!("{name}: no difference any more ({reason})"))
    }
}

/// What the clients of a script read from the server at `address`, step by step.
pub(super) async fn transcript(address: SocketAddr, script: &Script) -> Vec<String> {
    let mut clients: BTreeMap<&str, Client> = BTreeMap::new();
    let mut lines = Vec::new();
    for (number, step) in script.steps.iter().enumerate() {
        if !clients.contains_key(step.who) {
            clients.insert(step.who, Client::dial(address).await);
        }
        let speaker = clients.get_mut(step.who).expect("it was just put there");
        speaker.send(&step.bytes).await;
        let mut note = |who: &str, heard: Vec<String>| {
            lines.extend(heard.into_iter().map(|line| format!("{number} {who} {line}")));
        };
        match step.then {
            Then::GoOn => {}
            Then::End => note(step.who, speaker.rest().await),
            Then::Fence => {
                note(step.who, speaker.fence(pings(&step.bytes)).await);
                for (who, client) in &mut clients {
                    if *who != step.who && client.is_fenced() {
                        note(who, client.fence(0).await);
                    }
                }
            }
        }
    }
    lines
}

/// How often the script itself asks for a PONG.
fn pings(bytes: &[u8]) -> usize {
    let is_ping = |line: &&[u8]| line.trim_ascii().eq_ignore_ascii_case(b"PING");
    bytes.split(|&b| b == b'\n').filter(is_ping).count()
}
