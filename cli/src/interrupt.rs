//! The end that somebody asks for with Ctrl-C or TERM, which is orderly first.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// Time to say what is left to do when the user would not wait for anything else.
pub(crate) const LAST_WORDS: Duration = Duration::from_millis(300);

/// Sessions that hear Ctrl-C themselves, because it only ends what runs in them. Signals belong to the whole process.
static OWN_INTERRUPTS: AtomicUsize = AtomicUsize::new(0);

/// While it lives Ctrl-C does not end the program.
#[derive(Debug)]
pub(crate) struct OwnInterrupts(());

impl OwnInterrupts {
    /// From now on.
    pub(crate) fn new() -> Self {
        OWN_INTERRUPTS.fetch_add(1, Ordering::Relaxed);
        Self(())
    }
}

impl Drop for OwnInterrupts {
    fn drop(&mut self) {
        OWN_INTERRUPTS.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Asks for an orderly end at the first Ctrl-C or TERM; resolves soon after the second, or at the third.
pub(crate) async fn insisting(interrupt: CancellationToken, insist: CancellationToken) {
    let (Ok(mut int), Ok(mut term)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    else {
        return std::future::pending().await;
    };
    let mut next = async || {
        loop {
            tokio::select! {
                _ = int.recv() => if OWN_INTERRUPTS.load(Ordering::Relaxed) == 0 { return },
                _ = term.recv() => return,
            }
        }
    };
    next().await;
    interrupt.cancel();
    next().await;
    insist.cancel();
    let _ = tokio::time::timeout(LAST_WORDS, next()).await;
}
