//! What can be done with the answers: marks, the next question, and asking again.

mod again;

use std::sync::Arc;

use protocol::Identity;
use protocol::rpc::Status;

use super::Live;
use super::model::{Entry, Standing};
use crate::component::Hint;
use crate::effect::{Effect, Message, Notice, Tone};
use crate::keymap::Verb;
use crate::scope::Targets;
use crate::session::Session;
use crate::text;

impl Live {
    /// The verbs it answers now.
    pub(super) fn after_offers(&self, session: &Session, hints: &mut Vec<Hint>) {
        let tally = self.model.tally();
        if self.may_ask_again(session) {
            hints.push(Hint::new(Verb::Retry, "again"));
        }
        if self.model.job().is_some() {
            hints.push(Hint::quiet(Verb::Jobs, "this job"));
        }
        if tally.failed > 0 {
            hints.push(Hint::new(Verb::MarkFailed, "mark failed"));
        }
        if tally.silent > 0 {
            hints.push(Hint::new(Verb::MarkSilent, "mark silent"));
        }
        if tally.ok > 0 {
            hints.push(Hint::new(Verb::Chain, "chain OK nodes"));
        }
        if !session.marks.is_empty() {
            hints.push(Hint::new(Verb::Act, "act on marked"));
        } else if self.node_here().is_some() {
            hints.push(Hint::quiet(Verb::Act, "act on this node"));
        }
        hints.push(Hint::quiet(Verb::Repeat, "compose this again"));
        if !self.model.arrived().is_empty() {
            hints.push(Hint::new(Verb::Export, "export"));
        }
    }

    /// Does what a verb says.
    pub(super) fn after(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        match verb {
            Verb::Retry => self.again(session),
            Verb::MarkFailed => self.mark_all(session, is_failed, "failed"),
            Verb::MarkSilent => {
                self.mark_all(session, |standing| standing == Standing::Silent, "did not answer")
            }
            Verb::Chain => self.chain(session),
            Verb::Act => self.act(session),
            Verb::Jobs => {
                let job = self.model.job().map(str::to_owned);
                job.map(|job| Effect::Tell(Message::Job(job)))
                    .into_iter()
                    .collect()
            }
            Verb::Repeat => vec![Effect::Tell(self.compose())],
            Verb::Export => self.export(),
            _ => Vec::new(),
        }
    }

    /// How it ended, for whoever looks at something else.
    pub(super) fn farewell(&self) -> Notice {
        let tally = self.model.tally();
        let counts = [
            (tally.ok, "OK"),
            (tally.failed, "failed"),
            (tally.silent, "without response"),
            (tally.unasked, "not sent"),
        ];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts
            .map(|(count, words)| format!("{} {words}", text::count(*count)))
            .collect();
        let well = tally.ok > 0 && tally.ok == tally.targets;
        let tone = if well { Tone::Good } else { Tone::Warning };
        match counts.as_slice() {
            [] => Notice::new(
                Tone::Warning,
                format!("{} is over, nobody answered", self.title_text()),
            ),
            counts => Notice::new(
                tone,
                format!("{} is over: {}", self.title_text(), counts.join(", ")),
            ),
        }
    }

    /// The nodes asked that stand so, in the order of the request.
    fn nodes(&self, which: impl Fn(Standing) -> bool) -> Vec<Identity> {
        let fits = |entry: &&Entry| !self.model.is_stranger(entry) && which(self.model.standing(entry));
        let found = self.model.entries().iter().filter(fits);
        found.map(|entry| entry.node.clone()).collect()
    }

    fn mark_all(&self, session: &mut Session, which: impl Fn(Standing) -> bool, word: &str) -> Vec<Effect> {
        let nodes = self.nodes(which);
        let words = format!("{} marked that {word}", text::counted(nodes.len(), "node"));
        session.marks.extend(nodes);
        session.aim();
        vec![Effect::Say(Notice::new(Tone::Good, words))]
    }

    /// The nodes that succeeded become the targets of what comes next.
    fn chain(&self, session: &mut Session) -> Vec<Effect> {
        let nodes = self.nodes(|standing| standing == Standing::Answered(Status::Ok));
        session.targets = Targets::Nodes(Arc::from(nodes), format!("OK of {}", self.title_text()));
        vec![Effect::Tell(Message::Act)]
    }

    fn act(&self, session: &mut Session) -> Vec<Effect> {
        let here = self.full.map(|full| full.entry).or(self.node_here());
        let here = here.and_then(|entry| self.model.get(entry));
        session.targets = match here {
            _ if !session.marks.is_empty() => Targets::Marked,
            Some(entry) => Targets::Nodes(Arc::from([entry.node.clone()]), entry.node.to_string()),
            None => return Vec::new(),
        };
        vec![Effect::Tell(Message::Act)]
    }

    /// The form of the same action with the same inputs.
    fn compose(&self) -> Message {
        let declared = |name: &str| {
            self.declared()
                .is_some_and(|action| action.input.contains_key(name))
        };
        let pairs = self.begin.words.iter().filter_map(|word| word.split_once('='));
        let inputs = pairs.filter(|(name, _)| declared(name));
        Message::Compose {
            agent: self.begin.agent.metadata.name.clone(),
            action: self.begin.action.clone(),
            inputs: inputs
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        }
    }
}

fn is_failed(standing: Standing) -> bool {
    matches!(standing, Standing::Answered(status) if status != Status::Ok)
}
