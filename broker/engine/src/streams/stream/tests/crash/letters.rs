//! What is asked of a stream, and what it answers.

use bytes::Bytes;
use serde_json::{Value, json};

use super::super::Alone;
use crate::options::Account;
use crate::streams::api::{Caller, Endpoint, PREFIX, Request};
use crate::streams::config::StreamConfig;
use crate::streams::handle::Op;
use crate::streams::message::Publication;
use crate::streams::outbox::{Letter, Outbox};

pub(super) fn config(more: Value) -> StreamConfig {
    let mut config = json!({
        "name": "S", "subjects": ["s.>"], "storage": "file", "allow_rollup_hdrs": true, "allow_msg_ttl": true,
        "allow_atomic": true,
    });
    config
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    let config: StreamConfig = serde_json::from_value(config).unwrap();
    config.checked(&Alone).unwrap()
}

pub(super) fn publish(subject: &str, headers: &str, payload: &str) -> Op {
    Op::Publish(Publication {
        account: Account::Choria,
        reaches: true,
        subject: subject.into(),
        reply: Some("answer".into()),
        headers: Bytes::copy_from_slice(headers.as_bytes()),
        payload: Bytes::copy_from_slice(payload.as_bytes()),
    })
}

pub(super) fn request(tail: &str, body: &Value) -> Op {
    asked(tail, body, "answer")
}

pub(super) fn pull(consumer: &str, body: &Value) -> Op {
    asked(&format!("CONSUMER.MSG.NEXT.S.{consumer}"), body, "pull")
}

fn asked(tail: &str, body: &Value, reply: &str) -> Op {
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    Op::Request(Box::new(Request {
        endpoint: Endpoint::parse(tail),
        account: Account::Choria,
        caller: Caller::Inside,
        subject: format!("{PREFIX}{tail}").into(),
        reply: reply.into(),
        headers: Bytes::new(),
        body: body.into_bytes().into(),
    }))
}

pub(super) fn answers(out: &Outbox) -> impl Iterator<Item = String> {
    out.letters.iter().filter_map(|letter| match letter {
        Letter::Deliver { to, payload, .. } if &**to == "answer" => {
            Some(String::from_utf8_lossy(payload).into_owned())
        }
        _ => None,
    })
}

/// Whether something was told to have changed the messages.
pub(super) fn is_accepted(out: &Outbox) -> bool {
    answers(out).any(|answer| {
        let is_refused = answer.contains("\"error\"") && !answer.contains("is removed, but");
        !answer.is_empty() && !is_refused && !answer.contains("\"purged\":0")
    })
}
