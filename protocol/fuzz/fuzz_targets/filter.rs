//! A filter document or fact text on the first line, facts on the others.
#![no_main]

use libfuzzer_sys::fuzz_target;
use protocol::{FactFilter, Filter, NodeView};

fuzz_target!(|text: &str| {
    let (line, facts) = text.split_once('\n').unwrap_or((text, "{}"));
    let view = NodeView {
        identity: "n1.example.net",
        agents: &["rpcutil".to_owned()],
        classes: &["role::web".to_owned()],
        facts,
        data: None,
    };
    if let Ok(filter) = serde_json::from_str::<Filter>(line) {
        filter.matches(view);
    }
    if let Ok(fact) = line.parse::<FactFilter>() {
        fact.matches(facts);
    }
    let _ = Filter::default().add_combined(line);
    protocol::filter::lookup(facts, line);
});
