//! The `nats` engine: the `nats-server` a broker looks after, or the ones that others run.

mod remote;

use std::path::PathBuf;
use std::time::Duration;

use crate::draft::Draft;
use crate::duration;
use crate::{Secret, network};

pub use remote::{Gateways, Leaf, LeafNodes, Peering, RemoteCluster, RemoteTls};

pub(crate) const PEERS: &str = "plugin.choria.network.peers";
const STORE: &str = "plugin.choria.network.stream.store";
const FOLDER: &str = "plugin.choria.network.nats.folder";
const SYNC: &str = "plugin.choria.network.nats.sync_interval";
pub(crate) const URLS: &str = "plugin.choria.network.nats.urls";
const CREDENTIALS: &str = "plugin.choria.network.nats.credentials";
const CALLOUT_CREDENTIALS: &str = "plugin.choria.network.nats.callout_credentials";
const CALLOUT_SEED: &str = "plugin.choria.network.nats.callout_seed";
const WEBSOCKET_PORT: &str = "plugin.choria.network.websocket_port";
const MAPPINGS: &str = "plugin.choria.network.mapping.names";

/// Keys that say how to work for servers of others.
const OF_OTHERS: &[&str] = &[CREDENTIALS, CALLOUT_CREDENTIALS];
/// Keys of a server of our own.
const OWN_SERVER: &[&str] = &[
    PEERS,
    FOLDER,
    SYNC,
    WEBSOCKET_PORT,
    MAPPINGS,
    "plugin.choria.network.nats.program",
    "plugin.choria.network.peer_port",
    "plugin.choria.network.gateway_port",
    "plugin.choria.network.leafnode_port",
    "plugin.choria.network.leafnode_remotes",
    "plugin.choria.network.stream.max_memory",
    "plugin.choria.network.stream.max_disk",
    "plugin.choria.stats_port",
];

/// In a folder of the machine or of the streams: what the running `nats-server` needs.
const OWN_FOLDER: &str = "nats";
/// Of brokers that run as root and have no streams.
const ROOT_FOLDER: &str = "/run/mco-broker";
/// Of other users.
const RUNTIME: &str = "XDG_RUNTIME_DIR";

/// What the `nats` engine is told.
#[derive(Debug, Clone)]
pub struct Nats {
    /// `plugin.choria.network.nats.program`; none for the search path.
    pub program: Option<PathBuf>,
    /// `plugin.choria.network.nats.folder`: nobody else's business. Empty where others run the servers.
    pub folder: PathBuf,
    /// `plugin.choria.network.nats.sync_interval`; none for always.
    pub sync: Option<Duration>,
    /// `plugin.choria.network.nats.client_certificates`; none to go by the security provider.
    pub certificates: Option<CertificatesAt>,
    /// `plugin.choria.network.nats.callout_seed`.
    pub callout_seed: Option<PathBuf>,
    /// Servers that others run instead of one of our own.
    pub joined: Option<Joined>,
    /// The other brokers of this cluster.
    pub peering: Peering,
    /// Other clusters.
    pub gateways: Option<Gateways>,
    /// Leaf nodes of this broker, and what it is a leaf of.
    pub leaf_nodes: LeafNodes,
    /// Websocket connections.
    pub websocket: Option<Websocket>,
}

/// Which listener demands client certificates; the other takes tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificatesAt {
    /// The one of clients and nodes.
    Listener,
    /// The one for websockets.
    Websocket,
    /// None of them.
    Nowhere,
}

/// Servers that others run.
#[derive(Debug, Clone)]
pub struct Joined {
    /// `plugin.choria.network.nats.urls`.
    pub urls: Vec<String>,
    /// `plugin.choria.network.nats.credentials`.
    pub credentials: Option<PathBuf>,
    /// `plugin.choria.network.nats.callout_credentials`.
    pub callout_credentials: Option<PathBuf>,
}

/// Websocket connections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Websocket {
    /// `plugin.choria.network.websocket_port`.
    pub port: u16,
    /// `plugin.choria.network.websocket_advertise`.
    pub advertise: Option<String>,
}

/// What is published on one subject arrives on another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// `plugin.choria.network.mapping.N.source`.
    pub source: String,
    /// `plugin.choria.network.mapping.N.destination`.
    pub destination: String,
}

/// Reads the keys of the engine; none after an error was reported.
pub(crate) fn read(draft: &mut Draft<'_>) -> Option<Nats> {
    let joined = joined(draft);
    let folder = match &joined {
        Some(_) => Some(PathBuf::new()),
        None => folder(draft),
    };
    let sync = sync(draft);
    let gateways = remote::gateways(draft);
    let leaf_nodes = remote::leaf_nodes(draft);
    let peering = remote::peering(draft);
    Some(Nats {
        program: draft.path("plugin.choria.network.nats.program"),
        folder: folder?,
        sync: sync?,
        certificates: certificates(draft),
        callout_seed: draft.path(CALLOUT_SEED),
        joined,
        peering,
        gateways,
        leaf_nodes,
        websocket: websocket(draft),
    })
}

fn folder(draft: &mut Draft<'_>) -> Option<PathBuf> {
    let within = |folder: PathBuf| folder.join(OWN_FOLDER);
    let runtime = || {
        let folder = draft.env.vars.get(RUNTIME).filter(|folder| !folder.is_empty())?;
        Some(PathBuf::from(folder).join("mco-broker"))
    };
    let root = || draft.env.root.then(|| PathBuf::from(ROOT_FOLDER));
    let found = draft
        .path(FOLDER)
        .or_else(|| draft.path(STORE).map(within))
        .or_else(root)
        .or_else(runtime);
    if found.is_none() {
        draft.error(FOLDER, format!("is not set, and neither is {STORE}"));
    }
    found
}

/// None after a mistake, else the interval, none of which is always.
fn sync(draft: &mut Draft<'_>) -> Option<Option<Duration>> {
    let text = draft.text(SYNC).unwrap_or_default();
    if text == "always" {
        return Some(None);
    }
    match duration::parse(&text) {
        Ok(interval) if !interval.is_zero() => Some(Some(interval)),
        _ => {
            draft.error(
                SYNC,
                format!("{text:?} is neither always nor a duration such as 2m"),
            );
            None
        }
    }
}

fn certificates(draft: &Draft<'_>) -> Option<CertificatesAt> {
    let text = draft.text("plugin.choria.network.nats.client_certificates")?;
    Some(match text.as_str() {
        "listener" => CertificatesAt::Listener,
        "websocket" => CertificatesAt::Websocket,
        _ => CertificatesAt::Nowhere,
    })
}

fn joined(draft: &mut Draft<'_>) -> Option<Joined> {
    let urls = network::hosts(draft, URLS);
    let credentials = draft.path(CREDENTIALS);
    let callout_credentials = draft.path(CALLOUT_CREDENTIALS);
    if urls.is_empty() {
        for key in OF_OTHERS {
            if draft.is_set(key) {
                draft.warn(key, format!("has no effect without {URLS}"));
            }
        }
        return None;
    }
    for key in OWN_SERVER {
        if draft.is_set(key) {
            draft.warn(key, format!("has no effect with {URLS}: others run the servers"));
        }
    }
    if callout_credentials.is_some() && !draft.is_set(CALLOUT_SEED) {
        draft.error(CALLOUT_CREDENTIALS, format!("needs {CALLOUT_SEED}"));
    }
    Some(Joined {
        urls,
        credentials,
        callout_credentials,
    })
}

fn websocket(draft: &Draft<'_>) -> Option<Websocket> {
    let port = draft.port(WEBSOCKET_PORT);
    (port > 0).then(|| Websocket {
        port,
        advertise: draft.text("plugin.choria.network.websocket_advertise"),
    })
}

/// Where subjects lead, with either engine.
pub(crate) fn mappings(draft: &mut Draft<'_>) -> Vec<Mapping> {
    let mut mappings = Vec::new();
    for name in draft.distinct(MAPPINGS) {
        let part = |part: &str| format!("plugin.choria.network.mapping.{name}.{part}");
        let found = ["source", "destination"].map(|end| required(draft, &part(end), MAPPINGS, &name));
        if let [Some(source), Some(destination)] = found {
            mappings.push(Mapping { source, destination });
        }
    }
    mappings
}

/// A key that `list` asks for by naming `name`.
fn required(draft: &mut Draft<'_>, key: &str, list: &str, name: &str) -> Option<String> {
    let found = draft.text(key).filter(|text| !text.is_empty());
    if found.is_none() {
        draft.error(key, format!("is not set, and {list} names {name:?}"));
    }
    found
}

/// A user name and its password; one without the other lets nobody in.
fn login(draft: &mut Draft<'_>, user: &str, password: &str) -> Option<(String, Secret)> {
    match (draft.text(user), draft.secret(password)) {
        (Some(name), Some(secret)) => Some((name, secret)),
        (None, None) => None,
        (Some(_), None) => {
            draft.error(user, format!("needs {password}"));
            None
        }
        (None, Some(_)) => {
            draft.error(password, format!("needs {user}"));
            None
        }
    }
}
