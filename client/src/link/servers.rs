//! Which brokers there are: configured ones, else DNS SRV records, else `puppet:4222`.

use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::net::NetError;

use super::backoff::Backoff;
use super::{First, LinkError};
use crate::srv;

const FALLBACK: &str = "nats://puppet:4222";

/// Asked in this order; the first that has an answer wins.
const RECORDS: [&str; 2] = ["_mcollective-server._tcp", "_x-puppet-mcollective._tcp"];

/// Longest wait for one lookup, retries within it included.
const LOOKUP_TIMEOUT: Duration = Duration::from_secs(5);

/// The addresses to connect to, at least one, not yet checked.
///
/// A lookup that fails for a domain somebody configured is an error, or tried again for ever as `first` says: a node that
/// boots before its network must not settle for the fallback.
pub(super) async fn resolve(member: &config::Member, first: First) -> Result<Vec<String>, LinkError> {
    let network = &member.network;
    if !network.hosts.is_empty() {
        return Ok(network.hosts.clone());
    }
    if !network.use_srv {
        return Ok(vec![FALLBACK.to_owned()]);
    }
    let Some(domain) = &network.srv_domain else {
        let domain = member.identity.split_once('.').map(|(_, domain)| domain);
        let found = match domain {
            Some(domain) => lookup(domain).await,
            None => Ok(Vec::new()),
        };
        return Ok(or_fallback(found.unwrap_or_default()));
    };
    let mut attempt = 0;
    loop {
        match lookup(domain).await {
            Ok(found) => return Ok(or_fallback(found)),
            Err(source) if first == First::RetryForever => {
                attempt += 1;
                tracing::warn!(%domain, error = %source, "looking up brokers failed, trying again");
                tokio::time::sleep(Backoff::FiveSec.delay(attempt)).await;
            }
            Err(source) => {
                return Err(LinkError::Lookup {
                    domain: domain.clone(),
                    source: source.into(),
                });
            }
        }
    }
}

fn or_fallback(found: Vec<String>) -> Vec<String> {
    if found.is_empty() {
        tracing::debug!(fallback = FALLBACK, "no broker is configured and DNS names none");
        return vec![FALLBACK.to_owned()];
    }
    found
}

/// Every `host:port` that a record of the site's own domain names; none without a domain, or where DNS must not be asked.
///
/// - **Errors:** [`LinkError::Lookup`], for a domain somebody configured.
pub async fn named(member: &config::Member, record: &str) -> Result<Vec<String>, LinkError> {
    let network = &member.network;
    let configured = network.srv_domain.as_deref();
    let own = member.identity.split_once('.').map(|(_, domain)| domain);
    let Some(domain) = configured.or(own).filter(|_| network.use_srv) else {
        return Ok(Vec::new());
    };
    let resolver = srv::resolver();
    let found = async { srv::targets(&resolver?, record, domain).await };
    let found = match tokio::time::timeout(LOOKUP_TIMEOUT, found).await {
        Ok(found) => found,
        Err(_) => Err(NetError::Timeout),
    };
    match found {
        Ok(found) => Ok(found
            .into_iter()
            .map(|(host, port)| format!("{host}:{port}"))
            .collect()),
        Err(_) if configured.is_none() => Ok(Vec::new()),
        Err(source) => Err(LinkError::Lookup {
            domain: domain.to_owned(),
            source: source.into(),
        }),
    }
}

async fn lookup(domain: &str) -> Result<Vec<String>, NetError> {
    let resolver = srv::resolver()?;
    match tokio::time::timeout(LOOKUP_TIMEOUT, lookup_with(&resolver, domain)).await {
        Ok(found) => found,
        Err(_) => Err(NetError::Timeout),
    }
}

/// The brokers a domain names; none when it has no such records.
async fn lookup_with(resolver: &TokioResolver, domain: &str) -> Result<Vec<String>, NetError> {
    for record in RECORDS {
        let found = srv::targets(resolver, record, domain).await?;
        if !found.is_empty() {
            let named = found
                .into_iter()
                .map(|(host, port)| format!("nats://{host}:{port}"));
            return Ok(named.collect());
        }
    }
    Ok(Vec::new())
}

#[cfg(test)]
mod tests;
