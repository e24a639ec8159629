//! Remembers requests that were already served.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::time::SystemTime;

use aws_lc_rs::digest::{Context, SHA256};

use crate::Request;

/// What a request is known by.
type Mark = [u8; 32];

/// Remembers (caller, request id, time, payload hash) until the request could not be alive any more. Bounded; when full, the
/// oldest entry of whoever has most leaves, so that nobody can make it forget the requests of others. A request re-sent to a
/// node under the same id with another payload is no replay.
#[derive(Debug)]
pub struct ReplayCache {
    capacity: usize,
    seen: HashSet<Mark>,
    /// In order of arrival.
    order: VecDeque<Entry>,
    /// Entries by name.
    held: HashMap<Arc<str>, usize>,
}

#[derive(Debug)]
struct Entry {
    /// The moment from which its TTL refuses it anyway; none for never.
    end: Option<SystemTime>,
    mark: Mark,
    name: Arc<str>,
}

impl Entry {
    fn is_dead(&self, now: SystemTime) -> bool {
        self.end.is_some_and(|end| end <= now)
    }
}

impl ReplayCache {
    /// Holds at most `capacity` requests.
    pub fn new(capacity: usize) -> Self {
        Self {
            capacity,
            seen: HashSet::new(),
            order: VecDeque::new(),
            held: HashMap::new(),
        }
    }

    /// Whether the request is new; remembers it when it is. Ask only about requests that are alive.
    pub fn admit(&mut self, request: &Request, now: SystemTime) -> bool {
        while self.order.front().is_some_and(|first| first.is_dead(now)) {
            self.forget(0);
        }
        let mark = mark(request);
        if !self.seen.insert(mark) {
            return false;
        }
        let name = self.name(request);
        *self.held.entry(Arc::clone(&name)).or_default() += 1;
        let end = request.time.checked_add(request.ttl);
        self.order.push_back(Entry { end, mark, name });
        if self.order.len() > self.capacity {
            self.forget(self.dispensable(now));
        }
        true
    }

    /// The name in the caller id. What stands before it is the caller's own choice and would make one caller many.
    fn name(&self, request: &Request) -> Arc<str> {
        let caller = request.caller.as_str();
        let name = caller.split_once('=').map_or(caller, |(_, name)| name);
        self.held
            .get_key_value(name)
            .map_or_else(|| name.into(), |(known, _)| Arc::clone(known))
    }

    /// The place of a dead entry, else of the oldest of whoever has most.
    fn dispensable(&self, now: SystemTime) -> usize {
        let most = self.held.iter().max_by_key(|(_, held)| **held);
        let is_busiest = |entry: &Entry| most.is_some_and(|(name, _)| *name == entry.name);
        let dead = self.order.iter().position(|entry| entry.is_dead(now));
        dead.or_else(|| self.order.iter().position(is_busiest))
            .unwrap_or_default()
    }

    fn forget(&mut self, place: usize) {
        let Some(entry) = self.order.remove(place) else {
            return;
        };
        self.seen.remove(&entry.mark);
        if let Some(held) = self.held.get_mut(&entry.name) {
            *held -= 1;
            if *held == 0 {
                self.held.remove(&entry.name);
            }
        }
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
    fn nobody_makes_it_forget_the_requests_of_others() {
        let mut cache = ReplayCache::new(4);
        let now = request().time;
        assert!(cache.admit(&request(), now));
        for number in 0..20 {
            let mut flood = request();
            let kind = ["choria", "up", "uid"][number % 3];
            flood.caller = CallerId::new(&format!("{kind}=bob.mcollective")).unwrap();
            flood.payload = number.to_string().into_bytes();
            assert!(cache.admit(&flood, now));
        }
        assert!(!cache.admit(&request(), now));
        assert_eq!((cache.order.len(), cache.held.len()), (4, 2));
    }

    #[test]
    fn the_dead_leave_a_full_cache_first() {
        let mut cache = ReplayCache::new(2);
        let now = request().time;
        let mut immortal = request();
        immortal.ttl = Duration::MAX;
        immortal.payload.push(b' ');
        let mut later = request();
        later.time += Duration::from_secs(100);
        assert!(cache.admit(&immortal, now) && cache.admit(&request(), now));
        assert!(cache.admit(&later, later.time));
        assert!(!cache.admit(&immortal, later.time) && !cache.admit(&later, later.time));
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
