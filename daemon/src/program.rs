//! The `mco-server` program, and the parts of one that `mco-broker` shares.

mod launch;
mod logging;
mod process;

use std::process::ExitCode;

use anyhow::{Context, bail};
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

pub use launch::{Run, launch};
pub use process::Process;

use crate::{Node, NodeError};

/// A node does little at a time, and a thread costs memory on every machine of the fleet. With two, an agent that computes does
/// not keep discovery waiting.
const WORKERS: usize = 2;

/// Threads for file access, started when needed.
const MAX_BLOCKING: usize = 8;

/// The program, from its arguments to its exit status.
pub fn main() -> ExitCode {
    let about = "The node of an mco fleet: answers discovery and runs what authorised callers ask for";
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    runtime.worker_threads(WORKERS).max_blocking_threads(MAX_BLOCKING);
    launch("mco-server", about, &mut runtime, serve)
}

async fn serve(run: Run) -> anyhow::Result<()> {
    let (config, mut process) = run.begin(config::Settings::server, |config| &mut config.member)?;
    if config.member.security.disable_tls {
        warn!("TLS is off: everybody on the way to the broker can read and change what is said");
    }
    let grace = config.shutdown_timeout;
    let stop = CancellationToken::new();
    let hangups = process.hangups();
    let running = async {
        match Node::builder(config).start(stop.clone()).await {
            Ok(node) => run_until_stopped(node, hangups).await,
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
        signal = process.told_to_stop() => info!(signal, "stopping"),
    }
    stop.cancel();
    // The node grants its requests and its connection that long each.
    match process.unless_hurried(timeout(grace * 3, running)).await {
        Some(Ok(outcome)) => outcome.context("stopping the node")?,
        Some(Err(_)) => warn!("the node did not stop in time"),
        None => {}
    }
    Ok(())
}

/// Waits for the node, passing hangups on to it.
async fn run_until_stopped(node: Node, mut hangups: watch::Receiver<()>) {
    let context = node.context().clone();
    let reloading = async {
        while hangups.changed().await.is_ok() {
            context.reload();
        }
        std::future::pending::<()>().await;
    };
    tokio::select! {
        () = node.stopped() => {}
        () = reloading => {}
    }
}
