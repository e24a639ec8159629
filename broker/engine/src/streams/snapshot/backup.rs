//! Archives on their way out: a few at a time for one stream, each as fast as its receiver says that it has the parts.

use std::io::Write as _;
use std::sync::Arc;

use bytes::buf::Writer;
use bytes::{BufMut as _, Bytes, BytesMut};
use serde::{Deserialize, Serialize};
use serde_json::json;
use snap::write::FrameEncoder;

use super::archive;
use crate::options::Account;
use crate::streams::api::{Caller, Request, StreamInfo, StreamState};
use crate::streams::config::StreamConfig;
use crate::streams::error::{self, ApiError};
use crate::streams::filter::Filter;
use crate::streams::message::Nanos;
use crate::streams::moment;
use crate::streams::outbox::{Letter, Outbox};
use crate::streams::store::{Store, StoreError};
use crate::streams::surroundings::Surroundings;

/// Archives of one stream at once.
const MOST: usize = 8;
/// Sizes of parts and of what may be on its way, with what holds when the receiver does not say.
const PART: Range = Range {
    least: 1024,
    usual: 128 * 1024,
    most: 1024 * 1024,
};
const WINDOW: Range = Range {
    least: 1024,
    usual: 8 * 1024 * 1024,
    most: 32 * 1024 * 1024,
};
/// How long a receiver may be silent while the window is full.
const SILENCE: Nanos = 5_000_000_000;
/// How long the receiver has to begin to listen, and how often we look.
const LATE: Nanos = 2_000_000_000;
const LOOK: Nanos = 5_000_000;
/// Bytes and messages that go into archives in one turn, so that the stream goes on beside them.
const TURN_BYTES: usize = 4 * 1024 * 1024;
const TURN_MESSAGES: usize = 8 * 1024;
/// What a message costs beside its own bytes when its subject and numbers are written.
const OVERHEAD: usize = 64;

#[derive(Debug, Clone, Copy)]
struct Range {
    least: usize,
    usual: usize,
    most: usize,
}

impl Range {
    /// What was asked for, within reason.
    fn of(self, asked: i64) -> usize {
        match usize::try_from(asked) {
            Ok(asked) if asked > 0 => asked.clamp(self.least, self.most),
            _ => self.usual,
        }
    }
}

/// What a receiver asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Order {
    deliver_subject: String,
    no_consumers: bool,
    chunk_size: i64,
    window_size: i64,
}

/// What it is told at first.
#[derive(Debug, Serialize)]
struct Begun<'a> {
    config: &'a StreamConfig,
    state: &'a StreamState,
}

/// The stream, as an archive needs it.
pub(crate) struct Source<'a> {
    pub(crate) store: &'a dyn Store,
    pub(crate) info: StreamInfo,
    /// Name and document of each consumer.
    pub(crate) consumers: Vec<(Arc<str>, Vec<u8>)>,
}

/// The archives of a stream that are on their way.
#[derive(Debug, Default)]
pub(crate) struct Backups {
    running: Vec<Backup>,
}

/// One archive on its way.
#[derive(Debug)]
struct Backup {
    account: Account,
    caller: Caller,
    stream: Box<str>,
    to: Box<str>,
    /// Start of the subjects on which parts are acknowledged, up to the id.
    acks: Box<str>,
    id: Box<str>,
    part: usize,
    /// Parts that may be on their way.
    window: usize,
    on_the_way: usize,
    parts: u64,
    began: Nanos,
    /// Whether somebody listened.
    begun: bool,
    looked: Nanos,
    /// When a part was sent or acknowledged for the last time.
    moved: Nanos,
    /// The next message, and the last one.
    next: u64,
    last: u64,
    stage: Stage,
    packer: FrameEncoder<Writer<BytesMut>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Messages,
    /// Everything is in the packer.
    Packed,
    Over,
}

impl Backups {
    /// Begins an archive of the stream and answers the request.
    pub(crate) fn begin(&mut self, request: &Request, source: Source<'_>, now: Nanos, out: &mut Outbox) {
        if let Err(error) = self.try_begin(request, &source, now, out) {
            request.refuse(error, out);
        }
    }

    fn try_begin(
        &mut self,
        request: &Request,
        source: &Source<'_>,
        now: Nanos,
        out: &mut Outbox,
    ) -> Result<(), ApiError> {
        if !request.has_body() {
            return Err(error::BAD_REQUEST);
        }
        let order: Order = request.read()?;
        let to = &*order.deliver_subject;
        if !crate::subject::is_valid_literal(to) || !request.caller.may_reach(to) {
            return Err(error::SNAPSHOT_SUBJECT);
        }
        if self.running.len() >= MOST {
            return Err(error::OVERLOADED);
        }
        let backup = Backup::new(request, &order, source, now)
            .map_err(|failure| ApiError::snapshot_failed(&failure.to_string()))?;
        let begun = Begun {
            config: &source.info.config,
            state: &source.info.state,
        };
        request.answer(&begun, out);
        let fields = json!({"stream": backup.stream, "state": begun.state});
        out.advise_of_archive(
            &backup.caller,
            &backup.stream,
            "SNAPSHOT_CREATE",
            "advisory.v1.snapshot_create",
            fields,
        );
        self.running.push(backup);
        Ok(())
    }

    /// A receiver has a part.
    pub(crate) fn acknowledge(&mut self, id: &str, now: Nanos) {
        if let Some(backup) = self.running.iter_mut().find(|backup| *backup.id == *id) {
            backup.on_the_way = backup.on_the_way.saturating_sub(1);
            backup.moved = now;
        }
    }

    /// Sends what may be sent; tells whether there is more to do at once.
    pub(crate) fn proceed(&mut self, store: &dyn Store, at: &dyn Surroundings, out: &mut Outbox) -> bool {
        let mut more = false;
        for backup in &mut self.running {
            more |= backup.proceed(store, at, out);
        }
        self.running.retain(|backup| backup.stage != Stage::Over);
        more
    }

    /// When one of them has to be looked at again.
    pub(crate) fn due(&self) -> Option<Nanos> {
        self.running.iter().map(Backup::due).min()
    }

    /// The stream is going away: receivers are told.
    pub(crate) fn dismiss(&mut self, why: &str, now: Nanos, out: &mut Outbox) {
        for mut backup in self.running.drain(..) {
            backup.end(Some(&format!("500 {why}")), now, out);
        }
    }
}

impl Backup {
    fn new(request: &Request, order: &Order, source: &Source<'_>, now: Nanos) -> Result<Self, StoreError> {
        let id = crate::streams::snapshot::id();
        let (part, totals) = (PART.of(order.chunk_size), source.store.totals());
        let mut backup = Self {
            account: request.account,
            caller: request.caller.clone(),
            stream: source.info.config.name.as_str().into(),
            to: order.deliver_subject.as_str().into(),
            acks: format!("{}{}.{id}", super::ACK, source.info.config.name).into(),
            id,
            part,
            window: (WINDOW.of(order.window_size).max(part)) / part,
            on_the_way: 0,
            parts: 0,
            began: now,
            begun: false,
            looked: now,
            moved: now,
            next: totals.first_seq,
            last: totals.last_seq,
            stage: Stage::Messages,
            packer: FrameEncoder::new(BytesMut::new().writer()),
        };
        backup.open(order, source, now)?;
        Ok(backup)
    }

    /// Packs what comes before the messages.
    fn open(&mut self, order: &Order, source: &Source<'_>, now: Nanos) -> Result<(), StoreError> {
        let consumers = match order.no_consumers {
            true => &[][..],
            false => &source.consumers,
        };
        let mut state = source.info.state.clone();
        state.consumer_count = consumers.len();
        let state = serde_json::to_vec(&state).expect("strings and numbers always serialize into memory");
        let mut text = Vec::new();
        archive::begin(&mut text);
        archive::write(&mut text, archive::STATE, now, 0, b"", &state);
        for (name, document) in consumers {
            let name = format!("{}{name}", archive::CONSUMERS);
            archive::write(&mut text, &name, now, 0, b"", document);
        }
        Ok(self.packer.write_all(&text)?)
    }

    fn proceed(&mut self, store: &dyn Store, at: &dyn Surroundings, out: &mut Outbox) -> bool {
        let now = at.now();
        if !self.is_heard(at, now) {
            self.looked = now;
            if self.begun || now - self.began >= LATE {
                self.end(Some("408 No Interest"), now, out);
            }
            return false;
        }
        self.begun = true;
        let mut budget = (TURN_MESSAGES, TURN_BYTES);
        while self.on_the_way < self.window {
            if let Err(failure) = self.pack(store, &mut budget) {
                self.end(Some(&format!("500 {failure}")), now, out);
                return false;
            }
            let packed = self.packed();
            if packed >= self.part {
                self.send(self.part, true, now, out);
            } else if self.stage == Stage::Packed {
                if packed > 0 {
                    self.send(packed, false, now, out);
                }
                self.end(None, now, out);
                return false;
            } else {
                return true;
            }
        }
        if now - self.moved >= SILENCE {
            self.end(Some("408 No Flow Response"), now, out);
        }
        false
    }

    /// Clients begin to listen when they have our answer, and may have a pattern for all of their inboxes before: parts would get
    /// lost there. Only who is late is believed to listen with a pattern.
    fn is_heard(&self, at: &dyn Surroundings, now: Nanos) -> bool {
        at.listens_exactly(self.account, &self.to)
            || (now - self.began >= LATE && at.listens(self.account, &self.to, None))
    }

    fn due(&self) -> Nanos {
        if self.begun {
            self.moved + SILENCE
        } else {
            self.looked + LOOK
        }
    }

    /// Packs messages until there is a part, or this turn has done its share.
    fn pack(&mut self, store: &dyn Store, budget: &mut (usize, usize)) -> Result<(), StoreError> {
        let mut text = Vec::new();
        while self.stage == Stage::Messages && self.packed() < self.part && budget.0 > 0 && budget.1 > 0 {
            let message = store.next(self.next, &Filter::default())?;
            text.clear();
            match message.filter(|message| message.seq <= self.last) {
                Some(message) => {
                    let (headers, payload) = (&message.headers, &message.payload);
                    archive::write(
                        &mut text,
                        &message.subject,
                        message.time,
                        message.seq,
                        headers,
                        payload,
                    );
                    self.next = message.seq + 1;
                    *budget = (budget.0 - 1, budget.1.saturating_sub(text.len() + OVERHEAD));
                    self.packer.write_all(&text)?;
                }
                None => {
                    archive::write(&mut text, "", 0, 0, b"", b"");
                    self.packer.write_all(&text)?;
                    self.packer.flush()?;
                    self.stage = Stage::Packed;
                }
            }
        }
        Ok(())
    }

    fn packed(&self) -> usize {
        self.packer.get_ref().get_ref().len()
    }

    fn send(&mut self, length: usize, acknowledged: bool, now: Nanos, out: &mut Outbox) {
        let payload = self.packer.get_mut().get_mut().split_to(length).freeze();
        self.parts += 1;
        let reply = acknowledged.then(|| format!("{}.{length}.{}", self.acks, self.parts).into());
        self.on_the_way += usize::from(acknowledged);
        self.moved = now;
        out.push(Letter::Deliver {
            account: self.account,
            to: self.to.clone(),
            subject: None,
            reply,
            headers: Bytes::new(),
            payload,
        });
    }

    /// Tells how it ended: why it is not whole, as a status.
    fn end(&mut self, failure: Option<&str>, now: Nanos, out: &mut Outbox) {
        self.stage = Stage::Over;
        out.status(self.account, &self.to, failure.unwrap_or("204"), "");
        let mut fields = json!({
            "stream": self.stream, "start": moment::text(self.began), "end": moment::text(now),
        });
        if let Some((_, text)) = failure.and_then(|status| status.split_once(' ')) {
            fields["error"] = text.to_lowercase().into();
        }
        out.advise_of_archive(
            &self.caller,
            &self.stream,
            "SNAPSHOT_COMPLETE",
            "advisory.v1.snapshot_complete",
            fields,
        );
    }
}
