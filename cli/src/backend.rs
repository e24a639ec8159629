//! Does what the screens want: asks the fleet over one connection, in the background, and tells what comes of it.
//!
//! Each order is a task of its own. Of orders that only matter while they are the newest, an earlier one ends as soon as the next
//! begins. A task that panics is a line on the screen, not the end of it.

mod basin;
mod command;
mod desk;
mod discovery;
mod editor;
mod estimate;
mod facets;
mod glance;
mod gov;
mod inventory;
mod jobs;
mod keep;
mod kv;
mod learn;
mod link;
mod live;
mod memory;
mod node;
mod plan;
mod scope;
mod steering;
mod tasks;
mod trouble;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tui::{Backend, Draft, Editing, Order, Reports};

use crate::args::{ColorChoice, GlobalArgs};
use crate::ctx::{Ctx, Follower};
use crate::host::{Host, Output};
pub(crate) use desk::context;
use steering::Steering;
use tasks::{Kind, Tasks};
use trouble::Jotter;

/// Longest the end waits for what must be written down.
const END_TIMEOUT: Duration = Duration::from_secs(8);

/// What the screens share with the command line: one configuration, one connection.
pub(crate) struct Session {
    ctx: Ctx,
    tasks: Tasks,
    steering: Steering,
    /// Nodes of the list that were asked lately.
    asked: glance::Asked,
    /// Whether whatever changes nodes is refused.
    read_only: AtomicBool,
    stop: CancellationToken,
}

/// The screens' way to a session.
#[derive(Clone)]
pub(crate) struct Screens(Arc<Session>);

impl Screens {
    /// Over the connection of this command, which need not be there yet.
    pub(crate) fn new(ctx: &Ctx) -> Self {
        let stop = CancellationToken::new();
        let plain = GlobalArgs {
            color: Some(ColorChoice::Never),
            ..GlobalArgs::default()
        };
        Self(Arc::new(Session {
            ctx: ctx.within(quiet(ctx, &stop, &Jotter::default()), plain, None),
            tasks: Tasks::new(stop.clone()),
            steering: Steering::default(),
            asked: glance::Asked::default(),
            read_only: AtomicBool::new(false),
            stop,
        }))
    }

    /// Ends what runs; waits until what must be written down is.
    pub(crate) async fn close(&self) {
        self.0.stop.cancel();
        if tokio::time::timeout(END_TIMEOUT, self.0.tasks.over())
            .await
            .is_err()
        {
            tracing::warn!("some work of the screens did not end in time");
        }
    }
}

impl Backend for Screens {
    fn begin(&self, order: Order, reports: Reports) {
        let (tasks, session, to) = (&self.0.tasks, self.0.clone(), reports.clone());
        match order {
            Order::Load => tasks.newest(Kind::Load, reports, |_| desk::load(session, to)),
            Order::Connect => tasks.newest(Kind::Connect, reports, |stop| link::keep(session, stop, to)),
            Order::Estimate { ticket, scope } => tasks.newest(Kind::Estimate, reports, |stop| {
                estimate::estimate(session, stop, ticket, scope, to)
            }),
            Order::Discover { ticket, scope } => {
                let cut = tasks.cuts(ticket);
                tasks.newest(Kind::Discover, reports, |stop| {
                    discovery::discover(session, stop, cut, ticket, scope, to)
                });
            }
            Order::Cancel(ticket) => tasks.cut(ticket),
            Order::Run {
                ticket,
                words,
                nodes,
                hold_after_canary,
            } => {
                let controls = session.steering.begin(ticket, hold_after_canary, &session.stop);
                tasks.lasting(reports, live::run(session, ticket, words, nodes, controls, to));
            }
            Order::Steer { ticket, control } => session.steering.steer(ticket, control),
            Order::Glance { nodes, .. } => tasks.newest(Kind::Glance, reports, |stop| {
                glance::glance(session, stop, nodes, to)
            }),
            Order::Inspect { ticket, node } => tasks.newest(Kind::Inspect, reports, |stop| {
                node::inspect(session, stop, ticket, node, to)
            }),
            Order::Compare(nodes) => tasks.newest(Kind::Compare, reports, |stop| {
                node::compare(session, stop, nodes, to)
            }),
            Order::Explain { ticket, scope, node } => tasks.newest(Kind::Explain, reports, |stop| {
                node::explain(session, stop, ticket, scope, node, to)
            }),
            Order::Facets { ticket, nodes, facts } => tasks.newest(Kind::Facets, reports, |stop| {
                facets::facets(session, stop, ticket, nodes, facts, to)
            }),
            Order::Learn { ticket, nodes } => {
                let cut = tasks.cuts(ticket);
                tasks.lasting(reports, learn::learn(session, cut, ticket, nodes, to));
            }
            Order::Plan { ticket, words, nodes } => tasks.newest(Kind::Plan, reports, |stop| {
                plan::plan(session, stop, ticket, words, nodes, to)
            }),
            Order::Jobs => tasks.newest(Kind::Jobs, reports, |stop| jobs::list(session, stop, to)),
            Order::Job { ticket, id } => tasks.newest(Kind::Job, reports, |stop| {
                jobs::show(session, stop, ticket, id, to)
            }),
            Order::Command { ticket, line } => {
                let cut = tasks.cuts(ticket);
                tasks.lasting(reports, command::run(session, cut, ticket, line, to));
            }
            Order::ReadOnly(read_only) => session.read_only.store(read_only, Ordering::SeqCst),
            Order::Complete { ticket, line, cursor } => tasks.newest(Kind::Complete, reports, |stop| {
                memory::complete(session, stop, ticket, line, cursor, to)
            }),
            Order::Recall {
                ticket,
                agent,
                action,
            } => tasks.newest(Kind::Recall, reports, |_| {
                memory::recall(session, ticket, agent, action, to)
            }),
            Order::Default {
                agent,
                action,
                inputs,
            } => {
                tasks.lasting(reports, keep::defaults(session, agent, action, inputs, to));
            }
            Order::SaveSet { name, nodes } => tasks.lasting(reports, keep::set(session, name, nodes, to)),
            Order::Write { path, text } => tasks.lasting(reports, keep::write(session, path, text, to)),
            Order::Kv { ticket, ask } => kv::begin(tasks, session, ticket, ask, reports),
            Order::Gov { ticket, ask } => gov::begin(tasks, session, ticket, ask, reports),
            Order::History => tasks.newest(Kind::History, reports, |_| memory::history(session, to)),
        }
    }

    fn edit(&self, draft: Draft) -> Editing {
        Box::pin(editor::edit(self.0.clone(), draft))
    }
}

impl Session {
    /// Surroundings for one order, which `stop` ends; what would be printed is noted.
    fn ctx(&self, stop: &CancellationToken, jotter: &Jotter) -> Ctx {
        self.ctx
            .within(quiet(&self.ctx, stop, jotter), GlobalArgs::default(), None)
    }

    fn is_read_only(&self) -> bool {
        self.read_only.load(Ordering::SeqCst)
    }

    /// Streams and interruption of a command that a follower hears.
    fn host(
        &self,
        out: Output,
        err: Output,
        interrupt: CancellationToken,
        insist: CancellationToken,
    ) -> Host {
        Host {
            out,
            err,
            insist,
            ..quiet(&self.ctx, &interrupt, &Jotter::default())
        }
    }

    /// Runs a command over the connection.
    async fn run(&self, words: Vec<String>, host: Host, follower: Arc<dyn Follower>) -> crate::Exit {
        let words = words.into_iter().map(Into::into);
        Box::pin(crate::run::run_within(&self.ctx, words, host, Some(follower))).await
    }
}

/// A host where nobody types and nobody watches; what is said aside is noted.
fn quiet(ctx: &Ctx, stop: &CancellationToken, jotter: &Jotter) -> Host {
    Host {
        err: Output {
            writer: Box::new(jotter.clone()),
            terminal: false,
        },
        interrupt: stop.clone(),
        insist: stop.clone(),
        ..ctx.unseen()
    }
}

fn nowhere() -> Output {
    Output {
        writer: Box::new(std::io::sink()),
        terminal: false,
    }
}

#[cfg(test)]
mod tests;
