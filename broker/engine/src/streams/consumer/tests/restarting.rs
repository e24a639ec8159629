use serde_json::json;

use super::*;

fn lab() -> Lab {
    let mut lab = Lab::new();
    for number in 1..=10 {
        lab.publish("a.x", &number.to_string());
    }
    lab
}

#[test]
fn a_restart_goes_on_where_the_consumer_was() {
    let mut lab = lab();
    let before = lab.create(
        "C",
        json!({"ack_policy": "explicit", "ack_wait": 5 * SECOND, "description": "d"}),
    );
    lab.pull("C", "inbox", "4");
    let sent = lab.run();
    lab.ack(&sent[0], "", None);
    lab.ack(&sent[2], "-NAK", None);
    lab.pull("C", "inbox", "1");
    lab.run();
    lab.pass(SECOND);
    let expected = lab.info("C");
    lab.restart();
    let found = lab.info("C");
    for member in [
        "config",
        "created",
        "delivered",
        "ack_floor",
        "num_ack_pending",
        "num_redelivered",
        "num_pending",
    ] {
        assert_eq!(found[member], expected[member], "{member}");
    }
    assert_eq!(found["config"], before["config"]);
    lab.pull("C", "inbox", "9");
    assert_eq!(seqs(&lab.run()), [5, 6, 7, 8, 9, 10]);
    let again = lab.pass(6 * SECOND);
    assert_eq!(seqs(&again), [2, 3, 4]);
    assert_eq!(again[1].numbers()[..3], [3, 3, 13]);
}

#[test]
fn what_was_removed_meanwhile_is_skipped() {
    let mut lab = lab();
    lab.create("C", json!({"ack_policy": "explicit", "ack_wait": 5 * SECOND}));
    lab.pull("C", "inbox", "4");
    lab.run();
    lab.pass(SECOND);
    for seq in [1, 3, 5] {
        lab.store.remove(seq, Safe::Now, false).unwrap();
    }
    lab.restart();
    lab.pull("C", "inbox", "20");
    assert_eq!(seqs(&lab.run()), [6, 7, 8, 9, 10]);
    assert_eq!(seqs(&lab.pass(4 * SECOND)), [2, 4]);
    let info = lab.info("C");
    assert_eq!(
        (&info["num_ack_pending"], &info["num_pending"]),
        (&json!(7), &json!(0))
    );
}

#[test]
fn a_damaged_note_costs_deliveries_and_no_messages() {
    let mut lab = lab();
    lab.create("C", json!({"ack_policy": "explicit"}));
    lab.pull("C", "inbox", "5");
    let sent = lab.run();
    lab.ack(&sent[0], "", None);
    lab.ack(&sent[1], "", Some("confirm"));
    lab.run();
    let whole = lab.store.notes("progress.C")[0].1.to_vec();
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        lab.store.note("progress.C", &damaged, Safe::Now);
        lab.restart();
        let info = lab.info("C");
        let floor = info["ack_floor"]["stream_seq"].as_u64().unwrap();
        assert!(floor == 2 || floor == 0, "{at}: {info}");
        let pending = info["num_pending"].as_u64().unwrap();
        assert_eq!(floor + pending, 10, "{at}: {info}");
        let cut = &whole[..at];
        lab.store.note("progress.C", cut, Safe::Now);
        lab.restart();
        assert!(lab.info("C")["num_pending"].as_u64().unwrap() >= 5);
    }
    lab.store.note("consumer.C", b"{", Safe::Now);
    lab.restart();
    assert_eq!(lab.info("C")["error"]["err_code"], 10014);
    lab.create("D", json!({}));
    assert_eq!(lab.info("D")["num_pending"], 10);
}

#[test]
fn a_stream_that_lost_its_tail_does_not_hide_what_comes_next() {
    let mut lab = lab();
    lab.create("C", json!({"ack_policy": "explicit"}));
    lab.pull("C", "inbox", "10");
    lab.run();
    lab.pass(SECOND);
    let notes = lab.store.notes("");
    lab.store = MemoryStore::default();
    for (name, value) in notes {
        lab.store.note(&name, &value, Safe::Now);
    }
    lab.store.append("a.x", b"", b"1", 1);
    lab.restart();
    assert_eq!(lab.info("C")["num_pending"], 0);
    lab.publish("a.x", "2");
    lab.pull("C", "inbox", "1");
    assert_eq!(seqs(&lab.run()), [2]);
}

#[test]
fn what_is_kept_in_memory_ends_with_the_server() {
    let mut lab = lab();
    lab.create("C", json!({"mem_storage": true}));
    lab.run();
    assert!(lab.store.notes("").is_empty());
    lab.create("D", json!({}));
    lab.run();
    lab.api("CONSUMER.DELETE.S.D", "");
    lab.run();
    assert!(lab.store.notes("").is_empty());
}

#[test]
fn the_last_of_each_subject_still_come_after_a_restart() {
    let mut lab = Lab::new();
    for number in 0..20 {
        lab.publish(&format!("a.{}", number % 5), "x");
    }
    lab.create(
        "C",
        json!({"deliver_policy": "last_per_subject", "filter_subject": "a.>", "ack_policy": "none"}),
    );
    lab.pull("C", "inbox", "2");
    assert_eq!(seqs(&lab.run()), [16, 17]);
    lab.pass(SECOND);
    lab.restart();
    lab.publish("a.9", "y");
    lab.pull("C", "inbox", "9");
    assert_eq!(seqs(&lab.run()), [18, 19, 20, 21]);
}

#[test]
fn an_archive_brings_consumers_back() {
    let mut lab = lab();
    lab.create(
        "C",
        json!({"ack_policy": "explicit", "ack_wait": 5 * SECOND, "metadata": {"a": "b"}}),
    );
    lab.create("M", json!({"mem_storage": true}));
    lab.pull("C", "inbox", "4");
    let sent = lab.run();
    lab.ack(&sent[0], "", None);
    lab.ack(&sent[2], "-NAK", None);
    lab.pull("C", "inbox", "1");
    lab.run();
    let before = lab.info("C");
    let documents = lab.consumers.documents();
    assert_eq!(documents.len(), 1);
    for (name, _) in lab.store.notes("") {
        lab.store.unnote(&name);
    }
    let (name, document) = &documents[0];
    let now = lab.world.now();
    super::super::take_in(&mut lab.store, &lab.config, &Caller::Inside, name, document, now).unwrap();
    lab.restart();
    let after = lab.info("C");
    for member in ["config", "num_ack_pending", "num_redelivered", "num_pending"] {
        assert_eq!(after[member], before[member], "{member}");
    }
    assert_eq!(after["ack_floor"], json!({"consumer_seq": 1, "stream_seq": 1}));
    assert_eq!(after["delivered"]["consumer_seq"], 5);
    let refused = super::super::take_in(&mut lab.store, &lab.config, &Caller::Inside, "a.b", document, now);
    assert!(refused.is_err());
}

#[test]
fn nobody_is_told_that_an_answer_counts_which_a_restart_makes_meaningless() {
    let mut lab = lab();
    lab.create("C", json!({"ack_policy": "explicit", "ack_wait": 5 * SECOND}));
    lab.run();
    lab.pull("C", "inbox", "1");
    let sent = lab.run();
    // How far it is was not noted yet.
    lab.restart();
    lab.ack(&sent[0], "", Some("confirm"));
    assert_eq!(lab.run(), []);
    lab.pull("C", "inbox", "1");
    assert_eq!(seqs(&lab.run()), [1]);
    lab.ack(&sent[0], "", Some("confirm"));
    assert_eq!(lab.run()[0].to, "confirm");
}

#[test]
fn a_restart_forgets_deliveries_of_what_is_gone() {
    let mut lab = lab();
    lab.create("C", json!({"ack_policy": "explicit"}));
    lab.pull("C", "inbox", "4");
    lab.run();
    lab.pass(SECOND);
    lab.store.remove(2, Safe::Now, false).unwrap();
    lab.restart();
    assert_eq!(lab.info("C")["num_ack_pending"], 3);
}

/// What of the messages a consumer is given that comes out of an archive: those it waits for, and those it is given then.
fn restored(lab: &Lab, document: &[u8]) -> (u64, Vec<u64>) {
    let mut other = self::lab();
    crate::streams::consumer::take_in(
        &mut other.store,
        &lab.config,
        &Caller::Inside,
        "C",
        document,
        other.world.now(),
    )
    .unwrap();
    other.restart();
    let pending = other.info("C")["num_ack_pending"].as_u64().unwrap();
    other.pull("C", "inbox", "20");
    (pending, seqs(&other.run()))
}

#[test]
fn an_archive_says_as_much_of_a_consumer_as_fits_and_the_rest_is_given_again() {
    let mut lab = lab();
    lab.create("C", json!({"ack_policy": "explicit", "ack_wait": SECOND}));
    lab.pull("C", "inbox", "8");
    let sent = lab.run();
    lab.ack(&sent[1], "", None);
    lab.ack(&sent[6], "", None);
    // Each of those that are left was given a second time.
    lab.pull("C", "inbox", "6");
    lab.pass(2 * SECOND);
    let document = |lab: &Lab, most| lab.consumers.documents_within(usize::MAX, most)[0].1.clone();
    let whole = document(&lab, usize::MAX);
    assert_eq!(restored(&lab, &whole), (6, vec![9, 10]));
    let (mut seen, mut shortest) = (std::collections::BTreeSet::new(), usize::MAX);
    for most in 0..whole.len() + 600 {
        let found = document(&lab, most);
        shortest = shortest.min(found.len());
        assert!(found.len() <= most.max(shortest), "{} in {most}", found.len());
        let (pending, given) = restored(&lab, &found);
        let kept = [1, 3, 4, 5, 6, 8].into_iter().take(pending as usize);
        let missing: Vec<u64> = (1..=10).filter(|seq| !given.contains(seq)).collect();
        assert!(
            kept.clone().all(|seq| missing.contains(&seq)),
            "{pending} and {given:?}"
        );
        assert!(
            missing
                .into_iter()
                .all(|seq| [2, 7].contains(&seq) || kept.clone().any(|kept| kept == seq))
        );
        seen.insert(pending);
    }
    assert!(seen.into_iter().eq(0..=6));
    lab.create("D", json!({"ack_policy": "explicit"}));
    let both = lab.consumers.documents_within(whole.len() + 600, usize::MAX);
    assert_eq!(restored(&lab, &both[0].1).0, 6);
}
