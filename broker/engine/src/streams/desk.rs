//! Where requests go that are not for one existing stream alone.

use std::collections::VecDeque;
use std::sync::{Mutex, OnceLock, PoisonError, Weak};

use crate::streams::api::Request;
use crate::streams::outbox::Outbox;
use crate::streams::registry::Streams;
use crate::streams::runner::{Actor, Next};
use crate::streams::surroundings::Surroundings;

/// Requests that may wait at the desk.
const DESK: usize = 16 * 1024;

/// An actor that has all streams.
#[derive(Debug)]
pub(crate) struct Desk {
    streams: Weak<Streams>,
    inbox: Mutex<VecDeque<Request>>,
    ticket: OnceLock<u64>,
}

impl Desk {
    pub(crate) fn new(streams: Weak<Streams>) -> Self {
        Self {
            streams,
            inbox: Mutex::default(),
            ticket: OnceLock::new(),
        }
    }

    pub(crate) fn has_ticket(&self, ticket: u64) {
        let _ = self.ticket.set(ticket);
    }

    pub(crate) fn ticket(&self) -> u64 {
        self.ticket.get().copied().unwrap_or_default()
    }

    pub(crate) fn put(&self, request: Request) -> bool {
        let mut inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = inbox.len() < DESK;
        if fits {
            inbox.push_back(request);
        }
        fits
    }
}

impl Actor for Desk {
    fn turn(&self, at: &dyn Surroundings, out: &mut Outbox) -> Next {
        let requests = std::mem::take(&mut *self.inbox.lock().unwrap_or_else(PoisonError::into_inner));
        if let Some(streams) = self.streams.upgrade() {
            for request in requests {
                streams.request(&request, at, out);
            }
        }
        Next::Never
    }
}
