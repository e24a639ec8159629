//! What a line of the audit log says.

use std::borrow::Cow;
use std::time::{SystemTime, UNIX_EPOCH};

use protocol::Request;
use protocol::rpc::{Object, RpcRequest, Status};
use serde::Serialize;
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::FormatItem;
use time::macros::format_description;

use super::Ended;

const TIMESTAMP: &[FormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:6]+0000");

/// Longest inputs in the line of a denied call: who may do nothing should not fill the disk either.
const MAX_DENIED_DATA: usize = 8 << 10;

/// One line, members in the reference's order, then ours.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    timestamp: String,
    request_id: &'a str,
    request_time: u64,
    caller: &'a str,
    sender: &'a str,
    agent: &'a str,
    action: &'a str,
    data: Cow<'a, Object>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

/// The second line of a call: how it ended.
#[derive(Debug, Serialize)]
struct Outcome<'a> {
    timestamp: String,
    event: &'static str,
    request_id: &'a str,
    caller: &'a str,
    agent: &'a str,
    action: &'a str,
    /// None when the agent ran out of time.
    statuscode: Option<Status>,
    seconds: f64,
}

/// Of a call that is about to run.
pub(super) fn call(request: &Request, body: &RpcRequest, now: SystemTime) -> Vec<u8> {
    render(&entry(request, body, now))
}

/// Of a call that was denied.
pub(super) fn denied(request: &Request, body: &RpcRequest, reason: &str, now: SystemTime) -> Vec<u8> {
    render(&denial(request, body, reason, now))
}

/// Of a call that has ended.
pub(super) fn ended(request: &Request, ended: &Ended, now: SystemTime) -> Vec<u8> {
    render(&outcome(request, ended, now))
}

fn entry<'a>(request: &'a Request, body: &'a RpcRequest, now: SystemTime) -> Entry<'a> {
    Entry {
        timestamp: timestamp(now),
        request_id: request.id.as_str(),
        request_time: request
            .time
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_secs(),
        caller: request.caller.as_str(),
        sender: &request.sender,
        agent: &body.agent,
        action: &body.action,
        data: ddl::secret::masked(&body.data),
        event: None,
        reason: None,
    }
}

fn denial<'a>(request: &'a Request, body: &'a RpcRequest, reason: &'a str, now: SystemTime) -> Entry<'a> {
    let entry = Entry {
        // The body may name any other, at any length.
        agent: request.agent.as_str(),
        event: Some("denied"),
        reason: Some(reason),
        ..entry(request, body, now)
    };
    if serde_json::to_vec(&entry.data).is_ok_and(|data| data.len() <= MAX_DENIED_DATA) {
        entry
    } else {
        let omitted = Object::from_iter([("omitted".to_owned(), Value::Bool(true))]);
        Entry {
            data: Cow::Owned(omitted),
            ..entry
        }
    }
}

fn outcome<'a>(request: &'a Request, ended: &'a Ended, now: SystemTime) -> Outcome<'a> {
    Outcome {
        timestamp: timestamp(now),
        event: "outcome",
        request_id: request.id.as_str(),
        caller: request.caller.as_str(),
        agent: request.agent.as_str(),
        action: &ended.action,
        statuscode: ended.status,
        seconds: ended.took.as_secs_f64(),
    }
}

fn timestamp(now: SystemTime) -> String {
    OffsetDateTime::from(now).format(TIMESTAMP).unwrap_or_default()
}

/// A line with its line feed.
fn render(entry: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(entry).unwrap_or_default();
    line.push(b'\n');
    line
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn request() -> Request {
        Request {
            id: protocol::RequestId::new("0f1e2d").unwrap(),
            sender: "ws1".into(),
            caller: protocol::CallerId::new("choria=ann").unwrap(),
            collective: protocol::Collective::new("mcollective").unwrap(),
            agent: protocol::AgentName::new("lamp").unwrap(),
            ttl: Duration::from_secs(60),
            time: UNIX_EPOCH + Duration::from_secs(1_735_787_045),
            filter: protocol::Filter::default(),
            payload: Vec::new(),
            claims: None,
        }
    }

    #[test]
    fn a_line_has_the_members_of_the_reference() {
        let body = RpcRequest {
            agent: "lamp".into(),
            action: "level".into(),
            data: serde_json::from_str(r#"{"to":7}"#).unwrap(),
        };
        let now = UNIX_EPOCH + Duration::from_micros(1_735_787_045_678_901);
        assert_eq!(
            String::from_utf8(call(&request(), &body, now)).unwrap(),
            "{\"timestamp\":\"2025-01-02T03:04:05.678901+0000\",\"request_id\":\"0f1e2d\",\
             \"request_time\":1735787045,\"caller\":\"choria=ann\",\"sender\":\"ws1\",\"agent\":\"lamp\",\
             \"action\":\"level\",\"data\":{\"to\":7}}\n"
        );
    }

    #[test]
    fn denials_and_ends_have_lines_of_their_own_and_secrets_are_masked() {
        let body = RpcRequest {
            agent: "lamp".into(),
            action: "level".into(),
            data: serde_json::from_str(r#"{"password":"hunter2"}"#).unwrap(),
        };
        let request = request();
        assert_eq!(
            String::from_utf8(denied(&request, &body, "lamp.policy:3", UNIX_EPOCH)).unwrap(),
            "{\"timestamp\":\"1970-01-01T00:00:00.000000+0000\",\"request_id\":\"0f1e2d\",\
             \"request_time\":1735787045,\"caller\":\"choria=ann\",\"sender\":\"ws1\",\"agent\":\"lamp\",\
             \"action\":\"level\",\"data\":{\"password\":\"***\"},\"event\":\"denied\",\"reason\":\"lamp.policy:3\"}\n"
        );
        let flood = RpcRequest {
            data: Object::from_iter([("x".to_owned(), "y".repeat(MAX_DENIED_DATA).into())]),
            ..body.clone()
        };
        let denied = denial(&request, &flood, "lamp.policy:3", UNIX_EPOCH);
        assert_eq!(
            *denied.data,
            Object::from_iter([("omitted".to_owned(), true.into())])
        );
        let ended = Ended {
            action: "level".into(),
            status: Some(Status::Aborted),
            took: Duration::from_millis(250),
        };
        assert_eq!(
            String::from_utf8(super::ended(&request, &ended, UNIX_EPOCH)).unwrap(),
            "{\"timestamp\":\"1970-01-01T00:00:00.000000+0000\",\"event\":\"outcome\",\"request_id\":\"0f1e2d\",\
             \"caller\":\"choria=ann\",\"agent\":\"lamp\",\"action\":\"level\",\"statuscode\":1,\"seconds\":0.25}\n"
        );
    }
}
