//! Orders against a real site in this process: broker, nodes, files.

mod asking;
mod keeping;
mod knowing;
mod linking;
mod streams;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use client::Clock;
use config::Environment;
use protocol::Identity;
use tokio::sync::mpsc::Receiver;
use tokio::time::timeout;
use tui::report::{RunEnd, RunNews};
use tui::{Backend, Order, Report, Reports, Ticket};

use super::Screens;
use crate::args::GlobalArgs;
use crate::ctx::Ctx;
use crate::fixture::{self, Text};
use crate::host::Host;
use crate::site::{Plan, Security, Site, USER};

/// Longest a report may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A site, and screens of its user.
struct World {
    site: Site,
    screens: Screens,
    reports: Reports,
    incoming: Receiver<Report>,
    dir: tempfile::TempDir,
    /// What was printed on the terminal.
    printed: Text,
    tickets: u64,
}

impl World {
    /// A broker and so many nodes; everything is up.
    async fn start(nodes: usize) -> Self {
        let mut world = Self::prepare();
        world.site.start_broker().await.unwrap();
        world.site.start_nodes(nodes).await.unwrap();
        world
    }

    /// Credentials and configuration, and nothing that runs.
    fn prepare() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let environment = environment(dir.path());
        let plan = Plan {
            broker_lines: String::new(),
            dir: dir.path().join("site"),
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, free_port())),
            security: Security::V1,
            environment: environment.clone(),
            clock: Clock::system(),
        };
        let mut site = Site::prepare(plan).unwrap();
        site.use_broker(site.address()).unwrap();
        let printed = Text::default();
        let host = Host {
            environment,
            clock: Clock::system(),
            ..fixture::host(Box::new(printed.clone()), Box::new(printed.clone()))
        };
        let global = GlobalArgs {
            config: Some(site.client_config()),
            ..GlobalArgs::default()
        };
        let ctx = Ctx::new(host, global, "mco");
        let (reports, incoming) = Reports::channel();
        Self {
            screens: Screens::new(&ctx),
            site,
            reports,
            incoming,
            dir,
            printed,
            tickets: 0,
        }
    }

    fn begin(&self, order: Order) {
        self.screens.begin(order, self.reports.clone());
    }

    fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }

    /// The first report that says what is awaited.
    async fn until<T>(&mut self, mut what: impl FnMut(Report) -> Option<T>) -> T {
        let waiting = async {
            loop {
                let report = self.incoming.recv().await.unwrap();
                if let Some(found) = what(report) {
                    return found;
                }
            }
        };
        timeout(PATIENCE, waiting)
            .await
            .expect("it should have been told by now")
    }

    /// Asks for something and waits for what it says.
    async fn ask<T>(
        &mut self,
        order: impl FnOnce(Ticket) -> Order,
        what: impl FnMut(Report) -> Option<T>,
    ) -> T {
        let ticket = self.ticket();
        self.begin(order(ticket));
        self.until(what).await
    }

    /// Runs a command to its end; the news before it, and the end.
    async fn run(&mut self, line: &str, nodes: Option<&[Identity]>) -> (Vec<RunNews>, RunEnd) {
        let ticket = self.ticket();
        self.begin(Order::Run {
            ticket,
            words: words(line),
            nodes: nodes.map(Arc::from),
            hold_after_canary: false,
        });
        self.over(ticket).await
    }

    /// What a run tells until its end.
    async fn over(&mut self, ticket: Ticket) -> (Vec<RunNews>, RunEnd) {
        let mut before = Vec::new();
        let end = self
            .until(|report| match report {
                Report::Run { ticket: of, news } if of == ticket => match news {
                    RunNews::Over(end) => Some(*end),
                    news => {
                        before.push(news);
                        None
                    }
                },
                _ => None,
            })
            .await;
        (before, end)
    }

    /// All nodes of the site, as discovery finds them.
    async fn nodes(&mut self) -> Arc<[Identity]> {
        let order = |ticket| Order::Discover {
            ticket,
            scope: Vec::new(),
        };
        let found = self.ask(order, |report| match report {
            Report::Discovered { result, .. } => Some(result.unwrap()),
            _ => None,
        });
        found.await.nodes
    }

    /// Ends everything; nothing may have been printed.
    async fn stop(self) {
        self.screens.close().await;
        self.site.shutdown().await;
        assert_eq!(self.printed.text(), "");
    }
}

fn environment(dir: &std::path::Path) -> Environment {
    let folder = |name: &str| dir.join(name).display().to_string();
    Environment {
        vars: [
            ("MCOLLECTIVE_CERTNAME", USER.to_owned()),
            ("XDG_STATE_HOME", folder("state")),
            ("XDG_CACHE_HOME", folder("cache")),
            ("XDG_CONFIG_HOME", folder("config")),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into(),
        home: Some(dir.to_owned()),
        cwd: dir.to_owned(),
        hostname: "desk.lab.test".to_owned(),
        ..Environment::default()
    }
}

/// Nobody listens there until the broker does.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}
