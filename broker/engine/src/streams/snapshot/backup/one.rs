//! One archive on its way: parts of it, as many as its receiver takes.

use std::io::Write as _;

use bytes::buf::Writer;
use bytes::{BufMut as _, Bytes, BytesMut};
use serde_json::json;
use snap::write::FrameEncoder;

use super::{Order, Source};
use crate::options::Account;
use crate::streams::api::{Caller, Request};
use crate::streams::filter::Filter;
use crate::streams::message::Nanos;
use crate::streams::moment;
use crate::streams::outbox::{Letter, Outbox};
use crate::streams::snapshot::archive;
use crate::streams::store::{Store, StoreError};
use crate::streams::surroundings::Surroundings;

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

/// Bytes that somebody may ask for.
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

/// One archive on its way.
#[derive(Debug)]
pub(super) struct Backup {
    account: Account,
    pub(super) caller: Caller,
    pub(super) stream: Box<str>,
    to: Box<str>,
    /// Start of the subjects on which parts are acknowledged, up to the id.
    acks: Box<str>,
    pub(super) id: Box<str>,
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

impl Backup {
    pub(super) fn new(
        request: &Request,
        order: &Order,
        source: &Source<'_>,
        now: Nanos,
    ) -> Result<Self, StoreError> {
        let id = crate::streams::snapshot::id();
        let (part, totals) = (PART.of(order.chunk_size), source.store.totals());
        let mut backup = Self {
            account: request.account,
            caller: request.caller.clone(),
            stream: source.info.config.name.as_str().into(),
            to: order.deliver_subject.as_str().into(),
            acks: format!(
                "{}{}.{id}",
                crate::streams::snapshot::ACK,
                source.info.config.name
            )
            .into(),
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

    /// The receiver has a part.
    pub(super) fn arrived(&mut self, now: Nanos) {
        self.on_the_way = self.on_the_way.saturating_sub(1);
        self.moved = now;
    }

    pub(super) fn is_over(&self) -> bool {
        self.stage == Stage::Over
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

    pub(super) fn proceed(&mut self, store: &dyn Store, at: &dyn Surroundings, out: &mut Outbox) -> bool {
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

    pub(super) fn due(&self) -> Nanos {
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
    pub(super) fn end(&mut self, failure: Option<&str>, now: Nanos, out: &mut Outbox) {
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
