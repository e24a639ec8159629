//! `mco puppet runall`: Puppet everywhere, so many nodes at a time.

mod plan;

use std::collections::HashMap;
use std::time::{Duration, SystemTime};

use protocol::Identity;
use protocol::rpc::Status;
use serde_json::Value;
use tokio::time::Instant;

use crate::args::{FleetArgs, RolloutArgs};
use crate::ask::{Outcome, Question, Selection, Selector, confirm, explain, gather};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{Silent, words};
use crate::report::Stop;
use crate::theme::line;

use super::RunFlags;
use plan::{Plan, Seen};

/// Time between two looks at the nodes that run.
const INTERVAL: Duration = Duration::from_secs(5);

/// Runs Puppet on all enabled nodes, never on more than `concurrency` of them at once.
pub(super) async fn run(
    ctx: &Ctx,
    args: &FleetArgs,
    flags: &RunFlags,
    concurrency: usize,
) -> anyhow::Result<Exit> {
    if args.rollout != RolloutArgs::default() {
        return Err(
            Stop::error("runall has a pace of its own and takes no rollout flags")
                .hint("`puppet runonce` takes --batch, --canary and --stop-on")
                .into(),
        );
    }
    let library = ctx.library().await;
    let runner = Runner {
        ctx,
        args,
        concurrency,
        status: Question::new(&library, "puppet", "status", &[])?,
        runonce: Question::new(&library, "puppet", "runonce", &flags.inputs())?,
    };
    if args.request.explain {
        return explain(ctx, &runner.runonce, args, false).await;
    }
    loop {
        let began = Instant::now();
        let exit = runner.round().await?;
        let Some(period) = flags.rerun.filter(|_| exit != Exit::Interrupted) else {
            return Ok(exit);
        };
        let next = began + period;
        runner.log(&format!(
            "next round in {}",
            words::millis(next.saturating_duration_since(Instant::now()))
        ))?;
        if !runner.wait_until(next).await {
            return Ok(Exit::Interrupted);
        }
    }
}

struct Runner<'a> {
    ctx: &'a Ctx,
    args: &'a FleetArgs,
    concurrency: usize,
    status: Question,
    runonce: Question,
}

impl Runner<'_> {
    /// One run on every enabled node.
    async fn round(&self) -> anyhow::Result<Exit> {
        let selection = Selector::new(self.ctx, self.args)
            .await?
            .select(&self.status, &mut Silent)
            .await?;
        confirm(self.ctx, &self.runonce, self.args, &selection, false).await?;
        let first = self
            .ask(
                &self.status,
                &selection,
                selection.nodes.clone().unwrap_or_default(),
            )
            .await?;
        let mut plan = Plan::new(self.concurrency);
        for reply in &first.replies {
            plan.found(&reply.sender, seen(&reply.reply));
        }
        self.log(&format!(
            "{} with Puppet enabled, running {} at a time",
            words::count(plan.len(), "node"),
            self.concurrency
        ))?;
        let interrupted = first.interrupted || !self.work(&mut plan, &selection).await?;
        self.log(&plan.conclusion())?;
        Ok(match (interrupted, plan.is_success()) {
            (true, _) => Exit::Interrupted,
            (false, true) => Exit::Done,
            (false, false) => Exit::Failed,
        })
    }

    /// Starts and watches until nothing is left. False when the user ended it.
    async fn work(&self, plan: &mut Plan, selection: &Selection) -> anyhow::Result<bool> {
        loop {
            if !self.start(plan, selection).await? {
                return Ok(false);
            }
            if plan.is_finished() {
                return Ok(true);
            }
            if !self.wait_until(Instant::now() + INTERVAL).await {
                return Ok(false);
            }
            let running = plan.running();
            if running.is_empty() {
                continue;
            }
            let looked = self.ask(&self.status, selection, running.clone()).await?;
            if looked.interrupted {
                return Ok(false);
            }
            let mut said: HashMap<&Identity, Seen> = looked
                .replies
                .iter()
                .map(|reply| (&reply.sender, seen(&reply.reply)))
                .collect();
            for node in &running {
                if let Some(news) = plan.looked(node, said.remove(node)) {
                    self.log(&news)?;
                }
            }
        }
    }

    /// Starts as many as there is room for; a node that refuses leaves its place to the next. False when the user ended it.
    async fn start(&self, plan: &mut Plan, selection: &Selection) -> anyhow::Result<bool> {
        loop {
            let nodes = plan.next();
            if nodes.is_empty() {
                return Ok(true);
            }
            let names: Vec<&str> = nodes.iter().map(Identity::as_str).collect();
            self.log(&format!("starting {}", names.join(", ")))?;
            let started = self.ask(&self.runonce, selection, nodes).await?;
            for reply in &started.replies {
                if reply.reply.statuscode != Status::Ok {
                    plan.refused(&reply.sender);
                    self.log(&format!("{}: {}", reply.sender, line(&reply.reply.statusmsg)))?;
                }
            }
            if started.interrupted {
                return Ok(false);
            }
        }
    }

    async fn ask(
        &self,
        question: &Question,
        selection: &Selection,
        nodes: Vec<Identity>,
    ) -> anyhow::Result<Outcome> {
        let selection = Selection {
            nodes: Some(nodes),
            ..selection.clone()
        };
        let quiet = FleetArgs {
            output: crate::args::OutputArgs {
                no_progress: true,
                ..self.args.output.clone()
            },
            ..self.args.clone()
        };
        gather(self.ctx, question, &quiet, selection, &mut Silent).await
    }

    fn log(&self, message: &str) -> anyhow::Result<()> {
        self.ctx
            .out
            .line(format!("{}: {message}", words::clock(self.ctx.clock.now())))?;
        Ok(())
    }

    /// False when the user had enough before that.
    async fn wait_until(&self, then: Instant) -> bool {
        tokio::select! {
            () = tokio::time::sleep_until(then) => true,
            () = self.ctx.interrupt.cancelled() => false,
        }
    }
}

/// What a status reply says; a failed one says nothing.
fn seen(reply: &protocol::rpc::RpcReply) -> Seen {
    let is = |key: &str| reply.data.get(key).and_then(Value::as_bool).unwrap_or(false);
    let lastrun = reply.data.get("lastrun").and_then(Value::as_u64).unwrap_or(0);
    Seen {
        enabled: reply.statuscode == Status::Ok && is("enabled"),
        applying: is("applying"),
        last_run: SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(lastrun)),
    }
}
