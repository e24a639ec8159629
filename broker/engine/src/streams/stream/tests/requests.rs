use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{Bench, SECOND, code, config};
use crate::streams::disk::{Disk, SimDisk};
use crate::streams::store::{FileStore, Shared};

/// Three messages on `s.a`, one on `s.b`, a second apart.
fn filled(more: Value) -> Bench {
    let mut bench = Bench::new(more);
    for subject in ["s.a", "s.b", "s.a", "s.a"] {
        bench.keep(subject, &[("A", "b")]);
        bench.sleep(SECOND);
    }
    bench
}

#[test]
fn a_purge_leaves_what_it_is_told_to() {
    let purge = |body: Value| {
        let mut bench = filled(json!({}));
        let answer = bench.ask("STREAM.PURGE.S", body);
        assert_eq!(answer["success"], true, "{answer}");
        assert_eq!(answer["purged"], 4 - bench.seqs().len(), "{answer}");
        bench.seqs()
    };
    assert_eq!(purge(Value::Null), Vec::<u64>::new());
    assert_eq!(purge(json!({"filter": "s.a"})), [2]);
    assert_eq!(purge(json!({"seq": 3})), [3, 4]);
    assert_eq!(purge(json!({"seq": 3, "filter": "s.a"})), [2, 3, 4]);
    assert_eq!(purge(json!({"keep": 1})), [4]);
    assert_eq!(purge(json!({"keep": 2, "filter": "s.*"})), [3, 4]);
    assert_eq!(purge(json!({"keep": 1, "filter": "s.a"})), [2, 4]);
    assert_eq!(purge(json!({"keep": u64::MAX})), [1, 2, 3, 4]);
    assert_eq!(purge(json!({"seq": u64::MAX})), Vec::<u64>::new());
    assert_eq!(purge(json!({"filter": "t.a"})), [1, 2, 3, 4]);
}

#[test]
fn after_a_purge_of_everything_sequences_go_on() {
    let mut bench = filled(json!({}));
    bench.ask("STREAM.PURGE.S", Value::Null);
    let totals = bench.stream.totals();
    assert_eq!((totals.first_seq, totals.last_seq, totals.bytes), (5, 4, 0));
    assert_eq!(bench.keep("s.a", &[]), 5);
}

#[test]
fn a_purge_may_be_wrong_or_not_allowed() {
    let mut bench = filled(json!({}));
    let both = bench.ask("STREAM.PURGE.S", json!({"seq": 1, "keep": 1}));
    assert_eq!(code(&both), (400, 10003));
    let mut denied = filled(json!({"deny_purge": true}));
    let answer = denied.ask("STREAM.PURGE.S", Value::Null);
    assert_eq!(code(&answer), (500, 10110));
    assert_eq!(answer["type"], "io.nats.jetstream.api.v1.stream_purge_response");
    assert_eq!(denied.seqs(), [1, 2, 3, 4]);
}

#[test]
fn one_message_may_be_deleted_once() {
    let mut bench = filled(json!({}));
    let delete = |bench: &mut Bench, body| bench.ask("STREAM.MSG.DELETE.S", body);
    assert_eq!(delete(&mut bench, json!({"seq": 2}))["success"], true);
    assert_eq!(bench.seqs(), [1, 3, 4]);
    let again = delete(&mut bench, json!({"seq": 2, "no_erase": true}));
    assert_eq!(code(&again), (400, 10043));
    assert_eq!(again["error"]["description"], "sequence 2 not found");
    assert_eq!(code(&delete(&mut bench, json!({"seq": u64::MAX}))), (400, 10043));
    assert_eq!(code(&delete(&mut bench, Value::Null)), (400, 10003));
    assert_eq!(code(&delete(&mut bench, json!({"seq": -1}))), (400, 10025));
    let mut denied = filled(json!({"deny_delete": true}));
    assert_eq!(code(&delete(&mut denied, json!({"seq": 2}))), (500, 10057));
}

#[test]
fn a_message_that_cannot_be_overwritten_is_removed_and_only_its_deletion_is_refused() {
    let disk = SimDisk::new(1);
    disk.create_folder(Path::new("/streams")).unwrap();
    let shared = Shared::new(Arc::new(disk.clone()), "/streams".into());
    let mut bench = Bench::on(Box::new(FileStore::create(&shared, "S")), config(json!({})));
    bench.keep("s.a", &[]);
    // The first sync makes the removal safe, the second would have made the overwriting safe.
    disk.fail_syncs(1, 1);
    let answer = bench.ask("STREAM.MSG.DELETE.S", json!({"seq": 1}));
    assert_eq!(code(&answer), (500, 10057));
    let text = "message 1 is removed, but its bytes could not be overwritten yet";
    assert_eq!(answer["error"]["description"], text);
    assert_eq!(bench.stream.totals().messages, 0);
    assert_eq!(bench.keep("s.a", &[]), 2);
    let again = bench.ask("STREAM.MSG.DELETE.S", json!({"seq": 2}));
    assert_eq!(again["success"], true);
}

#[test]
fn a_message_is_found_by_any_selector() {
    let mut bench = filled(json!({}));
    let second = |seconds| crate::streams::moment::text(super::START + seconds * SECOND);
    let mut get = |body: Value| {
        let answer = bench.ask("STREAM.MSG.GET.S", body);
        match answer["message"]["seq"].as_u64() {
            Some(seq) => Ok(seq),
            None => Err(code(&answer)),
        }
    };
    assert_eq!(get(json!({"seq": 2})), Ok(2));
    assert_eq!(get(json!({"last_by_subj": "s.a"})), Ok(4));
    assert_eq!(get(json!({"last_by_subj": "s.b"})), Ok(2));
    assert_eq!(get(json!({"next_by_subj": "s.b"})), Ok(2));
    assert_eq!(get(json!({"next_by_subj": "s.*", "seq": 3})), Ok(3));
    assert_eq!(
        get(json!({"next_by_subj": "s.a", "start_time": second(1)})),
        Ok(3)
    );
    assert_eq!(get(json!({"start_time": second(3)})), Ok(4));
    assert_eq!(get(json!({"start_time": second(4)})), Err((404, 10037)));
    assert_eq!(get(json!({"seq": 9})), Err((404, 10037)));
    assert_eq!(get(json!({"last_by_subj": "t"})), Err((404, 10037)));
    for bad in [
        json!({}),
        Value::Null,
        json!({"seq": 1, "last_by_subj": "s.a"}),
        json!({"seq": 1, "start_time": second(1)}),
        json!({"last_by_subj": "s.a", "next_by_subj": "s.a"}),
        json!({"last_by_subj": "s.a", "start_time": second(1)}),
        json!({"seq": 1, "batch": 2}),
        json!({"start_time": "soon"}),
    ] {
        assert_eq!(get(bad.clone()), Err((400, 10003)), "{bad}");
    }
    assert_eq!(get(json!({"seq": "one"})), Err((400, 10025)));
}

#[test]
fn a_message_is_a_document_with_its_bytes_in_base64() {
    let mut bench = filled(json!({}));
    let answer = bench.ask("STREAM.MSG.GET.S", json!({"seq": 1}));
    assert_eq!(
        answer,
        json!({
            "type": "io.nats.jetstream.api.v1.stream_msg_get_response",
            "message": {
                "subject": "s.a", "seq": 1, "data": STANDARD.encode("x"),
                "hdrs": STANDARD.encode("NATS/1.0\r\nA: b\r\n\r\n"), "time": "2023-11-14T22:13:20Z",
            },
        })
    );
    let bare = bench.ask("STREAM.MSG.GET.S", json!({"seq": 1, "no_hdr": true}));
    assert!(bare["message"].get("hdrs").is_none());
}

#[test]
fn information_holds_subjects_and_gaps_when_asked_for() {
    let mut bench = filled(json!({}));
    bench.ask("STREAM.MSG.DELETE.S", json!({"seq": 3}));
    let info = bench.ask("STREAM.INFO.S", Value::Null);
    assert_eq!(
        (&info["state"]["num_deleted"], &info["state"]["num_subjects"]),
        (&json!(1), &json!(2))
    );
    assert!(info["state"].get("deleted").is_none() && info["total"] == 0);
    let info = bench.ask(
        "STREAM.INFO.S",
        json!({"deleted_details": true, "subjects_filter": ">", "offset": 1}),
    );
    assert_eq!(info["state"]["deleted"], json!([3]));
    assert_eq!(info["state"]["subjects"], json!({"s.b": 1}));
    assert_eq!(
        (&info["total"], &info["offset"], &info["limit"]),
        (&json!(2), &json!(1), &json!(100_000))
    );
}

#[test]
fn lower_limits_and_a_seal_take_effect_at_once() {
    let mut bench = filled(json!({}));
    bench.reconfigure(json!({"max_msgs_per_subject": 1}));
    assert_eq!(bench.seqs(), [2, 4]);
    bench.reconfigure(json!({"max_msgs": 1}));
    assert_eq!(bench.seqs(), [4]);
    bench.reconfigure(json!({"sealed": true}));
    assert_eq!(bench.refuse("s.a", &[]), (400, 10109));
    assert_eq!(code(&bench.ask("STREAM.PURGE.S", Value::Null)), (400, 10109));
    assert_eq!(
        code(&bench.ask("STREAM.MSG.DELETE.S", json!({"seq": 4}))),
        (400, 10109)
    );
    bench = bench.restart();
    assert!(bench.stream.config().sealed);
}

#[test]
fn an_age_that_is_set_later_counts_from_when_messages_were_stored() {
    let mut bench = filled(json!({}));
    bench.reconfigure(json!({"max_age": 2 * SECOND}));
    bench.tick();
    assert_eq!(bench.seqs(), [4]);
}

#[test]
fn a_stream_that_begins_to_keep_only_what_is_wanted_lets_the_rest_go() {
    let mut bench = filled(json!({}));
    bench.reconfigure(json!({"retention": "interest"}));
    assert_eq!(bench.seqs(), Vec::<u64>::new());
}
