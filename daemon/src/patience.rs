//! Reading files without letting a file system that hangs hold the node.

use std::sync::{Arc, Mutex as Lock, PoisonError};
use std::thread::Builder;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{Mutex, oneshot};
use tokio::time::{Instant, timeout};

/// How long a request waits for the files that describe the node. They are small; whatever takes this long hangs.
const LIMIT: Duration = Duration::from_secs(5);

/// Reads in one thread at a time, and gives up on one that does not come back. The thread is its own: those of the runtime's
/// pool may all be held by agents.
#[derive(Debug, Clone)]
pub(crate) struct Patience {
    limit: Duration,
    turn: Arc<Mutex<()>>,
    reading: Reading,
}

/// Since when somebody reads.
#[derive(Debug, Clone, Default)]
struct Reading(Arc<Lock<Option<Instant>>>);

impl Default for Patience {
    fn default() -> Self {
        Self {
            limit: LIMIT,
            turn: Arc::default(),
            reading: Reading::default(),
        }
    }
}

impl Patience {
    /// What `read` returns; none when that takes too long, at once where another already does.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        if self.reading.lasts(self.limit) {
            return None;
        }
        let read = async {
            let turn = self.turn.clone().lock_owned().await;
            let reading = self.reading.begin();
            let (tell, told) = oneshot::channel();
            let runtime = Handle::current();
            let work = move || {
                let _held = (runtime.enter(), turn, reading);
                let _ = tell.send(read());
            };
            Builder::new().name("files".to_owned()).spawn(work).ok()?;
            told.await.ok()
        };
        timeout(self.limit, read).await.ok().flatten()
    }
}

impl Reading {
    fn begin(&self) -> Begun {
        self.set(Some(Instant::now()));
        Begun(self.clone())
    }

    fn lasts(&self, limit: Duration) -> bool {
        let since = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        since.is_some_and(|since| since.elapsed() >= limit)
    }

    fn set(&self, since: Option<Instant>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = since;
    }
}

/// Ends the reading when dropped, also by a panic.
#[derive(Debug)]
struct Begun(Reading);

impl Drop for Begun {
    fn drop(&mut self) {
        self.0.set(None);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn a_read_that_hangs_is_given_up_and_others_go_on_when_it_is_over() {
        let hasty = Patience {
            limit: Duration::ZERO,
            ..Patience::default()
        };
        let (release, held) = mpsc::sync_channel::<()>(1);
        assert!(hasty.read(move || held.recv()).await.is_none());
        assert!(hasty.reading.lasts(hasty.limit));
        assert_eq!(hasty.read(|| 7).await, None);

        release.send(()).unwrap();
        let patient = Patience {
            limit: LIMIT,
            ..hasty
        };
        assert_eq!(patient.read(|| 7).await, Some(7));
    }
}
