//! `CONSUMER.RESET`: a consumer begins again, at a message or after the last one that is done with.

use serde::{Deserialize, Serialize};

use super::backlog::Backlog;
use super::config::DeliverPolicy;
use super::info::ConsumerInfo;
use super::progress::Progress;
use super::single::Consumer;
use super::{Consumers, Turn};
use crate::streams::api::Request;
use crate::streams::error::{self, ApiError};
use crate::streams::store::Store;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    seq: u64,
}

/// What became of it.
#[derive(Debug, Serialize)]
pub(super) struct Reset {
    #[serde(flatten)]
    info: ConsumerInfo,
    reset_seq: u64,
}

impl Consumers {
    /// Sets a consumer back or forth.
    pub(super) fn reset(&mut self, request: &Request, turn: &mut Turn<'_>) -> Result<Reset, ApiError> {
        let asked: Asked = request.read()?;
        let (id, _) = self.named(request)?;
        let consumer = self.all.get_mut(&id).ok_or(error::CONSUMER_NOT_FOUND)?;
        // What was purged meanwhile is done with, too.
        consumer.catch_up(&self.journal, &*turn.store)?;
        let seq = consumer.may_begin_at(asked.seq, &*turn.store)?;
        // Beyond the end there is nothing to begin at; the next message will be it.
        let next = seq.min(turn.store.totals().last_seq.saturating_add(1));
        let filter = consumer.filter.clone();
        let backlog = Backlog::new(next, Default::default(), &filter, &*turn.store, &self.journal)?;
        consumer.progress = Progress::new(next);
        consumer.backlog = backlog;
        self.abandon(&filter, turn);
        self.notes.now(id);
        self.wake(id);
        let info = self.describe(id, turn)?;
        Ok(Reset { info, reset_seq: seq })
    }
}

impl Consumer {
    /// Where it may begin again; 0 for after the last message that is done with.
    fn may_begin_at(&self, seq: u64, store: &dyn Store) -> Result<u64, ApiError> {
        let refuse = |why: &str| Err(ApiError::with(400, 10204, format!("invalid reset: {why}")));
        if seq == 0 {
            return Ok(self.progress.floor.stream.saturating_add(1));
        }
        match self.config.deliver_policy {
            DeliverPolicy::All => Ok(seq),
            DeliverPolicy::ByStartSequence if seq < self.config.opt_start_seq => refuse("below start seq"),
            DeliverPolicy::ByStartSequence => Ok(seq),
            DeliverPolicy::ByStartTime => {
                let first = store.at_time(self.config.opt_start_time.unwrap_or_default())?;
                if seq < first {
                    return refuse("below start time");
                }
                Ok(seq)
            }
            _ => refuse("not allowed"),
        }
    }
}
