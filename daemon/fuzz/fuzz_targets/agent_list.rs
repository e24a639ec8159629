//! Entries of a token's list of agents, one a line; agent and action are on the first two.
#![no_main]

use daemon::policy::token::agent_list;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut lines = text.lines();
    let (agent, action) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let entries: Vec<_> = lines.map(str::to_owned).collect();
    let named = |entry: &String| {
        entry == "*" || *entry == format!("{agent}.*") || *entry == format!("{agent}.{action}")
    };
    if agent_list(&entries, agent, action).allowed() {
        assert!(entries.iter().any(named));
    }
});
