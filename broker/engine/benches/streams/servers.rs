//! The servers under comparison, each a child process with a folder.

use std::fmt;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use engine::{Engine, Options, StreamsOptions};
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::process::start_engine;

/// Which server, and when it acknowledges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Engine,
    /// The engine with streams off.
    Plain,
    /// Safe on the disk first.
    NatsSynced,
    /// As it is by default: a crash of the machine loses what was acknowledged in the last minutes.
    NatsUnsynced,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Engine => "mco engine",
            Self::Plain => "mco engine without streams",
            Self::NatsSynced => "nats-server, synced",
            Self::NatsUnsynced => "nats-server",
        })
    }
}

/// A running server; it and its folder go when dropped.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) pid: u32,
    _child: Child,
    _folder: TempDir,
}

impl Server {
    /// Starts one that keeps its messages in a new folder inside of `within`.
    pub(crate) async fn start(kind: Kind, within: &Path) -> Result<Self> {
        let folder = tempfile::tempdir_in(within)?;
        let (child, address) = match kind {
            Kind::Engine => start_engine(Some(folder.path())).await,
            Kind::Plain => start_engine(None).await,
            Kind::NatsSynced => start_nats_server(folder.path(), "sync_interval: always").await,
            Kind::NatsUnsynced => start_nats_server(folder.path(), "").await,
        }
        .with_context(|| format!("starting {kind}"))?;
        Ok(Self {
            address,
            pid: child.id().context("the server ended at once")?,
            _child: child,
            _folder: folder,
        })
    }
}

/// The engine as a process: says its address, serves until stdin ends.
pub(crate) async fn serve(folder: Option<&str>) -> Result<()> {
    let engine = Engine::start(Options {
        streams: folder.map(StreamsOptions::at),
        ..Options::local()
    })
    .await?;
    println!("{}", engine.address());
    let ended = tokio::task::spawn_blocking(|| std::io::copy(&mut std::io::stdin(), &mut std::io::sink()));
    ended.await??;
    engine.shutdown(Duration::from_secs(1)).await;
    Ok(())
}

async fn start_nats_server(folder: &Path, sync: &str) -> Result<(Child, SocketAddr)> {
    // It cannot be told to use port 0 and say which one it got in one step; a port just given back stays free.
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let config = folder.join("nats.conf");
    let store = folder.join("store");
    let text = format!(
        "listen: \"{address}\"\njetstream {{ store_dir: \"{}\", max_file_store: 100GB\n{sync} }}\n",
        store.display()
    );
    std::fs::write(&config, text)?;
    let child = Command::new("nats-server")
        .arg("-c")
        .arg(&config)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    for _ in 0..100 {
        if tokio::net::TcpStream::connect(address).await.is_ok() {
            return Ok((child, address));
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    bail!("nats-server does not listen on {address}")
}
