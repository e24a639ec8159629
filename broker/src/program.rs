//! The `mco-broker` program: its words, its log, its signals.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use config::{Environment, Loaded, Settings};
use daemon::program::{PidFile, Signals, logging};
use tokio::signal::unix::{SignalKind, signal};
use tracing::{info, warn};

use crate::Broker;

/// The message broker of an mco or Choria site.
#[derive(Debug, Parser)]
#[command(
    name = "mco-broker",
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
    /// Serve until SIGTERM or SIGINT; SIGUSR2 sends clients elsewhere first
    Run(Run),
}

#[derive(Debug, Args)]
struct Run {
    /// Configuration file, e.g. /etc/mco/broker.conf
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// Write the process id to this file while running
    #[arg(long, value_name = "FILE")]
    pid: Option<PathBuf>,
    /// Serve without TLS and let anyone in; for tests only
    #[arg(long, hide = true)]
    disable_tls: bool,
}

/// The program, from its arguments to its exit status.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let Some(run) = cli.command.map(|Command::Run(run)| run).or(cli.run) else {
        return ExitCode::from(2);
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let outcome = runtime
        .context("starting the runtime")
        .and_then(|runtime| runtime.block_on(run.serve()));
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
        let Loaded { config, warnings } = self.load()?;
        let log = logging::install(&config.common)?;
        for problem in &warnings {
            warn!("{problem}");
        }
        let _pid = self.pid.map(PidFile::write).transpose()?;
        let mut signals = Signals::listen().context("listening to signals")?;
        let mut lame_duck = signal(SignalKind::user_defined2()).context("listening to signals")?;
        let broker = Broker::start(&config).await.context("starting the broker")?;
        info!(identity = %config.common.identity, address = %broker.address(), "broker is ready");
        tokio::select! {
            name = signals.stop(log.as_deref()) => {
                info!(signal = name, "stopping");
                stop(broker.shutdown(), &mut signals, log.as_deref()).await;
            }
            _ = lame_duck.recv() => {
                info!("sending clients elsewhere");
                stop(broker.lame_duck(), &mut signals, log.as_deref()).await;
            }
        }
        Ok(())
    }

    /// Reads the configuration; every mistake in it comes back in one error.
    fn load(&self) -> anyhow::Result<Loaded<config::Broker>> {
        let environment = Environment::from_process();
        let settings = Settings::load_daemon(&environment, &self.config)?;
        let mut loaded = settings.broker(&environment)?;
        loaded.config.common.security.disable_tls |= self.disable_tls;
        Ok(loaded)
    }
}

/// Waits for an orderly end, unless a second signal asks for a quick one.
async fn stop(ending: impl Future<Output = ()>, signals: &mut Signals, log: Option<&logging::LogFile>) {
    tokio::select! {
        () = ending => {}
        name = signals.stop(log) => warn!(signal = name, "stopping at once"),
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
        None => eprintln!("mco-broker: {error:#}"),
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
}
