//! What is kept, for how long, and what is not.

use super::*;
use crate::fixture::start;

fn names(folder: &tempfile::TempDir, site: &str) -> Names {
    Names::new(folder.path().join("mco/names.json"), site)
}

fn all(prefix: &'static str, names: &[&str]) -> Lesson {
    Lesson::Streams {
        prefix,
        names: names.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn streams_buckets_and_governors_are_kept_apart_and_by_site() {
    let folder = tempfile::tempdir().unwrap();
    let here = names(&folder, "here");
    here.learn(all("", &["ORDERS", "KV_CFG", "GOVERNOR_PUPPET"]), start());
    here.learn(Lesson::Key("CFG".to_owned(), "color".to_owned()), start());
    assert_eq!(here.streams(BUCKET, start()), ["CFG"]);
    assert_eq!(here.streams(GOVERNOR, start()), ["PUPPET"]);
    assert_eq!(here.streams("", start()), ["GOVERNOR_PUPPET", "KV_CFG", "ORDERS"]);
    assert_eq!(here.keys("CFG", start()), ["color"]);
    assert_eq!(names(&folder, "there").streams("", start()), [""; 0]);
    // Who lists buckets learns nothing of other streams.
    here.learn(all(BUCKET, &["KV_CFG", "KV_NEW"]), start());
    assert_eq!(
        here.streams("", start()),
        ["GOVERNOR_PUPPET", "KV_CFG", "KV_NEW", "ORDERS"]
    );
    assert_eq!(here.keys("CFG", start()), ["color"]);
}

#[test]
fn a_name_that_would_talk_to_a_terminal_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let here = names(&folder, "here");
    let keys = ["color", "red\u{1b}[31m", "\u{202e}evil"].map(str::to_owned);
    here.learn(Lesson::Keys("CFG".to_owned(), keys.to_vec()), start());
    here.learn(Lesson::Key("CFG".to_owned(), "\u{7}".to_owned()), start());
    assert_eq!(here.keys("CFG", start()), ["color"]);
    here.learn(all("", &["ORDERS", "\u{1b}]0;x"]), start());
    assert_eq!(here.streams("", start()), ["ORDERS"]);
}

#[test]
fn what_is_gone_or_was_not_met_for_long_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let here = names(&folder, "here");
    let cfg = || "CFG".to_owned();
    here.learn(Lesson::Keys(cfg(), vec!["a".to_owned(), "b".to_owned()]), start());
    here.learn(Lesson::NoKey(cfg(), "a".to_owned()), start());
    assert_eq!(here.keys("CFG", start()), ["b"]);
    let later = start() + MAX_AGE + Duration::from_secs(1);
    assert_eq!(here.keys("CFG", later), [""; 0]);
    assert_eq!(here.streams(BUCKET, later), [""; 0]);
    here.learn(Lesson::NoStream("KV_CFG".to_owned()), start());
    assert_eq!(here.streams(BUCKET, start()), [""; 0]);
}

#[test]
fn the_file_stays_small_and_a_damaged_one_is_begun_anew() {
    let folder = tempfile::tempdir().unwrap();
    let here = names(&folder, "here");
    let keys = |bucket: usize| {
        let key = |key: usize| format!("{key:06}{}", "x".repeat(MAX_NAME - 6));
        Lesson::Keys(format!("B{bucket}"), (0..2 * MAX_KEYS).map(key).collect())
    };
    let at = |step: usize| start() + Duration::from_secs(SEEN * step as u64);
    for bucket in 0..=MAX_BUCKETS {
        here.learn(keys(bucket), at(bucket));
    }
    assert_eq!(here.keys("B0", start()), [""; 0]);
    assert_eq!(here.keys("B1", start()).len(), MAX_KEYS);
    here.learn(Lesson::Stream("x".repeat(MAX_NAME + 1)), at(100));
    for stream in 0..MAX_STREAMS {
        here.learn(Lesson::Stream(format!("S{stream}")), at(100 + stream));
    }
    assert_eq!(here.streams("", start()).len(), MAX_STREAMS);
    assert_eq!(here.streams(BUCKET, start()), [""; 0]);
    let met = std::fs::metadata(&here.path).unwrap().modified().unwrap();
    here.learn(Lesson::Stream("S299".to_owned()), at(399));
    assert_eq!(std::fs::metadata(&here.path).unwrap().modified().unwrap(), met);
    for site in 0..MAX_SITES {
        names(&folder, &site.to_string()).learn(Lesson::Stream("S".to_owned()), at(1000));
    }
    assert_eq!(here.streams("", start()), [""; 0]);
    std::fs::write(&here.path, "{\"here\": 1").unwrap();
    here.learn(Lesson::Stream("NEW".to_owned()), start());
    assert_eq!(here.streams("", start()), ["NEW"]);
}
