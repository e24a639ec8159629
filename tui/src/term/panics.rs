//! Panics while the terminal is ours.
//!
//! One in the work that draws ends the program, so the terminal is given back before it is told. One in any other task is caught by
//! the runtime and the program goes on: words in the middle of the screen would help nobody, so the screens tell it.

use std::cell::Cell;
use std::future::Future;
use std::panic::{self, PanicHookInfo};
use std::pin::Pin;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, Once, PoisonError};
use std::task::{Context, Poll};

use super::{TAKEN, leave};

static WATCH: Once = Once::new();

/// What broke in another task, until somebody tells it.
static LAST: Mutex<Option<String>> = Mutex::new(None);

thread_local! {
    static DRAWS: Cell<bool> = const { Cell::new(false) };
}

/// The work that draws: its panic is the end of the program.
pub(crate) struct Guarded<F>(Pin<Box<F>>);

impl<F> Guarded<F> {
    /// Marks work as the one that draws.
    pub(crate) fn new(work: F) -> Self {
        Self(Box::pin(work))
    }
}

impl<F: Future> Future for Guarded<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let _mark = Mark(DRAWS.replace(true));
        self.0.as_mut().poll(cx)
    }
}

/// Takes the mark away, also when the work panics.
struct Mark(bool);

impl Drop for Mark {
    fn drop(&mut self) {
        DRAWS.set(self.0);
    }
}

/// What broke in another task since this was last asked.
pub(crate) fn last_panic() -> Option<String> {
    LAST.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// Watches for panics from now on; whoever did so before still hears of those that end the program.
pub(super) fn watch() {
    WATCH.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| match fate(info) {
            Fate::Tell => usual(info),
            Fate::GiveBack => {
                leave();
                usual(info);
            }
            Fate::Keep(words) => {
                *LAST.lock().unwrap_or_else(PoisonError::into_inner) = Some(words);
            }
            Fate::Ignore => {}
        }));
    });
}

/// What a panic leads to.
enum Fate {
    /// It is told as always.
    Tell,
    /// The terminal is given back, then it is told.
    GiveBack,
    /// The screens tell it.
    Keep(String),
    /// Whoever catches it knows.
    Ignore,
}

fn fate(info: &PanicHookInfo<'_>) -> Fate {
    if !TAKEN.load(Ordering::SeqCst) || client::cache::panics_are_caught() {
        return Fate::Tell;
    }
    tracing::error!(%info, "panic");
    if crate::contain::is_contained() {
        return Fate::Ignore;
    }
    if DRAWS.get() {
        return Fate::GiveBack;
    }
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let payload = info.payload();
    let words = payload.downcast_ref::<&str>().copied();
    let words = words.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let words = words.unwrap_or("a panic");
    Fate::Keep(format!("{words} ({place})"))
}
