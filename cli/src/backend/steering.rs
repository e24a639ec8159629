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
}

impl Steering {
    /// A run begins; it ends with `stop`.
    pub(super) fn begin(&self, ticket: Ticket, stop: &CancellationToken) -> Controls {
        let controls = Controls {
            interrupt: stop.child_token(),
            insist: stop.child_token(),
            held: watch::Sender::new(false),
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
    /// Returns once another batch may be sent.
    pub(super) async fn ready(&self) {
        // The sender lives in `self`, so waiting cannot fail.
        let _ = self.held.subscribe().wait_for(|held| !held).await;
    }
}
