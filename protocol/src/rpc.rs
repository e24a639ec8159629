//! Agent payloads: RPC requests, RPC replies, and discovery's ping and pong.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::DecodeError;

/// Payload of a discovery request, already base64 as the wire needs it.
pub const DISCOVERY_PING: &[u8] = b"cGluZw==";

/// Payload of a discovery reply.
pub const DISCOVERY_PONG: &[u8] = b"pong";

/// A JSON object.
pub type Object = serde_json::Map<String, Value>;

/// Body of an RPC request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RpcRequest {
    /// Agent.
    pub agent: String,
    /// Action.
    pub action: String,
    /// Inputs.
    #[serde(default)]
    pub data: Object,
}

/// Body of an RPC reply.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RpcReply {
    /// Action that answered; empty when the request could not be read.
    #[serde(default)]
    pub action: String,
    /// How it went.
    #[serde(default)]
    pub statuscode: Status,
    /// `OK` or the reason.
    #[serde(default)]
    pub statusmsg: String,
    /// Outputs; normally an object.
    #[serde(default)]
    pub data: Value,
}

/// How an action went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(from = "u8", into = "u8")]
pub enum Status {
    /// 0.
    #[default]
    Ok,
    /// 1: the action failed, or the caller may not call it.
    Aborted,
    /// 2.
    UnknownAction,
    /// 3.
    MissingData,
    /// 4.
    InvalidData,
    /// 5, and every number above.
    UnknownError,
}

impl From<u8> for Status {
    fn from(code: u8) -> Self {
        match code {
            0 => Self::Ok,
            1 => Self::Aborted,
            2 => Self::UnknownAction,
            3 => Self::MissingData,
            4 => Self::InvalidData,
            _ => Self::UnknownError,
        }
    }
}

impl From<Status> for u8 {
    fn from(status: Status) -> Self {
        match status {
            Status::Ok => 0,
            Status::Aborted => 1,
            Status::UnknownAction => 2,
            Status::MissingData => 3,
            Status::InvalidData => 4,
            Status::UnknownError => 5,
        }
    }
}

impl RpcRequest {
    /// Reads a request body; null or absent `data` is an empty object, unknown members pass.
    pub fn decode(_payload: &[u8]) -> Result<Self, DecodeError> {
        todo!()
    }

    /// Writes the body as the reference does.
    pub fn encode(&self) -> Vec<u8> {
        todo!()
    }
}

impl RpcReply {
    /// Reads a reply body leniently: odd data, keys in any case.
    pub fn decode(_payload: &[u8]) -> Result<Self, DecodeError> {
        todo!()
    }

    /// Writes the body as the reference does.
    pub fn encode(&self) -> Vec<u8> {
        todo!()
    }
}
