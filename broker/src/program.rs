//! The `mco-broker` program.

mod files;

use std::process::ExitCode;

use anyhow::Context;
use daemon::program::{Run, launch};
use rustix::process::Signal;
use tokio::signal::unix::{SignalKind, signal};
use tracing::{error, info};

use crate::Broker;

/// The program, from its arguments to its exit status.
pub fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1).peekable();
    if words.peek().is_some_and(|word| word == "stream") {
        return files::run(words);
    }
    let about = "The message broker of an mco or Choria site; SIGUSR2 sends its clients elsewhere before it stops. \
        `mco-broker stream check DIR` and `mco-broker stream repair DIR` look after the files of its streams while it does not run";
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    launch("mco-broker", about, &mut runtime, serve)
}

async fn serve(run: Run) -> anyhow::Result<()> {
    let (config, mut process) = run.begin(config::Settings::broker, |config| &mut config.member)?;
    survive_file_limits().context("listening to signals")?;
    let mut lame_duck = signal(SignalKind::user_defined2()).context("listening to signals")?;
    let broker = Broker::start(&config).await.context("starting the broker")?;
    info!(
        identity = %config.member.identity,
        engine = broker.engine(),
        address = %broker.address(),
        "broker is ready"
    );
    let mut hangups = process.hangups();
    let reloading = async {
        while hangups.changed().await.is_ok() {
            reload(&broker);
        }
    };
    tokio::select! {
        () = reloading => {}
        signal = process.told_to_stop() => {
            info!(signal, "stopping");
            process.unless_hurried(broker.shutdown()).await;
        }
        _ = lame_duck.recv() => {
            info!("sending clients elsewhere");
            process.unless_hurried(broker.lame_duck()).await;
        }
    }
    Ok(())
}

/// Sees that a write beyond the limit of file sizes (`ulimit -f`) fails, as on a full disk, instead of ending the program: streams
/// refuse new messages then, and everybody else is served. A handler rather than ignoring, which programs that we start would inherit.
fn survive_file_limits() -> std::io::Result<()> {
    // It stays when this is dropped.
    signal(SignalKind::from_raw(Signal::XFSZ.as_raw())).map(drop)
}

fn reload(broker: &Broker) {
    match broker.reload() {
        Ok(()) => info!("certificates were read again"),
        Err(error) => {
            let cause = std::error::Error::source(&error).map(ToString::to_string);
            error!(%error, cause, "certificates stay as they were");
        }
    }
}
