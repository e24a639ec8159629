//! What comes one by one and is told together.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::sleep;

/// Longest something waits for more of its kind.
const REST: Duration = Duration::from_millis(20);

/// So many are told without waiting for more.
const MANY: usize = 500;

/// Collects what comes one by one.
#[derive(Debug)]
pub(super) struct Basin<T> {
    held: Mutex<Vec<T>>,
    some: Notify,
    many: Notify,
}

impl<T> Default for Basin<T> {
    fn default() -> Self {
        Self {
            held: Mutex::default(),
            some: Notify::new(),
            many: Notify::new(),
        }
    }
}

impl<T> Basin<T> {
    /// One more.
    pub(super) fn put(&self, item: T) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.push(item);
        self.some.notify_one();
        if held.len() >= MANY {
            self.many.notify_one();
        }
    }

    /// Waits for the first and a little for more. Cancel-safe.
    pub(super) async fn next(&self) -> Vec<T> {
        loop {
            if self.is_empty() {
                self.some.notified().await;
            }
            tokio::select! {
                () = sleep(REST) => {}
                () = self.many.notified() => {}
            }
            let items = self.take();
            if !items.is_empty() {
                return items;
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.held
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_empty()
    }

    /// What there is.
    pub(super) fn take(&self) -> Vec<T> {
        std::mem::take(&mut *self.held.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_comes_together_is_told_together() {
        let basin = Basin::default();
        (0..3).for_each(|item| basin.put(item));
        assert_eq!(basin.next().await, [0, 1, 2]);
        (0..MANY).for_each(|item| basin.put(item));
        assert_eq!(basin.next().await.len(), MANY);
        assert!(basin.take().is_empty());
    }

    #[tokio::test]
    async fn nothing_is_lost_when_nobody_waits_for_more() {
        let basin = Basin::default();
        basin.put(1);
        let none = tokio::time::timeout(Duration::ZERO, basin.next()).await;
        assert!(none.is_err());
        assert_eq!(basin.next().await, [1]);
    }
}
