//! All about one node: what it is, and why a scope means it.

use std::sync::Arc;
use std::time::SystemTime;

use client::cache::{Cache, Known, Learned};
use futures_util::future::join_all;
use protocol::filter::{Asks, Fit, NodeScope, Term, lookup};
use protocol::{Filter, Identity, NodeView};
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use tui::fleet::{Detail, Reason};
use tui::{Report, Reports, Ticket};

use super::trouble::{Jotter, trouble};
use super::{Session, inventory, scope};
use crate::ctx::Ctx;
use crate::explain::condition;
use crate::report::Stop;

/// Tells what is known of a node, then what it says now.
pub(super) async fn inspect(
    session: Arc<Session>,
    stop: CancellationToken,
    ticket: Ticket,
    node: Identity,
    reports: Reports,
) {
    let ctx = session.ctx(&stop, &Jotter::default());
    let known = known(&ctx, &node)
        .await
        .map(|(known, facts)| Box::new(detail(known, &facts)));
    let report = |result, fresh| Report::Detail {
        ticket,
        result,
        fresh,
    };
    reports.send(report(Ok(known), false)).await;
    let mut told = None;
    let now = ctx.clock.now();
    let asked = inventory::learn(&ctx, std::slice::from_ref(&node), &reports, |some| {
        told = some.iter().find(|told| told.node == node).cloned();
        None
    });
    let asked = asked.await;
    let result = match (asked, told) {
        (Err(error), _) => Err(error),
        (Ok(()), Some(told)) => Ok(Some(Box::new(said(told, now)))),
        (Ok(()), None) => Err(Stop::error(format!("{node} does not tell what it is"))
            .hint("it may be down or busy")
            .into()),
    };
    let result = result.map_err(|error: anyhow::Error| trouble(&error));
    reports.send(report(result, true)).await;
}

/// Inspects several nodes, so that silent ones are waited for together.
pub(super) async fn compare(
    session: Arc<Session>,
    stop: CancellationToken,
    nodes: Vec<(Ticket, Identity)>,
    reports: Reports,
) {
    let inspections = nodes
        .into_iter()
        .map(|(ticket, node)| inspect(Arc::clone(&session), stop.clone(), ticket, node, reports.clone()));
    join_all(inspections).await;
}

async fn known(ctx: &Ctx, node: &Identity) -> Option<(Known, String)> {
    let (cache, node): (Cache, _) = (ctx.cache().await?, node.clone());
    let reading = tokio::task::spawn_blocking(move || cache.node(&node));
    reading.await.ok()?
}

fn detail(known: Known, facts: &str) -> Detail {
    let facts = serde_json::from_str(facts).unwrap_or_default();
    let learned = known.learned.unwrap_or(known.seen);
    Detail {
        version: known.about.version,
        main_collective: known.about.main_collective,
        machines: machines(known.about.machines),
        collectives: known.collectives,
        agents: known.agents,
        classes: known.classes,
        facts,
        learned,
        seen: known.seen,
        node: known.node,
    }
}

fn said(told: Learned, now: SystemTime) -> Detail {
    Detail {
        version: told.about.version,
        main_collective: told.about.main_collective,
        machines: machines(told.about.machines),
        collectives: told.collectives,
        agents: told.agents,
        classes: told.classes,
        facts: told.facts,
        learned: now,
        seen: now,
        node: told.node,
    }
}

fn machines(machines: Vec<client::cache::Machine>) -> Vec<(String, String, String)> {
    let machines = machines.into_iter();
    machines
        .map(|machine| (machine.name, machine.version, machine.state))
        .collect()
}

/// Tells condition by condition whether a scope means a node.
pub(super) async fn explain(
    session: Arc<Session>,
    stop: CancellationToken,
    ticket: Ticket,
    words: Vec<String>,
    node: Identity,
    reports: Reports,
) {
    let ctx = session.ctx(&stop, &Jotter::default());
    let result = reasons(&ctx, &words, &node).await;
    let result = result.map_err(|error| trouble(&error));
    reports.send(Report::Reasons { ticket, result }).await;
}

async fn reasons(ctx: &Ctx, words: &[String], node: &Identity) -> anyhow::Result<Vec<Reason>> {
    let args = scope::parse(ctx, words)?.args;
    let mut filter = args.filter.filter()?;
    let mut reasons = Vec::new();
    let sets = args.filter.sets()?;
    if !sets.is_empty() {
        reasons.push(in_sets(ctx, &filter, &sets, node)?);
        filter.identity.clear();
    }
    let known = known(ctx, node).await;
    let now = ctx.clock.now();
    for term in filter.terms()? {
        reasons.push(match &known {
            Some((known, facts)) => tried(&term, view(known, facts), now),
            None if matches!(term.asks(), Asks::Identity(_)) => {
                tried(&term, NodeView::named(node.as_str()), now)
            }
            None => Reason {
                condition: condition(&term),
                met: None,
                found: None,
            },
        });
    }
    Ok(reasons)
}

/// Names and saved sets are alternatives.
fn in_sets(
    ctx: &Ctx,
    filter: &Filter,
    names: &[client::sets::SetName],
    node: &Identity,
) -> anyhow::Result<Reason> {
    let sets = ctx.sets()?;
    let mut met = false;
    for name in names {
        met |= sets.read(name)?.contains(node);
    }
    let others = Filter {
        identity: filter.identity.clone(),
        ..Filter::default()
    };
    met |= !others.is_empty() && others.matches(NodeView::named(node.as_str()));
    let said: Vec<String> = names
        .iter()
        .map(|set| format!("it is in the set {set}"))
        .collect();
    let named = others.terms()?.iter().map(condition).collect::<Vec<_>>();
    Ok(Reason {
        condition: [named, said].concat().join(" or "),
        met: Some(met),
        found: None,
    })
}

fn view<'a>(known: &'a Known, facts: &'a str) -> NodeView<'a> {
    NodeView {
        identity: known.node.as_str(),
        agents: &known.agents,
        classes: &known.classes,
        facts,
        data: None,
    }
}

fn tried(term: &Term<'_>, node: NodeView<'_>, now: SystemTime) -> Reason {
    let met = match term.fits(&NodeScope::new(node, Some(now))) {
        Fit::Holds => Some(true),
        Fit::Fails | Fit::NoSuchFact => Some(false),
        Fit::Unknown => None,
    };
    let found = match term.asks() {
        Asks::Fact(wanted) => Some(match lookup(node.facts, &wanted.fact) {
            Some(value) => format!("{} = {}", wanted.fact, plain(&value)),
            None => format!("there is no fact {}", wanted.fact),
        }),
        _ => None,
    };
    Reason {
        condition: condition(term),
        met,
        found,
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
