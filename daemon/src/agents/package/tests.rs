use protocol::rpc::Status;
use serde_json::json;

use super::*;
use crate::agents::fixture::{actions, call, declared, settings};
use crate::command::Script;

const DPKG: &str = "dpkg-query -W -f ${Package}\\t${Version}\\t${Architecture}\\t${Status}\\n -- bash";
const RPM: &str =
    "rpm -q --qf %{NAME}\\t%|EPOCH?{%{EPOCH}}:{0}|\\t%{VERSION}\\t%{RELEASE}\\t%{ARCH}\\n -- bash";
const APT: &str = "apt-get -q -y -o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=60";
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
async fn installing_runs_the_manager_and_tells_the_new_state() {
    let install = format!("{APT} install -- bash");
    let script = Arc::new(debian().on(DPKG, 1, "", NONE).on(DPKG, 0, BASH, "").on(
        &install,
        0,
        "Setting up bash\n",
        "",
    ));
    let answer = ask_with(script.clone(), "install", json!({ "package": "bash" })).await;
    assert_eq!(
        (answer.status, &answer.data["output"]),
        (Status::Ok, &json!("Setting up bash\n"))
    );
    assert_eq!(answer.data["ensure"], json!("5.2.15-2+b8"));
    assert_eq!(script.ran(), [DPKG, &install, DPKG]);
}

#[tokio::test]
async fn a_version_is_installed_over_a_present_package() {
    let install = format!("{APT} install --allow-downgrades -- bash=5.2.15-2+b8");
    let script = debian().on(DPKG, 0, BASH, "").on(&install, 0, "", "");
    let answer = ask(
        script,
        "install",
        json!({ "package": "bash", "version": "5.2.15-2+b8" }),
    )
    .await;
    assert_eq!(answer.status, Status::Ok, "{answer:?}");

    let script =
        redhat()
            .on(RPM, 1, "package bash is not installed\n", "")
            .on(RPM, 0, "bash\t0\t5.1\t2\tx\n", "");
    let answer = ask(
        script.on("dnf -q -y install bash-5.1-2", 0, "", ""),
        "install",
        json!({ "package": "bash", "version": "5.1-2" }),
    )
    .await;
    assert_eq!(answer.status, Status::Ok, "{answer:?}");
}

#[tokio::test]
async fn changes_with_nothing_to_do_fail_and_still_tell_the_state() {
    let answer = bash(debian().on(DPKG, 0, BASH, ""), "install").await;
    assert_eq!(
        (answer.status, answer.message.as_str()),
        (Status::Aborted, "package bash is already installed")
    );
    assert_eq!(answer.data["ensure"], json!("5.2.15-2+b8"));
    for action in ["update", "uninstall", "purge"] {
        let answer = bash(debian().on(DPKG, 1, "", NONE), action).await;
        assert_eq!(
            (answer.status, answer.message.as_str()),
            (Status::Aborted, "package bash is not installed")
        );
        assert_eq!(answer.data["ensure"], json!("purged"));
    }
}

#[tokio::test]
async fn configuration_files_left_behind_can_be_purged() {
    let left = "bash\t5.2\tamd64\tdeinstall ok config-files\n";
    let purge = format!("{APT} purge -- bash");
    let script = debian()
        .on(DPKG, 0, left, "")
        .on(DPKG, 1, "", NONE)
        .on(&purge, 0, "", "");
    let answer = bash(script, "purge").await;
    assert_eq!(
        (answer.status, &answer.data["ensure"]),
        (Status::Ok, &json!("purged"))
    );
}

#[tokio::test]
async fn a_failed_change_quotes_the_manager_and_tells_the_state() {
    let script = debian().on(DPKG, 1, "", NONE).on(
        &format!("{APT} install -- bash"),
        100,
        "",
        "E: Unable to locate package bash\n",
    );
    let answer = bash(script, "install").await;
    assert_eq!(
        answer.message,
        "installing bash failed: E: Unable to locate package bash (exit status 100)"
    );
    assert_eq!(answer.data["ensure"], json!("purged"));
}

#[tokio::test]
async fn a_success_that_changed_nothing_is_a_failure() {
    let script = debian()
        .on(DPKG, 0, BASH, "")
        .on(&format!("{APT} remove -- bash"), 0, "0 to remove\n", "");
    let answer = bash(script, "uninstall").await;
    assert_eq!(
        answer.message,
        "the package manager reported success, but bash is 5.2.15-2+b8"
    );
}

#[tokio::test]
async fn a_name_apt_would_read_as_a_pattern_must_exist() {
    let query = DPKG.replace("bash", "ba.h");
    let script = Arc::new(debian().on(&query, 1, "", NONE).on(
        "apt-cache pkgnames -- ba.h",
        0,
        "ba.hh\n",
        "",
    ));
    let answer = ask_with(script.clone(), "install", json!({ "package": "ba.h" })).await;
    assert_eq!(answer.message, "no repository has a package ba.h");
    assert!(!script.ran().iter().any(|line| line.starts_with("apt-get")));
}

#[tokio::test]
async fn names_and_versions_that_could_be_options_are_refused_before_anything_runs() {
    let script = Arc::new(debian());
    for data in [
        json!({ "package": "-y" }),
        json!({ "package": "bash-" }),
        json!({ "package": "bash", "version": "-1" }),
    ] {
        let answer = ask_with(script.clone(), "install", data).await;
        assert_eq!(answer.status, Status::InvalidData, "{answer:?}");
    }
    let answer = ask_with(script.clone(), "install", json!({})).await;
    assert_eq!(answer.status, Status::MissingData);
    assert!(script.ran().is_empty());
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
async fn apt_updates_are_read_from_a_simulated_upgrade() {
    let said = "Inst bash [5.2.15-2+b8] (5.2.15-2+b13 Debian:12.15/oldstable [amd64])
Inst libgcrypt20-dev [1.10.1-3] (1.10.1-3+deb12u1 Debian:12.15/oldstable, Debian-Security:12 [amd64]) []
Inst newcomer (1.0 Debian:12 [all])
Conf bash (5.2.15-2+b13 Debian:12.15/oldstable [amd64])
";
    for (action, manager) in [("checkupdates", Some(&json!("apt"))), ("apt_checkupdates", None)] {
        let script = debian().on("apt-get --simulate dist-upgrade", 0, said, "");
        let answer = ask(script, action, json!({})).await;
        assert_eq!(answer.data.get("package_manager"), manager);
        let row = |package, version, repo| json!({ "package": package, "version": version, "repo": repo });
        assert_eq!(
            answer.data["outdated_packages"],
            json!([
                row("bash", "5.2.15-2+b13", "Debian:12.15/oldstable [amd64]"),
                row(
                    "libgcrypt20-dev",
                    "1.10.1-3+deb12u1",
                    "Debian:12.15/oldstable, Debian-Security:12 [amd64]"
                ),
            ])
        );
    }
}

#[tokio::test]
async fn yum_updates_are_read_even_when_rows_are_wrapped() {
    let said = "
bash.x86_64                5.1.8-9.el9_4       baseos
a-very-long-package-name-that-fills-the-line.noarch
                           1.0-1.el9           appstream
Obsoleting Packages
grub2.x86_64               2.06-80.el9         baseos
";
    let script = redhat().on("dnf -q check-update", 100, said, "");
    let answer = ask(script, "checkupdates", json!({})).await;
    assert_eq!(
        (&answer.data["exitcode"], &answer.data["package_manager"]),
        (&json!(100), &json!("yum"))
    );
    assert_eq!(
        answer.data["outdated_packages"],
        json!([
            { "package": "bash.x86_64", "version": "5.1.8-9.el9_4", "repo": "baseos" },
            { "package": "a-very-long-package-name-that-fills-the-line.noarch", "version": "1.0-1.el9", "repo": "appstream" },
        ])
    );
    let script = redhat().on(
        "dnf -q check-update",
        1,
        "",
        "Error: Failed to download metadata\n",
    );
    let answer = ask(script, "checkupdates", json!({})).await;
    assert_eq!(
        answer.message,
        "dnf check-update failed: Error: Failed to download metadata (exit status 1)"
    );
}

#[tokio::test]
async fn refreshing_fetches_the_lists_and_tells_what_is_out_of_date() {
    let debian = || {
        debian()
            .on("apt-get update", 0, "Hit:1\n", "")
            .on("apt-get --simulate dist-upgrade", 0, "", "")
    };
    let answer = ask(debian(), "apt_update", json!({})).await;
    assert_eq!(
        json!(answer.data),
        json!({ "output": "", "exitcode": 0, "outdated_packages": [] })
    );
    let answer = ask(debian(), "refresh", json!({})).await;
    assert_eq!(json!(answer.data), json!({ "output": "", "exitcode": 0 }));
    let offline = self::debian().on("apt-get update", 100, "", "E: no network\n");
    assert_eq!(
        ask(offline, "refresh", json!({})).await.message,
        "apt-get update failed: E: no network (exit status 100)"
    );
}

#[tokio::test]
async fn yum_clean_takes_its_mode_from_the_request_then_the_configuration() {
    let script = redhat().on("dnf -q clean metadata", 0, "3 files removed\n", "");
    let answer = ask(script, "yum_clean", json!({ "mode": "metadata" })).await;
    assert_eq!(
        json!(answer.data),
        json!({ "output": "3 files removed\n", "exitcode": 0 })
    );

    let machine = Machine::new(Arc::new(redhat().on("dnf -q clean packages", 0, "", "")));
    let configured = settings(&[("plugin.package.yum_clean_mode", "packages")]);
    assert_eq!(
        perform(&machine, &call("yum_clean", json!({})), &configured)
            .await
            .status,
        Status::Ok
    );

    let answer = ask(redhat(), "yum_clean", json!({ "mode": "everything" })).await;
    assert_eq!(answer.status, Status::InvalidData);
}

#[tokio::test]
async fn searches_list_what_repositories_offer() {
    let script = debian().on(
        "apt-cache search --names-only -- libstdc\\+\\+",
        0,
        "libstdc++6 - GNU Standard C++ Library v3\n",
        "",
    );
    let answer = ask(script, "search", json!({ "package": "libstdc++" })).await;
    assert_eq!(
        json!(answer.data),
        json!({ "package_count": "1", "available_packages": [{ "package": "libstdc++6", "summary": "GNU Standard C++ Library v3" }] })
    );
    let list = "Available Packages\nzsh.x86_64   5.8-9.el9   baseos\n";
    let answer = ask(
        redhat().on("dnf -q list available *zsh*", 0, list, ""),
        "search",
        json!({ "package": "zsh" }),
    )
    .await;
    assert_eq!(
        answer.data["available_packages"],
        json!([{ "package": "zsh.x86_64", "version": "5.8-9.el9", "repo": "baseos" }])
    );
    let none = redhat().on(
        "dnf -q list available *zsh*",
        1,
        "",
        "Error: No matching Packages to list\n",
    );
    assert_eq!(
        ask(none, "search", json!({ "package": "zsh" })).await.data["package_count"],
        json!("0")
    );
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
