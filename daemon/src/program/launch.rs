//! How a daemon starts and ends: the words it understands, and its exit status.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use config::{Environment, Loaded, Member, Problems, Settings};
use tokio::runtime::Builder;

use super::{Process, logging};

/// How long file access that is under way may take when the program ends.
const LAST_WRITES: Duration = Duration::from_secs(1);

/// The command line: `run --config FILE`, or the same without `run`.
#[derive(Debug, Parser)]
#[command(
    version,
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true
)]
struct Line {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: Option<Run>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run in the foreground until SIGTERM or SIGINT
    Run(Run),
}

/// What a daemon is told on its command line.
#[derive(Debug, Args)]
pub struct Run {
    /// Configuration file
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// Write the process id to this file while running
    #[arg(long, value_name = "FILE")]
    pid: Option<PathBuf>,
    /// Do without TLS; for tests only
    #[arg(long, hide = true)]
    disable_tls: bool,
}

/// A daemon's whole life, from the arguments of this process to its exit status.
pub fn launch(
    name: &'static str,
    about: &'static str,
    runtime: &mut Builder,
    serve: impl AsyncFnOnce(Run) -> anyhow::Result<()>,
) -> ExitCode {
    let Some(run) = parse(name, about) else {
        return ExitCode::from(2);
    };
    let outcome = runtime
        .enable_all()
        .build()
        .context("starting the runtime")
        .and_then(|runtime| {
            let outcome = runtime.block_on(serve(run));
            // Dropping it would wait for ever for file access that hangs.
            runtime.shutdown_timeout(LAST_WRITES);
            outcome
        });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(name, &error);
            ExitCode::FAILURE
        }
    }
}

fn parse(name: &'static str, about: &'static str) -> Option<Run> {
    let matches = Line::command().name(name).about(about).get_matches();
    let line = Line::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    line.run()
}

impl Line {
    fn run(self) -> Option<Run> {
        self.command.map(|Command::Run(run)| run).or(self.run)
    }
}

impl Run {
    /// Reads the configuration, then sets up the log, the pid file and the signals.
    ///
    /// - **Errors:** every mistake in the configuration at once, or what the machine refused.
    pub fn begin<C>(
        self,
        read: impl FnOnce(&Settings, &Environment) -> Result<Loaded<C>, Problems>,
        member: impl FnOnce(&mut C) -> &mut Member,
    ) -> anyhow::Result<(C, Process)> {
        let environment = Environment::from_process();
        let settings = Settings::load_daemon(&environment, &self.config)?;
        let Loaded { mut config, warnings } = read(&settings, &environment)?;
        let member = member(&mut config);
        member.security.disable_tls |= self.disable_tls;
        let log = logging::install(member)?;
        for problem in &warnings {
            tracing::warn!("{problem}");
        }
        Ok((config, Process::begin(log, self.pid)?))
    }
}

/// Mistakes in the configuration name their file and line already.
#[expect(
    clippy::print_stderr,
    reason = "the log may not exist yet, and somebody may be watching"
)]
fn complain(name: &str, error: &anyhow::Error) {
    match error.downcast_ref::<Problems>() {
        Some(problems) => eprintln!("{problems}"),
        None => eprintln!("{name}: {error:#}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Line::command().debug_assert();
    }

    #[test]
    fn both_forms_of_the_command_line_mean_the_same() {
        let parse = |words: &str| Line::try_parse_from(words.split(' ')).map(|line| line.run().unwrap());
        let with = parse("mco-server run --config /etc/s.conf --pid /run/p").unwrap();
        let without = parse("mco-server --config /etc/s.conf --pid /run/p").unwrap();
        assert_eq!((with.config, with.pid), (without.config, without.pid));
        assert!(parse("mco-server --pid /run/p").is_err());
        assert!(parse("mco-server run").is_err());
    }
}
