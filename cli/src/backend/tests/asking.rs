use tui::order::Control;

use super::*;
use crate::job::Store;

fn started(news: &[RunNews]) -> (Vec<String>, Option<String>) {
    let found = news.iter().find_map(|news| match news {
        RunNews::Started { nodes, job } => {
            Some((nodes.iter().map(ToString::to_string).collect(), job.clone()))
        }
        _ => None,
    });
    found.unwrap()
}

fn replies(news: &[RunNews]) -> usize {
    let counts = news.iter().map(|news| match news {
        RunNews::Replies(replies) => replies.len(),
        _ => 0,
    });
    counts.sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_told_while_it_goes_on_and_asks_whom_it_is_given() {
    let mut world = World::start(3).await;
    let (news, end) = world.run("rpc rpcutil ping", None).await;
    assert!(matches!(news[0], RunNews::Discovering { .. }), "{news:?}");
    assert!(
        matches!(news[1], RunNews::Discovered { count: 3, .. }),
        "{news:?}"
    );
    assert_eq!((started(&news).0.len(), replies(&news), end.exit), (3, 3, 0));
    assert_eq!(end.stats.unwrap().ok, 3);

    let chosen = [world.nodes().await[1].clone()];
    let (news, end) = world.run("rpc rpcutil ping", Some(&chosen)).await;
    assert_eq!(started(&news).0, [chosen[0].to_string()]);
    assert_eq!((replies(&news), end.exit), (1, 0));

    let (_, end) = world.run("rpc package install package=a;b", None).await;
    assert_eq!(end.exit, 1);
    assert!(end.trouble.unwrap().text.contains("package"));
    let (_, end) = world.run("rpc rpcutil ping --no-such-flag", None).await;
    let trouble = end.trouble.unwrap();
    assert!(trouble.text.starts_with("unexpected argument"), "{trouble:?}");
    let (_, end) = world.run("find", Some(&chosen)).await;
    assert_eq!(
        end.trouble.unwrap().text,
        "only `mco rpc` takes nodes that were chosen"
    );
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rollout_waits_after_its_canary_stops_when_told_and_goes_on_later() {
    let mut world = World::start(3).await;
    let rollout = "rpc rpcutil ping --canary 1 --batch 1 --batch-sleep 0";
    let ticket = world.ticket();
    let (order, nodes) = (words(rollout), None);
    world.begin(Order::Run {
        ticket,
        words: order,
        nodes,
        hold_after_canary: true,
    });
    let mut batches = 0;
    let held = world.until(|report| match report {
        Report::Run { news, .. } => match news {
            RunNews::Batch { canary, .. } => {
                assert!(canary);
                batches += 1;
                None
            }
            RunNews::Held(held) => Some(held),
            _ => None,
        },
        _ => None,
    });
    assert!(held.await);
    assert_eq!(batches, 1);
    let control = Control::Stop;
    world.begin(Order::Steer { ticket, control });
    let (_, end) = world.over(ticket).await;
    assert_eq!(
        (end.halted.as_deref(), end.unasked, end.exit),
        (Some("you asked to stop"), 2, 11)
    );

    world.begin(Order::Jobs);
    let jobs = world.until(|report| match report {
        Report::Jobs(jobs) => Some(jobs.unwrap()),
        _ => None,
    });
    let job = jobs.await.remove(0);
    assert_eq!(
        (job.what.as_str(), job.state),
        ("rpcutil#ping", tui::job::JobState::Paused)
    );
    assert_eq!((job.standing.done, job.standing.not_sent), (1, 2));

    let (news, end) = world.run(&format!("resume {}", job.id), None).await;
    assert_eq!((replies(&news), end.exit, end.unasked), (2, 0, 0));
    assert_eq!(started(&news).1, Some(job.id.clone()));
    let finished = world.until(|report| match report {
        Report::Jobs(jobs) => jobs.unwrap().pop().filter(|job| job.standing.done == 3),
        _ => None,
    });
    assert_eq!(finished.await.state, tui::job::JobState::Finished);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_only_looking_is_allowed_no_order_changes_anything() {
    let mut world = World::start(1).await;
    world.begin(Order::ReadOnly(true));
    let nodes = world.nodes().await;
    for (line, exit) in [("rpc service restart service=httpd", 10), ("rpc rpcutil ping", 0)] {
        let (_, end) = world.run(line, Some(&nodes)).await;
        assert_eq!(end.exit, exit, "{line}: {:?}", end.trouble);
    }
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_rollout_goes_on_when_told() {
    let mut world = World::start(2).await;
    let ticket = world.ticket();
    let rollout = "rpc rpcutil ping --batch 1 --canary 1 --batch-sleep 0";
    let (order, nodes) = (words(rollout), None);
    world.begin(Order::Run {
        ticket,
        words: order,
        nodes,
        hold_after_canary: true,
    });
    let held = |report| match report {
        Report::Run {
            news: RunNews::Held(held),
            ..
        } => Some(held),
        _ => None,
    };
    assert!(world.until(held).await);
    let control = Control::Continue;
    world.begin(Order::Steer { ticket, control });
    assert!(!world.until(held).await);
    let (_, end) = world.over(ticket).await;
    assert_eq!((end.exit, end.stats.unwrap().ok), (0, 2));
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_ends_a_rollout_and_writes_down_where() {
    let mut world = World::start(2).await;
    let ticket = world.ticket();
    let rollout = "rpc rpcutil ping --batch 1 --canary 1 --batch-sleep 0";
    let (order, nodes) = (words(rollout), None);
    world.begin(Order::Run {
        ticket,
        words: order,
        nodes,
        hold_after_canary: true,
    });
    world
        .until(|report| {
            matches!(
                report,
                Report::Run {
                    news: RunNews::Held(true),
                    ..
                }
            )
            .then_some(())
        })
        .await;
    drop(std::mem::replace(&mut world.incoming, Reports::channel().1));
    world.screens.close().await;
    let store = Store::of(&environment(world.dir.path())).unwrap();
    let id = store.names().unwrap().remove(0);
    let (job, busy) = store.read(&id).unwrap();
    assert!(!busy);
    assert_eq!(job.end.as_deref(), Some("you asked to stop"));
    assert_eq!((job.standing().done, job.standing().not_sent), (1, 1));
    world.site.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_says_who_would_be_asked_and_asks_nobody() {
    let mut world = World::start(3).await;
    let plan = |line: &'static str, nodes: Option<Arc<[Identity]>>| {
        move |ticket| Order::Plan {
            ticket,
            words: words(line),
            nodes,
        }
    };
    let told = |report| match report {
        Report::Plan { result, .. } => Some(result),
        _ => None,
    };
    let restart = "rpc service restart service=httpd --batch 1 --batch-sleep 2";
    let all = world.ask(plan(restart, None), told).await.unwrap();
    assert_eq!(
        (all.title.as_str(), all.change, all.targets.len()),
        ("service#restart", true, 3)
    );
    assert_eq!(all.pace, "3 nodes: batches of 1, 2s apart");
    assert_eq!(all.ask.as_deref(), Some("no filter was given"));
    assert_eq!(
        all.command,
        "mco rpc service restart service=httpd --batch 1 --batch-sleep 2s"
    );
    assert!(all.longest > Duration::from_secs(60));

    let two: Arc<[Identity]> = all.targets[..2].into();
    let chosen = world.ask(plan(restart, Some(two.clone())), told).await.unwrap();
    assert_eq!((&chosen.targets, chosen.ask.as_deref()), (&two, None));
    assert!(
        chosen.command.contains(&format!("-I {}", two[0])),
        "{}",
        chosen.command
    );

    let read = world.ask(plan("rpc rpcutil ping", None), told).await.unwrap();
    assert_eq!(
        (read.change, read.ask.as_deref(), read.pace.as_str()),
        (false, None, "3 nodes at once")
    );
    let odd = world.ask(plan("ping", None), told).await.unwrap_err();
    assert_eq!(odd.text, "only requests and rollouts have a plan");
    let store = Store::of(&environment(world.dir.path())).unwrap();
    assert!(store.names().unwrap().is_empty());
    world.stop().await;
}
