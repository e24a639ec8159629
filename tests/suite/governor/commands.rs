//! Every command once, with what it prints.

use std::time::Duration;

use client::governor::{Event, EventKind, Governors};
use futures_util::StreamExt;
use harness::{Engine, World, on_both_engines};
use mco::Exit;
use serde_json::{Value, json};

use super::{active, done, failed, world};

on_both_engines!(
    governors_are_made_changed_listed_and_removed,
    leases_are_shown_evicted_and_reset,
    a_command_runs_with_a_slot_and_its_status_is_ours,
    what_makes_no_sense_is_refused_before_a_slot_is_asked_for,
);

async fn event(heard: &mut client::link::Subscription) -> (EventKind, u64, String) {
    let message = tokio::time::timeout(Duration::from_secs(60), heard.next())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(message.subject, "choria.lifecycle.event.governor.CLI");
    let (event, _) = Event::read(&message.payload).unwrap();
    assert_eq!(
        (event.governor.as_str(), event.component.as_str()),
        ("PUPPET", "CLI")
    );
    (event.kind, event.lease, event.identity)
}

async fn take(world: &World, holder: &str) -> u64 {
    let fleet = world.fleet().await;
    let governor = Governors::new(fleet.link(), "mcollective")
        .governor("PUPPET")
        .unwrap();
    governor.attempt(holder).await.unwrap().unwrap().id()
}

async fn governors_are_made_changed_listed_and_removed(engine: Engine) {
    let world = world(&engine).await;
    assert_eq!(done(&world, &["governor", "ls"]).await, "No Governors found\n");
    assert_eq!(done(&world, &["gov", "ls", "-j"]).await, "[]\n");
    assert_shown!(done(&world, &["governor", "add", "PUPPET", "50", "20m"]).await, @"
    Configuration:

      Capacity: 50
       Expires: 20m0s
      Replicas: 1
    ");
    assert_eq!(
        done(&world, &["governor", "ls", "-j"]).await,
        "[\n  \"PUPPET\"\n]\n"
    );
    let same = done(&world, &["governor", "add", "PUPPET", "50", "20m"]).await;
    assert!(same.starts_with("Configuration:"), "{same}");
    let asked = world.mco(&["governor", "add", "PUPPET", "5", "1h"]).await;
    assert_eq!(asked.exit, Exit::Refused);
    assert_shown!(asked.out, @"
    Existing configuration:

      Capacity: 50 desired: 5
       Expires: 20m0s desired: 1h0m0s
      Replicas: 1 desired: 1
    ");
    assert_shown!(asked.err, @"
    mco: Update configuration for PUPPET? There is nobody to ask
      hint: --force does it without asking
    ");
    assert_shown!(done(&world, &["governor", "add", "PUPPET", "5", "1h", "-f"]).await, @"
    Existing configuration:

      Capacity: 50 desired: 5
       Expires: 20m0s desired: 1h0m0s
      Replicas: 1 desired: 1
    Configuration:

      Capacity: 5
       Expires: 1h0m0s
      Replicas: 1
    ");
    assert_eq!(world.mco(&["governor", "rm", "PUPPET"]).await.exit, Exit::Refused);
    done(&world, &["governor", "rm", "PUPPET", "-f"]).await;
    assert_shown!(failed(&world, &["governor", "view", "PUPPET"]).await.err, @"
    mco: there is no governor PUPPET
      hint: `mco governor list` shows the governors, `mco governor add NAME CAPACITY EXPIRE` makes one
    ");
    assert_shown!(failed(&world, &["governor", "add", "a.b", "1", "1m"]).await.err, @r#"mco: "a.b" cannot be the name of a governor: letters, digits, - and _ only"#);
    assert_eq!(
        world.mco(&["governor", "add", "NONE", "0", "1m"]).await.exit,
        Exit::Error
    );
}

async fn leases_are_shown_evicted_and_reset(engine: Engine) {
    let world = world(&engine).await;
    done(&world, &["governor", "add", "PUPPET", "3", "20m"]).await;
    assert_eq!(
        done(&world, &["governor", "reset", "PUPPET"]).await,
        "No lease entries to remove\n"
    );
    assert_shown!(failed(&world, &["governor", "evict", "PUPPET", "7", "-f"]).await.err, @"
    mco: governor PUPPET has no lease 7
      hint: `mco governor view PUPPET` shows the leases
    ");
    let first = take(&world, "web1.example.net").await;
    let second = take(&world, "web2.example.net").await;
    let view = done(&world, &["governor", "view", "PUPPET"]).await;
    let (head, table) = view.split_once("\n\n\n").unwrap();
    assert_shown!(head, @"
    Configuration for Governor PUPPET

           Capacity: 3
            Expires: 20m0s
           Replicas: 1
      Active Leases: 2
    ");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| line.starts_with('│'))
        .map(|line| line.split(['│', '┆']).map(str::trim).collect())
        .collect();
    assert_eq!(rows[0][1..4], ["ID", "Process Name", "Age"]);
    assert_eq!(rows[1][1..3], [&first.to_string(), "web1.example.net"]);
    assert_eq!(rows[2][1..3], [&second.to_string(), "web2.example.net"]);
    let json: Value =
        serde_json::from_str(&done(&world, &["governor", "info", "PUPPET", "-j"]).await).unwrap();
    assert_eq!(
        (&json["capacity"], &json["expires"], &json["active"]),
        (&json!(3), &json!(1200), &json!(2))
    );
    assert_eq!(
        (&json["leases"][1]["id"], &json["leases"][1]["holder"]),
        (&json!(second), &json!("web2.example.net"))
    );
    assert!(json["leases"][1]["expires"].is_string() && json["leases"][1]["age"].is_number());

    let fleet = world.fleet().await;
    let mut heard = fleet.link().subscribe(Event::SUBJECTS, None).await.unwrap();
    fleet.link().flush().await.unwrap();
    let line = first.to_string();
    assert_eq!(
        world.mco(&["governor", "evict", "PUPPET", &line]).await.exit,
        Exit::Refused
    );
    let said = done(&world, &["governor", "evict", "PUPPET", &line, "-f"]).await;
    assert_eq!(said, format!("Evicted \"web1.example.net\" from slot {first}\n"));
    assert_eq!(
        event(&mut heard).await,
        (EventKind::Eviction, first, "web1.example.net".to_owned())
    );
    let again = failed(&world, &["governor", "evict", "PUPPET", &line, "-f"]).await;
    assert_shown!(again.err, @"
    mco: governor PUPPET has no lease 1
      hint: `mco governor view PUPPET` shows the leases
    ");
    assert_eq!(
        world.mco(&["governor", "reset", "PUPPET"]).await.exit,
        Exit::Refused
    );
    done(&world, &["governor", "reset", "PUPPET", "-f"]).await;
    assert_eq!(active(&world, "PUPPET").await, 0);
}

async fn a_command_runs_with_a_slot_and_its_status_is_ours(engine: Engine) {
    let world = world(&engine).await;
    done(&world, &["governor", "add", "PUPPET", "1", "20m"]).await;
    let fleet = world.fleet().await;
    let mut heard = fleet.link().subscribe(Event::SUBJECTS, None).await.unwrap();
    fleet.link().flush().await.unwrap();
    for (script, status) in [("exit 0", 0), ("exit 7", 7), ("kill -TERM $$", 143)] {
        let ran = world
            .mco(&["governor", "run", "PUPPET", "--", "sh", "-c", script])
            .await;
        assert_eq!(ran.exit, Exit::Program(status), "{ran:?}");
        let (entered, left) = (event(&mut heard).await, event(&mut heard).await);
        assert_eq!((entered.0, left.0), (EventKind::Enter, EventKind::Exit));
        assert_eq!((entered.1, &entered.2), (left.1, &left.2));
        assert_eq!(active(&world, "PUPPET").await, 0);
    }
    let missing = failed(&world, &["governor", "run", "PUPPET", "/no/such/program"]).await;
    assert_shown!(missing.err, @"
    mco: execution failed: /no/such/program
      because: No such file or directory (os error 2)
    ");
    assert_eq!(active(&world, "PUPPET").await, 0);
    event(&mut heard).await;
    event(&mut heard).await;

    let kept = world
        .mco(&["governor", "run", "PUPPET", "true", "--max-per-period"])
        .await;
    assert_eq!(kept.exit, Exit::Program(0));
    assert_eq!(active(&world, "PUPPET").await, 1);
    event(&mut heard).await;
    event(&mut heard).await;
    let skipped = world
        .mco(&[
            "governor",
            "run",
            "PUPPET",
            "false",
            "--max-per-period",
            "--max-wait",
            "0s",
        ])
        .await;
    assert_eq!((skipped.exit, skipped.err.as_str()), (Exit::Done, ""));
    let late = failed(&world, &["governor", "run", "PUPPET", "true", "--max-wait", "0s"]).await;
    assert!(
        late.err.starts_with("mco: could not get an execution slot\n"),
        "{}",
        late.err
    );
    let (kind, lease, _) = event(&mut heard).await;
    assert_eq!((kind, lease), (EventKind::Timeouts, 0));
}

async fn what_makes_no_sense_is_refused_before_a_slot_is_asked_for(engine: Engine) {
    let world = world(&engine).await;
    let short = failed(
        &world,
        &["governor", "run", "PUPPET", "true", "--interval", "500ms"],
    )
    .await;
    assert_eq!(short.err, "mco: --interval 500ms is too short: 1s at least\n");
    let open = failed(&world, &["governor", "run", "PUPPET", "'true"]).await;
    assert_eq!(open.err, "mco: could not parse command \"'true\"\n");
    let unknown = failed(&world, &["governor", "run", "PUPPET", "true"]).await;
    assert_shown!(unknown.err, @"
    mco: could not get an execution slot
      because: there is no governor PUPPET
      hint: `mco governor list` shows the governors, `mco governor add NAME CAPACITY EXPIRE` makes one
    ");
}
