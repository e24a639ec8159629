//! What may change in a stream that is there.

use super::check::bad;
use super::{Discard, Retention, StreamConfig};
use crate::streams::error::{self, ApiError};

impl StreamConfig {
    /// The configuration, checked already, that a stream with the configuration `old` has afterwards.
    pub(crate) fn replacing(mut self, old: &Self) -> Result<Self, ApiError> {
        if self.storage != old.storage {
            return bad("stream configuration update can not change storage type");
        }
        let queues = [self.retention, old.retention].contains(&Retention::WorkQueue);
        if self.retention != old.retention && queues {
            return bad("stream configuration update can not change retention policy to/from workqueue");
        }
        for (was, is, what) in [
            (old.sealed, self.sealed, "unseal a sealed stream"),
            (old.deny_delete, self.deny_delete, "cancel deny message deletes"),
            (old.deny_purge, self.deny_purge, "cancel deny purge"),
        ] {
            if was && !is {
                return bad(format!("stream configuration update can not {what}"));
            }
        }
        if self.mirror.is_some() && self.mirror != old.mirror {
            return Err(error::MIRROR_CHANGED);
        }
        if old.allow_msg_ttl && !self.allow_msg_ttl {
            return bad("message TTL status can not be disabled");
        }
        if self.allow_msg_counter != old.allow_msg_counter {
            return bad("stream configuration update can not change message counter setting");
        }
        if self.persist_mode != old.persist_mode {
            return bad("stream configuration update can not change persist mode");
        }
        if old.allow_msg_schedules && !self.allow_msg_schedules {
            return bad("message schedules can not be disabled");
        }
        if self.sealed {
            self.max_age = 0;
            self.discard = Discard::New;
            self.deny_delete = true;
            self.deny_purge = true;
            self.allow_rollup_hdrs = false;
        }
        Ok(self)
    }
}
