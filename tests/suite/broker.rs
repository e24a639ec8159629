//! `mco broker` against a broker with streams.

use std::path::Path;

use broker::Broker;
use config::{Environment, Settings};
use harness::World;
use mco::Exit;

/// A broker with a stream of three messages.
async fn with_orders() -> World {
    let mut world = World::prepared();
    world.site.start_broker().await.unwrap();
    let made = world
        .mco(&[
            "broker",
            "stream",
            "add",
            "ORDERS",
            "--subjects",
            "orders.>",
            "--max-age",
            "1d",
            "--json",
        ])
        .await;
    assert_eq!(made.exit, Exit::Done, "{made:?}");
    assert_eq!(made.json()["config"]["max_age"], 86_400_000_000_000_u64);
    for number in ["one", "two", "three"] {
        let stored = world
            .mco(&["broker", "pub", "-J", "orders.new", number, "-H", "Kind:test"])
            .await;
        assert_eq!(stored.exit, Exit::Done, "{stored:?}");
    }
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_are_listed_shown_read_and_changed() {
    let world = with_orders().await;
    let list = world.mco(&["b", "s", "ls"]).await;
    assert!(
        list.out.contains("ORDERS") && !list.out.contains("KV_"),
        "{list:?}"
    );
    let info = world.mco(&["broker", "stream", "info", "ORDERS"]).await;
    for line in ["Subjects: orders.>", "Maximum Age: 1d", "Messages: 3"] {
        assert!(info.out.contains(line), "{line}: {info:?}");
    }
    let view = world
        .mco(&["broker", "stream", "view", "ORDERS", "--id", "2", "--raw"])
        .await;
    assert_eq!(view.out, "two\nthree\n");
    let get = world
        .mco(&["broker", "stream", "get", "ORDERS", "-S", "orders.new"])
        .await;
    assert!(
        get.out.contains("[3] Subject: orders.new") && get.out.contains("Kind: test"),
        "{get:?}"
    );
    let missing = world.mco(&["broker", "stream", "get", "ORDERS", "9"]).await;
    assert_eq!(missing.exit, Exit::Error);

    let words = ["broker", "stream", "edit", "ORDERS", "--max-msgs", "10"];
    let dry = world.mco(&[&words[..], &["--dry-run"]].concat()).await;
    assert!(dry.err.contains("max_msgs: -1 -> 10"), "{dry:?}");
    let asked = world.mco(&words).await;
    assert_eq!(asked.exit, Exit::Refused, "{asked:?}");
    let edited = world.mco(&[&words[..], &["-f", "--json"]].concat()).await;
    assert_eq!(edited.json()["config"]["max_msgs"], 10);
    let purged = world
        .mco(&[
            "broker", "stream", "purge", "ORDERS", "--keep", "1", "-f", "--json",
        ])
        .await;
    assert_eq!(purged.json()["purged"], 2, "{purged:?}");
    let removed = world.mco(&["broker", "stream", "rm", "ORDERS", "-f"]).await;
    assert_eq!(removed.exit, Exit::Done, "{removed:?}");
    let gone = world.mco(&["broker", "stream", "info", "ORDERS"]).await;
    assert!(gone.err.contains("there is no stream ORDERS"), "{gone:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn consumers_are_made_pulled_from_and_removed() {
    let world = with_orders().await;
    let words = [
        "broker",
        "consumer",
        "add",
        "ORDERS",
        "WORK",
        "--filter",
        "orders.new",
        "--ack",
        "explicit",
    ];
    let made = world.mco(&words).await;
    assert!(
        made.out.contains("Mode: pull") && made.out.contains("Unprocessed Messages: 3"),
        "{made:?}"
    );
    let next = world
        .mco(&[
            "broker", "consumer", "next", "ORDERS", "WORK", "--count", "2", "--raw",
        ])
        .await;
    assert_eq!(next.out, "one\ntwo\n", "{next:?}");
    let info = world
        .mco(&["broker", "consumer", "info", "ORDERS", "WORK", "--json"])
        .await;
    assert_eq!(info.json()["ack_floor"]["stream_seq"], 2, "{info:?}");
    let list = world.mco(&["broker", "c", "ls", "ORDERS", "--names"]).await;
    assert_eq!(list.out, "WORK\n");
    let paused = world
        .mco(&["broker", "consumer", "pause", "ORDERS", "WORK", "1h", "-f"])
        .await;
    assert!(paused.out.contains("rests until"), "{paused:?}");
    let resumed = world
        .mco(&["broker", "consumer", "resume", "ORDERS", "WORK"])
        .await;
    assert_eq!(resumed.exit, Exit::Done, "{resumed:?}");
    let removed = world
        .mco(&["broker", "consumer", "rm", "ORDERS", "WORK", "-f"])
        .await;
    assert_eq!(removed.exit, Exit::Done, "{removed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_go_into_a_folder_and_come_back() {
    let world = with_orders().await;
    let (folder, all) = (world.dir().join("backup"), world.dir().join("all"));
    let (folder, all) = (folder.to_str().unwrap(), all.to_str().unwrap());
    let written = world.mco(&["broker", "stream", "backup", "ORDERS", folder]).await;
    assert!(written.err.contains("ORDERS: 3 messages in"), "{written:?}");
    let everything = world.mco(&["broker", "account", "backup", all]).await;
    assert_eq!(everything.exit, Exit::Done, "{everything:?}");
    let there = world.mco(&["broker", "stream", "restore", folder]).await;
    assert!(there.err.contains("already in use"), "{there:?}");
    world.mco(&["broker", "stream", "rm", "ORDERS", "-f"]).await;
    let restored = world.mco(&["broker", "stream", "restore", folder]).await;
    assert_eq!(restored.exit, Exit::Done, "{restored:?}");
    assert!(
        restored.err.contains("3 messages restored and compared"),
        "{restored:?}"
    );
    let view = world.mco(&["broker", "stream", "view", "ORDERS", "--raw"]).await;
    assert_eq!(view.out, "one\ntwo\nthree\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn checks_say_in_one_line_and_in_their_status_what_is_wrong() {
    let world = with_orders().await;
    let check = async |words: &[&str]| world.mco(&[&["broker", "server", "check"], words].concat()).await;
    let fine = check(&["stream", "--stream", "ORDERS", "--msgs-warn", "5"]).await;
    assert_eq!(fine.exit.code(), 0, "{fine:?}");
    assert!(
        fine.out
            .starts_with("ORDERS OK OK:messages 3, subjects 1, bytes "),
        "{fine:?}"
    );
    let many = check(&[
        "stream",
        "--stream",
        "ORDERS",
        "--msgs-warn",
        "1",
        "--msgs-critical",
        "5",
    ])
    .await;
    assert_eq!(many.exit.code(), 1, "{many:?}");
    let few = check(&[
        "stream",
        "--stream",
        "ORDERS",
        "--msgs-warn",
        "10",
        "--msgs-critical",
        "5",
    ])
    .await;
    assert_eq!(few.exit.code(), 2, "{few:?}");
    let none = check(&["stream", "--stream", "NONE"]).await;
    assert_eq!(none.exit.code(), 2);
    assert!(none.out.contains("there is no stream NONE"), "{none:?}");
    let connection = check(&["connection", "--rtt-critical", "60s", "--connect-critical", "60s"]).await;
    assert!(
        connection.exit.code() < 2 && connection.out.contains("| connect_time="),
        "{connection:?}"
    );
    let bucket = check(&["kv", "--bucket", "CHORIA_LEADER_ELECTION", "--key", "a"]).await;
    assert!(bucket.out.contains("key a has no value"), "{bucket:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_messages_are_sent_heard_and_answered() {
    let world = with_orders().await;
    let answering = world.mco(&["broker", "reply", "ask.me", "--echo", "--count", "1"]);
    let asking = async {
        // Whoever answers may not be there yet.
        loop {
            let answer = world.mco(&["broker", "req", "ask.me", "hello", "--raw"]).await;
            if answer.exit == Exit::Done {
                return answer;
            }
        }
    };
    let (answered, asked) = tokio::join!(answering, asking);
    assert_eq!(asked.out, "hello\n", "{answered:?}");
    let account = world.mco(&["broker", "account", "info"]).await;
    assert!(
        account.out.contains("Account: choria") && account.out.contains("API Level"),
        "{account:?}"
    );
    let system = world.mco(&["broker", "server", "list"]).await;
    assert!(system.err.contains("needs the system account"), "{system:?}");
}

/// A broker with a system account, whose user is in the configuration of the site's user.
async fn with_system() -> (World, Broker) {
    const SYSTEM: &str =
        "plugin.choria.network.system.user = system\nplugin.choria.network.system.password = s3cret\n";
    let mut world = World::prepared();
    world.site.use_broker(world.site.address()).unwrap();
    let file = world.site.broker_kit().join("broker.conf");
    let add = |file: &Path| {
        let text = std::fs::read_to_string(file).unwrap();
        std::fs::write(file, text + SYSTEM).unwrap();
    };
    add(&file);
    let environment = Environment::default();
    let settings = Settings::load_daemon(&environment, &file).unwrap();
    let broker = Broker::start(&settings.broker(&environment).unwrap().config)
        .await
        .unwrap();
    world.site.use_broker(broker.address()).unwrap();
    add(&world.site.client_config());
    (world, broker)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_system_user_sees_what_brokers_are_and_do() {
    let (world, broker) = with_system().await;
    let list = world.mco(&["broker", "server", "list"]).await;
    assert_eq!(list.exit, Exit::Done, "{list:?}");
    assert!(list.out.contains("localhost"), "{list:?}");
    let info = world.mco(&["broker", "server", "info"]).await;
    assert!(
        info.out.contains("Broker localhost") && info.out.contains("TLS: true"),
        "{info:?}"
    );
    let connections = world.mco(&["broker", "server", "report", "connections"]).await;
    assert!(connections.out.contains("mco broker"), "{connections:?}");
    let streams = world
        .mco(&["broker", "server", "report", "jetstream", "--json"])
        .await;
    assert_eq!(streams.json()[0]["server"]["name"], "localhost", "{streams:?}");
    let health = world.mco(&["broker", "server", "request", "healthz"]).await;
    assert!(health.out.contains("\"ok\""), "{health:?}");
    let check = world
        .mco(&[
            "broker",
            "server",
            "check",
            "server",
            "--name",
            "localhost",
            "--js-required",
        ])
        .await;
    assert_eq!(check.exit.code(), 0, "{check:?}");
    let top = world.mco(&["broker", "top", "--once", "--delay", "10ms"]).await;
    assert!(top.out.contains("Connections: "), "{top:?}");
    let nobody = world
        .mco(&["broker", "server", "request", "kick", "99999", "-f"])
        .await;
    assert_ne!(nobody.exit, Exit::Refused, "{nobody:?}");
    broker.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_goes_into_a_folder_and_comes_back_with_its_history() {
    let mut world = World::prepared();
    world.site.start_broker().await.unwrap();
    world.mco(&["kv", "add", "CFG", "--history", "5"]).await;
    for name in ["bob", "ann"] {
        world.mco(&["kv", "put", "CFG", "auth.username", name]).await;
    }
    let folder = world.dir().join("cfg");
    let folder = folder.to_str().unwrap();
    let written = world.mco(&["kv", "backup", "CFG", folder]).await;
    assert_eq!(written.exit, Exit::Done, "{written:?}");
    world.mco(&["kv", "rm", "CFG", "-f"]).await;
    let restored = world.mco(&["kv", "restore", folder]).await;
    assert_eq!(restored.exit, Exit::Done, "{restored:?}");
    let value = world.mco(&["kv", "get", "CFG", "auth.username", "--raw"]).await;
    assert_eq!(value.out, "ann", "{value:?}");
    let history = world.mco(&["kv", "history", "CFG", "auth.username"]).await;
    assert!(history.out.contains("bob"), "{history:?}");
    let nothing = world.mco(&["kv", "backup", "NONE", folder]).await;
    assert_eq!(nothing.exit, Exit::Error, "{nothing:?}");
}
