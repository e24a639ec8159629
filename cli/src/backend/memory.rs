//! What was typed before, and what could be typed now.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tui::report::{Earlier, Past};
use tui::{Report, Reports, Ticket};

use super::Session;
use super::trouble::{Jotter, trouble};
use crate::complete::{Typed, complete as completions};
use crate::history::History;
use crate::recall::{Inputs, Recall};

/// Commands of the past that are told.
const MOST_PAST: usize = 1_000;

/// Tells what could be typed.
pub(super) async fn complete(
    session: Arc<Session>,
    stop: CancellationToken,
    ticket: Ticket,
    line: String,
    cursor: usize,
    reports: Reports,
) {
    let ctx = session.ctx(&stop, &Jotter::default());
    let typed = Typed {
        line: &line,
        cursor,
        agent: None,
    };
    let found = completions(&ctx, &typed).await;
    let (from, candidates) = (found.from, found.candidates);
    reports
        .send(Report::Completions {
            ticket,
            from,
            candidates,
        })
        .await;
}

/// Tells the inputs an action had before.
pub(super) async fn recall(
    session: Arc<Session>,
    ticket: Ticket,
    agent: String,
    action: String,
    reports: Reports,
) {
    let recall = Recall::of(&session.ctx.environment);
    let reading = tokio::task::spawn_blocking(move || {
        (recall.defaults(&agent, &action), recall.earlier(&agent, &action))
    });
    let Ok((defaults, earlier)) = reading.await else {
        return;
    };
    let defaults = match defaults {
        Ok(defaults) => defaults,
        Err(error) => {
            reports.send(Report::Said(trouble(&error.into()))).await;
            Inputs::new()
        }
    };
    let earlier = earlier.into_iter().map(|(time, inputs)| Earlier { time, inputs });
    let earlier = earlier.collect();
    reports
        .send(Report::Recalled {
            ticket,
            defaults,
            earlier,
        })
        .await;
}

/// Tells the last commands.
pub(super) async fn history(session: Arc<Session>, reports: Reports) {
    let history = History::of(&session.ctx.environment);
    let reading = tokio::task::spawn_blocking(move || match history {
        Some(history) => history.read(MOST_PAST),
        None => Ok(Vec::new()),
    });
    let past = match reading.await.map_err(std::io::Error::other).flatten() {
        Ok(past) => past,
        Err(error) => {
            let error = anyhow::Error::from(error).context("the history cannot be read");
            reports.send(Report::Said(trouble(&error))).await;
            Vec::new()
        }
    };
    let past = past.into_iter().map(|record| Past {
        time: record.when(),
        line: record.line,
        exit: record.exit,
    });
    reports.send(Report::History(past.collect())).await;
}
