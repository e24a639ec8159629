//! What is measured, and how.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::Instant;

use crate::node::{BROADCAST, Node, client_config};
use crate::process::{cpu_us, resident_kb};
use crate::servers::{Credentials, Server};

/// Load processes at least: one alone would be slower than the servers.
const PROCESSES: usize = 2;
/// Connections of one load process at most: a process may open 20 000 files.
const PER_PROCESS: usize = 10_000;
/// Wait before memory is read, for the first pings to pass and for what is given back.
const SETTLE: Duration = Duration::from_secs(6);

/// The figures of one server at one size.
pub(crate) struct Figures {
    /// Resident memory an idle connection adds.
    pub(crate) idle_kb: f64,
    /// Broadcast until the last reply.
    pub(crate) median_ms: f64,
    pub(crate) slowest_ms: f64,
    /// CPU of the server per node and round.
    pub(crate) cpu_us: f64,
    /// The part of it spent outside the kernel.
    pub(crate) user_us: f64,
    /// Resident memory still held per connection after the rounds, with all nodes gone.
    pub(crate) kept_kb: f64,
}

impl Figures {
    pub(crate) fn print_ratio(&self, other: &Self) {
        println!(
            "{:<12} {:>6} {:>4} {:>11.3} {:>12.2} {:>11.2} {:>11.2} {:>11.2} {:>13.2}",
            "  ratio",
            "",
            "",
            self.idle_kb / other.idle_kb,
            self.median_ms / other.median_ms,
            self.slowest_ms / other.slowest_ms,
            self.cpu_us / other.cpu_us,
            self.user_us / other.user_us,
            self.kept_kb / other.kept_kb,
        );
    }
}

pub(crate) async fn run(
    server: &Server,
    nodes: usize,
    rounds: usize,
    credentials: Option<&Credentials>,
) -> Result<Figures> {
    let before = resident_kb(server.pid)?;
    let load = start_load(server, nodes, credentials).await?;
    tokio::time::sleep(SETTLE).await;
    let per_node = |kb: f64| (kb - before) / nodes as f64;
    let idle_kb = per_node(resident_kb(server.pid)?);
    let tls = credentials
        .map(|credentials| client_config(&credentials.folder))
        .transpose()?;
    let mut caller = Node::open(server.address, tls.as_ref(), "SUB mcollective.reply.x.> 1\r\n").await?;
    let payload = "q".repeat(512);
    let mut times = Vec::new();
    // The first round warms up both sides and is not counted.
    let mut cpu = (0.0, 0.0);
    for round in 0..=rounds {
        let start = Instant::now();
        let request = format!(
            "PUB {BROADCAST} mcollective.reply.x.{round} {}\r\n{payload}\r\n",
            payload.len()
        );
        caller.say(request.as_bytes()).await?;
        let gathered = tokio::time::timeout(Duration::from_secs(60), caller.count_replies(nodes)).await;
        gathered.context("not every node answered")??;
        if round == 0 {
            cpu = cpu_us(server.pid)?;
        } else {
            times.push(start.elapsed().as_secs_f64() * 1000.0);
        }
    }
    let (user, system) = cpu_us(server.pid)?;
    let per_answer = |us: f64| us / (rounds * nodes) as f64;
    let (user_us, system_us) = (per_answer(user - cpu.0), per_answer(system - cpu.1));
    drop(load);
    tokio::time::sleep(SETTLE).await;
    let kept_kb = per_node(resident_kb(server.pid)?);
    times.sort_by(f64::total_cmp);
    Ok(Figures {
        idle_kb,
        median_ms: times[times.len() / 2],
        slowest_ms: times[times.len() - 1],
        cpu_us: user_us + system_us,
        user_us,
        kept_kb,
    })
}

async fn start_load(server: &Server, nodes: usize, credentials: Option<&Credentials>) -> Result<Vec<Child>> {
    let mut children = Vec::new();
    let share = nodes.div_ceil(PROCESSES).min(PER_PROCESS);
    for first in (0..nodes).step_by(share) {
        let mut command = Command::new(std::env::current_exe()?);
        let count = share.min(nodes - first);
        command.args([
            "load",
            &server.address.to_string(),
            &first.to_string(),
            &count.to_string(),
        ]);
        command.args(credentials.map(|credentials| &credentials.folder));
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let stdout = child.stdout.take().context("no stdout")?;
        let line = BufReader::new(stdout).lines().next_line().await?;
        anyhow::ensure!(line.as_deref() == Some("up"), "the load process ended");
        children.push(child);
    }
    Ok(children)
}
