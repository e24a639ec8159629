//! Services that DNS names: SRV records, the most wanted first.

use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::rr::RData;
use hickory_resolver::{Resolver, TokioResolver};

/// More servers than any site runs of one kind.
const MAX_TARGETS: usize = 64;

/// A resolver that asks whom this machine asks.
pub(crate) fn resolver() -> Result<TokioResolver, NetError> {
    Resolver::builder_tokio()?.build()
}

/// Host and port of every server a record of a domain names; none when there is no such record.
pub(crate) async fn targets(
    resolver: &TokioResolver,
    record: &str,
    domain: &str,
) -> Result<Vec<(String, u16)>, NetError> {
    // The final dot keeps the machine's search domains out of it.
    let name = format!("{record}.{}.", domain.trim_matches('.'));
    let answer = match resolver.srv_lookup(name).await {
        Ok(answer) => answer,
        Err(NetError::Dns(DnsError::NoRecordsFound(_))) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut found: Vec<_> = answer
        .answers()
        .iter()
        .filter_map(|record| match &record.data {
            RData::SRV(srv) if !srv.target.is_root() => Some(srv),
            _ => None,
        })
        .collect();
    found.sort_by_key(|srv| (srv.priority, u16::MAX - srv.weight));
    let targets = found.into_iter().take(MAX_TARGETS).map(|srv| {
        let host = srv.target.to_ascii();
        (host.trim_end_matches('.').to_owned(), srv.port)
    });
    Ok(targets.collect())
}
