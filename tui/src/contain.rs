//! Panics that end one piece of work and not the program, so that the screen stays.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Work whose panics somebody catches and tells.
pub struct Contained<F>(Pin<Box<F>>);

/// Marks work whose panics somebody catches and tells: the terminal is not given back for them.
pub fn contained<F: Future>(work: F) -> Contained<F> {
    Contained(Box::pin(work))
}

/// Whether a panic on this thread now is one that somebody catches and tells.
pub(crate) fn is_contained() -> bool {
    INSIDE.get()
}

impl<F: Future> Future for Contained<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let outside = INSIDE.replace(true);
        let polled = self.0.as_mut().poll(cx);
        INSIDE.set(outside);
        polled
    }
}
