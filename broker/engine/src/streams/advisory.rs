//! Advisories: events about streams, for whoever listens and for streams that keep them.
//!
//! A turn puts them into its outbox as plain fields; they become documents only if somebody wants them.

use bytes::Bytes;
use serde::Serialize;
use serde_json::{Value, json};

use crate::hub::Hub;
use crate::streams::api::Caller;
use crate::streams::message::Nanos;
use crate::streams::moment;
use crate::streams::outbox::{Letter, Outbox};
use crate::streams::surroundings::Surroundings;
use crate::system::ClientInfo;

/// Start of the subjects.
const EVENTS: &str = "$JS.EVENT.";
/// Start of the types.
const TYPES: &str = "io.nats.jetstream.";
/// Letters of an id; all that can be typed without quoting.
const ID_LENGTH: usize = 22;
/// Where each request of the API is told of.
const AUDIT: &str = "$JS.EVENT.ADVISORY.API";

/// An event.
#[derive(Debug)]
pub(crate) struct Advisory {
    pub(crate) subject: String,
    /// What follows [`TYPES`] in its type.
    kind: &'static str,
    /// The stream it is about, which does not keep it: else one event could bring forth another without end.
    pub(crate) about: Option<Box<str>>,
    what: What,
}

#[derive(Debug)]
enum What {
    Fields(Value),
    /// What somebody had done.
    Deed {
        caller: Caller,
        fields: Value,
    },
    Request {
        caller: Caller,
        subject: Box<str>,
        request: Bytes,
        response: Bytes,
    },
}

#[derive(Serialize)]
struct Document<'a, T> {
    r#type: String,
    id: String,
    timestamp: String,
    #[serde(flatten)]
    fields: &'a T,
}

#[derive(Serialize)]
struct Deed<'a> {
    #[serde(flatten)]
    fields: &'a Value,
    client: Option<ClientInfo<'a>>,
}

#[derive(Serialize)]
struct Audit<'a> {
    server: &'a str,
    client: Option<ClientInfo<'a>>,
    subject: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    request: &'a str,
    response: &'a str,
}

impl Advisory {
    #[cfg(test)]
    pub(crate) fn fields(&self) -> Option<&Value> {
        match &self.what {
            What::Fields(fields) | What::Deed { fields, .. } => Some(fields),
            What::Request { .. } => None,
        }
    }

    /// The document, written at `now`.
    pub(crate) fn text(&self, hub: &Hub, now: Nanos) -> Vec<u8> {
        match &self.what {
            What::Fields(fields) => self.document(fields, now),
            What::Deed { caller, fields } => {
                let client = caller.info(hub);
                self.document(&Deed { fields, client }, now)
            }
            What::Request {
                caller,
                subject,
                request,
                response,
            } => {
                let (request, response) = (
                    String::from_utf8_lossy(request),
                    String::from_utf8_lossy(response),
                );
                let audit = Audit {
                    server: &hub.options.server_name,
                    client: caller.info(hub),
                    subject,
                    request: &request,
                    response: &response,
                };
                self.document(&audit, now)
            }
        }
    }

    fn document<T: Serialize>(&self, fields: &T, now: Nanos) -> Vec<u8> {
        let document = Document {
            r#type: format!("{TYPES}{}", self.kind),
            id: id(),
            timestamp: moment::text(now),
            fields,
        };
        serde_json::to_vec(&document).expect("strings and numbers always serialize into memory")
    }
}

impl Caller {
    /// As events name it.
    fn info<'a>(&'a self, hub: &'a Hub) -> Option<ClientInfo<'a>> {
        match self {
            Self::Peer(peer) => Some(ClientInfo::of(hub, peer)),
            Self::Inside => None,
        }
    }
}

impl Outbox {
    /// Adds an event, about a stream or about the server: `tail` is what follows `$JS.EVENT.`
    /// (`ADVISORY.STREAM.CREATED.S`), `kind` what follows `io.nats.jetstream.` in its type (`advisory.v1.stream_action`), and
    /// `fields` an object of everything but type, id and timestamp.
    pub(crate) fn advise(&mut self, about: Option<&str>, tail: &str, kind: &'static str, fields: Value) {
        self.push(Letter::Advise(Box::new(Advisory {
            subject: format!("{EVENTS}{tail}"),
            kind,
            about: about.map(Into::into),
            what: What::Fields(fields),
        })));
    }

    /// Adds that a stream came, changed or went: `verb` is `CREATED`, `UPDATED` or `DELETED`, and `action` the word for it.
    pub(crate) fn advise_of_stream(&mut self, stream: &str, verb: &str, action: &str) {
        self.advise(
            Some(stream),
            &format!("ADVISORY.STREAM.{verb}.{stream}"),
            "advisory.v1.stream_action",
            json!({"stream": stream, "action": action}),
        );
    }

    /// Adds that somebody's archive of a stream began or ended: `verb` is `SNAPSHOT_CREATE` and the like, `kind` the last word of its
    /// type.
    pub(crate) fn advise_of_archive(
        &mut self,
        caller: &Caller,
        stream: &str,
        verb: &str,
        kind: &'static str,
        fields: Value,
    ) {
        self.push(Letter::Advise(Box::new(Advisory {
            subject: format!("{EVENTS}ADVISORY.STREAM.{verb}.{stream}"),
            kind,
            about: Some(stream.into()),
            what: What::Deed {
                caller: caller.clone(),
                fields,
            },
        })));
    }

    /// Adds that the disk has no room for what the stream was given.
    pub(crate) fn advise_of_full_disk(&mut self, stream: &str, at: &dyn Surroundings) {
        let (server, id) = (at.server_name(), at.server_id());
        self.advise(
            Some(stream),
            "ADVISORY.SERVER.OUT_OF_STORAGE",
            "advisory.v1.server_out_of_space",
            json!({"server": server, "server_id": id, "stream": stream, "cluster": ""}),
        );
    }

    /// Adds that requests were refused because too many waited.
    pub(crate) fn advise_of_overload(&mut self, dropped: u64, at: &dyn Surroundings) {
        self.advise(
            None,
            "ADVISORY.API.LIMIT_REACHED",
            "advisory.v1.api_limit_reached",
            json!({"server": at.server_name(), "dropped": dropped}),
        );
    }

    /// Adds that a request was answered.
    pub(crate) fn audit(&mut self, caller: &Caller, subject: &str, request: &Bytes, response: &Bytes) {
        self.audits.push(Advisory {
            subject: AUDIT.to_owned(),
            kind: "advisory.v1.api_audit",
            about: None,
            what: What::Request {
                caller: caller.clone(),
                subject: subject.into(),
                request: request.clone(),
                response: response.clone(),
            },
        });
    }
}

/// A number nobody else has, as text.
pub(crate) fn id() -> String {
    (0..ID_LENGTH).map(|_| fastrand::alphanumeric()).collect()
}
