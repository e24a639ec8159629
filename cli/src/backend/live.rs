//! One question that is asked of the fleet, told while it goes on.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use client::{NodeReply, Stats};
use futures_util::FutureExt;
use protocol::Identity;
use tokio_util::sync::CancellationToken;
use tui::report::{RunEnd, RunNews, Trouble};
use tui::{Report, Reports, Ticket};

use super::basin::Basin;
use super::steering::Controls;
use super::tasks::{lock, said};
use super::trouble::{Jotter, printed, trouble};
use super::{Session, nowhere};
use crate::Exit;
use crate::ask::{Outcome, Question};
use crate::ctx::Follower;
use crate::host::Output;
use crate::job::JobId;
use crate::out::Sink;
use crate::rollout::Batch;

/// Answers in one report; more would keep the screens from the keys.
const MOST_REPLIES: usize = 500;

/// Hears what a command asks and what is answered.
struct Listener {
    news: Arc<Basin<RunNews>>,
    end: Arc<Mutex<End>>,
    controls: Controls,
    session: Arc<Session>,
    nodes: Option<Arc<[Identity]>>,
}

/// How it ended, as far as was heard.
#[derive(Debug, Default)]
struct End {
    stats: Option<Stats>,
    trouble: Option<Trouble>,
    halted: Option<String>,
    unasked: usize,
}

/// Hears one question.
struct Ear {
    news: Arc<Basin<RunNews>>,
    end: Arc<Mutex<End>>,
}

#[async_trait]
impl Follower for Listener {
    fn follow(&self, _question: &Question) -> Option<Box<dyn Sink>> {
        Some(Box::new(Ear {
            news: self.news.clone(),
            end: self.end.clone(),
        }))
    }

    async fn ready(&self, canaries_passed: bool) {
        self.controls.ready(canaries_passed).await;
    }

    fn attends(&self) -> bool {
        true
    }

    fn is_read_only(&self) -> bool {
        self.session.is_read_only()
    }

    fn nodes(&self) -> Option<Arc<[Identity]>> {
        self.nodes.clone()
    }

    fn failed(&self, error: &anyhow::Error) {
        lock(&self.end).trouble = Some(trouble(error));
    }
}

impl Sink for Ear {
    fn discovering(&mut self, method: &str) -> anyhow::Result<()> {
        let method = method.to_owned();
        self.news.put(RunNews::Discovering { method });
        Ok(())
    }

    fn discovered(&mut self, _method: &str, count: usize, took: Duration) -> anyhow::Result<()> {
        self.news.put(RunNews::Discovered { count, took });
        Ok(())
    }

    fn asking(&mut self, job: Option<&JobId>, nodes: &[Identity]) {
        self.news.put(RunNews::Started {
            nodes: nodes.into(),
            job: job.map(ToString::to_string),
        });
    }

    fn batch(&mut self, batch: &Batch) -> anyhow::Result<()> {
        self.news.put(RunNews::Batch {
            number: batch.number,
            of: batch.of,
            canary: batch.canary,
            nodes: batch.nodes.clone(),
        });
        Ok(())
    }

    fn reply(&mut self, reply: &NodeReply) -> anyhow::Result<()> {
        self.news.put(RunNews::Replies(vec![reply.clone()]));
        Ok(())
    }

    fn finish(&mut self, outcome: &Outcome) -> anyhow::Result<()> {
        let mut end = lock(&self.end);
        end.stats = Some(outcome.stats.clone());
        if let Some(rollout) = &outcome.rollout {
            end.halted = rollout.is_short().then(|| rollout.why());
            end.unasked = rollout.not_sent.len();
        }
        Ok(())
    }
}

/// Runs a command and tells everything about its question.
pub(super) async fn run(
    session: Arc<Session>,
    ticket: Ticket,
    words: Vec<String>,
    nodes: Option<Arc<[Identity]>>,
    controls: Controls,
    reports: Reports,
) {
    let (news, end, jotter) = (Arc::new(Basin::default()), Arc::default(), Jotter::default());
    let listener = Arc::new(Listener {
        news: Arc::clone(&news),
        end: Arc::clone(&end),
        controls: controls.clone(),
        session: session.clone(),
        nodes,
    });
    let err = Output {
        writer: Box::new(jotter.clone()),
        terminal: false,
    };
    let host = session.host(
        nowhere(),
        err,
        controls.interrupt.clone(),
        controls.insist.clone(),
    );
    let over = CancellationToken::new();
    let telling = tell(ticket, &news, &controls, &over, &reports);
    let running = async {
        let running = AssertUnwindSafe(session.run(words, host, listener));
        let exit = running.catch_unwind().await.unwrap_or_else(|panic| {
            let text = format!("something went wrong inside mco: {}", said(&*panic));
            lock(&end).trouble = Some(Trouble::new(text));
            Exit::Error
        });
        over.cancel();
        exit
    };
    let (exit, ()) = tokio::join!(running, telling);
    session.steering.end(ticket);
    let end = std::mem::take(&mut *lock(&end));
    let end = concluded(end, exit, &jotter);
    for note in jotter.warnings() {
        send(&reports, ticket, RunNews::Note(note)).await;
    }
    send(&reports, ticket, RunNews::Over(Box::new(end))).await;
}

fn concluded(end: End, exit: Exit, jotter: &Jotter) -> RunEnd {
    let unheard = end.trouble.is_none() && end.stats.is_none();
    RunEnd {
        stats: end.stats,
        // What is wrong with the words, or that nothing was left to do, is only printed.
        trouble: match unheard {
            true => Some(printed(&jotter.take())).filter(|trouble| !trouble.text.is_empty()),
            false => end.trouble,
        },
        halted: end.halted,
        unasked: end.unasked,
        exit: exit.code(),
    }
}

/// Tells what was heard, some at a time, until it is over and all is told.
async fn tell(
    ticket: Ticket,
    news: &Basin<RunNews>,
    controls: &Controls,
    over: &CancellationToken,
    reports: &Reports,
) {
    let mut held = controls.held.subscribe();
    loop {
        let last = tokio::select! {
            biased;
            some = news.next() => {
                pass(ticket, some, reports).await;
                false
            }
            Ok(()) = held.changed() => {
                pass(ticket, news.take(), reports).await;
                let held = *held.borrow_and_update();
                send(reports, ticket, RunNews::Held(held)).await;
                false
            }
            () = over.cancelled() => true,
        };
        if last {
            pass(ticket, news.take(), reports).await;
            return;
        }
    }
}

async fn pass(ticket: Ticket, news: Vec<RunNews>, reports: &Reports) {
    let mut replies: Vec<NodeReply> = Vec::new();
    for one in news {
        match one {
            RunNews::Replies(more) if replies.len() < MOST_REPLIES => replies.extend(more),
            other => {
                flush(ticket, &mut replies, reports).await;
                match other {
                    RunNews::Replies(more) => replies = more,
                    other => send(reports, ticket, other).await,
                }
            }
        }
    }
    flush(ticket, &mut replies, reports).await;
}

async fn flush(ticket: Ticket, replies: &mut Vec<NodeReply>, reports: &Reports) {
    if !replies.is_empty() {
        send(reports, ticket, RunNews::Replies(std::mem::take(replies))).await;
    }
}

async fn send(reports: &Reports, ticket: Ticket, news: RunNews) {
    reports.send(Report::Run { ticket, news }).await;
}
