//! Commands of the operating system, on a node that allows them.

use std::fs::OpenOptions;
use std::io::Write;

use config::{Environment, Settings};
use daemon::Node;
use harness::World;
use mco::Exit;
use mco::site::Character;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::{answer, typed};

const NODE: &str = "shell.example.net";

/// A node that hosts the shell agent.
async fn node(world: &World, stop: &CancellationToken) -> Node {
    let character = Character {
        identity: NODE.to_owned(),
        facts: json!({}),
        classes: Vec::new(),
    };
    let config = world.site.cast(&character).unwrap().join("server.conf");
    let state = world.dir().join("shell");
    let mut file = OpenOptions::new().append(true).open(&config).unwrap();
    let keys = format!(
        "plugin.shell.activate_agent = yes\nplugin.shell.state_path = {}",
        state.display()
    );
    writeln!(file, "{keys}").unwrap();
    let environment = Environment {
        vars: Default::default(),
        home: None,
        cwd: "/".into(),
        hostname: NODE.to_owned(),
        root: false,
    };
    let settings = Settings::load_daemon(&environment, &config).unwrap();
    let builder = Node::builder(settings.server(&environment).unwrap().config);
    builder.start(stop.clone()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn shell_commands_are_run_started_listed_and_ended() {
    let mut world = World::prepared();
    world.site.start_broker().await.unwrap();
    let stop = CancellationToken::new();
    let node = node(&world, &stop).await;

    let ran = answer(&world, "mco shell run --sort -- echo one two").await;
    assert!(ran.starts_with(&format!("{NODE}:\n    one two\n\n")), "{ran}");
    let failed = answer(&world, "mco shell run 'echo no >&2; exit 3'").await;
    assert!(
        failed.contains("    STDERR:\n    no\n    exitcode: 3\n"),
        "{failed}"
    );
    let started = answer(&world, "mco shell start 'sleep 600'").await;
    let (_, handle) = started.lines().next().unwrap().split_once(": ").unwrap();
    let listed = answer(&world, "mco shell list").await;
    assert!(
        listed.contains(&format!("    {handle}  running  sleep 600")),
        "{listed}"
    );
    answer(&world, &format!("mco shell kill {handle}")).await;
    for line in ["mco shell watch x", "mco shell run --tail uptime"] {
        let later = typed(&world, line).await;
        assert!(
            later.exit == Exit::Error && later.err.contains("not available in this version"),
            "{later:?}"
        );
    }
    stop.cancel();
    node.stopped().await;
}
