//! The node's typed configuration.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use crate::draft::Draft;
use crate::{Member, member};

const AUTHORIZER: &str = "rpcauthprovider";
const AUTHORIZERS: &[&str] = &["action_policy", "rego_policy", "aaasvc", "aaasvc_policy"];
const AUDIT_LOG: &str = "plugin.rpcaudit.logfile";
const AUDIT_MODE: &str = "plugin.rpcaudit.logfile.mode";

/// What a node reads.
#[derive(Debug, Clone)]
pub struct Server {
    /// Its place in the fleet.
    pub member: Member,
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
    /// `plugin.regopolicy.tracing`.
    pub rego_tracing: bool,
    /// `rpcaudit` with its log file; none when off.
    pub audit: Option<Audit>,
    /// `plugin.choria.status_file_path`.
    pub status_file: Option<PathBuf>,
    /// `plugin.choria.status_update_interval`.
    pub status_interval: Duration,
    /// `plugin.choria.stats_address` and `stats_port`; none when the port is 0.
    pub stats_listen: Option<SocketAddr>,
    /// `soft_shutdown_timeout`.
    pub shutdown_timeout: Duration,
    /// Agents and data providers that are other programs.
    pub external: External,
    /// `plugin.choria.services.registry.store`.
    pub registry_store: Option<PathBuf>,
}

/// Keys below `plugin.choria.agent_provider.mcorpc`.
#[derive(Debug, Clone, Default)]
pub struct External {
    /// `libdir`: folders below which agents are looked for.
    pub folders: Vec<PathBuf>,
    /// `agent_shim`: the program that runs Ruby agents.
    pub ruby_shim: Option<PathBuf>,
    /// `config`: what that program is given.
    pub ruby_config: Option<PathBuf>,
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
    /// `plugin.rpcaudit.logfile.max_size` in bytes; none when the log is not moved aside.
    pub max_size: Option<u64>,
    /// `plugin.rpcaudit.logfile.keep`.
    pub keep: u64,
    /// `plugin.rpcaudit.denied`.
    pub denied: bool,
    /// `plugin.rpcaudit.outcome`.
    pub outcome: bool,
}

/// Reads everything a node needs; none after an error was reported.
pub(crate) fn read(draft: &mut Draft<'_>) -> Option<Server> {
    let member = member::read(draft);
    let authorization_provider = authorizer(draft);
    let audit = audit(draft);
    let stats_listen = draft.stats_listen();
    Some(Server {
        member: member?,
        config_file: draft.settings.file().map(PathBuf::from).unwrap_or_default(),
        classes_file: draft.path("classesfile").unwrap_or_default(),
        fact_files: draft.paths("plugin.yaml"),
        authorization: draft.bool("rpcauthorization"),
        authorization_provider,
        action_policy: action_policy(draft),
        rego_tracing: draft.bool("plugin.regopolicy.tracing"),
        audit,
        status_file: draft.path("plugin.choria.status_file_path"),
        status_interval: draft.duration("plugin.choria.status_update_interval"),
        stats_listen,
        shutdown_timeout: draft.duration("soft_shutdown_timeout"),
        external: External {
            folders: draft.paths("plugin.choria.agent_provider.mcorpc.libdir"),
            ruby_shim: draft.path("plugin.choria.agent_provider.mcorpc.agent_shim"),
            ruby_config: draft.path("plugin.choria.agent_provider.mcorpc.config"),
        },
        registry_store: draft.path("plugin.choria.services.registry.store"),
    })
}

fn authorizer(draft: &mut Draft<'_>) -> String {
    let name = draft.text(AUTHORIZER).unwrap_or_default().to_lowercase();
    if !AUTHORIZERS.contains(&name.as_str()) {
        draft.error(
            AUTHORIZER,
            format!("{name:?} is not one of {}", AUTHORIZERS.join(", ")),
        );
    }
    name
}

fn action_policy(draft: &Draft<'_>) -> ActionPolicy {
    let default_name = draft
        .bool("plugin.actionpolicy.enable_default")
        .then(|| draft.text("plugin.actionpolicy.default_name"))
        .flatten();
    ActionPolicy {
        directory: draft.settings.directory().join("policies"),
        allow_unconfigured: draft.bool("plugin.actionpolicy.allow_unconfigured"),
        default_name,
    }
}

fn audit(draft: &mut Draft<'_>) -> Option<Audit> {
    if !draft.bool("rpcaudit") {
        return None;
    }
    if !draft.is_set(AUDIT_LOG) {
        draft.warn(
            "rpcaudit",
            format!("is on, but without {AUDIT_LOG} nothing is written"),
        );
    }
    let mode = draft.text(AUDIT_MODE).unwrap_or_default();
    let Some(mode) = octal(&mode) else {
        draft.error(
            AUDIT_MODE,
            format!("{mode:?} is not a file mode in octal, such as 0600"),
        );
        return None;
    };
    Some(Audit {
        file: draft.path(AUDIT_LOG),
        mode,
        group: draft.text("plugin.rpcaudit.logfile.group"),
        max_size: Some(draft.int("plugin.rpcaudit.logfile.max_size").unsigned_abs()).filter(|size| *size > 0),
        keep: draft.int("plugin.rpcaudit.logfile.keep").unsigned_abs(),
        denied: draft.bool("plugin.rpcaudit.denied"),
        outcome: draft.bool("plugin.rpcaudit.outcome"),
    })
}

/// Permissions with a leading 0: without it the reference reads decimal, which nobody means.
fn octal(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("0o").or_else(|| text.strip_prefix('0'))?;
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    u32::from_str_radix(digits, 8)
        .ok()
        .filter(|mode| plain && *mode <= 0o7777)
}
