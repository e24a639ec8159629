//! What outsiders know of a stream without waiting for its turn.

use std::sync::Arc;

use crate::streams::api::SourceInfo;
use crate::streams::config::StreamConfig;
use crate::streams::consumer::Directory;
use crate::streams::message::Nanos;
use crate::streams::store::Totals;
use crate::streams::stream::Stream;

/// What the last turn left to be known.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) config: Arc<StreamConfig>,
    pub(crate) created: Nanos,
    pub(crate) totals: Totals,
    /// As they are now, not only after the last turn.
    pub(crate) consumers: Arc<Directory>,
    /// What it takes from other streams.
    pub(crate) mirror: Option<SourceInfo>,
    pub(crate) sources: Vec<SourceInfo>,
}

impl Known {
    pub(super) fn of(stream: &Stream) -> Self {
        let (mirror, sources) = stream.sources();
        Self {
            config: Arc::clone(stream.config()),
            created: stream.created(),
            totals: stream.totals(),
            consumers: Arc::clone(stream.consumers().directory()),
            mirror,
            sources,
        }
    }
}
