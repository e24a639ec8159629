//! What can be done with a job: going on, asking again, forgetting, marking, exporting.

use std::sync::Arc;

use ddl::{Agent, Metadata, Risk};
use protocol::Identity;
use serde_json::{Map, Value, json};

use super::Jobs;
use super::layout::Focus;
use crate::effect::{Begin, Effect, Message, Notice, Tone};
use crate::job::{Fate, JobDetail};
use crate::keymap::Verb;
use crate::order::Order;
use crate::popups::confirm::Confirm;
use crate::popups::pick::{Item, Pick};
use crate::popups::prompt::Prompt;
use crate::scope::Targets;
use crate::session::Session;
use crate::text::counted;

/// Why nodes of a job are asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    Resume,
    Failed,
    Silent,
}

impl Jobs {
    /// Whether going on is not allowed here.
    pub(super) fn is_refused(&self, session: &Session) -> bool {
        session.read_only && self.detail().is_none_or(|detail| changes(session, detail))
    }

    /// Shows the answers of a job that runs here, else the outcome.
    pub(super) fn open(&mut self) -> Vec<Effect> {
        let Some(row) = self.current() else {
            return Vec::new();
        };
        if self.runs_here(&row.id) {
            return vec![Effect::Tell(Message::Watch(row.id.clone()))];
        }
        self.parts.focus = Focus::Outcome;
        Vec::new()
    }

    /// Does what a verb says to the job under the cursor.
    pub(super) fn act(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        if verb == Verb::Abandon {
            return self.forget(session);
        }
        let Some(detail) = self.detail().cloned() else {
            return Vec::new();
        };
        match verb {
            Verb::Resume => vec![again(session, &detail, Why::Resume)],
            Verb::Repeat => vec![compose(session, &detail)],
            Verb::RetryFailed => choice(session, &detail),
            Verb::MarkFailed => mark(session, &detail, |fate| matches!(fate, Fate::Failed(_)), "failed"),
            Verb::MarkSilent => mark(session, &detail, |fate| *fate == Fate::Silent, "silent"),
            Verb::CopyCommand => vec![Effect::Copy(detail.command)],
            Verb::CopyValue => vec![Effect::Copy(detail.row.id)],
            Verb::Export => vec![export(&detail)],
            _ => Vec::new(),
        }
    }

    /// What a verb would do, with numbers.
    pub(super) fn promise(&self, verb: Verb) -> Option<String> {
        let standing = self.current()?.standing;
        Some(match verb {
            Verb::Resume => {
                let left = standing.not_sent + standing.in_doubt;
                format!("resume with {} left", counted(left, "node"))
            }
            Verb::RetryFailed => match (standing.failed, standing.silent) {
                (failed, 0) => format!("ask the {failed} failed again"),
                (0, silent) => format!("ask the {silent} silent again"),
                (failed, silent) => format!("ask the {failed} failed or the {silent} silent again"),
            },
            Verb::Abandon => "forget the job".to_owned(),
            _ => return None,
        })
    }

    /// Asks whether to forget the job; its name has to be typed while nodes are left.
    fn forget(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some(row) = self.current() else {
            return Vec::new();
        };
        let ticket = session.ticket();
        let id = row.id.clone();
        let left = row.standing.not_sent + row.standing.in_doubt;
        let mut lines = vec![row.what.clone()];
        if left > 0 {
            lines.push(format!("It leaves {} unasked.", counted(left, "node")));
        }
        lines.push("Nothing happens to the nodes, but its plan and outcome are gone.".to_owned());
        let order = Order::Command {
            ticket,
            line: format!("jobs rm {id}"),
        };
        self.forgetting = Some((ticket, String::new()));
        let confirm = Confirm::new(format!("Forget {id}?"), lines, vec![Effect::Order(order)]);
        let confirm = if left > 0 { confirm.typed(id) } else { confirm };
        vec![Effect::Open(Box::new(confirm))]
    }
}

/// Asks which nodes to ask again.
fn choice(session: &mut Session, detail: &JobDetail) -> Vec<Effect> {
    let standing = detail.row.standing;
    let (failed, silent) = (standing.failed > 0, standing.silent > 0);
    if failed != silent {
        let why = if failed { Why::Failed } else { Why::Silent };
        return vec![again(session, detail, why)];
    }
    let item = |value: &str, nodes| Item {
        value: value.to_owned(),
        about: counted(nodes, "node"),
    };
    let items = vec![item("failed", standing.failed), item("silent", standing.silent)];
    // Made now, as a popup cannot ask for tickets.
    let mut ways = [Why::Failed, Why::Silent].map(|why| Some(again(session, detail, why)));
    let pick = Pick::new("Ask again", items, move |value| {
        let way = &mut ways[usize::from(value == "silent")];
        way.take().into_iter().collect()
    });
    vec![Effect::Open(Box::new(pick))]
}

/// The question before nodes of a job are asked again.
fn again(session: &mut Session, detail: &JobDetail, why: Why) -> Effect {
    let id = &detail.row.id;
    let standing = detail.row.standing;
    let (title, nodes, words) = match why {
        Why::Resume => {
            let left = standing.not_sent + standing.in_doubt;
            ("Resume", left, vec!["resume", id])
        }
        Why::Failed => (
            "Ask the failed ones again",
            standing.failed,
            vec!["jobs", "retry", id, "--failed"],
        ),
        Why::Silent => (
            "Ask the silent ones again",
            standing.silent,
            vec!["jobs", "retry", id, "--silent"],
        ),
    };
    let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
    let change = changes(session, detail);
    let ticket = session.ticket();
    let begin = Begin {
        ticket,
        agent: agent(session, detail),
        action: detail.action.clone(),
        command: format!("mco {}", words.join(" ")),
        words: words.clone(),
        nodes: None,
        change,
    };
    let run = Order::Run {
        ticket,
        words,
        nodes: None,
        hold_after_canary: false,
    };
    let yes = vec![Effect::Tell(Message::Begin(Box::new(begin))), Effect::Order(run)];
    let mut lines = vec![
        detail.row.what.clone(),
        format!("{} to ask", counted(nodes, "node")),
    ];
    if why == Why::Resume && standing.in_doubt > 0 {
        lines.push(format!(
            "That includes {} in doubt: asked before, and whether it had an effect is not known.",
            counted(standing.in_doubt, "node")
        ));
    }
    lines.push(format!("Pace: {}", detail.pace));
    let mut confirm = Confirm::new(format!("{title}?"), lines, yes);
    if change {
        confirm = confirm.change();
        if nodes > session.desk.type_over {
            confirm = confirm.typed(nodes.to_string());
        }
    }
    Effect::Open(Box::new(confirm))
}

/// Opens the job's action for the nodes it left, to choose another pace: a job goes on only as it began.
fn compose(session: &mut Session, detail: &JobDetail) -> Effect {
    let left = detail.nodes.iter();
    let left = left.filter(|(_, fate)| matches!(fate, Fate::NotSent | Fate::InDoubt));
    let nodes: Vec<Identity> = left.map(|(node, _)| node.clone()).collect();
    session.targets = Targets::Nodes(nodes.into(), format!("left of {}", detail.row.id));
    let agent = session.agent(&detail.agent);
    let action = agent.and_then(|agent| agent.action(&detail.action));
    let words = shlex::split(&detail.command).unwrap_or_default();
    let pairs = words.iter().filter_map(|word| word.split_once('='));
    // A secret is not known here, only that there was one.
    let known = |(name, value): &(&str, &str)| {
        action.is_some_and(|action| action.input.contains_key(*name)) && !value.starts_with("***")
    };
    Effect::Tell(Message::Compose {
        agent: detail.agent.clone(),
        action: detail.action.clone(),
        inputs: pairs
            .filter(known)
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
    })
}

/// Whether the action changes nodes; one that is not known may.
fn changes(session: &Session, detail: &JobDetail) -> bool {
    let agent = session.agent(&detail.agent);
    let action = agent.and_then(|agent| agent.action(&detail.action));
    action.is_none_or(|action| action.risk() == Risk::Change)
}

/// The agent's DDL, or one that only has its name.
fn agent(session: &Session, detail: &JobDetail) -> Arc<Agent> {
    let named = || {
        let metadata = Metadata {
            name: detail.agent.clone(),
            ..Metadata::default()
        };
        Arc::new(Agent {
            metadata,
            actions: Vec::new(),
        })
    };
    session.agent(&detail.agent).cloned().unwrap_or_else(named)
}

fn mark(session: &mut Session, detail: &JobDetail, which: impl Fn(&Fate) -> bool, word: &str) -> Vec<Effect> {
    let nodes = detail.nodes.iter().filter(|(_, fate)| which(fate));
    let nodes: Vec<Identity> = nodes.map(|(node, _)| node.clone()).collect();
    let words = format!("{} marked that {word}", counted(nodes.len(), "node"));
    session.marks.extend(nodes);
    session.aim();
    vec![Effect::Say(Notice::new(Tone::Good, words))]
}

/// Asks where to write the job.
fn export(detail: &JobDetail) -> Effect {
    let nodes: Map<String, Value> = detail
        .nodes
        .iter()
        .map(|(node, fate)| (node.to_string(), fate_of(fate)))
        .collect();
    let document = json!({
        "job": detail.row.id,
        "what": detail.row.what,
        "command": detail.command,
        "reason": detail.reason,
        "pace": detail.pace,
        "end": detail.end,
        "runs": detail.runs,
        "nodes": nodes,
    });
    let text = serde_json::to_string_pretty(&document).unwrap_or_default() + "\n";
    let prompt = Prompt::new("Export the job as JSON", "File:", move |path| {
        vec![Effect::Order(Order::Write {
            path: path.trim().into(),
            text,
        })]
    });
    Effect::Open(Box::new(prompt.text(format!("job-{}.json", detail.row.id))))
}

fn fate_of(fate: &Fate) -> Value {
    let (word, message) = match fate {
        Fate::NotSent => ("not_sent", ""),
        Fate::InDoubt => ("in_doubt", ""),
        Fate::Done => ("done", ""),
        Fate::Failed(message) => ("failed", message.as_str()),
        Fate::Silent => ("silent", ""),
    };
    json!({"fate": word, "message": message})
}
