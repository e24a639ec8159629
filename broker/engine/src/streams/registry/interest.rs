//! Push consumers wait for somebody who listens: which streams have any, and who calls them.
//!
//! Subscriptions come by the thousand when a fleet connects, so that one costs next to nothing where no stream waits.

use std::sync::{PoisonError, RwLock};

use super::{Seat, Streams};
use crate::options::Account;
use crate::streams::handle::Op;

/// The streams with push consumers.
#[derive(Debug, Default)]
pub(super) struct Pushing(RwLock<Vec<Seat>>);

impl Streams {
    /// Somebody of the account began to listen: push consumers may have waited for it.
    pub(crate) fn listened(&self, account: Account, pattern: &str) {
        if account != Account::Choria {
            return;
        }
        let pushing = self.pushing.0.read().unwrap_or_else(PoisonError::into_inner);
        for seat in pushing.iter().filter(|seat| seat.handle.consumers.call(pattern)) {
            // A full inbox means turns to come, and each of them sees that it was called.
            let _ = self.put(seat, Op::Look);
        }
    }

    /// The stream has its first push consumer, or has lost the last one.
    pub(crate) fn note_pushing(&self, stream: &str, pushing: bool) {
        let seat = self.find(stream).filter(|_| pushing);
        let mut list = self.pushing.0.write().unwrap_or_else(PoisonError::into_inner);
        list.retain(|seat| *seat.handle.name != *stream);
        list.extend(seat.clone());
        drop(list);
        if let Some(seat) = seat {
            // Who began to listen before it was on the list called nobody.
            seat.handle.consumers.call_all();
            let _ = self.put(&seat, Op::Look);
        }
    }
}
