//! Agents in Ruby: external ones, and those of the Ruby framework behind its shim.

use std::fs;
use std::process::{Command, Stdio};

use protocol::rpc::Status;
use serde_json::json;

use crate::external::{Library, has};
use crate::world::{World, nothing};

/// Whether Ruby is installed. Says so when it is not, and fails where every peer is required.
pub(crate) fn ruby() -> bool {
    let version = Command::new("ruby")
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    let present = version.is_ok_and(|status| status.success());
    let required = std::env::var("MCO_REQUIRE_PEERS").is_ok_and(|value| value == "1");
    assert!(
        present || !required,
        "ruby is required here (MCO_REQUIRE_PEERS=1)"
    );
    if !present {
        #[expect(clippy::print_stderr, reason = "a person must see what was skipped")]
        {
            eprintln!("SKIPPED: ruby is not installed");
        }
    }
    present
}

/// A node with the agent of the Ruby framework, behind this shim of the tests.
async fn behind(shim: &str, lines: &str) -> (Library, World) {
    let library = Library::with(&["vendor"]);
    library.add(shim);
    let config = library.path("shim.cfg");
    fs::write(&config, library.path("vendor").to_str().unwrap()).unwrap();
    let provider = "plugin.choria.agent_provider.mcorpc";
    let lines = format!(
        "{provider}.agent_shim = {}\n{provider}.config = {}\n{lines}",
        library.path(shim).display(),
        config.display()
    );
    let world = World::hosting(&library, &lines).await;
    (library, world)
}

#[tokio::test]
async fn an_external_agent_may_be_written_in_ruby() {
    if !ruby() {
        return;
    }
    let library = Library::with(&["gem", "gem.json"]);
    let world = World::hosting(&library, "").await;
    world.until_hosted(has("gem")).await;
    let reply = world.ask("gem", "polish", nothing()).await;
    assert_eq!(reply.data, json!({"action": "polish", "shine": 1.5}));
    world.end().await;
}

#[tokio::test]
async fn an_agent_of_the_ruby_framework_answers_through_its_shim() {
    if !ruby() {
        return;
    }
    let (_library, world) = behind("shim.rb", "").await;
    world.until_hosted(has("brick")).await;
    // Inputs are the shim's to check: some Ruby agents take what they did not declare.
    let reply = world
        .ask(
            "brick",
            "stack",
            json!({"count": 6, "extra": "ä", "process_results": true}),
        )
        .await;
    assert_eq!((reply.statuscode, reply.statusmsg.as_str()), (Status::Ok, "OK"));
    assert_eq!(
        reply.data,
        json!({"height": 42, "by": "choria=ann.mcollective", "extra": "ä"})
    );
    let (status, message) = world.verdict("brick", "stack", json!({"count": 101})).await;
    assert_eq!((status, message.as_str()), (Status::Aborted, "bricks are out"));
    let (status, message) = world.verdict("brick", "silence", nothing()).await;
    assert_eq!(status, Status::Aborted);
    assert!(
        message.starts_with("Cannot call Ruby action brick#silence: the shim answered no JSON"),
        "{message}"
    );
    world.end().await;
}

#[tokio::test]
async fn a_shim_is_given_the_request_and_the_configuration() {
    let (library, world) = behind("shim", "").await;
    world.until_hosted(has("brick")).await;
    let data = world.ask("brick", "stack", json!({"count": 6})).await.data;
    assert_eq!(data["arguments"], json!(["--config", library.path("shim.cfg")]));
    let request = &data["request"];
    assert_eq!(
        request["body"],
        json!({"agent": "brick", "action": "stack", "data": {"count": 6}, "caller": "choria=ann.mcollective"})
    );
    assert_eq!(
        (&request["ttl"], &request["agent"]),
        (&json!(60), &json!("brick"))
    );
    assert!(request["msgtime"].as_u64().unwrap() > 1_700_000_000);
    let (status, message) = world.verdict("brick", "silence", nothing()).await;
    assert_eq!(
        (status, message.as_str()),
        (
            Status::Aborted,
            "Cannot call Ruby action brick#silence: the shim answered no JSON: the shim is broken (exit status 3)"
        )
    );
    fs::remove_file(library.path("shim")).unwrap();
    let (_, message) = world.verdict("brick", "stack", json!({"count": 6})).await;
    assert!(message.contains("the Ruby shim was not found in "), "{message}");
    world.end().await;
}

#[tokio::test]
async fn an_agent_of_the_ruby_framework_can_be_switched_off() {
    let (library, world) = behind("shim", "plugin.brick.activate_agent = no").await;
    library.add("torch");
    world.until_hosted(has("torch")).await;
    assert!(!world.node.context().agents.hosted().contains("brick"));
    world.end().await;
}
