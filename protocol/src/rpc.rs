//! Agent payloads: RPC requests, RPC replies, and discovery's ping and pong.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::{DecodeError, Layer};

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
    #[serde(default)]
    pub agent: String,
    /// Action.
    #[serde(default)]
    pub action: String,
    /// Inputs.
    #[serde(default, deserialize_with = "null_is_default")]
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
    /// 5.
    UnknownError,
    /// 6 and above: what an agent's own numbers mean is up to the agent.
    Other(u8),
}

impl From<u8> for Status {
    fn from(code: u8) -> Self {
        match code {
            0 => Self::Ok,
            1 => Self::Aborted,
            2 => Self::UnknownAction,
            3 => Self::MissingData,
            4 => Self::InvalidData,
            5 => Self::UnknownError,
            code => Self::Other(code),
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
            Status::Other(code) => code,
        }
    }
}

impl RpcRequest {
    /// Reads a request body; null or absent `data` is an empty object, unknown members pass.
    pub fn decode(payload: &[u8]) -> Result<Self, DecodeError> {
        let body: Object = serde_json::from_slice(payload).map_err(malformed)?;
        serde_json::from_value(Value::Object(body)).map_err(malformed)
    }

    /// Writes the body as the reference does.
    pub fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("text and JSON values always serialise")
    }
}

impl RpcReply {
    /// Reads a reply body leniently: odd data, keys in any case.
    pub fn decode(payload: &[u8]) -> Result<Self, DecodeError> {
        let mut body: Object = serde_json::from_slice(payload).map_err(malformed)?;
        let status = take(&mut body, "statuscode");
        Ok(Self {
            action: text(take(&mut body, "action"), "action")?,
            statuscode: status_of(&status)?,
            statusmsg: text(take(&mut body, "statusmsg"), "statusmsg")?,
            data: match take(&mut body, "data") {
                // What the reference sends for an agent that set no data.
                Value::String(empty) if empty == "{}" => Value::Object(Object::new()),
                Value::Null => Value::Object(Object::new()),
                data => data,
            },
        })
    }

    /// Writes the body as the reference does.
    pub fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("text and JSON values always serialise")
    }
}

fn malformed(source: serde_json::Error) -> DecodeError {
    DecodeError::Malformed {
        layer: Layer::Rpc,
        source,
    }
}

/// Takes a member out, preferring the exact key to one in another case; null when absent.
fn take(body: &mut Object, key: &str) -> Value {
    let found = match body.contains_key(key) {
        true => Some(key.to_owned()),
        false => body.keys().find(|other| other.eq_ignore_ascii_case(key)).cloned(),
    };
    found.and_then(|key| body.remove(&key)).unwrap_or_default()
}

fn text(value: Value, member: &'static str) -> Result<String, DecodeError> {
    match value {
        Value::String(text) => Ok(text),
        Value::Null => Ok(String::new()),
        _ => Err(DecodeError::Schema {
            layer: Layer::Rpc,
            member,
        }),
    }
}

fn status_of(value: &Value) -> Result<Status, DecodeError> {
    match value {
        Value::Null => Ok(Status::Ok),
        Value::Number(code) => Ok(match code.as_u64().and_then(|code| u8::try_from(code).ok()) {
            Some(code) => code.into(),
            None => Status::UnknownError,
        }),
        _ => Err(DecodeError::Schema {
            layer: Layer::Rpc,
            member: "statuscode",
        }),
    }
}

fn null_is_default<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn requests_are_written_as_the_reference_writes_them() {
        let request = RpcRequest {
            agent: "rpcutil".into(),
            action: "ping".into(),
            data: Object::new(),
        };
        let wire = br#"{"agent":"rpcutil","action":"ping","data":{}}"#;
        assert_eq!(request.encode(), wire);
        assert_eq!(RpcRequest::decode(wire).unwrap(), request);
    }

    #[test]
    fn missing_and_null_inputs_are_no_inputs_and_strangers_pass() {
        for body in [
            r#"{"agent":"a","action":"b"}"#,
            r#"{"agent":"a","action":"b","data":null}"#,
            r#"{"agent":"a","action":"b","data":{},"caller":"x=y","ttl":60}"#,
        ] {
            let request = RpcRequest::decode(body.as_bytes()).unwrap();
            assert_eq!((request.action.as_str(), request.data.len()), ("b", 0), "{body}");
        }
    }

    #[test]
    fn inputs_that_are_no_object_are_refused() {
        for body in [r#"{"agent":"a","action":"b","data":[]}"#, "[]", "ping", ""] {
            assert!(RpcRequest::decode(body.as_bytes()).is_err(), "{body}");
        }
    }

    #[test]
    fn replies_are_written_as_the_reference_writes_them() {
        let reply = RpcReply {
            action: "ping".into(),
            statuscode: Status::Ok,
            statusmsg: "OK".into(),
            data: json!({"pong": 1_767_225_600}),
        };
        let wire = br#"{"action":"ping","statuscode":0,"statusmsg":"OK","data":{"pong":1767225600}}"#;
        assert_eq!(reply.encode(), wire);
        assert_eq!(RpcReply::decode(wire).unwrap(), reply);
    }

    #[test]
    fn sloppy_replies_are_understood() {
        for body in [
            r#"{"Action":"ping","StatusCode":5,"statusmsg":null,"data":"{}","more":1}"#,
            r#"{"action":"ping","ACTION":"odd","statuscode":256}"#,
            r#"{"action":"ping","statuscode":-1,"data":null}"#,
            r#"{"action":"ping","statuscode":5000,"data":{}}"#,
        ] {
            let expected = RpcReply {
                action: "ping".into(),
                statuscode: Status::UnknownError,
                statusmsg: String::new(),
                data: json!({}),
            };
            assert_eq!(RpcReply::decode(body.as_bytes()).unwrap(), expected, "{body}");
        }
    }

    #[test]
    fn every_number_that_a_status_can_have_is_kept() {
        for code in 0..=u8::MAX {
            let body = format!(r#"{{"action":"a","statuscode":{code},"statusmsg":"","data":{{}}}}"#);
            let reply = RpcReply::decode(body.as_bytes()).unwrap();
            assert_eq!(u8::from(reply.statuscode), code);
            assert_eq!(reply.encode(), body.as_bytes());
        }
        assert_eq!(Status::from(5), Status::UnknownError);
        assert_eq!(Status::from(42), Status::Other(42));
    }

    #[test]
    fn replies_that_are_none_are_refused() {
        for body in ["pong", "[]", r#"{"statuscode":"0"}"#, r#"{"action":1}"#] {
            assert!(RpcReply::decode(body.as_bytes()).is_err(), "{body}");
        }
    }
}
