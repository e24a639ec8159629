//! Where requests go that are not for one existing stream alone.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError, Weak};

use tracing::error;

use crate::streams::api::Request;
use crate::streams::error;
use crate::streams::inbox::{Inbox, NoRoom, Placed, Weigh};
use crate::streams::outbox::Outbox;
use crate::streams::registry::Streams;
use crate::streams::runner::{Actor, Next};
use crate::streams::surroundings::Surroundings;

/// Bytes of answers after which a turn ends.
const TURN_BYTES: usize = 4 * 1024 * 1024;

/// An actor that has all streams.
#[derive(Debug)]
pub(crate) struct Desk {
    streams: Weak<Streams>,
    inbox: Inbox<Request>,
    /// Taken from the inbox and not answered yet; only turns look into it.
    batch: Mutex<VecDeque<Request>>,
    /// Requests that were refused because too many waited, since the last turn.
    dropped: AtomicU64,
    ticket: OnceLock<u64>,
}

impl Desk {
    pub(crate) fn new(streams: Weak<Streams>) -> Self {
        Self {
            streams,
            inbox: Inbox::default(),
            batch: Mutex::default(),
            dropped: AtomicU64::new(0),
            ticket: OnceLock::new(),
        }
    }

    pub(crate) fn has_ticket(&self, ticket: u64) {
        let _ = self.ticket.set(ticket);
    }

    fn batch(&self) -> MutexGuard<'_, VecDeque<Request>> {
        self.batch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn ticket(&self) -> u64 {
        self.ticket.get().copied().unwrap_or_default()
    }

    /// Puts a request into the inbox if there is room; `all` is how many bytes wait in all inboxes. The caller wakes the desk if
    /// it is the first.
    pub(crate) fn put(&self, request: Request, all: usize) -> Result<Placed, NoRoom> {
        self.inbox.put(request, all)
    }

    /// Counts a request that was refused because too many waited; tells whether the desk has to be woken for it.
    pub(crate) fn dropped_one(&self) -> bool {
        self.dropped.fetch_add(1, Relaxed) == 0
    }
}

impl Weigh for Request {
    fn weight(&self) -> usize {
        size_of::<Self>() + self.subject.len() * 2 + self.reply.len() + self.headers.len() + self.body.len()
    }
}

impl Actor for Desk {
    fn turn(&self, at: &dyn Surroundings, out: &mut Outbox) -> Next {
        let dropped = self.dropped.swap(0, Relaxed);
        if dropped > 0 {
            out.advise_of_overload(dropped, at);
        }
        let Some(streams) = self.streams.upgrade() else {
            return Next::Never;
        };
        let (bytes, more) = self.inbox.take(&mut self.batch());
        out.relieved += bytes;
        while out.bytes < TURN_BYTES {
            let Some(request) = self.batch().pop_front() else {
                return if more { Next::Now } else { Next::Never };
            };
            request.owe(out);
            streams.request(&request, at, out);
            out.owed.clear();
        }
        Next::Now
    }

    fn broke(&self, out: &mut Outbox) -> Next {
        error!("a fault in the broker; what came of one request of the streams' API is not known");
        out.tell_owed(&error::FAULT);
        Next::Now
    }

    fn finish(&self) {
        self.inbox.close();
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use bytes::Bytes;

    use super::*;
    use crate::options::{Account, StreamsOptions};
    use crate::streams::api::{Caller, Endpoint};
    use crate::streams::outbox::Letter;
    use crate::streams::surroundings::Staged;

    #[test]
    fn whoever_asked_for_what_broke_is_told_and_the_others_are_answered() {
        let folder = tempfile::tempdir().unwrap();
        let streams = Streams::new(&StreamsOptions::at(folder.path()));
        let desk = &streams.desk;
        for (tail, reply) in [("INFO", "a"), ("STREAM.LIST", "b"), ("INFO", "c")] {
            let request = Request {
                endpoint: Endpoint::parse(tail),
                account: Account::Choria,
                caller: Caller::Inside,
                subject: tail.into(),
                reply: reply.into(),
                headers: Bytes::new(),
                body: Bytes::new(),
            };
            assert!(desk.put(request, 0).is_ok());
        }
        let (at, mut out) = (Staged::broken(), Outbox::default());
        let turn = catch_unwind(AssertUnwindSafe(|| desk.turn(&at, &mut out)));
        assert!(turn.is_err());
        assert_eq!(desk.broke(&mut out), Next::Now);
        assert_eq!(desk.turn(&at, &mut out), Next::Never);
        let answers = out.letters.iter().filter_map(|letter| match letter {
            Letter::Deliver { to, payload, .. } => Some((
                &**to,
                String::from_utf8_lossy(payload).contains("a fault in the broker"),
            )),
            _ => None,
        });
        assert!(answers.eq([("a", false), ("b", true), ("c", false)]));
    }
}
