//! The server as its administrator sees it.

use harness::{Engine, on_both_engines};

use super::{Step, run_as};

on_both_engines!(administrators_look_at_the_server);

const STEPS: &[Step] = &[
    ("server ls", true, "localhost"),
    ("server info", true, "Process Details"),
    ("server ping", true, "1 replies"),
    ("server report accounts", true, "system"),
    ("server report connections", true, "NATS CLI"),
    (
        "server report connections --account system --sort in-msgs",
        true,
        "NATS CLI",
    ),
    ("server report cpu", true, "localhost"),
    ("server report mem", true, "localhost"),
    ("server report gateways", true, ""),
    ("server report health", true, "localhost"),
    ("server report jetstream --account choria", true, "localhost"),
    ("server report leafnodes", true, ""),
    ("server report routes", true, ""),
    (
        "server report downgrade 1",
        true,
        "compatible with the specified API level",
    ),
    (
        "server request jetstream --streams --consumer --config --account choria",
        true,
        "CHORIA_EVENTS",
    ),
    ("server request jetstream-health", true, "\"status\":\"ok\""),
    (
        "server request jetstream-health --account choria --stream CHORIA_EVENTS",
        true,
        "\"status\":\"ok\"",
    ),
    (
        "server request subscriptions --detail",
        true,
        "subscriptions_list",
    ),
    (
        "server request connections --subscriptions",
        true,
        "subscriptions_list",
    ),
    ("server request variables", true, "\"max_payload\""),
    ("server request routes", true, "\"routes\":[]"),
    ("server request gateways", true, "\"inbound_gateways\":{}"),
    ("server request leafnodes", true, "\"leafs\":[]"),
    ("server request raft", true, "\"server\""),
    ("server request ipqueue", true, "\"data\""),
    ("server account info choria", true, "choria"),
    ("server check server --name localhost", true, "OK"),
    ("server check server --name nobody", false, "CRITICAL"),
];

async fn administrators_look_at_the_server(engine: Engine) {
    run_as("--user boss --password s3cret ", &engine, STEPS).await;
}
