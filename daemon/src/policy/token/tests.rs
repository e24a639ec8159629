use std::time::UNIX_EPOCH;

use proptest::prelude::*;
use protocol::token::Common;

use super::*;

/// The example of the project's own documents, in the old syntax.
const MYCO: &str = r#"
    # must be in this package
    package io.choria.aaasvc

    default allow = false

    allow {
        input.action == "deploy"
        input.agent == "myco"
        input.data.component == "frontend"
        requires_fact_filter("country=mt")
        input.collective == "production"
    }

    allow {
        input.action == "status"
        input.agent == "myco"
    }

    allow {
        input.agent == "myco"
        input.collective == "development"
    }
"#;

fn policy(text: &str) -> ClientClaims {
    ClientClaims {
        caller: "up=bob".into(),
        opa_policy: text.into(),
        user_properties: [("group".to_owned(), "admins".to_owned())].into(),
        common: Common {
            ou: "choria".into(),
            ..Common::default()
        },
        ..ClientClaims::default()
    }
}

fn list(entries: &[&str]) -> ClientClaims {
    ClientClaims {
        agents: entries.iter().map(|entry| (*entry).to_owned()).collect(),
        ..ClientClaims::default()
    }
}

fn decide(claims: &ClientClaims, agent: &str, action: &str) -> Verdict {
    decide_in(claims, agent, action, "production", &Filter::default())
}

fn decide_in(claims: &ClientClaims, agent: &str, action: &str, collective: &str, filter: &Filter) -> Verdict {
    let data = json!({"component": "frontend"}).as_object().unwrap().clone();
    let asked = Asked {
        agent,
        action,
        data: &data,
        sender: "some.node",
        collective,
        ttl: Duration::from_secs(60),
        time: UNIX_EPOCH + Duration::from_secs(1_767_225_600),
        filter,
    };
    TokenPolicies::new(ON_NODES).decide(Some(claims), &asked)
}

#[test]
fn a_list_allows_what_its_first_fitting_entry_names() {
    let verdict = |entries: &[&str]| decide(&list(entries), "lamp", "on");
    assert_eq!(verdict(&["*"]), Verdict::Listed("*".into()));
    assert_eq!(verdict(&["door.*", "lamp.on"]), Verdict::Listed("lamp.on".into()));
    assert_eq!(verdict(&["lamp.*"]), Verdict::Listed("lamp.*".into()));
    assert_eq!(verdict(&["lamp.off", "*.on"]), Verdict::NotListed);
    for entry in ["lamp", "lamp.on.x", "", ".."] {
        assert_eq!(verdict(&[entry, "*"]), Verdict::BadEntry(entry.into()));
        assert_eq!(verdict(&["*", entry]), Verdict::Listed("*".into()));
    }
}

#[test]
fn exactly_one_kind_of_policy_must_be_there() {
    let both = ClientClaims {
        agents: vec!["*".into()],
        ..policy(MYCO)
    };
    assert_eq!(decide(&both, "myco", "status"), Verdict::TwoPolicies);
    let neither = ClientClaims::default();
    assert_eq!(decide(&neither, "myco", "status"), Verdict::NoPolicy);
    assert_eq!(decide(&neither, "discovery", "x"), Verdict::Discovery);
}

#[test]
fn a_policy_sees_the_request_and_its_filter() {
    let claims = policy(MYCO);
    let mut maltese = Filter::default();
    maltese.fact.push("country=mt".parse().unwrap());
    let deploy = |filter: &Filter, collective: &str| {
        decide_in(&claims, "myco", "deploy", collective, filter).allowed()
    };
    assert!(deploy(&maltese, "production"));
    assert!(!deploy(&Filter::default(), "production"));
    assert!(deploy(&Filter::default(), "development"));
    assert!(decide(&claims, "myco", "status").allowed());
    assert_eq!(decide(&claims, "other", "status"), Verdict::Policy(Some(false)));
}

#[test]
fn a_policy_sees_everything_that_is_documented() {
    let claims = policy(
        r#"
        package io.choria.aaasvc
        default allow := false
        allow if {
            input.agent == "myco"
            input.action == "deploy"
            input.data.component == "frontend"
            input.sender == "some.node"
            input.collective == "production"
            input.ttl == 60
            input.time == "2026-01-01T00:00:00Z"
            input.site == "server"
            input.claims.callerid == "up=bob"
            input.claims.ou == "choria"
            input.claims.user_properties.group == "admins"
            contains(input.claims.opa_policy, "package")
            not requires_filter()
        }"#,
    );
    assert_eq!(decide(&claims, "myco", "deploy"), Verdict::Policy(Some(true)));
}

#[test]
fn a_policy_that_cannot_be_used_denies_and_says_why() {
    let verdict = decide(&policy("package io.choria.aaasvc\nallow if nope(1)"), "a", "b");
    assert!(!verdict.allowed());
    assert_eq!(
        verdict.to_string(),
        "the policy in the caller's token cannot be used: could not find function nope in line 2"
    );
    let verdict = decide(&policy("package elsewhere\nallow := true"), "a", "b");
    assert!(matches!(verdict, Verdict::BadPolicy(RegoError::Package { .. })));
}

#[test]
fn compiled_policies_are_kept_and_the_oldest_forgotten() {
    let policies = TokenPolicies::new("x");
    let source = |n: usize| format!("package io.choria.aaasvc\nallow := {n} == 1");
    let first = policies.program(&source(0));
    assert!(Arc::ptr_eq(&first, &policies.program(&source(0))));
    for n in 1..KEPT {
        policies.program(&source(n));
    }
    assert!(Arc::ptr_eq(&first, &policies.program(&source(0))));
    policies.program("another");
    assert!(policies.used(&source(0)).is_some());
    assert!(policies.used(&source(1)).is_none());
    assert_eq!(policies.compiled.lock().unwrap().len(), KEPT);
}

proptest! {
    #[test]
    fn no_list_allows_what_it_does_not_name(entries in proptest::collection::vec("[a-c.*]{0,5}", 0..4)) {
        let verdict = agent_list(&entries, "a", "b");
        let named = entries.iter().any(|entry| ["*", "a.*", "a.b"].contains(&entry.as_str()));
        prop_assert!(!verdict.allowed() || named);
    }
}
