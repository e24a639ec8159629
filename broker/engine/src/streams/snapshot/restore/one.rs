//! One archive on its way in.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError, Weak};

use bytes::Bytes;
use serde::Serialize;
use serde_json::{Value, json};
use tracing::{info, warn};

use crate::streams::api::Request;
use crate::streams::config::StreamConfig;
use crate::streams::error::ApiError;
use crate::streams::message::Nanos;
use crate::streams::moment;
use crate::streams::outbox::Outbox;
use crate::streams::registry::Streams;
use crate::streams::runner::{Actor, Next};
use crate::streams::snapshot::intake::{Intake, IntakeError, Progress};
use crate::streams::store::Store;
use crate::streams::surroundings::Surroundings;

/// Bytes of one archive that may wait: clients send the next part when the former one was taken.
const WAITING: usize = 16 * 1024 * 1024;
/// Blocks that are unpacked in one turn.
const TURN: usize = 8;
/// How long a sender may be silent.
pub(super) const SILENCE: Nanos = 5_000_000_000;

/// One archive that comes in.
#[derive(Debug)]
pub(crate) struct Restore {
    pub(super) streams: Weak<Streams>,
    pub(super) id: Box<str>,
    /// The request that began it; answers are like its own.
    pub(super) request: Request,
    began: Nanos,
    inbox: Mutex<Inbox>,
    work: Mutex<Option<Work>>,
}

/// A part of an archive; an empty one is its end.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) reply: Option<Box<str>>,
    pub(crate) payload: Bytes,
}

impl Part {
    /// Bytes it takes while it waits; many empty ones take memory too.
    fn weight(&self) -> usize {
        size_of::<Self>() + self.reply.as_deref().map_or(0, str::len) + self.payload.len()
    }
}

#[derive(Debug, Default)]
struct Inbox {
    parts: VecDeque<Part>,
    bytes: usize,
    /// More came than may wait.
    flooded: bool,
}

/// What it has come to.
#[derive(Debug)]
pub(super) struct Work {
    config: StreamConfig,
    store: Box<dyn Store>,
    intake: Intake,
    /// Whom to tell that the part in work was taken.
    owed: Option<Box<str>>,
    bytes: u64,
    moved: Nanos,
}

/// How a turn of a restore ends.
enum Step {
    More,
    Wait,
    Over,
}

impl Restore {
    /// Nothing has come yet.
    pub(super) fn new(streams: Weak<Streams>, id: Box<str>, request: Request, work: Work) -> Self {
        Self {
            streams,
            id,
            began: work.moved,
            request,
            inbox: Mutex::default(),
            work: Mutex::new(Some(work)),
        }
    }

    pub(super) fn put(&self, part: Part) {
        let mut inbox = self.inbox();
        inbox.bytes += part.weight();
        inbox.flooded |= inbox.bytes > WAITING;
        if !inbox.flooded {
            inbox.parts.push_back(part);
        }
    }

    fn inbox(&self) -> MutexGuard<'_, Inbox> {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Works on what has come until there is nothing left, or the turn has done its share.
    fn step(&self, work: &mut Work, now: Nanos, out: &mut Outbox) -> Result<Step, IntakeError> {
        for _ in 0..TURN {
            if work.intake.work(&mut *work.store, now)? == Progress::More {
                continue;
            }
            if let Some(reply) = work.owed.take() {
                out.answer(self.request.account, &reply, Bytes::new());
            }
            let part = {
                let mut inbox = self.inbox();
                let part = inbox.parts.pop_front();
                inbox.bytes -= part.as_ref().map_or(0, Part::weight);
                part
            };
            let Some(part) = part else {
                return Ok(Step::Wait);
            };
            work.moved = now;
            work.owed = part.reply;
            if part.payload.is_empty() {
                return Ok(Step::Over);
            }
            work.bytes += part.payload.len() as u64;
            work.intake.push(&part.payload);
        }
        Ok(Step::More)
    }

    /// Everything is there: the store becomes a stream.
    fn finish(&self, mut work: Work, at: &dyn Surroundings, out: &mut Outbox) {
        let (reply, streams) = (work.owed.take(), self.streams.upgrade());
        let Some(streams) = streams else { return };
        let name = &*self.request.endpoint.stream;
        let now = at.now();
        let outcome = match work.intake.finish(&mut *work.store) {
            Ok(consumers) => streams.adopt(
                &self.request.caller,
                &work.config,
                &self.id,
                work.store,
                consumers,
                now,
            ),
            Err(failure) => {
                streams.unstage(&self.id, work.store);
                Err(refusal(&failure))
            }
        };
        match &outcome {
            Ok(_) => info!(stream = name, bytes = work.bytes, "a stream was restored"),
            Err(failure) => warn!(stream = name, reason = %failure.description, "a stream was not restored"),
        }
        self.advise_of_end(work.bytes, now, out);
        self.answer(reply, outcome, out);
    }

    fn fail(&self, mut work: Work, failure: &ApiError, now: Nanos, out: &mut Outbox) {
        warn!(stream = %self.request.endpoint.stream, reason = %failure.description, "a stream was not restored");
        let reply = work.owed.take();
        if let Some(streams) = self.streams.upgrade() {
            streams.unstage(&self.id, work.store);
        }
        self.advise_of_end(work.bytes, now, out);
        self.answer::<()>(reply, Err(failure.clone()), out);
    }

    fn advise_of_end(&self, bytes: u64, now: Nanos, out: &mut Outbox) {
        let fields = json!({
            "start": moment::text(self.began), "end": moment::text(now), "bytes": bytes,
        });
        self.advise("RESTORE_COMPLETE", "advisory.v1.restore_complete", fields, out);
    }

    /// Tells whoever wants to know; `fields` is an object of everything but stream and client.
    pub(super) fn advise(&self, verb: &str, kind: &'static str, mut fields: Value, out: &mut Outbox) {
        let stream = &*self.request.endpoint.stream;
        fields["stream"] = stream.into();
        out.advise_of_archive(&self.request.caller, stream, verb, kind, fields);
    }

    fn answer<T: Serialize>(&self, to: Option<Box<str>>, outcome: Result<T, ApiError>, out: &mut Outbox) {
        let Some(reply) = to else { return };
        let request = Request {
            reply,
            ..self.request.clone()
        };
        match outcome {
            Ok(content) => request.answer(&content, out),
            Err(failure) => request.refuse(failure, out),
        }
    }

    fn forget(&self) {
        if let Some(streams) = self.streams.upgrade()
            && let Some((_, ticket)) = streams.restores.running().remove(&self.id)
        {
            streams.runner.remove(ticket);
        }
    }
}

impl Work {
    /// A store that is still empty.
    pub(super) fn new(config: StreamConfig, store: Box<dyn Store>, now: Nanos) -> Self {
        Self {
            config,
            store,
            intake: Intake::default(),
            owed: None,
            bytes: 0,
            moved: now,
        }
    }
}

impl Actor for Restore {
    fn turn(&self, at: &dyn Surroundings, out: &mut Outbox) -> Next {
        let mut guard = self.work.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(mut work) = guard.take() else {
            return Next::Never;
        };
        let now = at.now();
        let flooded = self.inbox().flooded;
        let outcome = match flooded {
            true => Err(ApiError::restore_failed("more was sent than may wait")),
            false => self
                .step(&mut work, now, out)
                .map_err(|failure| refusal(&failure)),
        };
        let silent = now.saturating_sub(work.moved) >= SILENCE;
        match outcome {
            Ok(Step::More) => {
                *guard = Some(work);
                return Next::Now;
            }
            Ok(Step::Wait) if !silent => {
                let due = work.moved + SILENCE;
                *guard = Some(work);
                return Next::At(due);
            }
            Ok(Step::Wait) => {
                self.fail(
                    work,
                    &ApiError::restore_failed("nothing came for 5 seconds"),
                    now,
                    out,
                );
            }
            Ok(Step::Over) => self.finish(work, at, out),
            Err(failure) => self.fail(work, &failure, now, out),
        }
        drop(guard);
        self.forget();
        Next::Never
    }

    fn broke(&self, out: &mut Outbox) -> Next {
        let failure = ApiError::restore_failed("a fault in the broker");
        warn!(stream = %self.request.endpoint.stream, reason = %failure.description, "a stream was not restored");
        out.take_back(&failure);
        self.forget();
        Next::Never
    }
}

fn refusal(failure: &IntakeError) -> ApiError {
    ApiError::restore_failed(&failure.to_string())
}
