//! What an engine is told at its start.

use std::fmt::Debug;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::AllowAnyone;

/// How an engine listens and which limits it keeps.
#[derive(Debug, Clone)]
pub struct Options {
    /// Address of the client listener; port 0 picks a free one.
    pub listen: SocketAddr,
    /// Address of the monitoring endpoints; none for no HTTP at all.
    pub monitor: Option<SocketAddr>,
    /// Shown in INFO and metrics.
    pub server_name: String,
    /// `host:port` told to clients; none for the bound address.
    pub advertise: Option<String>,
    /// TLS, if any.
    pub tls: TlsMode,
    /// Whether clients are told that their certificates are checked: what `tls` asks for cannot be read from it.
    pub tls_verify: bool,
    /// Decides who a peer is and what it may do.
    pub authenticator: Arc<dyn Authenticator>,
    /// Longest handshake (`tls_timeout`), 2 s.
    pub tls_timeout: Duration,
    /// Longest wait for CONNECT (`auth_timeout`), 2 s.
    pub auth_timeout: Duration,
    /// Longest blocked write (`write_deadline`), 10 s.
    pub write_deadline: Duration,
    /// Time between server pings, 2 min.
    pub ping_interval: Duration,
    /// Unanswered pings before a peer counts as gone, 2.
    pub max_pings_out: u32,
    /// Longest payload, headers included, 1 MiB.
    pub max_payload: usize,
    /// Longest control line, 4096.
    pub max_control_line: usize,
    /// Bytes that may wait for one peer, 64 MiB.
    pub max_pending: usize,
    /// Peers at once, 50 000.
    pub max_connections: usize,
    /// Subscriptions of one peer; 0 for no limit.
    pub max_subscriptions: usize,
    /// Lame duck: how long clients are closed over, and the grace before.
    pub lame_duck: Duration,
    /// Grace before the first close.
    pub lame_duck_grace: Duration,
    /// Threads that serve peers; 0 for one per processor.
    pub workers: usize,
    /// Whether services of the same program may connect: [`Engine::inside`](crate::Engine::inside) tells them how.
    pub inside: bool,
    /// Streams; none for no JetStream at all.
    pub streams: Option<StreamsOptions>,
    /// Where what clients of the main account publish on some subjects leads; the first that fits counts.
    pub mappings: Vec<Mapping>,
}

/// What is published on one subject arrives on another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// Subject, wildcards allowed.
    pub source: String,
    /// Subject with `$1`, `{{wildcard(1)}}` and the other functions of NATS for the wildcards of the source.
    pub destination: String,
}

/// Where streams are kept and how much they may take.
#[derive(Debug, Clone)]
pub struct StreamsOptions {
    /// Folder of the streams on disk; made when it is not there.
    pub folder: PathBuf,
    /// Bytes that streams in memory may take together; none for no limit.
    pub max_memory: Option<u64>,
    /// Bytes that streams on disk may take together; none for no limit.
    pub max_disk: Option<u64>,
}

impl StreamsOptions {
    /// Streams in a folder, as many and as large as they like.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            max_memory: None,
            max_disk: None,
        }
    }
}

impl Options {
    /// Everything at its default, on a free loopback port, without TLS, letting anybody do anything: for tests.
    pub fn local() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            monitor: None,
            server_name: "localhost".to_owned(),
            advertise: None,
            tls: TlsMode::Off,
            tls_verify: false,
            authenticator: Arc::new(AllowAnyone),
            tls_timeout: Duration::from_secs(2),
            auth_timeout: Duration::from_secs(2),
            write_deadline: Duration::from_secs(10),
            ping_interval: Duration::from_secs(120),
            max_pings_out: 2,
            max_payload: 1024 * 1024,
            max_control_line: 4096,
            max_pending: 64 * 1024 * 1024,
            max_connections: 50_000,
            max_subscriptions: 0,
            lame_duck: Duration::from_secs(120),
            lame_duck_grace: Duration::from_secs(10),
            workers: 0,
            inside: false,
            streams: None,
            mappings: Vec::new(),
        }
    }
}

/// TLS on the client listener.
#[derive(Debug, Clone, Default)]
pub enum TlsMode {
    /// None; for tests, and stock clients on loopback.
    #[default]
    Off,
    /// Upgrade after INFO, required of every peer. Client certificates as the config's verifier says (required or optional).
    /// [`tls_config`](crate::tls_config) makes one without session tickets, which would cost every handshake a delay.
    Required(Arc<rustls::ServerConfig>),
}

/// What a peer presented.
#[derive(Debug, Clone)]
pub struct Login<'a> {
    /// Where it comes from.
    pub address: SocketAddr,
    /// Whether TLS is on.
    pub tls: bool,
    /// Verified client certificate, DER, leaf first; empty when none was given.
    pub certificates: &'a [rustls::pki_types::CertificateDer<'a>],
    /// The nonce of INFO.
    pub nonce: &'a str,
    /// CONNECT members.
    pub user: Option<&'a str>,
    /// Likewise.
    pub pass: Option<&'a str>,
    /// Likewise.
    pub auth_token: Option<&'a str>,
    /// Likewise.
    pub jwt: Option<&'a str>,
    /// Likewise.
    pub nkey: Option<&'a str>,
    /// Likewise.
    pub sig: Option<&'a str>,
    /// Likewise.
    pub name: Option<&'a str>,
}

/// Account: subjects of one never reach another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Account {
    /// Everybody.
    Choria,
    /// Administrators of the broker.
    System,
    /// Nodes that are not provisioned yet.
    Provisioning,
}

impl Account {
    pub(crate) const ALL: [Self; 3] = [Self::Choria, Self::System, Self::Provisioning];

    /// The account that hears this subject too: everybody may know how nodes come to life.
    pub(crate) fn also_heard_by(self, subject: &str) -> Option<Self> {
        let shared = self == Self::Provisioning && subject.starts_with("choria.lifecycle.");
        shared.then_some(Self::Choria)
    }

    /// Its name on the wire and in the monitoring endpoints.
    pub fn name(self) -> &'static str {
        match self {
            Self::Choria => "choria",
            Self::System => "system",
            Self::Provisioning => "provisioning",
        }
    }
}

/// Who a peer is.
#[derive(Debug, Clone)]
pub struct Identified {
    /// Its account.
    pub account: Account,
    /// Name shown in `/connz`.
    pub user: String,
    /// What it may say and hear; none for everything.
    pub permissions: Option<Arc<Permissions>>,
    /// How long it may stay before it has to show again who it is; none for as long as it likes.
    pub valid_for: Option<Duration>,
}

/// What a peer may say and hear.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Permissions {
    /// Publishing.
    pub publish: SubjectRules,
    /// Subscribing.
    pub subscribe: SubjectRules,
}

/// Lists of subjects, wildcards included. An empty allow list allows everything that is not denied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubjectRules {
    /// Allowed.
    pub allow: Vec<String>,
    /// Denied, wins over allowed.
    pub deny: Vec<String>,
    /// Exceptions from what is denied; they still have to be allowed.
    pub except: Vec<String>,
}

/// The peer is not let in; the reason goes to the log, never to the peer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Refused {
    /// Why.
    pub reason: String,
}

/// Decides who a peer is.
pub trait Authenticator: Debug + Send + Sync {
    /// Judges one CONNECT.
    fn authenticate(&self, login: &Login<'_>) -> Result<Identified, Refused>;
}
