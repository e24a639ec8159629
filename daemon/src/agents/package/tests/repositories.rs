//! What repositories offer, and what is out of date.

use super::*;

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
