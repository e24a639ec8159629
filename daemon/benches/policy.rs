//! What a policy decision costs a node: `cargo bench -p mco-server --bench policy`, with part of a name to run less.

#![expect(clippy::unwrap_used, reason = "what a benchmark cannot set up ends it")]

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, SystemTime};

use daemon::policy::token::{ON_NODES, TokenPolicies};
use daemon::policy::{ActionPolicy, Question, RegoPolicy};
use meter::Meter;
use protocol::Filter;
use protocol::rpc::Object;
use protocol::token::ClientClaims;

/// Rules of the action policy, of which the last one decides.
const RULES: usize = 200;

fn main() {
    let meter = Meter::from_args();
    let dir = tempfile::tempdir().unwrap();
    write_policies(dir.path());
    let (data, filter) = (Object::new(), Filter::default());
    let classes = ["base".to_owned(), "web".to_owned()];
    let facts = facts();
    let question = Question {
        agent: "lamp",
        action: "on",
        caller: "choria=ann.mcollective",
        facts: &facts,
        classes: &classes,
        agents: &[],
        provision_mode: false,
        data: &data,
        sender: "desk.example.net",
        collective: "mcollective",
        ttl: Duration::from_secs(60),
        time: SystemTime::UNIX_EPOCH,
        filter: &filter,
        claims: None,
    };
    let action = ActionPolicy::new(&config::ActionPolicy {
        directory: dir.path().to_owned(),
        allow_unconfigured: false,
        default_name: None,
    });
    assert!(action.decide(&question).allowed);
    meter.measure("action_policy, 200 rules", |_| action.decide_at_once(&question));
    let rego = RegoPolicy::new(dir.path().to_owned(), false);
    assert!(rego.decide(&question).allowed);
    meter.measure("rego_policy, 2 rules", |_| rego.decide(&question));
    let tokens = TokenPolicies::new(ON_NODES);
    let mut claims = ClientClaims {
        agents: (0..20).map(|n| format!("agent{n}.*")).collect(),
        ..ClientClaims::default()
    };
    claims.agents.push("lamp.on".into());
    assert!(tokens.decide(Some(&claims), &question.asked()).allowed());
    meter.measure("aaasvc, list of 21", |_| {
        tokens.decide(Some(&claims), &question.asked())
    });
    let claims = ClientClaims {
        opa_policy: rules("io.choria.aaasvc"),
        ..ClientClaims::default()
    };
    assert!(tokens.decide(Some(&claims), &question.asked()).allowed());
    meter.measure("aaasvc, policy of 2 rules", |_| {
        tokens.decide(Some(&claims), &question.asked())
    });
}

/// As many facts as Puppet's own tool tells of a machine.
fn facts() -> String {
    let mut facts = Object::new();
    for n in 0..500 {
        facts.insert(format!("fact{n}"), format!("value {n} of some length").into());
    }
    facts.insert("env".into(), "dev".into());
    serde_json::Value::Object(facts).to_string()
}

fn write_policies(dir: &Path) {
    let mut text = String::from("policy default deny\n");
    for n in 1..RULES {
        let _ = match n % 4 {
            0 => writeln!(text, "allow\t/^choria=team{n}/\t*\t*\t*"),
            1 => writeln!(text, "allow\tgroup{n}\ton off\tenv=prod\t*"),
            2 => writeln!(text, "deny\tchoria=user{n}.mcollective\t*\t*\tweb"),
            _ => writeln!(text, "allow\t*\taction{n}\t*\t*"),
        };
    }
    text.push_str("allow\tchoria=ann.mcollective\ton\tenv=dev\tweb\n");
    std::fs::write(dir.join("lamp.policy"), text).unwrap();
    std::fs::write(dir.join("lamp.rego"), rules("io.choria.mcorpc.authpolicy")).unwrap();
}

fn rules(package: &str) -> String {
    format!(
        "package {package}\n\
         default allow := false\n\
         allow if input.action == \"off\"\n\
         allow if {{\n  input.agent == \"lamp\"\n  input.action == \"on\"\n  input.collective == \"mcollective\"\n}}\n"
    )
}
