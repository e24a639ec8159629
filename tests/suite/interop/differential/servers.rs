//! The two servers of one comparison.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use engine::{
    Account, Authenticator, Engine, Identified, Login, Options, Permissions, Refused, StreamsOptions,
    SubjectRules, TlsMode, tls_config,
};
use harness::{Process, World, nats_port};

/// How both are set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// Everything at its default, open to everybody.
    Open,
    /// `full` and `limited` may come in, with the password `x`.
    Users,
    /// Small limits.
    Tight,
    /// Room for one client.
    Crowded,
    /// Short deadlines.
    Impatient,
    /// TLS, with client certificates demanded.
    Sealed,
    /// Streams.
    Streams,
}

const ALLOWED_TO_SAY: [&str; 2] = ["say.>", "reply.*"];
const DENIED_TO_SAY: [&str; 2] = ["say.not.*", "say.never"];
const ALLOWED_TO_HEAR: [&str; 2] = ["hear.>", "one.*"];
const DENIED_TO_HEAR: [&str; 3] = ["hear.not", "hear.*.secret", "hear.deep.>"];

/// Both servers, until dropped.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) ours: SocketAddr,
    pub(super) theirs: SocketAddr,
    _engine: Engine,
    _process: Process,
    _dir: tempfile::TempDir,
}

impl Pair {
    pub(super) async fn start(program: &Path, setting: Setting) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let config = dir.path().join("nats.conf");
        let ports_dir = dir.path().display();
        let site = (setting == Setting::Sealed).then(World::prepared);
        let kit = site.as_ref().map(|world| world.site.broker_kit());
        let common = format!("host: 127.0.0.1\nport: -1\nports_file_dir: \"{ports_dir}\"\n");
        let store = dir.path().join("theirs");
        let common = match setting {
            Setting::Streams => format!("{common}jetstream {{ store_dir: {store:?} }}\n"),
            _ => common,
        };
        std::fs::write(&config, common + &setting.nats_config(kit.as_deref())).unwrap();
        let log = dir.path().join("log");
        let process = Process::start(program, &["-c", config.to_str().unwrap()], &[], log);
        let port = nats_port(&process, dir.path()).await;
        let streams = (setting == Setting::Streams).then(|| StreamsOptions::at(dir.path().join("ours")));
        let options = Options {
            streams,
            ..setting.options(kit.as_deref())
        };
        let engine = Engine::start(options).await.unwrap();
        Self {
            ours: engine.address(),
            theirs: SocketAddr::from(([127, 0, 0, 1], port)),
            _engine: engine,
            _process: process,
            _dir: dir,
        }
    }
}

impl Setting {
    fn nats_config(self, kit: Option<&Path>) -> String {
        let kit = kit.unwrap_or(Path::new("")).display();
        match self {
            Self::Open | Self::Streams => String::new(),
            Self::Users => {
                let rules = |allow: &[&str], deny: &[&str]| format!("{{ allow: {allow:?}, deny: {deny:?} }}");
                format!(
                    "authorization {{ timeout: 0.3, users: [\n\
                     {{ user: full, password: x }},\n\
                     {{ user: limited, password: x, permissions: {{ publish: {}, subscribe: {} }} }}\n] }}\n",
                    rules(&ALLOWED_TO_SAY, &DENIED_TO_SAY),
                    rules(&ALLOWED_TO_HEAR, &DENIED_TO_HEAR),
                )
            }
            Self::Tight => "max_payload: 64\nmax_control_line: 128\nmax_subscriptions: 3\n".to_owned(),
            Self::Crowded => "max_connections: 1\n".to_owned(),
            Self::Impatient => "ping_interval: \"50ms\"\nping_max: 2\n".to_owned(),
            Self::Sealed => format!(
                "tls {{ cert_file: \"{kit}/cert.pem\", key_file: \"{kit}/key.pem\", ca_file: \"{kit}/ca.pem\", \
                 verify: true, timeout: 0.3 }}\nauthorization {{ user: full, password: x }}\n"
            ),
        }
    }

    fn options(self, kit: Option<&Path>) -> Options {
        let options = Options::local();
        let read = |name| std::fs::read_to_string(kit.unwrap_or(Path::new("")).join(name)).unwrap();
        match self {
            Self::Open | Self::Streams => options,
            Self::Users => Options {
                authenticator: Arc::new(Users(Arc::new(limited()))),
                auth_timeout: Duration::from_millis(300),
                ..options
            },
            Self::Tight => Options {
                max_payload: 64,
                max_control_line: 128,
                max_subscriptions: 3,
                ..options
            },
            Self::Crowded => Options {
                max_connections: 1,
                ..options
            },
            Self::Sealed => {
                let (cert, key, ca) = (read("cert.pem"), read("key.pem"), read("ca.pem"));
                Options {
                    tls: TlsMode::Required(tls_config(&cert, &key, Some(&ca), true).unwrap()),
                    tls_verify: true,
                    tls_timeout: Duration::from_millis(300),
                    ..options
                }
            }
            Self::Impatient => Options {
                ping_interval: Duration::from_millis(50),
                max_pings_out: 2,
                ..options
            },
        }
    }
}

#[derive(Debug)]
struct Users(Arc<Permissions>);

impl Authenticator for Users {
    fn authenticate(&self, login: &Login<'_>) -> Result<Identified, Refused> {
        let permissions = match (login.user, login.pass) {
            (Some("full"), Some("x")) => None,
            (Some("limited"), Some("x")) => Some(Arc::clone(&self.0)),
            _ => {
                return Err(Refused {
                    reason: "not in the list".to_owned(),
                });
            }
        };
        Ok(Identified {
            account: Account::Choria,
            user: login.user.unwrap_or_default().to_owned(),
            permissions,
            valid_for: None,
        })
    }
}

fn limited() -> Permissions {
    let list = |list: &[&str]| list.iter().map(|&subject| subject.to_owned()).collect();
    Permissions {
        publish: SubjectRules {
            allow: list(&ALLOWED_TO_SAY),
            deny: list(&DENIED_TO_SAY),
            ..SubjectRules::default()
        },
        subscribe: SubjectRules {
            allow: list(&ALLOWED_TO_HEAR),
            deny: list(&DENIED_TO_HEAR),
            ..SubjectRules::default()
        },
    }
}
