//! A consumer that sends by itself: whether somebody listens, how fast it may go, and how much may be on the way.

use super::config::ConsumerConfig;
use crate::streams::message::Nanos;

/// Bytes on the way before an answer to the first flow control request, and at most.
const WINDOW: usize = 2 * 1024 * 1024;
const WIDEST: usize = 32 * 1024 * 1024;
/// Bytes that may go out at once under a rate limit: as many as the largest message has.
const BURST: f64 = 1024.0 * 1024.0;

/// The sending side of a push consumer.
#[derive(Debug)]
pub(super) struct Push {
    /// Whether somebody listened when it looked last.
    pub(super) bound: bool,
    /// When nobody was there any more.
    pub(super) unbound_since: Nanos,
    /// When it says that all is well.
    pub(super) beat_at: Nanos,
    flow: Option<Flow>,
    rate: Option<Rate>,
}

/// Bytes on the way.
#[derive(Debug)]
struct Flow {
    window: usize,
    /// Bytes sent and not answered for.
    outstanding: usize,
    /// What the client was asked, and the bytes its answer is about.
    asked: Option<(Box<str>, usize)>,
}

/// How fast it may go.
#[derive(Debug)]
struct Rate {
    nanos_per_byte: f64,
    burst: Nanos,
    /// When all that was sent would have gone at the even rate.
    paid_until: Nanos,
}

impl Push {
    pub(super) fn new(config: &ConsumerConfig, now: Nanos) -> Self {
        let mut push = Self {
            bound: false,
            unbound_since: now,
            beat_at: now.saturating_add(config.idle_heartbeat),
            flow: config.flow_control.then_some(Flow {
                window: WINDOW,
                outstanding: 0,
                asked: None,
            }),
            rate: None,
        };
        push.limit_rate(config);
        push
    }

    /// Keeps to the rate of the configuration from now on.
    pub(super) fn limit_rate(&mut self, config: &ConsumerConfig) {
        self.rate = (config.rate_limit_bps > 0).then(|| {
            let nanos_per_byte = 8e9 / config.rate_limit_bps as f64;
            Rate {
                nanos_per_byte,
                burst: (nanos_per_byte * BURST) as Nanos,
                paid_until: 0,
            }
        });
    }

    /// Whether it waits for an answer before it sends more.
    pub(super) fn is_stalled(&self) -> bool {
        let full = |flow: &Flow| flow.outstanding > flow.window;
        self.flow.as_ref().is_some_and(full)
    }

    /// What it asked and waits for.
    pub(super) fn asked(&self) -> Option<&str> {
        let (token, _) = self.flow.as_ref()?.asked.as_ref()?;
        Some(token)
    }

    /// When a message may go; none for now.
    pub(super) fn not_before(&self, now: Nanos) -> Option<Nanos> {
        let rate = self.rate.as_ref()?;
        let earliest = rate.paid_until.saturating_sub(rate.burst);
        (earliest > now).then_some(earliest)
    }

    /// Counts a message; tells whether the client should be asked now.
    pub(super) fn sent(&mut self, bytes: usize, now: Nanos) -> bool {
        if let Some(rate) = &mut self.rate {
            let cost = (bytes as f64 * rate.nanos_per_byte) as Nanos;
            rate.paid_until = rate.paid_until.max(now).saturating_add(cost);
        }
        let Some(flow) = &mut self.flow else {
            return false;
        };
        flow.outstanding += bytes;
        flow.asked.is_none() && flow.outstanding > flow.window / 2
    }

    /// The client was asked.
    pub(super) fn ask(&mut self, token: &str) {
        if let Some(flow) = &mut self.flow {
            flow.asked = Some((token.into(), flow.outstanding));
        }
    }

    /// The client answered; tells whether that was what it was asked last.
    pub(super) fn answered(&mut self, token: &str) -> bool {
        let Some(flow) = &mut self.flow else {
            return false;
        };
        match &flow.asked {
            Some((asked, bytes)) if **asked == *token => {
                flow.outstanding = flow.outstanding.saturating_sub(*bytes);
                flow.window = (flow.window * 2).min(WIDEST);
                // Nothing is asked any more, so what is left must not keep it waiting.
                flow.outstanding = flow.outstanding.min(flow.window);
                flow.asked = None;
                true
            }
            _ => false,
        }
    }

    /// Nobody will answer any more.
    pub(super) fn forget_flow(&mut self) {
        if let Some(flow) = &mut self.flow {
            flow.outstanding = 0;
            flow.asked = None;
        }
    }
}
