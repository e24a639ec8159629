//! Key-value buckets: listing, reading, and writes that name the revision they are on top of.

mod shapes;
mod watch;

use std::sync::Arc;
use std::time::Duration;

use client::kv::{Bucket as Opened, BucketConfig, Kv as Buckets, KvError};
use tokio::time::sleep;
use tui::kv::{Bucket, NewBucket};
use tui::order::{Kv, Write};
use tui::report::{KvNews, Refusal, Trouble};
use tui::{Report, Reports, Ticket};

use super::Session;
use super::tasks::{Kind, Tasks};
use super::trouble::{of_streams, trouble};
use crate::names::{BUCKET, Lesson};

/// How often the list of buckets is read again: that of a site is short, and its counts are looked at.
const LOOK: Duration = Duration::from_secs(5);

/// A cursor that passes over keys does not ask for each of them.
const PASSING: Duration = Duration::from_millis(60);

/// The bucket in which candidates of elections meet; a value written there by hand would depose somebody.
const ELECTIONS: &str = "CHORIA_LEADER_ELECTION";

/// Begins what the screens want of buckets.
pub(super) fn begin(tasks: &Tasks, session: Arc<Session>, ticket: Ticket, ask: Kv, reports: Reports) {
    let to = Teller {
        ticket,
        reports: reports.clone(),
    };
    match ask {
        Kv::Buckets => tasks.newest(Kind::KvBuckets, reports, |_| list(session, to)),
        Kv::Open { bucket } => tasks.newest(Kind::KvBucket, reports, |_| watch::open(session, bucket, to)),
        Kv::Read { bucket, key } => tasks.newest(Kind::KvKey, reports, |_| read(session, bucket, key, to)),
        Kv::Write {
            bucket,
            key,
            on,
            write,
        } => {
            tasks.lasting(reports, change(session, bucket, key, on, write, to));
        }
        Kv::Add(new) => tasks.lasting(reports, add(session, new, to)),
        Kv::Remove { bucket } => tasks.lasting(reports, remove(session, bucket, to)),
    }
}

/// Tells what becomes of one order.
#[derive(Debug, Clone)]
struct Teller {
    ticket: Ticket,
    reports: Reports,
}

impl Teller {
    /// False when the screens are gone.
    async fn tell(&self, news: KvNews) -> bool {
        let ticket = self.ticket;
        self.reports.send(Report::Kv { ticket, news }).await
    }
}

/// The buckets of the broker.
async fn buckets(session: &Session) -> anyhow::Result<Buckets> {
    let fleet = session.ctx.fleet().await?;
    Ok(Buckets::new(fleet.link()))
}

/// A failure, with what to do about missing streams and permissions.
fn told(error: anyhow::Error) -> Trouble {
    let hint = error
        .downcast_ref::<KvError>()
        .and_then(KvError::stream_error)
        .and_then(of_streams);
    let trouble = trouble(&error);
    Trouble {
        hint: trouble.hint.or(hint),
        ..trouble
    }
}

async fn list(session: Arc<Session>, to: Teller) {
    let mut last: Option<Result<Vec<Bucket>, Trouble>> = None;
    loop {
        let now = listed(&session).await.map_err(told);
        if last.as_ref() != Some(&now) {
            if !to.tell(KvNews::Buckets(now.clone())).await {
                return;
            }
            if let Ok(all) = &now {
                let names = all.iter().map(|one| format!("{BUCKET}{}", one.name)).collect();
                let prefix = BUCKET;
                session
                    .ctx
                    .learn_names_now(Lesson::Streams { prefix, names })
                    .await;
            }
            last = Some(now);
        }
        sleep(LOOK).await;
    }
}

async fn listed(session: &Session) -> anyhow::Result<Vec<Bucket>> {
    let all = buckets(session).await?.list().await?;
    Ok(all.into_iter().map(shapes::bucket).collect())
}

async fn read(session: Arc<Session>, bucket: String, key: String, to: Teller) {
    sleep(PASSING).await;
    let reading = async {
        match opened(&session, &bucket).await?.history(&key).await {
            Ok(entries) => anyhow::Ok(shapes::history(entries)),
            Err(KvError::NoKey { .. }) => Ok(Vec::new()),
            Err(error) => Err(error.into()),
        }
    };
    let revisions = reading.await.map_err(told);
    to.tell(KvNews::Revisions(revisions)).await;
}

async fn change(session: Arc<Session>, bucket: String, key: String, on: u64, write: Write, to: Teller) {
    let news = match refusal(&session, &bucket) {
        Some(trouble) => KvNews::Refused(Refusal::Failed(trouble)),
        None => match opened(&session, &bucket).await {
            Ok(opened) => {
                let lesson = match write {
                    Write::Put(_) => Lesson::Key(bucket.clone(), key.clone()),
                    Write::Delete | Write::Purge => Lesson::NoKey(bucket.clone(), key.clone()),
                };
                match written(&opened, &key, on, write).await {
                    Ok(revision) => {
                        session.ctx.learn_names_now(lesson).await;
                        KvNews::Written(revision)
                    }
                    Err(error) => KvNews::Refused(refused(&session, &bucket, &key, error.into()).await),
                }
            }
            // Whatever that was, nothing was sent yet.
            Err(error) => KvNews::Refused(Refusal::Failed(told(error))),
        },
    };
    to.tell(news).await;
}

async fn opened(session: &Session, bucket: &str) -> anyhow::Result<Opened> {
    Ok(buckets(session).await?.bucket(bucket).await?)
}

/// Why a bucket is not written from the screens.
fn refusal(session: &Session, bucket: &str) -> Option<Trouble> {
    if session.is_read_only() {
        return Some(Trouble::new("only looking is allowed here"));
    }
    shapes::locked(bucket, None).map(|why| Trouble::new(format!("{bucket} is not written from here: {why}")))
}

async fn written(bucket: &Opened, key: &str, on: u64, write: Write) -> Result<u64, KvError> {
    match (write, on) {
        (Write::Put(value), on) => bucket.update(key, value.to_vec(), on).await,
        (Write::Delete, on) => bucket.delete(key, Some(on)).await,
        (Write::Purge, on) => bucket.purge(key, Some(on)).await,
    }
}

/// Why a write did not happen; who was overtaken is told by whom.
async fn refused(session: &Session, bucket: &str, key: &str, error: anyhow::Error) -> Refusal {
    match error.downcast_ref::<KvError>() {
        Some(KvError::Conflict { .. } | KvError::KeyExists { .. }) => {}
        Some(known) if known.stream_error().is_some_and(shapes::is_silence) => {
            return Refusal::Unsure(told(error));
        }
        _ => return Refusal::Failed(told(error)),
    }
    let newest = async { anyhow::Ok(opened(session, bucket).await?.last(key).await?) };
    match newest.await {
        Ok(newest) => Refusal::Overtaken(newest.map(|entry| shapes::revision(entry, true))),
        // Nothing was written, but on top of what the next try would be is not known.
        Err(_) => Refusal::Failed(told(error)),
    }
}

async fn add(session: Arc<Session>, new: NewBucket, to: Teller) {
    let config = BucketConfig {
        history: u32::try_from(new.history).unwrap_or(u32::MAX),
        ttl: new.ttl.unwrap_or_default(),
        replicas: u32::try_from(new.replicas).unwrap_or(u32::MAX),
        max_value_size: new.max_value.map(|size| u32::try_from(size).unwrap_or(u32::MAX)),
        max_bytes: new.max_bytes,
        ..BucketConfig::new(new.name.as_str())
    };
    let making = async {
        buckets(&session).await?.create(&config).await?;
        anyhow::Ok(format!("made {}", new.name))
    };
    done(&session, &new.name, making, &to).await;
}

async fn remove(session: Arc<Session>, bucket: String, to: Teller) {
    let removing = async {
        buckets(&session).await?.delete(&bucket).await?;
        anyhow::Ok(format!("removed {bucket}"))
    };
    done(&session, &bucket, removing, &to).await;
}

async fn done(
    session: &Session,
    bucket: &str,
    deed: impl Future<Output = anyhow::Result<String>>,
    to: &Teller,
) {
    let news = match refusal(session, bucket) {
        Some(trouble) => KvNews::Failed(trouble),
        None => match deed.await {
            Ok(words) => KvNews::Done(words),
            Err(error) => KvNews::Failed(told(error)),
        },
    };
    to.tell(news).await;
}
