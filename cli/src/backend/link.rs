//! The connection: looked for until there is one, and watched from then on.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use tui::report::{Link, Trouble};
use tui::{Report, Reports};

use super::Session;
use super::trouble::{Jotter, trouble};

/// First pause after no broker would have us.
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// Longest pause, so that a broker that comes back is soon noticed.
const LONGEST_PAUSE: Duration = Duration::from_secs(15);

/// How often a broker that was lost is asked about.
const LOOK: Duration = Duration::from_secs(2);

/// Connects, however long it takes, and tells how the connection is.
pub(super) async fn keep(session: Arc<Session>, stop: CancellationToken, reports: Reports) {
    let jotter = Jotter::default();
    let ctx = session.ctx(&stop, &jotter);
    let mut pause = FIRST_PAUSE;
    let mut told: Option<Trouble> = None;
    tell(&reports, Link::Connecting).await;
    let link = loop {
        let tried = ctx.fleet().await;
        jotter.tell(&reports).await;
        match tried {
            Ok(fleet) => break fleet.link().clone(),
            Err(error) => {
                let trouble = trouble(&error);
                if told.as_ref() != Some(&trouble) {
                    tell(&reports, Link::Failed(trouble.clone())).await;
                    told = Some(trouble);
                }
            }
        }
        sleep(pause).await;
        pause = LONGEST_PAUSE.min(pause * 2);
    };
    loop {
        link.until(true).await;
        tell(&reports, Link::Up(link.server())).await;
        link.until(false).await;
        tell(&reports, Link::Lost).await;
        tokio::select! {
            () = link.until(true) => {}
            () = mourn(&link, &reports) => {}
        }
    }
}

/// Tells why a broker that was lost is not had again.
async fn mourn(link: &client::Link, reports: &Reports) {
    let mut told = None;
    loop {
        sleep(LOOK).await;
        let why = link.refusal();
        if why.is_some() && why != told {
            let text = why.clone().unwrap_or_default();
            reports.send(Report::Said(Trouble::new(text))).await;
            told = why;
        }
    }
}

async fn tell(reports: &Reports, link: Link) {
    reports.send(Report::Link(link)).await;
}
