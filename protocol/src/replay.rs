//! Remembers requests that were already served.

use std::collections::{HashSet, VecDeque};
use std::time::SystemTime;

use aws_lc_rs::digest::{Context, SHA256};

use crate::Request;

/// What a request is known by.
type Mark = [u8; 32];

/// Remembers (caller, request id, time, payload hash) until the request could not be alive any more. Bounded; when full the
/// oldest entries leave first. A request re-sent to a node under the same id with another payload is no replay.
#[derive(Debug)]
pub struct ReplayCache {
    capacity: usize,
    seen: HashSet<Mark>,
    /// In order of arrival, each with the moment from which its TTL refuses it anyway; none for never.
    order: VecDeque<(Option<SystemTime>, Mark)>,
}

impl ReplayCache {
    /// Holds at most `capacity` requests.
    pub fn new(capacity: usize) -> Self {
        Self {
            capacity,
            seen: HashSet::new(),
            order: VecDeque::new(),
        }
    }

    /// Whether the request is new; remembers it when it is. Ask only about requests that are alive.
    pub fn admit(&mut self, request: &Request, now: SystemTime) -> bool {
        while let Some((Some(end), mark)) = self.order.front()
            && *end <= now
        {
            self.seen.remove(mark);
            self.order.pop_front();
        }
        let mark = mark(request);
        if !self.seen.insert(mark) {
            return false;
        }
        self.order
            .push_back((request.time.checked_add(request.ttl), mark));
        if self.order.len() > self.capacity
            && let Some((_, oldest)) = self.order.pop_front()
        {
            self.seen.remove(&oldest);
        }
        true
    }
}

/// A hash over everything that makes a request this one, each part led by its length.
fn mark(request: &Request) -> Mark {
    let since = request
        .time
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    let time = since.as_nanos().to_be_bytes();
    let parts: [&[u8]; 4] = [
        request.caller.as_str().as_bytes(),
        request.id.as_str().as_bytes(),
        &time,
        &request.payload,
    ];
    let mut hash = Context::new(&SHA256);
    for part in parts {
        hash.update(&part.len().to_be_bytes());
        hash.update(part);
    }
    let mut mark = Mark::default();
    mark.copy_from_slice(hash.finish().as_ref());
    mark
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::envelope::tests::request;
    use crate::{CallerId, RequestId};

    #[test]
    fn a_request_is_served_once() {
        let mut cache = ReplayCache::new(10);
        assert!(cache.admit(&request(), request().time));
        assert!(!cache.admit(&request(), request().time + Duration::from_secs(59)));
    }

    #[test]
    fn whatever_differs_makes_another_request() {
        let mut cache = ReplayCache::new(10);
        let now = request().time;
        assert!(cache.admit(&request(), now));
        let changes: [fn(&mut Request); 4] = [
            |it| it.id = RequestId::new("other").unwrap(),
            |it| it.caller = CallerId::new("choria=bob.mcollective").unwrap(),
            |it| it.payload.push(b' '),
            |it| it.time += Duration::from_secs(1),
        ];
        for change in changes {
            let mut other = request();
            change(&mut other);
            assert!(cache.admit(&other, now));
            assert!(!cache.admit(&other, now));
        }
    }

    #[test]
    fn a_request_from_the_future_is_remembered_until_it_dies() {
        let mut cache = ReplayCache::new(10);
        let life = Duration::from_secs(59);
        assert!(cache.admit(&request(), request().time - life));
        assert!(!cache.admit(&request(), request().time + life));
    }

    #[test]
    fn the_dead_are_forgotten() {
        let mut cache = ReplayCache::new(10);
        cache.admit(&request(), request().time);
        let mut later = request();
        later.time += 2 * request().ttl;
        cache.admit(&later, later.time);
        assert_eq!((cache.seen.len(), cache.order.len()), (1, 1));
    }

    #[test]
    fn the_oldest_leave_a_full_cache() {
        let mut cache = ReplayCache::new(2);
        let numbered = |number: u8| {
            let mut request = request();
            request.payload = vec![number];
            request
        };
        let now = request().time;
        assert!((0..3).all(|number| cache.admit(&numbered(number), now)));
        assert_eq!((cache.seen.len(), cache.order.len()), (2, 2));
        assert!(!cache.admit(&numbered(2), now) && !cache.admit(&numbered(1), now));
        assert!(cache.admit(&numbered(0), now));
    }
}
