use std::sync::Arc;

use serde_json::{Value, json};

use super::*;
use crate::streams::error::ApiError;

/// The streams that are there.
#[derive(Default)]
struct Site(Vec<Arc<StreamConfig>>);

impl Others for Site {
    fn find(&self, name: &str) -> Option<Arc<StreamConfig>> {
        self.0.iter().find(|stream| stream.name == name).cloned()
    }

    fn all(&self) -> Vec<Arc<StreamConfig>> {
        self.0.clone()
    }
}

impl Site {
    fn check(&self, config: Value) -> Result<StreamConfig, ApiError> {
        serde_json::from_value::<StreamConfig>(config)
            .unwrap()
            .checked(self)
    }

    fn add(&mut self, config: Value) {
        let config = self.check(config).unwrap();
        self.0.push(Arc::new(config));
    }

    fn refused(&self, config: Value) -> (u16, String) {
        let error = self.check(config).unwrap_err();
        (error.err_code, error.description.into_owned())
    }
}

/// A configuration `S` with more members.
fn with(more: Value) -> Value {
    let mut config = json!({"name": "S"});
    config
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    config
}

fn refused(more: Value) -> u16 {
    Site::default().refused(with(more)).0
}

#[test]
fn what_is_not_said_has_a_default() {
    let config = Site::default().check(json!({"name": "S"})).unwrap();
    assert_eq!(
        serde_json::to_value(config).unwrap(),
        json!({
            "name": "S", "subjects": ["S"], "retention": "limits", "max_consumers": -1, "max_msgs": -1, "max_bytes": -1,
            "max_age": 0, "max_msgs_per_subject": -1, "max_msg_size": -1, "discard": "old", "storage": "file",
            "num_replicas": 1, "duplicate_window": 120_000_000_000_u64, "compression": "none", "allow_direct": false,
            "mirror_direct": false, "sealed": false, "deny_delete": false, "deny_purge": false, "allow_rollup_hdrs": false,
            "consumer_limits": {}, "allow_msg_ttl": false,
            "metadata": {"_nats.level": "2", "_nats.req.level": "0", "_nats.ver": crate::info::VERSION},
        })
    );
}

#[test]
fn a_short_age_shortens_the_window_of_duplicates() {
    let config = Site::default()
        .check(with(json!({"max_age": 1_000_000_000})))
        .unwrap();
    assert_eq!(config.duplicate_window, 1_000_000_000);
    let mirror = Site::default()
        .check(with(json!({"mirror": {"name": "T"}})))
        .unwrap();
    assert_eq!(mirror.duplicate_window, 0);
}

#[test]
fn markers_need_times_and_rollups() {
    let config = Site::default()
        .check(with(json!({"subject_delete_marker_ttl": 1_000_000_000})))
        .unwrap();
    assert!(config.allow_msg_ttl && config.allow_rollup_hdrs && !config.deny_purge);
    assert_eq!(config.metadata["_nats.req.level"], "1");
    assert_eq!(refused(json!({"subject_delete_marker_ttl": 1})), 10052);
    assert_eq!(refused(json!({"subject_delete_marker_ttl": -1})), 10052);
}

#[test]
fn each_mistake_has_its_number() {
    let mirror = |more: Value| {
        let mut config = json!({"mirror": {"name": "T"}});
        config
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        refused(config)
    };
    assert_eq!(mirror(json!({"first_seq": 5})), 10143);
    assert_eq!(mirror(json!({"subjects": ["a"]})), 10034);
    assert_eq!(mirror(json!({"sources": [{"name": "U"}]})), 10031);
    assert_eq!(mirror(json!({"subject_delete_marker_ttl": 1_000_000_000})), 10052);
    let transforms = |list: Value| json!({"name": "T", "subject_transforms": list});
    let (both, named) = (
        json!({"name": "T", "filter_subject": "a", "subject_transforms": [{"src": "a", "dest": "b"}]}),
        json!({"name": "T.U"}),
    );
    let overlapping = transforms(json!([{"src": "a.*", "dest": "b.$1"}, {"src": "a.b", "dest": "c"}]));
    let (filter, destination) = (
        transforms(json!([{"src": "a..b", "dest": "c"}])),
        transforms(json!([{"src": "a", "dest": "{{wildcard(1)}}"}])),
    );
    let starts = json!({"name": "T", "opt_start_seq": 5, "opt_start_time": "2026-01-01T00:00:00Z"});
    for (source, of_mirror, of_source) in [
        (both, 10150, 10144),
        (named, 10142, 10141),
        (overlapping, 10152, 10147),
        (filter, 10151, 10145),
        (destination, 10154, 10146),
        (json!({"name": "T", "external": {"api": "x"}}), 10052, 10052),
    ] {
        assert_eq!(refused(json!({"mirror": source})), of_mirror, "{source}");
        assert_eq!(refused(json!({"sources": [source]})), of_source, "{source}");
    }
    assert_eq!(refused(json!({"mirror": starts})), 10032);
    assert_eq!(refused(json!({"sources": [{"name": "T"}, {"name": "T"}]})), 10140);
    assert_eq!(refused(json!({"num_replicas": 3})), 10074);
    assert_eq!(refused(json!({"num_replicas": -1})), 10133);
    assert_eq!(
        refused(json!({"subject_transform": {"src": "a..b", "dest": "c"}})),
        10155
    );
    assert_eq!(
        refused(json!({"subject_transform": {"src": "a.*", "dest": "$2"}})),
        10156
    );
}

#[test]
fn other_mistakes_are_told_in_words() {
    let mut site = Site::default();
    let text = |more: Value| {
        let (number, text) = Site::default().refused(with(more));
        assert_eq!(number, 10052, "{text}");
        text
    };
    assert_eq!(site.refused(json!({"name": "a b"})).0, 10052);
    assert_eq!(site.refused(json!({"name": "x".repeat(256)})).0, 10052);
    for (more, expected) in [
        (
            json!({"description": "x".repeat(4097)}),
            "stream description is too long, maximum allowed is 4096",
        ),
        (
            json!({"metadata": {"a": "x".repeat(131_072)}}),
            "stream metadata exceeds maximum size of 131072 bytes",
        ),
        (json!({"num_replicas": 6}), "maximum replicas is 5"),
        (json!({"max_age": -1}), "max age can not be negative"),
        (json!({"max_age": 1}), "max age needs to be >= 100ms"),
        (
            json!({"duplicate_window": -1}),
            "duplicates window can not be negative",
        ),
        (
            json!({"duplicate_window": 1}),
            "duplicates window needs to be >= 100ms",
        ),
        (
            json!({"max_age": 1_000_000_000, "duplicate_window": 2_000_000_000_u64}),
            "duplicates window can not be larger then max age",
        ),
        (
            json!({"deny_purge": true, "allow_rollup_hdrs": true}),
            "roll-ups require the purge permission",
        ),
        (
            json!({"discard_new_per_subject": true}),
            "discard new per subject requires discard new policy to be set",
        ),
        (
            json!({"discard": "new", "discard_new_per_subject": true}),
            "discard new per subject requires max msgs per subject > 0",
        ),
        (json!({"subjects": ["a..b"]}), "invalid subject"),
        (
            json!({"subjects": ["a", "a"]}),
            "subject \"a\" overlaps with \"a\"",
        ),
        (
            json!({"subjects": ["a.*", "a.b"]}),
            "subject \"a.*\" overlaps with \"a.b\"",
        ),
        (
            json!({"subjects": [">"]}),
            "capturing all subjects requires no-ack to be true",
        ),
        (
            json!({"subjects": ["$JS.API.>"]}),
            "subjects that overlap with jetstream api require no-ack to be true",
        ),
        (
            json!({"subjects": ["$SYS.>"]}),
            "subjects that overlap with system api require no-ack to be true",
        ),
        (
            json!({"subjects": ["a.>"], "republish": {"src": ">", "dest": "a.b.>"}}),
            "stream configuration for republish destination forms a cycle",
        ),
        (
            json!({"republish": {"dest": "mcollective.node.>"}}),
            "stream configuration for republish destination \"mcollective.node.>\" is for requests or replies",
        ),
        (
            json!({"subjects": ["a.*"], "republish": {"src": "a.*", "dest": "$1.reply.x"}}),
            "stream configuration for republish destination \"*.reply.x\" is for requests or replies",
        ),
        (
            json!({"republish": {"src": "a.*", "dest": "b.>"}}),
            "stream configuration for republish with transform from 'a.*' to 'b.>' not valid",
        ),
        (
            json!({"placement": {"preferred": "n1"}}),
            "preferred server not permitted in placement",
        ),
        (
            json!({"allow_msg_counter": true, "discard": "new"}),
            "counter stream cannot use discard new",
        ),
        (
            json!({"allow_msg_counter": true, "subject_delete_marker_ttl": 1_000_000_000}),
            "counter stream cannot use message TTLs",
        ),
        (
            json!({"allow_msg_counter": true, "retention": "interest"}),
            "counter stream can only use limits retention",
        ),
        (
            json!({"allow_batched": true}),
            "batch publishing are not supported by this server",
        ),
        (
            json!({"persist_mode": "async", "storage": "memory"}),
            "async persist mode is only supported on file storage",
        ),
        (
            json!({"persist_mode": "async", "allow_atomic": true}),
            "async persist mode is not supported with atomic batch publish",
        ),
    ] {
        assert_eq!(text(more), expected);
    }
    site.check(with(
        json!({"subjects": ["$JS.EVENT.ADVISORY.>", "$SYS.ACCOUNT.>"]}),
    ))
    .unwrap();
    site.check(with(json!({"subjects": [">"], "no_ack": true})))
        .unwrap();
    site.add(json!({"name": "T", "sources": [{"name": "S"}]}));
    assert_eq!(
        site.refused(with(json!({"sources": [{"name": "T"}]}))).1,
        "detected cycle"
    );
    assert_eq!(
        site.refused(with(json!({"mirror": {"name": "S"}}))).1,
        "detected cycle"
    );
}

#[test]
fn what_is_published_again_may_not_come_back() {
    let mut site = Site::default();
    site.add(json!({"name": "T", "subjects": ["t.>"], "republish": {"src": "t.>", "dest": "u.>"}}));
    site.add(json!({"name": "U", "subjects": ["u.>"]}));
    site.check(json!({"name": "V", "subjects": ["v.>"], "sources": [{"name": "U"}]}))
        .unwrap();
    let back = json!({"name": "U", "subjects": ["u.>"], "republish": {"src": "u.*", "dest": "t.$1"}});
    let cycle = "stream configuration for republish destination forms a cycle by way of other streams";
    assert_eq!(site.refused(back).1, cycle);
    let taken = json!({"name": "T", "subjects": ["t.>"], "republish": {"src": "t.>", "dest": "u.>"}, "sources": [{"name": "U"}]});
    assert_eq!(site.refused(taken).1, cycle);
}

#[test]
fn a_mirror_takes_over_whether_its_origin_answers_direct_gets() {
    let mut site = Site::default();
    site.add(json!({"name": "T", "allow_direct": true, "max_msg_size": 100}));
    assert!(
        site.check(with(json!({"mirror": {"name": "T"}})))
            .unwrap()
            .mirror_direct
    );
    let small = json!({"mirror": {"name": "T"}, "max_msg_size": 10});
    assert_eq!(site.refused(with(small)).0, 10030);
    let small = json!({"sources": [{"name": "T"}], "max_msg_size": 10});
    assert_eq!(site.refused(with(small)).0, 10046);
}

#[test]
fn those_who_want_it_are_told_instead_of_helped() {
    for more in [
        json!({"max_msgs": -2}),
        json!({"max_age": 1_000_000_000}),
        json!({"republish": {"dest": "x.>"}}),
    ] {
        let mut pedantic = more.clone();
        pedantic["pedantic"] = json!(true);
        assert_eq!(refused(pedantic), 10157, "{more}");
        Site::default().check(with(more)).unwrap();
    }
}

#[test]
fn an_update_changes_only_what_may_change() {
    let site = Site::default();
    let config = |more: Value| site.check(with(more)).unwrap();
    let replaced = |new: Value, old: Value| {
        let outcome = config(new).replacing(&config(old));
        outcome.map_err(|error| error.err_code)
    };
    replaced(json!({"subjects": ["a", "b"], "max_msgs": 5}), json!({})).unwrap();
    replaced(json!({"retention": "interest"}), json!({})).unwrap();
    replaced(json!({}), json!({"mirror": {"name": "T"}})).unwrap();
    for (new, old) in [
        (json!({"storage": "memory"}), json!({})),
        (json!({"retention": "workqueue"}), json!({})),
        (json!({}), json!({"retention": "workqueue"})),
        (json!({}), json!({"deny_delete": true})),
        (json!({}), json!({"deny_purge": true})),
        (json!({}), json!({"sealed": true})),
        (json!({}), json!({"allow_msg_ttl": true})),
    ] {
        assert_eq!(replaced(new, old), Err(10052));
    }
    let changed = replaced(json!({"mirror": {"name": "U"}}), json!({"mirror": {"name": "T"}}));
    assert_eq!(changed, Err(10055));
    let sealed = replaced(
        json!({"sealed": true, "max_age": 1_000_000_000, "allow_rollup_hdrs": true}),
        json!({}),
    );
    let sealed = sealed.unwrap();
    assert_eq!((sealed.max_age, sealed.discard), (0, Discard::New));
    assert!(sealed.deny_delete && sealed.deny_purge && !sealed.allow_rollup_hdrs);
}

#[test]
fn streams_that_share_their_sources_are_looked_at_once_each() {
    const WIDE: usize = 8;
    let mut site = Site::default();
    for layer in 0..12 {
        let below = |width: usize| {
            let names = (0..width).map(|index| json!({"name": format!("L{}_{index}", layer - 1)}));
            names.collect::<Vec<_>>()
        };
        let sources = if layer == 0 { Vec::new() } else { below(WIDE) };
        for index in 0..WIDE {
            site.add(json!({"name": format!("L{layer}_{index}"), "sources": sources}));
        }
    }
    let top: Vec<_> = (0..WIDE)
        .map(|index| json!({"name": format!("L11_{index}")}))
        .collect();
    site.check(json!({"name": "S", "sources": top})).unwrap();
}

#[test]
fn what_names_a_note_is_not_too_long_for_one() {
    let long = "x".repeat(40_000);
    assert_eq!(
        refused(json!({"sources": [{"name": "O", "filter_subject": long}]})),
        10052
    );
    let transforms: Vec<_> = (0..900)
        .map(|index| {
            json!({"src": format!("a.{index}.{}", "x".repeat(30)), "dest": format!("b.{}", "y".repeat(30))})
        })
        .collect();
    assert_eq!(
        refused(json!({"sources": [{"name": "O", "subject_transforms": transforms}]})),
        10052
    );
}

#[test]
fn no_name_makes_a_terminal_obey() {
    for name in ["a\u{9b}2J", "a\u{85}b", "a\u{1b}[2J", "a\u{2028}b", "a\u{0}"] {
        assert_eq!(
            Site::default().refused(json!({"name": name})).0,
            10052,
            "{name:?}"
        );
    }
    Site::default().check(json!({"name": "größe"})).unwrap();
}

#[test]
fn thousands_of_subjects_are_compared_and_what_would_take_too_long_is_refused() {
    let site = Site::default();
    let subjects = |of: &dyn Fn(usize) -> String| (0..2000).map(of).collect::<Vec<String>>();
    site.check(with(
        json!({"subjects": subjects(&|number| format!("a.{number}.*"))}),
    ))
    .unwrap();
    let wild = ["*"; 60].join(".");
    let deep = vec!["x"; 60].join(".");
    let tangled = subjects(&|number| match number % 2 {
        0 => format!("a.*.{wild}.{number}"),
        _ => format!("a.{number}.{deep}.{number}"),
    });
    let refusal = "too many subjects with wildcards to be compared";
    assert_eq!(site.refused(with(json!({"subjects": tangled}))).1, refusal);
    let first = json!({"subjects": ["a.b", "c", "d.*", "a.*", "c"]});
    assert_eq!(
        site.refused(with(first)).1,
        r#"subject "a.b" overlaps with "a.*""#
    );
}
