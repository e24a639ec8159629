//! What every program shares: identity, security, network.

use std::path::PathBuf;
use std::time::Duration;

use crate::{Secret, Settings};

/// Keys every program reads.
#[derive(Debug, Clone)]
pub struct Common {
    /// Name of this node or host: `identity`, else derived as in protocol.md 6.1 without running any program.
    pub identity: String,
    /// `collectives`, at least one.
    pub collectives: Vec<String>,
    /// `main_collective`, else the first collective.
    pub main_collective: String,
    /// `logfile`.
    pub log_target: LogTarget,
    /// `loglevel`: one of debug, info, warn, error, fatal.
    pub log_level: String,
    /// `libdir`, then `plugin.choria.agent_provider.mcorpc.libdir`: roots of DDLs on disk.
    pub lib_dirs: Vec<PathBuf>,
    /// `ttl`.
    pub ttl: Duration,
    /// Who we are and whom we trust.
    pub security: Security,
    /// Where brokers are and how to reach them.
    pub network: Network,
    /// The raw keys, for plugins that have keys of their own.
    pub settings: Settings,
}

/// Where logs go.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the key")]
pub enum LogTarget {
    Stdout,
    Stderr,
    Discard,
    File(PathBuf),
}

/// Identity and trust.
#[derive(Debug, Clone)]
pub struct Security {
    /// The configured provider with its files.
    pub provider: SecurityProvider,
    /// Name whose certificate is used: `MCOLLECTIVE_CERTNAME`, else the provider's rule (protocol.md 6.1). None when the rule
    /// gives none, as for root with the `file` provider and no variable set.
    pub certname: Option<String>,
    /// `plugin.choria.security.certname_whitelist`, regular expressions.
    pub allowed_callers: Vec<String>,
    /// `plugin.choria.security.privileged_users`, regular expressions.
    pub privileged_callers: Vec<String>,
    /// `INSECURE_DISABLE_TLS=true` on clients, or the hidden daemon flag: talk to brokers without TLS.
    pub disable_tls: bool,
}

/// Provider and its files.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum SecurityProvider {
    /// x509 in Puppet's folder layout.
    Puppet(PuppetSecurity),
    /// x509 in three named files.
    File(FileSecurity),
    /// Tokens, protocol v2.
    Choria(ChoriaSecurity),
}

/// The `puppet` provider: files below `plugin.choria.ssldir`, named after the certname.
#[derive(Debug, Clone)]
pub struct PuppetSecurity {
    /// Root of the layout.
    pub ssldir: PathBuf,
}

/// The `file` provider.
#[derive(Debug, Clone)]
pub struct FileSecurity {
    /// `plugin.security.file.certificate`.
    pub certificate: PathBuf,
    /// `plugin.security.file.key`.
    pub key: PathBuf,
    /// `plugin.security.file.ca`.
    pub ca: PathBuf,
}

/// The `choria` provider.
#[derive(Debug, Clone)]
pub struct ChoriaSecurity {
    /// `plugin.security.choria.token_file`.
    pub token_file: PathBuf,
    /// `plugin.security.choria.seed_file`.
    pub seed_file: PathBuf,
}

/// Brokers and how to reach them.
#[derive(Debug, Clone)]
pub struct Network {
    /// `plugin.choria.middleware_hosts` as `scheme://host:port` or `host:port`; empty means SRV, then `puppet:4222`.
    pub hosts: Vec<String>,
    /// `plugin.choria.use_srv`.
    pub use_srv: bool,
    /// `plugin.choria.srv_domain`.
    pub srv_domain: Option<String>,
    /// `plugin.choria.network.connect_timeout`.
    pub connect_timeout: Duration,
    /// `plugin.nats.user`.
    pub user: Option<String>,
    /// `plugin.nats.pass`.
    pub password: Option<Secret>,
}
