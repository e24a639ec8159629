//! Names of streams and of keys that commands have met, in the user's cache folder: who types one again is offered it, and nobody has
//! to be asked for that.
//!
//! Buckets and governors are streams of certain names, so streams and keys are all there is to keep.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use client::files;
use serde::{Deserialize, Serialize};

use crate::theme;

/// What the stream of a bucket begins with.
pub(crate) const BUCKET: &str = "KV_";

/// What the stream of a governor begins with.
pub(crate) const GOVERNOR: &str = "GOVERNOR_";

/// Largest file, which all that is kept fits into; it is read while somebody types.
const MAX_FILE: u64 = 2 << 20;

/// Sites that are kept, those of the latest use.
const MAX_SITES: usize = 4;

/// Streams of a site that are kept, those met last.
const MAX_STREAMS: usize = 300;

/// Keys of a bucket that are kept.
pub(crate) const MAX_KEYS: usize = 300;

/// Buckets whose keys are kept, those met last.
const MAX_BUCKETS: usize = 10;

/// Longest name.
const MAX_NAME: usize = 128;

/// Names that nobody has met for so long are not offered any more.
const MAX_AGE: Duration = Duration::from_secs(30 * 24 * 3600);

/// How exactly it is kept when a name was met, in seconds.
const SEEN: u64 = 3600;

/// The names met at one site.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    path: PathBuf,
    site: String,
}

/// What there is to learn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lesson {
    /// There are these streams and no others whose names begin so.
    Streams {
        /// How they begin.
        prefix: &'static str,
        /// All of them.
        names: Vec<String>,
    },
    /// There is this stream.
    Stream(String),
    /// There is no such stream any more.
    NoStream(String),
    /// A bucket has these keys and no others.
    Keys(String, Vec<String>),
    /// A bucket has this key.
    Key(String, String),
    /// A bucket has no such key any more.
    NoKey(String, String),
}

/// The file, by site and stream.
type Known = BTreeMap<String, BTreeMap<String, Met>>;

/// A stream that was met.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Met {
    /// Seconds since 1970.
    seen: u64,
    /// Of a bucket, those met first at the beginning.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    keys: Vec<String>,
}

impl Names {
    /// In this file, which need not exist; `site` tells brokers apart.
    pub(crate) fn new(path: PathBuf, site: &str) -> Self {
        Self {
            path,
            site: site.to_owned(),
        }
    }

    /// The streams whose names begin so, without this beginning.
    pub(crate) fn streams(&self, prefix: &str, now: SystemTime) -> Vec<String> {
        let known = self.known(now).into_keys();
        known
            .filter_map(|name| Some(name.strip_prefix(prefix)?.to_owned()))
            .collect()
    }

    /// The keys of a bucket, as far as they are kept.
    pub(crate) fn keys(&self, bucket: &str, now: SystemTime) -> Vec<String> {
        let stream = format!("{BUCKET}{bucket}");
        let mut known = self.known(now);
        known.remove(&stream).map_or_else(Vec::new, |met| met.keys)
    }

    /// Keeps something in mind. What cannot be written is not kept: nothing depends on it.
    pub(crate) fn learn(&self, lesson: Lesson, now: SystemTime) {
        let before = files::read(&self.path, MAX_FILE).unwrap_or_default();
        let mut all = parsed(&before);
        let known = all.entry(self.site.clone()).or_default();
        apply(known, lesson, seconds(now) / SEEN * SEEN);
        bound(&mut all, &self.site);
        let text = serde_json::to_vec(&all).unwrap_or_default();
        // A script that reads a thousand values does not write a thousand files.
        if text == before {
            return;
        }
        let written = files::private_folder(self.path.parent().unwrap_or(Path::new("/")))
            .and_then(|()| files::replace(&self.path, &text, files::SECRET));
        if let Err(error) = written {
            tracing::debug!(%error, "names are not kept");
        }
    }

    fn known(&self, now: SystemTime) -> BTreeMap<String, Met> {
        let oldest = seconds(now).saturating_sub(MAX_AGE.as_secs());
        let text = files::read(&self.path, MAX_FILE).unwrap_or_default();
        let mut known = parsed(&text).remove(&self.site).unwrap_or_default();
        known.retain(|_, met| met.seen >= oldest);
        known
    }
}

fn apply(known: &mut BTreeMap<String, Met>, lesson: Lesson, now: u64) {
    // Others choose names, and shells show them.
    let fits = |name: &String| name.len() <= MAX_NAME && theme::line(name) == name.as_str();
    match lesson {
        Lesson::Streams { prefix, names } => {
            known.retain(|name, _| !name.starts_with(prefix) || names.contains(name));
            for name in names.into_iter().filter(fits).take(MAX_STREAMS) {
                meet(known, name, now);
            }
        }
        Lesson::Stream(name) if fits(&name) => drop(meet(known, name, now)),
        Lesson::NoStream(name) => drop(known.remove(&name)),
        Lesson::Keys(bucket, keys) if fits(&bucket) => {
            let keys = keys.into_iter().filter(fits).take(MAX_KEYS);
            meet(known, format!("{BUCKET}{bucket}"), now).keys = keys.collect();
        }
        Lesson::Key(bucket, key) if fits(&bucket) && fits(&key) => {
            let keys = &mut meet(known, format!("{BUCKET}{bucket}"), now).keys;
            if !keys.contains(&key) {
                keys.push(key);
            }
            let over = keys.len().saturating_sub(MAX_KEYS);
            keys.drain(..over);
        }
        Lesson::NoKey(bucket, key) => {
            let met = known.get_mut(&format!("{BUCKET}{bucket}"));
            met.into_iter()
                .for_each(|met| met.keys.retain(|known| *known != key));
        }
        Lesson::Stream(_) | Lesson::Keys(..) | Lesson::Key(..) => {}
    }
}

fn meet(known: &mut BTreeMap<String, Met>, name: String, now: u64) -> &mut Met {
    let met = known.entry(name).or_default();
    met.seen = now;
    met
}

/// Forgets what was met longest ago.
fn bound(all: &mut Known, here: &str) {
    let latest = |known: &BTreeMap<String, Met>| known.values().map(|met| met.seen).max().unwrap_or(0);
    while all.len() > MAX_SITES {
        let others = all.iter().filter(|(site, _)| *site != here);
        let oldest = others.min_by_key(|(_, known)| latest(known));
        let Some(site) = oldest.map(|(site, _)| site.clone()) else {
            break;
        };
        all.remove(&site);
    }
    for known in all.values_mut() {
        let mut names: Vec<(u64, String)> =
            known.iter().map(|(name, met)| (met.seen, name.clone())).collect();
        names.sort_unstable_by(|one, other| other.cmp(one));
        for (_, name) in names.iter().skip(MAX_STREAMS) {
            known.remove(name);
        }
        let buckets = names
            .iter()
            .filter_map(|(_, name)| Some((name, known.get(name)?)))
            .filter(|(_, met)| !met.keys.is_empty());
        let many: Vec<String> = buckets.skip(MAX_BUCKETS).map(|(name, _)| name.clone()).collect();
        for name in many {
            known.entry(name).or_default().keys.clear();
        }
    }
}

/// What a file says; nothing where it is damaged.
fn parsed(text: &[u8]) -> Known {
    serde_json::from_slice(text).unwrap_or_default()
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

#[cfg(test)]
mod tests;
