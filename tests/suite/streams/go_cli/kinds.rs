//! Streams and consumers of every kind, and what is asked about them.

use harness::{Engine, on_both_engines};

use super::{Step, run};

on_both_engines!(
    streams_of_every_kind_are_made_and_found,
    consumers_of_every_kind_are_made_and_read,
);

const STREAMS: &[Step] = &[
    ("stream add S --subjects s.> --defaults", true, "S was created"),
    (
        "stream add ALL --subjects all.> --storage memory --retention work --discard new --max-msgs 10 --max-bytes 1MB \
         --max-age 1h --max-msg-size 1kb --dupe-window 10s --max-consumers 3 --max-msgs-per-subject 2 \
         --discard-per-subject --no-allow-rollup --deny-delete --deny-purge --allow-direct --description x --metadata \
         a=b --replicas 1 --defaults",
        true,
        "Maximum Per Subject: 2",
    ),
    (
        "stream add TTL --subjects r --allow-rollup --allow-msg-ttl --subject-del-markers-ttl 1h --defaults",
        true,
        "Allows Per-Message TTL: true",
    ),
    (
        "stream add RENAMED --subjects t.> --transform-source t.* --transform-destination u.{{wildcard(1)}} --defaults",
        true,
        "t.* to u.{{wildcard(1)}}",
    ),
    (
        "stream add LOUD --subjects l.> --republish-source l.* --republish-destination m.{{wildcard(1)}} --defaults",
        true,
        "Republishing",
    ),
    (
        "stream add LATE --subjects f.> --first-sequence 100 --defaults",
        true,
        "First Sequence: 100",
    ),
    (
        "stream add SMALL --subjects c.> --compression s2 --defaults",
        true,
        "Compression: S2",
    ),
    (
        "stream add LIMITED --subjects i.> --limit-consumer-max-pending 10 --limit-consumer-inactive 1m --defaults",
        true,
        "LIMITED was created",
    ),
    (
        "stream add MANY --subjects n.> --replicas 3 --defaults",
        false,
        "10074",
    ),
    ("stream add FROM --source S --defaults", true, "FROM was created"),
    ("stream add COPY --mirror S --defaults", true, "COPY was created"),
    ("pub s.a hello --jetstream --count 5 --quiet", true, ""),
    ("pub f.a hello --jetstream", true, "Sequence: 100"),
    ("stream find --subject s.a", true, "S"),
    ("stream find --mirrored", true, "COPY"),
    ("stream find --sourced", true, "FROM"),
    ("stream find --expression state.messages==1", true, "LATE"),
    ("stream info S --json", true, "\"messages\": 5"),
    ("stream ls --names", true, "LIMITED"),
    ("stream subjects S s.* --json", true, "\"s.a\": 5"),
    ("stream get S 1 --json", true, "\"aGVsbG8=\""),
    ("stream edit S --retention work -f", false, "10052"),
    (
        "stream edit S --no-allow-direct -f",
        true,
        "AllowDirect:            false",
    ),
    ("stream rmm S 2 -f", true, ""),
    ("stream rmm S 200 -f", false, "nats: error"),
    ("stream gaps S -f --json", true, "2"),
    ("stream purge S --seq 4 -f", true, "Messages: 2"),
    (
        "stream copy S SEALED --subjects sealed",
        true,
        "SEALED was created",
    ),
    ("stream seal SEALED -f", true, "Sealed: true"),
    ("stream cluster peer-remove S nobody -f", false, "cluster"),
    ("stream rm COPY -f", true, ""),
    ("stream rm NOTHING -f", false, "10059"),
];

const CONSUMERS: &[Step] = &[
    ("stream add S --subjects s.> --defaults", true, "S was created"),
    ("pub s.a hello --jetstream --count 5 --quiet", true, ""),
    (
        "consumer add S PULL --pull --defaults",
        true,
        "Unprocessed Messages: 5",
    ),
    (
        "consumer add S PUSH --target out --ack none --replay instant --deliver all --filter s.* --flow-control \
         --heartbeat 5s --defaults",
        true,
        "Flow Control: true",
    ),
    (
        "consumer add S PATIENT --pull --ack explicit --max-deliver 5 --backoff linear --backoff-steps 3 --backoff-min 1s \
         --backoff-max 3s --wait 1s --max-waiting 10 --max-pending 20 --sample 50 --filter s.a --filter s.b \
         --inactive-threshold 1h --defaults",
        true,
        "Sampling Rate: 50",
    ),
    (
        "consumer add S BRIEF --pull --ephemeral --memory --defaults",
        true,
        "BRIEF",
    ),
    (
        "consumer add S QUEUE --target queue --deliver-group q --ack all --bps 1000 --headers-only --defaults",
        true,
        "QUEUE",
    ),
    (
        "consumer add S FROM3 --pull --deliver 3 --defaults",
        true,
        "Unprocessed Messages: 3",
    ),
    (
        "consumer add S SINCE --pull --deliver 10m --defaults",
        true,
        "Unprocessed Messages: 5",
    ),
    (
        "consumer add S EACH --pull --deliver subject --filter s.a --defaults",
        true,
        "Unprocessed Messages: 1",
    ),
    (
        "consumer add S RESTING --pull --pause 1h --defaults",
        true,
        "RESTING",
    ),
    ("consumer ls S --json", true, "\"PATIENT\""),
    ("consumer info S PATIENT --json", true, "\"max_deliver\": 5"),
    ("consumer find S --pull", true, "FROM3"),
    ("consumer find S --push", true, "QUEUE"),
    ("consumer next S PULL --count 2 --raw", true, "hello"),
    ("consumer next S PULL --no-ack --raw", true, "hello"),
    ("consumer next S PULL --term --raw", true, "hello"),
    ("consumer state S PULL", true, "Unprocessed Messages: 1"),
    ("consumer edit S PULL --filter s.a -f", true, "s.a"),
    ("consumer copy S PULL TWIN", true, "TWIN"),
    (
        "consumer reset S TWIN --sequence 3 -f",
        true,
        "Unprocessed Messages: 3",
    ),
    ("consumer unpin S PULL g -f", false, ""),
    ("consumer report S", true, "PATIENT"),
    ("consumer rm S PULL -f", true, ""),
    ("consumer rm S NOTHING -f", false, ""),
    ("sub s.a --count 1 --last --stream S --raw", true, "hello"),
    (
        "sub s.a --count 2 --start-sequence 4 --stream S --raw",
        true,
        "hello",
    ),
    ("sub s.a --count 5 --all --stream S --raw", true, "hello"),
    (
        "sub s.> --count 1 --last-per-subject --stream S --raw",
        true,
        "hello",
    ),
];

async fn streams_of_every_kind_are_made_and_found(engine: Engine) {
    run(&engine, STREAMS).await;
}

async fn consumers_of_every_kind_are_made_and_read(engine: Engine) {
    run(&engine, CONSUMERS).await;
}
