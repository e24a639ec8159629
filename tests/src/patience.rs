//! Waiting for a condition instead of for a time.

use std::time::Duration;

use tokio::time::{Instant, sleep};

/// Between two looks at a condition.
const PAUSE: Duration = Duration::from_millis(25);

/// How long a condition may take: `MCO_TEST_PATIENCE` in seconds, 60 without it.
fn patience() -> Duration {
    let seconds = std::env::var("MCO_TEST_PATIENCE")
        .ok()
        .and_then(|text| text.parse().ok());
    Duration::from_secs(seconds.unwrap_or(60))
}

/// Looks again and again until `look` finds something.
///
/// # Panics
/// When patience ends; `what` says what was waited for.
pub async fn eventually<T>(what: &str, look: impl AsyncFnMut() -> Option<T>) -> T {
    eventually_or(what, look, String::new).await
}

/// Likewise; `state` tells what there is instead.
///
/// # Panics
/// When patience ends; the message has what was waited for and what there was.
pub(crate) async fn eventually_or<T>(
    what: &str,
    mut look: impl AsyncFnMut() -> Option<T>,
    state: impl Fn() -> String,
) -> T {
    let deadline = Instant::now() + patience();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(
            Instant::now() < deadline,
            "waited in vain for {what}\n{}",
            state()
        );
        sleep(PAUSE).await;
    }
}
