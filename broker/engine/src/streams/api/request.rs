//! One request and its answer.

use std::sync::Arc;

use bytes::Bytes;
use serde::Serialize;
use serde::de::{self, DeserializeOwned};
use serde_json::Value;

use super::{Endpoint, Verb};
use crate::options::Account;
use crate::peer::Peer;
use crate::permission::Compiled;
use crate::streams::config::StreamConfig;
use crate::streams::error::ApiError;
use crate::streams::fleet;
use crate::streams::outbox::{Outbox, Owed, Refusal};

/// Who asks.
#[derive(Debug, Clone)]
pub(crate) enum Caller {
    Peer(Arc<Peer>),
    /// Nobody who is connected.
    #[cfg_attr(
        not(any(test, fuzzing)),
        expect(dead_code, reason = "tests ask without a connection")
    )]
    Inside,
}

/// Whether a peer may have something sent to a subject.
///
/// The server publishes in its own name, past all rules: without this question anybody who may read a stream could have any text
/// he stored before sent to any subject, a request to a node for example, though he may not publish there. Who may publish to it
/// could do the same himself, and who may subscribe to it is who answers are for; but nodes that hear requests must not send
/// them.
pub(crate) fn may_reach(peer: &Peer, subject: &str) -> bool {
    let rights = peer.session.rights.as_deref();
    let hears = |rights: &Compiled| rights.may_subscribe(subject) && !fleet::is_only_heard(subject);
    rights.is_none_or(|rights| rights.may_publish(subject) || hears(rights))
}

impl Caller {
    /// As [`may_reach`].
    pub(crate) fn may_reach(&self, subject: &str) -> bool {
        match self {
            Self::Peer(peer) => may_reach(peer, subject),
            Self::Inside => true,
        }
    }

    /// Refuses to let somebody have a stream publish again where he may not publish himself.
    pub(crate) fn may_republish(&self, config: &StreamConfig) -> Result<(), ApiError> {
        let (Self::Peer(peer), Some(results)) = (self, config.republishes_on()) else {
            return Ok(());
        };
        let rights = peer.session.rights.as_deref();
        if rights.is_none_or(|rights| rights.may_publish_all(&results)) || fleet::is_for_republished(&results)
        {
            return Ok(());
        }
        Err(ApiError::bad_config(format!(
            "no permission to publish to the republish destination {results:?}"
        )))
    }
}

/// A request of the API.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) endpoint: Endpoint,
    /// Where the caller is, and so where its reply subject is.
    pub(crate) account: Account,
    pub(crate) caller: Caller,
    pub(crate) subject: Box<str>,
    pub(crate) reply: Box<str>,
    pub(crate) headers: Bytes,
    pub(crate) body: Bytes,
}

#[derive(Serialize)]
struct Document<'a, T> {
    r#type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a ApiError>,
    #[serde(flatten)]
    content: Option<&'a T>,
}

/// Some clients write `null` for what they leave out.
fn without_nulls(document: Value) -> Value {
    match document {
        Value::Object(members) => {
            let members = members.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(
                members
                    .map(|(name, value)| (name, without_nulls(value)))
                    .collect(),
            )
        }
        other => other,
    }
}

impl Request {
    /// The body as a document; without one, and where clients write `null` instead, it is that document's default.
    pub(crate) fn read<T: DeserializeOwned + Default>(&self) -> Result<T, ApiError> {
        if matches!(self.body.trim_ascii(), b"" | b"null") {
            return Ok(T::default());
        }
        let document: Result<Value, _> = serde_json::from_slice(&self.body);
        document
            .and_then(|document| match document {
                // A list would be taken for the members of a request in their order.
                Value::Array(_) => Err(de::Error::custom("a list is no request")),
                document => serde_json::from_value(without_nulls(document)),
            })
            .map_err(|error| ApiError::invalid_json(&error))
    }

    /// Whether there is a body that says something: `null` and `{}` do not.
    pub(crate) fn has_body(&self) -> bool {
        match serde_json::from_slice(&self.body) {
            Ok(Value::Null) => false,
            Ok(Value::Object(members)) => !members.is_empty(),
            _ => !self.body.trim_ascii().is_empty(),
        }
    }

    /// Answers with a document.
    pub(crate) fn answer<T: Serialize>(&self, content: &T, out: &mut Outbox) {
        self.reply(None, Some(content), out);
    }

    /// Sees that the caller is told if what it asked for cannot be made safe, or something breaks on the way. Who asks a consumer
    /// for messages is told by that.
    pub(crate) fn owe(&self, out: &mut Outbox) {
        let refusal = match self.endpoint.verb {
            Verb::ConsumerNext => return,
            verb if verb.is_raw() => Refusal::Raw,
            verb => Refusal::Request { kind: verb.kind() },
        };
        out.owed.push(Owed {
            account: self.account,
            to: self.reply.clone(),
            refusal,
        });
    }

    /// Answers with what went wrong.
    pub(crate) fn refuse(&self, error: ApiError, out: &mut Outbox) {
        out.refusals += 1;
        self.reply::<()>(Some(&error), None, out);
    }

    fn reply<T: Serialize>(&self, error: Option<&ApiError>, content: Option<&T>, out: &mut Outbox) {
        let document = Document {
            r#type: format!("io.nats.jetstream.api.v1.{}", self.endpoint.verb.kind()),
            error,
            content,
        };
        let text = serde_json::to_vec(&document).expect("strings and numbers always serialize into memory");
        let text = Bytes::from(text);
        out.answer(self.account, &self.reply, text.clone());
        if self.endpoint.verb != Verb::ConsumerNext {
            out.audit(&self.caller, &self.subject, &self.body, &text);
        }
    }
}
