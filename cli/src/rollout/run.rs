//! Going through the batches: ask, note, check, pause, until all are asked or something says stop.

use std::time::Duration;

use client::NodeReply;
use protocol::Identity;
use tokio::time::sleep;

use super::batch::{News, Round};
use super::check::{Checked, Probe};
use super::tally::Tally;
use super::{Asking, Batch, Ending, Halt, Machine};
use crate::args::OutputArgs;
use crate::ask::{Outcome, Progress};
use crate::ctx::Ctx;
use crate::job::{Journal, Line, Numbers, Why, names};
use crate::out::{Sink, words};
use crate::report::Stop;

/// One run through the nodes of a job.
pub(crate) struct Run<'a> {
    ctx: &'a Ctx,
    asking: Asking,
    check: Option<Probe>,
    numbers: Numbers,
    machine: Machine,
    journal: Journal,
    tally: Tally,
    progress: Progress,
    sink: &'a mut dyn Sink,
    /// Whether a person reads what is done.
    watched: bool,
    /// What broke.
    error: Option<anyhow::Error>,
}

/// What a run needs to begin.
pub(crate) struct Start {
    /// What is asked.
    pub(crate) asking: Asking,
    /// What is asked of each batch afterwards.
    pub(crate) check: Option<Probe>,
    /// Why.
    pub(crate) why: Why,
    /// Whom.
    pub(crate) nodes: Vec<Identity>,
    /// Where it is noted.
    pub(crate) journal: Journal,
}

impl<'a> Run<'a> {
    /// Gets ready; nothing is sent.
    pub(crate) fn new(
        ctx: &'a Ctx,
        start: Start,
        output: &OutputArgs,
        sink: &'a mut dyn Sink,
    ) -> anyhow::Result<Self> {
        let Start {
            asking,
            check,
            why,
            nodes,
            mut journal,
        } = start;
        let mut numbers = journal.job().plan.numbers;
        if journal.job().canary_passed {
            numbers.canary = 0;
        }
        let machine = Machine::new(nodes, numbers.shape());
        journal.note(Line::Run {
            time: words::rfc3339(ctx.clock.now()),
            why,
            nodes: machine.total(),
        });
        Ok(Self {
            progress: Progress::start(ctx, output, &asking.question, machine.total())?,
            ctx,
            asking,
            check,
            numbers,
            machine,
            journal,
            tally: Tally::new(),
            sink,
            watched: output.is_for_people(),
            error: None,
        })
    }

    /// Goes through the batches; what became of them, and why the rest was not asked.
    pub(crate) async fn go(mut self) -> anyhow::Result<Outcome> {
        self.sink.asking(self.journal.id(), &self.machine.waiting());
        self.sink.rollout(self.journal.id(), self.machine.total())?;
        while self.advance().await {
            let Some(batch) = self.machine.next() else {
                break;
            };
            if let Err(error) = self.batch(&batch).await {
                self.machine.stop(Halt::Broken);
                self.error = Some(error);
            }
        }
        self.end()
    }

    /// Gets to the next batch. False when there is none.
    async fn advance(&mut self) -> bool {
        if self.journal.broken().is_some() {
            self.machine.stop(Halt::Broken);
        }
        let between = self.machine.batches() > 0 && self.machine.left() > 0;
        if between && self.machine.halt().is_none() && !self.turn().await {
            self.machine.stop(Halt::Asked);
        }
        self.machine.halt().is_none() && self.machine.left() > 0
    }

    /// Waits until the next batch may be sent. False when the user wants no more.
    async fn turn(&mut self) -> bool {
        if !pause(self.ctx, self.numbers.pause()).await {
            return false;
        }
        let Some(follower) = self.ctx.follower() else {
            return true;
        };
        tokio::select! {
            biased;
            () = self.ctx.interrupt.cancelled() => false,
            () = follower.ready(self.machine.is_past_canaries()) => true,
        }
    }

    async fn batch(&mut self, batch: &Batch) -> anyhow::Result<()> {
        // What follows may act on the nodes, so that they were asked must not be forgotten.
        self.journal.note(Line::Batch {
            n: batch.number,
            of: batch.of,
            canary: batch.canary,
            time: words::rfc3339(self.ctx.clock.now()),
            nodes: names(&batch.nodes),
        });
        self.journal.sync();
        if self.journal.broken().is_some() {
            self.machine.give_back(batch.clone());
            self.machine.stop(Halt::Broken);
            return Ok(());
        }
        self.sink.batch(batch)?;
        self.tell(&announced(batch))?;
        let mut round = Round::new(&batch.nodes, self.numbers.retry_failed, self.numbers.retry_silent);
        if !self.rounds(&mut round).await? {
            return Ok(());
        }
        let silent = round.silent();
        self.tally.silent(&silent);
        self.journal.note(Line::Settled {
            n: batch.number,
            silent: names(&silent),
        });
        let unfit = match &self.check {
            Some(check) => self.verify(batch, check.clone(), round.good()).await?,
            None => 0,
        };
        self.journal.sync();
        self.machine.settle(batch, round.bad(), unfit);
        Ok(())
    }

    /// Asks the nodes of a batch, and some of them again. False when the user did not wait for the end.
    async fn rounds(&mut self, round: &mut Round) -> anyhow::Result<bool> {
        loop {
            let nodes = round.next();
            let again = round.is_again();
            if nodes.is_empty() || (again && !pause(self.ctx, self.numbers.pause()).await) {
                break;
            }
            let mut exchange = self.asking.send(self.ctx, nodes).await?;
            self.journal.note(Line::Sent {
                request: exchange.request(),
            });
            loop {
                match exchange.next().await {
                    News::Reply(reply) => {
                        self.journal.reply(&reply);
                        if let Some(last_word) = round.answer(reply) {
                            self.show(last_word)?;
                        }
                    }
                    News::Enough => self.tell("Stopping after this batch; Ctrl-C again ends it now")?,
                    News::Over(stats) => {
                        self.tally.request(stats);
                        break;
                    }
                    News::Cut(stats) => {
                        self.tally.request(stats);
                        self.machine.stop(Halt::Cut);
                        self.give_up(round)?;
                        self.tally.silent(&round.silent());
                        return Ok(false);
                    }
                }
            }
        }
        self.give_up(round)?;
        Ok(true)
    }

    fn give_up(&mut self, round: &mut Round) -> anyhow::Result<()> {
        round.give_up().into_iter().try_for_each(|reply| self.show(reply))
    }

    /// Asks the check of the nodes that succeeded; how many did not pass it.
    async fn verify(&mut self, batch: &Batch, check: Probe, nodes: &[Identity]) -> anyhow::Result<usize> {
        match check.check(self.ctx, nodes).await? {
            Checked::Unfit(unfit) => {
                if !unfit.is_empty() {
                    self.journal.note(Line::Unverified {
                        n: batch.number,
                        nodes: names(&unfit),
                    });
                }
                Ok(unfit.len())
            }
            Checked::Cut => {
                self.machine.stop(Halt::Cut);
                Ok(0)
            }
        }
    }

    fn show(&mut self, reply: NodeReply) -> anyhow::Result<()> {
        self.progress.advance(&reply);
        if self.sink.prints(&reply) {
            self.progress.aside(|| self.sink.reply(&reply))?;
        } else {
            self.sink.reply(&reply)?;
        }
        self.tally.reply(reply);
        Ok(())
    }

    fn tell(&self, line: &str) -> std::io::Result<()> {
        if !self.watched {
            return Ok(());
        }
        self.progress.aside(|| self.ctx.err.line(line))
    }

    fn end(mut self) -> anyhow::Result<Outcome> {
        let error = self.error.take();
        let words_of = error.as_ref().map(|error| format!("{error:#}"));
        let ending = Ending::new(&self.journal, &self.machine, words_of);
        self.journal.note(Line::End {
            time: words::rfc3339(self.ctx.clock.now()),
            why: ending.why(),
        });
        self.journal.sync();
        match self.tally.finish(self.machine.total()) {
            Some((replies, stats)) => Ok(Outcome {
                replies,
                stats,
                discovery: Duration::ZERO,
                interrupted: ending.halt == Some(Halt::Cut),
                rollout: Some(ending),
            }),
            None => Err(error.unwrap_or_else(|| Stop::interrupted().into())),
        }
    }
}

/// Waits between two batches, or before nodes are asked again. False when the user wants no more.
async fn pause(ctx: &Ctx, length: Duration) -> bool {
    tokio::select! {
        biased;
        () = ctx.interrupt.cancelled() => false,
        () = sleep(length) => true,
    }
}

/// `batch 3/11: nodes 21-30`.
fn announced(batch: &Batch) -> String {
    let last = batch.first + batch.nodes.len() - 1;
    let canary = if batch.canary { " (canary)" } else { "" };
    let head = format!("batch {}/{}{canary}", batch.number, batch.of);
    match batch.nodes.as_slice() {
        [only] => format!("{head}: node {last}, {only}"),
        _ => format!("{head}: nodes {}-{last}", batch.first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::node;

    #[test]
    fn batches_are_announced_by_their_place() {
        let mut batch = Batch {
            number: 3,
            of: 11,
            first: 21,
            nodes: vec![node("a"), node("b")],
            canary: false,
        };
        assert_eq!(announced(&batch), "batch 3/11: nodes 21-22");
        batch.nodes.pop();
        batch.canary = true;
        assert_eq!(announced(&batch), "batch 3/11 (canary): node 21, a");
    }
}
