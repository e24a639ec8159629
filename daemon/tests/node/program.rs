//! `mco-server` as a process.

use std::process::Stdio;

use rustix::process::{Pid, Signal, kill_process};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;
use tokio::time::timeout;

use crate::world::{NODE, PATIENCE, Setup, broker, config};

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
    let mut log = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut told = Vec::new();
    let up = async {
        while let Some(line) = log.next_line().await.unwrap() {
            let up = line.contains("node is up");
            told.push(line);
            if up {
                return;
            }
        }
    };
    timeout(PATIENCE, up).await.unwrap();
    let told = told.join("\n");
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
    kill_process(Pid::from_raw(id as i32).unwrap(), Signal::TERM).unwrap();
    let status = timeout(PATIENCE, child.wait()).await.unwrap().unwrap();
    assert_eq!(status.code(), Some(0));
    assert!(!pid.exists());
}
