//! What a request leaves behind for the next: the sets `@last`, `@failed` and `@silent`, and who is alive.

use client::sets::{SetName, Sets};
use protocol::rpc::Status;
use protocol::{Collective, Identity};

use crate::ask::Outcome;
use crate::ctx::Ctx;

/// Sets that every request writes; nobody else may.
pub(crate) const AUTOMATIC: [&str; 3] = ["last", "failed", "silent"];

/// Keeps who was asked, who failed and who was silent. What cannot be kept is no reason to fail.
pub(crate) async fn remember(ctx: &Ctx, asked: Vec<Identity>, collective: &Collective, outcome: &Outcome) {
    let heard = outcome.replies.iter().map(|reply| reply.sender.clone()).collect();
    ctx.learn_seen(heard, collective).await;
    let Ok(sets) = ctx.sets() else { return };
    let failed = outcome
        .replies
        .iter()
        .filter(|reply| reply.reply.statuscode != Status::Ok)
        .map(|reply| reply.sender.clone())
        .collect();
    let silent = outcome.stats.no_responses.clone();
    ctx.later(move || keep(&sets, [asked, failed, silent]));
}

fn keep(sets: &Sets, nodes: [Vec<Identity>; 3]) {
    for (name, nodes) in AUTOMATIC.iter().zip(nodes) {
        let written = SetName::new(name).and_then(|name| sets.write(&name, &nodes));
        if let Err(error) = written {
            tracing::debug!(name, %error, "set not kept");
        }
    }
}
