//! The breaker, and the agent that makes it a thing operators can look at and move.

use std::sync::{Arc, Mutex, PoisonError};

use daemon::agent::{BuildError, Builder};
use daemon::{Agent, Answer, Call, Context};
use protocol::Identity;
use serde::{Deserialize, Serialize};

/// Stops calls while it is open. Every clone is the same breaker.
#[derive(Debug, Clone, Default)]
pub(crate) struct Breaker(Arc<Mutex<State>>);

#[derive(Debug, Default)]
enum State {
    #[default]
    Closed,
    Open {
        reason: String,
        refused: u64,
    },
}

/// Inputs of `open`.
#[derive(Debug, Deserialize)]
struct Open {
    reason: String,
}

/// Outputs of every action.
#[derive(Debug, Serialize)]
struct Told {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<u64>,
    identity: String,
}

impl Breaker {
    /// Lets one call through, or says why not.
    pub(crate) fn pass(&self) -> Result<(), String> {
        self.with(|state| match state {
            State::Closed => Ok(()),
            State::Open { reason, refused } => {
                *refused += 1;
                Err(reason.clone())
            }
        })
    }

    /// The agent that manages this breaker.
    pub(crate) fn agent(&self) -> Result<Arc<dyn Agent>, BuildError> {
        let schema = include_bytes!("breaker.yaml");
        let schema = ddl::Agent::from_yaml(schema).expect("the schema beside this file is sound");
        let (status, open, close) = (self.clone(), self.clone(), self.clone());
        Builder::new(schema)
            .action("status", move |_: Call, node: &Context| {
                let told = status.told(&node.identity);
                async move { Answer::of(&told) }
            })
            .action("open", move |call: Call, node: &Context| {
                let (breaker, identity) = (open.clone(), node.identity.clone());
                async move {
                    let Open { reason } = call.inputs()?;
                    if !breaker.open(reason) {
                        return Err(Answer::aborted(format!("{identity} is open already")));
                    }
                    Answer::of(&breaker.told(&identity))
                }
            })
            .action("close", move |_: Call, node: &Context| {
                close.with(|state| *state = State::Closed);
                let told = close.told(&node.identity);
                async move { Answer::of(&told) }
            })
            .build()
    }

    /// Opens it, unless it is open.
    fn open(&self, reason: String) -> bool {
        self.with(|state| match state {
            State::Open { .. } => false,
            State::Closed => {
                *state = State::Open { reason, refused: 0 };
                true
            }
        })
    }

    fn told(&self, identity: &Identity) -> Told {
        let identity = identity.to_string();
        self.with(|state| match state {
            State::Closed => Told {
                state: "closed",
                reason: None,
                refused: None,
                identity,
            },
            State::Open { reason, refused } => Told {
                state: "open",
                reason: Some(reason.clone()),
                refused: Some(*refused),
                identity,
            },
        })
    }

    fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
