//! Brokers and how to reach them.

use std::time::Duration;

use crate::Secret;
use crate::draft::{Draft, Role};

const HOSTS: &str = "plugin.choria.middleware_hosts";
const FEDERATION_HOSTS: &str = "plugin.choria.federation_middleware_hosts";
const SCHEMES: &[&str] = &["nats", "tls", "ws", "wss"];

/// Brokers and how to reach them.
#[derive(Debug, Clone)]
pub struct Network {
    /// `plugin.choria.middleware_hosts` as `scheme://host:port` or `host:port`; empty means SRV, then `puppet:4222`.
    pub hosts: Vec<String>,
    /// `plugin.choria.use_srv`.
    pub use_srv: bool,
    /// `plugin.choria.srv_domain`.
    pub srv_domain: Option<String>,
    /// `plugin.choria.network.connect_timeout`.
    pub connect_timeout: Duration,
    /// `plugin.nats.user`.
    pub user: Option<String>,
    /// `plugin.nats.pass`.
    pub password: Option<Secret>,
}

/// Reads the network keys.
pub(crate) fn read(draft: &mut Draft<'_>) -> Network {
    if draft.role != Role::Server {
        hosts(draft, FEDERATION_HOSTS);
    }
    Network {
        hosts: hosts(draft, HOSTS),
        use_srv: draft.bool("plugin.choria.use_srv"),
        srv_domain: draft.text("plugin.choria.srv_domain"),
        connect_timeout: draft.duration("plugin.choria.network.connect_timeout"),
        user: draft.text("plugin.nats.user"),
        password: draft.secret("plugin.nats.pass"),
    }
}

/// A list of hosts, each with a port; an error for any other.
pub(crate) fn hosts(draft: &mut Draft<'_>, key: &str) -> Vec<String> {
    let hosts = draft.list(key);
    for host in &hosts {
        if !is_host(host) {
            // A login before the host is refused too, and must not be shown.
            let shown = host.rsplit_once('@').map_or(host.as_str(), |(_, rest)| rest);
            draft.error(key, format!("{shown:?} is not host:port or nats://host:port"));
        }
    }
    hosts
}

fn is_host(text: &str) -> bool {
    let (scheme, rest) = text.split_once("://").unwrap_or(("nats", text));
    let Some((host, port)) = rest.rsplit_once(':') else {
        return false;
    };
    let bracketed = host.starts_with('[') && host.ends_with(']');
    let plain = !host.contains([':', '/', '@', '[', ']']) && !host.contains(char::is_whitespace);
    let digits = port.bytes().all(|byte| byte.is_ascii_digit());
    let port = port.parse::<u16>().is_ok_and(|port| port > 0);
    SCHEMES.contains(&scheme) && !host.is_empty() && (bracketed || plain) && digits && port
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_needs_a_port_and_may_have_a_scheme() {
        for good in [
            "a:4222",
            "nats://b.example.net:4222",
            "wss://c:443",
            "[::1]:4222",
            "nats://[::1]:4222",
        ] {
            assert!(is_host(good), "{good}");
        }
        for bad in [
            "a",
            ":4222",
            "a:0",
            "a:70000",
            "a:+1",
            "http://a:80",
            "::1:4222",
            "a b:1",
            "u@h:1",
            "a:1/x",
        ] {
            assert!(!is_host(bad), "{bad}");
        }
    }

    #[test]
    fn a_login_in_an_address_is_not_shown() {
        let line = "plugin.choria.middleware_hosts = nats://ann:hunter2@broker:4222";
        let settings = crate::Settings::parse(line, std::path::Path::new("/etc/choria/server.conf"));
        let problems = settings.server(&crate::Environment::default()).unwrap_err();
        let shown = problems.to_string();
        assert!(
            shown.contains("\"broker:4222\"") && !shown.contains("hunter2"),
            "{shown}"
        );
    }
}
