//! What screens show of governors.

use std::time::{Duration, SystemTime};

/// A governor among others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Governor {
    /// Its name.
    pub name: String,
    /// Leases it gives at a time.
    pub capacity: u64,
    /// Leases that are taken.
    pub used: u64,
    /// When a lease that nobody gives back ends; none when it never does.
    pub expires: Option<Duration>,
    /// How many servers hold it.
    pub replicas: usize,
    /// The stream it is made of.
    pub stream: String,
    /// Where leases are asked for.
    pub subject: String,
    /// When the last lease was given.
    pub last: Option<SystemTime>,
}

/// A lease somebody holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// Its number.
    pub id: u64,
    /// Who holds it, in its own words.
    pub holder: String,
    /// Since when.
    pub since: SystemTime,
}

/// Something that happened at a governor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GovEvent {
    /// When.
    pub time: SystemTime,
    /// The governor.
    pub governor: String,
    /// What.
    pub kind: EventKind,
    /// To whom.
    pub holder: String,
    /// Number of the lease; 0 where there is none.
    pub lease: u64,
}

/// What happens at governors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// Somebody took a lease.
    Enter,
    /// Somebody gave one back.
    Exit,
    /// Somebody waited in vain.
    Timeouts,
    /// Somebody's lease was taken away.
    Eviction,
}

/// How a governor should be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewGovernor {
    /// Its name.
    pub name: String,
    /// Leases it gives at a time.
    pub capacity: u64,
    /// When a lease that nobody gives back ends; none when it never does.
    pub expires: Option<Duration>,
    /// How many servers hold it.
    pub replicas: usize,
}

impl EventKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Enter, Self::Exit, Self::Timeouts, Self::Eviction];

    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Enter => "enter",
            Self::Exit => "exit",
            Self::Timeouts => "timeouts",
            Self::Eviction => "eviction",
        }
    }
}
