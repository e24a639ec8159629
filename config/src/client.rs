//! The client's typed configuration.

use std::path::PathBuf;
use std::time::Duration;

use crate::Common;

/// What a client program reads.
#[derive(Debug, Clone)]
pub struct Client {
    /// The shared keys.
    pub common: Common,
    /// `discovery_timeout`.
    pub discovery_timeout: Duration,
    /// `default_discovery_method`.
    pub discovery_method: String,
    /// `default_discovery_options`.
    pub discovery_options: Vec<String>,
    /// `plugin.choria.discovery.broadcast.windowed_timeout`.
    pub discovery_window: bool,
    /// `plugin.choria.discovery.inventory.source`.
    pub inventory_source: Option<PathBuf>,
    /// `rpclimitmethod` is `random`.
    pub limit_random: bool,
    /// `plugin.choria.require_client_filter`.
    pub require_filter: bool,
    /// `color`.
    pub color: bool,
}
