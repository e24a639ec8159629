use std::error::Error;
use std::os::unix::fs::PermissionsExt;

use proptest::prelude::*;
use protocol::Collective;

use super::*;

const PATH: &str = "/usr/local/bin:/usr/bin:/bin";

/// A folder with one shell script.
struct Script(tempfile::TempDir);

impl Script {
    fn new(body: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("find nodes");
        std::fs::write(&path, format!("#!/bin/sh\n{body}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
        Self(folder)
    }

    fn external(&self, args: &str) -> External {
        External::new(&format!("'{}/find nodes' {args}", self.0.path().display()), PATH)
    }

    /// What was found, or why nothing.
    async fn run(&self, args: &str) -> Result<Vec<String>, String> {
        let found = find(&self.external(args), 20).await;
        found.map_err(|error| error.replace(&self.0.path().display().to_string(), "DIR"))
    }
}

fn query(seconds: u64) -> Query {
    let mut filter = Filter {
        cf_class: vec!["web".to_owned()],
        ..Filter::default()
    };
    filter.add_fact("os=debian").unwrap();
    Query {
        collective: Collective::new("mcollective").unwrap(),
        filter,
        timeout: Duration::from_secs(seconds),
        adaptive: false,
        expect: None,
    }
}

async fn find(external: &External, seconds: u64) -> Result<Vec<String>, String> {
    let mut counted = 0;
    let found = external.discover(&query(seconds), &mut |_| counted += 1).await;
    match found {
        Ok(found) => {
            assert_eq!((counted, found.method), (found.nodes.len(), "external"));
            Ok(found.nodes.iter().map(Identity::to_string).collect())
        }
        Err(error) => Err(match error.source() {
            Some(source) => format!("{error}: {source}"),
            None => error.to_string(),
        }),
    }
}

#[tokio::test]
async fn a_program_gets_files_arguments_and_a_small_environment() {
    let script = Script::new(
        r#"[ "$1" = "two words" ] && [ "$2" = "$CHORIA_EXTERNAL_REQUEST" ] && [ "$3" = "$CHORIA_EXTERNAL_REPLY" ] || exit 3
        [ "$4" = "$CHORIA_EXTERNAL_PROTOCOL" ] && [ -z "$HOME" ] && [ -f "$3" ] || exit 4
        cp "$2" "$(dirname "$0")/request"
        echo '{"protocol":"io.choria.choria.discovery.v1.external_reply","nodes":["web1","web2.lab.test","web1"]}' > "$3""#,
    );
    let options = BTreeMap::from([("site".to_owned(), "uk".to_owned())]);
    let external = script
        .external("\"two words\"")
        .with_options(options)
        .with_federations(vec!["north".to_owned()]);
    assert_eq!(find(&external, 20).await.unwrap(), ["web1", "web2.lab.test"]);
    let request = std::fs::read_to_string(script.0.path().join("request")).unwrap();
    let request: serde_json::Value = serde_json::from_str(&request).unwrap();
    assert_eq!(
        request,
        serde_json::json!({
            "$schema": REQUEST_SCHEMA,
            "protocol": REQUEST,
            "collective": "mcollective",
            "filter": {
                "fact": [{"fact": "os", "operator": "==", "value": "debian"}],
                "cf_class": ["web"],
                "agent": [],
                "identity": [],
                "compound": [],
            },
            "federations": ["north"],
            "options": {"site": "uk"},
            "timeout": 20.0,
        })
    );
}

#[test]
fn without_federations_the_request_says_null_and_the_least_timeout_is_a_second() {
    let external = External::new("true", PATH);
    let request = external.request(&query(0), LEAST_TIMEOUT);
    let request: serde_json::Value = serde_json::from_slice(&request).unwrap();
    assert_eq!(request["federations"], serde_json::Value::Null);
    assert_eq!(request["timeout"], 1.0);
    assert_eq!(request["options"], serde_json::json!({}));
}

#[tokio::test]
async fn a_program_that_fails_is_told_with_its_last_words() {
    let failing = Script::new("echo starting; echo 'no such site' >&2; exit 2");
    insta::assert_snapshot!(failing.run("").await.unwrap_err(), @"discovery program DIR/find nodes failed: exit status: 2: no such site");
    let missing = find(&External::new("/nowhere/program", PATH), 20)
        .await
        .unwrap_err();
    insta::assert_snapshot!(missing, @"discovery program /nowhere/program cannot be run: No such file or directory (os error 2)");
    let open = find(&External::new("'open", PATH), 20).await.unwrap_err();
    insta::assert_snapshot!(open, @r#"discovery command "'open" is empty or has an open quote"#);
}

#[tokio::test]
async fn an_error_in_the_reply_counts_before_its_protocol() {
    let reply = |text: &str| Script::new(&format!("echo '{text}' > $2"));
    insta::assert_snapshot!(reply(r#"{"error":"the CMDB is down"}"#).run("").await.unwrap_err(), @"discovery program DIR/find nodes reports: the CMDB is down");
    insta::assert_snapshot!(reply(r#"{"protocol":"x","nodes":[]}"#).run("").await.unwrap_err(), @r#"discovery program DIR/find nodes wrote a reply that cannot be used: its protocol is "x", not io.choria.choria.discovery.v1.external_reply"#);
    insta::assert_snapshot!(reply("none").run("").await.unwrap_err(), @"discovery program DIR/find nodes wrote a reply that cannot be used: expected ident at line 1 column 2");
    insta::assert_snapshot!(Script::new("true").run("").await.unwrap_err(), @"discovery program DIR/find nodes wrote a reply that cannot be used: it is empty");
    let named = reply(r#"{"protocol":"io.choria.choria.discovery.v1.external_reply","nodes":["a b"]}"#);
    insta::assert_snapshot!(named.run("").await.unwrap_err(), @r#"discovery program DIR/find nodes wrote a reply that cannot be used: item 1: "a b" cannot be an identity: it holds white space, a control character, `*` or `>`"#);
}

#[tokio::test]
async fn a_program_that_takes_too_long_is_killed_with_its_children() {
    // The pipe ends only when every process that holds it has.
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let script = Script::new(&format!("sh -c 'exec 9>{}; sleep 1000' & wait", pipe.display()));
    let held = tokio::task::spawn_blocking(move || std::fs::read(pipe));
    insta::assert_snapshot!(find(&script.external(""), 1).await.unwrap_err().replace(&script.0.path().display().to_string(), "DIR"), @"discovery program DIR/find nodes was killed after 1s");
    assert_eq!(held.await.unwrap().unwrap(), b"");
}

#[tokio::test]
async fn output_without_end_is_read_but_not_kept() {
    let script = Script::new(
        r#"head -c 5000000 /dev/zero | tr '\0' x; head -c 5000000 /dev/zero | tr '\0' y >&2
        echo '{"protocol":"io.choria.choria.discovery.v1.external_reply"}' > $2"#,
    );
    assert_eq!(script.run("").await.unwrap(), [""; 0]);
}

#[tokio::test]
async fn what_a_program_leaves_behind_does_not_hold_discovery_up() {
    let script = Script::new(
        r#"echo '{"protocol":"io.choria.choria.discovery.v1.external_reply","nodes":["web1"]}' > $2
        sleep 5 &"#,
    );
    assert_eq!(script.run("").await.unwrap(), ["web1"]);
}

/// Values of the right kind and of others.
fn values() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::Value;
    let name = prop_oneof![4 => "[a-z]{1,4}".prop_map(Value::from), 1 => "[a-z. *>\\x00é]{0,4}".prop_map(Value::from), 1 => Just(Value::Null)];
    let names = proptest::collection::vec(name, 0..5).prop_map(Value::from);
    prop_oneof![
        4 => names,
        1 => Just(Value::Null),
        1 => any::<i64>().prop_map(Value::from),
        1 => "[a-z]{0,3}".prop_map(Value::from),
        1 => Just(serde_json::json!({"nodes": ["a"]})),
    ]
}

proptest! {
    #[test]
    fn any_reply_gives_names_or_a_reason(
        protocol in prop_oneof![3 => Just(serde_json::json!(REPLY)), 1 => values()],
        nodes in values(),
        error in prop_oneof![3 => Just(serde_json::Value::Null), 1 => values()],
        more in values(),
        damage in proptest::option::weighted(0.3, (any::<proptest::sample::Index>(), any::<u8>())),
    ) {
        let reply = serde_json::json!({"protocol": protocol, "nodes": nodes, "error": error, "more": more});
        let mut bytes = reply.to_string().into_bytes();
        if let Some((at, byte)) = damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        match super::nodes("p", &bytes) {
            Ok(names) => prop_assert!(names.len() <= bytes.len()),
            Err(reason) => prop_assert!(reason.to_string().starts_with("discovery program p ")),
        }
        if damage.is_none() && protocol == REPLY && error.is_null() {
            let names = nodes.as_array().map(Vec::as_slice).unwrap_or_default();
            let named = |name: &serde_json::Value| name.as_str().is_some_and(|name| Identity::new(name).is_ok());
            let usable = (nodes.is_array() || nodes.is_null()) && names.iter().all(named);
            prop_assert_eq!(super::nodes("p", &bytes).is_ok(), usable);
        }
    }

    #[test]
    fn any_list_gives_its_names_or_a_reason(names in proptest::collection::vec("[a-z. *]{0,5}", 0..5), error in proptest::option::of("[a-z]{0,3}")) {
        let reply = serde_json::json!({"protocol": REPLY, "nodes": names, "error": error});
        let usable = names.iter().all(|name| Identity::new(name).is_ok()) && error.is_none_or(|text| text.is_empty());
        let found = nodes("p", reply.to_string().as_bytes());
        prop_assert_eq!(found.is_ok(), usable);
    }
}
