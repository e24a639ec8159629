//! Direct get: messages of a stream as they were published, with where they come from in headers.

use std::io::Write;

use bytes::Bytes;
use serde::Deserialize;

use super::{Request, level};
use crate::streams::filter::Filter;
use crate::streams::message::{Message, Nanos};
use crate::streams::moment;
use crate::streams::outbox::{Letter, Outbox};
use crate::streams::store::{Store, StoreError};

/// Subjects that one request may ask the last messages of, and patterns that name them.
const MOST_SUBJECTS: usize = 1024;
/// Bytes of one answer in many messages where the caller names no fewer: half of what may wait for a peer.
const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// First line of a header block without a status.
const VERSION: &[u8] = b"NATS/1.0\r\n";

const EMPTY: &str = "408 Empty Request";
const MALFORMED: &str = "408 Malformed Request";
const BAD: &str = "408 Bad Request";
const NOT_FOUND: &str = "404 Message Not Found";
const NO_RESULTS: &str = "404 No Results";
const TOO_MANY: &str = "413 Too Many Results";
const LEVEL: &str = "412 Required Api Level";
const BROKEN: &str = "500 Message Not Readable";

/// What is asked for, as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    seq: u64,
    last_by_subj: String,
    next_by_subj: String,
    multi_last: Vec<String>,
    start_time: Option<String>,
    up_to_seq: u64,
    up_to_time: Option<String>,
    batch: u64,
    max_bytes: u64,
    no_hdr: bool,
}

/// Why there is no message: a status line.
#[derive(Debug, PartialEq, Eq)]
struct Status(&'static str);

impl From<StoreError> for Status {
    fn from(_: StoreError) -> Self {
        Self(BROKEN)
    }
}

/// One message or the first of many.
struct Start {
    seq: u64,
    filter: Filter,
}

impl Asked {
    fn read(request: &Request) -> Result<Self, Status> {
        let asked: Self = request.read().map_err(|_| Status(MALFORMED))?;
        match &request.endpoint.rest {
            Some(subject) => asked.on(subject),
            None => asked.checked(),
        }
    }

    /// The last message of the subject that the request was sent to.
    fn on(self, subject: &str) -> Result<Self, Status> {
        if subject.is_empty() || self.selects() || self.batch > 0 || self.ends() {
            return Err(Status(BAD));
        }
        Ok(Self {
            last_by_subj: subject.to_owned(),
            ..self
        })
    }

    fn selects(&self) -> bool {
        self.seq > 0
            || self.start_time.is_some()
            || !self.last_by_subj.is_empty()
            || !self.next_by_subj.is_empty()
            || !self.multi_last.is_empty()
    }

    fn ends(&self) -> bool {
        self.up_to_seq > 0 || self.up_to_time.is_some()
    }

    fn checked(self) -> Result<Self, Status> {
        if !self.selects() {
            return Err(Status(EMPTY));
        }
        let (last, next) = (!self.last_by_subj.is_empty(), !self.next_by_subj.is_empty());
        let (timed, many) = (self.start_time.is_some(), !self.multi_last.is_empty());
        let conflict = (self.seq > 0 && (last || timed))
            || (last && (timed || next || many || self.batch > 0))
            || (next && many)
            || (self.up_to_seq > 0 && self.up_to_time.is_some());
        if conflict { Err(Status(BAD)) } else { Ok(self) }
    }

    fn start(&self, store: &dyn Store) -> Result<Start, Status> {
        let seq = match &self.start_time {
            Some(text) => store.at_time(time(text)?)?,
            None => self.seq,
        };
        let filter = match &*self.next_by_subj {
            "" => Filter::default(),
            subject => Filter::new([subject]),
        };
        Ok(Start { seq, filter })
    }

    fn one(&self, store: &dyn Store) -> Result<Message, Status> {
        let found = if self.last_by_subj.is_empty() {
            let Start { seq, filter } = self.start(store)?;
            if self.next_by_subj.is_empty() {
                store.read(seq)?
            } else {
                store.next(seq, &filter)?
            }
        } else {
            match store.last(&Filter::new([&*self.last_by_subj]), u64::MAX)? {
                Some(seq) => store.read(seq)?,
                None => None,
            }
        };
        found.ok_or(Status(NOT_FOUND))
    }

    fn most_bytes(&self) -> u64 {
        match self.max_bytes {
            0 => MOST_BYTES,
            some => some.min(MOST_BYTES),
        }
    }

    fn most_messages(&self) -> u64 {
        if self.batch == 0 { u64::MAX } else { self.batch }
    }

    /// The highest sequence that an answer about many subjects may hold.
    fn ceiling(&self, store: &dyn Store) -> Result<u64, Status> {
        let totals = store.totals();
        match (&self.up_to_time, self.up_to_seq) {
            (Some(text), _) => {
                let after = store.at_time(time(text)?)?;
                if after <= totals.first_seq {
                    return Err(Status(NO_RESULTS));
                }
                Ok(after - 1)
            }
            (None, 0) => Ok(totals.last_seq),
            (None, seq) => Ok(seq),
        }
    }
}

/// Answers a direct get on the stream of that name.
pub(crate) fn answer(stream: &str, store: &dyn Store, request: &Request, out: &mut Outbox) {
    let outcome = if level::is_too_high(&request.headers) {
        Err(Status(LEVEL))
    } else {
        Asked::read(request).and_then(|asked| {
            let mut sender = Sender::new(stream, request, &asked, out);
            match (asked.multi_last.is_empty(), asked.batch) {
                (false, _) => last_of_many(&asked, store, &mut sender),
                (true, 0) => asked.one(store).map(|message| sender.send(&message, None)),
                (true, _) => batch(&asked, store, &mut sender),
            }
        })
    };
    if let Err(Status(status)) = outcome {
        out.status(request.account, &request.reply, status, "");
    }
}

fn batch(asked: &Asked, store: &dyn Store, sender: &mut Sender<'_>) -> Result<(), Status> {
    let Start { mut seq, filter } = asked.start(store)?;
    let mut pending = store.count(seq, &filter)?;
    while !sender.is_done() {
        let Some(message) = store.next(seq, &filter)? else {
            break;
        };
        pending = pending.saturating_sub(1);
        seq = message.seq + 1;
        sender.send(&message, Some(pending));
    }
    if sender.sent == 0 {
        return Err(Status(NOT_FOUND));
    }
    sender.end(pending, None);
    Ok(())
}

fn last_of_many(asked: &Asked, store: &dyn Store, sender: &mut Sender<'_>) -> Result<(), Status> {
    let ceiling = asked.ceiling(store)?;
    let mut seqs = last_seqs(asked, store, ceiling)?;
    if seqs.is_empty() {
        return Err(Status(NO_RESULTS));
    }
    seqs.retain(|seq| *seq >= asked.seq);
    let mut pending = seqs.len() as u64;
    for seq in seqs {
        if sender.is_done() {
            break;
        }
        let message = store.read(seq)?.ok_or(Status(NOT_FOUND))?;
        pending -= 1;
        sender.send(&message, Some(pending));
    }
    sender.end(pending, Some(ceiling));
    Ok(())
}

/// The last sequence of each subject asked for, ascending.
fn last_seqs(asked: &Asked, store: &dyn Store, ceiling: u64) -> Result<Vec<u64>, Status> {
    if asked.multi_last.len() > MOST_SUBJECTS {
        return Err(Status(TOO_MANY));
    }
    let filter = Filter::new(asked.multi_last.iter().map(String::as_str));
    let mut seqs = Vec::new();
    for (subject, totals) in store.subjects(&filter) {
        let last = if totals.last_seq <= ceiling {
            Some(totals.last_seq)
        } else if totals.first_seq <= ceiling {
            store.last(&Filter::new([&*subject]), ceiling)?
        } else {
            None
        };
        seqs.extend(last);
        if seqs.len() > MOST_SUBJECTS {
            return Err(Status(TOO_MANY));
        }
    }
    seqs.sort_unstable();
    Ok(seqs)
}

fn time(text: &str) -> Result<Nanos, Status> {
    moment::parse(text).ok_or(Status(MALFORMED))
}

/// The messages of one answer on their way.
struct Sender<'a> {
    stream: &'a str,
    request: &'a Request,
    out: &'a mut Outbox,
    without_headers: bool,
    messages_left: u64,
    bytes_left: u64,
    /// Bytes in the outbox above which nothing is added: small messages take more room there than they have bytes.
    full: usize,
    sent: u64,
    last_seq: u64,
}

impl<'a> Sender<'a> {
    fn new(stream: &'a str, request: &'a Request, asked: &Asked, out: &'a mut Outbox) -> Self {
        Self {
            stream,
            request,
            full: out.bytes.saturating_add(MOST_BYTES as usize),
            out,
            without_headers: asked.no_hdr,
            messages_left: asked.most_messages(),
            bytes_left: asked.most_bytes(),
            sent: 0,
            last_seq: 0,
        }
    }

    fn is_done(&self) -> bool {
        self.messages_left == 0 || self.bytes_left == 0 || self.out.bytes >= self.full
    }

    /// Sends a message; `pending` is what comes after it where there are many.
    fn send(&mut self, message: &Message, pending: Option<u64>) {
        self.out.push(Letter::Deliver {
            account: self.request.account,
            to: self.request.reply.clone(),
            subject: None,
            reply: None,
            headers: self.headers(message, pending),
            payload: message.payload.clone(),
        });
        let size = message.subject.len() + message.headers.len() + message.payload.len();
        self.bytes_left = self.bytes_left.saturating_sub(size as u64);
        self.messages_left -= 1;
        self.sent += 1;
        self.last_seq = message.seq;
    }

    /// Ours come first: a message that was stored as another stream's copy has the same names in its own headers.
    fn headers(&self, message: &Message, pending: Option<u64>) -> Bytes {
        let stored = if self.without_headers {
            &[]
        } else {
            &*message.headers
        };
        let (first, rest) = match stored.iter().position(|&byte| byte == b'\n') {
            Some(end) => stored.split_at(end + 1),
            None => (VERSION, &b"\r\n"[..]),
        };
        let mut block = Vec::with_capacity(stored.len() + 256);
        block.extend_from_slice(first);
        let (stream, seq) = (self.stream, message.seq);
        let (subject, time) = (&message.subject, moment::text(message.time));
        // Writing into memory cannot fail.
        let _ = write!(
            block,
            "Nats-Stream: {stream}\r\nNats-Subject: {subject}\r\nNats-Sequence: {seq}\r\nNats-Time-Stamp: {time}\r\n"
        );
        if let Some(pending) = pending {
            let last = self.last_seq;
            let _ = write!(
                block,
                "Nats-Num-Pending: {pending}\r\nNats-Last-Sequence: {last}\r\n"
            );
        }
        block.extend_from_slice(rest);
        block.into()
    }

    fn end(&mut self, pending: u64, ceiling: Option<u64>) {
        let last = self.last_seq;
        let mut more = format!("Nats-Num-Pending: {pending}\r\nNats-Last-Sequence: {last}\r\n");
        if let Some(ceiling) = ceiling {
            more.push_str(&format!("Nats-UpTo-Sequence: {ceiling}\r\n"));
        }
        let request = self.request;
        self.out.status(request.account, &request.reply, "204 EOB", &more);
    }
}

#[cfg(test)]
mod tests;
