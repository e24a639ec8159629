//! The reference's own program: its client drives our nodes, our client drives its server.

use std::path::{Path, PathBuf};
use std::process::Output;

use harness::{Process, World, eventually, peers};
use mco::Exit;
use mco::site::{Character, Security, USER};

/// Certificates with protocol v1, tokens with protocol v2.
const BOTH: [Security; 2] = [Security::V1, Security::V2];

/// A name no character of the cast has.
const REAL: &str = "real1.go.example.net";

#[tokio::test(flavor = "multi_thread")]
async fn the_real_client_pings_our_nodes() {
    let Some(choria) = peers::find("choria") else {
        return;
    };
    for security in BOTH {
        let world = World::with_nodes_of(security, 4).await;
        let output = run(&choria, &world, &["ping"]).await;
        let out = stdout(&output);
        assert!(output.status.success(), "{output:?}");
        for node in world.site.nodes() {
            assert!(out.contains(node.context().identity.as_str()), "{out}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_real_client_discovers_our_nodes_by_fact_class_and_identity() {
    let Some(choria) = peers::find("choria") else {
        return;
    };
    for security in BOTH {
        let world = World::with_nodes_of(security, 10).await;
        for filter in [
            ["-F", "country=mt"],
            ["-C", "role::db"],
            ["-I", "/^web1/"],
            ["-W", "country=uk"],
            [
                "-S",
                "with('role::db') or fact('country') == 'mt' and 'rpcutil' in agents",
            ],
        ] {
            let theirs = run(&choria, &world, &[&["find"], &filter[..]].concat()).await;
            let ours = world.mco(&[&["find"], &filter[..]].concat()).await;
            let theirs = stdout(&theirs);
            let mut names: Vec<_> = theirs.lines().filter(|line| !line.is_empty()).collect();
            names.sort_unstable();
            assert_eq!(names, ours.sorted_lines(), "{filter:?}");
            assert!(!names.is_empty(), "{filter:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_real_client_calls_rpcutil_on_our_nodes() {
    let Some(choria) = peers::find("choria") else {
        return;
    };
    for security in BOTH {
        let world = World::with_nodes_of(security, 4).await;
        for (action, input) in [
            ("ping", None),
            ("inventory", None),
            ("agent_inventory", None),
            ("get_fact", Some("fact=country")),
        ] {
            let mut words = vec!["req", "rpcutil", action];
            words.extend(input);
            words.push("--json");
            let output = run(&choria, &world, &words).await;
            let document: serde_json::Value = serde_json::from_slice(&output.stdout)
                .unwrap_or_else(|error| panic!("{action}: {error}: {output:?}"));
            let replies = document["replies"].as_array().unwrap();
            assert_eq!(replies.len(), 4, "{action}: {document}");
            assert!(
                replies.iter().all(|reply| reply["statuscode"] == 0),
                "{action}: {document}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn our_client_drives_a_real_server_beside_our_nodes() {
    let Some(choria) = peers::find("choria") else {
        return;
    };
    for security in BOTH {
        let world = World::with_nodes_of(security, 2).await;
        let _server = real_server(&choria, &world);
        let found = async || {
            let found = world.mco(&["find"]).await;
            found.out.contains(REAL).then_some(found)
        };
        let found = eventually("the real server to be discovered", found).await;
        assert_eq!(
            found.sorted_lines(),
            ["db1.uk.example.net", REAL, "web1.mt.example.net"]
        );

        for filter in [
            &["-W", "country=go"][..],
            &["-F", "role=/^go/"],
            &["-C", "golang"],
            &["-I", REAL],
            &[
                "-S",
                r#"with("golang") and fact("role") matches "^go" and config_item("identity").present"#,
            ],
            &["-S", "with('rpcutil') // everybody", "-X", "country=/^(uk|mt)$/"],
        ] {
            let found = world.mco(&[&["find"], filter].concat()).await;
            assert_eq!(found.sorted_lines(), [REAL], "{filter:?}");
        }
        for action in [
            "ping",
            "inventory",
            "agent_inventory",
            "daemon_stats",
            "collective_info",
        ] {
            let outcome = world
                .mco(&["rpc", "rpcutil", action, "--json", "-I", "/./"])
                .await;
            assert_eq!(outcome.exit, Exit::Done, "{action}: {outcome:?}");
            assert_eq!(outcome.json()["request_stats"]["ok"], 3, "{action}");
        }
        let fact = world
            .mco(&["rpc", "rpcutil", "get_fact", "fact=role", "-I", REAL, "--json"])
            .await;
        assert_eq!(fact.json()["replies"][0]["data"]["value"], "gopher");
        let unknown = world.mco(&["inventory", REAL]).await;
        assert_eq!(unknown.exit, Exit::Done, "{unknown:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_real_client_is_refused_where_our_policy_says_so() {
    let Some(choria) = peers::find("choria") else {
        return;
    };
    for security in BOTH {
        let world = World::with_nodes_of(security, 1).await;
        world.site.enroll_user("eve.mcollective").unwrap();
        let output = run_as(
            &choria,
            &world,
            "eve.mcollective",
            &[
                "req",
                "choria_util",
                "machine_transition",
                "transition=stop",
                "--json",
            ],
        )
        .await;
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(document["replies"][0]["statuscode"], 1, "{document}");
    }
}

/// Starts a real server with credentials and configuration made by us.
fn real_server(choria: &Path, world: &World) -> Process {
    let character = Character {
        identity: REAL.to_owned(),
        facts: serde_json::json!({ "country": "go", "role": "gopher" }),
        classes: vec!["base".to_owned(), "golang".to_owned()],
    };
    let kit = world.site.cast(&character).unwrap();
    let config = kit.join("server.conf");
    let args = ["server", "run", "--config", config.to_str().unwrap()];
    Process::start(choria, &args, &[], world.dir().join("choria-server.log"))
}

pub(super) async fn run(choria: &Path, world: &World, words: &[&str]) -> Output {
    run_as(choria, world, USER, words).await
}

async fn run_as(choria: &Path, world: &World, user: &str, words: &[&str]) -> Output {
    let config: PathBuf = world.site.user_kit(user).join("client.conf");
    tokio::process::Command::new(choria)
        .args(words)
        .arg("--config")
        .arg(config)
        .env("MCOLLECTIVE_CERTNAME", user)
        .env("USER", "interop")
        .stdin(std::process::Stdio::null())
        .kill_on_drop(true)
        .output()
        .await
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}
