//! Gathering: once for all nodes of a process, and again in the background when the facts grow old.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use protocol::rpc::Object;
use tokio::time::Instant;

use super::{disks, hardware, network, os};

/// How old facts may grow before they are gathered again. Free memory and uptime are the only parts that move.
const MAX_AGE: Duration = Duration::from_secs(180);

/// Longest file of the system that is read.
const MAX_FILE: u64 = 4 << 20;

/// One result of gathering.
#[derive(Debug, Clone)]
pub(super) struct Gathered {
    /// Counts up with each result.
    pub(super) generation: u64,
    pub(super) facts: Arc<Object>,
}

#[derive(Debug)]
struct Cache {
    latest: Gathered,
    at: Instant,
    refreshing: bool,
}

static CACHE: Mutex<Option<Cache>> = Mutex::new(None);

/// Puts the refreshing flag back, also when gathering panics.
struct Refresh;

impl Drop for Refresh {
    fn drop(&mut self) {
        if let Some(cache) = &mut *lock() {
            cache.refreshing = false;
        }
    }
}

/// Makes sure that [`latest`] does not have to gather.
pub(super) async fn prepare() {
    if lock().is_none() {
        // A panic in there leaves the cache empty, and the first reader tries again.
        let _ = tokio::task::spawn_blocking(store).await;
    }
}

/// The facts as last gathered. Starts gathering in the background when they are old.
pub(super) fn latest() -> Gathered {
    let stale = match &mut *lock() {
        None => None,
        Some(cache) => {
            let stale = cache.at.elapsed() > MAX_AGE && !cache.refreshing;
            cache.refreshing |= stale;
            Some((cache.latest.clone(), stale))
        }
    };
    match stale {
        None => store(),
        Some((latest, false)) => latest,
        Some((latest, true)) => {
            let refresh = Refresh;
            let work = move || {
                store();
                drop(refresh);
            };
            match tokio::runtime::Handle::try_current() {
                Ok(runtime) => drop(runtime.spawn_blocking(work)),
                Err(_) => work(),
            }
            latest
        }
    }
}

fn store() -> Gathered {
    let facts = Arc::new(gather());
    let mut cache = lock();
    let generation = cache.as_ref().map_or(1, |cache| cache.latest.generation + 1);
    let latest = Gathered { generation, facts };
    *cache = Some(Cache {
        latest: latest.clone(),
        at: Instant::now(),
        refreshing: false,
    });
    latest
}

fn lock() -> std::sync::MutexGuard<'static, Option<Cache>> {
    CACHE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn gather() -> Object {
    let mut facts = Object::new();
    os::gather(&mut facts);
    hardware::gather(&mut facts);
    disks::gather(&mut facts);
    network::gather(&mut facts);
    facts
}

/// The text of a file of the system, trimmed; none when it is missing or empty.
pub(super) fn text(path: impl AsRef<Path>) -> Option<String> {
    let text = crate::watched::read(path.as_ref(), MAX_FILE).ok()?;
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A number of bytes for people, as facter writes it: `15.62 GiB`.
pub(super) fn readable(bytes: u64) -> String {
    let units = ["KiB", "MiB", "GiB", "TiB", "PiB"];
    if bytes < 1024 {
        return format!("{bytes} bytes");
    }
    let mut value = bytes as f64 / 1024.0;
    let mut unit = units[0];
    for next in &units[1..] {
        if value < 1024.0 {
            break;
        }
        value /= 1024.0;
        unit = next;
    }
    format!("{value:.2} {unit}")
}

/// Size, use and fullness of something, as facter writes them.
pub(super) fn usage(total: u64, available: u64, used: u64) -> Object {
    let percent = if total == 0 {
        0.0
    } else {
        used as f64 * 100.0 / total as f64
    };
    [
        ("available", readable(available).into()),
        ("available_bytes", available.into()),
        ("capacity", format!("{percent:.2}%").into()),
        ("used", readable(used).into()),
        ("used_bytes", used.into()),
    ]
    .into_iter()
    .map(|(name, value): (&str, serde_json::Value)| (name.to_owned(), value))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_readable() {
        for (bytes, expected) in [
            (12, "12 bytes"),
            (1024, "1.00 KiB"),
            (16_777_216_000, "15.62 GiB"),
            (u64::MAX, "16384.00 PiB"),
        ] {
            assert_eq!(readable(bytes), expected);
        }
    }

    #[tokio::test]
    async fn facts_are_gathered_once_while_they_are_fresh() {
        prepare().await;
        let first = latest();
        assert_eq!(first.generation, latest().generation);
        assert!(Arc::ptr_eq(&first.facts, &latest().facts));
    }
}
