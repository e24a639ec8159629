//! The streams behind buckets and governors are the same, whoever makes them.

use super::super::mixed::Side;
use super::operations::described;
use super::{Keeper, fleet, succeeds};

on_all_brokers!(buckets_and_governors_of_either_client_have_the_same_settings);

/// What makes one called `NAME`, and the stream behind it.
const MADE: &[(&str, &str)] = &[
    ("kv add NAME", "KV_NAME"),
    ("kv add NAME --history 1 --ttl 1m --no-direct", "KV_NAME"),
    (
        "kv add NAME --history 64 --max-bucket-size 1048576 --replicas 1",
        "KV_NAME",
    ),
    ("governor add NAME 3 5m", "GOVERNOR_NAME"),
    ("governor add NAME 1 30s 1", "GOVERNOR_NAME"),
    ("governor add NAME 2 48h", "GOVERNOR_NAME"),
];

async fn buckets_and_governors_of_either_client_have_the_same_settings(keeper: Keeper) {
    let Some(fleet) = fleet(keeper).await else {
        return;
    };
    for (make, stream) in MADE {
        let words: Vec<_> = make.split(' ').collect();
        let mut settings = Vec::new();
        for side in Side::BOTH {
            succeeds(&fleet, side, &words).await;
            let info = described(&fleet, Side::Ours, &format!("stream info {stream}")).await;
            let mut config = info["config"].clone();
            if words[0] == "kv" {
                // Theirs takes the option for the largest value and does nothing with it.
                config["max_msg_size"] = serde_json::Value::Null;
            }
            settings.push(config);
            let other = if side == Side::Ours {
                Side::Theirs
            } else {
                Side::Ours
            };
            succeeds(&fleet, other, &[words[0], "rm", "NAME", "-f"]).await;
        }
        assert_eq!(settings[0], settings[1], "{make}");
    }
}
