//! A stream as everybody outside of its turns sees it: an inbox, and what the last turn left to be known.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tracing::error;

use crate::streams::api::Request;
use crate::streams::config::StreamConfig;
use crate::streams::consumer::{Ack, Directory};
use crate::streams::error::ApiError;
use crate::streams::message::{Nanos, Publication};
use crate::streams::outbox::Outbox;
use crate::streams::runner::{Actor, Next};
use crate::streams::store::Totals;
use crate::streams::stream::Stream;
use crate::streams::surroundings::Surroundings;

/// Things of one turn: enough to share a sync, few enough that others have theirs.
const TURN: usize = 1024;
/// Bytes of letters after which a turn ends.
const TURN_BYTES: usize = 4 * 1024 * 1024;
/// Things that may wait in one inbox.
const INBOX: usize = 64 * 1024;

/// One thing for a stream to do.
#[derive(Debug)]
pub(crate) enum Op {
    Publish(Publication),
    Request(Box<Request>),
    Ack(Ack),
    /// An answer to a flow control request.
    Flow {
        consumer: Box<str>,
        token: Box<str>,
    },
    /// Somebody has a part of an archive of the stream.
    Backup {
        id: Box<str>,
    },
    /// Something changed that the stream should look at: somebody listens where nobody did.
    Look,
}

/// Whether the inbox was empty before, so that its owner sleeps.
#[must_use]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct First(pub(crate) bool);

/// The inbox takes no more now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Full;

/// One stream.
#[derive(Debug)]
pub(crate) struct Handle {
    pub(crate) name: Arc<str>,
    /// The same as long as the stream is there.
    pub(crate) consumers: Arc<Directory>,
    inbox: Mutex<VecDeque<Op>>,
    /// None once the stream is deleted.
    stream: Mutex<Option<Stream>>,
    known: RwLock<Arc<Known>>,
}

/// What the last turn left to be known.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) config: Arc<StreamConfig>,
    pub(crate) created: Nanos,
    pub(crate) totals: Totals,
    /// As they are now, not only after the last turn.
    pub(crate) consumers: Arc<Directory>,
}

impl Known {
    fn of(stream: &Stream) -> Self {
        Self {
            config: Arc::clone(stream.config()),
            created: stream.created(),
            totals: stream.totals(),
            consumers: Arc::clone(stream.consumers().directory()),
        }
    }
}

impl Handle {
    pub(crate) fn new(stream: Stream) -> Self {
        Self {
            name: Arc::from(&*stream.config().name),
            consumers: Arc::clone(stream.consumers().directory()),
            inbox: Mutex::default(),
            known: RwLock::new(Arc::new(Known::of(&stream))),
            stream: Mutex::new(Some(stream)),
        }
    }

    /// Puts something into the inbox if there is room. The caller wakes the stream if it is the first.
    pub(crate) fn put(&self, op: Op) -> Result<First, Full> {
        let mut inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        if inbox.len() >= INBOX {
            return Err(Full);
        }
        inbox.push_back(op);
        Ok(First(inbox.len() == 1))
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

    fn take(&self) -> (Vec<Op>, bool) {
        let mut inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        let count = inbox.len().min(TURN);
        let ops = inbox.drain(..count).collect();
        (ops, !inbox.is_empty())
    }
}

impl Actor for Handle {
    fn turn(&self, at: &dyn Surroundings, out: &mut Outbox) -> Next {
        let mut guard = self.stream();
        let (ops, mut more) = self.take();
        let Some(stream) = &mut *guard else {
            return Next::Never;
        };
        for op in ops {
            stream.handle(op, at, out);
        }
        while stream.proceed(at, out) {
            if out.bytes >= TURN_BYTES {
                more = true;
                break;
            }
        }
        if let Err(failure) = stream.commit() {
            error!(stream = %self.name, %failure, "a change could not be made safe and is undone");
            let refusal = ApiError::not_stored(failure.to_string());
            out.letters.clear();
            out.audits.clear();
            for owed in std::mem::take(&mut out.owed) {
                out.answer(owed.account, &owed.to, owed.refusal.words(&refusal));
            }
            if let Err(failure) = stream.recover(at, out) {
                error!(stream = %self.name, %failure, "the stream cannot be read again");
            }
        }
        self.publish_known(stream);
        match (more, stream.due()) {
            (true, _) => Next::Now,
            (false, Some(due)) => Next::At(due),
            (false, None) => Next::Never,
        }
    }
}
