//! Innermost layer of a request.

use std::borrow::Cow;
use std::time::Duration;

use base64::Engine;
use serde::{Deserialize, Serialize};

use super::{moment, nanoseconds};
use crate::document::{BASE64, expect_protocol, json, parse, payload, unbase64};
use crate::{
    AgentName, CallerId, Collective, DecodeError, EncodeError, Filter, InvalidName, Layer, Request, RequestId,
};

const PROTOCOL: &str = "io.choria.protocol.v2.request";

#[derive(Serialize, Deserialize)]
struct Document<'a> {
    #[serde(borrow)]
    protocol: Cow<'a, str>,
    #[serde(borrow)]
    message: Cow<'a, str>,
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    sender: Cow<'a, str>,
    #[serde(borrow)]
    caller: Cow<'a, str>,
    #[serde(borrow)]
    collective: Cow<'a, str>,
    #[serde(borrow)]
    agent: Cow<'a, str>,
    /// Whole seconds.
    ttl: u64,
    /// Nanoseconds since 1970.
    time: u64,
    #[serde(default)]
    filter: Cow<'a, Filter>,
}

/// Writes the document that is signed.
pub(super) fn encode(request: &Request) -> Result<String, EncodeError> {
    let refused = |member| EncodeError::Schema { member };
    let ttl = request.ttl.as_secs();
    if ttl == 0 {
        return Err(refused("ttl"));
    }
    if request.payload.is_empty() {
        return Err(refused("message"));
    }
    if request.sender.is_empty() {
        return Err(refused("sender"));
    }
    if !request.filter.fact.iter().all(|fact| fact.is_sendable()) {
        return Err(refused("filter"));
    }
    Ok(json(&Document {
        protocol: PROTOCOL.into(),
        message: BASE64.encode(&request.payload).into(),
        id: request.id.as_str().into(),
        sender: request.sender.as_str().into(),
        caller: request.caller.as_str().into(),
        collective: request.collective.as_str().into(),
        agent: request.agent.as_str().into(),
        ttl,
        time: nanoseconds(request.time)?,
        filter: Cow::Borrowed(&request.filter),
    }))
}

/// Reads a document whose signature was checked; who asks is still to be compared with the token.
pub(super) fn decode(document: &[u8]) -> Result<Request, DecodeError> {
    let layer = Layer::Request;
    let document: Document<'_> = parse(document, layer)?;
    expect_protocol(&document.protocol, PROTOCOL, layer)?;
    let refused = |member| DecodeError::Schema { layer, member };
    let message = unbase64(&document.message, layer, "message")?;
    if message.is_empty() {
        return Err(refused("message"));
    }
    if document.sender.is_empty() {
        return Err(refused("sender"));
    }
    if document.ttl == 0 {
        return Err(refused("ttl"));
    }
    if document.time == 0 {
        return Err(refused("time"));
    }
    let name = |source: InvalidName| DecodeError::Name { layer, source };
    Ok(Request {
        id: RequestId::new(&document.id).map_err(name)?,
        sender: document.sender.into_owned(),
        caller: CallerId::new(&document.caller).map_err(name)?,
        collective: Collective::new(&document.collective).map_err(name)?,
        agent: AgentName::new(&document.agent).map_err(name)?,
        ttl: Duration::from_secs(document.ttl),
        time: moment(document.time, layer)?,
        filter: document.filter.into_owned(),
        payload: payload(message.into()),
        claims: None,
    })
}
