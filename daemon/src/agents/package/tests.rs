mod changing;
mod repositories;

use protocol::rpc::Status;
use serde_json::json;

use super::*;
use crate::agents::fixture::{actions, call, declared, settings};
use crate::command::Script;

const DPKG: &str = "dpkg-query -W -f ${Package}\\t${Version}\\t${Architecture}\\t${Status}\\n -- bash";
const RPM: &str =
    "rpm -q --qf %{NAME}\\t%|EPOCH?{%{EPOCH}}:{0}|\\t%{VERSION}\\t%{RELEASE}\\t%{ARCH}\\n -- bash";
const BASH: &str = "bash\t5.2.15-2+b8\tamd64\tinstall ok installed\n";
const NONE: &str = "dpkg-query: no packages found matching bash\n";

fn debian() -> Script {
    Script::with(&["apt-get", "dpkg-query"])
}

fn redhat() -> Script {
    Script::with(&["rpm", "dnf", "yum"])
}

async fn ask(script: Script, action: &str, data: serde_json::Value) -> Answer {
    ask_with(Arc::new(script), action, data).await
}

async fn ask_with(script: Arc<Script>, action: &str, data: serde_json::Value) -> Answer {
    let call = call(action, data);
    declared(
        "package",
        &call,
        perform(&Machine::new(script), &call, &Settings::default()).await,
    )
}

async fn bash(script: Script, action: &str) -> Answer {
    ask(script, action, json!({ "package": "bash" })).await
}

fn shown(answer: &Answer) -> String {
    format!("{:?} {} {}", answer.status, answer.message, json!(answer.data))
}

#[tokio::test]
async fn dpkg_states_are_told_in_words_clients_know() {
    let installed = bash(debian().on(DPKG, 0, BASH, ""), "status").await;
    insta::assert_snapshot!(shown(&installed), @r#"Ok OK {"arch":"amd64","ensure":"5.2.15-2+b8","epoch":"0","name":"bash","provider":"apt","release":"2+b8","version":"5.2.15"}"#);
    let epoch = bash(
        debian().on(DPKG, 0, "bash\t1:2.3~rc1\tall\thold ok installed\n", ""),
        "status",
    )
    .await;
    insta::assert_snapshot!(shown(&epoch), @r#"Ok OK {"arch":"all","ensure":"1:2.3~rc1","epoch":"1","name":"bash","provider":"apt","release":"","version":"2.3~rc1"}"#);
    let removed = bash(
        debian().on(DPKG, 0, "bash\t5.2\tamd64\tdeinstall ok config-files\n", ""),
        "status",
    )
    .await;
    insta::assert_snapshot!(shown(&removed), @r#"Ok OK {"ensure":"absent","name":"bash","provider":"apt"}"#);
    let never = bash(debian().on(DPKG, 1, "", NONE), "status").await;
    insta::assert_snapshot!(shown(&never), @r#"Ok OK {"ensure":"purged","name":"bash","provider":"apt"}"#);
}

#[tokio::test]
async fn of_several_architectures_the_installed_one_is_told() {
    let lines = "bash\t5.2\ti386\tdeinstall ok config-files\nbash\t5.2\tamd64\tinstall ok installed\n";
    let answer = bash(debian().on(DPKG, 0, lines, ""), "status").await;
    assert_eq!(answer.data["arch"], json!("amd64"));
}

#[tokio::test]
async fn rpm_states_carry_the_epoch_only_when_there_is_one() {
    let installed = bash(
        redhat().on(RPM, 0, "bash\t0\t5.1.8\t9.el9\tx86_64\n", ""),
        "status",
    )
    .await;
    insta::assert_snapshot!(shown(&installed), @r#"Ok OK {"arch":"x86_64","ensure":"5.1.8-9.el9","epoch":"0","name":"bash","provider":"dnf","release":"9.el9","version":"5.1.8"}"#);
    let lines = "bash\t1\t5.0\t1\tx86_64\nbash\t1\t5.1\t2\tx86_64\n";
    let epoch = bash(redhat().on(RPM, 0, lines, ""), "status").await;
    assert_eq!(epoch.data["ensure"], json!("1:5.1-2"));
    let missing = bash(
        redhat().on(RPM, 1, "package bash is not installed\n", ""),
        "status",
    )
    .await;
    insta::assert_snapshot!(shown(&missing), @r#"Ok OK {"ensure":"absent","name":"bash","provider":"dnf"}"#);
}

#[tokio::test]
async fn a_broken_database_is_a_failure_not_an_absent_package() {
    let answer = bash(
        debian().on(
            DPKG,
            2,
            "",
            "dpkg-query: error: parsing file '/var/lib/dpkg/status'\n",
        ),
        "status",
    )
    .await;
    assert_eq!(
        answer.message,
        "dpkg-query failed: dpkg-query: error: parsing file '/var/lib/dpkg/status' (exit status 2)"
    );
    let answer = bash(
        redhat().on(RPM, 1, "", "error: cannot open Packages database\n"),
        "status",
    )
    .await;
    assert_eq!(
        answer.message,
        "rpm failed: error: cannot open Packages database (exit status 1)"
    );
}

#[tokio::test]
async fn only_installed_packages_are_counted_and_hashed() {
    let list =
        "Desired=Unknown/Install\n||/ Name Version\n+++-===\nii  a 1 all x\nrc  b 1 all y\nii  c 1 all z\n";
    let count = ask(debian().on("dpkg --list", 0, list, ""), "count", json!({})).await;
    assert_eq!(json!(count.data), json!({ "output": "2", "exitcode": 0 }));
    let hash = ask(debian().on("dpkg --list", 0, list, ""), "md5", json!({})).await;
    // md5 of the two lines joined by a line feed, as mixed fleets compare it.
    assert_eq!(hash.data["output"], json!("cb503eec41a89cb61ea9e0c6d3d936c7"));
    let count = ask(
        redhat().on("rpm -qa", 0, "a-1-1.x86_64\nb-2-1.noarch\n\n", ""),
        "count",
        json!({}),
    )
    .await;
    assert_eq!(count.data["output"], json!("2"));
}

#[tokio::test]
async fn managers_that_are_not_there_are_named() {
    let cases = [
        (
            "count",
            "no supported package manager found: neither dnf, yum nor apt-get",
        ),
        ("yum_checkupdates", "neither dnf nor yum is installed here"),
        ("apt_update", "apt-get is not installed here"),
    ];
    for (action, message) in cases {
        assert_eq!(ask(Script::default(), action, json!({})).await.message, message);
    }
    let wrong = settings(&[("plugin.package.provider", "brew")]);
    let machine = Machine::new(Arc::new(debian()));
    let answer = perform(&machine, &call("count", json!({})), &wrong).await;
    assert_eq!(
        answer.message,
        "plugin.package.provider is brew, which is none of apt, yum, dnf"
    );
}

#[tokio::test]
async fn the_real_dpkg_knows_its_own_state() {
    if !std::path::Path::new("/usr/bin/dpkg-query").exists() {
        eprintln!("skipped: this machine has no dpkg");
        return;
    }
    let machine = Machine::new(Arc::new(crate::command::System));
    let ask = |package: &'static str| call("status", json!({ "package": package }));
    let dpkg = perform(&machine, &ask("dpkg"), &Settings::default()).await;
    assert_eq!(
        (dpkg.status, &dpkg.data["provider"]),
        (Status::Ok, &json!("apt")),
        "{dpkg:?}"
    );
    assert!(!["absent", "purged"].contains(&dpkg.data["ensure"].as_str().unwrap()));
    let missing = perform(&machine, &ask("no-such-package-here"), &Settings::default()).await;
    assert_eq!(missing.data["ensure"], json!("purged"));
}

#[tokio::test]
async fn every_declared_action_is_known_and_no_other() {
    let data = || json!({ "package": "bash" });
    for action in actions("package") {
        let answer = ask(Script::default(), &action, data()).await;
        assert_ne!(answer.status, Status::UnknownAction, "{action}");
    }
    let answer = ask(Script::default(), "bogus", data()).await;
    assert_eq!(
        (answer.status, answer.message.as_str()),
        (Status::UnknownAction, "unknown action bogus")
    );
}
