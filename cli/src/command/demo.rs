//! `mco demo`: a whole fleet in one process.

mod furnish;
mod traffic;

use std::ffi::OsString;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::Context;
use client::Fleet;
use config::{Environment, Settings};

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::host::Host;
use crate::out::words;
use crate::site::{Plan, Security, Site, SiteError, USER};
use traffic::Traffic;

/// Most nodes of one demonstration: each holds a connection at both ends, and a process may be limited to 20 000 open files.
const MOST_NODES: u64 = 5_000;

/// Nodes when nobody says how many.
const NODES: u64 = 10;

/// Nodes when the screens open: enough for lists to scroll and facts to differ.
const WATCHED_NODES: u64 = 25;

/// What a newcomer could do first.
const GREETING: &str = "\
A fleet that lives, on this machine alone: nodes come and go, some
are slow, some fail. Nothing here can be broken, and nothing stays
when you leave.

Esc closes this. Then try, in this order:

  /       type  country=uk  and see who is left; Enter, then Esc
  Enter   on a node: all about it; Esc goes back
  Space   on two nodes marks them; d shows what differs
  a       acts on them: service, restart, service=httpd
  2       Run: package, status, package=openssl on everybody;
          v puts the same answers into one group
  3       KV: configuration that somebody changes while you look;
          e edits a value, and nobody is overwritten
  4       Governors: one lease is stuck; x evicts it
  8       Jobs: a rollout that stopped at its first failure; see
          why, then r goes on with it
  ?       the keys of the place you are at
  Q       leaves
";

/// Bring up a whole fleet on this machine and run a command against it
///
/// Makes credentials, starts a broker with TLS on loopback and real nodes with
/// varied facts and classes, all in one process.
///
/// On a terminal the screens of `mco tui` open on a fleet that lives: nodes come
/// and go, some are slow or in trouble, services and packages only pretend; so it
/// is for `-- tui` and `-- shell`. Any other command after `--` runs on a calm
/// fleet, whose agents act on this machine; then all ends, with the command's status:
///
///   mco demo --nodes 25 -- ping
///
/// Off a terminal, and with --no-tui, it says how to reach the fleet from other
/// terminals and serves until Ctrl-C.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Demo {
    /// Nodes to start, 10 without this, and 25 where the screens open
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=MOST_NODES))]
    nodes: Option<u64>,
    /// Serve instead of opening the screens
    #[arg(long)]
    no_tui: bool,
    /// Nodes stay, nothing is slow or fails on purpose, and agents act on this machine
    #[arg(long)]
    calm: bool,
    /// Let the fleet live for a command too, or where nobody watches
    #[arg(long, conflicts_with = "calm")]
    living: bool,
    /// Who comes, goes and is in trouble: the same for the same number
    #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true)]
    seed: u64,
    /// Keep credentials, facts and logs in this folder instead of a temporary one
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Port of the broker on 127.0.0.1 instead of a free one
    #[arg(long, value_name = "PORT", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// How nodes and users prove who they are
    #[arg(long, value_enum, default_value_t)]
    security: Security,
    /// Command to run against the fleet, e.g. `-- find -W country=mt`
    #[arg(last = true, value_name = "COMMAND")]
    command: Vec<OsString>,
}

impl Run for Demo {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let temporary = match self.dir {
            None => Some(tempfile::Builder::new().prefix("mco-demo-").tempdir()?),
            Some(_) => None,
        };
        let dir = match (&self.dir, &temporary) {
            (Some(dir), _) => std::path::absolute(dir)?,
            (None, Some(temporary)) => temporary.path().to_owned(),
            (None, None) => PathBuf::new(),
        };
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let plan = Plan {
            broker_lines: String::new(),
            dir,
            listen,
            security: self.security,
            environment: ctx.environment.clone(),
            clock: ctx.clock.clone(),
        };
        let watched = self.command.is_empty() && ctx.has_screen();
        let screens = watched && !self.no_tui;
        let living = !self.calm && (self.living || watched || invites(&self.command));
        let count = self.nodes.unwrap_or(if screens { WATCHED_NODES } else { NODES });
        let count = usize::try_from(count)?;
        if screens {
            ctx.err.line(format!(
                "Starting {} and a broker ...",
                words::count(count, "node")
            ))?;
        }
        let seed = living.then_some(self.seed);
        let site = tokio::select! {
            site = start(plan, count, seed) => site.context("starting the demonstration")?,
            () = ctx.interrupt.cancelled() => return Ok(Exit::Interrupted),
        };
        let traffic = match seed {
            Some(seed) => traffic(&site, count, seed, ctx).await,
            None => None,
        };
        let exit = if screens {
            show(&site, count, ctx).await?
        } else if self.command.is_empty() {
            let program = program(ctx.program, &ctx.environment, std::env::current_exe());
            ctx.out
                .print(welcome(&site, count, &program, temporary.is_none(), living))?;
            ctx.interrupt.cancelled().await;
            Exit::Done
        } else {
            run_against(&site, self.command, ctx.host(), ctx).await
        };
        if let Some(traffic) = traffic {
            traffic.stop().await;
        }
        site.shutdown().await;
        Ok(exit)
    }
}

/// Lets buckets and governors live too. A demonstration without them is one all the same.
async fn traffic(site: &Site, count: usize, seed: u64, ctx: &Ctx) -> Option<Traffic> {
    let starting = async {
        let mut environment = ctx.environment.clone();
        sit_down(&mut environment, site);
        let settings = Settings::load_client(&environment, Some(&site.client_config()))?;
        let config = settings.client(&environment)?.config;
        let collective = config.member.main_collective.clone();
        let fleet = Box::pin(Fleet::connect(config, ctx.clock.clone())).await?;
        let (link, nodes) = (fleet.link().clone(), site.cast_list(count));
        Box::pin(Traffic::start(link, &collective, nodes, ctx.clock.clone(), seed)).await
    };
    let started: anyhow::Result<Traffic> = tokio::select! {
        started = starting => started,
        () = ctx.interrupt.cancelled() => return None,
    };
    started
        .inspect_err(|error| tracing::warn!(%error, "buckets and governors stay empty"))
        .ok()
}

/// Whether a command lets a person look around, who must not meet agents that act on this machine.
fn invites(command: &[OsString]) -> bool {
    command
        .first()
        .is_some_and(|word| word == "tui" || word == "shell")
}

async fn start(plan: Plan, nodes: usize, seed: Option<u64>) -> Result<Site, SiteError> {
    let mut site = Site::prepare(plan)?;
    site.start_broker().await?;
    match seed {
        Some(seed) => site.start_living(nodes, seed).await?,
        None => site.start_nodes(nodes).await?,
    }
    Ok(site)
}

/// Opens the screens, with something on each of them.
async fn show(site: &Site, count: usize, ctx: &Ctx) -> anyhow::Result<Exit> {
    let nodes = site.cast_list(count);
    let mut environment = ctx.environment.clone();
    sit_down(&mut environment, site);
    furnish::furnish(&environment, &nodes, ctx.clock.now()).context("furnishing the demonstration")?;
    let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
    run_against(site, words(&["cache", "refresh"]), ctx.unseen(), ctx).await;
    Ok(run_against(site, words(&["tui", "--greeting", GREETING]), ctx.host(), ctx).await)
}

/// The demonstration's user, who remembers things in the demonstration's own folder.
fn sit_down(environment: &mut Environment, site: &Site) {
    let desk = site.desk();
    let folder = |name: &str| desk.join(name).display().to_string();
    let vars = [
        ("MCOLLECTIVE_CERTNAME", USER.to_owned()),
        ("XDG_STATE_HOME", folder("state")),
        ("XDG_CACHE_HOME", folder("cache")),
        ("XDG_CONFIG_HOME", folder("config")),
    ];
    let vars = vars.map(|(name, value)| (name.to_owned(), value));
    environment.vars.extend(vars);
}

/// Runs the words as the demonstration's user would from another terminal.
async fn run_against(site: &Site, words: Vec<OsString>, mut host: Host, ctx: &Ctx) -> Exit {
    sit_down(&mut host.environment, site);
    let config = [OsString::from("--config"), site.client_config().into_os_string()];
    let program = std::iter::once(OsString::from(ctx.program));
    Box::pin(crate::run_with(program.chain(config).chain(words), host)).await
}

/// This program as a shell finds it from any folder: by its name where that is on the path, else by its place.
fn program(called: &str, environment: &Environment, place: io::Result<PathBuf>) -> PathBuf {
    let path = environment.vars.get("PATH").map_or("", String::as_str);
    let installed = std::env::split_paths(path).any(|folder| folder.join(called).is_file());
    match place {
        Ok(place) if !installed => place,
        _ => PathBuf::from(called),
    }
}

fn welcome(site: &Site, count: usize, program: &Path, kept: bool, living: bool) -> String {
    let fate = if kept {
        "They stay when it ends."
    } else {
        "They go when it ends."
    };
    let deeds = match living {
        true => "",
        false => "Agents act on this machine: --living lets services and packages only pretend.\n",
    };
    let count = match count {
        1 => "1 node is".to_owned(),
        many => format!("{many} nodes are"),
    };
    let export = match site.security() {
        Security::V1 => format!("export MCOLLECTIVE_CERTNAME={USER}\n  "),
        Security::V2 => String::new(),
    };
    format!(
        "{count} up behind a TLS broker on {address}.\n\n\
         In another terminal:\n\n  \
           {export}\
           alias mco='{mco} --config {config}'\n\n  \
           mco ping\n  \
           mco find -W country=mt\n  \
           mco package status bash -C role::web\n  \
           mco shell\n  \
           mco tui\n\n\
         Facts, classes, policies and audit logs of each node are below\n{nodes}\n{fate}\n{deeds}\n\
         Ctrl-C ends the demonstration.\n",
        address = site.address(),
        mco = program.display(),
        config = site.client_config().display(),
        nodes = site.node_kits().display(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_looks_around_meets_agents_that_only_pretend() {
        let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        assert!(invites(&words(&["tui", "jobs"])));
        assert!(invites(&words(&["shell"])));
        assert!(!invites(&words(&["package", "status", "bash"])));
        assert!(!invites(&[]));
    }

    #[test]
    fn a_program_off_the_path_is_named_by_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let mut environment = Environment::default();
        let path = folder.path().display().to_string();
        environment.vars.insert("PATH".into(), path);
        let named = |environment: &Environment| program("mco", environment, Ok("/build/mco".into()));
        assert_eq!(named(&environment), Path::new("/build/mco"));
        std::fs::write(folder.path().join("mco"), "").unwrap();
        assert_eq!(named(&environment), Path::new("mco"));
    }
}
