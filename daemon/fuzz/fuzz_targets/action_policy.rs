//! A policy; behind a NUL the groups, behind another one the caller, and behind a third one the facts.
#![no_main]

use std::time::{Duration, SystemTime};

use daemon::policy::Question;
use daemon::policy::explain::{Because, action_policy, lint_action_policy, lint_groups};
use libfuzzer_sys::fuzz_target;
use protocol::Filter;
use protocol::rpc::Object;

fuzz_target!(|text: &str| {
    let mut parts = text.splitn(4, '\0');
    let mut next = |otherwise| parts.next().unwrap_or(otherwise);
    let (policy, groups) = (next(""), next(""));
    let (caller, facts) = (next("choria=ann"), next("{}"));
    let (agents, classes) = (["lamp".to_owned()], ["role::web".to_owned()]);
    let question = Question {
        agent: "lamp",
        action: "level",
        caller,
        facts,
        classes: &classes,
        agents: &agents,
        provision_mode: false,
        data: &Object::new(),
        sender: "ws1",
        collective: "mcollective",
        ttl: Duration::from_secs(60),
        time: SystemTime::UNIX_EPOCH,
        filter: &Filter::default(),
        claims: None,
    };
    let explained = action_policy(policy, Some(groups), false, &question);
    if explained.allowed {
        // Nothing is allowed but by a rule or a line that says so.
        match explained.because {
            Because::Rule(line) => assert!(explained.rules.iter().any(|rule| rule.line == line && rule.allow)),
            Because::Default => assert!(policy.contains("default")),
            other => panic!("{other:?} allows it"),
        }
    }
    lint_action_policy(policy);
    lint_groups(groups);
});
