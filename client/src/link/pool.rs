//! Which broker is tried next, and after how long.

use std::time::Duration;

use async_nats::ServerAddr;
use tokio::time::Instant;

use super::address;
use super::backoff::{Backoff, jitter};

/// Wait between two brokers of one pass: short, but never a busy loop when a broker accepts and drops us.
const NEXT_BROKER: Duration = Duration::from_millis(100);

/// A connection that ends sooner counts as a failed attempt.
const STABLE: Duration = Duration::from_secs(10);

/// The brokers in the order they are tried. A pass tries each once; the wait comes between passes.
#[derive(Debug)]
pub(super) struct Pool {
    servers: Vec<ServerAddr>,
    backoff: Backoff,
    /// Next to try; the one before it is the current one.
    turn: usize,
    /// Passes in which no broker answered.
    passes: usize,
    /// Connections in a row that ended at once.
    short: usize,
    since: Option<Instant>,
}

impl Pool {
    /// A pool in random order whose first attempt comes at once. `servers` is not empty.
    pub(super) fn new(mut servers: Vec<ServerAddr>) -> Self {
        fastrand::shuffle(&mut servers);
        Self {
            servers,
            backoff: Backoff::FiveSec,
            turn: 0,
            passes: 0,
            short: 0,
            since: None,
        }
    }

    /// The next broker to try, and the wait before.
    pub(super) fn advance(&mut self) -> (ServerAddr, Duration) {
        if self.turn == self.servers.len() {
            self.turn = 0;
            self.passes += 1;
        }
        let delay = match self.turn {
            0 if self.passes == 0 => Duration::ZERO,
            0 => self.backoff.delay(self.passes.max(self.short)),
            1 if self.short > 0 => self.backoff.delay(self.short),
            _ => jitter(NEXT_BROKER),
        };
        self.turn += 1;
        (self.servers[self.turn - 1].clone(), delay)
    }

    /// Notes that the current broker answered: when it is lost the others come first, and it comes after a wait.
    pub(super) fn connected(&mut self, now: Instant) {
        let before = self.since.replace(now);
        let flaps = before.is_some_and(|before| now.duration_since(before) < STABLE);
        self.short = if flaps { self.short + 1 } else { 0 };
        self.servers.rotate_left(self.turn.saturating_sub(1));
        fastrand::shuffle(&mut self.servers[1..]);
        self.backoff = Backoff::TwentySec;
        self.turn = 1;
        self.passes = 0;
    }

    /// The broker tried last, as `nats://host:port`.
    pub(super) fn current(&self) -> String {
        address::show(&self.servers[self.turn.saturating_sub(1)])
    }

    /// Whether every broker has had its turn in this pass.
    pub(super) fn pass_is_over(&self) -> bool {
        self.turn == self.servers.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pool(count: usize) -> Pool {
        Pool::new(
            (0..count)
                .map(|n| format!("nats://b{n}:4222").parse().unwrap())
                .collect(),
        )
    }

    #[test]
    fn the_first_attempt_comes_at_once_and_the_next_pass_waits() {
        let mut pool = pool(2);
        let (first, now) = pool.advance();
        let (second, soon) = pool.advance();
        assert_eq!(now, Duration::ZERO);
        assert!(soon < Duration::from_millis(150));
        assert_ne!(first, second);
        assert!(pool.pass_is_over());

        let (again, later) = pool.advance();
        assert_eq!(again, first);
        assert!(later >= Duration::from_millis(375), "{later:?}");
    }

    #[test]
    fn a_lone_broker_that_was_lost_is_tried_after_a_wait() {
        let mut pool = pool(1);
        pool.advance();
        pool.connected(Instant::now());
        assert_eq!(pool.current(), "nats://b0:4222");
        assert!(pool.advance().1 >= Duration::from_millis(375));
    }

    #[test]
    fn a_lost_broker_comes_after_all_others() {
        let mut pool = pool(3);
        pool.advance();
        let (used, _) = pool.advance();
        pool.connected(Instant::now());
        assert_eq!(pool.current(), address::show(&used));

        let (second, soon) = pool.advance();
        let (third, _) = pool.advance();
        let (last, wait) = pool.advance();
        assert!(soon < Duration::from_millis(150));
        assert!(second != used && third != used && second != third);
        assert_eq!(last, used);
        assert!(wait >= Duration::from_millis(375), "{wait:?}");
    }

    #[test]
    fn brokers_that_accept_and_drop_are_tried_ever_more_slowly() {
        let start = Instant::now();
        for count in [1, 2] {
            let mut pool = pool(count);
            pool.advance();
            for second in 0..30 {
                pool.connected(start + Duration::from_secs(second));
                pool.advance();
            }
            pool.connected(start + Duration::from_secs(30));
            assert!(pool.advance().1 >= Duration::from_secs(7));

            pool.connected(start + Duration::from_secs(90));
            assert!(pool.advance().1 < Duration::from_secs(2));
        }
    }
}
