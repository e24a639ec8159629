//! Messages into a stream on disk, acknowledged: rate and time to the acknowledgement with few and many publishers, next to
//! `nats-server`, which is asked to make each message safe as we do, and then not to.
//!
//! `cargo bench -p mco-engine --bench publish -- [--publishers 1,64,256] [--seconds 3] [--window 1] [--folder DIR]`
//!
//! Each server is a process of its own in a folder of its own; the load is the same small client for all.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark talks to the person who started it"
)]

mod load;
mod servers;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use load::Figures;
use servers::{Kind, Server};

/// What was asked for.
struct Plan {
    publishers: Vec<usize>,
    time: Duration,
    /// Messages of one publisher on the way at once.
    window: usize,
    /// Where the servers keep their messages: the disk that is measured.
    folder: PathBuf,
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    match words.as_slice() {
        ["serve", folder] => runtime.block_on(servers::serve(folder)),
        options => runtime.block_on(compare(&plan(options)?)),
    }
}

fn plan(mut words: &[&str]) -> Result<Plan> {
    let mut plan = Plan {
        publishers: vec![1, 64, 256],
        time: Duration::from_secs(3),
        window: 1,
        folder: std::env::temp_dir(),
    };
    loop {
        words = match words {
            [] => return Ok(plan),
            ["--publishers", list, rest @ ..] => {
                plan.publishers = list.split(',').map(str::parse).collect::<Result<_, _>>()?;
                rest
            }
            ["--seconds", seconds, rest @ ..] => {
                plan.time = Duration::from_secs(seconds.parse()?);
                rest
            }
            ["--window", window, rest @ ..] => {
                plan.window = window.parse()?;
                rest
            }
            ["--folder", folder, rest @ ..] => {
                plan.folder = folder.into();
                rest
            }
            [other, ..] => bail!("{other} is no option"),
        };
    }
}

async fn compare(plan: &Plan) -> Result<()> {
    println!("publishers  server                  msg/s    p50 us    p99 us   ours/theirs");
    for &publishers in &plan.publishers {
        let mut ours = None;
        for kind in Kind::ALL {
            let folder = tempfile::tempdir_in(&plan.folder)?;
            let server = match Server::start(kind, folder.path()).await {
                Ok(server) => server,
                Err(error) => {
                    eprintln!("{kind} is left out: {error:#}");
                    continue;
                }
            };
            let figures = load::run(server.address, publishers, plan.window, plan.time)
                .await
                .with_context(|| format!("publishing to {kind}"))?;
            show(publishers, kind, figures, *ours.get_or_insert(figures.rate));
        }
    }
    Ok(())
}

fn show(publishers: usize, kind: Kind, figures: Figures, ours: f64) {
    let Figures { rate, median, slow } = figures;
    let (median, slow) = (median.as_micros(), slow.as_micros());
    let ratio = ours / rate;
    println!("{publishers:>10}  {kind:<20} {rate:>8.0} {median:>9} {slow:>9} {ratio:>13.2}");
}
