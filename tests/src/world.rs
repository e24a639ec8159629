//! One test's own site: folder, credentials, broker, nodes, and a terminal to type at.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use client::Clock;
use config::Environment;
use mco::site::{Plan, Security, Site, USER};
use mco::{Exit, Host, Input, Output};
use tokio_util::sync::CancellationToken;

use crate::Engine;

/// A site in a folder of its own.
#[derive(Debug)]
pub struct World {
    /// The site.
    pub site: Site,
    dir: tempfile::TempDir,
}

/// What a command said and how it ended.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Exit status.
    pub exit: Exit,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl World {
    /// Credentials only; nothing runs.
    ///
    /// # Panics
    /// When the folder cannot be written.
    pub fn prepared() -> Self {
        Self::prepared_with(Security::V1)
    }

    /// Credentials of a kind; nothing runs.
    ///
    /// # Panics
    /// When the folder cannot be written.
    pub fn prepared_with(security: Security) -> Self {
        Self::prepared_on(&Engine::Embedded, security)
    }

    /// Credentials of a kind, for a broker with an engine; nothing runs.
    ///
    /// # Panics
    /// When the folder cannot be written.
    pub fn prepared_on(engine: &Engine, security: Security) -> Self {
        Self::configured(engine, security, "")
    }

    /// Likewise, with further lines of the broker's configuration.
    ///
    /// # Panics
    /// When the folder cannot be written.
    pub fn configured(engine: &Engine, security: Security, lines: &str) -> Self {
        let dir = tempfile::tempdir().expect("the temporary folder is writable");
        let plan = Plan {
            broker_lines: engine.lines(dir.path()) + lines,
            dir: dir.path().join("site"),
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            security,
            environment: environment(&[]),
            clock: Clock::system(),
        };
        let site = Site::prepare(plan).expect("credentials can be made");
        Self { site, dir }
    }

    /// A TLS broker and `count` nodes, all serving.
    ///
    /// # Panics
    /// When they do not start.
    pub async fn with_nodes(count: usize) -> Self {
        Self::with_nodes_of(Security::V1, count).await
    }

    /// Likewise with credentials of a kind.
    ///
    /// # Panics
    /// When they do not start.
    pub async fn with_nodes_of(security: Security, count: usize) -> Self {
        Self::on(&Engine::Embedded, security, count).await
    }

    /// A TLS broker with an engine, and `count` nodes, all serving.
    ///
    /// # Panics
    /// When they do not start.
    pub async fn on(engine: &Engine, security: Security, count: usize) -> Self {
        let mut world = Self::prepared_on(engine, security);
        world.site.start_broker().await.expect("the broker starts");
        world.site.start_nodes(count).await.expect("the nodes start");
        world
    }

    /// The test's own folder.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// Folder of what `mco` remembers, for `XDG_STATE_HOME`.
    pub fn state(&self) -> String {
        self.dir().join("state").display().to_string()
    }

    /// The configuration of the site's user.
    ///
    /// # Panics
    /// When it does not load.
    pub fn client_config(&self) -> config::Client {
        let environment = environment(&[("MCOLLECTIVE_CERTNAME", USER)]);
        let settings = config::Settings::load_client(&environment, Some(&self.site.client_config()));
        let settings = settings.expect("the site's own configuration can be read");
        let loaded = settings.client(&environment);
        loaded.expect("the site's own configuration loads").config
    }

    /// A connection as the site's user, for tests of programs that link the client.
    ///
    /// # Panics
    /// When the broker is not there.
    pub async fn fleet(&self) -> client::Fleet {
        let connected = client::Fleet::connect(self.client_config(), Clock::system()).await;
        connected.expect("the site's user can connect")
    }

    /// Runs `mco WORDS...` as the site's user, without a terminal.
    pub async fn mco(&self, words: &[&str]) -> Outcome {
        self.mco_as(USER, words).await
    }

    /// Runs `mco WORDS...` as another user of the site, whose kit must be there.
    pub async fn mco_as(&self, user: &str, words: &[&str]) -> Outcome {
        let config = self.site.user_kit(user).join("client.conf");
        let mut all = vec!["--config".into(), config.into_os_string()];
        all.extend(words.iter().map(OsString::from));
        let (state, cache) = (self.state(), self.dir().join("cache").display().to_string());
        let vars = [
            ("MCOLLECTIVE_CERTNAME", user),
            ("XDG_STATE_HOME", &state),
            ("XDG_CACHE_HOME", &cache),
        ];
        Outcome::of(all, &vars).await
    }
}

impl Outcome {
    /// Runs `mco WORDS...` with these variables and no terminal.
    pub async fn of(words: Vec<OsString>, vars: &[(&str, &str)]) -> Self {
        let (out, err) = (Captured::default(), Captured::default());
        let stream = |captured: &Captured| Output {
            writer: Box::new(captured.clone()),
            terminal: false,
        };
        let host = Host {
            environment: environment(vars),
            clock: Clock::system(),
            input: Input {
                reader: Box::new(io::empty()),
                terminal: false,
                piped: false,
            },
            out: stream(&out),
            err: stream(&err),
            width: 80,
            interrupt: CancellationToken::new(),
            insist: CancellationToken::new(),
        };
        let exit = mco::run_with(std::iter::once(OsString::from("mco")).chain(words), host).await;
        Self {
            exit,
            out: out.text(),
            err: err.text(),
        }
    }

    /// The answer as JSON.
    ///
    /// # Panics
    /// When it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("no JSON ({error}): {self:?}"))
    }

    /// The lines of the answer, sorted.
    pub fn sorted_lines(&self) -> Vec<&str> {
        let mut lines: Vec<_> = self.out.lines().collect();
        lines.sort_unstable();
        lines
    }
}

impl Captured {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }
}

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A clean environment: nothing of the machine's user gets in.
fn environment(vars: &[(&str, &str)]) -> Environment {
    Environment {
        vars: vars
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect::<BTreeMap<_, _>>(),
        home: None,
        cwd: "/".into(),
        hostname: "harness.example.net".to_owned(),
        root: false,
    }
}
