//! Names and addresses on the network.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::Path;

use protocol::rpc::Object;
use serde_json::{Value, json};

use super::gather::text;
use super::netlink::{self, Address};

/// Interfaces kept; a host of containers has one for each of them.
const MAX_INTERFACES: usize = 256;

/// Adds `networking`.
pub(super) fn gather(facts: &mut Object) {
    let nodename = rustix::system::uname().nodename().to_string_lossy().into_owned();
    let resolver = text("/etc/resolv.conf").unwrap_or_default();
    let mut networking = names(&nodename, &resolver);
    let addresses = netlink::addresses().unwrap_or_default();
    let interfaces = interfaces(Path::new("/sys/class/net"), &addresses);
    let routes = text("/proc/net/route").unwrap_or_default();
    if let Some(name) = primary(&routes, &interfaces) {
        for member in ["ip", "ip6", "mac", "mtu", "netmask", "network"] {
            if let Some(value) = interfaces[&name].get(member) {
                networking.insert(member.into(), value.clone());
            }
        }
        networking.insert("primary".into(), name.into());
    }
    networking.insert(
        "interfaces".into(),
        interfaces.into_iter().collect::<Object>().into(),
    );
    facts.insert("networking".into(), networking.into());
}

/// Host name, domain and both together. A host that does not know its domain takes the resolver's.
fn names(nodename: &str, resolver: &str) -> Object {
    let (hostname, domain) = nodename.split_once('.').unwrap_or((nodename, ""));
    let configured = |wanted: &str| {
        let lines = resolver.lines().map(str::split_ascii_whitespace);
        let mut matching = lines.filter_map(|mut words| (words.next()? == wanted).then(|| words.next())?);
        matching.next()
    };
    let domain = if domain.is_empty() {
        configured("domain")
            .or_else(|| configured("search"))
            .unwrap_or("")
    } else {
        domain
    };
    let domain = domain.trim_matches('.');
    let mut names = Object::new();
    names.insert("hostname".into(), hostname.into());
    if domain.is_empty() {
        names.insert("fqdn".into(), hostname.into());
    } else {
        names.insert("domain".into(), domain.into());
        names.insert("fqdn".into(), format!("{hostname}.{domain}").into());
    }
    names
}

fn interfaces(root: &Path, addresses: &[Address]) -> BTreeMap<String, Value> {
    let entries = std::fs::read_dir(root).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let described = names.take(MAX_INTERFACES).filter_map(|name| {
        let path = root.join(&name);
        let index: u32 = text(path.join("ifindex"))?.parse().ok()?;
        let own = addresses.iter().filter(|address| address.interface == index);
        Some((name, interface(&path, own.copied())))
    });
    described.collect()
}

fn interface(path: &Path, addresses: impl Iterator<Item = Address>) -> Value {
    let mut value = json!({});
    if let Some(mac) = text(path.join("address")).filter(|mac| !mac.chars().all(|c| matches!(c, '0' | ':'))) {
        value["mac"] = mac.into();
    }
    if let Some(mtu) = text(path.join("mtu")).and_then(|mtu| mtu.parse::<u64>().ok()) {
        value["mtu"] = mtu.into();
    }
    if let Some(state) = text(path.join("operstate")) {
        value["operational_state"] = state.into();
    }
    let mut addresses: Vec<_> = addresses.collect();
    // An address that is valid on its link only stands for the interface when there is no other.
    addresses.sort_by_key(|address| address.link_local);
    for address in &addresses {
        let (bindings, suffix) = if address.ip.is_ipv4() {
            ("bindings", "")
        } else {
            ("bindings6", "6")
        };
        let (netmask, network) = network(address.ip, address.prefix);
        let binding = json!({"address": address.ip, "netmask": netmask, "network": network});
        if value.get(bindings).is_none() {
            value[format!("ip{suffix}")] = binding["address"].clone();
            value[format!("netmask{suffix}")] = binding["netmask"].clone();
            value[format!("network{suffix}")] = binding["network"].clone();
            value[bindings] = json!([]);
        }
        if let Some(list) = value[bindings].as_array_mut() {
            list.push(binding);
        }
    }
    value
}

fn network(ip: IpAddr, prefix: u8) -> (IpAddr, IpAddr) {
    let prefix = u32::from(prefix);
    match ip {
        IpAddr::V4(ip) => {
            let mask = u32::MAX.checked_shl(32_u32.saturating_sub(prefix)).unwrap_or(0);
            let network = Ipv4Addr::from_bits(ip.to_bits() & mask);
            (Ipv4Addr::from_bits(mask).into(), network.into())
        }
        IpAddr::V6(ip) => {
            let mask = u128::MAX.checked_shl(128_u32.saturating_sub(prefix)).unwrap_or(0);
            let network = Ipv6Addr::from_bits(ip.to_bits() & mask);
            (Ipv6Addr::from_bits(mask).into(), network.into())
        }
    }
}

/// The interface of the default route, else the first with an address other machines can reach.
fn primary(routes: &str, interfaces: &BTreeMap<String, Value>) -> Option<String> {
    let mut defaults: Vec<(u64, &str)> = routes
        .lines()
        .skip(1)
        .filter_map(|line| {
            let words: Vec<_> = line.split_ascii_whitespace().collect();
            let [name, "00000000", _, _, _, _, metric, ..] = words[..] else {
                return None;
            };
            Some((metric.parse().ok()?, name))
        })
        .collect();
    defaults.sort_unstable();
    let known = defaults.into_iter().map(|(_, name)| name.to_owned());
    let reachable = interfaces
        .iter()
        .filter(|(name, value)| *name != "lo" && (value.get("ip").is_some() || value.get("ip6").is_some()))
        .map(|(name, _)| name.clone());
    known.chain(reachable).find(|name| interfaces.contains_key(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_takes_its_domain_from_its_name_or_the_resolver() {
        let told = |nodename, resolver| Value::from(names(nodename, resolver));
        assert_eq!(
            told("web1.example.net", "search other.net"),
            json!({"hostname": "web1", "domain": "example.net", "fqdn": "web1.example.net"})
        );
        assert_eq!(
            told("web1", "nameserver 10.0.0.1\nsearch example.net other.net"),
            json!({"hostname": "web1", "domain": "example.net", "fqdn": "web1.example.net"})
        );
        assert_eq!(told("web1", ""), json!({"hostname": "web1", "fqdn": "web1"}));
    }

    #[test]
    fn an_interface_is_described_by_its_best_address() {
        let sys = tempfile::tempdir().unwrap();
        let eth0 = sys.path().join("eth0");
        std::fs::create_dir(&eth0).unwrap();
        std::fs::write(eth0.join("ifindex"), "2").unwrap();
        std::fs::write(eth0.join("address"), "02:00:00:00:00:01\n").unwrap();
        let address = |ip: &str, prefix, link_local| Address {
            interface: 2,
            ip: ip.parse().unwrap(),
            prefix,
            link_local,
        };
        let addresses = [
            address("fe80::1", 64, true),
            address("10.1.2.3", 20, false),
            address("2001:db8::5", 64, false),
        ];
        let interfaces = interfaces(sys.path(), &addresses);
        let eth0 = &interfaces["eth0"];
        assert_eq!(eth0["ip"], "10.1.2.3");
        assert_eq!(
            (&eth0["netmask"], &eth0["network"]),
            (&json!("255.255.240.0"), &json!("10.1.0.0"))
        );
        assert_eq!(eth0["ip6"], "2001:db8::5");
        assert_eq!(eth0["bindings6"].as_array().unwrap().len(), 2);
        assert_eq!(eth0["mac"], "02:00:00:00:00:01");
    }

    #[test]
    fn the_primary_interface_has_the_default_route_of_the_lowest_metric() {
        let routes = "Iface Destination Gateway Flags RefCnt Use Metric Mask\n\
                      wlan0 00000000 0102A8C0 0003 0 0 600 00000000\n\
                      eth0 00000000 0102A8C0 0003 0 0 100 00000000\n\
                      eth0 0002A8C0 00000000 0001 0 0 100 00FFFFFF\n";
        let interfaces: BTreeMap<_, _> = ["eth0", "lo", "wlan0"]
            .map(|name| (name.to_owned(), json!({"ip": "10.0.0.1"})))
            .into();
        assert_eq!(primary(routes, &interfaces).as_deref(), Some("eth0"));
        assert_eq!(primary("", &interfaces).as_deref(), Some("eth0"));
        assert_eq!(primary("", &BTreeMap::new()), None);
    }

    #[test]
    fn prefixes_at_both_ends_do_not_overflow() {
        let all = network([10, 0, 0, 1].into(), 32);
        assert_eq!(all, ([255, 255, 255, 255].into(), [10, 0, 0, 1].into()));
        let none = network([10, 0, 0, 1].into(), 0);
        assert_eq!(none, ([0, 0, 0, 0].into(), [0, 0, 0, 0].into()));
    }
}
