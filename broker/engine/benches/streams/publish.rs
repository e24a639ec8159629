//! Publishing with acknowledgement: each publisher keeps a few messages on the way.

use std::collections::VecDeque;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::client::Client;
use crate::plan::Plan;
use crate::process::cpu_us;
use crate::report::{self, Goal, median};
use crate::servers::{Kind, Server};

/// Payload of each message, in bytes.
const PAYLOAD: usize = 256;
/// Time before anything counts.
const WARM_UP: Duration = Duration::from_millis(500);
const KINDS: [Kind; 3] = [Kind::Engine, Kind::NatsSynced, Kind::NatsUnsynced];

/// What was measured.
struct Figures {
    /// Acknowledged messages in a second.
    rate: f64,
    median_us: f64,
    /// Of a hundred acknowledgements one takes longer.
    slow_us: f64,
    /// Processor time of the server for a message.
    cpu_us: f64,
}

pub(crate) async fn compare(plan: &Plan) -> Result<()> {
    for &publishers in &plan.publishers {
        let mut runs = KINDS.map(|_| Vec::new());
        for _ in 0..plan.repeat {
            for (kind, runs) in KINDS.into_iter().zip(&mut runs) {
                let server = Server::start(kind, &plan.folder).await?;
                let run = run(&server, publishers, plan).await;
                runs.push(run.with_context(|| format!("publishing to {kind}"))?);
            }
        }
        let [ours, synced, unsynced] = runs;
        show(publishers, &ours, &synced, "synced", many(publishers, 8.0));
        show(
            publishers,
            &ours,
            &unsynced,
            "default",
            many(publishers, 1.0 / 3.0),
        );
    }
    Ok(())
}

/// What is demanded of more than one publisher; of one only not to be slower than what is as safe.
fn many(publishers: usize, goal: f64) -> Goal {
    match publishers {
        1 if goal < 1.0 => Goal::None,
        1 => Goal::AtLeast(1.0),
        _ => Goal::AtLeast(goal),
    }
}

fn show(publishers: usize, ours: &[Figures], theirs: &[Figures], mode: &str, goal: Goal) {
    let line = |what: &str, figure: fn(&Figures) -> f64, goal| {
        let of = |runs: &[Figures]| median(runs.iter().map(figure).collect());
        let what = format!("publish, {publishers} publishers, {mode}: {what}");
        report::beside(&what, of(ours), of(theirs), goal);
    };
    line("msg/s", |run| run.rate, goal);
    line("p50 us", |run| run.median_us, Goal::None);
    line("p99 us", |run| run.slow_us, Goal::None);
    line("CPU us", |run| run.cpu_us, Goal::None);
}

async fn run(server: &Server, publishers: usize, plan: &Plan) -> Result<Figures> {
    let mut first = Client::connect(server.address, "creator").await?;
    let config = r#"{"name":"BENCH","subjects":["bench.>"],"storage":"file","num_replicas":1}"#;
    first.demand("$JS.API.STREAM.CREATE.BENCH", config).await?;
    let mut tasks = JoinSet::new();
    let (window, time) = (plan.window, plan.time);
    for number in 0..publishers {
        let client = Client::connect(server.address, &format!("p{number}")).await?;
        tasks.spawn(publish(client, window, time));
    }
    let before = cpu_us(server.pid)?;
    let (mut times, mut count) = (Vec::new(), 0);
    while let Some(outcome) = tasks.join_next().await {
        let (some, all) = outcome??;
        times.extend(some);
        count += all;
    }
    let after = cpu_us(server.pid)?;
    ensure!(!times.is_empty(), "nothing was acknowledged");
    times.sort_unstable();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1e6;
    Ok(Figures {
        rate: times.len() as f64 / time.as_secs_f64(),
        median_us: at(0.5),
        slow_us: at(0.99),
        cpu_us: (after.0 + after.1 - before.0 - before.1) / f64::from(count),
    })
}

/// Times from each message to its acknowledgement after the warm-up, and how many there were with it.
async fn publish(mut client: Client, window: usize, time: Duration) -> Result<(Vec<Duration>, u32)> {
    let begun = Instant::now();
    let (mut waiting, mut times, mut count) = (VecDeque::new(), Vec::new(), 0);
    loop {
        while waiting.len() < window {
            waiting.push_back(Instant::now());
            client.ask_later("bench.a", &[b'x'; PAYLOAD]);
        }
        client.flush().await?;
        client.next().await?;
        ensure!(client.body.starts_with(b"{\"stream\":"), "a message was refused");
        count += 1;
        let taken = waiting.pop_front().map(|sent| sent.elapsed());
        let elapsed = begun.elapsed();
        if elapsed >= WARM_UP + time {
            return Ok((times, count));
        }
        if elapsed >= WARM_UP {
            times.extend(taken);
        }
    }
}
