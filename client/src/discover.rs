//! Finding the nodes a filter means, by different methods behind one trait.

mod broadcast;
mod external;
mod flatfile;
pub mod inventory;
mod puppetdb;
mod window;

use std::collections::HashSet;
use std::time::Duration;

use async_trait::async_trait;
use protocol::{Collective, Filter, Identity};

pub use broadcast::{Broadcast, Pong};
pub use external::{External, ExternalError};
pub use flatfile::{Flatfile, Format};
pub use inventory::{Inventory, InventoryError};
pub use puppetdb::{PuppetDb, PuppetDbError};

/// Which nodes are meant.
#[derive(Debug, Clone)]
pub struct Query {
    /// Collective to ask.
    pub collective: Collective,
    /// Filter; the caller has already added the agent.
    pub filter: Filter,
    /// Longest wait.
    pub timeout: Duration,
    /// End early once answers stop coming (the adaptive window).
    pub adaptive: bool,
    /// Stop once this many answered (`--expect`).
    pub expect: Option<usize>,
}

/// The nodes that were found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Identities in arrival (or file) order, without duplicates.
    pub nodes: Vec<Identity>,
    /// Method that found them, e.g. `mc`.
    pub method: &'static str,
    /// How long it took.
    pub took: Duration,
}

/// Why discovery failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DiscoverError {
    /// The request could not be made or sent.
    #[error(transparent)]
    Request(#[from] crate::RequestError),
    /// The node list cannot be read.
    #[error("node list {name} cannot be read")]
    Unreadable {
        /// File name, or `-`.
        name: String,
        /// Why.
        source: std::io::Error,
    },
    /// The node list is not what it should be.
    #[error("node list {name}, {place}: {reason}")]
    Invalid {
        /// File name, or `-`.
        name: String,
        /// `line 3`, `item 7`.
        place: String,
        /// What is wrong.
        reason: String,
    },
    /// The inventory file gives no nodes.
    #[error(transparent)]
    Inventory(#[from] InventoryError),
    /// The program gives no nodes.
    #[error(transparent)]
    External(#[from] ExternalError),
    /// PuppetDB gives no nodes.
    #[error(transparent)]
    PuppetDb(#[from] PuppetDbError),
    /// The method cannot evaluate part of the filter.
    #[error("discovery method {method} cannot use {what} filters")]
    Unsupported {
        /// Which method.
        method: &'static str,
        /// `fact`, `class`, `agent`, `compound`.
        what: &'static str,
    },
}

/// Hears of each node as soon as it is known.
pub type Progress<'a> = dyn FnMut(&Identity) + Send + 'a;

/// One discovery method.
#[async_trait]
pub trait Discover: Send + Sync {
    /// Name shown to people, e.g. `mc`.
    fn name(&self) -> &'static str;

    /// Finds nodes, calling `progress` with each as soon as it is known.
    async fn discover(&self, query: &Query, progress: &mut Progress<'_>) -> Result<Found, DiscoverError>;
}

/// The nodes in their order, each once.
fn unique(nodes: Vec<Identity>) -> Vec<Identity> {
    let mut known = HashSet::new();
    nodes
        .into_iter()
        .filter(|node| known.insert(node.clone()))
        .collect()
}
