//! Packages that are installed, updated and taken away.

use super::*;

const APT: &str = "apt-get -q -y -o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=60";

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
