//! What the standard streams are.

use std::time::Duration;

use client::streams::Config;
use config::Kept;
use serde_json::json;

/// Where executors hand in their events, and where everybody reads them.
const EXECUTOR_IN: &str = "choria.submission.in.choria.executor.>";
const EXECUTOR: &str = "choria.executor.>";
/// Longest name of a candidate.
const CANDIDATE: i64 = 1024;
/// Copies of a stream that a cluster keeps at most.
const MOST_COPIES: usize = 5;

/// One stream, and the setting that decides about it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wanted {
    pub(super) config: Config,
    pub(super) key: &'static str,
}

/// All of them that are configured; `peers` is how many brokers the cluster has.
pub(super) fn wanted(config: &config::Streams, peers: usize) -> Vec<Wanted> {
    let plain = |name: &str, subject: &str, kept: Kept| base(name, subject, kept, peers);
    let executor = Config {
        description: "Choria Executor Events".to_owned(),
        allow_direct: true,
        more: [(
            "subject_transform".to_owned(),
            json!({"src": EXECUTOR_IN, "dest": EXECUTOR}),
        )]
        .into_iter()
        .collect(),
        ..plain("CHORIA_EXECUTOR", EXECUTOR_IN, config.executor)
    };
    let elections = Config {
        description: "Choria Leader Election Bucket".to_owned(),
        discard: "new".to_owned(),
        max_msgs_per_subject: 1,
        max_msg_size: CANDIDATE,
        allow_rollup_hdrs: true,
        deny_delete: true,
        allow_direct: true,
        ..plain(
            "KV_CHORIA_LEADER_ELECTION",
            "$KV.CHORIA_LEADER_ELECTION.>",
            config.elections,
        )
    };
    let kept = [
        (
            config.events,
            plain("CHORIA_EVENTS", "choria.lifecycle.>", config.events),
            "plugin.choria.network.stream.event_retention",
        ),
        (
            config.machines,
            plain("CHORIA_MACHINE", "choria.machine.>", config.machines),
            "plugin.choria.network.stream.machine_retention",
        ),
        (
            config.advisories,
            plain(
                "CHORIA_STREAM_ADVISORIES",
                "$JS.EVENT.ADVISORY.>",
                config.advisories,
            ),
            "plugin.choria.network.stream.advisory_retention",
        ),
        (
            config.executor,
            executor,
            "plugin.choria.network.stream.executor_retention",
        ),
    ];
    let some = kept
        .into_iter()
        .filter(|(kept, ..)| kept.retention > Duration::ZERO);
    let mut all: Vec<_> = some.map(|(_, config, key)| Wanted { config, key }).collect();
    all.push(Wanted {
        config: elections,
        key: "plugin.choria.network.stream.leader_election_ttl",
    });
    all
}

fn base(name: &str, subject: &str, kept: Kept, peers: usize) -> Config {
    let replicas = kept.replicas.unwrap_or(peers).clamp(1, MOST_COPIES);
    Config {
        name: name.to_owned(),
        subjects: vec![subject.to_owned()],
        max_age: kept.retention,
        num_replicas: u32::try_from(replicas).unwrap_or(u32::MAX),
        ..Config::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn configured(retention: Duration) -> config::Streams {
        let kept = Kept {
            retention,
            replicas: None,
        };
        config::Streams {
            store: "/s".into(),
            max_memory: config::Bound::USUAL,
            max_disk: config::Bound::USUAL,
            manage: true,
            events: kept,
            machines: kept,
            advisories: kept,
            executor: kept,
            elections: kept,
        }
    }

    fn shown(streams: &[Wanted]) -> String {
        let line = |wanted: &Wanted| serde_json::to_string(&wanted.config).unwrap();
        streams.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_five_streams_are_those_of_the_original() {
        insta::assert_snapshot!(shown(&wanted(&configured(Duration::from_secs(3600)), 1)), @r#"
        {"name":"CHORIA_EVENTS","subjects":["choria.lifecycle.>"],"retention":"limits","discard":"old","storage":"file","num_replicas":1,"max_consumers":-1,"max_msgs":-1,"max_msgs_per_subject":-1,"max_bytes":-1,"max_age":3600000000000,"max_msg_size":-1,"duplicate_window":0,"allow_rollup_hdrs":false,"deny_delete":false,"deny_purge":false,"allow_direct":false}
        {"name":"CHORIA_MACHINE","subjects":["choria.machine.>"],"retention":"limits","discard":"old","storage":"file","num_replicas":1,"max_consumers":-1,"max_msgs":-1,"max_msgs_per_subject":-1,"max_bytes":-1,"max_age":3600000000000,"max_msg_size":-1,"duplicate_window":0,"allow_rollup_hdrs":false,"deny_delete":false,"deny_purge":false,"allow_direct":false}
        {"name":"CHORIA_STREAM_ADVISORIES","subjects":["$JS.EVENT.ADVISORY.>"],"retention":"limits","discard":"old","storage":"file","num_replicas":1,"max_consumers":-1,"max_msgs":-1,"max_msgs_per_subject":-1,"max_bytes":-1,"max_age":3600000000000,"max_msg_size":-1,"duplicate_window":0,"allow_rollup_hdrs":false,"deny_delete":false,"deny_purge":false,"allow_direct":false}
        {"name":"CHORIA_EXECUTOR","description":"Choria Executor Events","subjects":["choria.submission.in.choria.executor.>"],"retention":"limits","discard":"old","storage":"file","num_replicas":1,"max_consumers":-1,"max_msgs":-1,"max_msgs_per_subject":-1,"max_bytes":-1,"max_age":3600000000000,"max_msg_size":-1,"duplicate_window":0,"allow_rollup_hdrs":false,"deny_delete":false,"deny_purge":false,"allow_direct":true,"subject_transform":{"dest":"choria.executor.>","src":"choria.submission.in.choria.executor.>"}}
        {"name":"KV_CHORIA_LEADER_ELECTION","description":"Choria Leader Election Bucket","subjects":["$KV.CHORIA_LEADER_ELECTION.>"],"retention":"limits","discard":"new","storage":"file","num_replicas":1,"max_consumers":-1,"max_msgs":-1,"max_msgs_per_subject":1,"max_bytes":-1,"max_age":3600000000000,"max_msg_size":1024,"duplicate_window":0,"allow_rollup_hdrs":true,"deny_delete":true,"deny_purge":false,"allow_direct":true}
        "#);
    }

    #[test]
    fn a_retention_of_nothing_leaves_a_stream_alone_and_elections_always_have_theirs() {
        let wanted = wanted(&configured(Duration::ZERO), 1);
        assert_eq!(wanted.len(), 1);
        assert_eq!(wanted[0].config.name, "KV_CHORIA_LEADER_ELECTION");
    }

    #[test]
    fn there_are_as_many_copies_as_peers_unless_a_number_is_given() {
        let one = Kept {
            retention: Duration::from_secs(60),
            replicas: Some(1),
        };
        let each = Kept {
            replicas: None,
            ..one
        };
        assert_eq!(base("S", "s", one, 3).num_replicas, 1);
        assert_eq!(base("S", "s", each, 3).num_replicas, 3);
        assert_eq!(base("S", "s", each, 0).num_replicas, 1);
    }
}
