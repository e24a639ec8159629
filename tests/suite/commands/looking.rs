//! Looking at the fleet: `ping`, `find`, `facts`, `inventory`.

use mco::Exit;

use super::{NODES, answer, fleet, names, typed};

#[tokio::test(flavor = "multi_thread")]
async fn ping_names_times_counts_and_draws() {
    let world = fleet().await;
    let text = answer(&world, "mco ping").await;
    for node in NODES {
        let row = text.lines().find(|line| line.starts_with(node)).unwrap();
        assert!(
            row[..40].trim_end() == node && row[40..].contains(" time="),
            "{row}"
        );
    }
    assert!(
        text.contains("\n\n\n---- ping statistics ----\n5 replies max: "),
        "{text}"
    );
    assert!(
        answer(&world, "mco ping --silent")
            .await
            .starts_with("---- ping statistics ----")
    );
    assert_eq!(names(&world, "mco ping --names").await, NODES);
    assert_eq!(
        names(&world, "mco ping --names --expect 5 --timeout 30").await,
        NODES
    );
    let graph = answer(&world, "mco ping -g --workers 3 --sort -q --np --threaded").await;
    let plain = answer(&world, "mco ping").await;
    assert!(graph.lines().count() > plain.lines().count(), "{graph}");
    let nobody = typed(&world, "mco ping -F country=nowhere").await;
    assert_eq!(nobody.exit, Exit::Error, "{nobody:?}");
    assert_eq!(answer(&world, "mco ping -F country=nowhere --names").await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn find_prints_names_or_json_and_says_more_beside_them() {
    let world = fleet().await;
    for line in [
        "mco find",
        "mco discover",
        "mco find -t 5 -q --ttl 60 --batch 2 --batch-sleep 0.5 --display ok --np --silent",
    ] {
        assert_eq!(names(&world, line).await, NODES, "{line}");
    }
    let sorted = typed(&world, "mco find --json --sort").await.json();
    assert_eq!(sorted, serde_json::json!(NODES));
    let verbose = typed(&world, "mco find -v").await;
    assert!(
        verbose.err.contains("Discovered 5 nodes using the mc method in "),
        "{verbose:?}"
    );
    let nobody = typed(&world, "mco find -F country=nowhere").await;
    assert_eq!((nobody.exit, nobody.out.as_str()), (Exit::Error, ""));
    assert_eq!(
        answer(&world, "mco find -F country=nowhere --exit-zero").await,
        ""
    );
    assert_eq!(
        answer(&world, "mco find -F country=nowhere --exit go --exit-zero").await,
        ""
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_are_counted_in_every_shape() {
    let world = fleet().await;
    let text = answer(&world, "mco facts role").await;
    let at = |value: &str| text.lines().position(|line| line.trim_start().starts_with(value));
    assert!(
        at("app") < at("web") && at("web").is_some(),
        "the most frequent last: {text}"
    );
    let reversed = answer(&world, "mco facts role -r -n").await;
    assert!(
        reversed.find("web") < reversed.find("app") && reversed.contains(NODES[4]),
        "{reversed}"
    );
    let json = typed(&world, "mco facts role --json").await.json();
    assert_eq!(json["web"]["count"], 2);
    assert_eq!(
        json["db"]["identities"],
        serde_json::json!(["db1.uk.example.net"])
    );
    let table = answer(&world, "mco facts role -t").await;
    assert!(table.contains("│") && table.contains("cache"), "{table}");
    let nothing = typed(&world, "mco facts role -F country=nowhere").await;
    assert_eq!(nothing.exit, Exit::Error);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inventory_tells_of_one_node_or_of_collectives() {
    let world = fleet().await;
    let text = answer(&world, "mco inventory web1.mt.example.net").await;
    for part in [
        "Inventory for web1.mt.example.net",
        "rpcutil",
        "role::web",
        "\"country\": \"mt\"",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let bare = answer(&world, "mco inventory web1.mt.example.net --no-facts").await;
    assert!(!bare.contains("country"), "{bare}");
    for flag in ["--collectives", "--lc", "--list-collectives"] {
        let text = answer(&world, &format!("mco inventory {flag}")).await;
        assert!(
            text.contains("Collectives of 5 nodes") && text.contains("mcollective"),
            "{text}"
        );
    }
    let json = typed(&world, "mco inventory --lc -C apache --json").await.json();
    assert_eq!(json["mcollective"], 2);
    for flag in ["--map", "--cg", "--collective-graph"] {
        let file = world.dir().join(format!("graph{flag}.dot"));
        answer(&world, &format!("mco inventory {flag} {}", file.display())).await;
        let graph = std::fs::read_to_string(file).unwrap();
        assert!(
            graph.starts_with("graph ") && graph.contains("\"mcollective\" -- \"web1.mt.example.net\";"),
            "{graph}"
        );
    }
}
