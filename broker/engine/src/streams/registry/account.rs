//! What the account has and may have, and how much its API is used.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use serde::Serialize;

use super::Streams;
use crate::streams::api::level::API_LEVEL;
use crate::streams::config::Storage;

/// How much the API is used.
#[derive(Debug, Default)]
pub(crate) struct Usage {
    pub(crate) requests: AtomicU64,
    pub(crate) errors: AtomicU64,
}

/// What all streams take together, in bytes where nothing else is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Taken {
    pub(crate) memory: u64,
    pub(crate) storage: u64,
    /// What streams with a limit may grow to.
    pub(crate) reserved_memory: u64,
    pub(crate) reserved_storage: u64,
    /// How many there are.
    pub(crate) streams: usize,
    /// How many there are.
    pub(crate) consumers: usize,
}

/// `limits` of the account; `-1` is no limit. What the server bounds for all is no limit of an account.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Limits {
    max_memory: i64,
    max_storage: i64,
    max_streams: i64,
    max_consumers: i64,
    max_ack_pending: i64,
    memory_max_stream_bytes: i64,
    storage_max_stream_bytes: i64,
    max_bytes_required: bool,
}

/// `api` of the account.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(crate) struct Api {
    level: u32,
    pub(crate) total: u64,
    pub(crate) errors: u64,
}

/// The account as the API tells of it.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct AccountInfo {
    #[serde(flatten)]
    taken: Taken,
    limits: Limits,
    api: Api,
}

impl Streams {
    /// The account as the API tells of it.
    pub(super) fn account(&self) -> AccountInfo {
        AccountInfo {
            taken: self.taken(),
            limits: Limits::NONE,
            api: self.api(),
        }
    }

    /// How much the API was used.
    pub(crate) fn api(&self) -> Api {
        Api {
            level: API_LEVEL,
            total: self.usage.requests.load(Relaxed),
            errors: self.usage.errors.load(Relaxed),
        }
    }

    /// What all streams take together.
    pub(crate) fn taken(&self) -> Taken {
        let mut taken = Taken::default();
        for entry in self.table().by_name.values() {
            let known = entry.seat.handle.known();
            let reserved = u64::try_from(known.config.max_bytes).unwrap_or(0);
            let (bytes, reserve) = match known.config.storage {
                Storage::Memory => (&mut taken.memory, &mut taken.reserved_memory),
                Storage::File => (&mut taken.storage, &mut taken.reserved_storage),
            };
            *bytes += known.totals.bytes;
            *reserve += reserved;
            taken.streams += 1;
            taken.consumers += known.consumers.len();
        }
        taken
    }
}

impl Limits {
    const NONE: Self = Self {
        max_memory: -1,
        max_storage: -1,
        max_streams: -1,
        max_consumers: -1,
        max_ack_pending: -1,
        memory_max_stream_bytes: 0,
        storage_max_stream_bytes: 0,
        max_bytes_required: false,
    };
}
