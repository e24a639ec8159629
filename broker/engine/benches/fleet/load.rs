//! The nodes: one process with many connections.

use std::net::SocketAddr;
use std::ops::Range;
use std::path::Path;

use anyhow::Result;
use tokio_util::task::TaskTracker;

use crate::end_of_input;
use crate::node::{BROADCAST, Node, REPLY, client_config};

/// Handshakes under way at once.
const DIALLING: usize = 64;

/// Connects the nodes, says so on stdout, answers every broadcast, and ends when stdin does.
pub(crate) async fn run(address: SocketAddr, nodes: Range<usize>, folder: Option<&str>) -> Result<()> {
    let tls = folder
        .map(|folder| client_config(Path::new(folder)))
        .transpose()?;
    let tasks = TaskTracker::new();
    let (slots, total) = (
        std::sync::Arc::new(tokio::sync::Semaphore::new(DIALLING)),
        nodes.len(),
    );
    let (up, mut ups) = tokio::sync::mpsc::channel(DIALLING);
    for id in nodes {
        let (slots, up, tls) = (slots.clone(), up.clone(), tls.clone());
        tasks.spawn(async move {
            let slot = slots.acquire_owned().await;
            let first = format!("SUB {BROADCAST} 1\r\nSUB mcollective.node.n{id}.example.net 2\r\n");
            let opened = Node::open(address, tls.as_ref(), &first).await;
            drop(slot);
            let opened = opened.inspect_err(|error| eprintln!("node {id}: {error:#}"));
            let _ = up.send(opened.is_ok()).await;
            if let Ok(node) = opened {
                let _ = answer(node).await;
            }
        });
    }
    for _ in 0..total {
        anyhow::ensure!(ups.recv().await == Some(true), "a node cannot connect");
    }
    println!("up");
    end_of_input().await
}

async fn answer(mut node: Node) -> Result<()> {
    let body = "x".repeat(REPLY);
    loop {
        if let Some(reply) = node.message().await?.reply {
            node.say(format!("PUB {reply} {REPLY}\r\n{body}\r\n").as_bytes())
                .await?;
        }
    }
}
