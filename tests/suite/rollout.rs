//! Rollouts: where they stop, that they go on, and that nobody is asked twice or forgotten.

use std::path::{Path, PathBuf};

use harness::{Process, World, eventually};
use mco::Exit;
use mco::site::USER;
use serde_json::Value;

const FLEET: usize = 100;

/// A change that is harmless to make over and over.
fn touch(world: &World) -> Vec<String> {
    let file = world.dir().join("touched");
    ["rpc", "filemgr", "touch"]
        .map(str::to_owned)
        .into_iter()
        .chain([format!("file={}", file.display())])
        .collect()
}

async fn rollout(world: &World, flags: &[&str]) -> harness::Outcome {
    let mut words = touch(world);
    words.extend(flags.iter().map(|flag| (*flag).to_owned()));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    world.mco(&words).await
}

/// Names of all nodes, sorted as a rollout goes through them.
fn names(world: &World) -> Vec<String> {
    let kits = std::fs::read_dir(world.site.node_kits()).unwrap();
    let mut names: Vec<String> = kits
        .map(|kit| kit.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Forbids a node to touch files, or allows it again.
fn forbid(world: &World, node: &str, forbidden: bool) {
    let policy = world.site.node_kits().join(node).join("policies/filemgr.policy");
    if forbidden {
        std::fs::write(policy, "policy default deny\n").unwrap();
    } else {
        std::fs::remove_file(policy).unwrap();
    }
}

/// How often a node was told to touch a file and did: such a call begins with a line that names no event.
fn touches(world: &World, node: &str) -> usize {
    let log = world.site.node_kits().join(node).join("audit.log");
    let log = std::fs::read_to_string(log).unwrap_or_default();
    log.lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|line| line["action"] == "touch" && line["event"].is_null())
        .count()
}

/// The lines of the only job.
fn journal(world: &World) -> Vec<Value> {
    let Some(path) = job(world) else {
        return Vec::new();
    };
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}

fn job(world: &World) -> Option<PathBuf> {
    let folder = std::fs::read_dir(Path::new(&world.state()).join("mco/jobs")).ok()?;
    Some(folder.flatten().next()?.path())
}

fn id(world: &World) -> String {
    let path = job(world).unwrap();
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rollout_stops_at_the_second_failure_and_resume_finishes_it() {
    let world = World::with_nodes(FLEET).await;
    let nodes = names(&world);
    // The canary is good; the failures fall into the second batch of ten and the third.
    for bad in [&nodes[15], &nodes[25]] {
        forbid(&world, bad, true);
    }
    let flags = [
        "--canary",
        "1",
        "--batch",
        "10%",
        "--batch-sleep",
        "0",
        "--stop-on",
        "2",
    ];
    let stopped = rollout(&world, &flags).await;
    assert_eq!(stopped.exit.code(), 11, "{stopped:?}");
    let id = id(&world);
    for words in [
        "stopped after batch 4 of 11: 2 nodes failed or stayed silent",
        "done          29",
        "failed         2   mco --config ",
        "not sent      69   mco --config ",
        "Nothing was undone",
    ] {
        assert!(stopped.err.contains(words), "{words}: {}", stopped.err);
    }
    assert!(
        stopped.out.contains("Finished processing 31 / 100 hosts"),
        "{}",
        stopped.out
    );
    let asked = |from: usize, to: usize| {
        nodes[from..to]
            .iter()
            .map(|node| touches(&world, node))
            .sum::<usize>()
    };
    assert_eq!((asked(0, 31), asked(31, FLEET)), (29, 0));

    let listed = world.mco(&["jobs", "--json"]).await;
    assert_eq!(listed.json()[0]["state"], "paused");
    let resumed = world.mco(&["resume", &id]).await;
    assert_eq!(resumed.exit, Exit::Done, "{resumed:?}");
    assert!(
        resumed.out.contains("Finished processing 69 / 69 hosts"),
        "{}",
        resumed.out
    );
    assert!(resumed.err.contains("counted from zero"), "{}", resumed.err);
    let kept = async |set| world.mco(&["set", "show", set]).await;
    assert_eq!(kept("last").await.sorted_lines(), nodes[31..]);
    assert_eq!(kept("failed").await.out, "");

    for bad in [&nodes[15], &nodes[25]] {
        forbid(&world, bad, false);
    }
    let retried = world.mco(&["jobs", "retry", &id, "--failed", "--json"]).await;
    assert_eq!(retried.exit, Exit::Done, "{retried:?}");
    assert_eq!(retried.json()["rollout"]["complete"], true);
    assert_eq!(retried.json()["request_stats"]["discovered"], 2);
    assert_eq!(kept("last").await.sorted_lines(), [&nodes[15], &nodes[25]]);
    assert!(nodes.iter().all(|node| touches(&world, node) == 1));
    let again = world.mco(&["resume", &id]).await;
    assert_eq!((again.exit, again.out.as_str()), (Exit::Done, ""), "{again:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_canary_stops_everything() {
    let world = World::with_nodes(5).await;
    let nodes = names(&world);
    forbid(&world, &nodes[0], true);
    let stopped = rollout(&world, &["--canary", "1", "--jsonl"]).await;
    assert_eq!(stopped.exit.code(), 11, "{stopped:?}");
    let lines: Vec<Value> = stopped
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let kinds: Vec<&str> = lines.iter().map(|line| line["k"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        [
            "discovery",
            "discovery",
            "job",
            "batch",
            "result",
            "rollout",
            "stats"
        ]
    );
    assert_eq!(lines[5]["rollout"]["not_sent"].as_array().unwrap().len(), 4);
    assert_eq!(nodes.iter().map(|node| touches(&world, node)).sum::<usize>(), 0);
}

/// Starts a rollout as a process whose second batch lasts, as one of its nodes never answers. Also tells the names of all
/// nodes and of that one.
fn lingering(world: &World) -> (Process, Vec<String>, String) {
    let mut nodes = names(world);
    // It sorts into the second batch and never answers, so that the batch lasts until the kill.
    let ghost = format!("{}.ghost", nodes[7]);
    nodes.push(ghost.clone());
    nodes.sort();
    let list = world.dir().join("nodes.txt");
    std::fs::write(&list, nodes.join("\n")).unwrap();
    let config = world.site.client_config();
    let mut words = vec!["--config".to_owned(), config.display().to_string()];
    words.extend(touch(world));
    let flags = [
        "--nodes",
        list.to_str().unwrap(),
        "--batch",
        "5",
        "--batch-sleep",
        "0",
        "--timeout",
        "5",
    ];
    words.extend(flags.map(str::to_owned));
    let state = world.state();
    let vars = [("MCOLLECTIVE_CERTNAME", USER), ("XDG_STATE_HOME", state.as_str())];
    let program = Path::new(env!("CARGO_BIN_EXE_test-mco"));
    let process = Process::start(program, &words, &vars, world.dir().join("mco.log"));
    (process, nodes, ghost)
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_to_end_once_waits_for_the_batch_and_twice_does_not() {
    let world = World::with_nodes(20).await;
    for (insist, status, in_doubt) in [(false, 11, 0), (true, 12, 1)] {
        let _ = std::fs::remove_dir_all(world.state());
        let (mut process, ..) = lingering(&world);
        eventually("nine answers", async || {
            let replies = journal(&world).iter().filter(|line| line["k"] == "reply").count();
            (replies >= 9).then_some(())
        })
        .await;
        if insist {
            let pid = rustix::process::Pid::from_raw(i32::try_from(process.id()).unwrap()).unwrap();
            rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
            eventually("the first request to be heard", async || {
                process
                    .output()
                    .contains("Stopping after this batch")
                    .then_some(())
            })
            .await;
        }
        let code = process.terminate();
        assert_eq!(code, Some(status), "{}", process.output());
        let shown = world.mco(&["jobs", "show", &id(&world), "--json"]).await.json();
        assert_eq!(
            (&shown["in_doubt"], &shown["not_sent"]),
            (&in_doubt.into(), &11.into()),
            "{shown}"
        );
        std::fs::remove_file(world.dir().join("mco.log")).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_rollout_goes_on_where_it_was_and_asks_nobody_twice() {
    let world = World::with_nodes(20).await;
    let (mut process, mut nodes, ghost) = lingering(&world);
    eventually("nine answers", async || {
        let replies = journal(&world).iter().filter(|line| line["k"] == "reply").count();
        (replies >= 9).then_some(())
    })
    .await;
    process.kill();

    let id = id(&world);
    let shown = world.mco(&["jobs", "show", &id, "--json"]).await.json();
    assert_eq!(
        (&shown["state"], &shown["in_doubt"]),
        (&"interrupted".into(), &1.into()),
        "{shown}"
    );
    let resumed = world.mco(&["resume", &id]).await;
    assert_eq!(resumed.exit, Exit::Done, "{resumed:?}");
    assert!(
        resumed
            .err
            .contains("1 node was being asked when it was cut short"),
        "{}",
        resumed.err
    );
    let shown = world.mco(&["jobs", "show", &id, "--json"]).await.json();
    assert_eq!(
        (&shown["state"], &shown["done"], &shown["silent"]),
        (&"complete".into(), &20.into(), &1.into()),
        "{shown}"
    );
    nodes.retain(|node| *node != ghost);
    let counts: Vec<usize> = nodes.iter().map(|node| touches(&world, node)).collect();
    assert_eq!(counts, [1; 20]);
}
