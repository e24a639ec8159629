//! Which nodes are meant: every spelling of filters and of ways to find nodes.

use mco::Exit;

use super::{NODES, answer, fleet, names, typed};

#[tokio::test(flavor = "multi_thread")]
async fn every_spelling_of_a_filter_means_the_same_nodes() {
    let world = fleet().await;
    let web = ["web1.jp.example.net", "web1.mt.example.net"];
    for flag in [
        "-C role::web",
        "--wc role::web",
        "--with-class role::web",
        "--with-cl role::web",
        "-C /^role::web$/",
        "-C APACHE",
        "-F role=web",
        "--wf role==web",
        "--with-fact role=/^web/",
        "--with-fact role=~^WEB",
        "-I /^web/",
        "--wi /^web/",
        "--with-identity web1.jp.example.net -I web1.mt.example.net",
        "-W role::web",
        "--with 'apache role=web'",
        "-S 'with(\"role::web\")'",
        "--select 'fact(\"role\") == \"web\"'",
        "--select '\"apache\" in classes'",
        "-A rpcutil -C apache",
        "--wa /^rpc/ --wc apache",
        "--with-agent rpcutil --wc apache",
        "-T mcollective -C apache",
        "--target mcollective -C apache",
    ] {
        assert_eq!(names(&world, &format!("mco find {flag}")).await, web, "{flag}");
    }
    let combined = names(&world, "mco find -W 'apache country=mt' -I /web/ -A rpcutil").await;
    assert_eq!(combined, ["web1.mt.example.net"]);
    assert_eq!(names(&world, "mco find -A /nosuch/ --exit-zero").await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_spelling_of_a_way_to_find_nodes_is_taken() {
    let world = fleet().await;
    let list = world.dir().join("nodes.txt");
    std::fs::write(&list, "web1.mt.example.net\ndb1.uk.example.net\n").unwrap();
    let yaml = world.dir().join("nodes.yaml");
    std::fs::write(&yaml, "- web1.mt.example.net\n- db1.uk.example.net\n").unwrap();
    let inventory = world.dir().join("inventory.yaml");
    let made = typed(&world, &format!("mco tool inventory {}", inventory.display())).await;
    assert_eq!(made.exit, Exit::Done, "{}", made.err);
    let valid = format!("mco tool inventory {} --validate", inventory.display());
    assert!(answer(&world, &valid).await.contains("valid inventory file"));

    for flag in [
        "--dm mc",
        "--disc-method broadcast",
        "--discovery-method mc",
        "--dt 1",
        "--discovery-timeout 1 --discovery-window",
        &format!("--dm inventory --do file={}", inventory.display()),
        &format!("--dm inventory --disc-option file={}", inventory.display()),
    ] {
        assert_eq!(names(&world, &format!("mco find {flag}")).await, NODES, "{flag}");
    }
    let two = ["db1.uk.example.net", "web1.mt.example.net"];
    for flag in [
        format!("--nodes {}", list.display()),
        format!("--nodes {}", yaml.display()),
        format!("--dm flatfile --do file={}", list.display()),
        format!("--dm file --do file={}", yaml.display()),
    ] {
        assert_eq!(names(&world, &format!("mco find {flag}")).await, two, "{flag}");
    }
    let one = format!("mco find --nodes {} -I /^web/", list.display());
    assert_eq!(names(&world, &one).await, ["web1.mt.example.net"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn limits_choose_among_the_nodes_that_are_found() {
    let world = fleet().await;
    for (flag, count) in [
        ("-1", 1),
        ("--one", 1),
        ("--limit 2", 2),
        ("--limit-nodes 2", 2),
        ("--ln 2", 2),
        ("--limit 50%", 2),
        ("--limit 1%", 1),
        ("--limit 99", 5),
    ] {
        for command in ["find", "rpc rpcutil ping --senders", "ping --names"] {
            let line = format!("mco {command} {flag}");
            assert_eq!(names(&world, &line).await.len(), count, "{line}");
        }
    }
    let chosen = names(&world, "mco find --limit 2 --limit-seed 7").await;
    assert_eq!(
        names(&world, "mco rpc rpcutil ping --senders --limit 2 --limit-seed 7").await,
        chosen
    );
}
