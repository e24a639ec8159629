//! What tests of agents share.

use config::Settings;
use serde_json::Value;

use crate::Call;

/// A call with these inputs.
pub(super) fn call(action: &str, data: Value) -> Call {
    Call {
        action: action.into(),
        data: data.as_object().cloned().expect("inputs are an object"),
        caller: "choria=rip.mcollective".parse().expect("a caller id"),
        request_id: "0123456789abcdef0123456789abcdef".parse().expect("a request id"),
        collective: "mcollective".parse().expect("a collective"),
        sender: "tester".into(),
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
