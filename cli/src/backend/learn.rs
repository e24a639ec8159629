//! Asking many nodes what they are, with progress.

use std::sync::Arc;

use protocol::Identity;
use tokio_util::sync::CancellationToken;
use tui::{Report, Reports, Ticket};

use super::trouble::{Jotter, trouble};
use super::{Session, inventory};

/// Asks these nodes and tells how many have answered; `cut` ends it early.
pub(super) async fn learn(
    session: Arc<Session>,
    cut: CancellationToken,
    ticket: Ticket,
    nodes: Arc<[Identity]>,
    reports: Reports,
) {
    let _forgets = session.tasks.forgets(ticket);
    let ctx = session.ctx(&cut, &Jotter::default());
    let (mut done, of) = (0, nodes.len());
    let report = |done, over| Report::Learned {
        ticket,
        done,
        of,
        over,
    };
    reports.send(report(0, false)).await;
    let learning = inventory::learn(&ctx, &nodes, &reports, |told| {
        done += told.len();
        Some(report(done, false))
    });
    let result = tokio::select! {
        biased;
        () = cut.cancelled() => Ok(()),
        result = learning => result,
    };
    reports.send(report(done, true)).await;
    if let Err(error) = result {
        reports.send(Report::Said(trouble(&error))).await;
    }
}
