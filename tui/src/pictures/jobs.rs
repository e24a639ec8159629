//! The jobs screen.

use std::time::{Duration, SystemTime};

use super::Part;
use super::fleet::shown;
use super::run::{JOB, webs};
use super::sitting::Sitting;
use crate::job::{Fate, JobDetail, JobRow, JobState, Standing};
use crate::order::Order;
use crate::report::Report;
use crate::stage;

pub(super) const PICTURES: &[Part] = &[
    ("jobs", || shown(&jobs(30))),
    ("jobs resume", || shown(&jobs(26).keys("r"))),
    ("jobs none", || shown(&none())),
];

/// A rollout that stopped half way, and an older one.
pub(super) fn jobs(height: u16) -> Sitting {
    let mut sitting = Sitting::new(100, height);
    sitting.stage.press("8");
    sitting.stage.hear(&Report::Jobs(Ok(rows())));
    for order in sitting.stage.orders() {
        if let Order::Job { ticket, .. } = order {
            let result = Ok(Box::new(detail()));
            sitting.stage.hear(&Report::Job { ticket, result });
        }
    }
    sitting
}

/// Nothing was ever rolled out.
pub(super) fn none() -> Sitting {
    Sitting::new(100, 16).keys("8").hear(Report::Jobs(Ok(Vec::new())))
}

fn minutes_ago(minutes: u64) -> SystemTime {
    stage::now() - Duration::from_secs(minutes * 60)
}

fn rows() -> Vec<JobRow> {
    let row = |id: &str, what: &str, state, standing, minutes| JobRow {
        id: id.to_owned(),
        what: what.to_owned(),
        state,
        standing,
        started: minutes_ago(minutes),
    };
    let half = Standing {
        done: 3,
        failed: 1,
        not_sent: 6,
        ..Standing::default()
    };
    let whole = Standing {
        done: 24,
        failed: 1,
        ..Standing::default()
    };
    let (restart, install) = (
        "service#restart service=httpd",
        "package#install package=openssl version=3.0.15-1",
    );
    vec![
        row(JOB, restart, JobState::Paused, half, 20),
        row("9572q", install, JobState::Finished, whole, 130),
    ]
}

fn detail() -> JobDetail {
    let fate = |place: usize| match place {
        0..3 => Fate::Done,
        3 => Fate::Failed("httpd did not come up: its configuration is not valid".to_owned()),
        _ => Fate::NotSent,
    };
    let nodes = webs().into_iter().enumerate();
    let log = [
        (0, "started: 10 nodes"),
        (0, "batch 1/4: 1 node, canary"),
        (2, "batch 2/4: 3 nodes"),
        (
            4,
            "ended: 1 node failed or stayed silent, which reaches --stop-on",
        ),
    ];
    let log = log.map(|(seconds, words)| (minutes_ago(20) + Duration::from_secs(seconds), words.to_owned()));
    JobDetail {
        row: rows().remove(0),
        command: "mco rpc service restart service=httpd -C role::web --canary 1 --batch 3 --stop-on 1"
            .to_owned(),
        reason: Some("new certificates".to_owned()),
        pace: "10 nodes: canary 1, batches of 3, stop on 1 failure".to_owned(),
        agent: "service".to_owned(),
        action: "restart".to_owned(),
        end: Some("1 node failed or stayed silent, which reaches --stop-on".to_owned()),
        runs: 1,
        log: log.into(),
        nodes: nodes.map(|(place, node)| (node, fate(place))).collect(),
    }
}
