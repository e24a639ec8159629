//! What the list shows of the nodes on the screen.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use client::cache::About;
use protocol::Identity;
use protocol::filter::lookup;
use serde_json::Value;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;
use tui::fleet::Glance;
use tui::{Report, Reports};

use super::Session;
use super::inventory;
use super::trouble::Jotter;
use crate::ctx::Ctx;

/// What was learned longer ago is asked again.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);

/// Rows that may be on a screen.
const MOST: usize = 200;

/// The screen must rest so long before its nodes are asked, so that scrolling asks nobody.
const REST: Duration = Duration::from_millis(150);

/// A node that said nothing is left alone for so long.
const PATIENCE: Duration = Duration::from_secs(300);

/// Nodes remembered as asked.
const MOST_ASKED: usize = 10_000;

/// Nodes that were asked for the list, and when.
#[derive(Debug, Default)]
pub(super) struct Asked(Mutex<HashMap<Identity, Instant>>);

impl Asked {
    /// Those that were not asked lately.
    fn not_lately(&self, nodes: Vec<Identity>) -> Vec<Identity> {
        let asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let lately = |node: &Identity| asked.get(node).is_some_and(|at| at.elapsed() < PATIENCE);
        nodes.into_iter().filter(|node| !lately(node)).collect()
    }

    fn note(&self, nodes: Vec<Identity>) {
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        asked.retain(|_, at| at.elapsed() < PATIENCE);
        if asked.len() < MOST_ASKED {
            asked.extend(nodes.into_iter().map(|node| (node, Instant::now())));
        }
    }
}

/// Tells what is known of these nodes, then asks those of which nothing is, or nothing new.
pub(super) async fn glance(
    session: Arc<Session>,
    stop: CancellationToken,
    mut nodes: Vec<Identity>,
    reports: Reports,
) {
    nodes.truncate(MOST);
    let ctx = session.ctx(&stop, &Jotter::default());
    let fresh = tell_known(&ctx, &nodes, &reports).await;
    nodes.retain(|node| !fresh.contains(node));
    let nodes = session.asked.not_lately(nodes);
    if nodes.is_empty() || !ctx.is_connected() {
        return;
    }
    sleep(REST).await;
    let (now, main) = (ctx.clock.now(), main_collective(&ctx).await);
    let learning = inventory::learn(&ctx, &nodes, &reports, |told| {
        let glances = told.iter().map(|told| {
            let facts = Value::Object(told.facts.clone()).to_string();
            let glance = shown(&told.about, &told.collectives, &facts, now, &main);
            (
                told.node.clone(),
                Glance {
                    seen: Some(now),
                    ..glance
                },
            )
        });
        Some(Report::Glances(glances.collect()))
    });
    if let Err(error) = learning.await {
        tracing::debug!(error = format!("{error:#}"), "nodes of the list not asked");
    }
    session.asked.note(nodes);
}

/// Tells what is known and returns who was asked not long ago.
async fn tell_known(ctx: &Ctx, nodes: &[Identity], reports: &Reports) -> Vec<Identity> {
    let Some(cache) = ctx.cache().await else {
        return Vec::new();
    };
    let (nodes, now, main) = (nodes.to_vec(), ctx.clock.now(), main_collective(ctx).await);
    let reading = tokio::task::spawn_blocking(move || {
        let (mut glances, mut fresh) = (Vec::new(), Vec::new());
        cache.each_of(&nodes, |known, facts| {
            let learned = known.learned.unwrap_or(known.seen);
            let glance = shown(&known.about, &known.collectives, facts, learned, &main);
            glances.push((
                known.node.clone(),
                Glance {
                    seen: Some(known.seen),
                    ..glance
                },
            ));
            // What an earlier version of this program kept says less.
            let whole = !known.about.version.is_empty();
            if whole && now.duration_since(learned).is_ok_and(|age| age < OLD) {
                fresh.push(known.node);
            }
            ControlFlow::Continue(())
        });
        (glances, fresh)
    });
    let (glances, fresh) = reading.await.unwrap_or_default();
    if !glances.is_empty() {
        reports.send(Report::Glances(glances)).await;
    }
    fresh
}

async fn main_collective(ctx: &Ctx) -> String {
    let config = ctx.config().await;
    config
        .map(|config| config.member.main_collective.clone())
        .unwrap_or_default()
}

fn shown(about: &About, collectives: &[String], facts: &str, learned: SystemTime, main: &str) -> Glance {
    let others = collectives.iter().filter(|name| *name != main);
    let uptime = ["system_uptime.seconds", "uptime_seconds"];
    let uptime = uptime.iter().find_map(|path| lookup(facts, path)?.as_u64());
    Glance {
        os: system(facts),
        version: about.version.clone(),
        collectives: others.map(String::as_str).collect::<Vec<_>>().join(", "),
        booted: uptime.and_then(|seconds| learned.checked_sub(Duration::from_secs(seconds))),
        seen: None,
    }
}

/// Facts of the system under their new and old names: `debian 12`.
fn system(facts: &str) -> String {
    let first = |paths: &[&str]| {
        let found = paths.iter().find_map(|path| lookup(facts, path));
        match found {
            Some(Value::String(text)) => text.to_lowercase(),
            Some(number @ Value::Number(_)) => number.to_string(),
            _ => String::new(),
        }
    };
    let name = first(&["os.name", "operatingsystem"]);
    let release = first(&[
        "os.release.major",
        "operatingsystemmajrelease",
        "operatingsystemrelease",
    ]);
    format!("{name} {release}").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glance_says_what_a_row_has_room_for() {
        let about = About {
            version: "1.2.3".to_owned(),
            ..About::default()
        };
        let facts =
            r#"{"os": {"name": "Debian", "release": {"major": "12"}}, "system_uptime": {"seconds": 60}}"#;
        let learned = SystemTime::UNIX_EPOCH + Duration::from_secs(100);
        let names = ["mcollective".to_owned(), "lab".to_owned()];
        let glance = shown(&about, &names, facts, learned, "mcollective");
        assert_eq!(
            (glance.os.as_str(), glance.version.as_str()),
            ("debian 12", "1.2.3")
        );
        assert_eq!(glance.collectives, "lab");
        assert_eq!(
            glance.booted,
            Some(SystemTime::UNIX_EPOCH + Duration::from_secs(40))
        );
        let old = r#"{"operatingsystem": "CentOS", "operatingsystemmajrelease": 7}"#;
        assert_eq!(system(old), "centos 7");
        assert_eq!(system("no json"), "");
    }
}
