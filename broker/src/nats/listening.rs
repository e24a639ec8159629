//! Where a running `nats-server` listens.

use std::fs;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;

use serde::Deserialize;

/// The addresses of a server that serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Listening {
    /// As configured, with the port it got.
    pub(super) clients: SocketAddr,
    /// Its monitoring, on loopback.
    pub(super) monitor: SocketAddr,
}

/// What a server writes about itself. Each entry is a URL of one of this machine's addresses.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Ports {
    nats: Vec<String>,
    tls: Vec<String>,
    monitoring: Vec<String>,
}

impl Listening {
    /// Reads what the only server of a folder wrote; none while it has not written everything.
    pub(super) fn read(folder: &Path, on: IpAddr) -> Option<Self> {
        let mut files = fs::read_dir(folder).ok()?.flatten();
        let text = files.find_map(|file| fs::read(file.path()).ok())?;
        let ports: Ports = serde_json::from_slice(&text).ok()?;
        let clients = ports.nats.first().or(ports.tls.first())?;
        Some(Self {
            clients: SocketAddr::new(on, port(clients)?),
            monitor: SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port(ports.monitoring.first()?)?),
        })
    }

    /// Where this machine reaches it.
    pub(super) fn near(&self) -> SocketAddr {
        let ip = match self.clients.ip() {
            // A dual-stack listener hears IPv4 too, also where there is no IPv6 at all.
            ip if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            ip => ip,
        };
        SocketAddr::new(ip, self.clients.port())
    }
}

fn port(url: &str) -> Option<u16> {
    url.rsplit_once(':')?.1.trim_end_matches('/').parse().ok()
}
