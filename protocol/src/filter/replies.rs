//! Filters on replies.

use std::time::SystemTime;

use serde_json::Value;

use super::compound::shared;
use super::expr::{Scope, fractions};
use super::{path, walk};
use crate::rpc::{RpcReply, Status};

/// What expressions know of a reply: the variables `msg` and `code`, the functions `ok`, `aborted`, `unknown_action`,
/// `missing_data`, `invalid_data`, `unknown_error`, `data` (with a path into the reply's data), `sender`, `time`, `include` and
/// `semver`.
#[derive(Debug)]
pub struct ReplyScope<'a> {
    reply: &'a RpcReply,
    sender: &'a str,
    time: SystemTime,
    now: SystemTime,
}

impl<'a> ReplyScope<'a> {
    /// The names of a reply, who sent it, and when; the last is for `now()`.
    pub fn new(reply: &'a RpcReply, sender: &'a str, time: SystemTime, now: SystemTime) -> Self {
        Self {
            reply,
            sender,
            time,
            now,
        }
    }

    fn data(&self, path: &str) -> Value {
        let found = path::parse(path).and_then(|path| walk::find(&self.reply.data, &path));
        found.map_or(Value::Null, |found| fractions(found.into_owned()))
    }
}

impl Scope for ReplyScope<'_> {
    fn variable(&self, name: &str) -> Value {
        match name {
            "msg" => self.reply.statusmsg.as_str().into(),
            "code" => Value::from(u8::from(self.reply.statuscode)),
            _ => Value::Null,
        }
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
        let is = |status| Some(Ok(Value::Bool(self.reply.statuscode == status)));
        match (name, arguments) {
            ("ok", []) => is(Status::Ok),
            ("aborted", []) => is(Status::Aborted),
            ("unknown_action", []) => is(Status::UnknownAction),
            ("missing_data", []) => is(Status::MissingData),
            ("invalid_data", []) => is(Status::InvalidData),
            ("unknown_error", []) => is(Status::UnknownError),
            ("sender", []) => Some(Ok(self.sender.into())),
            ("data", [Value::String(path)]) => Some(Ok(self.data(path))),
            ("data", _) => Some(Err("it takes one text".to_owned())),
            _ => shared(name, arguments),
        }
    }

    fn moment(&self, name: &str) -> Option<SystemTime> {
        match name {
            "now" => Some(self.now),
            "time" => Some(self.time),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::*;
    use crate::filter::expr::Expression;

    fn holds(text: &str) -> bool {
        let reply = RpcReply {
            action: "status".to_owned(),
            statuscode: Status::Aborted,
            statusmsg: "disk is full".to_owned(),
            data: json!({"disks": [{"name": "sda", "used": 99}], "version": "1.2.3"}),
        };
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600);
        let scope = ReplyScope::new(&reply, "web1", time, time + Duration::from_secs(60));
        Expression::parse(text).unwrap().holds(&scope).unwrap()
    }

    #[test]
    fn a_reply_is_known_by_its_status_its_data_and_its_sender() {
        for text in [
            "aborted() and not ok() and not unknown_error()",
            "code == 1 && msg matches '^disk'",
            "data('disks.0.used') > 90 and data('none') == nil",
            "include(data('disks.#.name'), 'sda') and semver(data('version'), '~1.2')",
            "sender() startsWith 'web' and time().Year() == 2026",
            "now() - time() == duration('1m')",
        ] {
            assert!(holds(text), "{text}");
        }
        assert!(!holds(
            "code == 42 or ok() or missing_data() or invalid_data() or unknown_action()"
        ));
    }
}
