//! What comes of one turn of a stream; it leaves the house once the turn is safe on the disk.

use std::sync::Arc;

use bytes::Bytes;

use crate::options::Account;
use crate::streams::advisory::Advisory;
use crate::streams::error::ApiError;
use crate::streams::handle::Op;

/// Bytes that a letter takes beside what it carries; many empty ones take memory too.
const LETTER: usize = 128;

/// One thing to be sent.
#[derive(Debug)]
pub(crate) enum Letter {
    /// To whoever listens on `to`; no stream keeps it.
    Deliver {
        account: Account,
        to: Box<str>,
        /// The subject the receiver sees; none for `to`.
        subject: Option<Arc<str>>,
        reply: Option<Box<str>>,
        headers: Bytes,
        payload: Bytes,
    },
    /// As if a client published it: streams may keep it.
    Publish {
        subject: Box<str>,
        headers: Bytes,
        payload: Bytes,
    },
    /// To whoever wants to know, if anybody.
    Advise(Box<Advisory>),
    /// To another stream of this server.
    Post { stream: Arc<str>, op: Op },
}

/// Somebody who waits for the end of the turn: if it fails, this is whom to tell.
#[derive(Debug)]
pub(crate) struct Owed {
    pub(crate) account: Account,
    pub(crate) to: Box<str>,
    pub(crate) refusal: Refusal,
}

/// How somebody is told that what it asked for could not be made safe.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// As the acknowledgement of a message for this stream.
    Publish { stream: Arc<str> },
    /// As the answer to a request whose type ends so.
    Request { kind: &'static str },
    /// As the status of a request whose answer is a message.
    Raw,
}

impl Refusal {
    /// The words of it, given why; none where a status is all there is.
    pub(crate) fn words(&self, error: &ApiError) -> Vec<u8> {
        let document = match self {
            Self::Publish { stream } => serde_json::json!({"error": error, "stream": stream, "seq": 0}),
            Self::Request { kind } => {
                serde_json::json!({"type": format!("io.nats.jetstream.api.v1.{kind}"), "error": error})
            }
            Self::Raw => return Vec::new(),
        };
        document.to_string().into_bytes()
    }
}

/// The letters of one turn, in order.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    pub(crate) letters: Vec<Letter>,
    pub(crate) owed: Vec<Owed>,
    /// What was asked and answered.
    pub(crate) audits: Vec<Advisory>,
    /// How many requests were refused.
    pub(crate) refusals: u64,
    /// The stream has its first consumer that sends by itself, or has lost its last one.
    pub(crate) pushing: Option<(Arc<str>, bool)>,
    /// Things from the inbox that were done.
    pub(crate) done: usize,
    /// Bytes that left the inboxes.
    pub(crate) relieved: usize,
    /// Bytes of all letters, so that a turn can end before it fills the memory.
    pub(crate) bytes: usize,
}

impl Outbox {
    /// Adds a letter.
    pub(crate) fn push(&mut self, letter: Letter) {
        self.bytes += LETTER;
        self.bytes += match &letter {
            Letter::Deliver { headers, payload, .. } | Letter::Publish { headers, payload, .. } => {
                headers.len() + payload.len()
            }
            Letter::Advise(_) | Letter::Post { .. } => 0,
        };
        self.letters.push(letter);
    }

    /// Adds a plain answer on a reply subject.
    pub(crate) fn answer(&mut self, account: Account, to: &str, payload: impl Into<Bytes>) {
        self.raw(account, to, Bytes::new(), payload.into());
    }

    /// Adds an answer on a reply subject.
    pub(crate) fn raw(&mut self, account: Account, to: &str, headers: Bytes, payload: Bytes) {
        self.push(Letter::Deliver {
            account,
            to: to.into(),
            subject: None,
            reply: None,
            headers,
            payload,
        });
    }

    /// Forgets what would have been sent, and tells those who wait for it why it did not happen.
    pub(crate) fn take_back(&mut self, error: &ApiError) {
        self.letters.clear();
        self.audits.clear();
        self.tell_owed(error);
    }

    /// Tells those who wait for something why it did not happen.
    pub(crate) fn tell_owed(&mut self, error: &ApiError) {
        for owed in std::mem::take(&mut self.owed) {
            match owed.refusal {
                Refusal::Raw => self.status(owed.account, &owed.to, "503", ""),
                refusal => self.answer(owed.account, &owed.to, refusal.words(error)),
            }
        }
    }

    /// Adds a status: headers and no payload, as pull requests and direct gets are told that there is nothing.
    ///
    /// `more` is further header lines, each ended by CRLF.
    pub(crate) fn status(&mut self, account: Account, to: &str, status: &str, more: &str) {
        self.push(Letter::Deliver {
            account,
            to: to.into(),
            subject: None,
            reply: None,
            headers: format!("NATS/1.0 {status}\r\n{more}\r\n").into(),
            payload: Bytes::new(),
        });
    }
}
