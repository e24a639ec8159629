//! What the screens want of governors.

use crate::gov::NewGovernor;

/// Work on governors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gov {
    /// List the governors, and again while they change; tell what happens at them. Newest wins.
    List,
    /// Tell the leases of a governor, and again when they change. Newest wins.
    Open {
        /// The governor.
        name: String,
    },
    /// Take a lease away from its holder. The user has confirmed it.
    Evict {
        /// The governor.
        name: String,
        /// Number of the lease.
        lease: u64,
        /// Who holds it, as the user sees it.
        holder: String,
    },
    /// Take all leases away. The user has confirmed it.
    Reset {
        /// The governor.
        name: String,
    },
    /// Make a governor. The user has confirmed it.
    Add(NewGovernor),
    /// Give a governor another capacity or expiry. The user has confirmed it.
    Set(NewGovernor),
    /// Remove a governor. The user has confirmed it.
    Remove {
        /// The governor.
        name: String,
    },
}
