use protocol::rpc::Status;
use serde_json::json;

use super::*;
use crate::agents::fixture::{actions, call, declared, settings};
use crate::command::Script;

const SHOW: &str = "systemctl show --property=LoadState,ActiveState -- sshd";
const START: &str = "systemctl --no-ask-password start -- sshd";
const STOP: &str = "systemctl --no-ask-password stop -- sshd";
const RUNNING: &str = "LoadState=loaded\nActiveState=active\n";
const STOPPED: &str = "LoadState=loaded\nActiveState=inactive\n";
const MISSING: &str = "LoadState=not-found\nActiveState=inactive\n";

fn systemd() -> Script {
    Script::with(&["/run/systemd/system", "systemctl", "service"])
}

fn openrc() -> Script {
    Script::with(&["/run/openrc", "rc-service", "service"])
}

fn sysv() -> Script {
    Script::with(&["service", "systemctl"])
}

async fn ask(machine: &Script, action: &str) -> Answer {
    let call = call(action, json!({ "service": "sshd" }));
    declared(
        "service",
        &call,
        perform(machine, &call, &Settings::default()).await,
    )
}

async fn status(machine: Script) -> String {
    let answer = ask(&machine, "status").await;
    assert_eq!(answer.status, Status::Ok, "{answer:?}");
    answer.data["status"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn systemd_tells_running_stopped_and_unknown_services_apart() {
    assert_eq!(status(systemd().on(SHOW, 0, RUNNING, "")).await, "running");
    assert_eq!(status(systemd().on(SHOW, 0, STOPPED, "")).await, "stopped");
    assert_eq!(
        status(systemd().on(SHOW, 0, "LoadState=loaded\nActiveState=failed\n", "")).await,
        "stopped"
    );
    assert_eq!(status(systemd().on(SHOW, 0, MISSING, "")).await, "unknown");
}

#[tokio::test]
async fn openrc_tells_by_exit_status() {
    let line = "rc-service --nocolor sshd status";
    assert_eq!(
        status(openrc().on(line, 0, " * status: started\n", "")).await,
        "running"
    );
    assert_eq!(
        status(openrc().on(line, 3, " * status: stopped\n", "")).await,
        "stopped"
    );
    assert_eq!(
        status(openrc().on(line, 32, " * status: crashed\n", "")).await,
        "stopped"
    );
    let missing = " * rc-service: service `sshd' does not exist\n";
    assert_eq!(status(openrc().on(line, 1, "", missing)).await, "unknown");
}

#[tokio::test]
async fn scripts_tell_by_exit_status_and_a_missing_one_is_unknown() {
    let line = "service sshd status";
    assert_eq!(
        status(sysv().on(line, 0, "sshd is running.\n", "")).await,
        "running"
    );
    assert_eq!(
        status(sysv().on(line, 3, "sshd is not running ... failed!\n", "")).await,
        "stopped"
    );
    assert_eq!(
        status(sysv().on(line, 1, "", "sshd: unrecognized service\n")).await,
        "unknown"
    );
    assert_eq!(status(sysv().on(line, 4, "", "")).await, "unknown");
}

#[tokio::test]
async fn starting_a_stopped_service_answers_with_the_new_state() {
    let machine = systemd()
        .on(SHOW, 0, STOPPED, "")
        .on(SHOW, 0, RUNNING, "")
        .on(START, 0, "", "");
    let answer = ask(&machine, "start").await;
    assert_eq!(
        (answer.status, &answer.data["status"]),
        (Status::Ok, &json!("running"))
    );
    assert_eq!(machine.ran(), [SHOW, START, SHOW]);
}

#[tokio::test]
async fn a_service_that_is_as_wanted_is_left_alone_and_the_answer_fails_with_its_state() {
    let machine = systemd().on(SHOW, 0, RUNNING, "");
    let answer = ask(&machine, "start").await;
    assert_eq!(
        (answer.status, &answer.data["status"]),
        (Status::Aborted, &json!("running"))
    );
    assert_eq!(answer.message, "could not start sshd: it is already running");
    assert_eq!(machine.ran(), [SHOW]);

    let answer = ask(&systemd().on(SHOW, 0, STOPPED, ""), "stop").await;
    assert_eq!(answer.message, "could not stop sshd: it is already stopped");
}

#[tokio::test]
async fn a_failed_start_quotes_the_init_system() {
    let said = "Failed to start sshd.service: Unit sshd.service not found.\n";
    let machine = systemd().on(SHOW, 0, MISSING, "").on(START, 5, "", said);
    let answer = ask(&machine, "start").await;
    assert_eq!(
        answer.message,
        "could not start sshd: Failed to start sshd.service: Unit sshd.service not found. (exit status 5)"
    );
    assert_eq!(answer.data["status"], json!("unknown"));
}

#[tokio::test]
async fn a_service_that_survives_its_stop_is_a_failure() {
    let machine = systemd().on(SHOW, 0, RUNNING, "").on(STOP, 0, "", "");
    let answer = ask(&machine, "stop").await;
    assert_eq!(
        (answer.status, answer.message.as_str()),
        (Status::Aborted, "could not stop sshd: it still runs")
    );
}

#[tokio::test]
async fn restart_does_not_mind_the_state_before() {
    let restart = "systemctl --no-ask-password restart -- sshd";
    let machine = systemd()
        .on(SHOW, 0, STOPPED, "")
        .on(SHOW, 0, RUNNING, "")
        .on(restart, 0, "", "");
    assert_eq!(ask(&machine, "restart").await.data["status"], json!("running"));
}

#[tokio::test]
async fn the_configured_provider_wins_and_a_wrong_one_is_named() {
    let machine = systemd().on("service sshd status", 0, "", "");
    let sysv = settings(&[("plugin.service.provider", "debian")]);
    let answer = perform(&machine, &call("status", json!({ "service": "sshd" })), &sysv).await;
    assert_eq!(answer.data["status"], json!("running"));

    let wrong = settings(&[("plugin.service.provider", "launchd")]);
    let answer = perform(&machine, &call("status", json!({ "service": "sshd" })), &wrong).await;
    assert_eq!(
        answer.message,
        "plugin.service.provider is launchd, which is none of systemd, openrc, sysv"
    );
}

#[tokio::test]
async fn a_machine_without_init_system_says_so() {
    let answer = ask(&Script::default(), "status").await;
    assert_eq!(
        answer.message,
        "no supported init system found: neither systemd, OpenRC nor System V scripts"
    );
}

#[tokio::test]
async fn names_that_could_be_options_are_refused_before_anything_runs() {
    let machine = systemd();
    let answer = perform(
        &machine,
        &call("start", json!({ "service": "--all" })),
        &Settings::default(),
    )
    .await;
    assert_eq!(answer.status, Status::InvalidData);
    assert!(machine.ran().is_empty());
}

#[tokio::test]
async fn every_declared_action_is_known_and_no_other() {
    let machine = systemd().on(SHOW, 0, RUNNING, "");
    for action in actions("service") {
        let answer = ask(&machine, &action).await;
        assert_ne!(answer.status, Status::UnknownAction, "{action}");
    }
    let answer = ask(&machine, "bogus").await;
    assert_eq!(
        (answer.status, answer.message.as_str()),
        (Status::UnknownAction, "unknown action bogus")
    );
}
