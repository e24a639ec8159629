//! The `nats` command line manages what either engine keeps.

mod batches;
mod buckets;
mod following;
mod kinds;
mod servers;

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use harness::{Engine, World, on_both_engines, peers};
use mco::site::{Security, USER};
use tokio::process::Command;

on_both_engines!(
    streams_and_consumers_are_managed,
    buckets_and_objects_are_managed,
    benchmarks_and_checks_run,
    counters_and_schedules_are_managed,
);

const SYSTEM_USER: &str =
    "plugin.choria.network.system.user = boss\nplugin.choria.network.system.password = s3cret\n";

/// Longest run of one command.
const STEP: Duration = Duration::from_secs(8);

/// Words, whether they succeed, and what they print among other things.
type Step = (&'static str, bool, &'static str);

const STREAMS: &[Step] = &[
    ("account info", true, "Streams: "),
    (
        "stream add ORDERS --subjects orders.> --defaults",
        true,
        "Stream ORDERS was created",
    ),
    ("stream add ORDERS --subjects other --defaults", false, "10058"),
    ("stream add CLASH --subjects orders.a --defaults", false, "10065"),
    ("stream ls", true, "ORDERS"),
    ("stream find --empty", true, "ORDERS"),
    (
        "pub orders.new --jetstream --count 5 number{{Count}}",
        true,
        "ORDERS",
    ),
    ("pub orders.old -H Colour:blue body", true, "Published"),
    ("stream info ORDERS", true, "Messages: 6"),
    ("stream state ORDERS", true, "Messages: 6"),
    ("stream subjects ORDERS", true, "orders.old"),
    ("stream get ORDERS 6", true, "Colour: blue"),
    ("stream get ORDERS --last-for orders.new", true, "number5"),
    ("stream get ORDERS 77", false, "10037"),
    ("stream view ORDERS 4", false, "requires a valid terminal"),
    (
        "stream edit ORDERS --description changed --max-msgs 100 -f",
        true,
        "Stream ORDERS was updated",
    ),
    ("stream rmm ORDERS 2 -f", true, ""),
    ("stream gaps ORDERS -f", true, "2"),
    ("stream purge ORDERS --subject orders.old -f", true, "Messages: 4"),
    ("stream report", true, "ORDERS"),
    ("stream copy ORDERS COPY --subjects copied", true, "COPY"),
    (
        "stream add MIRROR --mirror ORDERS --defaults",
        true,
        "Stream MIRROR was created",
    ),
    ("consumer add ORDERS PULL --pull --defaults", true, "PULL"),
    (
        "consumer add ORDERS PUSH --target delivered --ack none --defaults",
        true,
        "delivered",
    ),
    ("consumer ls ORDERS", true, "PULL"),
    ("consumer info ORDERS PULL", true, "Unprocessed Messages: 4"),
    ("consumer next ORDERS PULL --count 2 --ack", true, "number3"),
    ("consumer next ORDERS PULL --nak", true, "number4"),
    (
        "consumer edit ORDERS PULL --max-deliver 7 -f",
        true,
        "Maximum Deliveries: 7",
    ),
    ("consumer pause ORDERS PULL 1h -f", true, "Paused"),
    ("consumer resume ORDERS PULL -f", true, "resumed"),
    ("consumer report ORDERS", true, "PULL"),
    ("consumer find ORDERS --pull", true, "PULL"),
    ("consumer rm ORDERS PUSH -f", true, ""),
    ("consumer info ORDERS PUSH", false, "could not select Consumer"),
    ("stream backup ORDERS backup", true, "compressed data"),
    ("stream rm ORDERS -f", true, ""),
    ("stream info ORDERS", false, "could not pick a Stream"),
    ("stream restore backup", true, "ORDERS"),
    ("stream restore backup", false, "already exist"),
    ("stream info ORDERS", true, "Messages: 4"),
    ("consumer info ORDERS PULL", true, "Maximum Deliveries: 7"),
    ("stream get ORDERS 3", true, "number3"),
    ("stream seal ORDERS -f", true, "Sealed: true"),
    ("stream cluster step-down ORDERS", false, ""),
    ("events --js-advisory --timeout 1s", false, ""),
];

const BUCKETS: &[Step] = &[
    ("kv add CFG --history 5 --ttl 1h", true, "CFG"),
    ("kv ls", true, "CFG"),
    ("kv put CFG auth.username bob", true, "bob"),
    ("kv get CFG auth.username --raw", true, "bob"),
    ("kv create CFG auth.username eve", false, "key exists"),
    ("kv create CFG auth.realm x", true, "x"),
    ("kv update CFG auth.username eve 1", true, "eve"),
    (
        "kv update CFG auth.username mallory 1",
        false,
        "wrong last sequence",
    ),
    ("kv get CFG auth.username --revision 1 --raw", true, "bob"),
    ("kv history CFG auth.username", true, "bob"),
    ("kv ls CFG", true, "auth.realm"),
    ("kv info CFG", true, "Values Stored: 3"),
    ("kv del CFG auth.realm -f", true, ""),
    ("kv get CFG auth.realm", false, "key not found"),
    ("kv purge CFG auth.username -f", true, ""),
    ("kv compact CFG -f", true, ""),
    ("kv edit CFG --description changed", true, "changed"),
    ("kv del CFG -f", true, ""),
    ("kv info CFG", false, "bucket not found"),
    ("object add FILES", true, "FILES"),
    ("object ls", true, "FILES"),
    ("object put FILES large --name one --no-progress -f", true, "one"),
    ("object ls FILES", true, "one"),
    ("object info FILES one", true, "SHA-256"),
    ("object info FILES", true, "FILES"),
    ("object get FILES one -O copy --no-progress -f", true, "copy"),
    ("object rm FILES one -f", true, ""),
    ("object info FILES one", false, "not found"),
    ("object seal FILES -f", true, ""),
    ("object del FILES -f", true, ""),
];

const COUNTERS: &[Step] = &[
    (
        "stream add HITS --subjects hits.> --allow-counter --defaults",
        true,
        "Stream HITS was created",
    ),
    ("counter increment hits.home 3", true, "3"),
    ("counter increment hits.home 39", true, "42"),
    ("counter get hits.home", true, "42"),
    ("counter view hits.home", true, "42"),
    ("counter ls --stream HITS", true, "hits.home"),
    ("pub hits.home 5 --jetstream", false, "10169"),
    ("stream edit HITS --no-allow-counter -f", false, ""),
    (
        "stream add TIMED --subjects timed.> --allow-schedules --defaults",
        true,
        "Stream TIMED was created",
    ),
    (
        "pub timed.a -H Nats-Schedule:@hourly -H Nats-Schedule-Target:timed.b --jetstream x",
        true,
        "TIMED",
    ),
    ("stream get TIMED 1", true, "Nats-Rollup: sub"),
    (
        "pub timed.a -H Nats-Schedule:@sometimes -H Nats-Schedule-Target:timed.b --jetstream x",
        false,
        "10189",
    ),
];

const CHECKS: &[Step] = &[
    (
        "bench js pub sync bench --create --msgs 100 --size 64 --no-progress",
        true,
        "100",
    ),
    (
        "bench js pub batch bench --create --purge --dedup --msgs 2000 --batch 700 --size 64 --no-progress",
        true,
        "2,000",
    ),
    ("stream info benchstream", true, "Messages: 2,000"),
    (
        "bench js pub async bench --msgs 1000 --size 64 --batch 100 --no-progress",
        true,
        "1,000",
    ),
    ("bench js ordered --msgs 1000 --no-progress", true, "1,000"),
    ("bench js consume --msgs 1000 --no-progress", true, "1,000"),
    (
        "bench js fetch --msgs 1000 --batch 100 --no-progress",
        true,
        "1,000",
    ),
    ("bench js get sync --msgs 100 --no-progress", true, "100"),
    ("bench js get batch --msgs 1000 --no-progress", true, "1,000"),
    (
        "bench js pub async late --create --stream late --persistasync --msgs 1000 --no-progress",
        true,
        "1,000",
    ),
    ("stream info late", true, "Persistence Mode: Async"),
    (
        "bench js pub batch late --stream late --msgs 10 --no-progress",
        false,
        "10174",
    ),
    ("bench kv put --msgs 100 --size 16 --no-progress", true, "100"),
    ("bench kv get --msgs 100 --no-progress", true, "100"),
    (
        "stream add CHECKED --subjects checked --defaults",
        true,
        "CHECKED",
    ),
    ("pub checked x --jetstream", true, "CHECKED"),
    ("kv add CHECKED", true, "CHECKED"),
    ("kv put CHECKED key value", true, "value"),
    ("server check connection", true, "OK"),
    ("server check jetstream", true, "OK"),
    ("server check stream --stream CHECKED", true, "OK"),
    (
        "server check message --stream CHECKED --subject checked",
        true,
        "OK",
    ),
    ("server check kv --bucket CHECKED --key key", true, "OK"),
    (
        "server check kv --bucket CHECKED --key nothing",
        false,
        "CRITICAL",
    ),
    ("server check stream --stream NOTHING", false, "CRITICAL"),
    ("rtt", true, "tls://"),
];

async fn streams_and_consumers_are_managed(engine: Engine) {
    run(&engine, STREAMS).await;
}

async fn buckets_and_objects_are_managed(engine: Engine) {
    run(&engine, BUCKETS).await;
}

async fn benchmarks_and_checks_run(engine: Engine) {
    run(&engine, CHECKS).await;
}

async fn counters_and_schedules_are_managed(engine: Engine) {
    run(&engine, COUNTERS).await;
}

async fn run(engine: &Engine, steps: &[Step]) {
    run_as("", engine, steps).await;
}

/// With these words before those of each step.
async fn run_as(login: &str, engine: &Engine, steps: &[Step]) {
    let Some(program) = peers::find("nats") else {
        return;
    };
    let mut world = World::configured(engine, Security::V1, SYSTEM_USER);
    world.site.start_broker().await.unwrap();
    let home = world.dir().join("home");
    std::fs::create_dir(&home).unwrap();
    std::fs::write(home.join("large"), vec![7; 1_048_576]).unwrap();
    let mut complaints = Vec::new();
    for (words, success, expected) in steps {
        let (succeeded, output) = ask(&program, &world, &home, &format!("{login}{words}")).await;
        if succeeded != *success || !output.contains(expected) {
            complaints.push(format!(
                "nats {words}\n  success: {succeeded}, wanted {expected:?}\n{output}"
            ));
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// Who runs it: the site's user, at home in a folder.
fn environment(world: &World, home: &Path) -> [(&'static str, String); 5] {
    let kit = world.site.user_kit(USER);
    let file = |name: &str| kit.join(name).display().to_string();
    let port = world.site.address().port();
    [
        ("HOME", home.display().to_string()),
        ("NATS_URL", format!("tls://localhost:{port}")),
        ("NATS_CA", file("ca.pem")),
        ("NATS_CERT", file("cert.pem")),
        ("NATS_KEY", file("key.pem")),
    ]
}

/// Runs it in a folder as the site's user.
pub(super) async fn ask(program: &Path, world: &World, home: &Path, words: &str) -> (bool, String) {
    let output = Command::new(program)
        .args(words.split(' '))
        .env_clear()
        .envs(environment(world, home))
        .current_dir(home)
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output();
    let Ok(output) = tokio::time::timeout(STEP, output).await else {
        return (false, "it does not end".to_owned());
    };
    let output = output.unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.success(),
        text(&output.stdout) + &text(&output.stderr),
    )
}
