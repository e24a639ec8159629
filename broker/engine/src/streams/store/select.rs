//! Finds the next message of a filter without reading those in between, where they are many.

use super::index::Index;
use crate::streams::filter::Filter;

/// Subjects that are asked one by one without a thought.
const NARROW: usize = 16;
/// Messages that are looked at in turn before the subjects are asked.
const LOOK: usize = 256;

/// See [`Index::next`].
pub(super) fn next<E>(
    index: &Index,
    from: u64,
    filter: &Filter,
    mut look: impl FnMut(u64) -> Result<bool, E>,
) -> Result<Option<u64>, E> {
    if filter.is_everything() {
        return Ok(index.live.next(from));
    }
    if index.is_narrow(filter, NARROW) {
        return Ok(index.lowest(from, filter));
    }
    for seq in index.live.iter_from(from).take(LOOK) {
        if look(seq)? {
            return Ok(Some(seq));
        }
    }
    Ok(index.lowest(from, filter))
}
