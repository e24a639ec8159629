//! Where PuppetDB is: configured, else named by DNS, else `puppet:8081`.

use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::net::NetError;

use crate::srv;

const FALLBACK: &str = "https://puppet:8081";

const DATABASE: &str = "_x-puppet-db._tcp";

/// Names Puppet servers, beside which PuppetDB is assumed.
const PUPPET: &str = "_x-puppet._tcp";

const PORT: u16 = 8081;

/// Longest wait for one lookup, retries within it included.
const LOOKUP_TIMEOUT: Duration = Duration::from_secs(5);

/// Addresses in the order to try them, at least one. A lookup that fails leaves the fallback.
pub(super) async fn resolve(config: &config::Client) -> Vec<String> {
    let network = &config.member.network;
    if let Some(host) = &config.puppetdb_host {
        return vec![url(host, config.puppetdb_port)];
    }
    let own = config.member.identity.split_once('.').map(|(_, domain)| domain);
    let domain = network.srv_domain.as_deref().or(own);
    let Some(domain) = domain.filter(|_| network.use_srv) else {
        return vec![FALLBACK.to_owned()];
    };
    let found = match srv::resolver() {
        Ok(resolver) => tokio::time::timeout(LOOKUP_TIMEOUT, lookup(&resolver, domain))
            .await
            .unwrap_or(Err(NetError::Timeout)),
        Err(error) => Err(error),
    };
    match found {
        Ok(found) if !found.is_empty() => found,
        Ok(_) => vec![FALLBACK.to_owned()],
        Err(error) => {
            tracing::debug!(%domain, %error, fallback = FALLBACK, "looking up PuppetDB failed");
            vec![FALLBACK.to_owned()]
        }
    }
}

pub(super) async fn lookup(resolver: &TokioResolver, domain: &str) -> Result<Vec<String>, NetError> {
    let found = srv::targets(resolver, DATABASE, domain).await?;
    if !found.is_empty() {
        return Ok(found.iter().map(|(host, port)| url(host, *port)).collect());
    }
    let beside = srv::targets(resolver, PUPPET, domain).await?;
    Ok(beside.iter().map(|(host, _)| url(host, PORT)).collect())
}

fn url(host: &str, port: u16) -> String {
    match host.contains(':') && !host.starts_with('[') {
        true => format!("https://[{host}]:{port}"),
        false => format!("https://{host}:{port}"),
    }
}
