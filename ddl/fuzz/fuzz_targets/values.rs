//! One JSON object a line: inputs a node is sent and outputs a client is told, against the shipped DDLs.
#![no_main]

use std::sync::{Arc, LazyLock};

use ddl::{Agent, Object, Summaries};
use libfuzzer_sys::fuzz_target;

static AGENTS: LazyLock<Vec<Arc<Agent>>> =
    LazyLock::new(|| ddl::builtin_names().filter_map(ddl::builtin).collect());

fuzz_target!(|text: &str| {
    let objects: Vec<Object> = text
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    if objects.is_empty() {
        return;
    }
    for action in AGENTS.iter().flat_map(|agent| &agent.actions) {
        let mut summaries = Summaries::new(action);
        for object in &objects {
            let _ = action.check(object);
            summaries.add(object);
        }
        summaries.finish();
        summaries.to_json();
    }
});
