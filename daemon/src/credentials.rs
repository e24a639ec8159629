//! The node's credentials: read again when their files change, and a warning before they end.

use std::error::Error;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use client::credentials::{self, CredentialsError};
use config::SecurityProvider;
use protocol::Wire;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use crate::Context;
use crate::status::certificate_expiry;
use crate::watched::Stamp;

/// Time between looks at the files.
const INTERVAL: Duration = Duration::from_secs(30);

/// How long before credentials end somebody should know.
const SOON: Duration = Duration::from_secs(30 * 86_400);

/// Time between warnings of that.
const DAY: Duration = Duration::from_secs(86_400);

/// What requests are verified and replies signed with at the moment.
#[derive(Debug)]
pub(crate) struct Credentials(RwLock<Arc<dyn Wire>>);

impl Credentials {
    pub(crate) fn new(wire: Arc<dyn Wire>) -> Arc<Self> {
        Arc::new(Self(RwLock::new(wire)))
    }

    pub(crate) fn wire(&self) -> Arc<dyn Wire> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes the new ones; those that cannot be used change nothing.
    fn renew(&self, read: Result<Arc<dyn Wire>, CredentialsError>) {
        match read {
            Ok(wire) => {
                *self.0.write().unwrap_or_else(PoisonError::into_inner) = wire;
                info!("credentials were read again");
            }
            Err(error) => {
                let cause = error.source().map(ToString::to_string);
                error!(%error, cause, "credentials changed and cannot be used, the old ones stay");
            }
        }
    }
}

/// Keeps credentials fresh.
#[derive(Debug)]
pub(crate) struct Keeper {
    credentials: Arc<Credentials>,
    files: Vec<PathBuf>,
    seen: Vec<Option<Stamp>>,
    warned: Option<Instant>,
}

impl Keeper {
    /// Reads the configured credentials.
    pub(crate) fn open(member: &config::Member) -> Result<(Arc<Credentials>, Self), CredentialsError> {
        let files = files(member);
        let seen = stamps(&files);
        let credentials = Credentials::new(credentials::node(member)?);
        let keeper = Self {
            credentials: credentials.clone(),
            files,
            seen,
            warned: None,
        };
        Ok((credentials, keeper))
    }

    /// Looks at the files again and again, and at once when asked to, until `stop` fires.
    pub(crate) async fn keep(mut self, node: Arc<Context>, stop: CancellationToken) {
        let mut reload = node.reload.subscribe();
        let work = async {
            loop {
                self.warn(&node).await;
                let asked = tokio::select! {
                    () = tokio::time::sleep(INTERVAL) => false,
                    _ = reload.changed() => true,
                };
                self.look(&node, asked).await;
            }
        };
        stop.run_until_cancelled(work).await;
    }

    /// Reads the files if they changed, or if somebody asked for it.
    async fn look(&mut self, node: &Context, asked: bool) {
        let (files, seen, config) = (self.files.clone(), self.seen.clone(), node.config.clone());
        let read = move || {
            let stamps = stamps(&files);
            (asked || stamps != seen).then(|| (stamps, credentials::node(&config.member)))
        };
        // A file system that hangs is tried again.
        if let Some(Some((stamps, read))) = node.patience.read(read).await {
            self.seen = stamps;
            self.credentials.renew(read);
        }
    }

    /// Says once a day that credentials end soon.
    async fn warn(&mut self, node: &Context) {
        if self.warned.is_some_and(|warned| warned.elapsed() < DAY) {
            return;
        }
        let (config, now) = (node.config.clone(), node.clock.now());
        let ends = move || {
            [
                ("certificate", certificate_expiry(&config.member)),
                ("token", credentials::token_end(&config.member)),
            ]
        };
        let Some(ends) = node.patience.read(ends).await else {
            return;
        };
        for (what, end) in ends {
            if let Some(days) = end.and_then(|end| days_left(end, now)) {
                warn!(what, days, "credentials of this node end soon");
                self.warned = Some(Instant::now());
            }
        }
    }
}

/// Whole days until `end` if they are few; 0 when it has passed.
fn days_left(end: SystemTime, now: SystemTime) -> Option<u64> {
    let left = end.duration_since(now).unwrap_or_default();
    (left < SOON).then(|| left.as_secs() / DAY.as_secs())
}

fn files(member: &config::Member) -> Vec<PathBuf> {
    if let SecurityProvider::Choria(choria) = &member.security.provider {
        return vec![choria.token_file.clone(), choria.seed_file.clone()];
    }
    let files = credentials::files(member);
    files.map_or_else(
        |_| Vec::new(),
        |files| vec![files.certificate, files.key, files.ca],
    )
}

fn stamps(files: &[PathBuf]) -> Vec<Option<Stamp>> {
    files.iter().map(|file| Stamp::of(file)).collect()
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use protocol::CallerId;
    use protocol::v1::V1;

    use super::*;

    #[test]
    fn credentials_that_cannot_be_used_change_nothing() {
        let wire =
            |name: &str| -> Arc<dyn Wire> { Arc::new(V1::new(CallerId::new(name).unwrap(), None, None)) };
        let credentials = Credentials::new(wire("choria=old"));
        credentials.renew(Err(CredentialsError::NoCertname));
        assert_eq!(credentials.wire().caller().as_str(), "choria=old");
        credentials.renew(Ok(wire("choria=new")));
        assert_eq!(credentials.wire().caller().as_str(), "choria=new");
    }

    #[test]
    fn only_the_last_thirty_days_are_worth_a_word() {
        let now = UNIX_EPOCH + 100 * DAY;
        assert_eq!(days_left(now + 30 * DAY, now), None);
        assert_eq!(days_left(now + 30 * DAY - Duration::from_secs(1), now), Some(29));
        assert_eq!(days_left(now - DAY, now), Some(0));
    }
}
