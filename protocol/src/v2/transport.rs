//! Outermost layer: where a message goes and where it came from.

use std::borrow::Cow;

use base64::Engine;
use serde::{Deserialize, Serialize};

use crate::document::{BASE64, expect_protocol, filled, hops, json, parse_transport, unbase64};
use crate::{DecodeError, Federation, Headers, Hop, Identity, Layer};

const PROTOCOL: &str = "io.choria.protocol.v2.transport";

#[derive(Serialize, Deserialize)]
struct Transport<'a> {
    #[serde(borrow)]
    protocol: Cow<'a, str>,
    #[serde(borrow)]
    data: Cow<'a, str>,
    #[serde(default)]
    headers: WireHeaders,
}

/// The transport without its data.
#[derive(Deserialize)]
struct Peek<'a> {
    #[serde(borrow)]
    protocol: Cow<'a, str>,
    #[serde(default)]
    headers: WireHeaders,
}

#[derive(Default, Serialize, Deserialize)]
struct WireHeaders {
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    sender: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "hops")]
    trace: Vec<Hop>,
    #[serde(skip_serializing_if = "Option::is_none")]
    federation: Option<WireFederation>,
}

#[derive(Serialize, Deserialize)]
struct WireFederation {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    request: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    targets: Option<Vec<String>>,
}

/// Wraps a secure document.
pub(super) fn wrap(secure: &str, headers: &Headers) -> Vec<u8> {
    json(&Transport {
        protocol: PROTOCOL.into(),
        data: BASE64.encode(secure).into(),
        headers: headers.into(),
    })
    .into_bytes()
}

/// Takes headers and secure document apart.
pub(super) fn unwrap(bytes: &[u8]) -> Result<(Headers, Vec<u8>), DecodeError> {
    let transport: Transport<'_> = parse_transport(bytes)?;
    expect_protocol(&transport.protocol, PROTOCOL, Layer::Transport)?;
    let data = unbase64(&transport.data, Layer::Transport, "data")?;
    Ok((transport.headers.into(), data))
}

/// Reads the sender alone.
pub(super) fn sender(bytes: &[u8]) -> Result<Identity, DecodeError> {
    let peek: Peek<'_> = parse_transport(bytes)?;
    expect_protocol(&peek.protocol, PROTOCOL, Layer::Transport)?;
    Identity::new(&peek.headers.sender).map_err(|source| DecodeError::Name {
        layer: Layer::Transport,
        source,
    })
}

impl From<&Headers> for WireHeaders {
    fn from(headers: &Headers) -> Self {
        Self {
            reply: filled(headers.reply_to.as_ref()),
            sender: headers.sender.clone(),
            trace: headers.seen_by.clone(),
            federation: headers.federation.as_ref().map(|federation| WireFederation {
                request: federation.request.clone(),
                reply: filled(federation.reply_to.as_ref()),
                targets: Some(federation.targets.clone()).filter(|targets| !targets.is_empty()),
            }),
        }
    }
}

impl From<WireHeaders> for Headers {
    fn from(wire: WireHeaders) -> Self {
        Self {
            reply_to: filled(wire.reply.as_ref()),
            sender: wire.sender,
            seen_by: wire.trace,
            federation: wire.federation.map(|federation| Federation {
                request: federation.request,
                reply_to: filled(federation.reply.as_ref()),
                targets: federation.targets.unwrap_or_default(),
            }),
        }
    }
}
