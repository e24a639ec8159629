//! One node's answer, kept small: a run may have 50 000 of them.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use client::NodeReply;
use protocol::rpc::{RpcReply, Status};
use serde_json::Value;

use crate::text;

/// Bytes of a message that are kept when there is no room for more.
const MESSAGE: usize = 256;

/// Bytes of data from which a row of the list is drawn from a shortened copy.
const LARGE: usize = 4096;

/// Members of that copy.
const MEMBERS: usize = 32;

/// Bytes of a value in that copy.
const VALUE: usize = 256;

/// What a node said.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    /// How it went.
    pub(super) status: Status,
    /// When the node made it.
    pub(super) time: SystemTime,
    /// From publish to arrival.
    pub(super) rtt: Duration,
    /// Bytes of its data as JSON.
    pub(super) size: usize,
    /// Which of the identical answers it belongs to.
    pub(super) group: u32,
    /// The message, then the data as JSON; one allocation.
    text: Box<str>,
    /// Bytes of the message.
    message: usize,
    /// Whether the data was kept.
    whole: bool,
    /// The members of large data, shortened.
    brief: Option<Box<Value>>,
}

impl Answer {
    /// Takes over a reply, whose data is `data` as JSON.
    pub(super) fn new(reply: &NodeReply, data: &str, group: u32) -> Self {
        let message = reply.reply.statusmsg.as_str();
        Self {
            status: reply.reply.statuscode,
            time: reply.time,
            rtt: reply.rtt,
            size: data.len(),
            group,
            text: [message, data].concat().into(),
            message: message.len(),
            whole: true,
            brief: (data.len() > LARGE).then(|| Box::new(shortened(&reply.reply.data))),
        }
    }

    /// What was said in words.
    pub(super) fn message(&self) -> &str {
        self.text.get(..self.message).unwrap_or_default()
    }

    /// The data as JSON; none when there was no room for it.
    pub(super) fn json(&self) -> Option<&str> {
        self.text.get(self.message..).filter(|_| self.whole)
    }

    /// The data; null when there was no room for it.
    pub(super) fn data(&self) -> Value {
        let parsed = self.json().map(serde_json::from_str);
        parsed.and_then(Result::ok).unwrap_or_default()
    }

    /// The data as far as a row of the list needs it.
    pub(super) fn glance(&self) -> Value {
        match &self.brief {
            Some(brief) => brief.as_ref().clone(),
            None => self.data(),
        }
    }

    /// Whether the data is still there.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// Bytes it keeps beside itself, the short copy by estimate.
    pub(super) fn weight(&self) -> usize {
        self.text.len() + self.brief.as_ref().map_or(0, |_| LARGE)
    }

    /// Lets go of the data and of a long message.
    pub(super) fn forget_data(&mut self) {
        self.text = text::head(self.message(), MESSAGE).into();
        self.message = self.text.len();
        self.whole = false;
        self.brief = None;
    }

    /// The reply as it came.
    pub(super) fn reply(&self, action: &str) -> RpcReply {
        RpcReply {
            action: action.to_owned(),
            statuscode: self.status,
            statusmsg: self.message().to_owned(),
            data: self.data(),
        }
    }
}

/// A status in one or two words.
pub(super) fn word(status: Status) -> Cow<'static, str> {
    match status {
        Status::Ok => "OK".into(),
        Status::Aborted => "Aborted".into(),
        Status::UnknownAction => "Unknown action".into(),
        Status::MissingData => "Missing data".into(),
        Status::InvalidData => "Invalid data".into(),
        Status::UnknownError => "Unknown error".into(),
        Status::Other(code) => format!("Status {code}").into(),
    }
}

/// Large data with short values.
fn shortened(data: &Value) -> Value {
    let short = |value: &Value| Value::from(text::head(&plain(value), VALUE));
    match data.as_object() {
        Some(members) => {
            let members = members.iter().take(MEMBERS);
            Value::Object(
                members
                    .map(|(name, value)| (name.clone(), short(value)))
                    .collect(),
            )
        }
        None => short(data),
    }
}

/// A value in one line: text as it is, other values as JSON.
pub(super) fn plain(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => text.into(),
        Value::Null => "".into(),
        value => value.to_string().into(),
    }
}
