//! Header blocks of a stranger never panic what reads and changes them, and a block that was changed can be read.

#![no_main]

#[allow(dead_code, unreachable_pub, reason = "it is compiled alone, without what uses all of it")]
#[path = "../../src/streams/duration.rs"]
mod duration;
#[allow(dead_code, unreachable_pub, reason = "it is compiled alone, without what uses all of it")]
#[path = "../../src/streams/headers.rs"]
mod headers;
#[allow(dead_code, unreachable_pub, reason = "it is compiled alone, without what uses all of it")]
#[path = "../../src/streams/api/level.rs"]
mod level;

/// What the modules look for above themselves.
mod streams {
    pub(crate) mod message {
        pub(crate) type Nanos = i64;
    }
}

use headers::Headers;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let _ = level::is_too_high(input);
    let _ = std::str::from_utf8(input).map(|text| {
        assert!(duration::parse(text).is_none_or(|nanos| nanos >= 0));
    });
    let headers = Headers(input);
    for name in ["Nats-Msg-Id", "Nats-TTL", "", ":", "\n"] {
        let _ = headers.get(name);
    }
    let fewer = headers.without(|name| name.starts_with("Nats-"));
    assert!(fewer.len() <= input.len());
    assert!(!Headers(&fewer).has("Nats-Msg-Id"));
    if input.is_empty() || (input.starts_with(b"NATS/1.0\r\n") && input.ends_with(b"\r\n\r\n")) {
        let more = Headers(&fewer).with("Nats-Msg-Id", "x");
        assert_eq!(Headers(&more).get("Nats-Msg-Id").as_deref(), Some("x"));
    }
});
