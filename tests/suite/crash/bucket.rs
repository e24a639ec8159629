//! A bucket in which several change the same keys, each only if nobody else did.

use std::collections::BTreeMap;
use std::sync::Mutex;

use async_nats::jetstream;
use async_nats::jetstream::kv::{Config, Store, UpdateErrorKind};

use super::Countdown;
use super::stored::{self, Stored};

const NAME: &str = "SHARED";
const STREAM: &str = "KV_SHARED";
const CONTENDERS: usize = 3;
const KEYS: usize = 4;
const HISTORY: i64 = 5;
/// Says which revision a change was made on.
const EXPECTED: &str = "Nats-Expected-Last-Subject-Sequence";

/// The changes that were accepted.
#[derive(Default)]
pub(super) struct Bucket {
    /// Key and revision that somebody may have built on, and the value it put there, if it put one.
    accepted: Mutex<BTreeMap<(String, u64), Change>>,
}

/// A change that was accepted.
#[derive(Debug)]
struct Change {
    /// Not told of deletions.
    revision: Option<u64>,
    value: String,
}

impl Bucket {
    pub(super) async fn begin(&self, context: &jetstream::Context) {
        let config = Config {
            bucket: NAME.to_owned(),
            history: HISTORY,
            ..Config::default()
        };
        context.create_key_value(config).await.unwrap();
    }

    pub(super) async fn work(&self, context: &jetstream::Context, countdown: &Countdown) {
        let store = context.get_key_value(NAME).await.unwrap();
        let contenders = (0..CONTENDERS).map(|_| self.contend(&store, countdown));
        futures_util::future::join_all(contenders).await;
    }

    async fn contend(&self, store: &Store, countdown: &Countdown) {
        loop {
            let key = format!("k{}", fastrand::usize(..KEYS));
            let seen = store.entry(&key).await.unwrap();
            let base = seen.map_or(0, |entry| entry.revision);
            if fastrand::u8(..10) == 0 && base > 0 {
                if store.delete_expect_revision(&key, Some(base)).await.is_ok() {
                    self.accept(key, base, None, String::new());
                }
                continue;
            }
            let value = format!("{:x}", fastrand::u64(..));
            match store.update(&key, value.clone().into(), base).await {
                Ok(revision) => {
                    self.accept(key, base, Some(revision), value);
                    countdown.count();
                }
                Err(error) => assert_eq!(error.kind(), UpdateErrorKind::WrongLastRevision, "{error}"),
            }
        }
    }

    fn accept(&self, key: String, base: u64, revision: Option<u64>, value: String) {
        let what = format!("{key} at {base}");
        let change = Change { revision, value };
        let before = self.accepted.lock().unwrap().insert((key, base), change);
        assert!(before.is_none(), "{what} was changed twice: {before:?}");
    }

    pub(super) async fn check(&self, context: &jetstream::Context) {
        let found = stored::read(context, STREAM).await;
        let state = stored::state(context, STREAM).await;
        assert_eq!(state.messages, found.len() as u64);
        let mut histories: BTreeMap<&str, BTreeMap<u64, &Stored>> = BTreeMap::new();
        for (seq, message) in &found {
            let key = message.subject.strip_prefix("$KV.SHARED.").unwrap();
            histories.entry(key).or_default().insert(*seq, message);
        }
        for (key, history) in &histories {
            self.compare(key, history);
        }
        for ((key, base), change) in &*self.accepted.lock().unwrap() {
            let latest = histories.get(&**key).and_then(|history| history.keys().last());
            assert!(latest > Some(base), "{key} went back to {latest:?}: {change:?}");
            assert!(
                latest >= change.revision.as_ref(),
                "{key} went back to {latest:?}: {change:?}"
            );
        }
    }

    /// Each change was made on the one before, and is what was accepted.
    fn compare(&self, key: &str, history: &BTreeMap<u64, &Stored>) {
        assert!(history.len() <= HISTORY as usize);
        let accepted = self.accepted.lock().unwrap();
        let mut before = None;
        for (revision, message) in history {
            let base = message.headers.get(EXPECTED).unwrap().as_str();
            let base: u64 = base.parse().unwrap();
            assert!(before.is_none_or(|before| before == base), "{key} at {revision}");
            before = Some(*revision);
            // None for a change of which nobody was told that it was accepted.
            let Some(change) = accepted.get(&(key.to_owned(), base)) else {
                continue;
            };
            assert_eq!(message.payload, change.value, "{key} at {revision}");
            assert!(
                change.revision.is_none_or(|told| told == *revision),
                "{key} at {revision}"
            );
        }
    }
}
