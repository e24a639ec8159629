//! Holding, ending and cutting off runs.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tui::Ticket;
use tui::order::Control;

/// The runs that can be controlled.
#[derive(Debug, Default)]
pub(super) struct Steering {
    runs: Mutex<HashMap<Ticket, Controls>>,
}

/// How one run is controlled; clones control the same one.
#[derive(Debug, Clone)]
pub(super) struct Controls {
    /// Fires when no further batch is wanted.
    pub(super) interrupt: CancellationToken,
    /// Fires when it should end now.
    pub(super) insist: CancellationToken,
    /// Whether no further batch is wanted for now.
    pub(super) held: watch::Sender<bool>,
    /// Whether it holds by itself once the canaries have passed.
    hold_after_canary: bool,
}

impl Steering {
    /// A run begins; it ends with `stop`.
    pub(super) fn begin(
        &self,
        ticket: Ticket,
        hold_after_canary: bool,
        stop: &CancellationToken,
    ) -> Controls {
        let controls = Controls {
            interrupt: stop.child_token(),
            insist: stop.child_token(),
            held: watch::Sender::new(false),
            hold_after_canary,
        };
        self.lock().insert(ticket, controls.clone());
        controls
    }

    /// A run is over.
    pub(super) fn end(&self, ticket: Ticket) {
        self.lock().remove(&ticket);
    }

    /// Does what somebody says; a run that is over does not mind.
    pub(super) fn steer(&self, ticket: Ticket, control: Control) {
        let runs = self.lock();
        let Some(run) = runs.get(&ticket) else {
            return;
        };
        match control {
            Control::Hold => drop(run.held.send_replace(true)),
            Control::Continue => drop(run.held.send_replace(false)),
            Control::Stop => run.interrupt.cancel(),
            Control::Cut => {
                run.interrupt.cancel();
                run.insist.cancel();
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Ticket, Controls>> {
        self.runs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Controls {
    /// Returns once another batch may be sent. `canaries_passed` when the last one was the last of the canaries.
    pub(super) async fn ready(&self, canaries_passed: bool) {
        if canaries_passed && self.hold_after_canary {
            self.held.send_replace(true);
        }
        // The sender lives in `self`, so waiting cannot fail.
        let _ = self.held.subscribe().wait_for(|held| !held).await;
    }
}
