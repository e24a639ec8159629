//! Histories that a seed makes up: the same operations to both servers, and after each of them the same answer, the same
//! state and the same messages for whoever listens.
//!
//! `MCO_HISTORIES` says how many there are, and `MCO_HISTORIES_FIRST` which seed is the first.

mod options;
mod side;
mod story;

use std::path::Path;

use harness::peers;
use serde_json::Value;

use side::Side;
use story::Operation;

use super::servers::{Pair, Setting};
use super::streams::differences;

/// Histories of a normal run.
const HISTORIES: u64 = 50;
/// How often a history has to end in a difference until it is one: what a server does late is none.
const PROOFS: usize = 3;
/// How often both are looked at until what still differs is a difference.
const LOOKS: usize = 30;
/// So many looks in a row find the same while a message is on its way.
const STILL: usize = 4;

/// Both servers, each with a client.
struct Contest {
    ours: async_nats::Client,
    theirs: async_nats::Client,
    _pair: Pair,
}

impl Contest {
    async fn start(program: &Path) -> Self {
        let pair = Pair::start(program, Setting::Streams).await;
        Self {
            ours: side::connect(pair.ours).await,
            theirs: side::connect(pair.theirs).await,
            _pair: pair,
        }
    }

    /// Plays a history on both; tells at which operation they differ first, and in what.
    async fn play(&self, history: &[Operation]) -> Option<(usize, Vec<String>)> {
        let (mut ours, mut theirs) =
            tokio::join!(Side::start(self.ours.clone()), Side::start(self.theirs.clone()));
        let mut difference = None;
        for (at, operation) in history.iter().enumerate() {
            let (our, their) = tokio::join!(ours.apply(operation), theirs.apply(operation));
            let mut found = compared("answer", &our, &their);
            if found.is_empty() {
                found = settle(&mut ours, &mut theirs).await;
            }
            if !found.is_empty() {
                difference = Some((at, found));
                break;
            }
        }
        tokio::join!(ours.leave(), theirs.leave());
        difference
    }

    /// A history that differs each time it is played, as short as leaving out one operation after the other makes it.
    async fn prove(&self, mut history: Vec<Operation>) -> Option<String> {
        let mut proof = None;
        for _ in 0..PROOFS {
            let (at, found) = self.play(&history).await?;
            proof = Some((at, found));
        }
        let (at, mut found) = proof?;
        history.truncate(at + 1);
        let mut length = history.len() / 2;
        while length > 0 {
            let mut end = history.len() - 1;
            while end > 0 {
                let begin = end.saturating_sub(length);
                let mut shorter = history.clone();
                shorter.drain(begin..end);
                if let Some((at, still)) = self.play(&shorter).await {
                    shorter.truncate(at + 1);
                    (history, found) = (shorter, still);
                }
                end = begin.min(history.len() - 1);
            }
            length /= 2;
        }
        let steps: Vec<String> = history
            .iter()
            .map(|operation| format!("  {operation:?}"))
            .collect();
        Some(format!("{}\n    {}", steps.join("\n"), found.join("\n    ")))
    }
}

/// Waits until both servers show the same, and nothing is on its way.
async fn settle(ours: &mut Side, theirs: &mut Side) -> Vec<String> {
    let mut found = Vec::new();
    let mut alike = 0;
    for _ in 0..LOOKS {
        let (our, their) = tokio::join!(ours.look(), theirs.look());
        found = compared("state", &our.shown, &their.shown);
        alike = if found.is_empty() { alike + 1 } else { 0 };
        if alike > 0 && (!our.moving && !their.moving || alike >= STILL) {
            return Vec::new();
        }
        if !found.is_empty() {
            tokio::time::sleep(side::PAUSE).await;
        }
    }
    found
}

/// Whether it is known why two refusals differ.
fn is_known(ours: &Value, theirs: &Value) -> bool {
    match (ours["err_code"].as_u64(), theirs["err_code"].as_u64()) {
        // That a stream is not there is said before or after what else is wrong with a request.
        (Some(10059), Some(_)) | (Some(_), Some(10059)) => true,
        // They find the end of a file where no message has that number.
        (Some(10043), Some(10057)) => theirs["description"] == "stream store EOF",
        _ => false,
    }
}

fn compared(what: &str, ours: &Value, theirs: &Value) -> Vec<String> {
    let mut found = Vec::new();
    if !is_known(ours, theirs) {
        differences(what, ours, theirs, &mut found);
    }
    found
}

fn named(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn histories_that_a_seed_makes_up_are_lived_through_alike() {
    let Some(program) = peers::find("nats-server") else {
        return;
    };
    let contest = Contest::start(&program).await;
    let first = named("MCO_HISTORIES_FIRST").unwrap_or(0);
    let mut complaints = Vec::new();
    for seed in first..first + named("MCO_HISTORIES").unwrap_or(HISTORIES) {
        let history = story::history(seed);
        if contest.play(&history).await.is_some()
            && let Some(proof) = contest.prove(history).await
        {
            complaints.push(format!("seed {seed}\n{proof}"));
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n\n"));
}
