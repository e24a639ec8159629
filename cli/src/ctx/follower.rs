//! Somebody in this process who follows what commands ask and what is answered: the shell, the screens.

use std::sync::Arc;

use async_trait::async_trait;
use protocol::Identity;

use crate::ask::Question;
use crate::out::Sink;

/// Follows the questions of commands that run inside a session.
#[async_trait]
pub(crate) trait Follower: Send + Sync {
    /// Hears everything about one question, besides the sink that prints it; none for no interest.
    fn follow(&self, question: &Question) -> Option<Box<dyn Sink>>;

    /// Returns once a rollout may send its next batch; cancel-safe. `canaries_passed` when the last one was the last of the
    /// canaries.
    async fn ready(&self, _canaries_passed: bool) {}

    /// Whether the person who follows has agreed to what is asked and sees everything there, so that nobody is asked here and
    /// nothing is told twice.
    fn attends(&self) -> bool {
        false
    }

    /// Whether what somebody would have to confirm is refused, as there is nobody to ask.
    fn is_strict(&self) -> bool {
        false
    }

    /// Whether whatever changes nodes is refused.
    fn is_read_only(&self) -> bool {
        false
    }

    /// Whether what is asked goes into the history: not what nobody typed.
    fn is_kept(&self) -> bool {
        true
    }

    /// The nodes to ask, in the place of those that flags would find.
    fn nodes(&self) -> Option<Arc<[Identity]>> {
        None
    }

    /// Columns that what is printed must fit.
    fn columns(&self) -> Option<usize> {
        None
    }

    /// Hears why a command failed.
    fn failed(&self, _error: &anyhow::Error) {}
}
