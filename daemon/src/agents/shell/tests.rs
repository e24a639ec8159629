use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use tempfile::TempDir;

use super::*;
use crate::agents::fixture::{actions, call, declared, settings};
use crate::command::{Script, System};

/// A machine with its own folder of jobs.
struct Machine {
    folder: TempDir,
    settings: Settings,
}

impl Machine {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let jobs = folder.path().join("jobs");
        Self {
            settings: settings(&[("plugin.shell.state_path", jobs.to_str().unwrap())]),
            folder,
        }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    async fn ask(&self, action: &str, data: Value) -> Answer {
        let call = call(action, data);
        declared("shell", &call, perform(&System, &call, &self.settings).await)
    }

    async fn start(&self, command: &str) -> String {
        let answer = self.ask("start", json!({ "command": command })).await;
        assert_eq!(answer.status, Status::Ok, "{answer:?}");
        answer.data["handle"].as_str().unwrap().to_owned()
    }

    async fn until(&self, handle: &str, status: &str) -> Object {
        let patience = async {
            loop {
                let answer = self.ask("status", json!({ "handle": handle })).await;
                if answer.data.get("status") == Some(&json!(status)) {
                    return answer.data;
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(60), patience)
            .await
            .expect("the job never got there")
    }
}

async fn eventually(condition: impl Fn() -> bool) {
    let patience = async {
        while !condition() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), patience)
        .await
        .expect("it never came true");
}

#[tokio::test]
async fn run_answers_with_both_streams_and_the_exit_status() {
    let answer = Machine::new()
        .ask(
            "run",
            json!({ "command": "echo out | cat; echo err >&2; exit 3" }),
        )
        .await;
    let expected = json!({ "stdout": "out\n", "stderr": "err\n", "exitcode": 3, "success": true });
    assert_eq!(json!(answer.data), expected);
}

#[tokio::test]
async fn run_tells_what_a_command_said_before_its_time_was_up() {
    let data = json!({ "command": "echo early; sleep 600", "timeout": 2.0 });
    let answer = Machine::new().ask("run", data).await;
    assert_eq!(answer.status, Status::Ok);
    let expected = json!({ "stdout": "early\n", "stderr": "", "exitcode": null, "success": false });
    assert_eq!(json!(answer.data), expected);
}

#[tokio::test]
async fn output_too_long_for_a_reply_is_cut_and_the_answer_says_so() {
    let answer = Machine::new()
        .ask("run", json!({ "command": "yes | head -c 200000" }))
        .await;
    assert_eq!(answer.data["stdout"].as_str().unwrap().len(), STREAM_LIMIT);
    assert_eq!(
        answer.message,
        "output beyond 131072 bytes was dropped, use start and status for long output"
    );
}

#[tokio::test]
async fn a_started_job_can_be_followed_by_offset_to_its_end() {
    let machine = Machine::new();
    let gate = machine.path().join("gate");
    let command = format!(
        "echo one; until [ -e {} ]; do sleep 0.01; done; echo two; echo bad >&2; exit 7",
        gate.display()
    );
    let handle = machine.start(&command).await;
    machine.until(&handle, "running").await;
    std::fs::write(gate, "").unwrap();
    let end = machine.until(&handle, "stopped").await;
    assert_eq!(
        json!(end),
        json!({ "status": "stopped", "stdout": "one\ntwo\n", "stderr": "bad\n", "exitcode": 7 })
    );
    let rest = machine
        .ask("status", json!({ "handle": handle, "stdout_offset": 4 }))
        .await;
    assert_eq!(rest.data["stdout"], json!("two\n"));
}

#[tokio::test]
async fn killing_a_job_ends_what_it_started_and_its_exit_is_told() {
    let machine = Machine::new();
    let pid = machine.path().join("pid");
    let handle = machine
        .start(&format!(
            "sleep 600 & echo $! > {}.new; mv {0}.new {0}; wait",
            pid.display()
        ))
        .await;
    machine.until(&handle, "running").await;
    eventually(|| pid.exists()).await;
    let sleeper = std::fs::read_to_string(&pid).unwrap();
    assert_eq!(
        machine.ask("kill", json!({ "handle": handle })).await.status,
        Status::Ok
    );
    let end = machine.until(&handle, "stopped").await;
    assert_eq!(end["exitcode"], json!(143));
    let sleeps = Path::new("/proc").join(sleeper.trim()).join("exe");
    eventually(|| !sleeps.exists()).await;
    let again = machine.ask("kill", json!({ "handle": handle })).await;
    assert_eq!(again.message, format!("job {handle} is not running"));
    let listed = machine.ask("list", json!({})).await;
    assert_eq!(listed.data["jobs"][&handle]["signal"], json!(15));
}

#[tokio::test]
async fn jobs_are_listed_with_command_and_state() {
    let machine = Machine::new();
    assert_eq!(
        json!(machine.ask("list", json!({})).await.data),
        json!({ "jobs": {} })
    );
    let handle = machine.start("echo 'a  b'").await;
    machine.until(&handle, "stopped").await;
    let jobs = machine.ask("list", json!({})).await.data;
    let job = json!({ "id": handle, "command": "echo 'a  b'", "status": "stopped", "signal": 0 });
    assert_eq!(jobs["jobs"], json!({ handle: job }));
}

#[tokio::test]
async fn statuses_tell_of_each_handle_also_of_those_that_do_not_exist() {
    let machine = Machine::new();
    let handle = machine.start("echo hi").await;
    machine.until(&handle, "stopped").await;
    let answer = machine
        .ask("statuses", json!({ "handles": [handle, "nothere", "../x", 7] }))
        .await;
    let told = &answer.data["statuses"];
    assert_eq!(
        told[&handle],
        json!({ "status": "stopped", "stdout": "hi\n", "stderr": "", "exitcode": 0 })
    );
    assert_eq!(
        told["nothere"],
        json!({ "status": "error", "error": "no job has the handle nothere" })
    );
    assert_eq!(told["../x"]["error"], json!("input handle is not a handle"));
    assert_eq!(told["7"]["status"], json!("error"));
}

#[tokio::test]
async fn a_job_that_vanished_without_a_trace_has_failed() {
    let machine = Machine::new();
    let job = machine.path().join("jobs/gone");
    std::fs::create_dir_all(&job).unwrap();
    assert_eq!(machine.until("gone", "starting").await["stdout"], json!(""));
    std::fs::write(job.join("pid"), "1\n").unwrap();
    // Process 1 lives, but it is not this job's.
    std::fs::write(job.join("group"), "1\n").unwrap();
    machine.until("gone", "failed").await;
    let answer = machine.ask("kill", json!({ "handle": "gone" })).await;
    assert_eq!(answer.message, "job gone is not running");
}

#[tokio::test]
async fn a_folder_others_can_write_to_is_not_used() {
    let machine = Machine::new();
    let jobs = machine.path().join("jobs");
    std::fs::create_dir(&jobs).unwrap();
    std::fs::set_permissions(&jobs, std::fs::Permissions::from_mode(0o777)).unwrap();
    std::fs::create_dir(jobs.join("planted")).unwrap();
    let calls = [
        ("start", json!({ "command": "true" })),
        ("status", json!({ "handle": "planted" })),
    ];
    for (action, data) in calls {
        let answer = machine.ask(action, data).await;
        let refusal = format!("{} is not a folder of this node's user alone", jobs.display());
        assert_eq!(answer.message, refusal, "{action}");
    }
}

#[tokio::test]
async fn another_user_is_switched_to_or_the_command_does_not_run() {
    let line = "runuser -u ann -- /bin/sh -c id -un";
    let script = Script::with(&["runuser"]).on(line, 0, "ann\n", "");
    let data = json!({ "command": "id -un", "user": "ann" });
    let answer = perform(&script, &call("run", data.clone()), &Settings::default()).await;
    assert_eq!(answer.data["stdout"], json!("ann\n"));

    let answer = perform(&Script::default(), &call("run", data), &Settings::default()).await;
    assert_eq!(answer.status, Status::Aborted);
    let answer = perform(
        &script,
        &call("run", json!({ "command": "id", "user": "-x" })),
        &Settings::default(),
    )
    .await;
    assert_eq!(answer.status, Status::InvalidData);
}

#[tokio::test]
async fn inputs_that_cannot_be_right_are_refused() {
    let machine = Machine::new();
    let cases = [
        ("run", json!({ "command": "a\0b" })),
        ("run", json!({ "command": "x".repeat(10_241) })),
        ("run", json!({ "command": "true", "timeout": -1 })),
        ("status", json!({ "handle": "../etc" })),
        ("status", json!({ "handle": "a", "stdout_offset": 0.5 })),
        ("statuses", json!({ "handles": "a" })),
        ("statuses", json!({ "handles": vec!["a"; 101] })),
    ];
    for (action, data) in cases {
        assert_eq!(
            machine.ask(action, data.clone()).await.status,
            Status::InvalidData,
            "{action} {data}"
        );
    }
    assert_eq!(machine.ask("run", json!({})).await.status, Status::MissingData);
}

#[tokio::test]
async fn every_declared_action_is_known_and_no_other() {
    let machine = Machine::new();
    for action in actions("shell") {
        let answer = machine.ask(&action, json!({})).await;
        assert_ne!(answer.status, Status::UnknownAction, "{action}");
    }
    let answer = machine.ask("bogus", json!({})).await;
    assert_eq!(
        (answer.status, answer.message.as_str()),
        (Status::UnknownAction, "unknown action bogus")
    );
}
