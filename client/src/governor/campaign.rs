//! Getting a slot, and giving it back.

use std::time::Duration;

use bytes::Bytes;
use tokio::time::{Instant, MissedTickBehavior, interval_at};

use crate::streams::{Outgoing, StreamError, code};

use super::{Governor, GovernorError};

/// Longest wait for the answer to one try.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often a slot is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace(Duration);

/// A slot that is ours until it is released, taken away or expired. Dropping it releases nothing: the broker expires it.
#[derive(Debug)]
#[must_use = "a slot is held until it is released or expires"]
pub struct Slot {
    governor: Governor,
    id: u64,
}

impl Pace {
    /// One try each `interval`.
    pub fn every(interval: Duration) -> Self {
        Self(interval.max(Duration::from_millis(1)))
    }
}

impl Default for Pace {
    /// Four tries a second.
    fn default() -> Self {
        Self(Duration::from_millis(250))
    }
}

impl Governor {
    /// Asks for a slot in the name of `holder` until there is one or `give_up` is done, at least once. There is no queue: who asks first after a
    /// slot became free has it.
    ///
    /// Dropping it is no way to give up: a try that is on its way may get a slot that nobody knows of until it expires.
    ///
    /// - **Errors:** [`GovernorError::Full`] when it was given up; every other error ends the campaign at once, since a slot whose
    ///   answer was lost is held all the same
    pub async fn campaign(
        &self,
        holder: &str,
        pace: Pace,
        give_up: impl Future<Output = ()>,
    ) -> Result<Slot, GovernorError> {
        let begun = Instant::now();
        let mut tries = interval_at(begun, pace.0);
        tries.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut give_up = std::pin::pin!(give_up);
        // The first tick is at once, so there is one try however little time there is.
        tries.tick().await;
        loop {
            if let Some(slot) = self.attempt(holder).await? {
                return Ok(slot);
            }
            tokio::select! {
                biased;
                () = &mut give_up => {
                    let waited = begun.elapsed();
                    return Err(GovernorError::Full { governor: self.name.clone(), waited });
                }
                _ = tries.tick() => {}
            }
        }
    }

    /// Asks once; none when all slots are taken.
    pub async fn attempt(&self, holder: &str) -> Result<Option<Slot>, GovernorError> {
        let message = Outgoing::new(Bytes::copy_from_slice(holder.as_bytes()));
        match self.streams.publish(&self.subject, message, PATIENCE).await {
            Ok(ack) => Ok(Some(Slot {
                governor: self.clone(),
                id: ack.sequence,
            })),
            Err(error) if error.err_code() == Some(code::NOT_STORED) => Ok(None),
            Err(error @ StreamError::NobodyKeeps { .. }) => Err(self.explain(error).await),
            Err(error) => Err(GovernorError::of(&self.name, error)),
        }
    }
}

impl Slot {
    /// Number of its lease.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// Gives it back; false when it was taken away or had expired before.
    pub async fn release(self) -> Result<bool, GovernorError> {
        let governor = &self.governor;
        let deleted = governor
            .streams
            .delete_message(&governor.stream, self.id, false)
            .await;
        deleted.map_err(|error| GovernorError::of(&governor.name, error))
    }
}
