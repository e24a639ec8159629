use rustix::process::{Pid, Signal};
use tokio::time::timeout;

use super::*;

fn sh(script: &str) -> Command {
    Command::new("/bin/sh").args(["-c", script])
}

/// Whether a process still runs; a zombie nobody reaped yet does not.
fn runs(pid: &str) -> bool {
    std::fs::read_to_string(format!("/proc/{}/stat", pid.trim())).is_ok_and(|stat| {
        !stat
            .rsplit(')')
            .next()
            .unwrap_or_default()
            .trim_start()
            .starts_with(['Z', 'X'])
    })
}

async fn until(mut condition: impl FnMut() -> bool) {
    let patience = async {
        while !condition() {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(60), patience)
        .await
        .expect("the condition never came true");
}

async fn pid_in(file: &std::path::Path) -> String {
    let read = || std::fs::read_to_string(file).unwrap_or_default();
    until(|| read().ends_with('\n')).await;
    read()
}

#[tokio::test]
async fn both_streams_and_the_exit_status_come_back() {
    let output = sh("echo out; echo err >&2; exit 3").run().await.unwrap();
    assert_eq!(
        output,
        Output {
            code: Some(3),
            stdout: "out\n".into(),
            stderr: "err\n".into(),
            truncated: false
        }
    );
    assert_eq!(output.complaint(), "err (exit status 3)");
}

#[tokio::test]
async fn arguments_reach_the_program_untouched_by_any_shell() {
    let output = Command::new("printf")
        .args(["%s|", "a b", "$HOME", "`id`"])
        .run()
        .await
        .unwrap();
    assert_eq!(output.stdout, "a b|$HOME|`id`|");
}

#[tokio::test]
async fn the_environment_holds_little_and_the_locale_is_c() {
    let output = sh("env").env("EXTRA", "1").run().await.unwrap();
    let names: Vec<&str> = output
        .stdout
        .lines()
        .filter_map(|line| line.split('=').next())
        .collect();
    assert!(output.stdout.contains("LC_ALL=C\n") && output.stdout.contains("EXTRA=1\n"));
    let ours = |name: &&&str| !INHERITED.contains(name) && !["LC_ALL", "EXTRA"].contains(name);
    // The shell itself exports these.
    let foreign: Vec<_> = names
        .iter()
        .filter(ours)
        .filter(|name| !["PWD", "OLDPWD", "SHLVL", "_"].contains(name))
        .collect();
    assert!(foreign.is_empty(), "{foreign:?}");
}

#[tokio::test]
async fn input_larger_than_a_pipe_is_delivered_whole() {
    let mut command = Command::new("wc").args(["-c"]);
    command.stdin = vec![b'x'; 1 << 20];
    assert_eq!(command.run().await.unwrap().stdout.trim(), "1048576");
}

#[tokio::test]
async fn a_program_that_ignores_its_input_is_no_failure() {
    let mut command = sh("exit 0");
    command.stdin = vec![b'x'; 1 << 20];
    assert!(command.run().await.unwrap().success());
}

#[tokio::test]
async fn a_flood_is_cut_at_the_limit_and_ends_with_the_time() {
    let mut command = sh("yes").within(Duration::from_millis(200));
    command.limit = 1000;
    assert!(matches!(command.run().await, Err(CommandError::Timeout { .. })));
    let mut command = sh("yes | head -c 5000000");
    command.limit = 1000;
    let output = command.run().await.unwrap();
    assert_eq!((output.stdout.len(), output.truncated), (1000, true));
}

#[tokio::test]
async fn time_running_out_kills_grandchildren_too() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pid");
    let script = format!("echo waiting; sleep 600 & echo $! > {}; wait", file.display());
    match sh(&script).within(Duration::from_secs(3)).run().await {
        Err(CommandError::Timeout { said, .. }) => assert_eq!(said.stdout, "waiting\n"),
        other => panic!("{other:?}"),
    }
    let pid = pid_in(&file).await;
    until(|| !runs(&pid)).await;
}

#[tokio::test]
async fn dropping_the_future_kills_the_whole_group() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pid");
    let command = sh(&format!("sleep 600 & echo $! > {}; wait", file.display()));
    let pid = tokio::select! {
        _ = command.run() => panic!("it cannot end by itself"),
        pid = pid_in(&file) => pid,
    };
    until(|| !runs(&pid)).await;
}

#[tokio::test]
async fn a_grandchild_that_holds_the_pipes_neither_blocks_the_answer_nor_dies() {
    let output = sh("sleep 600 & echo $!").run().await.unwrap();
    assert!(output.success() && runs(&output.stdout));
    let pid = Pid::from_raw(output.stdout.trim().parse().unwrap()).unwrap();
    rustix::process::kill_process(pid, Signal::KILL).unwrap();
}

#[tokio::test]
async fn a_program_killed_by_a_signal_has_no_exit_status() {
    let output = sh("kill -9 $$").run().await.unwrap();
    assert_eq!(
        (output.code, output.complaint().as_str()),
        (None, "killed by a signal")
    );
}

#[tokio::test]
async fn a_missing_program_is_named() {
    let error = Command::new("/nonexistent/program").run().await.unwrap_err();
    assert_eq!(error.to_string(), "/nonexistent/program could not be started");
}

#[test]
fn programs_are_found_by_name_and_by_path() {
    assert!(System.find("sh").is_some_and(|path| path.is_absolute()));
    assert_eq!(System.find("/bin/sh"), Some("/bin/sh".into()));
    assert_eq!(System.find("no-such-program-here"), None);
}

#[tokio::test]
async fn a_bare_program_inherits_the_search_path_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new("env").env("EXTRA", "1");
    (command.bare, command.folder) = (true, folder.path().to_owned());
    let output = command.run().await.unwrap();
    let mut names: Vec<_> = output
        .stdout
        .lines()
        .filter_map(|line| Some(line.split_once('=')?.0))
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["EXTRA", "PATH"]);
    let mut command = Command::new("pwd");
    command.folder = folder.path().to_owned();
    assert_eq!(
        command.run().await.unwrap().stdout.trim(),
        folder.path().to_str().unwrap()
    );
}
