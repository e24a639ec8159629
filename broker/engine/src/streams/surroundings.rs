//! What a stream sees of the world outside.

#[cfg(any(test, fuzzing))]
mod staged;

use std::sync::Arc;

use crate::options::Account;
use crate::streams::message::Nanos;
use crate::streams::stream::Shelf;
#[cfg(any(test, fuzzing))]
pub(crate) use staged::Staged;

/// Time and interest, as a stream's turn sees them.
pub(crate) trait Surroundings {
    /// Now; never goes back while the program runs.
    fn now(&self) -> Nanos;

    /// Whether anybody in the account would get a message on this literal subject; with `queue`, anybody of that group.
    fn listens(&self, account: Account, subject: &str, queue: Option<&str>) -> bool;

    /// Whether anybody in the account listens on this very subject, and not only on a pattern that names it too.
    fn listens_exactly(&self, account: Account, subject: &str) -> bool {
        self.listens(account, subject, None)
    }

    /// Whether those in the account who listen on this literal subject take what they are sent as fast as it comes.
    fn keeps_up(&self, _account: Account, _subject: &str) -> bool {
        true
    }

    /// What the open batches of all streams take together.
    fn shelf(&self) -> Arc<Shelf> {
        Arc::default()
    }

    /// Name of this server, for advisories.
    fn server_name(&self) -> &str;

    /// Id of this server, for advisories.
    fn server_id(&self) -> &str;
}
