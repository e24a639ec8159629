//! Reading what a stream holds through a pull consumer, batch after batch.

use anyhow::{Result, ensure};
use tokio::time::Instant;

use crate::client::{Client, fill};
use crate::plan::Plan;
use crate::process::cpu_us;
use crate::report::{self, Goal, median};
use crate::servers::{Kind, Server};

/// Messages asked for at once.
const BATCH: usize = 1000;
const POLICIES: [&str; 2] = ["none", "explicit"];
/// Reading waits for no sync in any of them, so the faster one to fill will do.
const KINDS: [Kind; 2] = [Kind::Engine, Kind::NatsUnsynced];

pub(crate) async fn compare(plan: &Plan) -> Result<()> {
    let mut servers = Vec::new();
    for kind in KINDS {
        let server = Server::start(kind, &plan.folder).await?;
        let mut client = Client::connect(server.address, "creator").await?;
        let config = r#"{"name":"BENCH","subjects":["bench.>"],"storage":"file","num_replicas":1}"#;
        client.demand("$JS.API.STREAM.CREATE.BENCH", config).await?;
        fill(server.address, plan.messages, |_| "bench.a".to_owned()).await?;
        servers.push(server);
    }
    for policy in POLICIES {
        let (mut rates, mut costs) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
        for round in 0..plan.repeat {
            for (at, server) in servers.iter().enumerate() {
                let before = cpu_us(server.pid)?;
                let begun = Instant::now();
                read(server, plan.messages, policy, round).await?;
                rates[at].push(plan.messages as f64 / begun.elapsed().as_secs_f64());
                let after = cpu_us(server.pid)?;
                costs[at].push((after.0 + after.1 - before.0 - before.1) / plan.messages as f64);
            }
        }
        let [ours, theirs] = rates.map(median);
        report::beside(
            &format!("read, ack {policy}: msg/s"),
            ours,
            theirs,
            Goal::AtLeast(1.0),
        );
        let [ours, theirs] = costs.map(median);
        report::beside(&format!("read, ack {policy}: CPU us"), ours, theirs, Goal::None);
    }
    Ok(())
}

async fn read(server: &Server, messages: usize, policy: &str, round: usize) -> Result<()> {
    let name = format!("{policy}{round}");
    let mut client = Client::connect(server.address, &name).await?;
    let config = format!(
        "{{\"stream_name\":\"BENCH\",\"config\":{{\"durable_name\":\"{name}\",\"deliver_policy\":\"all\",\
         \"ack_policy\":\"{policy}\",\"max_ack_pending\":{}}}}}",
        if policy == "none" { 0 } else { 20 * BATCH }
    );
    let create = format!("$JS.API.CONSUMER.CREATE.BENCH.{name}");
    client.demand(&create, &config).await?;
    let next = format!("$JS.API.CONSUMER.MSG.NEXT.BENCH.{name}");
    let mut left = messages;
    while left > 0 {
        let batch = left.min(BATCH);
        client.ask_later(
            &next,
            format!("{{\"batch\":{batch},\"expires\":30000000000}}").as_bytes(),
        );
        client.flush().await?;
        for _ in 0..batch {
            client.next().await?;
            ensure!(client.body.len() == 256, "a status came instead of a message");
            if policy == "explicit" {
                let reply = std::mem::take(&mut client.reply);
                client.tell_later(&reply, b"+ACK");
                client.reply = reply;
            }
        }
        left -= batch;
    }
    client.flush().await?;
    // Acknowledgements are work too: done once the consumer has none outstanding.
    let info = format!("$JS.API.CONSUMER.INFO.BENCH.{name}");
    loop {
        client.ask(&info, b"").await?;
        let answer = String::from_utf8_lossy(&client.body);
        if answer.contains("\"num_ack_pending\":0") {
            ensure!(answer.contains("\"num_pending\":0"), "not all was read: {answer}");
            break;
        }
    }
    client
        .demand(&format!("$JS.API.CONSUMER.DELETE.BENCH.{name}"), "")
        .await
}
