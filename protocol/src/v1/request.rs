//! Innermost layer of a request.

use std::borrow::Cow;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{moment, seconds, text};
use crate::document::{expect_protocol, json, parse, payload};
use crate::{
    AgentName, CallerId, Collective, DecodeError, EncodeError, Filter, InvalidName, Layer, Request, RequestId,
};

const PROTOCOL: &str = "choria:request:1";

/// Length of a request id, which the reference's schema insists on.
const ID_LENGTH: usize = 32;

/// Least TTL in seconds, which the reference's schema insists on.
const MIN_TTL: u64 = 30;

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
    callerid: Cow<'a, str>,
    #[serde(borrow)]
    collective: Cow<'a, str>,
    #[serde(borrow)]
    agent: Cow<'a, str>,
    ttl: u64,
    time: u64,
    filter: Cow<'a, Filter>,
}

/// Writes the document that is signed.
pub(super) fn encode(request: &Request) -> Result<String, EncodeError> {
    let ttl = request.ttl.as_secs();
    if ttl < MIN_TTL {
        return Err(EncodeError::Schema { member: "ttl" });
    }
    if request.id.as_str().len() != ID_LENGTH {
        return Err(EncodeError::Schema { member: "requestid" });
    }
    if !request.filter.fact.iter().all(|fact| fact.is_sendable()) {
        return Err(EncodeError::Schema { member: "filter" });
    }
    Ok(json(&Document {
        protocol: PROTOCOL.into(),
        message: text(&request.payload)?.into(),
        envelope: Envelope {
            requestid: request.id.as_str().into(),
            senderid: request.sender.as_str().into(),
            callerid: request.caller.as_str().into(),
            collective: request.collective.as_str().into(),
            agent: request.agent.as_str().into(),
            ttl,
            time: seconds(request.time)?,
            filter: Cow::Borrowed(&request.filter),
        },
    }))
}

/// Reads a document whose signature is the caller's next step.
pub(super) fn decode(message: &str) -> Result<Request, DecodeError> {
    let layer = Layer::Request;
    let document: Document<'_> = parse(message.as_bytes(), layer)?;
    expect_protocol(&document.protocol, PROTOCOL, layer)?;
    let refused = |member| DecodeError::Schema { layer, member };
    let envelope = document.envelope;
    if document.message.is_empty() {
        return Err(refused("message"));
    }
    if envelope.requestid.len() != ID_LENGTH {
        return Err(refused("requestid"));
    }
    if envelope.ttl < MIN_TTL {
        return Err(refused("ttl"));
    }
    let name = |source: InvalidName| DecodeError::Name { layer, source };
    Ok(Request {
        id: RequestId::new(&envelope.requestid).map_err(name)?,
        sender: envelope.senderid.into_owned(),
        caller: CallerId::new(&envelope.callerid).map_err(name)?,
        collective: Collective::new(&envelope.collective).map_err(name)?,
        agent: AgentName::new(&envelope.agent).map_err(name)?,
        ttl: Duration::from_secs(envelope.ttl),
        time: moment(envelope.time, layer)?,
        filter: envelope.filter.into_owned(),
        payload: payload(document.message.as_bytes().into()),
        claims: None,
    })
}
