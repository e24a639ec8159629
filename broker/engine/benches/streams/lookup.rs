//! The last value of a key of a bucket, asked for directly.

use std::time::Duration;

use anyhow::{Result, ensure};
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::client::{Client, fill};
use crate::plan::Plan;
use crate::process::{cpu_us, resident_kb};
use crate::report::{self, Goal, median};
use crate::servers::{Kind, Server};

const KINDS: [Kind; 2] = [Kind::Engine, Kind::NatsUnsynced];
/// Askers at once, of whom each waits for its answer.
const ASKERS: [usize; 2] = [1, 64];

pub(crate) async fn compare(plan: &Plan) -> Result<()> {
    let mut servers = Vec::new();
    for kind in KINDS {
        let server = Server::start(kind, &plan.folder).await?;
        let mut client = Client::connect(server.address, "creator").await?;
        let config = r#"{"name":"KV_BENCH","subjects":["$KV.BENCH.>"],"storage":"file","num_replicas":1,
            "max_msgs_per_subject":1,"allow_direct":true,"allow_rollup_hdrs":true,"discard":"new"}"#;
        client.demand("$JS.API.STREAM.CREATE.KV_BENCH", config).await?;
        fill(server.address, plan.keys, |number| {
            format!("$KV.BENCH.key.{number}")
        })
        .await?;
        servers.push(server);
    }
    let memory = |server: &Server| anyhow::Ok(resident_kb(server.pid)? / 1024.0);
    let what = format!("bucket of {} keys: RSS MiB", plan.keys);
    report::beside(&what, memory(&servers[0])?, memory(&servers[1])?, Goal::None);
    for askers in ASKERS {
        let (mut times, mut rates, mut costs) = ([vec![], vec![]], [vec![], vec![]], [vec![], vec![]]);
        for _ in 0..plan.repeat {
            for (at, server) in servers.iter().enumerate() {
                let before = cpu_us(server.pid)?;
                let (median_us, count) = ask(server, askers, plan).await?;
                let after = cpu_us(server.pid)?;
                times[at].push(median_us);
                rates[at].push(count as f64 / plan.time.as_secs_f64());
                costs[at].push((after.0 + after.1 - before.0 - before.1) / count as f64);
            }
        }
        let [ours, theirs] = times.map(median);
        let what = format!("last value, {askers} asking");
        report::beside(&format!("{what}: p50 us"), ours, theirs, Goal::None);
        if askers == 1 {
            report::alone(&format!("{what}: p50 us"), ours, Goal::AtMost(100.0));
        }
        let [ours, theirs] = rates.map(median);
        report::beside(&format!("{what}: 1/s"), ours, theirs, Goal::None);
        let [ours, theirs] = costs.map(median);
        report::beside(&format!("{what}: CPU us"), ours, theirs, Goal::None);
    }
    Ok(())
}

/// The median time of an answer in microseconds, and how many there were.
async fn ask(server: &Server, askers: usize, plan: &Plan) -> Result<(f64, usize)> {
    let mut tasks = JoinSet::new();
    for number in 0..askers {
        let client = Client::connect(server.address, &format!("a{number}")).await?;
        tasks.spawn(ask_alone(client, plan.keys, plan.time));
    }
    let mut times = Vec::new();
    while let Some(outcome) = tasks.join_next().await {
        times.extend(outcome??);
    }
    Ok((
        median(times.iter().map(|time| time.as_secs_f64() * 1e6).collect()),
        times.len(),
    ))
}

async fn ask_alone(mut client: Client, keys: usize, time: Duration) -> Result<Vec<Duration>> {
    let (begun, mut times) = (Instant::now(), Vec::new());
    while begun.elapsed() < time {
        let key = fastrand::usize(..keys);
        let sent = Instant::now();
        client
            .ask(&format!("$JS.API.DIRECT.GET.KV_BENCH.$KV.BENCH.key.{key}"), b"")
            .await?;
        times.push(sent.elapsed());
        ensure!(client.body.len() > 256, "no value came");
    }
    Ok(times)
}
