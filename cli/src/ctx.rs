//! What every command works with: streams, configuration, and the fleet once it is needed.

mod follower;
mod inner;
mod kept;
mod printer;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use client::{Clock, Fleet, Library};
use config::{Environment, Settings};
use tokio::sync::OnceCell;
use tokio_util::sync::CancellationToken;

use crate::args::GlobalArgs;
use crate::history::Asked;
use crate::host::{Host, Input, Output};
use crate::report::{self, Stop};
use crate::theme::Theme;

pub(crate) use follower::Follower;
pub(crate) use printer::Printer;

/// Longest the end of a command waits for what it left to do.
const LEFT_TIMEOUT: Duration = Duration::from_secs(5);

/// The surroundings of one command.
pub(crate) struct Ctx {
    /// The answer goes here.
    pub(crate) out: Printer,
    /// Progress, prompts and complaints go here.
    pub(crate) err: Printer,
    /// Columns of the terminal.
    pub(crate) width: usize,
    /// The flags every command has.
    pub(crate) global: GlobalArgs,
    /// The time.
    pub(crate) clock: Clock,
    /// Variables, home and working directory.
    pub(crate) environment: Environment,
    /// When the command began.
    pub(crate) started: tokio::time::Instant,
    /// Fires when the user wants out.
    pub(crate) interrupt: CancellationToken,
    /// Fires when the user wants out at once.
    pub(crate) insist: CancellationToken,
    /// The name the program was called by: `mco` or `choria`.
    pub(crate) program: &'static str,
    /// Whether a person watches what is done, here or from within a session.
    pub(crate) watched: bool,
    /// What the command asked, for the history.
    asked: Mutex<Asked>,
    input: Mutex<Option<Input>>,
    input_terminal: bool,
    input_piped: bool,
    /// What is done once the command is over, in this order.
    left: Mutex<Vec<Box<dyn FnOnce() + Send>>>,
    /// Somebody in this process who follows what is asked.
    follower: Option<Arc<dyn Follower>>,
    /// Shared by the commands of one session.
    config: Arc<OnceCell<config::Client>>,
    fleet: Arc<OnceCell<Fleet>>,
    /// Whether the connection ends with this command.
    closes: bool,
}

impl Ctx {
    /// Surroundings made from what the process gives and the flags every command has.
    pub(crate) fn new(host: Host, global: GlobalArgs, program: &'static str) -> Self {
        let color = global.color.is_some() || wants_color(&host.environment, &global);
        let printer = |output: Output| {
            let theme = global.theme(&host.environment, output.terminal);
            let theme = Theme {
                color: theme.color && color,
                ..theme
            };
            Printer::new(output.writer, theme, output.terminal.then_some(host.width))
        };
        Self {
            watched: host.err.terminal,
            out: printer(host.out),
            err: printer(host.err),
            width: host.width,
            clock: host.clock,
            environment: host.environment,
            started: tokio::time::Instant::now(),
            interrupt: host.interrupt,
            insist: host.insist,
            program,
            asked: Mutex::default(),
            input_terminal: host.input.terminal,
            input_piped: host.input.piped,
            input: Mutex::new(Some(host.input)),
            left: Mutex::new(Vec::new()),
            follower: None,
            config: Arc::default(),
            fleet: Arc::default(),
            closes: true,
            global,
        }
    }

    /// Surroundings for a command inside this one, over the connection that is open here, unless it names a configuration of
    /// its own. `follower` hears what it asks and what is answered.
    pub(crate) fn within(&self, host: Host, global: GlobalArgs, follower: Option<Arc<dyn Follower>>) -> Self {
        let global = global.or(self.global.clone());
        let same = global.config == self.global.config;
        let mut inner = Self::new(host, global, self.program);
        if let Some(columns) = follower.as_ref().and_then(|follower| follower.columns()) {
            inner.width = columns;
            inner.out.columns = Some(columns);
            inner.err.columns = Some(columns);
        }
        let watched = self.watched || inner.watched;
        if !same {
            return Self {
                follower,
                watched,
                ..inner
            };
        }
        Self {
            follower,
            watched,
            config: self.config.clone(),
            fleet: self.fleet.clone(),
            closes: false,
            ..inner
        }
    }

    /// Notes for the history what is asked and what comes of it.
    pub(crate) fn note(&self, note: impl FnOnce(&mut Asked)) {
        note(&mut self.asked.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// What was noted.
    pub(crate) fn asked(&self) -> Asked {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Who follows what is asked, besides those who read the output.
    pub(crate) fn follower(&self) -> Option<&Arc<dyn Follower>> {
        self.follower.as_ref()
    }

    /// Whether a person follows what is asked and has agreed to it elsewhere, so that nothing is asked or told here.
    pub(crate) fn is_attended(&self) -> bool {
        self.follower.as_ref().is_some_and(|follower| follower.attends())
    }

    /// The raw configuration keys.
    pub(crate) fn settings(&self) -> anyhow::Result<Settings> {
        let explicit = self.global.config.as_deref();
        Settings::load_client(&self.environment, explicit).context("the configuration cannot be used")
    }

    /// The client's configuration; warnings about it are printed once.
    pub(crate) async fn config(&self) -> anyhow::Result<&config::Client> {
        let load = || async {
            let loaded = self
                .settings()?
                .client(&self.environment)
                .context("the configuration cannot be used")?;
            for warning in &loaded.warnings {
                self.err.line(format!("{}: warning: {warning}", self.program))?;
            }
            anyhow::Ok(loaded.config)
        };
        self.config.get_or_try_init(load).await
    }

    /// The DDLs known here, without connecting anywhere. A broken configuration leaves the shipped ones: what needs the
    /// rest of it will complain.
    pub(crate) async fn library(&self) -> Library {
        let (folders, registry) = match self.config().await {
            Ok(config) => (config.member.lib_dirs.clone(), config.registry_cache.clone()),
            Err(_) => (Vec::new(), None),
        };
        Library::new(folders).with_cache(self.ddl_cache().into_iter().chain(registry).collect())
    }

    /// The fleet; connects at first use.
    pub(crate) async fn fleet(&self) -> anyhow::Result<&Fleet> {
        if let Some(fleet) = self.fleet.get() {
            return Ok(fleet);
        }
        let config = self.config().await?.clone();
        for warning in client::credentials::warnings(&config.member) {
            self.err.line(format!("{}: warning: {warning}", self.program))?;
        }
        let connect = || async { anyhow::Ok(Box::pin(Fleet::connect(config, self.clock.clone())).await?) };
        tokio::select! {
            fleet = self.fleet.get_or_try_init(connect) => match fleet {
                Ok(fleet) => Ok(fleet),
                // Brokers do not say what they mind; often it can be told from here.
                Err(error) if report::is_refusal(&error) => Err(match self.why_refused().await {
                    Some(why) => error.context(why),
                    None => error,
                }),
                Err(error) => Err(error),
            },
            () = self.interrupt.cancelled() => Err(Stop::interrupted().into()),
        }
    }

    /// Whether a connection was made.
    pub(crate) fn is_connected(&self) -> bool {
        self.fleet.get().is_some_and(|fleet| fleet.link().connected())
    }

    /// Leaves small work on local files for the end, when nobody waits for the answer any more.
    pub(crate) fn later(&self, work: impl FnOnce() + Send + 'static) {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        left.push(Box::new(work));
    }

    /// A path in which a leading `~` is the user's home.
    pub(crate) fn path(&self, text: &str) -> PathBuf {
        let home = self.environment.home.as_ref();
        match (text.strip_prefix('~'), home) {
            (Some(""), Some(home)) => home.clone(),
            (Some(rest), Some(home)) if rest.starts_with('/') => home.join(rest.trim_start_matches('/')),
            _ => self.environment.cwd.join(text),
        }
    }

    /// Why nodes may have been silent: their certificates' rules, applied here, refuse this caller.
    pub(crate) async fn doubt(&self) -> Option<String> {
        let doubt = self.why_refused().await?;
        Some(format!("nodes refuse whom they do not trust: {doubt}"))
    }

    /// What is wrong with this caller's credentials as far as can be told without asking anybody.
    async fn why_refused(&self) -> Option<String> {
        let config = self.config().await.ok()?;
        let doubt = client::credentials::doubt(&config.member, self.clock.now()).ok()??;
        Some(doubt.to_string())
    }

    /// Whether somebody can be asked: a person types and a person watches.
    pub(crate) fn can_ask(&self) -> bool {
        self.input_terminal && self.err.terminal
    }

    /// Whether standard input is a terminal.
    pub(crate) fn types(&self) -> bool {
        self.input_terminal
    }

    /// Whether a person types and watches the answer itself, as a whole screen needs it.
    pub(crate) fn has_screen(&self) -> bool {
        self.input_terminal && self.out.terminal
    }

    /// Whether standard input could hold the results of an earlier command.
    pub(crate) fn input_piped(&self) -> bool {
        self.input_piped
    }

    /// Closes what was opened.
    pub(crate) async fn close(&self) {
        if let Some(fleet) = self.fleet.get().filter(|_| self.closes) {
            fleet.link().close().await;
        }
        let left = std::mem::take(&mut *self.left.lock().unwrap_or_else(PoisonError::into_inner));
        if left.is_empty() {
            return;
        }
        let work = tokio::task::spawn_blocking(move || left.into_iter().for_each(|work| work()));
        if tokio::time::timeout(LEFT_TIMEOUT, work).await.is_err() {
            tracing::debug!("what was learned is not kept: it takes too long");
        }
    }
}

/// What `color` says in the configuration. A broken configuration is reported later, by what needs it.
fn wants_color(environment: &Environment, global: &GlobalArgs) -> bool {
    let settings = Settings::load_client(environment, global.config.as_deref());
    let color = settings
        .ok()
        .and_then(|settings| settings.get("color")?.as_bool());
    color != Some(false)
}
