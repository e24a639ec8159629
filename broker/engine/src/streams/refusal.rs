//! Answers to what no turn will do.

use std::sync::Arc;

use bytes::Bytes;

use crate::options::Account;
use crate::streams::api::Verb;
use crate::streams::error::{self, ApiError};
use crate::streams::handle::Op;
use crate::streams::inbox::NoRoom;
use crate::streams::outbox::{Outbox, Refusal};

/// Last part of the type of answers under load.
const OVERLOADED: &str = "system_overloaded";

/// Why a stream does not do what is in its inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// Too much waits already.
    Busy,
    /// All streams together have what they may take.
    Spent,
    /// It was deleted.
    Gone,
    /// Something in it broke, and it is out of service until the broker is started again.
    Offline,
    /// The broker ends.
    Stopping,
}

/// What is said in place of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) headers: Bytes,
    pub(crate) payload: Bytes,
}

impl From<NoRoom> for Why {
    fn from(no_room: NoRoom) -> Self {
        match no_room {
            NoRoom::Full => Self::Busy,
            NoRoom::Closed => Self::Stopping,
        }
    }
}

impl Why {
    fn error(self) -> ApiError {
        match self {
            Self::Busy => error::OVERLOADED,
            Self::Spent => error::NO_RESOURCES,
            Self::Gone => error::STREAM_NOT_FOUND,
            Self::Offline => error::OFFLINE,
            Self::Stopping => error::UNAVAILABLE,
        }
    }

    /// To one who published for the stream of that name.
    pub(crate) fn to_publisher(self, stream: &Arc<str>) -> Answer {
        let refusal = Refusal::Publish {
            stream: Arc::clone(stream),
        };
        Answer {
            headers: Bytes::new(),
            payload: refusal.words(&self.error()).into(),
        }
    }

    /// To one who asked; raw answers are refused by their status.
    pub(crate) fn to_caller(self, verb: Verb) -> Answer {
        if verb.is_raw() {
            let status = match self {
                Self::Busy => "429 Too Many Requests",
                Self::Spent | Self::Gone | Self::Offline | Self::Stopping => "503",
            };
            return Answer {
                headers: format!("NATS/1.0 {status}\r\n\r\n").into(),
                payload: Bytes::new(),
            };
        }
        let kind = if self == Self::Busy {
            OVERLOADED
        } else {
            verb.kind()
        };
        Answer {
            headers: Bytes::new(),
            payload: Refusal::Request { kind }.words(&self.error()).into(),
        }
    }

    /// Answers something from the inbox of the stream of that name, if anybody waits for an answer.
    pub(crate) fn refuse(self, op: Op, stream: &Arc<str>, out: &mut Outbox) {
        match op {
            Op::Publish(publication) => {
                if let Some(reply) = &publication.reply {
                    send(publication.account, reply, self.to_publisher(stream), out);
                }
            }
            Op::Request(request) => {
                out.refusals += 1;
                send(
                    request.account,
                    &request.reply,
                    self.to_caller(request.endpoint.verb),
                    out,
                );
            }
            Op::Ack(_) | Op::Flow { .. } | Op::Backup { .. } | Op::Pull(_) | Op::Pulled(_) | Op::Look => {}
        }
    }
}

fn send(account: Account, to: &str, answer: Answer, out: &mut Outbox) {
    let Answer { headers, payload } = answer;
    out.raw(account, to, headers, payload);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_is_one_that_clients_know() {
        let text = |answer: Answer| String::from_utf8([answer.headers, answer.payload].concat()).unwrap();
        assert_eq!(
            text(Why::Busy.to_publisher(&"S".into())),
            r#"{"error":{"code":429,"description":"too many requests","err_code":10167},"seq":0,"stream":"S"}"#
        );
        assert_eq!(
            text(Why::Busy.to_caller(Verb::Info)),
            r#"{"error":{"code":429,"description":"too many requests","err_code":10167},"type":"io.nats.jetstream.api.v1.system_overloaded"}"#
        );
        assert_eq!(
            text(Why::Busy.to_caller(Verb::DirectGet)),
            "NATS/1.0 429 Too Many Requests\r\n\r\n"
        );
        assert_eq!(
            text(Why::Gone.to_caller(Verb::ConsumerNext)),
            "NATS/1.0 503\r\n\r\n"
        );
        assert!(text(Why::Offline.to_caller(Verb::Info)).contains("10118"));
        assert!(text(Why::Stopping.to_publisher(&"S".into())).contains("10008"));
    }
}
