//! Innermost layer of a reply.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{moment, seconds, text};
use crate::document::{expect_protocol, json, parse};
use crate::{AgentName, DecodeError, EncodeError, Identity, InvalidName, Layer, Reply, RequestId};

const PROTOCOL: &str = "choria:reply:1";

#[derive(Serialize, Deserialize)]
struct Document<'a> {
    #[serde(borrow)]
    protocol: Cow<'a, str>,
    #[serde(borrow)]
    message: Cow<'a, str>,
    #[serde(borrow)]
    envelope: Envelope<'a>,
}

#[derive(Serialize, Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    requestid: Cow<'a, str>,
    #[serde(borrow)]
    senderid: Cow<'a, str>,
    #[serde(borrow)]
    agent: Cow<'a, str>,
    time: u64,
}

/// Writes the document that is hashed.
pub(super) fn encode(reply: &Reply) -> Result<String, EncodeError> {
    Ok(json(&Document {
        protocol: PROTOCOL.into(),
        message: text(&reply.payload)?.into(),
        envelope: Envelope {
            requestid: reply.request.as_str().into(),
            senderid: reply.sender.as_str().into(),
            agent: reply.agent.as_str().into(),
            time: seconds(reply.time)?,
        },
    }))
}

/// Reads a document whose hash was checked.
pub(super) fn decode(message: &str) -> Result<Reply, DecodeError> {
    let layer = Layer::Reply;
    let document: Document<'_> = parse(message.as_bytes(), layer)?;
    expect_protocol(&document.protocol, PROTOCOL, layer)?;
    let name = |source: InvalidName| DecodeError::Name { layer, source };
    let envelope = document.envelope;
    Ok(Reply {
        request: RequestId::new(&envelope.requestid).map_err(name)?,
        sender: Identity::new(&envelope.senderid).map_err(name)?,
        agent: AgentName::new(&envelope.agent).map_err(name)?,
        time: moment(envelope.time, layer)?,
        payload: document.message.into_owned().into_bytes(),
    })
}
