//! The way out for what comes of turns, and what turns see of the engine.

use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Weak};

use bytes::Bytes;

use crate::hub::Hub;
use crate::interest::Members;
use crate::options::Account;
use crate::peer::Peer;
use crate::route;
use crate::streams::advisory::Advisory;
use crate::streams::message::Nanos;
use crate::streams::outbox::{Letter, Outbox};
use crate::streams::runner::Outside;
use crate::streams::stream::Shelf;
use crate::streams::surroundings::Surroundings;

/// The engine, as turns see it and send through it.
#[derive(Debug)]
pub(crate) struct Exit {
    hub: Weak<Hub>,
    server_name: String,
    server_id: String,
}

impl Exit {
    /// A way out that does not keep the engine alive.
    pub(crate) fn new(hub: &Arc<Hub>) -> Self {
        Self {
            hub: Arc::downgrade(hub),
            server_name: hub.options.server_name.clone(),
            server_id: hub.server_id.clone(),
        }
    }

    /// Whether this is so of any of those who listen on a literal subject.
    fn any(&self, account: Account, subject: &str, so: impl Fn(&Members<Arc<Peer>>) -> bool) -> bool {
        self.hub
            .upgrade()
            .is_some_and(|hub| any(&hub, account, subject, so))
    }
}

impl Surroundings for Exit {
    fn now(&self) -> Nanos {
        self.hub.upgrade().map_or(0, |hub| hub.clock.nanos())
    }

    fn listens(&self, account: Account, subject: &str, queue: Option<&str>) -> bool {
        self.any(account, subject, |members| match queue {
            None => true,
            Some(queue) => members.groups.contains_key(queue),
        })
    }

    fn listens_exactly(&self, account: Account, subject: &str) -> bool {
        self.any(account, subject, |members| {
            members.plain.iter().any(|member| *member.subject == *subject)
        })
    }

    fn keeps_up(&self, account: Account, subject: &str) -> bool {
        !self.any(account, subject, |members| {
            let shared = members.groups.values().flatten();
            members
                .plain
                .iter()
                .chain(shared)
                .any(|member| member.owner.is_behind())
        })
    }

    fn shelf(&self) -> Arc<Shelf> {
        let hub = self.hub.upgrade();
        let shelf = hub.and_then(|hub| Some(Arc::clone(&hub.streams.as_ref()?.shelf)));
        shelf.unwrap_or_default()
    }

    fn server_name(&self) -> &str {
        &self.server_name
    }

    fn server_id(&self) -> &str {
        &self.server_id
    }
}

impl Outside for Exit {
    fn send(&self, out: Outbox) {
        let Some(hub) = self.hub.upgrade() else { return };
        if let Some(streams) = &hub.streams {
            streams.usage.errors.fetch_add(out.refusals, Relaxed);
            streams.relieve(out.relieved);
            if let Some((stream, pushing)) = &out.pushing {
                streams.note_pushing(stream, *pushing);
            }
        }
        for letter in out.letters {
            send(&hub, letter);
        }
        for audit in &out.audits {
            advise(&hub, audit);
        }
        crate::worker::flush_all();
    }
}

fn any(hub: &Hub, account: Account, subject: &str, so: impl Fn(&Members<Arc<Peer>>) -> bool) -> bool {
    let mut found = false;
    hub.interest(account)
        .visit(subject, |members| found |= so(members));
    found
}

fn send(hub: &Hub, letter: Letter) {
    match letter {
        Letter::Deliver {
            account,
            to,
            subject,
            reply,
            headers,
            payload,
        } => {
            let subject = subject.as_deref().unwrap_or(&to);
            route::send(hub, account, &to, subject, reply.as_deref(), &headers, &payload);
        }
        Letter::Publish {
            subject,
            headers,
            payload,
        } => publish(hub, &subject, &headers, &payload, None),
        Letter::Advise(advisory) => advise(hub, &advisory),
        Letter::Post { stream, op } => {
            if let Some(streams) = &hub.streams {
                streams.post(&stream, op);
            }
        }
    }
}

fn publish(hub: &Hub, subject: &str, headers: &Bytes, payload: &Bytes, except: Option<&str>) {
    route::send(hub, Account::Choria, subject, subject, None, headers, payload);
    if let Some(streams) = &hub.streams {
        let parts = || (headers.clone(), payload.clone());
        let _ = streams.keep((Account::Choria, false), subject, None, except, parts);
    }
}

fn advise(hub: &Hub, advisory: &Advisory) {
    let subject = &*advisory.subject;
    let kept = hub.streams.as_ref().is_some_and(|streams| streams.keeps(subject));
    if kept || any(hub, Account::Choria, subject, |_| true) {
        let text = advisory.text(hub, hub.clock.nanos());
        publish(
            hub,
            subject,
            &Bytes::new(),
            &text.into(),
            advisory.about.as_deref(),
        );
    }
}
