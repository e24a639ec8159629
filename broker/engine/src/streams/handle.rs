//! A stream as everybody outside of its turns sees it: an inbox, and what the last turn left to be known.

mod known;
mod op;

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

pub(crate) use known::Known;
pub(crate) use op::Op;
use tracing::error;

use crate::streams::config::Storage;
use crate::streams::consumer::Directory;
use crate::streams::error::{self, ApiError};
use crate::streams::inbox::{Inbox, NoRoom, Placed};
use crate::streams::message::Nanos;
use crate::streams::outbox::Outbox;
use crate::streams::pace::Pace;
use crate::streams::refusal::Why;
use crate::streams::runner::{Actor, Next};
use crate::streams::store::StoreError;
use crate::streams::stream::{AFTER_TROUBLE, Stream};
use crate::streams::surroundings::Surroundings;

/// Bytes of letters after which a turn ends.
const TURN_BYTES: usize = 4 * 1024 * 1024;

/// How long a turn goes on taking requests and giving messages out: what was done so far shall be made safe and told.
const LONGEST: Nanos = 100_000_000;

/// One stream.
#[derive(Debug)]
pub(crate) struct Handle {
    pub(crate) name: Arc<str>,
    /// Never changes.
    pub(crate) storage: Storage,
    /// The same as long as the stream is there.
    pub(crate) consumers: Arc<Directory>,
    inbox: Inbox<Op>,
    /// Taken from the inbox and not done yet; only turns look into it.
    batch: Mutex<VecDeque<Op>>,
    /// Whether it had consumers that send by themselves when its last turn ended.
    pushing: AtomicBool,
    pace: Pace,
    /// None once the stream is deleted.
    stream: Mutex<Option<Stream>>,
    /// Something in it broke: nothing is done any more but to delete it.
    offline: AtomicBool,
    /// Until when messages are refused, and why: what was written last could not be made safe.
    trouble: Mutex<Option<(Nanos, ApiError)>>,
    known: RwLock<Arc<Known>>,
}

impl Handle {
    pub(crate) fn new(stream: Stream) -> Self {
        Self {
            name: Arc::from(&*stream.config().name),
            storage: stream.config().storage,
            consumers: Arc::clone(stream.consumers().directory()),
            inbox: Inbox::default(),
            batch: Mutex::default(),
            offline: AtomicBool::new(false),
            trouble: Mutex::default(),
            pushing: AtomicBool::new(false),
            pace: Pace::default(),
            known: RwLock::new(Arc::new(Known::of(&stream))),
            stream: Mutex::new(Some(stream)),
        }
    }

    /// Puts something into the inbox if there is room; `all` is how many bytes wait in all inboxes. The caller wakes the stream
    /// if it is the first.
    pub(crate) fn put(&self, op: Op, all: usize) -> Result<Placed, NoRoom> {
        self.inbox.put(op, all)
    }

    /// Answers what is in the inbox of a stream that is gone.
    pub(crate) fn give_up(&self, out: &mut Outbox) {
        self.inbox.close();
        self.refuse(Why::Gone, out);
    }

    /// Whether something in it broke, in a turn or while somebody changed it between two.
    pub(crate) fn is_offline(&self) -> bool {
        self.offline.load(Relaxed) || self.stream.is_poisoned()
    }

    /// What the API tells about each consumer. Waits for a turn to end.
    pub(crate) fn consumer_infos(&self, at: &dyn Surroundings) -> Vec<serde_json::Value> {
        let mut stream = self.stream();
        stream
            .as_mut()
            .filter(|_| !self.is_offline())
            .map(|stream| stream.consumer_infos(at))
            .unwrap_or_default()
    }

    pub(crate) fn known(&self) -> Arc<Known> {
        Arc::clone(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The stream itself, between two turns; none once it is deleted.
    pub(crate) fn stream(&self) -> MutexGuard<'_, Option<Stream>> {
        self.stream.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets outsiders know what a change between two turns left.
    pub(crate) fn publish_known(&self, stream: &Stream) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        *known = Arc::new(Known::of(stream));
    }

    fn batch(&self) -> MutexGuard<'_, VecDeque<Op>> {
        self.batch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Refuses what waits; tells when there is more.
    fn refuse(&self, why: Why, out: &mut Outbox) -> Next {
        let mut batch = self.batch();
        let (bytes, more) = self.inbox.take(&mut batch);
        out.relieved += bytes;
        for op in batch.drain(..) {
            why.refuse(op, &self.name, out);
        }
        if more { Next::Now } else { Next::Never }
    }

    /// Takes the stream out of service: what it has in memory can no longer be believed.
    fn retire(&self, out: &mut Outbox) {
        self.offline.store(true, Relaxed);
        out.take_back(&error::OFFLINE);
    }

    /// Takes what waits, and what is about to come; tells whether there is more.
    fn fill(&self, batch: &mut VecDeque<Op>, out: &mut Outbox) -> bool {
        let (bytes, more) = self.inbox.take(batch);
        out.relieved += bytes;
        let company = self.pace.company(batch.len());
        // Whoever reads or acknowledges does not wait for those who publish.
        let Some((wanted, longest)) = company.filter(|_| batch.iter().all(|op| matches!(op, Op::Publish(_))))
        else {
            return more;
        };
        self.inbox.gather(wanted, longest);
        let (bytes, more) = self.inbox.take(batch);
        out.relieved += bytes;
        more
    }

    /// Does what waits; tells whether there is more.
    fn work(&self, stream: &mut Stream, at: &dyn Surroundings, out: &mut Outbox) -> bool {
        let mut batch = self.batch();
        let more = self.fill(&mut batch, out);
        let now = at.now();
        let (end, trouble) = (now.saturating_add(LONGEST), self.trouble(now));
        while out.bytes < TURN_BYTES {
            let Some(op) = batch.pop_front() else { break };
            let op = match (op, &trouble) {
                (Op::Publish(publication), Some(why)) => {
                    stream.turn_away(&publication, why.clone(), out);
                    continue;
                }
                // It is asked for again.
                (Op::Pulled(_), Some(_)) => continue,
                (op, _) => op,
            };
            let is_request = matches!(op, Op::Request(_));
            stream.handle(op, at, out);
            out.done += 1;
            // Nothing else takes long.
            if is_request && at.now() >= end {
                break;
            }
        }
        let more = more || !batch.is_empty();
        if self.inbox.is_closed() {
            if !more {
                stream.part(at.now(), out);
            }
            return more;
        }
        while stream.proceed(at, out) {
            if out.bytes >= TURN_BYTES || at.now() >= end {
                return true;
            }
        }
        more
    }

    /// Why messages are refused for a while.
    fn trouble(&self, now: Nanos) -> Option<ApiError> {
        let trouble = self.trouble_mut();
        let (until, why) = trouble.as_ref()?;
        (now < *until).then(|| why.clone())
    }

    fn trouble_mut(&self) -> MutexGuard<'_, Option<(Nanos, ApiError)>> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes the turn safe, or undoes it. Undoing takes as long as reading the stream, so that nothing is added again at once: who
    /// wants to make room shall have his turn, and then it is tried again.
    fn commit(&self, stream: &mut Stream, at: &dyn Surroundings, out: &mut Outbox) {
        let Err(failure) = stream.commit(out) else {
            if stream.totals().bytes < self.known().totals.bytes {
                *self.trouble_mut() = None;
            }
            return;
        };
        error!(stream = %self.name, %failure, "a change could not be made safe and is undone");
        let refusal = ApiError::not_stored(failure.to_string());
        out.take_back(&refusal);
        if matches!(failure, StoreError::Full) {
            out.advise_of_full_disk(&self.name, at);
        }
        if let Err(failure) = stream.recover(at, out) {
            error!(stream = %self.name, %failure, "the stream cannot be read again and is out of service");
            self.retire(out);
        }
        let until = at.now().saturating_add(AFTER_TROUBLE);
        *self.trouble_mut() = Some((until, refusal));
    }
}

impl Actor for Handle {
    fn turn(&self, at: &dyn Surroundings, out: &mut Outbox) -> Next {
        let mut guard = self.stream();
        let Some(stream) = &mut *guard else {
            return self.refuse(Why::Gone, out);
        };
        if self.is_offline() {
            return self.refuse(Why::Offline, out);
        }
        let more = self.work(stream, at, out);
        let begun = at.now();
        self.commit(stream, at, out);
        self.pace.note(out.done, at.now() - begun);
        self.publish_known(stream);
        let pushing = self.consumers.pushes();
        if self.pushing.swap(pushing, Relaxed) != pushing {
            out.pushing = Some((Arc::clone(&self.name), pushing));
        }
        match (more, stream.due()) {
            (true, _) => Next::Now,
            (false, Some(due)) => Next::At(due),
            (false, None) => Next::Never,
        }
    }

    fn broke(&self, out: &mut Outbox) -> Next {
        error!(stream = %self.name, "a fault in the broker; the stream is out of service until it is started again");
        self.retire(out);
        self.refuse(Why::Offline, out)
    }

    fn finish(&self) {
        self.inbox.close();
    }

    fn rest(&self) {
        if let Some(stream) = &mut *self.stream()
            && !self.is_offline()
            && let Err(failure) = stream.settle()
        {
            error!(stream = %self.name, %failure, "what could wait was not made safe");
        }
    }
}

#[cfg(test)]
mod tests;
