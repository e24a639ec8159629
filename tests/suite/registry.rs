//! DDLs from the registry: clients need no files of their own.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use config::{Environment, Settings};
use daemon::Node;
use harness::World;
use mco::Exit;
use mco::site::Character;
use serde_json::json;
use tokio_util::sync::CancellationToken;

/// An agent no client has a DDL of, but the registry has.
const DDL: &str = r#"{"metadata": {"name": "lamp", "description": "Controls lamps", "author": "ops", "license": "MIT",
    "version": "1.2.0", "url": "https://example.net", "timeout": 5, "provider": "external"},
  "actions": [{"action": "level", "description": "Tells the brightness", "display": "always", "input": {},
    "output": {"now": {"description": "Brightness", "display_as": "Now", "type": "integer"}}}]}"#;

#[tokio::test(flavor = "multi_thread")]
async fn ddls_of_the_registry_are_fetched_when_needed_and_all_at_once() {
    let mut world = World::prepared();
    world.site.start_broker().await.unwrap();
    let store = world.dir().join("store");
    std::fs::create_dir_all(store.join("mcollective/agent")).unwrap();
    std::fs::write(store.join("mcollective/agent/lamp.json"), DDL).unwrap();
    let (stop, host) = start_host(&world, &store).await;

    let unknown = world.mco(&["rpc", "lamp", "level"]).await;
    assert_eq!(unknown.exit, Exit::Error);
    assert!(
        unknown.err.contains("no agent lamp is known here"),
        "{}",
        unknown.err
    );

    let cache = world.dir().join("ddls");
    append(
        &world.site.client_config(),
        &format!("plugin.choria.services.registry.cache = {}", cache.display()),
    );
    let known = world.mco(&["plugin", "doc", "lamp"]).await;
    assert_eq!(
        known.exit,
        Exit::Error,
        "describing looks at what is here: {}",
        known.out
    );
    // Nobody hosts it, so the request itself finds no node, but its DDL was found.
    let fetched = world.mco(&["rpc", "lamp", "level"]).await;
    assert!(
        fetched.err.contains("no nodes were discovered"),
        "{}",
        fetched.err
    );
    let known = world.mco(&["plugin", "doc", "lamp"]).await;
    assert!(known.out.contains("Controls lamps"), "{known:?}");

    assert_eq!(world.mco(&["ddl", "clear"]).await.exit, Exit::Done);
    let synced = world.mco(&["ddl", "sync"]).await;
    assert_eq!(
        (synced.exit, synced.out.as_str()),
        (Exit::Done, "lamp 1.2.0\n"),
        "{}",
        synced.err
    );
    let listed = world.mco(&["ddl", "list"]).await;
    assert!(
        listed.out.contains("lamp") && listed.out.contains("1.2.0"),
        "{}",
        listed.out
    );

    // What was kept is known without asking anybody.
    for (list, name) in [("agents", "lamp"), ("actions", "level")] {
        let offered = world
            .mco(&["completion", "--list", list, "--agent", "lamp"])
            .await;
        assert!(offered.sorted_lines().contains(&name), "{offered:?}");
    }

    let missing = world.mco(&["ddl", "sync", "nosuch"]).await;
    assert_eq!(missing.exit, Exit::Failed, "{}", missing.err);
    assert!(
        missing.err.contains("nosuch: the registry says"),
        "{}",
        missing.err
    );
    stop.cancel();
    host.stopped().await;
}

/// A node that is the registry.
async fn start_host(world: &World, store: &Path) -> (CancellationToken, Node) {
    let character = Character {
        identity: "registry.example.net".to_owned(),
        facts: json!({}),
        classes: Vec::new(),
    };
    let config = world.site.cast(&character).unwrap().join("server.conf");
    append(
        &config,
        &format!("plugin.choria.services.registry.store = {}", store.display()),
    );
    let environment = Environment {
        vars: Default::default(),
        home: None,
        cwd: "/".into(),
        hostname: "registry.example.net".to_owned(),
        root: false,
    };
    let settings = Settings::load_daemon(&environment, &config).unwrap();
    let stop = CancellationToken::new();
    let builder = Node::builder(settings.server(&environment).unwrap().config);
    (stop.clone(), builder.start(stop).await.unwrap())
}

fn append(file: &Path, line: &str) {
    let mut file = OpenOptions::new().append(true).open(file).unwrap();
    writeln!(file, "{line}").unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_registry_the_wait_ends_with_what_to_do() {
    let world = World::with_nodes(1).await;
    let outcome = world.mco(&["ddl", "sync"]).await;
    assert_eq!(outcome.exit, Exit::Error);
    assert!(outcome.err.contains("no registry answered"), "{}", outcome.err);
    assert!(outcome.err.contains("registry.store"), "{}", outcome.err);
}
