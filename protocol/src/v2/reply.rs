//! Innermost layer of a reply.

use std::borrow::Cow;

use base64::Engine;
use serde::{Deserialize, Serialize};

use super::{moment, nanoseconds};
use crate::document::{BASE64, expect_protocol, json, parse, unbase64};
use crate::{AgentName, DecodeError, EncodeError, Identity, InvalidName, Layer, Reply, RequestId};

const PROTOCOL: &str = "io.choria.protocol.v2.reply";

#[derive(Serialize, Deserialize)]
struct Document<'a> {
    #[serde(borrow)]
    protocol: Cow<'a, str>,
    #[serde(borrow)]
    message: Cow<'a, str>,
    #[serde(borrow)]
    request: Cow<'a, str>,
    #[serde(borrow)]
    sender: Cow<'a, str>,
    #[serde(borrow)]
    agent: Cow<'a, str>,
    /// Nanoseconds since 1970.
    time: u64,
}

/// Writes the document that is hashed.
pub(super) fn encode(reply: &Reply) -> Result<String, EncodeError> {
    if reply.payload.is_empty() {
        return Err(EncodeError::Schema { member: "message" });
    }
    Ok(json(&Document {
        protocol: PROTOCOL.into(),
        message: BASE64.encode(&reply.payload).into(),
        request: reply.request.as_str().into(),
        sender: reply.sender.as_str().into(),
        agent: reply.agent.as_str().into(),
        time: nanoseconds(reply.time)?,
    }))
}

/// Reads a document whose hash was checked.
pub(super) fn decode(document: &[u8]) -> Result<Reply, DecodeError> {
    let layer = Layer::Reply;
    let document: Document<'_> = parse(document, layer)?;
    expect_protocol(&document.protocol, PROTOCOL, layer)?;
    let name = |source: InvalidName| DecodeError::Name { layer, source };
    Ok(Reply {
        request: RequestId::new(&document.request).map_err(name)?,
        sender: Identity::new(&document.sender).map_err(name)?,
        agent: AgentName::new(&document.agent).map_err(name)?,
        time: moment(document.time, layer)?,
        payload: unbase64(&document.message, layer, "message")?,
    })
}
