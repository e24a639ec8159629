//! Batches as the libraries make them.

use std::io::{Seek, Write};
use std::process::Stdio;

use harness::{Engine, World, on_both_engines, peers};
use mco::site::Security;
use tokio::process::Command;

use super::{ask, environment};

on_both_engines!(lines_become_a_batch);

/// They want to know of the first message that it came.
async fn lines_become_a_batch(engine: Engine) {
    let Some(program) = peers::find("nats") else {
        return;
    };
    let world = World::on(&engine, Security::V1, 0).await;
    let made = "stream add LINES --subjects lines --allow-batch --defaults";
    let (_, made) = ask(&program, &world, world.dir(), made).await;
    assert!(made.contains("Allows Atomic Batch Publish: true"), "{made}");
    let mut lines = tempfile::tempfile().unwrap();
    lines.write_all(b"one\ntwo\nthree\n").unwrap();
    lines.rewind().unwrap();
    let sent = Command::new(&program)
        .args("pub lines --atomic --force-stdin --send-on newline".split(' '))
        .env_clear()
        .envs(environment(&world, world.dir()))
        .stdin(lines)
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .output()
        .await
        .unwrap();
    let sent = [sent.stdout, sent.stderr].concat();
    let sent = String::from_utf8_lossy(&sent);
    assert!(sent.contains("Messages: 3 Sequence: 3"), "{sent}");
    let (_, last) = ask(&program, &world, world.dir(), "stream get LINES 3").await;
    assert!(last.contains("three"), "{last}");
}
