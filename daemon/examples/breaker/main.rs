//! A program with a circuit breaker in it, and a node in it that lets operators manage the breaker with the rest of the fleet:
//!
//! ```sh
//! cargo run --example breaker -- /etc/mco/server.conf
//! mco rpc breaker status
//! mco rpc breaker open reason="payment provider is down" -F country=mt
//! ```

mod breaker;

use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use config::{Environment, Settings};
use daemon::Node;
use tokio::time::interval;
use tokio_util::sync::CancellationToken;

use breaker::Breaker;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let file = std::env::args_os().nth(1).context("usage: breaker SERVER.CONF")?;
    let environment = Environment::from_process();
    let settings = Settings::load_daemon(&environment, Path::new(&file))?;
    let config = settings.server(&environment)?.config;

    let breaker = Breaker::default();
    let stop = CancellationToken::new();
    let node = Node::builder(config)
        .agent(breaker.agent()?)
        .start(stop.clone())
        .await?;
    tokio::select! {
        () = sell(breaker) => {}
        interrupted = tokio::signal::ctrl_c() => interrupted?,
    }
    stop.cancel();
    node.stopped().await;
    Ok(())
}

/// What the program is really there for.
#[expect(clippy::print_stdout, reason = "a program may say what it does")]
async fn sell(breaker: Breaker) {
    let mut customers = interval(Duration::from_secs(1));
    loop {
        customers.tick().await;
        match breaker.pass() {
            Ok(()) => println!("sold"),
            Err(reason) => println!("not sold: {reason}"),
        }
    }
}
