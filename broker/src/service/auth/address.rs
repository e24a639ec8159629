//! Source addresses that count as clients (`plugin.choria.network.client_hosts`).

use std::net::IpAddr;

use ipnet::IpNet;

/// Addresses and CIDR blocks; an empty list holds every address.
#[derive(Debug, Clone, Default)]
pub(crate) struct AllowedAddresses(Vec<IpNet>);

/// An entry that is no address and no CIDR block.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{entry:?} in plugin.choria.network.client_hosts is neither an address nor a CIDR block")]
pub struct BadAddress {
    /// The entry as written.
    pub entry: String,
}

impl AllowedAddresses {
    /// Reads entries such as `192.0.2.7` or `2001:db8::/32`.
    pub(crate) fn parse(entries: &[String]) -> Result<Self, BadAddress> {
        entries
            .iter()
            .map(|entry| network(entry))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Whether an address counts as a client's. IPv4 peers of a dual-stack listener compare as IPv4.
    pub(crate) fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.is_empty() || self.0.iter().any(|network| network.contains(&address))
    }
}

fn network(entry: &str) -> Result<IpNet, BadAddress> {
    let bad = || BadAddress {
        entry: entry.to_owned(),
    };
    match entry.parse::<IpAddr>() {
        Ok(address) => Ok(IpNet::from(address)),
        Err(_) => entry.parse().map_err(|_| bad()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(entries: &[&str]) -> AllowedAddresses {
        let entries: Vec<String> = entries.iter().map(|entry| (*entry).to_owned()).collect();
        AllowedAddresses::parse(&entries).unwrap()
    }

    #[test]
    fn an_empty_list_holds_every_address() {
        assert!(allowed(&[]).contains("203.0.113.9".parse().unwrap()));
    }

    #[test]
    fn single_addresses_and_blocks_match_also_when_mapped_into_ipv6() {
        let list = allowed(&["192.0.2.7", "2001:db8::/32"]);
        for inside in ["192.0.2.7", "::ffff:192.0.2.7", "2001:db8::1"] {
            assert!(list.contains(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["192.0.2.8", "2001:db9::1"] {
            assert!(!list.contains(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn a_host_name_is_refused_by_name() {
        let error = AllowedAddresses::parse(&["ops.example.net".to_owned()]).unwrap_err();
        assert_eq!(error.entry, "ops.example.net");
    }
}
