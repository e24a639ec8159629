//! What a peer says, done: subscriptions, pings, and the way to the router.

use std::collections::hash_map::Entry;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use super::Seat;
use crate::frame::{Frame, Violation};
use crate::login::Refusal;
use crate::peer::{Peer, Reason, Subscription};
use crate::route::{self, Flow};
use crate::sid::Sid;
use crate::subject::{self, quoted};

/// Does what one frame asks for. An error ends the connection; its text is queued already.
pub(super) fn serve(seat: &Seat, frame: Frame<'_>) -> Result<Flow, Reason> {
    match frame {
        Frame::Publish(publish) => return Ok(route::publish(seat, &publish)),
        Frame::Subscribe { subject, queue, sid } => subscribe(seat, subject, queue, sid),
        Frame::Unsubscribe { sid, max } => unsubscribe(seat, &Sid::new(sid), max),
        Frame::Ping => pong(seat),
        Frame::Pong => heard_pong(seat),
        Frame::Ignored => {}
        // Who a peer is was settled by its first CONNECT.
        Frame::Connect(_) => return Err(refuse(&seat.peer, Violation::UnknownOperation)),
    }
    Ok(Flow::Free)
}

/// Ends the connection for bytes that are no frame.
pub(super) fn refuse(peer: &Peer, violation: Violation) -> Reason {
    let refusal = refusal(violation);
    peer.close(refusal.reason, refusal.text);
    refusal.reason
}

/// What a peer is told about its violation.
pub(super) fn refusal(violation: Violation) -> Refusal {
    match violation {
        Violation::UnknownOperation => Refusal::new(Reason::ParseError, "Unknown Protocol Operation"),
        Violation::Malformed => Refusal::silent(Reason::ParseError),
        Violation::HeadersNotAgreed => {
            Refusal::new(Reason::ProtocolViolation, "message headers not supported")
        }
        Violation::ControlLine => Refusal::new(
            Reason::MaximumControlLineExceeded,
            "maximum control line exceeded",
        ),
        Violation::Payload => Refusal::new(Reason::MaximumPayloadExceeded, "Maximum Payload Violation"),
    }
}

fn subscribe(seat: &Seat, subject: &str, queue: Option<&str>, sid: &str) {
    let (peer, session) = (&seat.peer, &seat.peer.session);
    let rights = session.rights.as_deref();
    if rights.is_some_and(|rights| !rights.may_subscribe(subject)) {
        let queue = queue
            .map(|queue| format!(" using queue {}", quoted(queue)))
            .unwrap_or_default();
        return peer.complain(&format!(
            "Permissions Violation for Subscription to {}{queue}",
            quoted(subject)
        ));
    }
    if subject::is_too_deep(subject) {
        return peer.complain(&format!(
            "Permissions Violation for Subscription to {}, too many tokens",
            quoted(subject)
        ));
    }
    let mut own = peer.subscriptions();
    let most = seat.hub.options.max_subscriptions;
    if most > 0 && own.len() >= most {
        return peer.complain("maximum subscriptions exceeded");
    }
    // An id in use keeps its subscription: the reference ignores the second one.
    if let Entry::Vacant(place) = own.entry(Sid::new(sid)) {
        if !subject::is_valid(subject) {
            return peer.complain("Invalid Subject");
        }
        let filtered = rights.is_some_and(|rights| rights.needs_filter(subject));
        let mut interest = seat.hub.interest_mut(session.account);
        let (owner, text, queue) = (Arc::clone(peer), interest.intern(subject), queue.map(Arc::from));
        let subscription = Arc::new(Subscription::new(
            owner,
            text,
            queue,
            place.key().clone(),
            filtered,
        ));
        interest.insert(Arc::clone(&subscription));
        drop(interest);
        place.insert(subscription);
        if let Some(streams) = &seat.hub.streams {
            streams.listened(session.account, subject);
        }
    }
    drop(own);
    acknowledge(peer);
}

fn unsubscribe(seat: &Seat, sid: &Sid, max: Option<u64>) {
    let mut own = seat.peer.subscriptions();
    if let Some(subscription) = own.get(sid) {
        let max = max.unwrap_or(0);
        subscription.limit.store(max, Relaxed);
        if max <= subscription.delivered.load(Relaxed) {
            seat.hub
                .interest_mut(seat.peer.session.account)
                .remove(subscription);
            own.remove(sid);
        }
    }
    drop(own);
    acknowledge(&seat.peer);
}

fn pong(seat: &Seat) {
    let peer = &seat.peer;
    peer.say(b"PONG\r\n");
    if !peer.pulse.greeted.swap(true, Relaxed) && peer.session.takes_info {
        let info = seat.hub.info_of(peer).bound_to(peer.session.account);
        peer.say(&info.line());
    }
}

fn heard_pong(seat: &Seat) {
    let pulse = &seat.peer.pulse;
    if pulse.unanswered.swap(0, Relaxed) > 0 {
        let taken = seat.hub.clock.tick().saturating_sub(pulse.pinged.load(Relaxed));
        pulse
            .round_trip
            .store(u32::try_from(taken).unwrap_or(u32::MAX - 1) + 1, Relaxed);
    }
}

fn acknowledge(peer: &Arc<Peer>) {
    if peer.session.verbose {
        peer.say(b"+OK\r\n");
    }
}
