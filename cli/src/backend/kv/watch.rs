//! The keys of a bucket, page by page, and every change from then on, over any number of reconnects.

use std::sync::Arc;
use std::time::Duration;

use client::kv::{Bucket, KvError, Update, Watch as Changes};
use tokio::time::{Instant, sleep, sleep_until};
use tui::kv::{KeyRow, Watch};
use tui::report::{KvNews, Trouble};

use super::shapes::row;
use super::{Session, Teller, buckets, told};
use crate::names::{Lesson, MAX_KEYS};

/// Keys told together.
const PAGE: usize = 500;

/// Longest a change waits for others to be told with it.
const TOGETHER: Duration = Duration::from_millis(50);

/// Pause before a bucket that could not be opened is tried again.
const AGAIN: Duration = Duration::from_secs(2);

/// Tells the keys of a bucket and its changes until somebody opens another.
pub(super) async fn open(session: Arc<Session>, name: String, to: Teller) {
    sleep(super::PASSING).await;
    let mut last: Option<Trouble> = None;
    loop {
        let error = match follow(&session, &name, &to).await {
            Ok(End::Unheard) => return,
            Ok(End::Another) => continue,
            Err(error) => error,
        };
        let gone = matches!(error.downcast_ref(), Some(KvError::NoBucket { .. }));
        let trouble = told(error);
        if last.as_ref() != Some(&trouble) {
            if gone && !to.tell(KvNews::Watch(Watch::Gone)).await {
                return;
            }
            to.tell(KvNews::Closed(trouble.clone())).await;
            last = Some(trouble);
        }
        sleep(AGAIN).await;
    }
}

/// Why a bucket is no longer followed.
enum End {
    /// The screens are gone.
    Unheard,
    /// There is another bucket of this name now.
    Another,
}

/// Follows a bucket as long as that goes well.
async fn follow(session: &Session, name: &str, to: &Teller) -> anyhow::Result<End> {
    let bucket = buckets(session).await?.bucket(name).await?;
    let mut reading = Reading {
        changes: bucket.watch_keys(">").await?,
        last: 0,
        first: true,
    };
    let Some(names) = reading.keys(to).await? else {
        return Ok(End::Unheard);
    };
    if !to.tell(KvNews::Watch(Watch::Following)).await {
        return Ok(End::Unheard);
    }
    let lesson = Lesson::Keys(name.to_owned(), names);
    session.ctx.learn_names_now(lesson).await;
    let link = session.ctx.fleet().await?.link().clone();
    let mut up = true;
    let mut returned = false;
    loop {
        tokio::select! {
            update = reading.changes.next() => {
                let Some((rows, missed)) = reading.together(update?).await? else {
                    return Ok(End::Another);
                };
                // Numbers without a gap are all there was.
                if std::mem::take(&mut returned) && missed > 0 {
                    to.tell(KvNews::Watch(Watch::Resumed { missed })).await;
                }
                if !rows.is_empty() && !to.tell(KvNews::Changed(rows)).await {
                    return Ok(End::Unheard);
                }
            }
            () = link.until(!up) => {
                up = !up;
                if up {
                    back(&bucket).await?;
                    returned = true;
                }
                let watch = if up { Watch::Resumed { missed: 0 } } else { Watch::Lost };
                to.tell(KvNews::Watch(watch)).await;
            }
        }
    }
}

/// Returns once the broker that is back has its streams.
async fn back(bucket: &Bucket) -> Result<(), KvError> {
    loop {
        match bucket.status().await {
            Ok(_) => return Ok(()),
            Err(gone @ KvError::NoBucket { .. }) => return Err(gone),
            Err(_) => sleep(AGAIN).await,
        }
    }
}

/// What is read of a bucket.
struct Reading {
    changes: Changes,
    /// The newest revision that was told.
    last: u64,
    first: bool,
}

impl Reading {
    /// Tells the keys there are, and returns the names that are worth keeping; none when the screens are gone.
    async fn keys(&mut self, to: &Teller) -> Result<Option<Vec<String>>, KvError> {
        let (mut keys, mut names) = (Vec::new(), Vec::new());
        loop {
            let last = match self.changes.next().await? {
                Update::Entry(entry) => {
                    self.last = self.last.max(entry.revision);
                    if entry.is_value() && names.len() < MAX_KEYS {
                        names.push(entry.key.clone());
                    }
                    keys.push(row(entry));
                    false
                }
                Update::Current => true,
            };
            // Whoever waits for a long list sees its beginning at once.
            let enough = keys.len() >= PAGE || (self.first && keys.len() >= PAGE / 10);
            if !last && !enough {
                continue;
            }
            let first = std::mem::take(&mut self.first);
            let keys = std::mem::take(&mut keys);
            if !to.tell(KvNews::Keys { keys, first, last }).await {
                return Ok(None);
            }
            if last {
                return Ok(Some(names));
            }
        }
    }

    /// A change with those right behind it, and how many numbers are missing before them; none when numbers begin anew.
    async fn together(&mut self, first: Update) -> Result<Option<(Vec<KeyRow>, u64)>, KvError> {
        let (mut rows, mut missed) = (Vec::new(), 0);
        let mut next = Some(first);
        let end = Instant::now() + TOGETHER;
        while let Some(update) = next {
            if let Update::Entry(entry) = update {
                if entry.revision <= self.last {
                    return Ok(None);
                }
                missed += entry.revision.saturating_sub(self.last + 1);
                self.last = entry.revision;
                rows.push(row(entry));
            }
            if rows.len() >= PAGE {
                break;
            }
            next = tokio::select! {
                update = self.changes.next() => Some(update?),
                () = sleep_until(end) => None,
            };
        }
        Ok(Some((rows, missed)))
    }
}
