//! The reference's commands for streams, consumers and servers, on every broker, beside ours.

use serde_json::Value;

use super::super::mixed::{Mixed, Side};
use super::{Keeper, fleet, succeeds};

on_all_brokers!(
    the_reference_manages_streams_and_consumers,
    servers_are_looked_at_by_both_clients_and_judged_alike,
    what_one_client_makes_the_other_reads_and_changes,
);

/// What Go has for a time that has not been set.
const NEVER: &str = "0001-01-01T00:00:00Z";

/// Words after `broker`, how they end, and what they print among other things.
pub(super) type Step = (&'static str, i32, &'static str);

const MANAGING: &[Step] = &[
    (
        "stream add ORDERS --subjects orders.> --defaults",
        0,
        "Stream ORDERS was created",
    ),
    ("stream add CLASH --subjects orders.a --defaults", 1, "10065"),
    ("pub orders.new hello --jetstream --count 5", 0, "ORDERS"),
    ("stream ls", 0, "ORDERS"),
    ("stream ls -a", 0, "KV_CHORIA_LEADER_ELECTION"),
    ("stream report", 0, "ORDERS"),
    ("stream info ORDERS", 0, "Messages: 5"),
    ("stream info NOTHING", 1, ""),
    ("stream state ORDERS", 0, "Last Sequence: 5"),
    ("stream find --empty", 0, "CHORIA_EVENTS"),
    ("stream subjects ORDERS", 0, "orders.new"),
    ("stream get ORDERS 3", 0, "hello"),
    ("stream get ORDERS --last-for orders.new", 0, "ORDERS#5"),
    (
        "stream edit ORDERS --description changed -f",
        0,
        "Description: changed",
    ),
    ("stream rmm ORDERS 2 -f", 0, ""),
    ("stream gaps ORDERS -f", 0, "2"),
    (
        "stream copy ORDERS COPY --subjects copied",
        0,
        "Stream COPY was created",
    ),
    ("stream seal COPY -f", 0, "Sealed: true"),
    ("pub copied x --jetstream", 1, ""),
    ("stream purge ORDERS --keep 3 -f", 0, "Messages: 3"),
    (
        "consumer add ORDERS PULL --pull --defaults",
        0,
        "Unprocessed Messages: 3",
    ),
    ("consumer ls ORDERS", 0, "PULL"),
    ("consumer next ORDERS PULL --count 2 --ack", 0, "hello"),
    (
        "consumer info ORDERS PULL",
        0,
        "Last Delivered Message: Consumer sequence: 2",
    ),
    ("consumer state ORDERS PULL", 0, "Unprocessed Messages: 1"),
    (
        "consumer edit ORDERS PULL --max-deliver 7 -f",
        0,
        "Maximum Deliveries: 7",
    ),
    ("consumer pause ORDERS PULL 1h -f", 0, "Paused"),
    ("consumer resume ORDERS PULL -f", 0, "resumed"),
    ("consumer report ORDERS", 0, "PULL"),
    ("consumer find ORDERS --pull", 0, "PULL"),
    ("consumer copy ORDERS PULL TWO", 0, "TWO"),
    ("consumer reset ORDERS PULL -f", 0, "Consumer sequence: 0"),
    ("consumer unpin ORDERS PULL group -f", 1, ""),
    ("consumer rm ORDERS TWO -f", 0, ""),
    ("consumer info ORDERS TWO", 1, ""),
    ("account info", 0, "Streams: 7"),
    ("account report connections", 0, "choria"),
    ("stream backup ORDERS backup", 0, "compressed data"),
    ("stream rm ORDERS -f", 0, ""),
    ("stream restore backup", 0, "ORDERS"),
    ("consumer info ORDERS PULL", 0, "Maximum Deliveries: 7"),
    ("stream rm ORDERS -f", 0, ""),
];

const LOOKING: &[Step] = &[
    ("server list", 0, "localhost"),
    ("server ping", 0, "1 replies"),
    ("server info", 0, "Server information for localhost"),
    ("server report connections", 0, "system"),
    ("server report accounts", 0, "system"),
    ("server report jetstream", 0, "localhost"),
    ("server report health", 0, "localhost"),
    ("server request jetstream", 0, "\"streams\":"),
    ("server request subscriptions", 0, "num_subscriptions"),
    ("server request connections", 0, "num_connections"),
    ("server request variables", 0, "\"max_payload\":1048576"),
    ("server request accounts", 0, "\"choria\""),
    ("server request routes", 0, "\"num_routes\":0"),
    ("server request gateways", 0, "\"outbound_gateways\":{}"),
    ("server request leafnodes", 0, "\"leafnodes\":0"),
    ("server account info choria", 0, "choria"),
];

/// Checks that both clients have, and the status that both end with.
const CHECKS: &[(&str, i32)] = &[
    ("jetstream", 0),
    ("stream --stream CHORIA_EVENTS", 0),
    ("stream --stream CHORIA_EVENTS --msgs-warn 2 --msgs-critical 1", 2),
    ("stream --stream NOTHING", 2),
    ("kv --bucket CHORIA_LEADER_ELECTION", 0),
    ("kv --bucket CHORIA_LEADER_ELECTION --key nothing", 2),
    ("kv --bucket NOTHING", 2),
    ("consumer --stream CHORIA_EVENTS --consumer NOTHING", 2),
    ("server --name localhost", 0),
    (
        "server --name localhost --uptime-warn 8760h --uptime-critical 4380h",
        2,
    ),
];

fn words(text: &str) -> Vec<&str> {
    std::iter::once("broker").chain(text.split(' ')).collect()
}

pub(super) async fn run(fleet: &Mixed, side: Side, steps: &[Step]) {
    let mut complaints = Vec::new();
    for (text, status, expected) in steps {
        let answer = fleet.ask(side, words(text)).await;
        let output = answer.out + &answer.err;
        if answer.status != *status || !output.contains(expected) {
            complaints.push(format!(
                "{side:?} broker {text}\n  status {}, wanted {expected:?}\n{output}",
                answer.status
            ));
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

async fn the_reference_manages_streams_and_consumers(keeper: Keeper) {
    let Some(fleet) = fleet(keeper).await else {
        return;
    };
    run(&fleet, Side::Theirs, MANAGING).await;
}

async fn servers_are_looked_at_by_both_clients_and_judged_alike(keeper: Keeper) {
    let Some(fleet) = fleet(keeper).await else {
        return;
    };
    run(&fleet, Side::Theirs, LOOKING).await;
    for (check, status) in CHECKS {
        let text = format!("server check {check}");
        for side in Side::BOTH {
            let answer = fleet.ask(side, words(&text)).await;
            assert_eq!(answer.status, *status, "{side:?} {text}: {answer:?}");
        }
    }
}

/// What `stream info` or `consumer info` says of something, from either client.
pub(super) async fn described(fleet: &Mixed, side: Side, text: &str) -> Value {
    let text = format!("{text} --json");
    serde_json::from_str(&succeeds(fleet, side, &words(&text)).await).unwrap()
}

/// Theirs leaves out what has not been set, but for times.
fn assert_same(theirs: &Value, ours: &Value) {
    for (name, value) in theirs.as_object().unwrap() {
        if value != NEVER {
            assert_eq!(ours[name], *value, "{name}");
        }
    }
}

async fn what_one_client_makes_the_other_reads_and_changes(keeper: Keeper) {
    let Some(fleet) = fleet(keeper).await else {
        return;
    };
    for (writer, reader, name) in [
        (Side::Ours, Side::Theirs, "OURS"),
        (Side::Theirs, Side::Ours, "THEIRS"),
    ] {
        let subject = name.to_lowercase();
        let add = format!("stream add {name} --subjects {subject}.> --max-msgs 100 --max-age 1h");
        let add_more = if writer == Side::Theirs { " --defaults" } else { "" };
        succeeds(&fleet, writer, &words(&(add + add_more))).await;
        let keep = match writer {
            Side::Ours => format!("pub -J {subject}.a hello"),
            Side::Theirs => format!("pub {subject}.a hello --jetstream"),
        };
        succeeds(&fleet, writer, &words(&keep)).await;
        let edit = format!("stream edit {name} --description changed -f");
        succeeds(&fleet, reader, &words(&edit)).await;
        let info = format!("stream info {name}");
        let [ours, theirs] = [
            described(&fleet, Side::Ours, &info).await,
            described(&fleet, Side::Theirs, &info).await,
        ];
        assert_same(&theirs["config"], &ours["config"]);
        assert_eq!(ours["config"]["description"], "changed");
        assert_eq!(ours["state"]["messages"], 1);
        assert_eq!(ours["state"]["first_seq"], theirs["state"]["first_seq"]);
        for side in Side::BOTH {
            let get = succeeds(&fleet, side, &words(&format!("stream get {name} 1"))).await;
            assert!(get.contains("hello"), "{side:?}: {get}");
        }

        let add = match writer {
            Side::Ours => format!("consumer add {name} WORK --ack explicit"),
            Side::Theirs => format!("consumer add {name} WORK --pull --defaults"),
        };
        succeeds(&fleet, writer, &words(&add)).await;
        let next = match reader {
            Side::Ours => format!("consumer next {name} WORK --raw"),
            Side::Theirs => format!("consumer next {name} WORK --raw --ack"),
        };
        assert_eq!(
            succeeds(&fleet, reader, &words(&next)).await.trim_end(),
            "hello",
            "{reader:?}"
        );
        let info = format!("consumer info {name} WORK");
        let [ours, theirs] = [
            described(&fleet, Side::Ours, &info).await,
            described(&fleet, Side::Theirs, &info).await,
        ];
        assert_same(&theirs["config"], &ours["config"]);
        assert_eq!(ours["ack_floor"]["stream_seq"], 1);
        succeeds(&fleet, reader, &words(&format!("stream rm {name} -f"))).await;
    }
}
