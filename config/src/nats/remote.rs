//! Other brokers: of the same cluster, of other clusters, and those at either end of a leaf connection.

use std::path::PathBuf;

use super::{PEERS, login};
use crate::draft::Draft;
use crate::{Secret, network};

const PEER_PORT: &str = "plugin.choria.network.peer_port";
const GATEWAY_PORT: &str = "plugin.choria.network.gateway_port";
const GATEWAY_USER: &str = "plugin.choria.network.gateway_user";
const GATEWAYS: &str = "plugin.choria.network.gateway_remotes";
const LEAFS: &str = "plugin.choria.network.leafnode_remotes";

/// The other brokers of this cluster.
#[derive(Debug, Clone)]
pub struct Peering {
    /// `plugin.choria.network.gateway_name`: the cluster's name.
    pub name: String,
    /// `plugin.choria.network.peers` as `host:port`; what DNS names goes first.
    pub peers: Vec<String>,
    /// `plugin.choria.network.peer_port`; none without one and without peers.
    pub port: Option<u16>,
    /// `plugin.choria.network.peer_user` and `.peer_password`.
    pub login: Option<(String, Secret)>,
    /// `plugin.choria.network.peer_tls`.
    pub tls: bool,
}

/// Other clusters.
#[derive(Debug, Clone)]
pub struct Gateways {
    /// `plugin.choria.network.gateway_port`.
    pub port: u16,
    /// `plugin.choria.network.gateway_user` and `.gateway_password`.
    pub login: Option<(String, Secret)>,
    /// `plugin.choria.network.gateway_remotes`.
    pub remotes: Vec<RemoteCluster>,
}

/// Leaf nodes of this broker, and what it is a leaf of.
#[derive(Debug, Clone)]
pub struct LeafNodes {
    /// `plugin.choria.network.leafnode_port`; none for no listener.
    pub port: Option<u16>,
    /// `plugin.choria.network.leafnode_user` and `.leafnode_password`.
    pub login: Option<(String, Secret)>,
    /// `plugin.choria.network.leafnode_remotes`.
    pub remotes: Vec<Leaf>,
}

/// Another cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteCluster {
    /// Its name.
    pub name: String,
    /// Addresses.
    pub urls: Vec<String>,
    /// TLS towards it; none for no TLS.
    pub tls: Option<RemoteTls>,
}

/// A network this broker is a leaf of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Its name.
    pub name: String,
    /// Addresses.
    pub urls: Vec<String>,
    /// The account of ours that joins it.
    pub account: String,
    /// NATS credentials file.
    pub credentials: Option<PathBuf>,
    /// TLS towards it; none for no TLS.
    pub tls: Option<RemoteTls>,
}

/// TLS towards a remote; what is none is the broker's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteTls {
    /// Certificate file.
    pub certificate: Option<PathBuf>,
    /// Key file.
    pub key: Option<PathBuf>,
    /// File with the authorities.
    pub ca: Option<PathBuf>,
    /// Whether its certificate is verified.
    pub verify: bool,
}

impl Peering {
    /// Where a broker with peers meets them unless told otherwise.
    pub const USUAL_PORT: u16 = 5222;
}

pub(super) fn peering(draft: &mut Draft<'_>) -> Peering {
    let peers = network::hosts(draft, PEERS);
    let port = match draft.port(PEER_PORT) {
        0 if peers.is_empty() => None,
        0 => Some(Peering::USUAL_PORT),
        port => Some(port),
    };
    Peering {
        name: draft
            .text("plugin.choria.network.gateway_name")
            .unwrap_or_default(),
        peers,
        port,
        login: login(
            draft,
            "plugin.choria.network.peer_user",
            "plugin.choria.network.peer_password",
        ),
        tls: draft.bool("plugin.choria.network.peer_tls"),
    }
}

/// Both the port and the remotes are needed.
pub(super) fn gateways(draft: &mut Draft<'_>) -> Option<Gateways> {
    let (port, names) = (draft.port(GATEWAY_PORT), draft.distinct(GATEWAYS));
    match (port, names.is_empty()) {
        (0, true) => return None,
        (0, false) => draft.warn(GATEWAYS, format!("has no effect without {GATEWAY_PORT}")),
        (_, true) => draft.warn(GATEWAY_PORT, format!("has no effect without {GATEWAYS}")),
        (_, false) => {}
    }
    let remotes = names.into_iter().map(|name| RemoteCluster {
        urls: urls(
            draft,
            &format!("plugin.choria.network.gateway_remote.{name}.urls"),
            GATEWAYS,
            &name,
        ),
        tls: tls(draft, &format!("plugin.choria.network.gateway_remote.{name}.tls")),
        name,
    });
    let remotes: Vec<_> = remotes.collect();
    let login = login(draft, GATEWAY_USER, "plugin.choria.network.gateway_password");
    if port == 0 || remotes.is_empty() {
        return None;
    }
    if login.is_none() {
        let reason = "is open to everybody with a certificate of the authority: set ";
        draft.warn(GATEWAY_PORT, format!("{reason}{GATEWAY_USER}"));
    }
    Some(Gateways { port, login, remotes })
}

pub(super) fn leaf_nodes(draft: &mut Draft<'_>) -> LeafNodes {
    let names = draft.distinct(LEAFS).into_iter();
    let remotes = names.map(|name| {
        let key = |end: &str| format!("plugin.choria.network.leafnode_remote.{name}.{end}");
        Leaf {
            urls: urls(draft, &key("url"), LEAFS, &name),
            account: draft.text(&key("account")).unwrap_or_default(),
            credentials: draft.path(&key("credentials")),
            tls: tls(draft, &key("tls")),
            name,
        }
    });
    let remotes = remotes.collect();
    LeafNodes {
        port: Some(draft.port("plugin.choria.network.leafnode_port")).filter(|port| *port > 0),
        login: login(
            draft,
            "plugin.choria.network.leafnode_user",
            "plugin.choria.network.leafnode_password",
        ),
        remotes,
    }
}

/// At least one address; it may carry the login of the other side, so that only its own server judges it.
fn urls(draft: &mut Draft<'_>, key: &str, list: &str, name: &str) -> Vec<String> {
    let urls = draft.list(key);
    if urls.is_empty() {
        draft.error(key, format!("is not set, and {list} names {name:?}"));
    }
    urls
}

fn tls(draft: &Draft<'_>, keys: &str) -> Option<RemoteTls> {
    let key = |end: &str| format!("{keys}.{end}");
    (!draft.bool(&key("disable"))).then(|| RemoteTls {
        certificate: draft.path(&key("cert")),
        key: draft.path(&key("key")),
        ca: draft.path(&key("ca")),
        verify: draft.bool(&key("verify")),
    })
}
