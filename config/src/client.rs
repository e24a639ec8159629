//! The client's typed configuration.

use std::path::PathBuf;
use std::time::Duration;

use crate::draft::Draft;
use crate::{Member, Secret, broker, member};

/// What a client program reads.
#[derive(Debug, Clone)]
pub struct Client {
    /// Its place in the fleet.
    pub member: Member,
    /// `discovery_timeout`.
    pub discovery_timeout: Duration,
    /// `default_discovery_method`.
    pub discovery_method: String,
    /// `default_discovery_options`.
    pub discovery_options: Vec<String>,
    /// `plugin.choria.discovery.broadcast.windowed_timeout`.
    pub discovery_window: bool,
    /// `plugin.mco.discovery.silence`.
    pub discovery_silence: Duration,
    /// `plugin.choria.discovery.inventory.source`.
    pub inventory_source: Option<PathBuf>,
    /// `plugin.choria.discovery.external.command`.
    pub external_command: Option<String>,
    /// `plugin.choria.puppetdb_host`.
    pub puppetdb_host: Option<String>,
    /// `plugin.choria.puppetdb_port`.
    pub puppetdb_port: u16,
    /// `plugin.choria.federation.collectives`.
    pub federations: Vec<String>,
    /// `rpclimitmethod` is `random`.
    pub limit_random: bool,
    /// `plugin.choria.require_client_filter`.
    pub require_filter: bool,
    /// `plugin.login.aaasvc.login.url`.
    pub login_urls: Vec<String>,
    /// `plugin.choria.services.registry.cache`.
    pub registry_cache: Option<PathBuf>,
    /// `color`.
    pub color: bool,
    /// What a person is asked.
    pub safety: Safety,
    /// `plugin.mco.history`.
    pub history: HistoryPolicy,
    /// `plugin.choria.network.system.user` and `.password`.
    pub system: Option<(String, Secret)>,
}

/// Which commands are written down for their user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HistoryPolicy {
    /// Those that somebody watches on a terminal.
    #[default]
    Terminal,
    /// Those of scripts too.
    Always,
    /// None.
    Never,
}

/// What a person is asked before many machines change: `plugin.mco.safety.*`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Safety {
    /// `confirm_over`: more nodes than this are confirmed.
    pub confirm_over: usize,
    /// `confirm_percent`: more than this share of the known nodes is confirmed.
    pub confirm_percent: usize,
    /// `type_over`: more nodes than this are confirmed by typing their number.
    pub type_over: usize,
    /// `strict`: what nobody can confirm is refused.
    pub strict: bool,
    /// `reads`: actions that only look, as `agent#action`.
    pub reads: Vec<String>,
    /// `changes`: actions that change something, as `agent#action`.
    pub changes: Vec<String>,
}

/// Reads everything a client needs; none after an error was reported.
pub(crate) fn read(draft: &mut Draft<'_>) -> Option<Client> {
    let member = member::read(draft)?;
    Some(Client {
        member,
        discovery_timeout: draft.duration("discovery_timeout"),
        discovery_method: draft.text("default_discovery_method").unwrap_or_default(),
        discovery_options: draft.list("default_discovery_options"),
        discovery_window: draft.bool("plugin.choria.discovery.broadcast.windowed_timeout"),
        discovery_silence: draft.duration("plugin.mco.discovery.silence"),
        inventory_source: draft.path("plugin.choria.discovery.inventory.source"),
        external_command: draft
            .path("plugin.choria.discovery.external.command")
            .map(|command| command.to_string_lossy().into_owned()),
        puppetdb_host: draft.text("plugin.choria.puppetdb_host"),
        puppetdb_port: draft.port("plugin.choria.puppetdb_port"),
        federations: draft.distinct("plugin.choria.federation.collectives"),
        limit_random: draft.text("rpclimitmethod").as_deref() == Some("random"),
        require_filter: draft.bool("plugin.choria.require_client_filter"),
        login_urls: draft.distinct("plugin.login.aaasvc.login.url"),
        registry_cache: draft.path("plugin.choria.services.registry.cache"),
        color: draft.bool("color"),
        safety: safety(draft),
        system: broker::system(draft),
        history: match draft.text("plugin.mco.history").as_deref() {
            Some("always") => HistoryPolicy::Always,
            Some("never") => HistoryPolicy::Never,
            _ => HistoryPolicy::Terminal,
        },
    })
}

fn safety(draft: &Draft<'_>) -> Safety {
    let count = |key| usize::try_from(draft.int(key)).unwrap_or(usize::MAX);
    Safety {
        confirm_over: count("plugin.mco.safety.confirm_over"),
        confirm_percent: count("plugin.mco.safety.confirm_percent"),
        type_over: count("plugin.mco.safety.type_over"),
        strict: draft.bool("plugin.mco.safety.strict"),
        reads: draft.list("plugin.mco.safety.reads"),
        changes: draft.list("plugin.mco.safety.changes"),
    }
}
