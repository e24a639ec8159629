mod resources;
mod runs;

use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use protocol::rpc::Status;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use crate::agents::fixture::{actions, call, declared, settings};
use crate::command::Script;

const PRINT: &str = "puppet config print --section agent agent_disabled_lockfile agent_catalog_run_lockfile lastrunfile \
                     lastrunreport resourcefile pidfile";
const NOW: u64 = 1_700_000_000;

/// A machine with Puppet, its state in a folder of the test.
struct Fake {
    folder: TempDir,
    script: Arc<Script>,
    machine: Machine,
    settings: Settings,
}

impl Fake {
    fn new(pairs: &[(&str, &str)], record: impl FnOnce(Script) -> Script) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let line = |name: &str, file: &str| format!("{name} = {}\n", folder.path().join(file).display());
        let printed = [
            line("agent_disabled_lockfile", "disabled.lock"),
            line("agent_catalog_run_lockfile", "run.lock"),
            line("lastrunfile", "summary.yaml"),
            line("lastrunreport", "report.yaml"),
            line("resourcefile", "resources.txt"),
            line("pidfile", "agent.pid"),
        ];
        // Process 7 lives, others do not.
        let script = Arc::new(record(Script::with(&["puppet", "/proc/7"]).on(
            PRINT,
            0,
            &printed.concat(),
            "",
        )));
        Self {
            folder,
            machine: Machine::new(script.clone()),
            script,
            settings: settings(pairs),
        }
    }

    fn plain() -> Self {
        Self::new(&[], |script| script)
    }

    fn file(&self, name: &str, content: &str) -> &Self {
        std::fs::write(self.folder.path().join(name), content).unwrap();
        self
    }

    async fn ask(&self, action: &str, data: Value) -> Answer {
        let now = UNIX_EPOCH + Duration::from_secs(NOW);
        let call = call(action, data);
        declared(
            "puppet",
            &call,
            perform(&self.machine, &call, &self.settings, now).await,
        )
    }

    /// What ran, without the question for paths.
    fn ran(&self) -> Vec<String> {
        self.script
            .ran()
            .into_iter()
            .filter(|line| line != PRINT)
            .collect()
    }
}

fn text(answer: &Answer, name: &str) -> String {
    answer.data[name].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn without_puppet_every_action_says_so_in_one_sentence() {
    let machine = Machine::new(Arc::new(Script::default()));
    for action in [
        "status",
        "enable",
        "disable",
        "last_run_summary",
        "runonce",
        "resource",
    ] {
        let answer = perform(
            &machine,
            &call(action, json!({})),
            &Settings::default(),
            UNIX_EPOCH,
        )
        .await;
        assert_eq!(
            (answer.status, answer.message.as_str()),
            (Status::Aborted, "puppet is not installed here")
        );
    }
}

#[tokio::test]
async fn status_tells_what_the_state_files_say() {
    let fake = Fake::plain();
    let fresh = fake.ask("status", json!({})).await;
    insta::assert_snapshot!(json!(fresh.data), @r#"{"applying":false,"daemon_present":false,"disable_message":"","enabled":true,"idling":false,"lastrun":0,"message":"Currently stopped; no run was ever completed","since_lastrun":1700000000,"status":"stopped"}"#);
    fake.file("summary.yaml", &format!("time:\n  last_run: {}\n", NOW - 252))
        .file("agent.pid", "7\n");
    let idling = fake.ask("status", json!({})).await;
    insta::assert_snapshot!(json!(idling.data), @r#"{"applying":false,"daemon_present":true,"disable_message":"","enabled":true,"idling":true,"lastrun":1699999748,"message":"Currently idling; last completed run 4 minutes 12 seconds ago","since_lastrun":252,"status":"idling"}"#);
    fake.file("run.lock", "7");
    assert_eq!(
        text(&fake.ask("status", json!({})).await, "status"),
        "applying a catalog"
    );
    fake.file("run.lock", "8").file("agent.pid", "9");
    assert_eq!(text(&fake.ask("status", json!({})).await, "status"), "stopped");
    fake.file("disabled.lock", r#"{"disabled_message":"maintenance"}"#);
    let disabled = fake.ask("status", json!({})).await;
    assert_eq!(
        (text(&disabled, "status"), text(&disabled, "disable_message")),
        ("disabled".into(), "maintenance".into())
    );
    assert_eq!(disabled.data["enabled"], json!(false));
}

#[tokio::test]
async fn the_paths_are_asked_for_once() {
    let fake = Fake::plain();
    fake.ask("status", json!({})).await;
    fake.ask("status", json!({})).await;
    assert_eq!(fake.script.ran(), [PRINT]);
}

#[tokio::test]
async fn disable_and_enable_move_the_lock_and_fail_when_there_is_nothing_to_do() {
    let fake = Fake::plain();
    let lock = fake.folder.path().join("disabled.lock");
    let answer = fake.ask("disable", json!({ "message": "moving house" })).await;
    assert_eq!(
        text(&answer, "status"),
        "Successfully locked the Puppet agent: moving house"
    );
    assert_eq!(answer.data["enabled"], json!(false));
    assert_eq!(
        std::fs::read_to_string(&lock).unwrap(),
        r#"{"disabled_message":"moving house"}"#
    );

    let again = fake.ask("disable", json!({ "message": "other" })).await;
    assert_eq!(
        (again.status, again.message.as_str()),
        (Status::Aborted, "Could not disable Puppet: Already disabled")
    );
    assert!(std::fs::read_to_string(&lock).unwrap().contains("moving house"));
    assert_eq!(
        std::fs::read_dir(fake.folder.path()).unwrap().count(),
        1,
        "no draft is left"
    );

    let answer = fake.ask("enable", json!({})).await;
    assert_eq!(
        (text(&answer, "status"), &answer.data["enabled"]),
        ("Successfully enabled the Puppet agent".into(), &json!(true))
    );
    assert!(!lock.exists());
    let again = fake.ask("enable", json!({})).await;
    assert_eq!(
        (again.message.as_str(), &again.data["enabled"]),
        ("Could not enable Puppet: Already enabled", &json!(true))
    );
}

#[tokio::test]
async fn disabling_without_a_reason_names_caller_and_time() {
    let fake = Fake::plain();
    let answer = fake.ask("disable", json!({})).await;
    assert_eq!(
        text(&answer, "status"),
        "Successfully locked the Puppet agent: Disabled via mco by choria=rip.mcollective at 2023-11-14 22:13"
    );
}

#[tokio::test]
async fn the_last_run_is_summed_up() {
    let fake = Fake::plain();
    let empty = fake.ask("last_run_summary", json!({})).await;
    assert_eq!(
        (empty.status, &empty.data["total_resources"]),
        (Status::Ok, &json!(0))
    );
    assert_eq!(
        (text(&empty, "config_version"), &empty.data["logs"]),
        ("unknown".into(), &json!([]))
    );

    let summary = format!(
        "version:\n  config: 1366365600\nresources:\n  total: 40\n  out_of_sync: 3\n  changed: 2\n  failed: 1\n\
         time:\n  total: 7.25\n  config_retrieval: 1.5\n  last_run: {}\n",
        NOW - 60
    );
    fake.file("summary.yaml", &summary)
        .file("resources.txt", "file[/etc/motd]\nservice[ssh]\nfile[/x]\n");
    fake.file("report.yaml", "--- !ruby/object:Puppet::Transaction::Report\nlogs:\n- level: notice\n  message: done\n  source: Puppet\n  time: '2023-11-14T22:13:20Z'\n");
    let mut answer = fake.ask("last_run_summary", json!({ "logs": true })).await;
    answer.data.remove("summary");
    insta::assert_snapshot!(json!(answer.data), @r#"{"changed_resources":2,"config_retrieval_time":1.5,"config_version":"1366365600","corrected_resources":0,"failed_resources":1,"lastrun":1699999940,"logs":[{"level":"notice","msg":"done","source":"Puppet","time":1700000000,"time_utc":1700000000}],"out_of_sync_resources":3,"since_lastrun":60,"total_resources":40,"total_time":7.25,"type_distribution":{"File":2,"Service":1}}"#);
}

#[tokio::test]
async fn command_and_configuration_file_can_be_configured() {
    let pairs = [
        ("plugin.puppet.command", "puppet agent --test"),
        ("plugin.puppet.config", "/etc/p.conf"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let line = PRINT.replace("config print", "config --config /etc/p.conf print");
    let printed: String = [
        "agent_disabled_lockfile",
        "agent_catalog_run_lockfile",
        "lastrunfile",
        "lastrunreport",
        "resourcefile",
        "pidfile",
    ]
    .map(|name| format!("{name} = {}\n", folder.path().join(name).display()))
    .concat();
    let script = Arc::new(Script::with(&["puppet"]).on(&line, 0, &printed, ""));
    let machine = Machine::new(script.clone());
    perform(
        &machine,
        &call("runonce", json!({ "force": true })),
        &settings(&pairs),
        UNIX_EPOCH,
    )
    .await;
    let started = "puppet agent --test --config /etc/p.conf --onetime --no-daemonize --color=false --show_diff --verbose --no-splay";
    assert_eq!(script.ran(), [line.as_str(), started]);
}

#[tokio::test]
async fn broken_state_files_are_named() {
    let fake = Fake::plain();
    fake.file("summary.yaml", "a: [");
    let path = Path::new(fake.folder.path()).join("summary.yaml");
    assert_eq!(
        fake.ask("status", json!({})).await.message,
        format!("{} is not valid YAML", path.display())
    );
}

#[tokio::test]
async fn every_declared_action_is_known_and_no_other() {
    let fake = Fake::plain();
    for action in actions("puppet") {
        let answer = fake.ask(&action, json!({})).await;
        assert_ne!(answer.status, Status::UnknownAction, "{action}");
    }
    let answer = fake.ask("bogus", json!({})).await;
    assert_eq!(
        (answer.status, answer.message.as_str()),
        (Status::UnknownAction, "unknown action bogus")
    );
}
