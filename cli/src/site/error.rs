//! Why a site did not come up.

use std::path::PathBuf;

use broker::BrokerError;
use config::Problems;
use daemon::NodeError;

use crate::pki::PkiError;

/// Why a site did not come up.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SiteError {
    /// Credentials.
    #[error(transparent)]
    Pki(#[from] PkiError),
    /// The folder holds a site of the other kind.
    #[error("{dir} holds a site with other credentials: take another folder or the other --security")]
    Security {
        /// Which folder.
        dir: PathBuf,
    },
    /// A configuration that was just written does not load.
    #[error("configuration is not usable")]
    Config(#[from] Problems),
    /// The broker.
    #[error("the broker did not start")]
    Broker(#[from] BrokerError),
    /// A node.
    #[error("node {name} did not start")]
    Node {
        /// Which node.
        name: String,
        /// Why.
        source: Box<NodeError>,
    },
    /// A file of the site.
    #[error("{path} cannot be written")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}
