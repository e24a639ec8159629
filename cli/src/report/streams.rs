//! What to do about buckets and governors that do not do what they were asked.

use client::governor::GovernorError;
use client::kv::KvError;
use client::streams::{ArchiveError, StreamError};

/// What to do about it; none for other failures.
pub(super) fn hint(cause: &(dyn std::error::Error + 'static)) -> Option<String> {
    if let Some(error) = cause.downcast_ref::<KvError>() {
        return bucket(error).or_else(|| error.stream_error().and_then(stream));
    }
    if let Some(error) = cause.downcast_ref::<GovernorError>() {
        return governor(error).or_else(|| error.stream_error().and_then(stream));
    }
    if let Some(ArchiveError::Stream(error)) = cause.downcast_ref::<ArchiveError>() {
        return stream(error);
    }
    cause.downcast_ref::<StreamError>().and_then(stream)
}

fn bucket(error: &KvError) -> Option<String> {
    Some(match error {
        KvError::NoBucket { .. } => {
            "`mco kv list` shows the buckets, `mco kv add BUCKET` makes one".to_owned()
        }
        KvError::BucketExists { bucket } => format!("`mco kv status {bucket}` shows how it is set up"),
        KvError::NoKey { bucket, .. } => format!("`mco kv keys {bucket}` shows the keys"),
        KvError::NoRevision { bucket, key, .. } => {
            format!("`mco kv history {bucket} {key}` shows the revisions that are kept")
        }
        KvError::KeyExists { bucket, key, .. } => {
            format!("`mco kv put {bucket} {key} VALUE` replaces the value")
        }
        KvError::Conflict { bucket, key, .. } => {
            format!("nothing was written; `mco kv get {bucket} {key}` shows the value and its revision")
        }
        KvError::ValueTooLarge {
            limit: Some(limit), ..
        } => format!(
            "the broker takes messages of {limit} bytes at most, the names of key and bucket included"
        ),
        KvError::ValueTooLarge { bucket, .. } => format!("`mco kv status {bucket}` shows the limit"),
        KvError::Full { bucket, .. } => {
            format!("`mco kv status {bucket}` shows the limit, `mco kv purge` makes room")
        }
        KvError::Replicas { .. } => REPLICAS.to_owned(),
        _ => return None,
    })
}

fn governor(error: &GovernorError) -> Option<String> {
    Some(match error {
        GovernorError::Unknown { .. } => {
            "`mco governor list` shows the governors, `mco governor add NAME CAPACITY EXPIRE` makes one"
                .to_owned()
        }
        GovernorError::Exists { governor } => {
            format!("`mco governor view {governor}` shows how it is set up")
        }
        GovernorError::Full { governor, .. } => {
            format!("`mco governor view {governor}` shows who holds the slots")
        }
        GovernorError::Replicas { .. } => REPLICAS.to_owned(),
        _ => return None,
    })
}

const REPLICAS: &str = "one broker keeps one copy; for more, brokers on three or more machines run the engine `nats` \
    (plugin.choria.network.engine = nats)";

/// What the API calls whatever changes streams as such.
const ADMINISTRATION: [&str; 5] = [
    ".STREAM.CREATE.",
    ".STREAM.UPDATE.",
    ".STREAM.DELETE.",
    ".STREAM.SNAPSHOT.",
    ".STREAM.RESTORE.",
];

/// A stream that cannot be served, by the number the API gives that.
const OFFLINE: u64 = 10194;

/// There is a stream of the name of one that shall be restored.
const NOT_RESTORED: u64 = 10130;

const ADMIN: &str = "making, changing, removing and saving streams takes a token with the permission streams_admin \
    (`mco pki user NAME --permission streams_admin`, `mco jwt client --stream-admin`)";

const USER: &str = "using streams takes a token with the permission streams_user \
    (`mco pki user NAME --permission streams_user`, `mco jwt client --stream-user`, `mco jwt server --stream-user`)";

const SLOTS: &str = "a token with the permissions governor and streams_user may hold slots (`mco jwt client --governor --stream-user`, \
    `mco jwt server --governor --stream-user`)";

/// The permission a subject takes.
fn rights(subject: &str) -> &'static str {
    match ADMINISTRATION.iter().any(|word| subject.contains(word)) {
        true => ADMIN,
        false => USER,
    }
}

fn stream(error: &StreamError) -> Option<String> {
    Some(match error {
        StreamError::Off { .. } => {
            "a broker keeps streams where its configuration has plugin.choria.network.stream.store = FOLDER"
                .to_owned()
        }
        StreamError::Denied { subject } if subject.split('.').nth(1) == Some("governor") => SLOTS.to_owned(),
        StreamError::Denied { subject } => rights(subject).to_owned(),
        StreamError::Silent { subject, .. } => {
            let rights = rights(subject);
            format!("a broker is silent to whom it permits no question or no answer: {rights}")
        }
        StreamError::Refused {
            err_code: NOT_RESTORED, ..
        } => "the one there is has to be removed before, or another broker takes it: a restore overwrites nothing".to_owned(),
        StreamError::Refused {
            err_code: OFFLINE, ..
        } => "stop that broker, run `mco-broker stream repair FOLDER`, and start it again".to_owned(),
        _ => return None,
    })
}
