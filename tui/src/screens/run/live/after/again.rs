//! Asking those again that failed or did not answer, and going on with those that were left.

use std::sync::Arc;

use protocol::Identity;

use super::super::Live;
use super::super::model::Standing;
use super::is_failed;
use crate::effect::{Begin, Effect, Message};
use crate::order::Order;
use crate::popups::confirm::Confirm;
use crate::popups::pick::{Item, Pick};
use crate::session::Session;
use crate::text::counted;

/// Nodes named in a command line; with more of them the line would be of no use.
const NAMED: usize = 20;

/// Which nodes are asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Failed,
    Silent,
    Both,
    /// Those a rollout left unasked.
    Rest,
}

impl Which {
    fn word(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Silent => "silent",
            Self::Both => "failed and silent",
            Self::Rest => "not sent",
        }
    }

    fn fits(self, standing: Standing) -> bool {
        let silent = standing == Standing::Silent;
        match self {
            Self::Failed => is_failed(standing),
            Self::Silent => silent,
            Self::Both => silent || is_failed(standing),
            Self::Rest => standing == Standing::NotSent,
        }
    }
}

impl Live {
    /// Whether there is somebody to ask again or still to be asked, and this is allowed.
    pub(super) fn may_ask_again(&self, session: &Session) -> bool {
        let tally = self.model.tally();
        let allowed = !(session.read_only && self.begin.change);
        let rest = self.model.job().map_or(0, |_| tally.unasked);
        allowed && self.is_over() && tally.failed + tally.silent + rest > 0
    }

    /// Asks whom to ask again.
    pub(super) fn again(&self, session: &mut Session) -> Vec<Effect> {
        if !self.may_ask_again(session) {
            return Vec::new();
        }
        let tally = self.model.tally();
        let mut choices = vec![(Which::Failed, tally.failed), (Which::Silent, tally.silent)];
        match self.model.job() {
            Some(_) => choices.push((Which::Rest, tally.unasked)),
            None if tally.failed > 0 && tally.silent > 0 => {
                choices.push((Which::Both, tally.failed + tally.silent));
            }
            None => {}
        }
        choices.retain(|(_, count)| *count > 0);
        let items = choices.iter().map(|(which, nodes)| Item {
            value: which.word().to_owned(),
            about: counted(*nodes, "node"),
        });
        let items = items.collect();
        // Made now, as a popup can neither ask for tickets nor see the answers.
        let ways = choices
            .into_iter()
            .map(|(which, _)| (which.word(), self.asking(session, which)));
        let mut ways: Vec<(&str, Vec<Effect>)> = ways.collect();
        if let [(_, only)] = ways.as_mut_slice() {
            return std::mem::take(only);
        }
        let pick = Pick::new("Ask again, or go on", items, move |value| {
            let found = ways.into_iter().find(|(word, _)| *word == value);
            found.map(|(_, effects)| effects).unwrap_or_default()
        });
        vec![Effect::Open(Box::new(pick))]
    }

    /// What follows from the choice: the run, after a question when it changes nodes.
    fn asking(&self, session: &mut Session, which: Which) -> Vec<Effect> {
        let nodes = self.nodes(|standing| which.fits(standing));
        let asked = nodes.len();
        let begin = self.beginning(session, which, nodes);
        let words = begin.command.clone();
        let order = Order::Run {
            ticket: begin.ticket,
            words: begin.words.clone(),
            nodes: begin.nodes.clone(),
            hold_after_canary: false,
        };
        let run = vec![
            Effect::Tell(Message::Begin(Box::new(begin))),
            Effect::Order(order),
        ];
        if !self.begin.change {
            return run;
        }
        let lines = vec![
            self.title_text(),
            format!(
                "{} that {}",
                counted(asked, "node"),
                match which {
                    Which::Failed => "failed",
                    Which::Silent => "did not answer; they may have done as they were told",
                    Which::Both => "failed or did not answer",
                    Which::Rest => "were not asked yet",
                }
            ),
            words,
        ];
        let title = if which == Which::Rest {
            "Go on?"
        } else {
            "Ask again?"
        };
        let mut confirm = Confirm::new(title, lines, run).change();
        if asked > session.desk.type_over {
            confirm = confirm.typed(asked.to_string());
        }
        vec![Effect::Open(Box::new(confirm))]
    }

    /// A rollout is retried by its job, at its pace; any other run is repeated for these nodes.
    fn beginning(&self, session: &mut Session, which: Which, nodes: Vec<Identity>) -> Begin {
        let ticket = session.ticket();
        let begin = Begin {
            ticket,
            ..self.begin.clone()
        };
        if let Some(job) = self.model.job() {
            let flag = format!("--{}", which.word());
            let words = match which {
                Which::Rest => vec!["resume", job],
                _ => vec!["jobs", "retry", job, &flag],
            };
            return Begin {
                command: format!("mco {}", words.join(" ")),
                words: words.into_iter().map(str::to_owned).collect(),
                nodes: None,
                ..begin
            };
        }
        let mut command = self.begin.command.clone();
        if nodes.len() <= NAMED {
            for node in &nodes {
                command.push_str(" -I ");
                command.push_str(node.as_str());
            }
        } else {
            command = format!("{command} (for {} only)", counted(nodes.len(), "node"));
        }
        Begin {
            command,
            nodes: Some(Arc::from(nodes)),
            ..begin
        }
    }
}
