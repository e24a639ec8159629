//! Other servers in the configuration of a `nats-server`: of its cluster, of other clusters, and leaf nodes.

use config::{Peering, RemoteTls, Secret};
use engine::Account;
use serde_json::{Value, json};

use super::Document;

/// Leaf nodes log in over slow lines.
const LEAF_LOGIN_SECONDS: u32 = 10;
/// A remote that is no leaf listener says nothing.
const LEAF_GREETING: &str = "2s";
/// Routes are not pooled: all servers of a cluster must agree, and the reference's brokers have it so.
const NO_POOL: i32 = -1;

impl Document<'_> {
    /// Adds what concerns other servers.
    pub(super) fn add_peers(&self, document: &mut Value) {
        let nats = self.setting.nats;
        let usual = (!self.peers.is_empty()).then_some(Peering::USUAL_PORT);
        if let Some(port) = nats.peering.port.or(usual) {
            document["cluster"] = self.cluster(port);
        }
        if let Some(gateways) = &nats.gateways {
            document["gateway"] = self.gateway(gateways);
        }
        if nats.leaf_nodes.port.is_some() || !nats.leaf_nodes.remotes.is_empty() {
            document["leafnodes"] = self.leaf_nodes();
        }
    }

    fn cluster(&self, port: u16) -> Value {
        let peering = &self.setting.nats.peering;
        let routes: Vec<_> = self
            .peers
            .iter()
            .map(|peer| route(peer, peering.login.as_ref()))
            .collect();
        let mut section = json!({
            "name": peering.name,
            "host": self.host(),
            "port": port,
            "no_advertise": true,
            "pool_size": NO_POOL,
            "routes": routes,
        });
        if let Some((user, password)) = &peering.login {
            section["authorization"] = json!({ "user": user, "password": password.expose() });
        }
        self.add_peer_tls(&mut section);
        section
    }

    fn gateway(&self, gateways: &config::Gateways) -> Value {
        let remotes = gateways.remotes.iter().map(|remote| {
            let mut section = json!({ "name": remote.name, "urls": schemed(&remote.urls, "nats") });
            if let Some(tls) = &remote.tls {
                section["tls"] = self.remote_tls(tls);
            }
            section
        });
        let mut section = json!({
            "name": self.setting.nats.peering.name,
            "host": self.host(),
            "port": gateways.port,
            "reject_unknown_cluster": true,
            "gateways": remotes.collect::<Vec<_>>(),
        });
        if let Some((user, password)) = &gateways.login {
            section["authorization"] = json!({ "user": user, "password": password.expose() });
        }
        self.add_peer_tls(&mut section);
        section
    }

    fn leaf_nodes(&self) -> Value {
        let leaf_nodes = &self.setting.nats.leaf_nodes;
        let mut section = json!({});
        if let Some(port) = leaf_nodes.port {
            let mut authorization = json!({ "timeout": LEAF_LOGIN_SECONDS });
            if let Some((user, password)) = &leaf_nodes.login {
                authorization["user"] = user.as_str().into();
                authorization["password"] = password.expose().into();
                authorization["account"] = Account::Choria.name().into();
            }
            section = json!({
                "host": self.host(),
                "port": port,
                "no_advertise": true,
                "authorization": authorization,
            });
            let authorities = self.setting.tls.is_some_and(|files| files.ca.is_some());
            if let Some(tls) = self.tls(authorities) {
                section["tls"] = tls;
            }
        }
        let remotes = leaf_nodes.remotes.iter().map(|leaf| self.leaf(leaf));
        section["remotes"] = remotes.collect();
        section
    }

    fn leaf(&self, leaf: &config::Leaf) -> Value {
        let mut section = json!({
            "urls": schemed(&leaf.urls, "nats-leaf"),
            "account": leaf.account,
            "first_info_timeout": LEAF_GREETING,
        });
        if let Some(credentials) = &leaf.credentials {
            section["credentials"] = json!(credentials);
        }
        if let Some(tls) = &leaf.tls {
            section["tls"] = self.remote_tls(tls);
        }
        section
    }

    /// Servers of a cluster show each other certificates of one authority, whatever clients do.
    fn add_peer_tls(&self, section: &mut Value) {
        if self.setting.nats.peering.tls
            && let Some(tls) = self.tls(true)
        {
            section["tls"] = tls;
        }
    }

    /// TLS towards a remote, as the broker's own where nothing else is said.
    fn remote_tls(&self, tls: &RemoteTls) -> Value {
        let own = self.setting.tls;
        let certificate = tls.certificate.as_ref().or(own.map(|files| &files.certificate));
        let key = tls.key.as_ref().or(own.map(|files| &files.key));
        let ca = tls.ca.as_ref().or(own.and_then(|files| files.ca.as_ref()));
        let mut section = json!({ "timeout": self.setting.config.tls_timeout.as_secs_f64() });
        for (name, file) in [("cert_file", certificate), ("key_file", key), ("ca_file", ca)] {
            if let Some(file) = file {
                section[name] = json!(file);
            }
        }
        if !tls.verify {
            section["insecure"] = true.into();
        }
        section
    }

    pub(super) fn host(&self) -> String {
        self.setting.config.listen.ip().to_string()
    }
}

/// The URL of a peer with the cluster's login.
fn route(peer: &str, login: Option<&(String, Secret)>) -> String {
    let address = peer.split_once("://").map_or(peer, |(_, address)| address);
    match login {
        None => format!("nats://{address}"),
        Some((user, password)) => {
            let (user, password) = (percent(user), percent(password.expose()));
            format!("nats://{user}:{password}@{address}")
        }
    }
}

fn schemed(urls: &[String], scheme: &str) -> Vec<String> {
    let schemed = |url: &String| match url.contains("://") {
        true => url.clone(),
        false => format!("{scheme}://{url}"),
    };
    urls.iter().map(schemed).collect()
}

/// Text as a part of a URL that is nothing but itself.
fn percent(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(byte.into()),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_carries_the_clusters_login_whatever_is_in_it() {
        let login = ("b@r".to_owned(), Secret::new("p/ss:%word"));
        assert_eq!(
            route("nats://b2.example.net:5222", Some(&login)),
            "nats://b%40r:p%2Fss%3A%25word@b2.example.net:5222"
        );
        assert_eq!(route("[::1]:5222", None), "nats://[::1]:5222");
    }

    #[test]
    fn addresses_without_a_scheme_get_the_usual_one() {
        let urls = ["a:1".to_owned(), "wss://b:2".to_owned()];
        assert_eq!(schemed(&urls, "nats-leaf"), ["nats-leaf://a:1", "wss://b:2"]);
    }
}
