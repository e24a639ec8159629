//! Reads node names from a file: text, JSON or YAML.

use std::path::PathBuf;

use async_trait::async_trait;

use super::{Discover, DiscoverError, Found, Query};

/// The `file` (also `flatfile`) method, and `--nodes`.
#[derive(Debug)]
pub struct Flatfile {
    path: PathBuf,
}

impl Flatfile {
    /// Reads this file; `-` is standard input.
    pub fn new(path: PathBuf) -> Self {
        Self { path }
    }
}

#[async_trait]
impl Discover for Flatfile {
    fn name(&self) -> &'static str {
        "file"
    }

    async fn discover(
        &self,
        _query: &Query,
        _progress: &mut (dyn FnMut(usize) + Send),
    ) -> Result<Found, DiscoverError> {
        let _ = &self.path;
        todo!()
    }
}
