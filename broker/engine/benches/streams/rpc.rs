//! A broadcast and its answers on an engine with streams, beside one without.

use anyhow::Result;
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::client::Client;
use crate::plan::Plan;
use crate::process::cpu_us;
use crate::report::{self, Goal, median};
use crate::servers::{Kind, Server};

const KINDS: [Kind; 2] = [Kind::Engine, Kind::Plain];
/// Broadcasts of one run.
const ROUNDS: usize = 30;
/// A run is short, and runs differ by half: so many for each one that is asked for.
const RUNS: usize = 10;
/// Bytes of a request and of a reply.
const REQUEST: usize = 512;
const REPLY: usize = 1024;

pub(crate) async fn compare(plan: &Plan) -> Result<()> {
    let (mut times, mut costs) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
    for _ in 0..plan.repeat * RUNS {
        for (at, kind) in KINDS.into_iter().enumerate() {
            let (time, cost) = run(kind, plan).await?;
            times[at].push(time);
            costs[at].push(cost);
        }
    }
    let what = format!("rpc, {} nodes, beside streams off", plan.nodes);
    let [ours, plain] = times.map(median);
    report::beside(&format!("{what}: p50 ms"), ours, plain, Goal::AtMost(1.05));
    let [ours, plain] = costs.map(median);
    report::beside(&format!("{what}: CPU us"), ours, plain, Goal::AtMost(1.05));
    Ok(())
}

/// Milliseconds of the median round, and microseconds of processor for each answer.
async fn run(kind: Kind, plan: &Plan) -> Result<(f64, f64)> {
    let server = Server::start(kind, &plan.folder).await?;
    let mut nodes = JoinSet::new();
    for number in 0..plan.nodes {
        let mut node = Client::connect(server.address, &format!("n{number}")).await?;
        node.subscribe("mcollective.broadcast.agent.ping", 2).await?;
        nodes.spawn(answer(node));
    }
    let mut caller = Client::connect(server.address, "caller").await?;
    let (mut times, mut before) = (Vec::new(), (0.0, 0.0));
    for round in 0..=ROUNDS {
        let begun = Instant::now();
        caller.ask_later("mcollective.broadcast.agent.ping", &[b'q'; REQUEST]);
        caller.flush().await?;
        for _ in 0..plan.nodes {
            caller.next().await?;
        }
        // The first round warms up and is not counted.
        match round {
            0 => before = cpu_us(server.pid)?,
            _ => times.push(begun.elapsed().as_secs_f64() * 1000.0),
        }
    }
    let after = cpu_us(server.pid)?;
    let answers = (ROUNDS * plan.nodes) as f64;
    Ok((median(times), (after.0 + after.1 - before.0 - before.1) / answers))
}

async fn answer(mut node: Client) -> Result<()> {
    loop {
        node.next().await?;
        let caller = std::mem::take(&mut node.reply);
        node.tell_later(&caller, &[b'a'; REPLY]);
        node.flush().await?;
    }
}
