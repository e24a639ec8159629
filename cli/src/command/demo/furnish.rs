//! What a newcomer finds on the desk of a living demonstration: saved sets, and two rollouts of earlier today.

use std::time::{Duration, SystemTime};

use client::sets::{SetName, Sets};
use config::Environment;
use protocol::{Filter, Identity};
use serde_json::{Value, json};

use crate::job::{Line, Numbers, Plan, Request, Store, Why};
use crate::out::words;

/// A rollout that somebody might have made.
struct Story {
    ago: Duration,
    command: &'static str,
    reason: &'static str,
    agent: &'static str,
    action: &'static str,
    data: Value,
    /// Which node failed, by its place, and how.
    failed: (usize, &'static str),
    /// Nodes asked before it ended.
    asked: usize,
    why: &'static str,
}

/// Puts everything there, unless jobs are there already.
pub(super) fn furnish(environment: &Environment, nodes: &[Identity], now: SystemTime) -> anyhow::Result<()> {
    let of_role = |role: &str| -> Vec<Identity> {
        let named = nodes.iter().filter(|node| node.as_str().starts_with(role));
        named.cloned().collect()
    };
    let (web, database) = (of_role("web"), of_role("db"));
    if let Some(state) = environment.state_dir() {
        let sets = Sets::new(state.join("sets"));
        let uk = nodes.iter().filter(|node| node.as_str().contains(".uk."));
        for (name, nodes) in [
            ("web", &web),
            ("databases", &database),
            ("uk", &uk.cloned().collect()),
        ] {
            if !nodes.is_empty() {
                sets.write(&SetName::new(name)?, nodes)?;
            }
        }
    }
    let store = Store::of(environment)?;
    if !store.names()?.is_empty() {
        return Ok(());
    }
    for (targets, story) in [(nodes.to_vec(), finished(nodes.len())), (web, paused())] {
        if targets.len() > story.failed.0 {
            tell(&store, targets, &story, now)?;
        }
    }
    Ok(())
}

fn finished(nodes: usize) -> Story {
    Story {
        ago: Duration::from_secs(2 * 3600),
        command: "mco rpc package install package=openssl version=3.0.15-1 --canary 1 --batch 5",
        reason: "CHG-1042",
        agent: "package",
        action: "install",
        data: json!({"package": "openssl", "version": "3.0.15-1"}),
        failed: (2, "the package database is locked by process 4412"),
        asked: nodes,
        why: "all nodes were asked",
    }
}

fn paused() -> Story {
    Story {
        ago: Duration::from_secs(20 * 60),
        command: "mco rpc service restart service=httpd -C role::web --canary 1 --batch 2 --stop-on 1",
        reason: "new certificates",
        agent: "service",
        action: "restart",
        data: json!({"service": "httpd"}),
        failed: (1, "httpd did not come up: its configuration is not valid"),
        asked: 3,
        why: "1 node failed or stayed silent, which reaches --stop-on",
    }
}

/// Writes down what happened, as the rollout itself would have done.
fn tell(store: &Store, mut targets: Vec<Identity>, story: &Story, now: SystemTime) -> anyhow::Result<()> {
    targets.sort();
    let targets: Vec<String> = targets.iter().map(ToString::to_string).collect();
    let began = now.checked_sub(story.ago).unwrap_or(now);
    let time = words::rfc3339(began);
    let mut journal = store.create(plan(targets.clone(), story, time.clone()))?;
    journal.note(Line::Run {
        time: time.clone(),
        why: Why::Start,
        nodes: targets.len(),
    });
    let size = journal.job().plan.numbers.batch;
    let mut batches = vec![&targets[..1]];
    batches.extend(targets[1..story.asked.min(targets.len())].chunks(size));
    let of = 1 + (targets.len() - 1).div_ceil(size);
    for (index, batch) in batches.into_iter().enumerate() {
        journal.note(Line::Batch {
            n: index + 1,
            of,
            canary: index == 0,
            time: time.clone(),
            nodes: batch.to_vec(),
        });
        for node in batch {
            let failed = targets.get(story.failed.0) == Some(node);
            journal.note(Line::Reply {
                node: node.clone(),
                code: u8::from(failed),
                msg: if failed {
                    story.failed.1.to_owned()
                } else {
                    String::new()
                },
            });
        }
        journal.note(Line::Settled {
            n: index + 1,
            silent: Vec::new(),
        });
    }
    journal.note(Line::End {
        time,
        why: story.why.to_owned(),
    });
    Ok(())
}

fn plan(targets: Vec<String>, story: &Story, time: String) -> Plan {
    let data = story.data.as_object().cloned().unwrap_or_default();
    let halts = story.asked < targets.len();
    Plan {
        time,
        command: story.command.to_owned(),
        reason: Some(story.reason.to_owned()),
        request: Request {
            agent: story.agent.to_owned(),
            action: story.action.to_owned(),
            data: data.into_iter().collect(),
            secret: Vec::new(),
            only: None,
            timeout: None,
        },
        verify: None,
        collective: "mcollective".to_owned(),
        filter: Filter::default(),
        numbers: Numbers {
            canary: 1,
            batch: if halts { 2 } else { 5 },
            stop_on: halts.then_some(1),
            pause: 1000,
            retry_failed: 0,
            retry_silent: 0,
        },
        ttl: None,
        targets,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{node, start};
    use crate::rollout::State;

    #[test]
    fn there_are_sets_a_finished_and_a_paused_rollout_and_only_once() {
        let folder = tempfile::tempdir().unwrap();
        let environment = Environment {
            vars: [("XDG_STATE_HOME".to_owned(), folder.path().display().to_string())].into(),
            ..Environment::default()
        };
        let roles = ["web", "db", "app", "cache"].into_iter().cycle().enumerate();
        let nodes: Vec<Identity> = roles
            .take(25)
            .map(|(index, role)| node(&format!("{role}{index}.uk.example.net")))
            .collect();
        for _ in 0..2 {
            furnish(&environment, &nodes, start()).unwrap();
        }
        let store = Store::of(&environment).unwrap();
        let mut found: Vec<_> = store
            .names()
            .unwrap()
            .iter()
            .map(|id| {
                let (job, busy) = store.read(id).unwrap();
                let standing = job.standing();
                (
                    State::of(&job, busy).word(),
                    standing.done,
                    standing.failed,
                    standing.not_sent,
                )
            })
            .collect();
        found.sort_unstable();
        assert_eq!(found, [("complete", 24, 1, 0), ("paused", 2, 1, 4)]);
        assert_eq!(Sets::new(folder.path().join("mco/sets")).list().unwrap().len(), 3);
    }
}
