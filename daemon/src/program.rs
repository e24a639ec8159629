//! The `mco-server` program: its words, its log, its signals. `mco-broker` shares the parts that have no words.

pub mod logging;
mod process;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::{Args, Parser, Subcommand};
use config::{Environment, Settings};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

pub use process::{PidFile, Signals};

use crate::{Node, NodeError};

/// A node does little at a time, and a thread costs memory on every machine of the fleet. With two, an agent that computes does
/// not keep discovery waiting.
const WORKERS: usize = 2;

/// Threads for file access, started when needed.
const MAX_BLOCKING: usize = 8;

/// How long file access that is under way may take when the program ends.
const LAST_WRITES: Duration = Duration::from_secs(1);

/// The node of an mco fleet: answers discovery and runs what authorised callers ask for.
#[derive(Debug, Parser)]
#[command(
    name = "mco-server",
    version,
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: Option<Run>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the node in the foreground
    Run(Run),
}

#[derive(Debug, Args)]
struct Run {
    /// Configuration file
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// Write the process id to this file while running
    #[arg(long, value_name = "FILE")]
    pid: Option<PathBuf>,
    /// Talk to brokers without TLS
    #[arg(long, hide = true)]
    disable_tls: bool,
}

/// The program, from its arguments to its exit status.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let Some(run) = cli.command.map(|Command::Run(run)| run).or(cli.run) else {
        return ExitCode::from(2);
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(WORKERS)
        .max_blocking_threads(MAX_BLOCKING)
        .enable_all()
        .build();
    let outcome = runtime.context("starting the runtime").and_then(|runtime| {
        let outcome = runtime.block_on(run.serve());
        // Dropping it would wait for ever for file access that hangs.
        runtime.shutdown_timeout(LAST_WRITES);
        outcome
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

impl Run {
    async fn serve(self) -> anyhow::Result<()> {
        let loaded = self.load()?;
        let log = logging::install(&loaded.config.common)?;
        for problem in &loaded.warnings {
            warn!("{problem}");
        }
        if loaded.config.common.security.disable_tls {
            warn!("TLS is off: everybody on the way to the broker can read and change what is said");
        }
        let _pid = self.pid.map(PidFile::write).transpose()?;
        let mut signals = Signals::listen().context("listening to signals")?;
        let grace = loaded.config.shutdown_timeout;
        let stop = CancellationToken::new();
        let running = async {
            match Node::builder(loaded.config).start(stop.clone()).await {
                Ok(node) => node.stopped().await,
                Err(NodeError::Stopped) => info!("stopped before a broker answered"),
                Err(error) => return Err(error),
            }
            Ok(())
        };
        tokio::pin!(running);
        tokio::select! {
            outcome = &mut running => {
                outcome.context("running the node")?;
                bail!("the node ended without being told to");
            }
            name = signals.stop(log.as_deref()) => info!(signal = name, "stopping"),
        }
        stop.cancel();
        // The node grants its requests and its connection that long each.
        tokio::select! {
            outcome = timeout(grace * 3, &mut running) => match outcome {
                Ok(outcome) => outcome.context("stopping the node")?,
                Err(_) => warn!("the node did not stop in time"),
            },
            name = signals.stop(log.as_deref()) => warn!(signal = name, "stopping at once"),
        }
        Ok(())
    }

    /// Reads the configuration; every mistake in it comes back in one error.
    fn load(&self) -> anyhow::Result<config::Loaded<config::Server>> {
        let environment = Environment::from_process();
        let settings = Settings::load_daemon(&environment, &self.config)?;
        let mut loaded = settings.server(&environment)?;
        loaded.config.common.security.disable_tls |= self.disable_tls;
        Ok(loaded)
    }
}

/// Mistakes in the configuration name their file and line already.
#[expect(
    clippy::print_stderr,
    reason = "the log may not exist yet, and somebody may be watching"
)]
fn complain(error: &anyhow::Error) {
    match error.downcast_ref::<config::Problems>() {
        Some(problems) => eprintln!("{problems}"),
        None => eprintln!("mco-server: {error:#}"),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn both_forms_of_the_command_line_mean_the_same() {
        let parse = |words: &str| Cli::try_parse_from(words.split(' '));
        let with = parse("mco-server run --config /etc/s.conf --pid /run/p").unwrap();
        let Some(Command::Run(with)) = with.command else {
            panic!("no command");
        };
        let without = parse("mco-server --config /etc/s.conf --pid /run/p")
            .unwrap()
            .run
            .unwrap();
        assert_eq!((with.config, with.pid), (without.config, without.pid));
        assert!(parse("mco-server --pid /run/p").is_err());
        assert!(parse("mco-server run").is_err());
    }
}
