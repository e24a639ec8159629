//! The configuration files that complete a kit, with every path as it will be on the kit's machine.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::{PkiError, files};

/// A broker's configuration.
#[derive(Debug)]
pub struct BrokerKit<'a> {
    /// Identity and certificate name.
    pub name: &'a str,
    /// Folder the kit will be copied to.
    pub home: &'a Path,
    /// `address:port` to listen on, e.g. `[::]:4222`.
    pub listen: std::net::SocketAddr,
    /// Port of the monitoring endpoints on loopback; none for none.
    pub monitor: Option<u16>,
    /// Folder of its streams, on its machine; none for no streams.
    pub streams: Option<&'a Path>,
    /// Public key of the issuer of tokens; none where certificates are the rule.
    pub issuer: Option<&'a str>,
    /// Further lines, e.g. which engine it has.
    pub extra: &'a str,
}

/// A node's configuration.
#[derive(Debug)]
pub struct NodeKit<'a> {
    /// Identity.
    pub name: &'a str,
    /// Folder the kit will be copied to.
    pub home: &'a Path,
    /// `host:port` of the brokers.
    pub brokers: &'a [String],
    /// Callers who may do everything, e.g. `choria=ann.mcollective`; everyone else may look.
    pub admins: &'a [String],
    /// Public key of the issuer of tokens; none where certificates are the rule.
    pub issuer: Option<&'a str>,
    /// Further lines, e.g. where facts are.
    pub extra: &'a str,
}

/// A user's configuration.
#[derive(Debug)]
pub struct UserKit<'a> {
    /// Folder the kit will be copied to.
    pub home: &'a Path,
    /// `host:port` of the brokers.
    pub brokers: &'a [String],
    /// Public key of the issuer of tokens; none where certificates are the rule.
    pub issuer: Option<&'a str>,
}

impl BrokerKit<'_> {
    /// The text of `broker.conf`.
    pub fn text(&self) -> String {
        let mut text = match self.issuer {
            None => certificate(self.home),
            Some(issuer) => {
                token(self.home, &[("certificate", "cert.pem"), ("key", "key.pem")]) + &trusted(issuer)
            }
        };
        let (address, port) = (self.listen.ip(), self.listen.port());
        let _ = write!(
            text,
            "identity = {}\n\n\
             plugin.choria.broker_network = true\n\
             plugin.choria.network.listen_address = {address}\n\
             plugin.choria.network.client_port = {port}\n",
            self.name
        );
        let store = "plugin.choria.network.stream.store";
        let _ = match self.streams {
            Some(folder) => writeln!(
                text,
                "\n# streams, buckets and governors\n{store} = {}",
                folder.display()
            ),
            None => writeln!(
                text,
                "\n# for streams, buckets and governors\n# {store} = /var/lib/mco/streams"
            ),
        };
        if let Some(port) = self.monitor {
            let _ = write!(
                text,
                "\n# /varz, /connz and Prometheus metrics, for this machine only\nplugin.choria.stats_port = {port}\n"
            );
        }
        text.push_str(self.extra);
        text
    }

    /// Writes `broker.conf` into the kit.
    pub fn write(&self, kit: &Path) -> Result<(), PkiError> {
        files::write(&kit.join("broker.conf"), &self.text())
    }
}

impl NodeKit<'_> {
    /// The text of `server.conf`.
    pub fn text(&self) -> String {
        let mut text = match self.issuer {
            None => certificate(self.home),
            Some(issuer) => token(self.home, &[("ca", "ca.pem")]) + &trusted(issuer),
        };
        let _ = write!(
            text,
            "identity = {}\n{}\n\
             # policies/default.policy decides who may call what\n\
             plugin.actionpolicy.enable_default = 1\n\n\
             rpcaudit = 1\n\
             plugin.rpcaudit.logfile = {}\n{}",
            self.name,
            hosts(self.brokers),
            self.home.join("audit.log").display(),
            self.extra,
        );
        text
    }

    /// Writes `server.conf` and, unless there is one, a starter policy.
    pub fn write(&self, kit: &Path) -> Result<(), PkiError> {
        files::write(&kit.join("server.conf"), &self.text())?;
        let policies = kit.join("policies");
        files::private_dir(&policies)?;
        let default = policies.join("default.policy");
        if default.exists() {
            Ok(())
        } else {
            files::write(&default, &starter_policy(self.admins))
        }
    }
}

impl UserKit<'_> {
    /// The text of `client.conf`.
    pub fn text(&self) -> String {
        let credentials = match self.issuer {
            None => certificate(self.home),
            Some(_) => token(self.home, &[("ca", "ca.pem")]) + "\n",
        };
        credentials + &hosts(self.brokers)
    }

    /// Writes `client.conf` into the kit.
    pub fn write(&self, kit: &Path) -> Result<(), PkiError> {
        files::write(&kit.join("client.conf"), &self.text())
    }
}

/// A first policy: everyone with credentials of the site may look, `admins` (caller ids) may act.
fn starter_policy(admins: &[String]) -> String {
    let looking = reading_actions().join(" ");
    let mut text = format!(
        "# Who may call which action on this node. The first rule that fits decides.\n\
         # Columns, separated by tabs: allow or deny, callers, actions, facts, classes. For example:\n\
         #\n\
         #   allow\tchoria=ann.mcollective\tstatus restart\tenvironment=staging\t*\n\
         #\n\
         # A file named after an agent, e.g. package.policy, replaces this one for that agent.\n\
         policy default deny\n\n\
         # Everyone with credentials of this site may look.\n\
         allow\t*\t{looking}\t*\t*\n\n\
         # These may do everything.\n"
    );
    for admin in admins {
        let _ = writeln!(text, "allow\t{admin}\t*\t*\t*");
    }
    if admins.is_empty() {
        text.push_str("#allow\tchoria=ann.mcollective\t*\t*\t*\n");
    }
    text
}

/// Actions that only read, in every shipped agent that has them.
fn reading_actions() -> Vec<String> {
    let mut risks: BTreeMap<String, bool> = BTreeMap::new();
    for action in ddl::builtin_names()
        .filter_map(ddl::builtin)
        .flat_map(|agent| agent.actions.clone())
    {
        let reads = action.risk() == ddl::Risk::Read;
        risks
            .entry(action.name)
            .and_modify(|all| *all &= reads)
            .or_insert(reads);
    }
    risks
        .into_iter()
        .filter_map(|(name, reads)| reads.then_some(name))
        .collect()
}

fn certificate(home: &Path) -> String {
    let at = |name: &str| home.join(name).display().to_string();
    format!(
        "plugin.security.provider = file\n\
         plugin.security.file.certificate = {}\n\
         plugin.security.file.key = {}\n\
         plugin.security.file.ca = {}\n\n",
        at("cert.pem"),
        at("key.pem"),
        at("ca.pem"),
    )
}

/// The token with its seed, and what else of the provider lies in the kit.
fn token(home: &Path, more: &[(&str, &str)]) -> String {
    let mut text = "plugin.security.provider = choria\n".to_owned();
    for (key, file) in [("token_file", "token.jwt"), ("seed_file", "token.seed")]
        .iter()
        .chain(more)
    {
        let _ = writeln!(
            text,
            "plugin.security.choria.{key} = {}",
            home.join(file).display()
        );
    }
    text
}

/// Whose tokens are believed.
fn trusted(issuer: &str) -> String {
    format!("plugin.security.issuer.names = choria\nplugin.security.issuer.choria.public = {issuer}\n\n")
}

fn hosts(brokers: &[String]) -> String {
    format!(
        "plugin.choria.middleware_hosts = {}\nplugin.choria.use_srv = false\n",
        brokers.join(", ")
    )
}
