//! What happens at governors: what the broker kept of the last quarter of an hour, and then what is heard.

use std::time::Duration;

use client::Link;
use client::governor::{Event, EventKind};
use futures_util::StreamExt;
use tokio::time::sleep;
use tui::gov::{EventKind as Kind, GovEvent};
use tui::report::GovNews;

use super::{Session, Teller, told};

/// How far back the screen counts.
const LATELY: Duration = Duration::from_secs(15 * 60);

/// Pause before events that could not be had are asked for again.
const AGAIN: Duration = Duration::from_secs(5);

/// Tells events until somebody lists governors again.
pub(super) async fn tell(session: &Session, to: &Teller) {
    loop {
        match listen(session, to).await {
            Ok(()) => return,
            // Why there is no connection is told by the list.
            Err(_) => sleep(AGAIN).await,
        }
    }
}

async fn listen(session: &Session, to: &Teller) -> anyhow::Result<()> {
    let link = session.ctx.fleet().await?.link().clone();
    // First the ears, so that nothing falls between what was and what is.
    let mut heard = link.subscribe(Event::SUBJECTS, None).await?;
    kept(session, &link, to).await;
    let mut up = true;
    loop {
        tokio::select! {
            message = heard.next() => {
                let Some(message) = message else {
                    return Ok(());
                };
                let Some((event, time)) = Event::read(&message.payload) else {
                    continue;
                };
                if !to.tell(GovNews::Events(vec![shown(event, time)])).await {
                    return Ok(());
                }
            }
            () = link.until(!up) => {
                up = !up;
                if up {
                    // What nobody heard meanwhile may have been kept.
                    kept(session, &link, to).await;
                }
            }
        }
    }
}

/// Tells what the broker kept.
async fn kept(session: &Session, link: &Link, to: &Teller) {
    let since = session.ctx.clock.now() - LATELY;
    let news = match Event::since(link, since).await {
        Ok(events) => GovNews::Events(
            events
                .into_iter()
                .map(|(event, time)| shown(event, time))
                .collect(),
        ),
        Err(error) => {
            let mut trouble = told(&error.into());
            trouble.text = format!("what happened before is not known: {}", trouble.text);
            GovNews::Deaf(trouble)
        }
    };
    to.tell(news).await;
}

fn shown(event: Event, time: std::time::SystemTime) -> GovEvent {
    GovEvent {
        time,
        governor: event.governor,
        kind: match event.kind {
            EventKind::Enter => Kind::Enter,
            EventKind::Exit => Kind::Exit,
            EventKind::Timeouts => Kind::Timeouts,
            EventKind::Eviction => Kind::Eviction,
        },
        holder: event.identity,
        lease: event.lease,
    }
}
