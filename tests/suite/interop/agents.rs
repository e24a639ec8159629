//! The same external agents on the reference's server and on ours, driven by both clients.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use harness::{Process, World, eventually, peers};
use mco::Exit;
use mco::site::{Character, USER};
use serde_json::{Value, json};

use super::choria::run;

const THEIRS: &str = "theirs.agents.example.net";
const OURS: &str = "ours.agents.example.net";

#[tokio::test(flavor = "multi_thread")]
async fn external_agents_answer_alike_on_a_real_server_and_on_ours() {
    let Some(choria) = peers::find("choria") else {
        return;
    };
    let world = World::with_nodes(0).await;
    let library = library(&world);
    let ours = Path::new(env!("CARGO_BIN_EXE_test-server"));
    let _servers = [
        server(&world, &library, THEIRS, &choria, &["server", "run"]),
        server(&world, &library, OURS, ours, &["run"]),
    ];
    let client = world.site.user_kit(USER).join("client.conf");
    append(&client, &format!("libdir = {}", library.display()));
    for agent in ["lamp", "torch"] {
        let both = async || {
            let found = world.mco(&["find", "-A", agent]).await;
            (found.sorted_lines() == [OURS, THEIRS]).then_some(())
        };
        eventually("both servers to host the agent", both).await;
    }

    for (action, input) in [
        ("level", "pct=40"),
        ("misbehave", "how=refuse"),
        ("misbehave", "how=garbage"),
        ("misbehave", "how=nothing"),
        ("misbehave", "how=no_data"),
        ("misbehave", "how=list"),
        ("misbehave", "how=code"),
        ("misbehave", "how=exit"),
    ] {
        let words = ["rpc", "lamp", action, input, "--json", "-A", "lamp"];
        let outcome = world.mco(&words).await;
        let [ours, theirs] = replies(&outcome.json());
        assert_eq!(ours["statuscode"], theirs["statuscode"], "{input}");
        if ours["statuscode"] != 1 {
            // Where the host says why it failed, each does so in its own words.
            assert_eq!(ours["statusmsg"], theirs["statusmsg"], "{input}");
        }
        if action == "level" {
            // Theirs sends numbers through floats.
            assert_eq!(ours["data"]["was"], json!(9_007_199_254_741_033_u64));
            assert_eq!(ours["data"]["unit"], theirs["data"]["unit"]);
        } else if theirs["data"].is_object() {
            // Theirs passes on the list it complains about.
            assert_eq!(ours["data"], theirs["data"], "{input}");
        }
    }

    let outcome = world
        .mco(&["rpc", "lamp", "surroundings", "--json", "-A", "lamp"])
        .await;
    assert_eq!(outcome.exit, Exit::Done, "{outcome:?}");
    let [ours, theirs] = replies(&outcome.json()).map(|mut reply| reply["data"].take());
    for same in ["environment", "folder", "home", "stdin"] {
        assert_eq!(ours[same], theirs[same], "{same}");
    }
    assert_eq!(ours["arguments"][2], theirs["arguments"][2]);
    for same in [
        "$schema",
        "protocol",
        "agent",
        "action",
        "requestid",
        "senderid",
        "callerid",
        "ttl",
        "msgtime",
        "data",
    ] {
        assert_eq!(ours["request"][same], theirs["request"][same], "{same}");
    }

    let output = run(
        &choria,
        &world,
        &["req", "torch", "light", "--json", "-A", "torch"],
    )
    .await;
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let [ours, theirs] = replies(&document);
    assert_eq!(
        (&ours["statusmsg"], &ours["data"]),
        (&json!("lit"), &theirs["data"])
    );
}

/// A library with the agents of the tests, as if they had been there for long.
fn library(world: &World) -> std::path::PathBuf {
    let library = world.dir().join("library");
    let agents = library.join("mcollective/agent");
    fs::create_dir_all(&agents).unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("agents");
    for entry in ["lamp", "lamp.json", "torch"] {
        // Another process copies: a program that this one has open for writing could not be started.
        let copied = Command::new("cp")
            .arg("-R")
            .arg(source.join(entry))
            .arg(&agents)
            .status();
        assert!(copied.unwrap().success(), "{entry}");
    }
    for ddl in ["lamp.json", "torch/torch.json"] {
        let before = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let file = File::options().write(true).open(agents.join(ddl)).unwrap();
        file.set_modified(before).unwrap();
    }
    library
}

fn server(world: &World, library: &Path, identity: &str, program: &Path, words: &[&str]) -> Process {
    let character = Character {
        identity: identity.to_owned(),
        facts: json!({"country": "de"}),
        classes: vec!["base".to_owned()],
    };
    let config = world.site.cast(&character).unwrap().join("server.conf");
    let libdir = "plugin.choria.agent_provider.mcorpc.libdir";
    append(&config, &format!("{libdir} = {}", library.display()));
    let args = [words, &["--config", config.to_str().unwrap()]].concat();
    Process::start(program, &args, &[], world.dir().join(format!("{identity}.log")))
}

fn append(file: &Path, line: &str) {
    let mut file = OpenOptions::new().append(true).open(file).unwrap();
    writeln!(file, "\n{line}").unwrap();
}

/// The replies of our node and of the real one.
fn replies(document: &Value) -> [Value; 2] {
    let replies = document["replies"].as_array().unwrap();
    [OURS, THEIRS].map(|identity| {
        let reply = replies.iter().find(|reply| reply["sender"] == identity);
        assert!(reply.is_some(), "no reply of {identity} in {document}");
        reply.cloned().unwrap()
    })
}
