//! One consumer.

use std::sync::Arc;

use super::Kind;
use super::backlog::Backlog;
use super::config::{AckPolicy, ConsumerConfig, ReplayPolicy};
use super::journal::Journal;
use super::progress::{Pair, Progress};
use super::pull::Pulls;
use super::push::Push;
use super::start;
use crate::interest::Subscription;
use crate::streams::filter::Filter;
use crate::streams::message::Nanos;
use crate::streams::store::{Store, StoreError};

/// What an ephemeral consumer may do without anybody for, unless it says otherwise.
pub(super) const EPHEMERAL_PATIENCE: Nanos = 5_000_000_000;
/// Those who lost a connection have a little longer to come back: requests take their time.
const GRACE: Nanos = 500_000_000;

/// Number of a consumer; names may come back, numbers do not.
pub(super) type Id = u64;

/// One consumer of a stream.
#[derive(Debug)]
pub(super) struct Consumer {
    pub(super) name: Arc<str>,
    pub(super) config: Box<ConsumerConfig>,
    pub(super) created: Nanos,
    pub(super) filter: Filter,
    pub(super) backlog: Backlog,
    pub(super) progress: Progress,
    pub(super) demand: Demand,
    /// When somebody used it last.
    pub(super) used: Nanos,
    pub(super) replay: Option<Box<Replay>>,
    /// Why it does nothing at the moment.
    pub(super) rest: Rest,
    /// When it is to be looked at, as its owner has noted.
    pub(super) wake: Option<Nanos>,
    /// Whether its turn is noted.
    pub(super) ready: bool,
    /// Its places among those who hear of every message; none while it is not there.
    pub(super) hooks: Vec<Arc<Subscription<Id>>>,
    pub(super) paused: bool,
}

/// What a consumer is.
#[derive(Debug)]
pub(super) struct Identity {
    pub(super) name: Arc<str>,
    pub(super) config: ConsumerConfig,
    pub(super) created: Nanos,
}

/// Where its messages go.
#[derive(Debug)]
pub(super) enum Demand {
    Pull(Box<Pulls>),
    Push(Box<Push>),
}

/// Why a consumer does nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// It does not: it is to be asked again.
    No,
    /// Nobody wants anything.
    Idle,
    /// There are no more messages.
    Dry,
    /// Too many are not acknowledged.
    Stalled,
    /// Not before this moment.
    Until(Nanos),
}

/// Old messages go out with the pauses they came in with.
#[derive(Debug)]
pub(super) struct Replay {
    /// The last of the old messages.
    until: u64,
    /// The last one sent: when it was stored and when it went out.
    last: Option<(Nanos, Nanos)>,
}

impl Replay {
    /// When a message that was stored at `time` may go; none for now.
    pub(super) fn not_before(&self, time: Nanos, now: Nanos) -> Option<Nanos> {
        let (stored, sent) = self.last?;
        let due = sent.saturating_add(time.saturating_sub(stored));
        (due > now).then_some(due)
    }

    /// Takes note of a message; tells whether the old ones are all gone out.
    pub(super) fn sent(&mut self, seq: u64, time: Nanos, now: Nanos) -> bool {
        self.last = Some((time, now));
        seq >= self.until
    }
}

impl Consumer {
    /// A new one, which begins where its configuration says.
    pub(super) fn begin(
        name: Arc<str>,
        config: ConsumerConfig,
        store: &dyn Store,
        journal: &Journal,
        now: Nanos,
    ) -> Result<Self, StoreError> {
        let filter = config.filter();
        let (next, firsts) = start::position(&config, &filter, store)?;
        let first = firsts.front().copied().unwrap_or(next);
        let backlog = Backlog::new(next, firsts, &filter, store, journal)?;
        let progress = Progress::new(first);
        Ok(Self::assemble(
            Identity {
                name,
                config,
                created: now,
            },
            backlog,
            progress,
            store.totals().last_seq,
            now,
        ))
    }

    /// One that was there before.
    pub(super) fn assemble(
        identity: Identity,
        backlog: Backlog,
        progress: Progress,
        last_seq: u64,
        now: Nanos,
    ) -> Self {
        let Identity {
            name,
            config,
            created,
        } = identity;
        let replay = (config.replay_policy == ReplayPolicy::Original).then(|| {
            Box::new(Replay {
                until: last_seq,
                last: None,
            })
        });
        let demand = match config.kind() {
            Kind::Pull => Demand::Pull(Box::default()),
            Kind::Push => Demand::Push(Box::new(Push::new(&config, now))),
        };
        Self {
            name,
            filter: config.filter(),
            paused: config.pause_until.is_some_and(|until| until > now),
            config: Box::new(config),
            created,
            backlog,
            progress,
            demand,
            used: now,
            replay,
            rest: Rest::Idle,
            wake: None,
            ready: false,
            hooks: Vec::new(),
        }
    }

    /// Whether its state is kept on the disk.
    pub(super) fn is_kept(&self) -> bool {
        !self.config.mem_storage && !self.config.direct
    }

    pub(super) fn needs_acks(&self) -> bool {
        self.config.ack_policy != AckPolicy::None
    }

    /// Takes note of what happened in the stream since it looked last.
    pub(super) fn catch_up(&mut self, journal: &Journal, store: &dyn Store) -> Result<(), StoreError> {
        self.backlog
            .catch_up(journal, &self.filter, &mut self.progress, store)
    }

    /// Whether somebody would take a message now.
    pub(super) fn is_wanted(&self) -> bool {
        !self.paused
            && self.rest != Rest::Stalled
            && match &self.demand {
                Demand::Pull(pulls) => !pulls.is_empty(),
                Demand::Push(push) => push.bound && !push.is_stalled(),
            }
    }

    /// Whether it still has to be done with a message of the stream that it is about.
    pub(super) fn wants(&self, seq: u64) -> bool {
        if self.config.ack_policy == AckPolicy::Explicit {
            self.backlog.is_ahead(seq) || self.progress.holds(seq)
        } else {
            seq > self.progress.floor.stream || self.progress.holds(seq)
        }
    }

    /// How far it is, as heartbeats tell.
    pub(super) fn position(&self) -> String {
        let Pair { consumer, .. } = self.progress.delivered;
        let stream = self.backlog.position();
        format!("Nats-Last-Consumer: {consumer}\r\nNats-Last-Stream: {stream}\r\n")
    }

    /// When it goes if nobody uses it until then.
    pub(super) fn ends_at(&self) -> Option<Nanos> {
        let patience = match self.config.inactive_threshold {
            0 => return None,
            patience => patience.saturating_add(GRACE),
        };
        let since = match &self.demand {
            Demand::Pull(_) => self.used.max(self.progress.last_due().unwrap_or_default()),
            Demand::Push(push) if push.bound => self.used,
            Demand::Push(push) => push.unbound_since,
        };
        Some(since.saturating_add(patience))
    }

    /// When something is due that nobody will ask for.
    pub(super) fn due(&self) -> Option<Nanos> {
        let demand = match &self.demand {
            Demand::Pull(pulls) => pulls.due(),
            Demand::Push(push) => (push.bound && self.config.idle_heartbeat > 0).then_some(push.beat_at),
        };
        let held = match self.rest {
            Rest::Until(until) => Some(until),
            _ => None,
        };
        let pause = self.paused.then_some(self.config.pause_until).flatten();
        [demand, held, pause, self.progress.next_due(), self.ends_at()]
            .into_iter()
            .flatten()
            .min()
    }
}
