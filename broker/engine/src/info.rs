//! The INFO document.

use std::net::SocketAddr;

use serde::Serialize;

use crate::inside::Inside;
use crate::options::Account;

/// The protocol level told to clients; they switch features on by it.
pub(crate) const VERSION: &str = "2.14.2";
/// What clients expect a language version in.
pub(crate) const LANGUAGE: &str = "rust";

/// What the server says about itself; members in the order of the reference.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Info<'a> {
    pub(crate) server_id: &'a str,
    pub(crate) server_name: &'a str,
    pub(crate) version: &'a str,
    pub(crate) proto: u8,
    pub(crate) git_commit: &'a str,
    pub(crate) go: &'a str,
    pub(crate) host: &'a str,
    pub(crate) port: u16,
    pub(crate) headers: bool,
    pub(crate) auth_required: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) tls_required: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) tls_verify: bool,
    pub(crate) max_payload: usize,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) jetstream: bool,
    pub(crate) client_id: u64,
    pub(crate) client_ip: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(crate) nonce: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) connect_urls: Vec<&'a str>,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) ldm: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) connect_info: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) remote_account: Option<&'static str>,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) acc_is_sys: bool,
    /// Level of the streams' API; 0 where there is none.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) api_lvl: u32,
}

impl Info<'_> {
    /// The whole line.
    pub(crate) fn line(&self) -> Vec<u8> {
        let mut line = b"INFO ".to_vec();
        serde_json::to_writer(&mut line, self).expect("strings and numbers always serialize into memory");
        line.extend_from_slice(b"\r\n");
        line
    }

    /// As services of the same program see it: they come in the clear, and stay where they are.
    pub(crate) fn at_inside(self, inside: &Inside) -> Self {
        Self {
            port: inside.address.port(),
            tls_required: false,
            tls_verify: false,
            connect_urls: Vec::new(),
            ..self
        }
    }

    /// Adds what a client learns about its own connection.
    pub(crate) fn bound_to(self, account: Account) -> Self {
        Self {
            connect_info: true,
            remote_account: Some(account.name()),
            acc_is_sys: account == Account::System,
            ..self
        }
    }
}

/// The address without the `::ffff:` of IPv4 peers on a dual-stack listener.
pub(crate) fn plain_ip(address: SocketAddr) -> String {
    address.ip().to_canonical().to_string()
}

fn is_zero(value: &u32) -> bool {
    *value == 0
}

fn is_false(value: &bool) -> bool {
    !value
}
