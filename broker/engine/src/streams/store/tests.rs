use std::path::Path;
use std::sync::Arc;

use super::Shared;
use crate::streams::disk::RealDisk;

mod behaviour;
mod crash;
mod cuts;
mod damage;
mod erasing;
mod everywhere;
mod folders;
mod hostile;
mod model;

/// Stores in a folder whose segments are small.
fn small_segments(folder: &Path) -> Arc<Shared> {
    Shared::with_segments(Arc::new(RealDisk::default()), folder.to_owned(), 1_000..4_000)
}
