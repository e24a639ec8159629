//! Somebody in this process who follows what commands ask and what is answered: the shell, the screens.

use async_trait::async_trait;

use crate::ask::Question;
use crate::out::Sink;

/// Follows the questions of commands that run inside a session.
#[async_trait]
pub(crate) trait Follower: Send + Sync {
    /// Hears everything about one question, besides the sink that prints it; none for no interest.
    fn follow(&self, question: &Question) -> Option<Box<dyn Sink>>;

    /// Returns once a rollout may send its next batch; cancel-safe.
    async fn ready(&self) {}
}
