//! More about buckets and objects: what they are made of, followed and copied.

use harness::{Engine, on_both_engines};

use super::{Step, run};

on_both_engines!(buckets_and_objects_of_every_kind_are_made_and_followed);

const STEPS: &[Step] = &[
    (
        "kv add B --history 5 --ttl 1h --max-value-size 1000 --max-bucket-size 100000 --description d --storage file",
        true,
        "Maximum Age: 1h0m0s",
    ),
    ("kv add BRIEF --history 5 --marker-ttl 1h", true, "BRIEF"),
    (
        "kv add LOUD --republish-source > --republish-destination kvp.>",
        true,
        "LOUD",
    ),
    ("kv add SMALL --compress", true, "SMALL"),
    ("kv put B a 1", true, "1"),
    ("kv put B a 2", true, "2"),
    ("kv create BRIEF key value --ttl 1h", true, "value"),
    ("kv get B a --revision 1 --raw", true, "1"),
    ("kv revert B a 1 --force", true, "1"),
    ("kv history B a", true, "PUT"),
    ("kv ls -n", true, "SMALL"),
    ("kv ls B -v", true, "a"),
    ("kv ls B -v --display-value", true, "2"),
    ("kv add COPY --mirror B", true, "COPY"),
    ("kv add FROM --source B", true, "FROM"),
    ("kv edit B --history 6 --ttl 2h --description e", true, "2h0m0s"),
    ("kv compact B -f", true, ""),
    ("kv del COPY -f", true, ""),
    (
        "object add O --ttl 1h --max-bucket-size 10MB --description d --metadata a=b",
        true,
        "O",
    ),
    (
        "object put O large --name one --no-progress -f --description x -H a:b",
        true,
        "one",
    ),
    ("object put O large --name two --no-progress -f", true, "two"),
    ("object put O large --name one --no-progress -f", true, "one"),
    ("object ls -n", true, "O"),
    ("object ls O", true, "two"),
    ("object edit O --description z", true, "z"),
    ("object del O two -f", true, ""),
    ("object get O two --no-progress -f", false, "not found"),
    ("object get O one -O copy --no-progress -f", true, "1.0 MiB"),
    ("object seal O -f", true, ""),
    ("object put O large --name three --no-progress -f", false, ""),
];

async fn buckets_and_objects_of_every_kind_are_made_and_followed(engine: Engine) {
    run(&engine, STEPS).await;
}
