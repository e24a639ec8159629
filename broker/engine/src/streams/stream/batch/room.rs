//! How much the open batches of all streams take.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Open batches, and bytes in them.
const MOST_OPEN: usize = 1000;
const MOST_BYTES: usize = 256 * 1024 * 1024;

/// What is taken.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    open: AtomicUsize,
    bytes: AtomicUsize,
}

/// What one batch takes, until it is dropped.
#[derive(Debug)]
pub(super) struct Room {
    shelf: Arc<Shelf>,
    bytes: usize,
}

impl Room {
    /// Room for one more batch, if there may be one.
    pub(super) fn open(shelf: Arc<Shelf>) -> Option<Self> {
        take(&shelf.open, 1, MOST_OPEN).then(|| Self { shelf, bytes: 0 })
    }

    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Takes more; false if there is not as much.
    pub(super) fn grow(&mut self, bytes: usize) -> bool {
        let taken = take(&self.shelf.bytes, bytes, MOST_BYTES);
        self.bytes += if taken { bytes } else { 0 };
        taken
    }
}

impl Shelf {
    #[cfg(test)]
    pub(crate) fn bytes(&self) -> usize {
        self.bytes.load(Relaxed)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        self.shelf.open.fetch_sub(1, Relaxed);
        self.shelf.bytes.fetch_sub(self.bytes, Relaxed);
    }
}

fn take(taken: &AtomicUsize, more: usize, most: usize) -> bool {
    let add = |taken: usize| taken.checked_add(more).filter(|sum| *sum <= most);
    taken.fetch_update(Relaxed, Relaxed, add).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_batch_takes_is_given_back_with_it() {
        let shelf = Arc::new(Shelf::default());
        let mut large = Room::open(Arc::clone(&shelf)).unwrap();
        assert!(large.grow(MOST_BYTES) && !large.grow(1));
        let mut small = Room::open(Arc::clone(&shelf)).unwrap();
        assert!(!small.grow(1));
        drop(large);
        assert!(small.grow(MOST_BYTES));
        drop(small);
        let all: Vec<_> = (0..MOST_OPEN)
            .map(|_| Room::open(Arc::clone(&shelf)).unwrap())
            .collect();
        assert!(Room::open(Arc::clone(&shelf)).is_none());
        drop(all);
        assert_eq!((shelf.open.load(Relaxed), shelf.bytes.load(Relaxed)), (0, 0));
    }
}
