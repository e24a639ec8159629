//! From one publisher to everybody who listens.

mod message;

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use crate::conn::Seat;
use crate::frame::Publish;
use crate::hub::Hub;
use crate::interest::List;
use crate::options::Account;
use crate::peer::Peer;
use crate::streams::Offer;
use crate::subject::{self, quoted};
use message::{Line, Message};

/// Reply subjects that belong to servers; a client using them could answer in their name.
const RESERVED_REPLIES: [&str; 4] = ["_R_.", "$JS.ACK.", "_GR_.", "$GR."];

thread_local! {
    /// Control lines with and without headers; lent to one publish at a time.
    static LINES: RefCell<[Line; 2]> = const { RefCell::new([Line::new(), Line::new()]) };
}

/// Whether a publisher may go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Flow {
    Free,
    /// Some subscriber or stream cannot keep up.
    Congested,
    /// So much waits that it has to slow down a lot, or be refused.
    Overloaded,
}

/// Checks and delivers one message.
pub(crate) fn publish(seat: &Seat, publish: &Publish<'_>) -> Flow {
    let (peer, session) = (&seat.peer, &seat.peer.session);
    let size = publish.size();
    peer.traffic.in_msgs.fetch_add(1, Relaxed);
    peer.traffic.in_bytes.fetch_add(size as u64, Relaxed);
    seat.peer.worker.totals.count_in(size);
    if session.pedantic && !subject::is_valid_literal(publish.subject) {
        peer.complain("Invalid Publish Subject");
    }
    if session
        .rights
        .as_ref()
        .is_some_and(|rights| !rights.may_publish(publish.subject))
    {
        peer.complain(&format!(
            "Permissions Violation for Publish to {}",
            quoted(publish.subject)
        ));
        return Flow::Free;
    }
    if let Some(reply) = publish.reply.filter(|reply| is_reserved(reply)) {
        peer.complain(&format!(
            "Permissions Violation for Publish with Reply of {}",
            quoted(reply)
        ));
        return Flow::Free;
    }
    if session.verbose {
        peer.say(b"+OK\r\n");
    }
    let mapped = seat.hub.mappings.apply(session.account, publish.subject);
    let publish = &Publish {
        subject: mapped.as_deref().unwrap_or(publish.subject),
        ..*publish
    };
    LINES.with_borrow_mut(|lines| deliver(seat, publish, lines))
}

fn is_reserved(reply: &str) -> bool {
    RESERVED_REPLIES.iter().any(|prefix| reply.starts_with(prefix))
}

fn deliver(seat: &Seat, publish: &Publish<'_>, lines: &mut [Line; 2]) -> Flow {
    let session = &seat.peer.session;
    let hub = &seat.hub;
    let from = Some(&seat.peer);
    let (mut recipients, mut flow) = hand_out(hub, from, session.account, publish.subject, publish, lines);
    if let Some(streams) = &hub.streams {
        match streams.offer(session.account, &seat.peer, publish) {
            Offer::Ignored => {}
            Offer::Taken(pressure) => {
                recipients += 1;
                flow = flow.max(pressure);
            }
            Offer::Refused(answer) => {
                recipients += 1;
                flow = Flow::Overloaded;
                answer_self(
                    seat,
                    publish.reply.unwrap_or_default(),
                    &answer.headers,
                    &answer.payload,
                );
            }
        }
    }
    recipients += u64::from(hub.system.offer(hub, &seat.peer, publish));
    if let Some(account) = session.account.also_heard_by(publish.subject) {
        // Nobody there may answer: the reply subject would be one of that account's own.
        let announcement = Publish {
            reply: None,
            ..*publish
        };
        let (others, pressure) = hand_out(hub, from, account, publish.subject, &announcement, lines);
        recipients += others;
        flow = flow.max(pressure);
        if let Some(streams) = &hub.streams
            && let Offer::Taken(pressure) = streams.overhear(account, &announcement)
        {
            recipients += 1;
            flow = flow.max(pressure);
        }
    }
    if let Some(reply) = publish.reply
        && recipients == 0
        && session.no_responders
    {
        tell_nobody_listens(seat, publish.subject, reply);
    }
    flow
}

/// Sends a message of the engine's own to whoever in the account listens on `to`; they see it as one on `subject`. The caller
/// ends with [`crate::worker::flush_all`].
pub(crate) fn send(
    hub: &Hub,
    account: Account,
    to: &str,
    subject: &str,
    reply: Option<&str>,
    headers: &[u8],
    payload: &[u8],
) -> Flow {
    let body = [headers, payload, b"\r\n"].concat();
    let publish = Publish {
        subject,
        reply,
        headers: (!headers.is_empty()).then_some(headers.len()),
        body: &body,
    };
    LINES.with_borrow_mut(|lines| hand_out(hub, None, account, to, &publish, lines).1)
}

/// Hands the message to everybody in an account who listens on `to`; tells how many took it.
fn hand_out(
    hub: &Hub,
    from: Option<&Arc<Peer>>,
    account: Account,
    to: &str,
    publish: &Publish<'_>,
    lines: &mut [Line; 2],
) -> (u64, Flow) {
    let mut message = Message::new(from, to, publish, lines);
    let mut groups: Vec<(&Arc<str>, &List<Arc<Peer>>)> = Vec::new();
    let interest = hub.interest(account);
    interest.visit(to, |members| {
        for subscription in &members.plain {
            message.send(subscription);
        }
        groups.extend(&members.groups);
    });
    // A group listening on several matching subjects is still one group.
    groups.sort_unstable_by_key(|&(name, _)| name);
    for group in groups.chunk_by(|one, next| one.0 == next.0) {
        message.send_to_one(group.iter().map(|&(_, members)| members));
    }
    drop(interest);
    let Message {
        recipients,
        bytes,
        flow,
        expired,
        ..
    } = message;
    let worker = from.map_or(&hub.workers[0], |peer| &peer.worker);
    worker.totals.count_out(recipients, bytes);
    for subscription in expired {
        hub.interest_mut(subscription.owner.session.account)
            .remove(&subscription);
        subscription.owner.forget(&subscription);
    }
    (recipients, flow)
}

fn tell_nobody_listens(seat: &Seat, subject: &str, reply: &str) {
    let headers = format!("NATS/1.0 503\r\nNats-Subject: {subject}\r\n\r\n");
    answer_self(seat, reply, headers.as_bytes(), b"");
}

/// Answers a publisher at once, if it listens on the reply subject itself.
fn answer_self(seat: &Seat, reply: &str, headers: &[u8], payload: &[u8]) {
    let mut sid = None;
    seat.hub
        .interest(seat.peer.session.account)
        .visit(reply, |members| {
            let own = members
                .plain
                .iter()
                .find(|subscription| Arc::ptr_eq(&subscription.owner, &seat.peer));
            sid = sid.take().or(own.map(|subscription| subscription.sid.clone()));
        });
    let Some(sid) = sid else { return };
    let headers = if seat.peer.session.headers { headers } else { b"" };
    let (length, total) = (headers.len(), headers.len() + payload.len());
    let line = match length {
        0 => format!("MSG {reply} {sid} {total}\r\n"),
        _ => format!("HMSG {reply} {sid} {length} {total}\r\n"),
    };
    seat.peer
        .say(&[line.as_bytes(), headers, payload, b"\r\n"].concat());
}
