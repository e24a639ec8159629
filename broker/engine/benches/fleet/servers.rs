//! The servers under comparison, each a child process.

use std::fmt;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result};
use engine::{Engine, Options, TlsMode, tls_config};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::process::{Child, Command};

use crate::end_of_input;
use crate::process::start_engine;

/// Which server.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Engine,
    NatsServer,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Engine => "mco engine",
            Self::NatsServer => "nats-server",
        })
    }
}

/// Certificates in a folder.
pub(crate) struct Credentials {
    pub(crate) folder: PathBuf,
}

impl Credentials {
    pub(crate) fn create(folder: &Path) -> Result<Self> {
        let mut params = CertificateParams::new(Vec::new())?;
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate()?)?;
        let key = KeyPair::generate()?;
        let certificate = CertificateParams::new(vec!["localhost".to_owned()])?.signed_by(&key, &issuer)?;
        std::fs::write(folder.join("ca.pem"), issuer.pem())?;
        std::fs::write(folder.join("cert.pem"), certificate.pem())?;
        std::fs::write(folder.join("key.pem"), key.serialize_pem())?;
        Ok(Self {
            folder: folder.to_owned(),
        })
    }
}

/// A running server; killed when dropped.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) pid: u32,
    _child: Child,
}

impl Server {
    pub(crate) async fn start(kind: Kind, credentials: Option<&Credentials>) -> Result<Self> {
        let (child, address) = match kind {
            Kind::Engine => start_engine(credentials.map(|credentials| &*credentials.folder)).await?,
            Kind::NatsServer => start_nats_server(credentials).await?,
        };
        let pid = child.id().context("the server ended at once")?;
        Ok(Self {
            address,
            pid,
            _child: child,
        })
    }
}

/// The engine as a process: says its address, serves until stdin ends.
pub(crate) async fn serve(folder: Option<&str>) -> Result<()> {
    let tls = match folder.map(Path::new) {
        None => TlsMode::Off,
        Some(folder) => {
            let read = |name: &str| std::fs::read_to_string(folder.join(name));
            TlsMode::Required(tls_config(&read("cert.pem")?, &read("key.pem")?, None, false)?)
        }
    };
    let engine = Engine::start(Options {
        tls,
        tls_timeout: Duration::from_secs(10),
        ..Options::local()
    })
    .await?;
    println!("{}", engine.address());
    end_of_input().await?;
    engine.shutdown(Duration::from_secs(1)).await;
    Ok(())
}

/// Version of the `nats-server` on PATH; none if there is none.
pub(crate) fn peer_version() -> Option<String> {
    let output = std::process::Command::new("nats-server")
        .arg("--version")
        .output()
        .ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

async fn start_nats_server(credentials: Option<&Credentials>) -> Result<(Child, SocketAddr)> {
    // It cannot be told to use port 0 and say which one it got in one step; a port just given back stays free.
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let mut command = Command::new("nats-server");
    command.args(["-a", "127.0.0.1", "-p", &address.port().to_string()]);
    if let Some(Credentials { folder }) = credentials {
        command.arg("--tls").arg("--tlscert").arg(folder.join("cert.pem"));
        command.arg("--tlskey").arg(folder.join("key.pem"));
    }
    let null = Stdio::null;
    let child = command
        .stdin(null())
        .stdout(null())
        .stderr(null())
        .kill_on_drop(true)
        .spawn()?;
    for _ in 0..100 {
        if tokio::net::TcpStream::connect(address).await.is_ok() {
            return Ok((child, address));
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    anyhow::bail!("nats-server does not listen on {address}")
}
