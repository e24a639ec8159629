//! The node's typed configuration.

use std::path::PathBuf;
use std::time::Duration;

use crate::Common;

/// What a node reads.
#[derive(Debug, Clone)]
pub struct Server {
    /// The shared keys.
    pub common: Common,
    /// The main file itself, as `rpcutil#daemon_stats` reports it.
    pub config_file: PathBuf,
    /// `classesfile`.
    pub classes_file: PathBuf,
    /// `plugin.yaml`, later files win.
    pub fact_files: Vec<PathBuf>,
    /// `rpcauthorization`.
    pub authorization: bool,
    /// `rpcauthprovider`, lower-cased.
    pub authorization_provider: String,
    /// Keys of the `action_policy` provider.
    pub action_policy: ActionPolicy,
    /// `rpcaudit` with its log file; none when off.
    pub audit: Option<Audit>,
    /// `plugin.choria.status_file_path`.
    pub status_file: Option<PathBuf>,
    /// `plugin.choria.status_update_interval`.
    pub status_interval: Duration,
    /// `plugin.choria.stats_address` and `stats_port`; none when the port is 0.
    pub stats_listen: Option<std::net::SocketAddr>,
    /// `soft_shutdown_timeout`.
    pub shutdown_timeout: Duration,
}

/// Keys of the `action_policy` provider.
#[derive(Debug, Clone)]
pub struct ActionPolicy {
    /// `<config dir>/policies`.
    pub directory: PathBuf,
    /// `plugin.actionpolicy.allow_unconfigured`.
    pub allow_unconfigured: bool,
    /// `plugin.actionpolicy.default_name` when `plugin.actionpolicy.enable_default` is set.
    pub default_name: Option<String>,
}

/// Where audit lines go.
#[derive(Debug, Clone)]
pub struct Audit {
    /// `plugin.rpcaudit.logfile`; none when auditing is on without a file, which is worth a warning.
    pub file: Option<PathBuf>,
    /// `plugin.rpcaudit.logfile.mode`, used when creating.
    pub mode: u32,
    /// `plugin.rpcaudit.logfile.group`.
    pub group: Option<String>,
}
