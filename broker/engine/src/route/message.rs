//! One message while it is handed out: its control lines, its body, and who took it.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use bytes::Bytes;

use super::Flow;
use crate::frame::Publish;
use crate::interest::List;
use crate::peer::{Body, Delivery, Peer, Subscription};
use crate::sid::write_decimal;

/// Bodies up to this are copied to each peer: cheaper than a reference count and two more pieces per write.
const COPIED: usize = 256;

/// The control line of a message around the sid.
#[derive(Debug)]
pub(super) struct Line {
    head: Vec<u8>,
    tail: Vec<u8>,
}

impl Line {
    pub(super) const fn new() -> Self {
        Self {
            head: Vec::new(),
            tail: Vec::new(),
        }
    }

    fn write(&mut self, publish: &Publish<'_>, headers: Option<usize>, size: usize) {
        self.head.clear();
        self.head
            .extend_from_slice(if headers.is_some() { b"HMSG " } else { b"MSG " });
        self.head.extend_from_slice(publish.subject.as_bytes());
        self.head.push(b' ');
        self.tail.clear();
        self.tail.push(b' ');
        if let Some(reply) = publish.reply {
            self.tail.extend_from_slice(reply.as_bytes());
            self.tail.push(b' ');
        }
        if let Some(headers) = headers {
            write_decimal(headers as u64, &mut self.tail);
            self.tail.push(b' ');
        }
        write_decimal(size as u64, &mut self.tail);
        self.tail.extend_from_slice(b"\r\n");
    }
}

/// One message while it is handed out.
pub(super) struct Message<'a> {
    /// None for the engine itself.
    from: Option<&'a Arc<Peer>>,
    /// The subject that receivers listen on.
    to: &'a str,
    whole: Form<'a>,
    /// For those who did not agree on headers; none when there are no headers.
    bare: Option<Form<'a>>,
    pub(super) recipients: u64,
    pub(super) bytes: u64,
    pub(super) flow: Flow,
    /// Subscriptions that got their last message.
    pub(super) expired: Vec<Arc<Subscription>>,
}

struct Form<'a> {
    line: &'a Line,
    body: &'a [u8],
    /// The body on the heap, made for the second recipient: a message for one is copied straight to its queue.
    shared: Option<Bytes>,
    used: bool,
}

impl<'a> Form<'a> {
    fn new(line: &'a Line, body: &'a [u8]) -> Self {
        Self {
            line,
            body,
            shared: None,
            used: false,
        }
    }

    fn body(&mut self) -> Body<'_> {
        if self.body.len() <= COPIED || !std::mem::replace(&mut self.used, true) {
            return Body::Copied(self.body);
        }
        Body::Shared(
            self.shared
                .get_or_insert_with(|| Bytes::copy_from_slice(self.body)),
        )
    }
}

impl<'a> Message<'a> {
    pub(super) fn new(
        from: Option<&'a Arc<Peer>>,
        to: &'a str,
        publish: &'a Publish<'a>,
        lines: &'a mut [Line; 2],
    ) -> Self {
        let [whole, bare] = lines;
        whole.write(publish, publish.headers, publish.size());
        let bare = publish.headers.map(|headers| {
            bare.write(publish, None, publish.size() - headers);
            Form::new(bare, &publish.body[headers..])
        });
        Self {
            from,
            to,
            whole: Form::new(whole, publish.body),
            bare,
            recipients: 0,
            bytes: 0,
            flow: Flow::Free,
            expired: Vec::new(),
        }
    }

    /// Hands the message to one member of a queue group, the next one if the first cannot take it.
    pub(super) fn send_to_one<'g>(&mut self, parts: impl Iterator<Item = &'g List<Arc<Peer>>> + Clone) {
        let members = parts.flatten();
        let count = members.clone().count();
        let first = fastrand::usize(..count.max(1));
        for subscription in members.clone().skip(first).chain(members.take(first)) {
            if self.send(subscription) {
                return;
            }
        }
    }

    /// Hands the message to one subscription and tells whether it was taken.
    pub(super) fn send(&mut self, subscription: &Arc<Subscription>) -> bool {
        let peer = &subscription.owner;
        if self
            .from
            .is_some_and(|from| !from.session.echo && Arc::ptr_eq(peer, from))
        {
            return false;
        }
        if subscription.filtered
            && peer
                .session
                .rights
                .as_ref()
                .is_some_and(|rights| !rights.may_hear(self.to))
        {
            return false;
        }
        let count = subscription.delivered.fetch_add(1, Relaxed) + 1;
        let limit = subscription.limit.load(Relaxed);
        if limit > 0 && count >= limit {
            if count > limit {
                return false;
            }
            self.expired.push(Arc::clone(subscription));
        }
        let form = match &mut self.bare {
            Some(bare) if !peer.session.headers => bare,
            _ => &mut self.whole,
        };
        let size = form.body.len() as u64 - 2;
        let line = form.line;
        match peer.deliver(&line.head, &subscription.sid, &line.tail, &form.body()) {
            Delivery::Refused => return false,
            Delivery::Congested => self.flow = Flow::Congested,
            Delivery::Taken => {}
        }
        peer.traffic.out_msgs.fetch_add(1, Relaxed);
        peer.traffic.out_bytes.fetch_add(size, Relaxed);
        self.recipients += 1;
        self.bytes += size;
        true
    }
}
