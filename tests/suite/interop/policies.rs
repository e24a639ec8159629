//! Policies: the same files, and the same decisions of a node of ours and of a real server.

use std::ffi::OsString;
use std::fs;

use harness::{Outcome, World};
use mco::Exit;
use mco::site::{Security, USER};
use serde_json::Value;

use super::mixed::{Mixed, Side, patient_broker};

/// Who else asks.
const EVE: &str = "eve.mcollective";

/// Action policies of agent `echo`, and whether the site's user and Eve may call `say`. `ME` is the user's id, `EVE` Eve's; `|` is a tab.
const ACTION_POLICIES: &[(&str, [bool; 2])] = &[
    ("", [false, false]),
    ("policy default allow", [true, true]),
    ("policy default deny", [false, false]),
    ("allow|*|*|*|*", [true, true]),
    ("allow|ME|*|*|*", [true, false]),
    ("policy default allow\ndeny|EVE|*|*|*", [true, false]),
    ("allow|/demo/|*|*|*", [true, false]),
    ("allow|/eve/ ME|*|*|*", [true, true]),
    ("allow|*|order|*|*", [false, false]),
    ("allow|*|order say|*|*", [true, true]),
    ("deny|EVE|say|*|*\nallow|*|*|*|*", [true, false]),
    ("allow|*|*|country=mt|*", [true, true]),
    ("allow|*|*|country=mt cores>4|*", [false, false]),
    ("allow|*|*|country=/^m/ place.rack=7|*", [true, true]),
    ("allow|*|*|*|base", [true, true]),
    ("allow|*|*|*|base role::db", [false, false]),
    ("allow|*|*|country=mt|role::web", [true, true]),
    ("allow ME * * *", [false, false]),
    ("# allow|*|*|*|*", [false, false]),
    ("allow|crew|*|*|*", [true, false]),
    ("allow|crew EVE|*|*|*", [true, true]),
    ("allow|*|*|country!=uk|*", [true, true]),
    ("allow|*|*|*|/^role/", [true, true]),
    // Columns that are missing, or say what they cannot.
    ("policy default allow\nallow|*|*|*", [false, false]),
    ("allow|/(/|*|*|*", [false, false]),
    ("policy default allow\nallow|*|*|place.rack>lots|*", [true, true]),
    ("policy default allow\nallow|*|*|*|country=mt", [false, false]),
];

/// Rules that deny, with a column that says what it cannot: theirs skips them, ours denies whomever they may mean.
const BROKEN_DENIALS: &[&str] = &[
    "deny|/(/|*|*|*",
    "deny|*|*|not country=mt|*",
    "deny|*|*|*|base or web",
];

/// Rego policies of agent `echo`, and whether the site's user and Eve may call `say`.
const REGO_POLICIES: &[(&str, [bool; 2])] = &[
    ("default allow := false", [false, false]),
    ("default allow := true", [true, true]),
    ("allow if input.callerid == \"ME\"", [true, false]),
    ("allow if input.action == \"say\"", [true, true]),
    ("allow if input.agent == \"lamp\"", [false, false]),
    ("allow if input.facts.country == \"mt\"", [true, true]),
    ("allow if input.facts.place.rack > 7", [false, false]),
    ("allow if \"role::web\" in input.classes", [true, true]),
    ("allow if \"lamp\" in input.agents", [true, true]),
    ("allow if input.data.text == \"hello\"", [true, true]),
    ("allow if input.data.count == 3", [false, false]),
    (
        "allow if { input.ttl <= 60; not input.provision_mode }",
        [true, true],
    ),
    (
        "allow if { some fact in object.keys(input.facts); startswith(fact, \"rent\") }",
        [true, true],
    ),
    ("allow if regex.match(`demo`, input.callerid)", [true, false]),
    ("allow := \"yes\"", [false, false]),
    ("allow if {", [false, false]),
    ("allow if time.parse_rfc3339_ns(input.time) > 0", [true, true]),
];

/// Lists of agents in tokens, and whether they may call `echo say`.
const TOKENS: &[(&str, bool)] = &[
    ("*", true),
    ("echo.*", true),
    ("echo.say", true),
    ("echo.order", false),
    ("rpcutil.*", false),
    ("rpcutil.ping,echo.say", true),
    ("echo", false),
    ("echo,echo.say", false),
    ("*.say", false),
    ("lamp.level,*", true),
];

#[tokio::test(flavor = "multi_thread")]
async fn policies_decide_alike_on_a_real_server_and_on_ours() {
    let mut world = World::prepared_with(Security::V1);
    let _broker = patient_broker(&mut world).await;
    let Some(mut fleet) = Mixed::without_servers(world) else {
        return;
    };
    fleet.enroll(EVE);
    fleet.add_twins("web", "");
    fleet.add_twins("rego", "rpcauthprovider = rego_policy");
    fleet.hosting("echo").await;
    let name = |user: &str| format!("choria={user}");
    for side in Side::BOTH {
        let policies = fleet.kit(side, "web").join("policies");
        fs::write(policies.join("groups"), format!("# ours\ncrew {}\n", name(USER))).unwrap();
        fs::create_dir(fleet.kit(side, "rego").join("policies/rego")).unwrap();
    }
    let named = |rules: &str| rules.replace("ME", &name(USER)).replace("EVE", &name(EVE));
    let action = decided(&fleet, "web", "echo.policy", ACTION_POLICIES, |rules| {
        named(&rules.replace('|', "\t"))
    });
    let rego = decided(&fleet, "rego", "rego/echo.rego", REGO_POLICIES, |rules| {
        let default = if rules.starts_with("default") {
            ""
        } else {
            "default allow := false\n"
        };
        format!(
            "package io.choria.mcorpc.authpolicy\nimport rego.v1\n{default}{}\n",
            named(rules)
        )
    });
    let (action, rego) = tokio::join!(action, rego);
    let broken = broken_denials(&fleet).await;
    let complaints = [action, rego, broken].concat();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_of_agents_in_tokens_decide_alike_on_a_real_server_and_on_ours() {
    let mut world = World::prepared_with(Security::V2);
    let _broker = patient_broker(&mut world).await;
    let Some(mut fleet) = Mixed::without_servers(world) else {
        return;
    };
    fleet.add_twins("web", "rpcauthprovider = aaasvc");
    fleet.hosting("echo").await;
    let mut complaints = Vec::new();
    for (index, (agents, allowed)) in TOKENS.iter().enumerate() {
        let user = format!("u{index}");
        fleet.enroll(&user);
        renew_token(&fleet, &user, agents).await;
        for client in Side::BOTH {
            let seen = verdicts(&fleet, client, &user, "web").await;
            if seen != [Ok(*allowed), Ok(*allowed)] {
                complaints.push(format!("{agents} by {client:?}: {seen:?}, wanted {allowed}"));
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Writes every policy on both servers and asks as both users, each in turn with either client.
async fn decided(
    fleet: &Mixed,
    character: &str,
    file: &str,
    policies: &[(&str, [bool; 2])],
    text: impl Fn(&str) -> String,
) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut clients = Side::BOTH.into_iter().cycle();
    for (rules, wanted) in policies {
        for side in Side::BOTH {
            let path = fleet.kit(side, character).join("policies").join(file);
            fs::write(path, text(rules)).unwrap();
        }
        for (user, allowed) in [USER, EVE].into_iter().zip(wanted) {
            let client = clients.next().unwrap_or(Side::Ours);
            let seen = verdicts(fleet, client, user, character).await;
            if seen != [Ok(*allowed), Ok(*allowed)] {
                complaints.push(format!("{rules:?} for {user}: {seen:?}, wanted {allowed}"));
            }
        }
        // The same users come with the other clients next time.
        clients.next();
    }
    complaints
}

async fn broken_denials(fleet: &Mixed) -> Vec<String> {
    let mut complaints = Vec::new();
    for rules in BROKEN_DENIALS {
        let text = format!("policy default allow\n{}\n", rules.replace('|', "\t"));
        for side in Side::BOTH {
            fs::write(fleet.kit(side, "web").join("policies/echo.policy"), &text).unwrap();
        }
        let seen = verdicts(fleet, Side::Ours, USER, "web").await;
        if seen != [Ok(false), Ok(true)] {
            complaints.push(format!("{rules:?}: {seen:?}"));
        }
    }
    complaints
}

/// Whether our node and the real one let a user call `echo say`; an error is anything that is neither yes nor no.
async fn verdicts(fleet: &Mixed, client: Side, user: &str, character: &str) -> [Result<bool, Value>; 2] {
    let [ours, theirs] = Side::BOTH.map(|side| side.node(character));
    let words = [
        "req",
        "echo",
        "say",
        "text=hello",
        "-j",
        "-I",
        &ours,
        "-I",
        &theirs,
    ];
    let answer = fleet.client(client).user(user).ask(words).await;
    answer.twins(character).map(|reply| {
        let denied = "You are not authorized to call this agent or action";
        match (reply["statuscode"].as_u64(), reply["statusmsg"].as_str()) {
            (Some(0), _) => Ok(true),
            (Some(1), Some(text)) if text.starts_with(denied) => Ok(false),
            _ => Err(reply),
        }
    })
}

/// Replaces a user's token by one with this list of agents.
async fn renew_token(fleet: &Mixed, user: &str, agents: &str) {
    let kit = fleet.world.site.user_kit(user);
    let file = |name: &str| kit.join(name).into_os_string();
    let keys = vec![
        "jwt".into(),
        "keys".into(),
        file("token.seed"),
        file("token.public"),
        "--force".into(),
    ];
    let mut token: Vec<OsString> = vec![
        "jwt".into(),
        "client".into(),
        file("token.jwt"),
        format!("up={user}").into(),
    ];
    token.push(fleet.world.dir().join("site/issuer.seed").into());
    token.extend(["--public-key".into(), file("token.public"), "--force".into()]);
    for agent in agents.split(',') {
        token.extend(["--agents".into(), agent.into()]);
    }
    for words in [keys, token] {
        let made = Outcome::of(words, &[]).await;
        assert_eq!(made.exit, Exit::Done, "{made:?}");
    }
}
