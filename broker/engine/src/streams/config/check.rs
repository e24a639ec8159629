//! What a configuration may say, and the defaults for what it does not.

use std::sync::Arc;

use super::{Discard, PersistMode, Placement, Retention, Storage, StreamConfig};
use crate::streams::error::{self, ApiError};
use crate::streams::message::Nanos;

const LONGEST_NAME: usize = 255;
const LONGEST_DESCRIPTION: usize = 4 * 1024;
const MOST_METADATA: usize = 128 * 1024;
const MOST_REPLICAS: i64 = 5;
/// Sequences go on from here; the last ones are kept free so that counting never ends.
const HIGHEST_FIRST_SEQ: u64 = i64::MAX as u64;
const SECOND: Nanos = 1_000_000_000;
/// Shortest time that makes sense.
const SHORTEST: Nanos = SECOND / 10;
const DUPLICATE_WINDOW: Nanos = 120 * SECOND;

/// The other streams, by name.
pub(crate) trait Others {
    /// The configuration of the stream of that name.
    fn find(&self, name: &str) -> Option<Arc<StreamConfig>>;
    /// All of them.
    fn all(&self) -> Vec<Arc<StreamConfig>>;
    /// Whether any of them publishes again.
    fn republish(&self) -> bool {
        self.all().iter().any(|config| config.republish.is_some())
    }
}

impl StreamConfig {
    /// Fills in the defaults and checks everything that does not depend on whether the stream is there already.
    pub(crate) fn checked(mut self, others: &dyn Others) -> Result<Self, ApiError> {
        self.check_texts()?;
        self.check_numbers()?;
        self.check_times()?;
        self.check_options()?;
        self.check_persistence()?;
        self.check_beyond()?;
        self.check_mirror(others)?;
        self.check_sources(others)?;
        self.check_source_cycles(others)?;
        self.check_subjects()?;
        self.check_transform()?;
        self.check_republish()?;
        self.check_cycles(others)?;
        self.check_placement()?;
        if self.num_replicas > 1 {
            return Err(error::REPLICAS);
        }
        self.pedantic = false;
        self.normalize_metadata();
        Ok(self)
    }

    /// What is wrong with asking for what can be made better silently, if the caller does not want that.
    pub(super) fn pedantic(&self, text: &str) -> Result<(), ApiError> {
        if self.pedantic {
            return Err(ApiError::with(400, 10157, format!("pedantic mode: {text}")));
        }
        Ok(())
    }

    fn check_texts(&self) -> Result<(), ApiError> {
        if !is_name(&self.name) {
            return bad("stream name is required and can not contain '.', '*', '>', '\\', '/'");
        }
        if self.name.len() > LONGEST_NAME {
            return bad(format!(
                "stream name is too long, maximum allowed is {LONGEST_NAME}"
            ));
        }
        if self.description.len() > LONGEST_DESCRIPTION {
            return bad(format!(
                "stream description is too long, maximum allowed is {LONGEST_DESCRIPTION}"
            ));
        }
        let sizes = self.metadata.iter().map(|(name, value)| name.len() + value.len());
        if sizes.sum::<usize>() > MOST_METADATA {
            return bad(format!(
                "stream metadata exceeds maximum size of {MOST_METADATA} bytes"
            ));
        }
        Ok(())
    }

    fn check_numbers(&mut self) -> Result<(), ApiError> {
        match self.num_replicas {
            0 => self.num_replicas = 1,
            ..0 => return Err(error::NEGATIVE_REPLICAS),
            count if count > MOST_REPLICAS => {
                return bad(format!("maximum replicas is {MOST_REPLICAS}"));
            }
            _ => {}
        }
        for (name, limit) in [
            ("max_msgs", self.max_msgs),
            ("max_msgs_per_subject", self.max_msgs_per_subject),
            ("max_bytes", self.max_bytes),
            ("max_msg_size", self.max_msg_size),
            ("max_consumers", self.max_consumers),
        ] {
            if limit < -1 {
                self.pedantic(&format!("{name} must be set to -1"))?;
            }
        }
        for limit in [
            &mut self.max_msgs,
            &mut self.max_msgs_per_subject,
            &mut self.max_bytes,
            &mut self.max_msg_size,
            &mut self.max_consumers,
        ] {
            if *limit <= 0 {
                *limit = -1;
            }
        }
        if self.first_seq > HIGHEST_FIRST_SEQ {
            return bad(format!(
                "first sequence is too high, maximum allowed is {HIGHEST_FIRST_SEQ}"
            ));
        }
        Ok(())
    }

    fn check_times(&mut self) -> Result<(), ApiError> {
        if self.max_age < 0 {
            return bad("max age can not be negative");
        }
        if (1..SHORTEST).contains(&self.max_age) {
            return bad("max age needs to be >= 100ms");
        }
        if self.duplicate_window == 0 && self.mirror.is_none() && self.sources.is_empty() {
            self.duplicate_window = DUPLICATE_WINDOW;
            if self.max_age != 0 && self.max_age < DUPLICATE_WINDOW {
                self.pedantic("duplicate window cannot be bigger than max age")?;
                self.duplicate_window = self.max_age;
            }
        }
        if self.duplicate_window < 0 {
            return bad("duplicates window can not be negative");
        }
        if self.max_age != 0 && self.duplicate_window > self.max_age {
            return bad("duplicates window can not be larger then max age");
        }
        if (1..SHORTEST).contains(&self.duplicate_window) {
            return bad("duplicates window needs to be >= 100ms");
        }
        Ok(())
    }

    fn check_options(&mut self) -> Result<(), ApiError> {
        if self.deny_purge && self.allow_rollup_hdrs {
            return bad("roll-ups require the purge permission");
        }
        self.check_counter()?;
        if self.discard_new_per_subject {
            if self.discard != Discard::New {
                return bad("discard new per subject requires discard new policy to be set");
            }
            if self.max_msgs_per_subject <= 0 {
                return bad("discard new per subject requires max msgs per subject > 0");
            }
        }
        self.check_markers()?;
        self.check_schedules()
    }

    fn check_markers(&mut self) -> Result<(), ApiError> {
        match self.subject_delete_marker_ttl {
            0 => return Ok(()),
            ..0 => return bad("subject delete marker TTL must not be negative"),
            1..SECOND => return bad("subject delete marker TTL must be at least 1 second"),
            _ => {}
        }
        for (allowed, what) in [
            (self.allow_msg_ttl, "message TTLs"),
            (self.allow_rollup_hdrs, "roll-ups"),
        ] {
            if !allowed && self.pedantic {
                return bad(format!(
                    "subject delete marker cannot be set if {what} are disabled"
                ));
            }
        }
        self.allow_msg_ttl = true;
        self.allow_rollup_hdrs = true;
        self.deny_purge = false;
        Ok(())
    }

    /// That a schedule can take the place of another.
    fn check_schedules(&mut self) -> Result<(), ApiError> {
        if !self.allow_msg_schedules {
            return Ok(());
        }
        if self.discard == Discard::New {
            return bad("message scheduling cannot use discard new");
        }
        if !self.allow_rollup_hdrs {
            if self.pedantic {
                return bad("message scheduling cannot be set if roll-ups are disabled");
            }
            self.allow_rollup_hdrs = true;
            self.deny_purge = false;
        }
        Ok(())
    }

    /// That no increment can get lost or be missed.
    fn check_counter(&self) -> Result<(), ApiError> {
        if !self.allow_msg_counter {
            return Ok(());
        }
        if self.discard == Discard::New {
            return bad("counter stream cannot use discard new");
        }
        // Markers have times, too, and would be no numbers between others.
        if self.allow_msg_ttl || self.subject_delete_marker_ttl > 0 {
            return bad("counter stream cannot use message TTLs");
        }
        if self.allow_msg_schedules {
            return bad("counter stream cannot use message schedules");
        }
        if self.retention != Retention::Limits {
            return bad("counter stream can only use limits retention");
        }
        Ok(())
    }

    fn check_persistence(&self) -> Result<(), ApiError> {
        if self.persist_mode != PersistMode::Async {
            return Ok(());
        }
        if self.storage != Storage::File {
            return bad("async persist mode is only supported on file storage");
        }
        if self.num_replicas > 1 {
            return bad("async persist mode is not supported on replicated streams");
        }
        if self.allow_atomic {
            return bad("async persist mode is not supported with atomic batch publish");
        }
        Ok(())
    }

    fn check_beyond(&self) -> Result<(), ApiError> {
        let beyond = &self.beyond;
        for (asked, what) in [(beyond.allow_batched, "batch publishing")] {
            if asked {
                return bad(format!("{what} are not supported by this server"));
            }
        }
        Ok(())
    }

    fn check_placement(&mut self) -> Result<(), ApiError> {
        let preferred = self.placement.as_ref().map(|placement| &*placement.preferred);
        if preferred.is_some_and(|preferred| !preferred.is_empty()) {
            return bad("preferred server not permitted in placement");
        }
        self.placement
            .take_if(|placement| *placement == Placement::default());
        Ok(())
    }
}

/// Whether a stream or consumer may be called so.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty()
        && !name
            .chars()
            .any(|letter| letter.is_whitespace() || letter.is_control() || ".*>\\/".contains(letter))
}

pub(super) fn bad<T>(description: impl Into<String>) -> Result<T, ApiError> {
    Err(ApiError::bad_config(description))
}
