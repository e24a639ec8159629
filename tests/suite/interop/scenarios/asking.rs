//! Calls: what both clients send and both servers answer, typed inputs and mistakes included.

use std::fs;

use serde_json::{Value, json};

use super::{Complaints, in_every_direction};
use crate::interop::mixed::{Mixed, WEB, append, install};

/// Agent, action and inputs of calls that a client makes.
fn calls() -> Vec<(&'static [&'static str], Value)> {
    vec![
        (&["echo", "say"], json!({})),
        (
            &["echo", "say", "text=hello world"],
            json!({"text": "hello world"}),
        ),
        (&["echo", "say", "text=a=b:c"], json!({"text": "a=b:c"})),
        (&["echo", "say", "text:colon"], json!({"text": "colon"})),
        (&["echo", "say", "text=grüße ☃"], json!({"text": "grüße ☃"})),
        (&["echo", "say", "TEXT=upper"], json!({"text": "upper"})),
        (&["echo", "say", "count=42"], json!({"count": 42})),
        (&["echo", "say", "count=-7"], json!({"count": -7})),
        (&["echo", "say", "amount=1.25"], json!({"amount": 1.25})),
        (&["echo", "say", "share=0.5"], json!({"share": 0.5})),
        (&["echo", "say", "on=true"], json!({"on": true})),
        (&["echo", "say", "on=F"], json!({"on": false})),
        (&["echo", "say", "color=green"], json!({"color": "green"})),
        (
            &["echo", "say", "address=10.0.0.1"],
            json!({"address": "10.0.0.1"}),
        ),
        (
            &["echo", "say", r#"map={"a": {"b": [1, null]}}"#],
            json!({"map": {"a": {"b": [1, null]}}}),
        ),
        (
            &["echo", "say", r#"items=["x", 1, true]"#],
            json!({"items": ["x", 1, true]}),
        ),
        (
            &["echo", "say", "text=several", "count=1", "on=1", "word=abc"],
            json!({"text": "several", "count": 1, "on": true, "word": "abc"}),
        ),
        (
            &["echo", "order", "what=tea"],
            json!({"what": "tea", "times": 3, "how": "well"}),
        ),
        (
            &["echo", "order", "what=tea", "times=1", "how="],
            json!({"what": "tea", "times": 1, "how": ""}),
        ),
    ]
}

/// Calls no client makes.
const MISTAKES: &[&[&str]] = &[
    &["echo", "order"],
    &["echo", "order", "what=a;b"],
    &["echo", "order", "what=tea", "times=often"],
    &["echo", "order", "what=tea", "times=1.5"],
    &["echo", "say", "text=longer than twenty letters"],
    &["echo", "say", "safe=$(reboot)"],
    &["echo", "say", "word=Upper"],
    &["echo", "say", "address=::1"],
    &["echo", "say", "address=10.0.0.0/8"],
    &["echo", "say", "color=blue"],
    &["echo", "say", "on=yes"],
    &["echo", "say", "map=[1]"],
    &["echo", "say", "items={}"],
    &["echo", "say", "map=x"],
    &["echo", "say", "nothing=x"],
    &["echo", "say", "text"],
    &["echo", "sing"],
    &["nobody", "say"],
];

/// Calls of a client whose DDL lets everything pass, and the status both servers answer with.
const BAD_CALLS: &[(&[&str], u8)] = &[
    (&["echo", "say", "text=fine"], 0),
    (&["echo", "sing"], 2),
    (&["echo", "order"], 1),
    (&["echo", "order", "what=a;b", "times=1"], 1),
    (&["echo", "order", "what=tea"], 1),
    (&["echo", "order", "what=tea", "times=often"], 1),
    (&["echo", "say", "text=longer than twenty letters"], 1),
    (&["echo", "say", "word=Upper"], 1),
    (&["echo", "say", "count=1"], 1),
    (&["echo", "say", "on=true"], 1),
    (&["echo", "say", "color=blue"], 1),
    (&["echo", "say", "nothing=x"], 1),
];

pub(super) async fn check(fleet: &Mixed, complaints: &mut Complaints) {
    let calls = calls();
    let asked = in_every_direction(&calls, |client, (words, _)| fleet.ask(client, request(words)));
    for (client, (words, heard), answer) in asked.await {
        for reply in answer.twins("web") {
            let seen = [&reply["statuscode"], &reply["statusmsg"], &reply["data"]["heard"]];
            complaints.same((client, words, &reply), seen, [&json!(0), &json!("OK"), heard]);
        }
    }
    let mistaken = in_every_direction(MISTAKES, |client, words| fleet.ask(client, request(words)));
    for (client, words, answer) in mistaken.await {
        complaints.same((client, words, &answer), answer.status, 1);
    }
    let config = lenient_client(fleet);
    let bad = in_every_direction(BAD_CALLS, |client, (words, _)| {
        fleet.client(client).config(config.clone()).ask(request(words))
    });
    for (client, (words, status), answer) in bad.await {
        let [ours, theirs] = answer.twins("web");
        complaints.same((client, words, &ours), &ours["statuscode"], &json!(status));
        complaints.same((client, words, &theirs), &theirs["statuscode"], &json!(status));
        // What is wrong is said by each in words of its own.
        let about = |reply: &Value| {
            reply["statusmsg"]
                .as_str()
                .and_then(|text| text.get(..17).map(str::to_owned))
        };
        complaints.same((client, words, &ours), about(&ours), about(&theirs));
    }
}

/// The configuration of a client that takes any text for any input of agent `echo`.
fn lenient_client(fleet: &Mixed) -> std::path::PathBuf {
    let library = fleet.world.dir().join("lenient");
    install(&library, &["echo.json"]);
    let ddl = library.join("mcollective/agent/echo.json");
    let mut agent: Value = serde_json::from_slice(&fs::read(&ddl).unwrap()).unwrap();
    let anything = json!({
        "prompt": "Any", "description": "Anything", "type": "string", "optional": true, "maxlength": 0,
    });
    let actions = agent["actions"].as_array_mut().unwrap();
    let mut unknown = actions[0].clone();
    unknown["action"] = json!("sing");
    actions.push(unknown);
    for action in actions {
        let inputs = action["input"].as_object_mut().unwrap();
        for input in inputs.values_mut() {
            *input = anything.clone();
        }
        inputs.insert("nothing".to_owned(), anything.clone());
    }
    fs::write(&ddl, agent.to_string()).unwrap();
    let strict = fleet.config(mco::site::USER);
    let config = strict.with_file_name("lenient.conf");
    let text = fs::read_to_string(&strict).unwrap();
    let kept: Vec<_> = text.lines().filter(|line| !line.starts_with("libdir")).collect();
    fs::write(&config, kept.join("\n")).unwrap();
    append(&config, &format!("libdir = {}", library.display()));
    config
}

fn request<'a>(words: &[&'a str]) -> Vec<&'a str> {
    [&["req"], words, &WEB, &["--json"]].concat()
}
