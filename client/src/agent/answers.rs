//! What nodes answered, typed.

use std::time::SystemTime;

use ddl::{Action, Summaries, Summary};
use protocol::Identity;
use protocol::rpc::{Object, Status};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{NodeReply, Stats};

/// One node's answer.
#[derive(Debug, Clone)]
pub struct Reply<O> {
    /// Who answered.
    pub sender: Identity,
    /// How it went.
    pub status: Status,
    /// `OK` or the reason.
    pub message: String,
    /// When the node made it.
    pub time: SystemTime,
    /// Outputs by their types; what is absent or of another type is none.
    pub outputs: O,
    /// Outputs as they came, with the DDL's defaults.
    pub data: Object,
}

/// The answers to one question, of all batches.
#[derive(Debug, Clone)]
pub struct Answers<O> {
    /// In order of arrival.
    pub replies: Vec<Reply<O>>,
    /// The tally of each batch.
    pub stats: Vec<Stats>,
    action: Action,
}

impl<O> Reply<O> {
    /// Whether it went well.
    pub fn is_ok(&self) -> bool {
        self.status == Status::Ok
    }
}

impl<O: DeserializeOwned> Answers<O> {
    pub(super) fn new(action: Action) -> Self {
        Self {
            replies: Vec::new(),
            stats: Vec::new(),
            action,
        }
    }

    pub(super) fn add(&mut self, reply: NodeReply) {
        let mut data = match reply.reply.data {
            Value::Object(data) => data,
            _ => Object::new(),
        };
        self.action.apply_output_defaults(&mut data);
        // Generated outputs take anything; one written by hand that does not counts as a failed answer.
        let (status, message, outputs) = match serde_json::from_value(Value::Object(data.clone())) {
            Ok(outputs) => (reply.reply.statuscode, reply.reply.statusmsg, Some(outputs)),
            Err(error) => {
                let message = format!("outputs of another shape: {error}");
                let nothing = serde_json::from_value(Value::Object(Object::new()));
                (Status::InvalidData, message, nothing.ok())
            }
        };
        let Some(outputs) = outputs else {
            tracing::debug!(sender = %reply.sender, "answer does not fit the type of its outputs");
            return;
        };
        self.replies.push(Reply {
            sender: reply.sender,
            status,
            message,
            time: reply.time,
            outputs,
            data,
        });
    }

    pub(super) fn end(&mut self, stats: Stats) {
        self.stats.push(stats);
    }
}

impl<O> Answers<O> {
    /// Answers that went well.
    pub fn ok(&self) -> impl Iterator<Item = &Reply<O>> {
        self.replies.iter().filter(|reply| reply.is_ok())
    }

    /// Answers that did not.
    pub fn failed(&self) -> impl Iterator<Item = &Reply<O>> {
        self.replies.iter().filter(|reply| !reply.is_ok())
    }

    /// Nodes that were asked and did not answer.
    pub fn silent(&self) -> impl Iterator<Item = &Identity> {
        self.stats.iter().flat_map(|stats| &stats.no_responses)
    }

    /// The DDL's summaries of all answers.
    pub fn summaries(&self) -> Vec<Summary> {
        let mut summaries = Summaries::new(&self.action);
        for reply in &self.replies {
            summaries.add(&reply.data);
        }
        summaries.finish()
    }
}
