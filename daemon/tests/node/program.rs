//! `mco-server` as a process.

use std::process::{ExitStatus, Stdio};

use futures_util::StreamExt;
use rustix::fs::{CWD, FileType, Mode};
use rustix::process::{Pid, Signal, kill_process};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::world::{NODE, PATIENCE, Setup, World, broker, config, nothing};

fn server() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mco-server"));
    command
        .env_clear()
        .env("MCOLLECTIVE_CERTNAME", NODE)
        .kill_on_drop(true);
    command
}

#[tokio::test]
async fn every_mistake_in_the_configuration_is_told_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("server.conf");
    std::fs::write(&file, "identity = a b\nrpcauthorization = maybe\n").unwrap();
    let output = server()
        .arg("run")
        .arg("--config")
        .arg(&file)
        .output()
        .await
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("server.conf:1: identity"), "{told}");
    assert!(told.contains("server.conf:2: rpcauthorization"), "{told}");
}

/// Reads the log of a program until it says that the node is up; hands back what it said.
async fn until_up(child: &mut Child) -> String {
    until_said(child, "node is up").await
}

/// Reads the log of a program until it says this; hands back what it said.
async fn until_said(child: &mut Child, words: &str) -> String {
    let mut log = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut told = Vec::new();
    let up = async {
        while let Some(line) = log.next_line().await.unwrap() {
            let said = line.contains(words);
            told.push(line);
            if said {
                return;
            }
        }
    };
    timeout(PATIENCE, up).await.unwrap();
    // A log nobody reads any more would be an error of its own.
    child.stdout = Some(log.into_inner().into_inner());
    told.join("\n")
}

fn send(child: &Child, signal: Signal) {
    let id = Pid::from_raw(child.id().unwrap() as i32).unwrap();
    kill_process(id, signal).unwrap();
}

async fn terminate(child: &mut Child) -> ExitStatus {
    send(child, Signal::TERM);
    timeout(PATIENCE, child.wait()).await.expect("it ends").unwrap()
}

#[tokio::test]
async fn a_disk_that_hangs_does_not_keep_it_from_ending() {
    let world = World::usual().await;
    let dir = tempfile::tempdir().unwrap();
    let audit = dir.path().join("audit.log");
    // Opening a pipe that nobody reads waits, as a disk that hangs does.
    rustix::fs::mknodat(CWD, &audit, FileType::Fifo, Mode::from(0o600), 0).unwrap();
    let lines = format!(
        "rpcauthorization = false\nrpcaudit = yes\nplugin.rpcaudit.logfile = {}",
        audit.display()
    );
    let setup = Setup {
        lines,
        ..Setup::default()
    };
    config(dir.path(), world.engine.as_ref().unwrap().address(), &setup);
    let mut child = server()
        .args(["--disable-tls", "--config"])
        .arg(dir.path().join("server.conf"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    until_up(&mut child).await;

    // The node beside it answers at once, the one in question when it has given up on its audit log.
    let request = world.call("rpcutil", "ping", nothing());
    let subject = world.reply_subject(&request);
    let replies = world.link.subscribe(subject.as_str(), None).await.unwrap();
    world.publish("rpcutil", world.encode(&request)).await;
    let both = replies.take(2).collect::<Vec<_>>();
    assert_eq!(timeout(PATIENCE, both).await.expect("two replies").len(), 2);
    assert_eq!(terminate(&mut child).await.code(), Some(0));
    world.end().await;
}

#[tokio::test]
async fn it_runs_until_a_signal_and_leaves_no_pid_file() {
    let engine = broker(([127, 0, 0, 1], 0).into(), false).await;
    let dir = tempfile::tempdir().unwrap();
    config(dir.path(), engine.address(), &Setup::default());
    let pid = dir.path().join("pid");
    let mut child = server()
        .args(["--disable-tls", "--config"])
        .arg(dir.path().join("server.conf"))
        .arg("--pid")
        .arg(&pid)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let told = until_up(&mut child).await;
    for word in [
        "TLS is off",
        NODE,
        "mcollective de_mcollective",
        "choria_util discovery",
        "node is up",
    ] {
        assert!(told.contains(word), "{word} in {told}");
    }
    let id = child.id().unwrap();
    assert_eq!(std::fs::read_to_string(&pid).unwrap(), format!("{id}\n"));
    send(&child, Signal::HUP);
    until_said(&mut child, "credentials were read again").await;
    let status = terminate(&mut child).await;
    assert_eq!(status.code(), Some(0));
    assert!(!pid.exists());
}
