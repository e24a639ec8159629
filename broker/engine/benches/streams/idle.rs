//! What streams and consumers cost in memory while nothing happens.

use std::time::Duration;

use anyhow::Result;
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::client::Client;
use crate::plan::Plan;
use crate::process::{cpu_us, resident_kb};
use crate::report::{self, Goal};
use crate::servers::{Kind, Server};

/// Those who create them.
const CONNECTIONS: usize = 16;
/// Wait before memory is read, for what is written late and what is given back.
const SETTLE: Duration = Duration::from_secs(8);
/// How long the processor time of doing nothing is watched.
const WATCHED: Duration = Duration::from_secs(5);

pub(crate) async fn compare(plan: &Plan) -> Result<()> {
    let ours = measure(Kind::Engine, plan).await?;
    let theirs = measure(Kind::NatsUnsynced, plan).await?;
    let what = format!("idle, {} streams of {} consumers", plan.streams, plan.consumers);
    report::beside(&format!("{what}: RSS kB"), ours.0, theirs.0, Goal::AtMost(0.5));
    report::beside(&format!("{what}: CPU ms/s"), ours.1, theirs.1, Goal::None);
    report::beside(&format!("{what}: created s"), ours.2, theirs.2, Goal::None);
    Ok(())
}

/// Resident memory, milliseconds of processor in a second, and seconds until all were there.
async fn measure(kind: Kind, plan: &Plan) -> Result<(f64, f64, f64)> {
    let server = Server::start(kind, &plan.folder).await?;
    let begun = Instant::now();
    let mut tasks = JoinSet::new();
    for first in 0..CONNECTIONS {
        let client = Client::connect(server.address, &format!("c{first}")).await?;
        let numbers = (first..plan.streams).step_by(CONNECTIONS);
        tasks.spawn(create(client, numbers, plan.consumers));
    }
    while let Some(outcome) = tasks.join_next().await {
        outcome??;
    }
    let created = begun.elapsed().as_secs_f64();
    tokio::time::sleep(SETTLE).await;
    let before = cpu_us(server.pid)?;
    tokio::time::sleep(WATCHED).await;
    let after = cpu_us(server.pid)?;
    let cpu_ms = (after.0 + after.1 - before.0 - before.1) / 1000.0 / WATCHED.as_secs_f64();
    Ok((resident_kb(server.pid)?, cpu_ms, created))
}

/// Creates streams, each with a message and durable pull consumers.
async fn create(mut client: Client, numbers: impl Iterator<Item = usize>, consumers: usize) -> Result<()> {
    for number in numbers {
        let stream = format!("S{number}");
        let config = format!(
            "{{\"name\":\"{stream}\",\"subjects\":[\"idle.{number}\"],\"storage\":\"file\",\"num_replicas\":1}}"
        );
        client
            .demand(&format!("$JS.API.STREAM.CREATE.{stream}"), &config)
            .await?;
        client.demand(&format!("idle.{number}"), "a message").await?;
        for consumer in 0..consumers {
            let name = format!("C{consumer}");
            let config = format!(
                "{{\"stream_name\":\"{stream}\",\"config\":{{\"durable_name\":\"{name}\",\"ack_policy\":\"explicit\"}}}}"
            );
            let subject = format!("$JS.API.CONSUMER.CREATE.{stream}.{name}");
            client.demand(&subject, &config).await?;
        }
    }
    Ok(())
}
