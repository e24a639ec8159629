//! What tests of agents share.

use std::time::{Duration, UNIX_EPOCH};

use config::Settings;
use serde_json::Value;

use crate::{Answer, Call};

/// A call with these inputs.
pub(crate) fn call(action: &str, data: Value) -> Call {
    Call {
        action: action.into(),
        data: data.as_object().cloned().expect("inputs are an object"),
        caller: "choria=rip.mcollective".parse().expect("a caller id"),
        request_id: "0123456789abcdef0123456789abcdef".parse().expect("a request id"),
        collective: "mcollective".parse().expect("a collective"),
        sender: "tester".into(),
        ttl: Duration::from_secs(60),
        time: UNIX_EPOCH + Duration::from_secs(1_700_000_000),
    }
}

/// Settings with these keys.
pub(super) fn settings(pairs: &[(&str, &str)]) -> Settings {
    let mut settings = Settings::default();
    for (key, value) in pairs {
        settings.set(key, value);
    }
    settings
}

/// The answer, once it is sure that the agent's schema declares each of its outputs.
pub(super) fn declared(agent: &str, call: &Call, answer: Answer) -> Answer {
    let schema = ddl::builtin(agent).expect("the agent has a schema");
    if let Some(action) = schema.action(&call.action) {
        let undeclared: Vec<_> = answer
            .data
            .keys()
            .filter(|name| !action.output.contains_key(*name))
            .collect();
        assert!(undeclared.is_empty(), "{agent} {}: {undeclared:?}", call.action);
    }
    answer
}

/// The actions the agent's schema declares.
pub(super) fn actions(agent: &str) -> Vec<String> {
    let schema = ddl::builtin(agent).expect("the agent has a schema");
    schema.actions.iter().map(|action| action.name.clone()).collect()
}
