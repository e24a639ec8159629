//! Streams on disk next to `nats-server` in the same minutes: publishing, reading, looking up, and what idle ones cost.
//!
//! `cargo bench -p mco-engine --bench streams -- [publish] [read] [idle] [lookup] [rpc]
//!     [--publishers 1,64,256] [--window 1] [--seconds 2] [--messages 1000000] [--keys 1000000]
//!     [--streams 1000] [--consumers 10] [--nodes 500] [--repeat 3] [--folder DIR]`
//!
//! Without a part's name all parts run. Each server is a process of its own in a folder of its own, which goes with it; the load is
//! the same small client for all. `nats-server` is the one on PATH.

#![expect(
    clippy::print_stdout,
    reason = "a benchmark talks to the person who started it"
)]

mod client;
mod idle;
mod lookup;
mod plan;
#[path = "../fleet/process.rs"]
mod process;
mod publish;
mod read;
mod report;
mod rpc;
mod servers;

use anyhow::Result;

use plan::{Part, Plan};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    match words.as_slice() {
        ["serve", folder @ ..] => runtime.block_on(servers::serve(folder.first().copied())),
        options => runtime.block_on(compare(&Plan::read(options)?)),
    }
}

async fn compare(plan: &Plan) -> Result<()> {
    report::head();
    for part in &plan.parts {
        match part {
            Part::Publish => publish::compare(plan).await?,
            Part::Read => read::compare(plan).await?,
            Part::Idle => idle::compare(plan).await?,
            Part::Lookup => lookup::compare(plan).await?,
            Part::Rpc => rpc::compare(plan).await?,
        }
    }
    Ok(())
}
