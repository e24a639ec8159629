//! Reading what a program answered.

use protocol::rpc::{Object, Status};
use serde_json::Value;

use crate::Answer;

/// Why an answer does not count.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReplyError {
    /// It is no JSON object.
    #[error("the reply is no JSON object")]
    Json(#[from] serde_json::Error),
    /// A member has a value it cannot have.
    #[error("{member} of the reply is not {wanted}")]
    Member {
        /// Which.
        member: &'static str,
        /// What was wanted.
        wanted: &'static str,
    },
}

/// Reads an answer.
///
/// - **Shape:** `statuscode` (0 to 255, 0 when absent), `statusmsg` (`OK` when absent), `data` (an object or null, required); keys
///   match in any case, others pass.
pub(crate) fn decode(text: &str) -> Result<Answer, ReplyError> {
    let mut reply: Object = serde_json::from_str(text)?;
    let refused = |member, wanted| ReplyError::Member { member, wanted };
    let status = match take(&mut reply, "statuscode").unwrap_or_default() {
        Value::Null => Status::Ok,
        code => code
            .as_u64()
            .and_then(|code| u8::try_from(code).ok())
            .map(Status::from)
            .ok_or(refused("statuscode", "a whole number from 0 to 255"))?,
    };
    let message = match take(&mut reply, "statusmsg").unwrap_or_default() {
        Value::String(message) => message,
        Value::Null if status == Status::Ok => "OK".to_owned(),
        Value::Null => "failed without saying why".to_owned(),
        _ => return Err(refused("statusmsg", "text")),
    };
    let data = match take(&mut reply, "data") {
        Some(Value::Object(data)) => data,
        Some(Value::Null) => Object::new(),
        _ => return Err(refused("data", "an object")),
    };
    Ok(Answer {
        status,
        message,
        data,
    })
}

/// Takes a member out, preferring the exact key to one in another case.
pub(crate) fn take(object: &mut Object, key: &str) -> Option<Value> {
    if object.contains_key(key) {
        return object.remove(key);
    }
    let key = object
        .keys()
        .find(|other| other.eq_ignore_ascii_case(key))?
        .clone();
    object.remove(&key)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_left_out_means_success() {
        let answer = decode(r#"{"data":{"was":9007199254740993}}"#).unwrap();
        assert_eq!((answer.status, answer.message.as_str()), (Status::Ok, "OK"));
        // Numbers beyond what a float can hold stay whole.
        assert_eq!(answer.data["was"], json!(9_007_199_254_740_993_u64));
        assert_eq!(decode(r#"{"data":null}"#).unwrap().data, Object::new());
    }

    #[test]
    fn failures_come_through_with_their_data_and_keys_in_any_case() {
        let answer = decode(r#"{"StatusCode":3,"statusMsg":"no pct","Data":{"a":1},"more":2}"#).unwrap();
        assert_eq!(
            (answer.status, answer.message.as_str()),
            (Status::MissingData, "no pct")
        );
        assert_eq!(answer.data["a"], 1);
        let answer = decode(r#"{"statuscode":255,"data":{}}"#).unwrap();
        assert_eq!(answer.status, Status::Other(255));
        assert_eq!(answer.message, "failed without saying why");
    }

    #[test]
    fn anything_else_is_refused() {
        for (text, error) in [
            (r#"{"statuscode":0}"#, "data of the reply is not an object"),
            (r#"{"data":[]}"#, "data of the reply is not an object"),
            (
                r#"{"data":{},"statuscode":256}"#,
                "statuscode of the reply is not a whole number from 0 to 255",
            ),
            (
                r#"{"data":{},"statusmsg":1}"#,
                "statusmsg of the reply is not text",
            ),
        ] {
            assert_eq!(decode(text).unwrap_err().to_string(), error, "{text}");
        }
        for text in ["", "hello", "[]", r#"{"data":{}"#, &"[".repeat(100_000)] {
            assert!(matches!(decode(text), Err(ReplyError::Json(_))));
        }
    }

    proptest! {
        #[test]
        fn any_text_ends_in_an_answer_or_a_refusal(text in r#"\{?[{}\[\]",:a-d0-9statuscodemsg]{0,60}\}?|\PC{0,20}"#) {
            if let Ok(answer) = decode(&text) {
                prop_assert!(answer.message.len() <= text.len().max("failed without saying why".len()));
            }
        }

        #[test]
        fn what_is_written_is_read(code: u8, message in "\\PC{0,20}", key in "\\PC{0,9}", value: i64) {
            let text = json!({"statuscode": code, "statusmsg": message, "data": {&key: value}}).to_string();
            let answer = decode(&text).unwrap();
            prop_assert_eq!((answer.status, answer.message), (Status::from(code), message));
            prop_assert_eq!(&answer.data[&key], &json!(value));
        }
    }
}
