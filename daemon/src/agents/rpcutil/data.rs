//! `get_data`: asks a data provider.

use std::time::Duration;

use super::{text, unreadable};
use crate::{Answer, Call, Context};

/// What is kept of the agent's time to send an answer in.
const RESERVE: Duration = Duration::from_millis(250);

/// What a provider tells, as outputs. One that fails says why; the reference answers null then, and success.
pub(super) async fn get(call: &Call, node: &Context, timeout: Duration) -> Answer {
    let source = text(call, "source");
    let Some(described) = node.described().await else {
        return unreadable();
    };
    let limit = timeout.saturating_sub(RESERVE);
    let query = call.data.get("query");
    match node.data.ask(source, query, node, &described, limit).await {
        Some(Ok(told)) => Answer::ok(told),
        Some(Err(reason)) => Answer::aborted(format!("Data plugin {source} failed: {reason}")),
        None => Answer::aborted(format!("Unknown data plugin {source}")),
    }
}
