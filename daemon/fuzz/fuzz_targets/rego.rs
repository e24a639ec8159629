//! The body of a policy; behind a NUL the inputs of the call, as JSON.
#![no_main]

use std::time::{Duration, SystemTime};

use daemon::policy::Question;
use daemon::policy::explain::rego_policy;
use libfuzzer_sys::fuzz_target;
use protocol::Filter;
use protocol::rpc::Object;

fuzz_target!(|text: &str| {
    let (body, data) = text.split_once('\0').unwrap_or((text, "{}"));
    let data: Object = serde_json::from_str(data).unwrap_or_default();
    let question = Question {
        agent: "lamp",
        action: "level",
        caller: "choria=ann",
        facts: r#"{"os": {"family": "Linux"}, "load": 0.5}"#,
        classes: &[],
        agents: &[],
        provision_mode: false,
        data: &data,
        sender: "ws1",
        collective: "mcollective",
        ttl: Duration::from_secs(60),
        time: SystemTime::UNIX_EPOCH,
        filter: &Filter::default(),
        claims: None,
    };
    let _ = rego_policy(&format!("package io.choria.mcorpc.authpolicy\n{body}"), &question);
});
