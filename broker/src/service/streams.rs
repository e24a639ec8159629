//! The streams that every broker has: made and kept to their settings at its start, by a client like any other.

mod standard;

use std::collections::BTreeMap;
use std::future::Future;
use std::ops::Range;
use std::time::Duration;

use async_nats::Client;
use client::link::Backoff;
use client::streams::Config;
use serde::Deserialize;
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::TaskTracker;
use tracing::{info, warn};

use standard::Wanted;

/// Seconds of which one is chosen before a broker of a cluster begins, so that not all do it at once and each finds its peers.
const SPREAD: Range<u64> = 10..70;
/// How long the API may take for an answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// Refusals that pass: no leader yet, not enough resources or peers yet.
const TEMPORARY: Range<u64> = 503..504;
/// The stream is there and cannot be served.
const OFFLINE: u64 = 10194;
/// The stream is not there.
const NO_STREAM: u64 = 10059;

/// Keeps the standard streams until it is dropped.
#[derive(Debug)]
pub(crate) struct Streams {
    _stop: DropGuard,
}

/// Why a stream is not as it should be.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// Worth another try.
    #[error("the API of streams cannot be reached: {0}")]
    Away(String),
    /// The answer would be the same again.
    #[error("{0}")]
    Refused(Refusal),
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, thiserror::Error)]
#[error("{description} ({err_code})")]
struct Refusal {
    #[serde(default)]
    code: u64,
    #[serde(default)]
    err_code: u64,
    #[serde(default)]
    description: String,
}

/// What counts of an answer.
#[derive(Debug, Deserialize)]
struct Answer {
    error: Option<Refusal>,
}

impl Streams {
    /// Begins to make and update the streams and returns at once; `peers` is how many brokers the cluster has.
    pub(crate) fn start<F, E>(
        config: &config::Streams,
        peers: usize,
        connect: impl Fn() -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<Client, E>> + Send,
        E: std::fmt::Display + Send,
    {
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        let wanted = standard::wanted(config, peers);
        let delay = match peers {
            0 | 1 => Duration::ZERO,
            _ => Duration::from_secs(fastrand::u64(SPREAD)),
        };
        let stopped = stop.clone();
        tasks.spawn(async move {
            let keeping = async {
                tokio::time::sleep(delay).await;
                keep(wanted, connect).await;
            };
            stopped.run_until_cancelled(keeping).await
        });
        Self {
            _stop: stop.drop_guard(),
        }
    }
}

/// Tries until every stream is as it is wanted, or refused for good.
async fn keep<F, E>(mut wanted: Vec<Wanted>, connect: impl Fn() -> F)
where
    F: Future<Output = Result<Client, E>>,
    E: std::fmt::Display,
{
    let mut told: BTreeMap<String, String> = BTreeMap::new();
    let mut attempt = 0;
    loop {
        match connect().await {
            Ok(nats) => {
                let mut left = Vec::new();
                for stream in wanted {
                    if !settle(&nats, &stream, &mut told).await {
                        left.push(stream);
                    }
                }
                wanted = left;
            }
            Err(error) => tell(&mut told, "", &error.to_string()),
        }
        if wanted.is_empty() {
            return;
        }
        tokio::time::sleep(Backoff::TwentySec.delay(attempt)).await;
        attempt += 1;
    }
}

/// Makes or updates one stream; false when it is worth another try.
async fn settle(nats: &Client, wanted: &Wanted, told: &mut BTreeMap<String, String>) -> bool {
    let config = &wanted.config;
    let name = config.name.as_str();
    let (replicas, retention) = (config.num_replicas, config.max_age);
    match make(nats, config).await {
        Ok(true) => info!(stream = name, replicas, ?retention, "made a standard stream"),
        Ok(false) => info!(
            stream = name,
            replicas,
            ?retention,
            "a standard stream is as configured"
        ),
        Err(Failure::Refused(refusal)) if refusal.err_code == OFFLINE => warn!(
            stream = name,
            reason = %refusal,
            "a standard stream is not served: stop this broker, run `mco-broker stream repair` on its folder of streams, and start it again"
        ),
        Err(Failure::Refused(refusal)) if !TEMPORARY.contains(&refusal.code) => {
            warn!(
                stream = name,
                reason = %refusal,
                key = wanted.key,
                "a standard stream stays as it is: change that setting, or remove the stream and start this broker again"
            );
        }
        Err(failure) => {
            tell(told, name, &failure.to_string());
            return false;
        }
    }
    true
}

/// Says once what is wrong: the next tries are likely to meet the same.
fn tell(told: &mut BTreeMap<String, String>, stream: &str, reason: &str) {
    if told.get(stream).is_none_or(|before| before != reason) {
        warn!(stream, reason, "the standard streams are not ready, trying again");
        told.insert(stream.to_owned(), reason.to_owned());
    }
}

/// Whether the stream was made; it is there already otherwise, and has the settings now.
async fn make(nats: &Client, config: &Config) -> Result<bool, Failure> {
    let name = &config.name;
    match ask(nats, &format!("STREAM.INFO.{name}"), None).await {
        Ok(()) => {
            ask(nats, &format!("STREAM.UPDATE.{name}"), Some(config)).await?;
            Ok(false)
        }
        Err(Failure::Refused(refusal)) if refusal.err_code == NO_STREAM => {
            ask(nats, &format!("STREAM.CREATE.{name}"), Some(config)).await?;
            Ok(true)
        }
        Err(failure) => Err(failure),
    }
}

async fn ask(nats: &Client, tail: &str, body: Option<&Config>) -> Result<(), Failure> {
    let away = |error: &dyn std::fmt::Display| Failure::Away(error.to_string());
    let body = body
        .map(serde_json::to_vec)
        .transpose()
        .map_err(|error| away(&error))?;
    let request = async_nats::Request::new()
        .payload(body.unwrap_or_default().into())
        .timeout(Some(PATIENCE));
    let answer = nats.send_request(format!("$JS.API.{tail}"), request).await;
    let answer = answer.map_err(|error| away(&error))?;
    let answer: Answer = serde_json::from_slice(&answer.payload).map_err(|error| away(&error))?;
    answer
        .error
        .map_or(Ok(()), |refusal| Err(Failure::Refused(refusal)))
}
