//! Data providers as compound filters call them.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use protocol::filter::Data;
use serde_json::Value;
use tokio::runtime::Handle;
use tokio::time::Instant;

use crate::{Context, Described};

/// How long all questions of one filter may take together. Anyone with a valid signature can ask them, and whoever looks for nodes
/// has stopped waiting by then.
const LIMIT: Duration = Duration::from_secs(2);

/// Different questions of one filter.
const MAX_QUESTIONS: usize = 32;

type Told = Option<Result<Value, String>>;

/// The providers of a node for one evaluation of one filter. It blocks, so it must not be used on a thread that runs tasks.
pub(crate) struct Asked {
    node: Arc<Context>,
    described: Described,
    runtime: Handle,
    until: Instant,
    /// Answers so far: a filter often looks at several outputs of one.
    told: Mutex<HashMap<String, Told>>,
}

impl Asked {
    /// For a filter that is evaluated now. Must be made within the runtime.
    pub(crate) fn new(node: Arc<Context>, described: Described) -> Self {
        Self {
            node,
            described,
            runtime: Handle::current(),
            until: Instant::now() + LIMIT,
            told: Mutex::default(),
        }
    }

    fn ask(&self, provider: &str, query: Option<&Value>) -> Told {
        let left = self.until.saturating_duration_since(Instant::now());
        let answer = self
            .node
            .data
            .ask(provider, query, &self.node, &self.described, left);
        let answer = self.runtime.block_on(answer)?;
        Some(answer.map(Value::Object))
    }
}

impl Data for Asked {
    fn query(&self, provider: &str, query: Option<&Value>) -> Told {
        let question = format!("{provider} {}", query.unwrap_or(&Value::Null));
        let told = || self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = told().get(&question) {
            return known.clone();
        }
        if told().len() >= MAX_QUESTIONS {
            return Some(Err(format!("a filter may ask {MAX_QUESTIONS} questions at most")));
        }
        let answer = self.ask(provider, query);
        told().insert(question, answer.clone());
        answer
    }
}

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Asked")
            .field("node", &self.node.identity)
            .finish_non_exhaustive()
    }
}
