//! Governors: listing them, following their leases, and what is done to them.

mod events;

use std::sync::Arc;
use std::time::Duration;

use client::governor::{Event, EventKind, GovernorConfig, GovernorError, GovernorStatus, Governors, Lease};
use client::streams::StreamError;
use tokio::time::sleep;
use tui::gov::{Governor, NewGovernor};
use tui::order::Gov;
use tui::report::{GovNews, Trouble};
use tui::{Report, Reports, Ticket};

use super::Session;
use super::tasks::{Kind, Tasks};
use super::trouble::{of_streams, trouble};
use crate::names::{GOVERNOR, Lesson};

/// How often governors are looked at: nothing tells when a lease is given back.
const LOOK: Duration = Duration::from_secs(1);

/// A cursor that passes over governors does not ask for the leases of each.
const PASSING: Duration = Duration::from_millis(60);

/// Who acts, in events.
const COMPONENT: &str = "CLI";

/// Begins what the screens want of governors.
pub(super) fn begin(tasks: &Tasks, session: Arc<Session>, ticket: Ticket, ask: Gov, reports: Reports) {
    let to = Teller {
        ticket,
        reports: reports.clone(),
    };
    match ask {
        Gov::List => tasks.newest(Kind::GovList, reports, |_| async move {
            tokio::join!(list(&session, &to), events::tell(&session, &to));
        }),
        Gov::Open { name } => tasks.newest(Kind::Gov, reports, |_| follow(session, name, to)),
        deed => tasks.lasting(reports, act(session, deed, to)),
    }
}

/// Tells what becomes of one order.
#[derive(Debug, Clone)]
struct Teller {
    ticket: Ticket,
    reports: Reports,
}

impl Teller {
    /// False when the screens are gone.
    async fn tell(&self, news: GovNews) -> bool {
        let ticket = self.ticket;
        self.reports.send(Report::Gov { ticket, news }).await
    }
}

/// The governors of the main collective.
async fn governors(session: &Session) -> anyhow::Result<Governors> {
    let collective = session.ctx.config().await?.member.main_collective.clone();
    let fleet = session.ctx.fleet().await?;
    Ok(Governors::new(fleet.link(), collective))
}

/// A failure, with what to do about missing streams and permissions.
fn told(error: &anyhow::Error) -> Trouble {
    let known = error
        .downcast_ref::<GovernorError>()
        .and_then(GovernorError::stream_error);
    let hint = known.or(error.downcast_ref::<StreamError>()).and_then(of_streams);
    let trouble = trouble(error);
    Trouble {
        hint: trouble.hint.or(hint),
        ..trouble
    }
}

async fn list(session: &Session, to: &Teller) {
    let mut last: Option<Result<Vec<Governor>, Trouble>> = None;
    loop {
        let statuses = async { anyhow::Ok(governors(session).await?.statuses().await?) };
        let now = statuses.await.map_err(|error| told(&error));
        let now = now.map(|all| all.into_iter().map(row).collect());
        if last.as_ref() != Some(&now) {
            if !to.tell(GovNews::Governors(now.clone())).await {
                return;
            }
            if let Ok(all) = &now {
                let names = all.iter().map(|one| one.stream.clone()).collect();
                let prefix = GOVERNOR;
                session
                    .ctx
                    .learn_names_now(Lesson::Streams { prefix, names })
                    .await;
            }
            last = Some(now);
        }
        sleep(LOOK).await;
    }
}

fn row(status: GovernorStatus) -> Governor {
    Governor {
        capacity: status.capacity,
        used: status.active,
        expires: Some(status.expires).filter(|expires| !expires.is_zero()),
        replicas: usize::try_from(status.replicas).unwrap_or(usize::MAX),
        stream: format!("{GOVERNOR}{}", status.name),
        subject: status.subject,
        last: status.last_active,
        name: status.name,
    }
}

/// Tells the leases of a governor, and again when they are others.
async fn follow(session: Arc<Session>, name: String, to: Teller) {
    sleep(PASSING).await;
    let mut last: Option<Result<Vec<Lease>, Trouble>> = None;
    let mut seen: Option<GovernorStatus> = None;
    loop {
        let looked = leases(&session, &name, seen.as_ref()).await;
        let now = match looked {
            Ok((status, leases)) => {
                seen = Some(status);
                leases.map(Ok)
            }
            Err(error) => {
                seen = None;
                Some(Err(told(&error)))
            }
        };
        if let Some(now) = now.filter(|now| last.as_ref() != Some(now)) {
            last = Some(now.clone());
            let result = now.map(|leases| leases.into_iter().map(lease).collect());
            if !to
                .tell(GovNews::Leases {
                    name: name.clone(),
                    result,
                })
                .await
            {
                return;
            }
        }
        sleep(LOOK).await;
    }
}

/// How a governor is, and its leases unless it is as it was seen before.
async fn leases(
    session: &Session,
    name: &str,
    seen: Option<&GovernorStatus>,
) -> anyhow::Result<(GovernorStatus, Option<Vec<Lease>>)> {
    let governor = governors(session).await?.governor(name)?;
    let status = governor.status().await?;
    if seen == Some(&status) {
        return Ok((status, None));
    }
    let leases = governor.leases().await?;
    Ok((status, Some(leases)))
}

fn lease(lease: Lease) -> tui::gov::Lease {
    tui::gov::Lease {
        id: lease.id,
        holder: lease.holder,
        since: lease.since,
    }
}

async fn act(session: Arc<Session>, deed: Gov, to: Teller) {
    let news = match session.is_read_only() {
        true => GovNews::Failed(Trouble::new("only looking is allowed here")),
        false => match done(&session, deed).await {
            Ok(words) => GovNews::Done(words),
            Err(error) => GovNews::Failed(told(&error)),
        },
    };
    to.tell(news).await;
}

async fn done(session: &Session, deed: Gov) -> anyhow::Result<String> {
    let all = governors(session).await?;
    Ok(match deed {
        Gov::List | Gov::Open { .. } => String::new(),
        Gov::Evict { name, lease, holder } => return evict(session, &all, &name, lease, &holder).await,
        Gov::Reset { name } => {
            let freed = all.governor(&name)?.reset().await?;
            format!(
                "reset {name}: {} taken away",
                crate::out::words::count(usize::try_from(freed)?, "lease")
            )
        }
        Gov::Add(new) => {
            all.create(&config(&new)).await?;
            format!("made {}", new.name)
        }
        Gov::Set(new) => {
            let config = config(&new);
            let status = all
                .governor(&new.name)?
                .update(config.capacity, config.expires)
                .await?;
            format!("{} gives {} at a time now", status.name, status.capacity)
        }
        Gov::Remove { name } => {
            all.governor(&name)?.delete().await?;
            format!("removed {name}")
        }
    })
}

fn config(new: &NewGovernor) -> GovernorConfig {
    GovernorConfig {
        name: new.name.clone(),
        capacity: new.capacity,
        expires: new.expires.unwrap_or_default(),
        replicas: u32::try_from(new.replicas).unwrap_or(u32::MAX),
    }
}

/// Takes a lease away, and tells everybody who listens.
async fn evict(
    session: &Session,
    all: &Governors,
    name: &str,
    lease: u64,
    holder: &str,
) -> anyhow::Result<String> {
    let Some(evicted) = all.governor(name)?.evict(lease).await? else {
        return Ok(format!("{holder} had given slot {lease} back meanwhile"));
    };
    let event = Event {
        identity: evicted.holder.clone(),
        component: COMPONENT.to_owned(),
        governor: name.to_owned(),
        lease,
        kind: EventKind::Eviction,
    };
    let link = session.ctx.fleet().await?.link();
    // The lease is gone whether or not anybody hears of it.
    if let Err(error) = event.publish(link, session.ctx.clock.now()).await {
        tracing::debug!(%error, "an eviction was not told");
    }
    Ok(format!("evicted {} from slot {lease}", evicted.holder))
}
