//! Looks after all peers of a worker from time to time: pings, the silent and the slow. One timer serves them all.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use crate::hub::Hub;
use crate::peer::{Peer, Reason};
use crate::worker::{self, Worker};

/// Longest time between two looks; deadlines are kept to about this.
const LONGEST_TICK: Duration = Duration::from_secs(1);
const SHORTEST_TICK: Duration = Duration::from_millis(5);
/// The first ping measures the round trip, once the connection has settled.
const FIRST_PING: Duration = Duration::from_secs(2);

/// Milliseconds from the start of connection `id` to its first ping, spread so that a fleet is not pinged at once.
pub(crate) fn first_ping(hub: &Hub, id: u64) -> u64 {
    let first = FIRST_PING.min(hub.options.ping_interval).as_millis() as u64;
    first + first / 5 * (id % 16) / 16
}

/// Looks after the peers of `worker` until the engine stops.
pub(crate) async fn run(hub: Arc<Hub>, worker: Arc<Worker>) {
    let shortest = hub.options.ping_interval.min(hub.options.write_deadline);
    let mut ticks = interval((shortest / 4).clamp(SHORTEST_TICK, LONGEST_TICK));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while hub.stop.run_until_cancelled(ticks.tick()).await.is_some() {
        let now = hub.clock.tick();
        for peer in worker.peers().values() {
            look_after(&hub, peer, now);
        }
        worker::flush_all();
    }
}

fn look_after(hub: &Hub, peer: &Arc<Peer>, now: u64) {
    if peer
        .blocked_since()
        .is_some_and(|since| since.elapsed() > hub.options.write_deadline)
    {
        peer.close(Reason::SlowConsumerWriteDeadline, None);
        return;
    }
    if now >= peer.session.expires {
        peer.close(Reason::AuthenticationExpired, Some("User Authentication Expired"));
        return;
    }
    let pulse = &peer.pulse;
    if now < pulse.ping_due.load(Relaxed) {
        return;
    }
    let interval = hub.options.ping_interval.as_millis() as u64;
    pulse.ping_due.store(now + interval, Relaxed);
    let active = now.saturating_sub(pulse.heard.load(Relaxed)) < interval;
    if active && pulse.round_trip.load(Relaxed) > 0 {
        return;
    }
    if pulse.unanswered.load(Relaxed) >= hub.options.max_pings_out {
        peer.close(Reason::StaleConnection, Some("Stale Connection"));
        return;
    }
    pulse.unanswered.fetch_add(1, Relaxed);
    pulse.pinged.store(now, Relaxed);
    peer.say(b"PING\r\n");
}
