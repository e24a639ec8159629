//! Addresses and host names.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// An address with a 4-byte form, so `::ffff:1.2.3.4` is one.
pub(super) fn is_ipv4(text: &str) -> bool {
    match text.parse() {
        Ok(IpAddr::V4(_)) => true,
        Ok(IpAddr::V6(address)) => address.to_ipv4_mapped().is_some(),
        Err(_) => false,
    }
}

/// An address without a 4-byte form.
pub(super) fn is_ipv6(text: &str) -> bool {
    is_ip(text) && !is_ipv4(text)
}

/// An address without mask or zone.
pub(super) fn is_ip(text: &str) -> bool {
    text.parse::<IpAddr>().is_ok()
}

/// A host name or IPv4 address.
pub(super) fn is_host(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok() || is_host_name(text)
}

/// `host:port`.
pub(super) fn is_host_with_port(text: &str) -> bool {
    text.rsplit_once(':')
        .is_some_and(|(host, port)| is_host(host) && is_port(port))
}

/// A host or address with or without a port; one of IPv6 with a port is `[address]:port`.
pub(super) fn is_server(text: &str) -> bool {
    if let Some((address, after)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        let port_fits = after.is_empty() || after.strip_prefix(':').is_some_and(is_port);
        return port_fits && address.parse::<Ipv6Addr>().is_ok();
    }
    is_ip(text) || is_host(text) || is_host_with_port(text)
}

/// Labels of letters, digits and inner `-`, the last not a number, which would be a mistyped address.
fn is_host_name(text: &str) -> bool {
    let is_number = |label: &str| label.bytes().all(|b| b.is_ascii_digit());
    text.len() <= 253 && text.split('.').all(is_label) && !text.rsplit('.').next().is_none_or(is_number)
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit()) && text.parse::<u16>().is_ok_and(|port| port > 0)
}
