//! Several brokers, each a process with a loopback address of its own: three of one cluster, or each by itself.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

use mco::Exit;

use crate::{Engine, Outcome, Process, World, eventually};

/// As many as keep a majority when one is lost.
const MEMBERS: u8 = 3;

/// Brokers of one site. They end with this.
#[derive(Debug)]
pub struct Cluster {
    members: Vec<Member>,
    program: PathBuf,
}

/// One broker: its name, where it listens, and the process while it runs.
#[derive(Debug)]
struct Member {
    clients: SocketAddr,
    home: PathBuf,
    process: Option<Process>,
}

impl Cluster {
    /// Makes credentials for three brokers of the world's site and starts them with `program`, an `mco-broker`. The site's nodes and
    /// users will know all of them.
    ///
    /// # Panics
    /// When they do not start.
    pub async fn start(world: &mut World, engine: &Engine, program: &Path) -> Self {
        Self::start_with(world, engine, program, "").await
    }

    /// Likewise, each with these further lines of configuration.
    ///
    /// # Panics
    /// When they do not start.
    pub async fn start_with(world: &mut World, engine: &Engine, program: &Path, extra: &str) -> Self {
        let addresses: Vec<_> = (1..=MEMBERS)
            .map(|number| IpAddr::from(Ipv4Addr::new(127, 0, 0, number)))
            .collect();
        let peers: Vec<_> = addresses.iter().map(|ip| free(*ip)).collect();
        let mut members = Vec::new();
        for (ip, own) in addresses.iter().zip(&peers) {
            let lines = cluster_lines(own.port(), &peers) + extra;
            members.push(Member::prepare(world, engine, *ip, &lines).await);
        }
        Self::of(world, program, members).await
    }

    /// Makes credentials for brokers of the world's site that know nothing of each other but what these lines of configuration say,
    /// one for each, and starts them with `program`. The first has the address 127.0.0.1, the next 127.0.0.2, and so on.
    ///
    /// # Panics
    /// When they do not start.
    pub async fn start_apart(world: &mut World, engine: &Engine, program: &Path, lines: &[String]) -> Self {
        let mut members = Vec::new();
        for (number, lines) in (1..).zip(lines) {
            let ip = IpAddr::from(Ipv4Addr::new(127, 0, 0, number));
            members.push(Member::prepare(world, engine, ip, lines).await);
        }
        Self::of(world, program, members).await
    }

    async fn of(world: &mut World, program: &Path, members: Vec<Member>) -> Self {
        let brokers = members.iter().map(|member| member.clients.to_string());
        let known = world.site.use_brokers(brokers.collect());
        known.expect("the site's user can be written");
        let mut cluster = Self {
            members,
            program: program.to_owned(),
        };
        for index in 0..cluster.members.len() {
            cluster.launch(index);
        }
        for index in 0..cluster.members.len() {
            cluster.is_ready(index).await;
        }
        cluster
    }

    /// Where clients reach each of them.
    pub fn addresses(&self) -> Vec<SocketAddr> {
        self.members.iter().map(|member| member.clients).collect()
    }

    /// Folder of one of them.
    pub fn home(&self, index: usize) -> &Path {
        &self.members[index].home
    }

    /// What one of them has said.
    pub fn output(&self, index: usize) -> String {
        let process = self.members[index].process.as_ref();
        process.map(Process::output).unwrap_or_default()
    }

    /// Ends one as `kill -9` does. What it looked after ends by itself.
    pub fn kill(&mut self, index: usize) {
        self.members[index].process = None;
    }

    /// Starts one that was killed.
    ///
    /// # Panics
    /// When it does not become ready.
    pub async fn restart(&mut self, index: usize) {
        self.launch(index);
        self.is_ready(index).await;
    }

    fn launch(&mut self, index: usize) {
        let member = &mut self.members[index];
        let config = member.home.join("broker.conf").display().to_string();
        let log = member.home.join("broker.log");
        // Each process tells of itself alone.
        let _ = std::fs::remove_file(&log);
        let args = ["run", "--config", &config];
        member.process = Some(Process::start(&self.program, &args, &[], log));
    }

    async fn is_ready(&mut self, index: usize) {
        let process = self.members[index].process.as_mut().expect("it was launched");
        let look = async || {
            let said = process.output();
            assert!(!process.ended(), "a broker ended: {said}");
            said.contains("broker is ready").then_some(())
        };
        eventually("a broker of the cluster", look).await;
    }
}

impl Member {
    /// Credentials and configuration; nothing runs.
    async fn prepare(world: &World, engine: &Engine, ip: IpAddr, more: &str) -> Self {
        let (home, clients) = (kit(world, ip).await, free(ip));
        let lines = lines(engine, world, &home, clients);
        let file = home.join("broker.conf");
        let text = std::fs::read_to_string(&file).expect("the kit has a configuration");
        std::fs::write(&file, text + &lines + more).expect("the kit is writable");
        Self {
            clients,
            home,
            process: None,
        }
    }
}

/// Credentials and configuration of the broker at an address.
async fn kit(world: &World, ip: IpAddr) -> PathBuf {
    let dir = world.dir().join("site");
    let name = format!("b-{}.example.net", ip.to_string().replace('.', "-"));
    let home = dir.join("brokers").join(&name);
    let streams = home.join("streams");
    let words = [
        "pki",
        "broker",
        &name,
        &ip.to_string(),
        "--dir",
        &dir.display().to_string(),
        "--home",
        &home.display().to_string(),
        "--streams",
        &streams.display().to_string(),
    ]
    .map(Into::into);
    let made = Outcome::of(words.to_vec(), &[]).await;
    assert_eq!(made.exit, Exit::Done, "{made:?}");
    home
}

fn lines(engine: &Engine, world: &World, home: &Path, clients: SocketAddr) -> String {
    let authorities = match world.site.security() {
        mco::site::Security::V1 => String::new(),
        mco::site::Security::V2 => format!("plugin.security.choria.ca = {}\n", home.join("ca.pem").display()),
    };
    format!(
        "{}{authorities}plugin.choria.network.listen_address = {}\nplugin.choria.network.client_port = {}\n\
         plugin.choria.network.public_url = {clients}\nplugin.choria.use_srv = false\n",
        engine.lines(home),
        clients.ip(),
        clients.port(),
    )
}

/// The lines of configuration that make a broker, which listens for others on a port, one of a cluster.
pub fn cluster_lines(port: u16, peers: &[SocketAddr]) -> String {
    let peers: Vec<_> = peers.iter().map(ToString::to_string).collect();
    format!(
        "plugin.choria.network.peers = {}\nplugin.choria.network.peer_port = {port}\n\
         plugin.choria.network.peer_user = cluster\nplugin.choria.network.peer_password = s3cret\n",
        peers.join(", "),
    )
}

/// An address nobody listens on at this moment: those of a cluster have to be known before it starts.
///
/// # Panics
/// When there is none.
pub fn free(ip: IpAddr) -> SocketAddr {
    let listener = TcpListener::bind((ip, 0)).expect("a port is free");
    listener.local_addr().expect("a listener has an address")
}
