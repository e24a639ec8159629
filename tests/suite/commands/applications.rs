//! The applications that come with agents.

use std::process::Command;

use mco::Exit;

use super::{NODES, answer, fleet, typed};

#[tokio::test(flavor = "multi_thread")]
async fn package_takes_both_word_orders_and_lists_a_line_per_node() {
    let dpkg = Command::new("dpkg-query").args(["-W", "bash"]).output();
    if !dpkg.is_ok_and(|dpkg| dpkg.status.success()) {
        eprintln!("SKIPPED: this machine has no dpkg to ask");
        return;
    }
    let world = fleet().await;
    for line in [
        "mco package status bash -W country=mt",
        "mco package bash status -F country=mt -y",
        "mco package status bash --wf country=mt --display all",
    ] {
        let text = answer(&world, line).await;
        assert!(
            text.starts_with("   web1.mt.example.net: bash-"),
            "{line}: {text}"
        );
        assert!(text.contains("Summary of Ensure:"), "{text}");
        assert!(text.contains("Finished processing 1 / 1 hosts in "), "{text}");
    }
    let absent = answer(&world, "mco package status no-such-package-here -1").await;
    assert!(
        absent.contains(": absent") || absent.contains(": purged"),
        "{absent}"
    );
    let counted = answer(&world, "mco package count -1").await;
    let (_, count) = counted.lines().next().unwrap().split_once(": ").unwrap();
    assert!(count.parse::<u32>().is_ok(), "{counted}");
    let explained = answer(&world, "mco package status bash --explain").await;
    assert!(explained.contains("package#status"), "{explained}");
    let wrong = typed(&world, "mco package explode bash").await;
    assert_eq!(wrong.exit, Exit::Error);
}

#[tokio::test(flavor = "multi_thread")]
async fn service_takes_both_word_orders_and_asks_the_same() {
    let world = fleet().await;
    for line in [
        "mco service status no-such-service-here",
        "mco service no-such-service-here status -y",
    ] {
        let outcome = typed(&world, line).await;
        assert!(matches!(outcome.exit, Exit::Done | Exit::Failed), "{outcome:?}");
        for node in NODES {
            assert!(
                outcome.out.contains(&format!("{node}: ")),
                "{line}: {}",
                outcome.out
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn puppet_tells_of_every_node_in_each_of_its_forms() {
    let world = fleet().await;
    for line in ["mco puppet count", "mco puppet status", "mco puppet summary"] {
        let outcome = typed(&world, line).await;
        assert!(matches!(outcome.exit, Exit::Done | Exit::Failed), "{outcome:?}");
        assert!(
            outcome.out.contains("Finished processing 5 / 5 hosts"),
            "{}",
            outcome.out
        );
    }
    let explained = "mco puppet runonce --force --tags a,b --no-splay -E test --noop --explain";
    let text = answer(&world, explained).await;
    for input in [
        "force=true",
        "tags=a,b",
        "splay=false",
        "environment=test",
        "noop=true",
    ] {
        assert!(text.contains(input), "{input}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_touched_looked_at_and_removed() {
    let world = fleet().await;
    let file = world.dir().join("a-file");
    let shown = file.display();
    answer(&world, &format!("mco filemgr -f {shown} -1")).await;
    assert!(file.exists());
    let status = answer(&world, &format!("mco filemgr status --file {shown} -1")).await;
    assert!(status.contains("example.net: present"), "{status}");
    let details = answer(&world, &format!("mco filemgr status --file {shown} -d -1")).await;
    assert!(
        details.contains("Modification time") || details.lines().count() > 6,
        "{details}"
    );
    answer(&world, &format!("mco filemgr remove -f {shown} -1")).await;
    assert!(!file.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_are_listed_with_the_columns_asked_for() {
    let world = fleet().await;
    let text = answer(&world, "mco process list . -1").await;
    assert!(text.contains("PID") && text.contains("COMMAND"), "{text}");
    let fields = answer(&world, "mco process list . --fields PID,STATE -1").await;
    assert!(
        fields.contains("STATE") && !fields.contains("COMMAND"),
        "{fields}"
    );
    let silent = answer(&world, "mco process list . --silent -1").await;
    assert!(!silent.contains("PID"), "{silent}");
    let nothing = answer(&world, "mco process list -z -u no-such-user -1").await;
    assert!(nothing.contains("Finished processing 1 / 1 hosts"), "{nothing}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_network_is_tested_from_every_node() {
    let world = fleet().await;
    let address = world.site.address();
    let text = answer(
        &world,
        &format!("mco nettest connect {} {}", address.ip(), address.port()),
    )
    .await;
    for node in NODES {
        let row = format!("{node:40} status = Connected");
        assert!(text.contains(&row), "{text}");
    }
}
