//! Every command once, with what it prints.

use mco::Exit;
use serde_json::{Value, json};

use harness::{Engine, on_both_engines};

use super::{done, failed, timeless, with_bucket, world};

on_both_engines!(
    buckets_are_made_shown_listed_and_removed,
    values_are_put_created_updated_and_read,
    keys_are_listed_flat_and_by_folder,
    history_tells_values_apart_and_brings_them_back,
);

async fn buckets_are_made_shown_listed_and_removed(engine: Engine) {
    let world = world(&engine).await;
    let made = done(
        &world,
        &["kv", "add", "CFG", "--ttl", "1h", "--max-bucket-size", "1048576"],
    )
    .await;
    assert_shown!(made, @"
    CFG Key-Value Store

          Bucket Name: CFG
              History: 5
                  TTL: 1h0m0s
      Max Bucket Size: 1048576
       Max Value Size: 10240
     Storage Replicas: 1
           Direct Get: true
    ");
    let again = world.mco(&["kv", "add", "CFG"]).await;
    assert_eq!((again.exit, again.out), (Exit::Done, made));
    assert_shown!(again.err, @"mco: CFG was there already and is left as it is");
    done(
        &world,
        &[
            "kv",
            "add",
            "ZED",
            "--max-value-size",
            "0",
            "--no-direct",
            "--description",
            "the last",
        ],
    )
    .await;
    done(&world, &["kv", "put", "CFG", "a", "1"]).await;
    assert_shown!(done(&world, &["kv", "status", "CFG"]).await, @"
    CFG Key-Value Store

          Bucket Name: CFG
        Values Stored: 1
              History: 5
                  TTL: 1h0m0s
      Max Bucket Size: 1048576
       Max Value Size: 10240
     Storage Replicas: 1
           Direct Get: true
    ");
    assert_shown!(done(&world, &["kv", "info", "ZED"]).await, @"
    ZED Key-Value Store

          Bucket Name: ZED
          Description: the last
        Values Stored: 0
              History: 5
                  TTL: 0s
      Max Bucket Size: unlimited
       Max Value Size: unlimited
     Storage Replicas: 1
           Direct Get: false
    ");
    // A broker has buckets of its own.
    let list = done(&world, &["kv", "list"]).await;
    let rows: Vec<Vec<&str>> = list
        .lines()
        .filter(|line| line.starts_with('│') && !line.contains("CHORIA_"))
        .map(|line| line.split(['│', '┆']).map(str::trim).collect())
        .collect();
    assert_eq!(rows[0][1..4], ["Bucket", "History", "Values"]);
    assert_eq!(rows[1][1..4], ["CFG", "5", "1"]);
    assert_eq!(rows[2][1..4], ["ZED", "5", "0"]);
    let mut status: Value =
        serde_json::from_str(&done(&world, &["kv", "status", "CFG", "-j"]).await).unwrap();
    for name in ["created", "changed", "bytes"] {
        assert!(!status[name].take().is_null(), "{name}");
    }
    assert_shown!(status, @r#"{"bucket":"CFG","bytes":null,"changed":null,"created":null,"description":"","direct":true,"history":5,"keys":1,"max_bucket_size":1048576,"max_value_size":10240,"mirror":null,"replicas":1,"storage":"file","ttl":3600,"values":1}"#);
    let all: Value = serde_json::from_str(&done(&world, &["kv", "list", "-j"]).await).unwrap();
    let own = all
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["replicas"] == 1 && one["history"] == 5);
    assert_eq!(own.map(|one| &one["bucket"]).collect::<Vec<_>>(), ["CFG", "ZED"]);

    let kept = world.mco(&["kv", "rm", "ZED"]).await;
    assert_eq!(kept.exit, Exit::Refused);
    assert_shown!(kept.err, @"
    mco: Really remove bucket ZED with 0 values? There is nobody to ask
      hint: --force does it without asking
    ");
    done(&world, &["kv", "rm", "ZED", "-f"]).await;
    done(&world, &["kv", "rm", "ZED", "--force"]).await;
    assert_shown!(failed(&world, &["kv", "status", "ZED"]).await, @"
    mco: there is no bucket ZED
      hint: `mco kv list` shows the buckets, `mco kv add BUCKET` makes one
    ");
    assert_shown!(failed(&world, &["kv", "status", "cfg"]).await, @"
    mco: there is no bucket cfg, did you mean CFG?
      hint: `mco kv list` shows the buckets, `mco kv add BUCKET` makes one
    ");
    assert_shown!(failed(&world, &["kv", "add", "a.b"]).await, @r#"mco: "a.b" cannot be the name of a bucket: letters, digits, - and _ only"#);
}

async fn values_are_put_created_updated_and_read(engine: Engine) {
    let world = with_bucket(&engine).await;
    assert_eq!(done(&world, &["kv", "put", "CFG", "a", "1"]).await, "1\n");
    assert_eq!(done(&world, &["kv", "create", "CFG", "b", "2"]).await, "2\n");
    assert_eq!(done(&world, &["kv", "create", "CFG", "c"]).await, "\n");
    assert_eq!(
        done(&world, &["kv", "update", "CFG", "a", "-3", "1"]).await,
        "Updated a, new revision 4\n"
    );
    assert_eq!(done(&world, &["kv", "get", "CFG", "a", "--raw"]).await, "-3");
    assert_shown!(timeless(&done(&world, &["kv", "get", "CFG", "a"]).await), @"
    CFG > a sequence 4 created @ TIME

    -3
    ");
    assert_shown!(timeless(&done(&world, &["kv", "get", "CFG", "a", "--revision", "1"]).await), @"
    CFG > a sequence 1 created @ TIME

    1
    ");
    let mut entry: Value =
        serde_json::from_str(&done(&world, &["kv", "get", "CFG", "a", "-j"]).await).unwrap();
    assert!(entry["created"].take().is_string());
    assert_shown!(entry, @r#"{"bucket":"CFG","created":null,"key":"a","length":2,"operation":"PUT","revision":4,"value":"-3"}"#);
    assert_shown!(failed(&world, &["kv", "create", "CFG", "a", "x"]).await, @"
    mco: key a of bucket CFG has a value already, revision 4
      hint: `mco kv put CFG a VALUE` replaces the value
    ");
    assert_shown!(failed(&world, &["kv", "update", "CFG", "a", "x", "1"]).await, @"
    mco: key a of bucket CFG is not at revision 1 any more but at 4
      hint: nothing was written; `mco kv get CFG a` shows the value and its revision
    ");
    assert_shown!(failed(&world, &["kv", "update", "CFG", "a", "x"]).await, @"
    mco: key a of bucket CFG has a value already, revision 4
      hint: `mco kv put CFG a VALUE` replaces the value
    ");
    assert_shown!(failed(&world, &["kv", "get", "CFG", "d"]).await, @"
    mco: bucket CFG has no key d
      hint: `mco kv keys CFG` shows the keys
    ");
    assert_shown!(failed(&world, &["kv", "get", "CFG", "a", "--revision", "2"]).await, @"
    mco: key a of bucket CFG has no revision 2
      hint: `mco kv history CFG a` shows the revisions that are kept
    ");
    assert_shown!(failed(&world, &["kv", "get", "CFG", "a..b"]).await, @r#"mco: "a..b" cannot be a key: letters, digits and - / _ = . only, no dot at either end and no two in a row"#);
    assert_shown!(failed(&world, &["kv", "put", "CFG", "a", &"x".repeat(10_241)]).await, @"
    mco: a value of 10241 bytes is too large for bucket CFG
      hint: `mco kv status CFG` shows the limit
    ");
}

async fn keys_are_listed_flat_and_by_folder(engine: Engine) {
    let world = with_bucket(&engine).await;
    assert_eq!(done(&world, &["kv", "keys", "CFG"]).await, "");
    for key in ["auth.username", "auth.password", "motd", "auth.old"] {
        done(&world, &["kv", "put", "CFG", key, "x"]).await;
    }
    done(&world, &["kv", "rm", "CFG", "auth.old", "-f"]).await;
    assert_eq!(
        done(&world, &["kv", "keys", "CFG"]).await,
        "auth.password\nauth.username\nmotd\n"
    );
    assert_eq!(
        done(&world, &["kv", "keys", "CFG", "auth.*"]).await,
        "auth.password\nauth.username\n"
    );
    let keys: Value = serde_json::from_str(&done(&world, &["kv", "keys", "CFG", "-j"]).await).unwrap();
    assert_eq!(keys, json!(["auth.password", "auth.username", "motd"]));
    assert_eq!(done(&world, &["kv", "ls", "CFG"]).await, "auth.\nmotd\n");
    assert_eq!(
        done(&world, &["kv", "ls", "CFG", "auth."]).await,
        "auth.password\nauth.username\n"
    );
    let folder: Value = serde_json::from_str(&done(&world, &["kv", "ls", "CFG", "-j"]).await).unwrap();
    assert_eq!(
        folder,
        json!([{"name": "auth.", "keys": 2}, {"name": "motd", "keys": 1}])
    );
}

async fn history_tells_values_apart_and_brings_them_back(engine: Engine) {
    let world = with_bucket(&engine).await;
    let long = "x".repeat(60);
    for value in ["red\nblue", "red\ngreen", &long] {
        done(&world, &["kv", "put", "CFG", "a", value]).await;
    }
    assert_shown!(failed(&world, &["kv", "rm", "CFG", "b", "--revision", "1"]).await, @"
    mco: bucket CFG has no key b
      hint: `mco kv keys CFG` shows the keys
    ");
    done(&world, &["kv", "rm", "CFG", "a", "-f"]).await;
    let history = done(&world, &["kv", "history", "CFG", "a"]).await;
    let without_time: String = history
        .lines()
        .map(
            |line| match line.match_indices('┆').map(|(at, _)| at).collect::<Vec<_>>()[..] {
                [_, second, third, _] => format!("{}{}\n", &line[..second], &line[third..]),
                _ => String::new(),
            },
        )
        .collect();
    assert_shown!(without_time, @"
    │ Seq ┆ Operation ┆ Length ┆ Value                             │
    │ 1   ┆ PUT       ┆ 8      ┆ red blue                          │
    │ 2   ┆ PUT       ┆ 9      ┆ red green                         │
    │ 3   ┆ PUT       ┆ 60     ┆ xxxxxxxxxxxxxxx...xxxxxxxxxxxxxxx │
    │ 4   ┆ DELETE    ┆ 0      ┆                                   │
    ");
    let json: Value =
        serde_json::from_str(&done(&world, &["kv", "history", "CFG", "a", "-j"]).await).unwrap();
    let told: Vec<_> = json
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["revision"], &one["operation"], &one["value"]))
        .collect();
    assert_eq!(told[1], (&json!(2), &json!("PUT"), &json!("red\ngreen")));
    assert_eq!(told[3], (&json!(4), &json!("DELETE"), &Value::Null));

    assert_shown!(done(&world, &["kv", "diff", "CFG", "a", "1", "2"]).await, @"
    --- CFG > a revision 1
    +++ CFG > a revision 2
     red
    -blue
    +green
    ");
    let diff: Value =
        serde_json::from_str(&done(&world, &["kv", "diff", "CFG", "a", "1", "2", "-j"]).await).unwrap();
    assert_eq!(
        (&diff["from"]["revision"], &diff["to"]["revision"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(diff["diff"], " red\n-blue\n+green\n");
    assert_eq!(
        done(&world, &["kv", "revert", "CFG", "a", "2"]).await,
        "Reverted a to revision 2, new revision 5\n"
    );
    assert_eq!(
        done(&world, &["kv", "get", "CFG", "a", "--raw"]).await,
        "red\ngreen"
    );
    assert_shown!(failed(&world, &["kv", "revert", "CFG", "a", "4"]).await, @"
    mco: a had no value at revision 4
      hint: `mco kv del` removes a key
    ");
    let refused = world.mco(&["kv", "purge", "CFG", "a"]).await;
    assert_eq!(refused.exit, Exit::Refused);
    done(&world, &["kv", "purge", "CFG", "a", "-f"]).await;
    assert_shown!(failed(&world, &["kv", "diff", "CFG", "a"]).await, @"
    mco: only one value of a is kept
      hint: `mco kv history` lists the values, `mco kv add --history N` makes buckets that keep more
    ");
}
