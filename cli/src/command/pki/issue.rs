//! `mco pki broker`, `node` and `user`: one kit each.

use std::net::{Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::Context;
use protocol::security::issue::KeyKind;

use super::Folder;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::pki::{BrokerKit, Kind, NodeKit, Order, Pki, Security, UserKit};

/// Port brokers listen on.
const BROKER_PORT: u16 = 4222;

/// Ending of caller names that nodes accept by default.
const CALLER_SUFFIX: &str = ".mcollective";

/// Make the kit of a broker
#[derive(Debug, clap::Args)]
pub(crate) struct Broker {
    #[command(flatten)]
    folder: Folder,
    /// Host name that nodes and users connect to, e.g. broker.example.net
    name: String,
    /// Further host names or addresses it is reached by
    names: Vec<String>,
    #[command(flatten)]
    kit: Kit,
    /// Port to listen on
    #[arg(long, value_name = "PORT", default_value_t = BROKER_PORT)]
    port: u16,
    /// Port of monitoring pages and Prometheus metrics, on loopback only
    #[arg(long, value_name = "PORT")]
    monitor: Option<u16>,
    /// Folder on its machine for streams, buckets and governors, e.g. /var/lib/mco/streams
    #[arg(long, value_name = "DIR")]
    streams: Option<PathBuf>,
}

/// Make the kits of nodes
#[derive(Debug, clap::Args)]
pub(crate) struct Node {
    #[command(flatten)]
    folder: Folder,
    /// Identities, usually the full host names
    #[arg(required = true)]
    names: Vec<String>,
    #[command(flatten)]
    kit: Kit,
    #[command(flatten)]
    brokers: Brokers,
    /// User who may do everything on these nodes; others may only look
    #[arg(long = "admin", value_name = "USER")]
    admins: Vec<String>,
    /// Permission of their tokens besides the usual ones: service_host
    #[arg(long = "permission", value_name = "NAME")]
    permissions: Vec<String>,
}

/// Make the kit of a user, and say which name to set
#[derive(Debug, clap::Args)]
pub(crate) struct User {
    #[command(flatten)]
    folder: Folder,
    /// Login name, e.g. ann, yours when not given; to a certificate's name `.mcollective` is added because nodes expect it
    #[arg(default_value_t, hide_default_value = true)]
    name: String,
    #[command(flatten)]
    kit: Kit,
    #[command(flatten)]
    brokers: Brokers,
    /// Permission of the token besides the usual ones, e.g. org_admin or streams_admin
    #[arg(long = "permission", value_name = "NAME")]
    permissions: Vec<String>,
}

/// What every kit may be given.
#[derive(Debug, clap::Args)]
struct Kit {
    /// Folder the kit will be copied to on its machine [default: /etc/mco, for users ~/.config/mco]
    #[arg(long, value_name = "DIR")]
    home: Option<PathBuf>,
    /// Days the credentials live [default: 825, for users 365]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=7300))]
    days: Option<u32>,
}

/// Where brokers are.
#[derive(Debug, clap::Args)]
struct Brokers {
    /// Broker as host:port; the brokers of the folder when not given
    #[arg(long = "broker", value_name = "HOST:PORT")]
    list: Vec<String>,
}

impl Run for Broker {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let pki = Pki::open(&self.folder.dir)?;
        let mut names = vec![self.name.as_str()];
        names.extend(self.names.iter().map(String::as_str));
        let kit = self.kit.issue(&pki, Kind::Broker, &names, &[], ctx)?;
        let home = self.kit.home(Kind::Broker);
        let listen = SocketAddr::from((Ipv6Addr::UNSPECIFIED, self.port));
        BrokerKit {
            name: &self.name,
            home: &home,
            listen,
            monitor: self.monitor,
            streams: self.streams.as_deref(),
            issuer: pki.issuer(),
            extra: "",
        }
        .write(&kit)?;
        ctx.out.line(format!(
            "{}\n  copy it to {home} on {name}, then run there:\n  mco-broker run --config {home}/broker.conf",
            kit.display(),
            name = self.name,
            home = home.display(),
        ))?;
        Ok(Exit::Done)
    }
}

impl Run for Node {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let pki = Pki::open(&self.folder.dir)?;
        let brokers = self.brokers.known(&pki)?;
        let admins: Vec<String> = self.admins.iter().map(|name| admin(&pki, name)).collect();
        let home = self.kit.home(Kind::Node);
        for name in &self.names {
            let kit = self
                .kit
                .issue(&pki, Kind::Node, &[name], &self.permissions, ctx)?;
            NodeKit {
                name,
                home: &home,
                brokers: &brokers,
                admins: &admins,
                issuer: pki.issuer(),
                extra: "",
            }
            .write(&kit)?;
            ctx.out.line(kit.display().to_string())?;
        }
        ctx.out.line(format!(
            "  copy each to {home} on its machine, then run there:\n  mco-server run --config {home}/server.conf",
            home = home.display(),
        ))?;
        Ok(Exit::Done)
    }
}

impl Run for User {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let pki = Pki::open(&self.folder.dir)?;
        let login = match self.name.as_str() {
            "" => ctx
                .environment
                .vars
                .get("USER")
                .map(String::as_str)
                .unwrap_or_default(),
            name => name,
        };
        anyhow::ensure!(
            !login.is_empty(),
            "no user name: give one, e.g. `mco pki user ann`"
        );
        let name = user_name(&pki, login);
        let brokers = self.brokers.known(&pki)?;
        let kit = self
            .kit
            .issue(&pki, Kind::User, &[&name], &self.permissions, ctx)?;
        let home = self.kit.home(Kind::User);
        UserKit {
            home: &home,
            brokers: &brokers,
            issuer: pki.issuer(),
        }
        .write(&kit)?;
        let config = match &self.kit.home {
            Some(home) => format!(" --config {}/client.conf", home.display()),
            None => String::new(),
        };
        let export = match pki.security() {
            Security::V1 => format!("  export MCOLLECTIVE_CERTNAME={name}\n"),
            Security::V2 => String::new(),
        };
        ctx.out.line(format!(
            "{}\n  copy it to {} of the user, who then runs:\n{export}  mco ping{config}",
            kit.display(),
            home.display(),
        ))?;
        Ok(Exit::Done)
    }
}

impl Kit {
    fn issue(
        &self,
        pki: &Pki,
        kind: Kind,
        names: &[&str],
        permissions: &[String],
        ctx: &Ctx,
    ) -> anyhow::Result<PathBuf> {
        let days = self.days.unwrap_or_else(|| kind.days());
        // v1 signs with RSA; nodes of a real site have RSA too, so that they can register themselves.
        let key = if kind == Kind::Broker {
            KeyKind::P256
        } else {
            KeyKind::Rsa
        };
        let order = Order {
            kind,
            names,
            key,
            days,
            permissions,
        };
        pki.issue(&order, ctx.clock.now()).with_context(|| {
            format!(
                "making the kit of {} {}",
                kind.word(),
                names.first().unwrap_or(&"")
            )
        })
    }

    fn home(&self, kind: Kind) -> PathBuf {
        let default = if kind == Kind::User {
            "~/.config/mco"
        } else {
            "/etc/mco"
        };
        self.home.clone().unwrap_or_else(|| Path::new(default).to_owned())
    }
}

impl Brokers {
    /// The brokers given, else those of the folder on the ports of their kits.
    fn known(&self, pki: &Pki) -> anyhow::Result<Vec<String>> {
        if !self.list.is_empty() {
            return Ok(self.list.clone());
        }
        let entries = pki
            .entries()?
            .into_iter()
            .filter(|entry| entry.kind == Some(Kind::Broker));
        let mut brokers: Vec<String> = entries
            .map(|entry| format!("{}:{}", entry.name, port(&entry.path)))
            .collect();
        // A broker may have both a certificate and a token.
        brokers.dedup();
        anyhow::ensure!(
            !brokers.is_empty(),
            "no broker is known: make one with `mco pki broker NAME`, or say --broker HOST:PORT"
        );
        Ok(brokers)
    }
}

/// The port of a broker by the configuration beside its certificate or token, which people may edit.
fn port(credential: &Path) -> u16 {
    let text = std::fs::read_to_string(credential.with_file_name("broker.conf")).unwrap_or_default();
    let mut values = text
        .lines()
        .filter_map(|line| line.split_once('='))
        .filter(|(key, _)| key.trim() == "plugin.choria.network.client_port");
    values
        .next_back()
        .and_then(|(_, port)| port.trim().parse().ok())
        .unwrap_or(BROKER_PORT)
}

/// The name of a user's kit, which in a certificate has to end as nodes expect it.
fn user_name(pki: &Pki, login: &str) -> String {
    let complete = login.ends_with(CALLER_SUFFIX) || login.ends_with(".choria");
    if complete || pki.security() == Security::V2 {
        login.to_owned()
    } else {
        format!("{login}{CALLER_SUFFIX}")
    }
}

/// A caller id as it is, or the one of a user.
fn admin(pki: &Pki, name: &str) -> String {
    if name.contains('=') {
        name.to_owned()
    } else {
        pki.caller(&user_name(pki, name))
    }
}
