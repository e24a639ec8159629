//! What the program of an agent answers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::json;

fuzz_target!(|text: &str| {
    if let Some(answer) = daemon::external_reply(text) {
        let again = json!({
            "statuscode": u8::from(answer.status),
            "statusmsg": answer.message,
            "data": answer.data,
        });
        let again = daemon::external_reply(&again.to_string()).expect("what was read can be written");
        assert_eq!((again.status, again.message), (answer.status, answer.message));
    }
});
