//! Our commands for streams, consumers and servers, on every broker.

use super::super::mixed::Side;
use super::operations::{Step, run};
use super::{Keeper, fleet};

on_all_brokers!(our_commands_manage_streams_and_consumers);

const MANAGING: &[Step] = &[
    ("stream add ORDERS --subjects orders.> --defaults", 0, "ORDERS"),
    ("stream add ORDERS --subjects others.>", 1, "ORDERS"),
    ("stream add CLASH --subjects orders.a --defaults", 1, "overlap"),
    ("pub -J orders.new hello --count 5", 0, ""),
    ("stream ls", 0, "ORDERS"),
    ("stream ls -a --names", 0, "KV_CHORIA_LEADER_ELECTION"),
    ("stream ls --subject orders.new -n", 0, "ORDERS"),
    ("stream report", 0, "ORDERS"),
    ("stream info ORDERS", 0, "Messages"),
    ("stream info ORDERS --state --json", 0, "\"last_seq\": 5"),
    ("stream info ORDERS --subjects", 0, "orders.new"),
    ("stream info NOTHING", 1, "NOTHING"),
    ("stream view ORDERS", 0, "hello"),
    ("stream view ORDERS --id 4 --raw", 0, "hello"),
    ("stream get ORDERS 3", 0, "hello"),
    ("stream get ORDERS --last-for orders.new --json", 0, "\"seq\": 5"),
    ("stream get ORDERS 99", 1, "has no message 99"),
    ("stream edit ORDERS --max-age 1h -f", 0, ""),
    ("stream edit ORDERS --description changed --dry-run", 0, "changed"),
    ("stream info ORDERS --json", 0, "3600000000000"),
    ("stream rmm ORDERS 2 -f", 0, ""),
    ("stream get ORDERS 2", 1, "has no message 2"),
    ("stream purge ORDERS --keep 3 -f", 0, ""),
    ("stream add COPY --source ORDERS --defaults", 0, "COPY"),
    ("stream add MIRROR --mirror ORDERS --defaults", 0, "MIRROR"),
    ("stream seal COPY -f", 0, ""),
    ("stream info COPY --json", 0, "\"sealed\": true"),
    (
        "consumer add ORDERS PULL --pull --filter orders.new --max-deliver 7",
        0,
        "PULL",
    ),
    ("consumer ls ORDERS", 0, "PULL"),
    ("consumer next ORDERS PULL --count 2 --raw", 0, "hello"),
    ("consumer next ORDERS PULL --no-ack --raw", 0, "hello"),
    ("consumer info ORDERS PULL --json", 0, "\"num_ack_pending\": 1"),
    ("consumer pause ORDERS PULL 1h --force", 0, ""),
    ("consumer info ORDERS PULL --json", 0, "\"paused\": true"),
    ("consumer resume ORDERS PULL --force", 0, ""),
    ("consumer info ORDERS TWO", 1, "TWO"),
    ("account info", 0, "Streams"),
    ("server check stream --stream ORDERS", 0, "OK"),
    ("server check consumer --stream ORDERS --consumer PULL", 0, "OK"),
    ("server check connection", 0, "OK"),
    ("stream backup ORDERS backup --no-progress", 0, ""),
    ("stream rm ORDERS -f", 0, ""),
    ("stream restore backup", 0, "ORDERS"),
    ("consumer info ORDERS PULL --json", 0, "\"max_deliver\": 7"),
    ("consumer rm ORDERS PULL -f", 0, ""),
    ("stream rm ORDERS -f", 0, ""),
    ("server list", 0, "localhost"),
    ("server info", 0, "localhost"),
    ("server ping", 0, "localhost"),
    ("server report connections", 0, "system"),
    ("server report jetstream", 0, "localhost"),
    ("server report accounts", 0, "system"),
    ("server request jsz", 0, "streams"),
    ("server request connz", 0, "num_connections"),
    ("server request healthz", 0, "ok"),
    ("server request varz", 0, "max_payload"),
];

async fn our_commands_manage_streams_and_consumers(keeper: Keeper) {
    if let Some(fleet) = fleet(keeper).await {
        run(&fleet, Side::Ours, MANAGING).await;
    }
}
