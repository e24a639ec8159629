//! The broker's typed configuration.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use crate::draft::Draft;
use crate::{Mapping, Member, Nats, Secret, SecurityProvider, Streams, member, nats, security, streams};

const ENGINE: &str = "plugin.choria.network.engine";
const PORT: &str = "plugin.choria.network.client_port";
const CLIENT_HOSTS: &str = "plugin.choria.network.client_hosts";
const SYSTEM_USER: &str = "plugin.choria.network.system.user";
const SYSTEM_PASSWORD: &str = "plugin.choria.network.system.password";
const CLIENT_SIGNERS: &str = "plugin.choria.network.client_signer_cert";
const SERVER_SIGNERS: &str = "plugin.choria.network.server_signer_cert";
const PROVISIONING_PASSWORD: &str = "plugin.choria.network.provisioning.client_password";
const PROVISIONING_SIGNER: &str = "plugin.choria.network.provisioning.signer_cert";
const PROVISIONER_WITHOUT_TOKEN: &str = "plugin.choria.network.provisioning.provisioner_without_token";

/// Keys that only the `nats` engine can honour, besides those of single remotes.
const CLUSTER: &[&str] = &[
    nats::PEERS,
    "plugin.choria.network.gateway_port",
    "plugin.choria.network.gateway_name",
    "plugin.choria.network.gateway_remotes",
    "plugin.choria.network.leafnode_port",
    "plugin.choria.network.leafnode_remotes",
    "plugin.choria.network.nats.urls",
];

/// Keys whose absence splits nothing, but which the other engine cannot honour either.
const NATS_ONLY: &[&str] = &["plugin.choria.network.websocket_port"];

/// What a broker reads.
#[derive(Debug, Clone)]
pub struct Broker {
    /// Its place in the fleet.
    pub member: Member,
    /// `plugin.choria.broker_network`.
    pub network: bool,
    /// `plugin.choria.network.engine`: `embedded` or `nats`.
    pub engine: String,
    /// What the `nats` engine is told; none with the other.
    pub nats: Option<Nats>,
    /// `plugin.choria.network.mapping.*`: where what is published on a subject leads.
    pub mappings: Vec<Mapping>,
    /// `plugin.choria.network.listen_address` and `.client_port`.
    pub listen: SocketAddr,
    /// `plugin.choria.network.public_url`, else `identity:port`.
    pub public_url: String,
    /// `plugin.choria.network.client_hosts`.
    pub client_hosts: Vec<String>,
    /// `plugin.choria.network.client_hosts_for_tokens`.
    pub client_hosts_for_tokens: bool,
    /// `plugin.choria.network.client_tls_force_required`.
    pub force_tls: bool,
    /// Whose tokens are believed.
    pub tokens: TokenSigners,
    /// The network of nodes that are not provisioned yet; none when it is off.
    pub provisioning: Option<Provisioning>,
    /// `plugin.choria.network.deny_server_connections`.
    pub deny_server_connections: bool,
    /// `plugin.choria.network.tls_timeout`.
    pub tls_timeout: Duration,
    /// `plugin.choria.network.auth_timeout`.
    pub auth_timeout: Duration,
    /// `plugin.choria.network.write_deadline`.
    pub write_deadline: Duration,
    /// `plugin.choria.network.system.user` and `.password`.
    pub system: Option<(String, Secret)>,
    /// `plugin.choria.stats_address` and `stats_port`; none when the port is 0.
    pub stats_listen: Option<SocketAddr>,
    /// `plugin.choria.network.soft_shutdown_timeout`.
    pub shutdown_timeout: Duration,
    /// Streams; none without a folder for them.
    pub streams: Option<Streams>,
}

/// Whose tokens a broker believes: issuers, or signers, or nobody's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenSigners {
    /// `plugin.security.issuer.names` with the hexadecimal ed25519 key of each.
    pub issuers: BTreeMap<String, String>,
    /// `plugin.choria.network.client_signer_cert`: PEM files and hexadecimal ed25519 keys; empty when there are issuers.
    pub clients: Vec<String>,
    /// `plugin.choria.network.server_signer_cert`, likewise.
    pub servers: Vec<String>,
}

/// How a broker treats nodes that are not provisioned yet, and those who provision them.
#[derive(Debug, Clone)]
pub struct Provisioning {
    /// `plugin.choria.network.provisioning.client_password`.
    pub password: Secret,
    /// `plugin.choria.network.provisioning.signer_cert`: a PEM file.
    pub signer: Option<PathBuf>,
    /// `plugin.choria.network.provisioning.provisioner_without_token`.
    pub without_token: bool,
}

/// Reads everything a broker needs; none after an error was reported.
pub(crate) fn read(draft: &mut Draft<'_>) -> Option<Broker> {
    let member = member::read(draft);
    let engine = engine(draft);
    let listen = draft.socket("plugin.choria.network.listen_address", PORT);
    let client_hosts = client_hosts(draft);
    let system = system(draft);
    let tokens = token_signers(draft, member.as_ref());
    if engine == "nats" && !client_hosts.is_empty() && tokens == TokenSigners::default() {
        let reason = "keeps nodes elsewhere from registering with the nats engine: registering is asking by its subject";
        draft.warn(CLIENT_HOSTS, reason);
    }
    let provisioning = provisioning(draft);
    let stats_listen = draft.stats_listen();
    let streams = streams::read(draft, &engine);
    let mappings = nats::mappings(draft);
    let nats = match engine.as_str() {
        "nats" => Some(nats::read(draft)?),
        _ => None,
    };
    let (member, listen) = (member?, listen?);
    let public_url = draft
        .text("plugin.choria.network.public_url")
        .unwrap_or_else(|| format!("{}:{}", member.identity, listen.port()));
    Some(Broker {
        member,
        network: draft.bool("plugin.choria.broker_network"),
        engine,
        nats,
        mappings,
        listen,
        public_url,
        client_hosts,
        client_hosts_for_tokens: draft.bool("plugin.choria.network.client_hosts_for_tokens"),
        force_tls: draft.bool("plugin.choria.network.client_tls_force_required"),
        tokens,
        provisioning,
        deny_server_connections: draft.bool("plugin.choria.network.deny_server_connections"),
        tls_timeout: draft.duration("plugin.choria.network.tls_timeout"),
        auth_timeout: draft.duration("plugin.choria.network.auth_timeout"),
        write_deadline: draft.duration("plugin.choria.network.write_deadline"),
        system,
        stats_listen,
        shutdown_timeout: draft.duration("plugin.choria.network.soft_shutdown_timeout"),
        streams,
    })
}

/// The engine; keys of a cluster must not be lost on the one that has none, or several brokers would each think they are alone.
fn engine(draft: &mut Draft<'_>) -> String {
    let engine = draft.text(ENGINE).unwrap_or_default();
    if engine == "nats" {
        return engine;
    }
    for key in NATS_ONLY {
        if asks_for_cluster(draft, key) {
            draft.warn(key, format!("has no effect without {ENGINE} = nats"));
        }
    }
    let unset = !draft.is_set(ENGINE);
    for key in CLUSTER
        .iter()
        .filter(|key| asks_for_cluster(draft, key))
        .collect::<Vec<_>>()
    {
        if unset {
            draft.error(
                key,
                format!("needs the nats engine; ask for it with {ENGINE} = nats"),
            );
        } else {
            draft.warn(key, format!("has no effect with {ENGINE} = {engine}"));
        }
    }
    engine
}

/// A port of 0 is the same as none.
fn asks_for_cluster(draft: &Draft<'_>, key: &str) -> bool {
    draft.settings.raw(key).is_some_and(|value| value != "0")
}

/// Addresses and networks; an error for anything else.
fn client_hosts(draft: &mut Draft<'_>) -> Vec<String> {
    let hosts = draft.list(CLIENT_HOSTS);
    for host in &hosts {
        if !is_network(host) {
            draft.error(
                CLIENT_HOSTS,
                format!("{host:?} is not an IP address or a network such as 10.0.0.0/8"),
            );
        }
    }
    hosts
}

fn is_network(text: &str) -> bool {
    let (address, bits) = match text.split_once('/') {
        Some((address, bits)) => (address, bits.parse::<u8>().ok()),
        None => (text, Some(0)),
    };
    match (address.parse(), bits) {
        (Ok(IpAddr::V4(_)), Some(bits)) => bits <= 32,
        (Ok(IpAddr::V6(_)), Some(bits)) => bits <= 128,
        _ => false,
    }
}

/// User and password of the system account; one without the other is worth a warning.
pub(crate) fn system(draft: &mut Draft<'_>) -> Option<(String, Secret)> {
    match (draft.text(SYSTEM_USER), draft.secret(SYSTEM_PASSWORD)) {
        (Some(user), Some(password)) => return Some((user, password)),
        (Some(_), None) => draft.warn(SYSTEM_USER, format!("has no effect without {SYSTEM_PASSWORD}")),
        (None, Some(_)) => draft.warn(SYSTEM_PASSWORD, format!("has no effect without {SYSTEM_USER}")),
        (None, None) => {}
    }
    None
}

/// Issuers and lists of signers contradict each other: it would be unclear who vouches for whom.
fn token_signers(draft: &mut Draft<'_>, member: Option<&Member>) -> TokenSigners {
    let issuers = match member.map(|member| &member.security.provider) {
        Some(SecurityProvider::Choria(choria)) => choria.issuers.clone(),
        Some(_) => security::issuers(draft),
        None => BTreeMap::new(),
    };
    let (clients, servers) = (draft.distinct(CLIENT_SIGNERS), draft.distinct(SERVER_SIGNERS));
    for (key, signers) in [(CLIENT_SIGNERS, &clients), (SERVER_SIGNERS, &servers)] {
        if !signers.is_empty() && !issuers.is_empty() {
            draft.error(key, format!("cannot be used together with {}", security::ISSUERS));
        }
    }
    let tokens = TokenSigners {
        issuers,
        clients,
        servers,
    };
    let by_tokens =
        member.is_some_and(|member| matches!(member.security.provider, SecurityProvider::Choria(_)));
    if by_tokens && tokens == TokenSigners::default() {
        draft.warn(
            security::ISSUERS,
            format!("is not set, and neither is {CLIENT_SIGNERS}: nobody's token is believed"),
        );
    }
    tokens
}

/// The password switches provisioning on; what belongs to it has no effect without.
fn provisioning(draft: &mut Draft<'_>) -> Option<Provisioning> {
    let Some(password) = draft.secret(PROVISIONING_PASSWORD) else {
        for key in [PROVISIONING_SIGNER, PROVISIONER_WITHOUT_TOKEN] {
            if draft.is_set(key) {
                draft.warn(key, format!("has no effect without {PROVISIONING_PASSWORD}"));
            }
        }
        return None;
    };
    Some(Provisioning {
        password,
        signer: draft.path(PROVISIONING_SIGNER),
        without_token: draft.bool(PROVISIONER_WITHOUT_TOKEN),
    })
}
