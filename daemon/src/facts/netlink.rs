//! Addresses of the network interfaces, asked of the kernel. The only other way to them needs `unsafe`.

use std::io;
use std::net::IpAddr;
use std::time::Duration;

use rustix::net::sockopt::{Timeout, set_socket_timeout};
use rustix::net::{AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType};

const HEADER: usize = 16;
const ADDRESS_HEADER: usize = 8;
const ATTRIBUTE_HEADER: usize = 4;

const GET_ADDRESSES: u16 = 22;
const NEW_ADDRESS: u16 = 20;
const ERROR: u16 = 2;
const DONE: u16 = 3;
const REQUEST_DUMP: u16 = 0x301;

const IFA_ADDRESS: u16 = 1;
const IFA_LOCAL: u16 = 2;

/// Addresses kept; a host of containers has thousands.
const MAX_ADDRESSES: usize = 4096;

/// The kernel answers at once; this only keeps a surprise from holding the thread.
const PATIENCE: Duration = Duration::from_secs(1);

/// One address of one interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) interface: u32,
    pub(super) ip: IpAddr,
    /// Length of the network prefix.
    pub(super) prefix: u8,
    /// Valid on this link only.
    pub(super) link_local: bool,
}

/// Every address of this machine.
pub(super) fn addresses() -> io::Result<Vec<Address>> {
    let socket = rustix::net::socket_with(
        AddressFamily::NETLINK,
        SocketType::RAW,
        SocketFlags::CLOEXEC,
        None,
    )?;
    set_socket_timeout(&socket, Timeout::Recv, Some(PATIENCE))?;
    rustix::net::send(&socket, &request(), SendFlags::empty())?;
    let mut found = Vec::new();
    let mut buffer = vec![0; 32 << 10];
    loop {
        let (length, _) = rustix::net::recv(&socket, &mut buffer[..], RecvFlags::empty())?;
        if length == 0 || parse(&buffer[..length], &mut found) || found.len() >= MAX_ADDRESSES {
            return Ok(found);
        }
    }
}

fn request() -> Vec<u8> {
    let length = (HEADER + ADDRESS_HEADER) as u32;
    let mut bytes = Vec::with_capacity(length as usize);
    bytes.extend(length.to_ne_bytes());
    bytes.extend(GET_ADDRESSES.to_ne_bytes());
    bytes.extend(REQUEST_DUMP.to_ne_bytes());
    bytes.resize(length as usize, 0);
    bytes
}

/// Takes the addresses out of one datagram; true when the kernel has nothing more to say.
fn parse(mut datagram: &[u8], found: &mut Vec<Address>) -> bool {
    while let (Some(length), Some(kind)) = (u32_at(datagram, 0), u16_at(datagram, 4)) {
        let length = length as usize;
        let Some(message) = datagram.get(HEADER..length) else {
            return true;
        };
        match kind {
            DONE | ERROR => return true,
            NEW_ADDRESS => found.extend(address(message)),
            _ => {}
        }
        datagram = datagram.get(length.next_multiple_of(4)..).unwrap_or_default();
    }
    false
}

fn address(message: &[u8]) -> Option<Address> {
    let (prefix, scope) = (*message.get(1)?, *message.get(3)?);
    let interface = u32_at(message, 4)?;
    let mut ip = None;
    let mut attributes = message.get(ADDRESS_HEADER..)?;
    while let (Some(length), Some(kind)) = (u16_at(attributes, 0), u16_at(attributes, 2)) {
        let length = usize::from(length);
        let Some(value) = attributes.get(ATTRIBUTE_HEADER..length) else {
            break;
        };
        // On a point to point link IFA_ADDRESS is the other end, and IFA_LOCAL ours.
        match kind {
            IFA_LOCAL => ip = to_ip(value).or(ip),
            IFA_ADDRESS if ip.is_none() => ip = to_ip(value),
            _ => {}
        }
        attributes = attributes.get(length.next_multiple_of(4)..).unwrap_or_default();
    }
    Some(Address {
        interface,
        ip: ip?,
        prefix,
        link_local: scope == 253,
    })
}

fn to_ip(bytes: &[u8]) -> Option<IpAddr> {
    match bytes.len() {
        4 => <[u8; 4]>::try_from(bytes).ok().map(IpAddr::from),
        _ => <[u8; 16]>::try_from(bytes).ok().map(IpAddr::from),
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_ne_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_ne_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn attribute(kind: u16, value: &[u8]) -> Vec<u8> {
        let mut bytes = ((ATTRIBUTE_HEADER + value.len()) as u16).to_ne_bytes().to_vec();
        bytes.extend(kind.to_ne_bytes());
        bytes.extend(value);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        bytes
    }

    fn message(kind: u16, body: &[u8]) -> Vec<u8> {
        let mut bytes = ((HEADER + body.len()) as u32).to_ne_bytes().to_vec();
        bytes.extend(kind.to_ne_bytes());
        bytes.resize(HEADER, 0);
        bytes.extend(body);
        bytes
    }

    #[test]
    fn our_end_of_a_point_to_point_link_is_taken() {
        let mut body = vec![2, 32, 0, 0, 7, 0, 0, 0];
        body[4..8].copy_from_slice(&7_u32.to_ne_bytes());
        body.extend(attribute(IFA_ADDRESS, &[10, 0, 0, 2]));
        body.extend(attribute(IFA_LOCAL, &[10, 0, 0, 1]));
        body.extend(attribute(3, b"tun0\0"));
        let mut datagram = message(NEW_ADDRESS, &body);
        datagram.extend(message(DONE, &[0; 4]));
        let mut found = Vec::new();
        assert!(parse(&datagram, &mut found));
        assert_eq!(
            found,
            [Address {
                interface: 7,
                ip: [10, 0, 0, 1].into(),
                prefix: 32,
                link_local: false,
            }]
        );
    }

    #[test]
    fn lengths_that_lie_end_the_parse() {
        let mut datagram = message(NEW_ADDRESS, &[2, 8, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0]);
        let mut found = Vec::new();
        assert!(!parse(&datagram, &mut found));
        datagram[..4].copy_from_slice(&0_u32.to_ne_bytes());
        assert!(parse(&datagram, &mut found));
        datagram[..4].copy_from_slice(&4096_u32.to_ne_bytes());
        assert!(parse(&datagram, &mut found));
        assert!(found.is_empty());
    }

    #[test]
    fn the_kernel_knows_the_loopback_address() {
        let found = addresses().unwrap();
        assert!(found.iter().any(|address| address.ip.is_loopback()), "{found:?}");
    }

    /// A length that is nearly always the right one.
    fn lengths() -> impl Strategy<Value = Option<u16>> {
        prop_oneof![9 => Just(None), 1 => prop_oneof![0_u16..40, any::<u16>()].prop_map(Some)]
    }

    fn attributes() -> impl Strategy<Value = Vec<u8>> {
        let value = prop_oneof![vec(any::<u8>(), 4), vec(any::<u8>(), 16), vec(any::<u8>(), 0..20)];
        (0_u16..4, value, lengths()).prop_map(|(kind, value, length)| {
            let mut bytes = attribute(kind, &value);
            if let Some(length) = length {
                bytes[..2].copy_from_slice(&length.to_ne_bytes());
            }
            bytes
        })
    }

    fn messages() -> impl Strategy<Value = Vec<u8>> {
        let kind = prop_oneof![8 => Just(NEW_ADDRESS), 1 => Just(DONE), 1 => 0_u16..24];
        let head = prop_oneof![9 => vec(any::<u8>(), 8), 1 => vec(any::<u8>(), 0..12)];
        (kind, head, vec(attributes(), 0..4), lengths()).prop_map(|(kind, head, attributes, length)| {
            let mut bytes = message(kind, &[head, attributes.concat()].concat());
            if let Some(length) = length {
                bytes[..4].copy_from_slice(&u32::from(length).to_ne_bytes());
            }
            bytes
        })
    }

    proptest! {
        #[test]
        fn no_datagram_panics_or_hangs(messages in vec(messages(), 0..6), noise: Vec<u8>) {
            let datagram = [messages.concat(), noise].concat();
            let mut found = Vec::new();
            parse(&datagram, &mut found);
            prop_assert!(found.len() <= datagram.len() / HEADER);
        }
    }
}
