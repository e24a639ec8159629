//! A DDL in either format, then what a client and a node do with each of its actions.
#![no_main]

use ddl::{Agent, Object, Summaries};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(agent) = Agent::from_json(bytes) {
        let written = agent.to_json().to_string();
        assert_eq!(Agent::from_json(written.as_bytes()).expect("our own document"), agent);
        exercise(&agent);
    }
    if let Ok(agent) = Agent::from_yaml(bytes) {
        exercise(&agent);
    }
});

fn exercise(agent: &Agent) {
    for action in &agent.actions {
        let words = action.input.keys().map(|name| (name.as_str(), "1"));
        if let Ok(data) = action.parse_inputs(words) {
            let _ = action.check(&data);
        }
        let mut data = Object::new();
        action.apply_output_defaults(&mut data);
        let mut summaries = Summaries::new(action);
        summaries.add(&data);
        summaries.finish();
        summaries.to_json();
        action.risk();
    }
}
