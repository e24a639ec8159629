//! Which broker is tried next, and after how long.

use std::time::Duration;

use async_nats::ServerAddr;

use super::address;
use super::backoff::{Backoff, jitter};

/// Wait between two brokers of one pass: short, but never a busy loop when a broker accepts and drops us.
const NEXT_BROKER: Duration = Duration::from_millis(100);

/// The brokers in the order they are tried. A pass tries each once; the wait comes between passes.
#[derive(Debug)]
pub(super) struct Pool {
    servers: Vec<ServerAddr>,
    backoff: Backoff,
    /// Next to try; the one before it is the current one.
    turn: usize,
    passes: usize,
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
        }
    }

    /// The next broker to try, and the wait before.
    pub(super) fn advance(&mut self) -> (ServerAddr, Duration) {
        let delay = match (self.turn, self.passes) {
            (0, 0) => Duration::ZERO,
            (turn, passes) if turn.is_multiple_of(self.servers.len()) => self.backoff.delay(passes),
            _ => jitter(NEXT_BROKER),
        };
        let server = self.servers[self.turn % self.servers.len()].clone();
        self.turn += 1;
        self.passes = self.turn / self.servers.len();
        (server, delay)
    }

    /// Notes that the current broker answered: when it is lost the others come first, and it comes after a wait.
    pub(super) fn connected(&mut self) {
        let used = self.turn.saturating_sub(1) % self.servers.len();
        self.servers.rotate_left(used);
        if self.servers.len() > 2 {
            fastrand::shuffle(&mut self.servers[1..]);
        }
        self.backoff = Backoff::TwentySec;
        self.turn = 1;
        self.passes = 1 / self.servers.len();
    }

    /// The broker tried last, as `nats://host:port`.
    pub(super) fn current(&self) -> String {
        address::show(&self.servers[self.turn.saturating_sub(1) % self.servers.len()])
    }

    /// Whether every broker has had its turn in this pass.
    pub(super) fn pass_is_over(&self) -> bool {
        self.turn.is_multiple_of(self.servers.len())
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
        pool.connected();
        assert_eq!(pool.current(), "nats://b0:4222");
        assert!(pool.advance().1 >= Duration::from_millis(375));
    }

    #[test]
    fn a_lost_broker_comes_after_all_others() {
        let mut pool = pool(3);
        pool.advance();
        let (used, _) = pool.advance();
        pool.connected();
        assert_eq!(pool.current(), address::show(&used));

        let (second, soon) = pool.advance();
        let (third, _) = pool.advance();
        let (last, wait) = pool.advance();
        assert!(soon < Duration::from_millis(150));
        assert!(second != used && third != used && second != third);
        assert_eq!(last, used);
        assert!(wait >= Duration::from_millis(375), "{wait:?}");
    }
}
