//! Which agents a node hosts, and what it listens to for them. Both can change while it runs.

mod found;
mod inbox;
mod providers;
mod recruiter;
mod roster;
mod shelf;

pub(crate) use inbox::{Ear, Inbox};
pub(crate) use recruiter::Recruiter;
pub use roster::{Hosted, Roster};

use client::{Link, LinkError};
use protocol::{AgentName, Collective, Subject};

/// Listens for requests to an agent in every collective. A service agent shares its subject with other nodes and is not heard on
/// the broadcast subject.
pub(crate) async fn listen(
    link: &Link,
    collectives: &[Collective],
    agent: &ddl::Agent,
    name: &AgentName,
) -> Result<Vec<client::link::Subscription>, LinkError> {
    let mut subscriptions = Vec::new();
    for collective in collectives {
        let (subject, queue) = if agent.metadata.service {
            (Subject::service(collective, name), Some(name.as_str()))
        } else {
            (Subject::broadcast(collective, name), None)
        };
        subscriptions.push(link.subscribe(subject.as_str(), queue).await?);
    }
    Ok(subscriptions)
}
