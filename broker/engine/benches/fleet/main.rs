//! A fleet on one broker: what an idle node costs in memory, and a broadcast with its replies in time and CPU,
//! next to `nats-server` in the same minutes.
//!
//! `cargo bench -p mco-engine --bench fleet -- --connections 1000,10000 [--rounds 7] [--tls]`
//!
//! Each server and each part of the load is a process of its own; everything stays on loopback and ends by itself.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark talks to the person who started it"
)]

mod load;
mod measure;
mod node;
mod process;
mod servers;

use std::time::Duration;

use anyhow::{Context, Result, bail};

use measure::Figures;
use servers::{Credentials, Kind, Server};

/// What was asked for.
struct Plan {
    connections: Vec<usize>,
    rounds: usize,
    tls: bool,
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    match words.as_slice() {
        ["serve", folder @ ..] => runtime.block_on(servers::serve(folder.first().copied())),
        ["load", address, first, count, folder @ ..] => {
            let nodes = first.parse()?..first.parse::<usize>()? + count.parse::<usize>()?;
            runtime.block_on(load::run(address.parse()?, nodes, folder.first().copied()))
        }
        options => runtime.block_on(compare(&plan(options)?)),
    }
}

fn plan(mut words: &[&str]) -> Result<Plan> {
    let mut plan = Plan {
        connections: vec![1000],
        rounds: 7,
        tls: false,
    };
    loop {
        words = match words {
            [] => return Ok(plan),
            ["--connections", list, rest @ ..] => {
                plan.connections = list.split(',').map(str::parse).collect::<Result<_, _>>()?;
                rest
            }
            ["--rounds", count, rest @ ..] => {
                plan.rounds = count.parse()?;
                rest
            }
            ["--tls", rest @ ..] => {
                plan.tls = true;
                rest
            }
            [odd, ..] => bail!("unknown option {odd}"),
        };
    }
}

async fn compare(plan: &Plan) -> Result<()> {
    let peer = servers::peer_version();
    match &peer {
        Some(version) => println!(
            "mco engine {} and {version}, {} rounds",
            env!("CARGO_PKG_VERSION"),
            plan.rounds
        ),
        None => println!(
            "nats-server is not on PATH: mco engine only, {} rounds",
            plan.rounds
        ),
    }
    let folder = tempfile::tempdir()?;
    let credentials = Credentials::create(folder.path())?;
    println!(
        "{:<12} {:>6} {:>4} {:>11} {:>12} {:>11} {:>11} {:>11} {:>13}",
        "server",
        "nodes",
        "tls",
        "idle kB/conn",
        "median ms",
        "slowest ms",
        "CPU us/node",
        "user us",
        "kB/conn after"
    );
    for &nodes in &plan.connections {
        for tls in [false, true].into_iter().filter(|tls| plan.tls || !tls) {
            let credentials = tls.then_some(&credentials);
            let ours = one(Kind::Engine, nodes, plan.rounds, credentials).await?;
            if peer.is_some() {
                let theirs = one(Kind::NatsServer, nodes, plan.rounds, credentials).await?;
                ours.print_ratio(&theirs);
            }
        }
    }
    Ok(())
}

async fn one(kind: Kind, nodes: usize, rounds: usize, credentials: Option<&Credentials>) -> Result<Figures> {
    let server = Server::start(kind, credentials)
        .await
        .with_context(|| format!("starting {kind}"))?;
    // A server that has served nobody yet still loads code on the first connection.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let figures = measure::run(&server, nodes, rounds, credentials).await?;
    println!(
        "{:<12} {:>6} {:>4} {:>11.1} {:>12.1} {:>11.1} {:>11.1} {:>11.1} {:>13.1}",
        kind.to_string(),
        nodes,
        if credentials.is_some() { "yes" } else { "no" },
        figures.idle_kb,
        figures.median_ms,
        figures.slowest_ms,
        figures.cpu_us,
        figures.user_us,
        figures.kept_kb,
    );
    Ok(figures)
}

/// Waits until whoever started this process closes its end, as its own end does.
async fn end_of_input() -> Result<()> {
    let read = || std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
    tokio::task::spawn_blocking(read).await??;
    Ok(())
}
