//! Single resources that are applied on request.

use super::*;

const ALLOW_HOST: &[(&str, &str)] = &[("plugin.puppet.resource_type_whitelist", "host")];

fn applied(stdout: &'static str, stderr: &'static str) -> impl FnOnce(Script) -> Script {
    move |script| {
        script.on(
            "puppet resource --color=false host db1 ensure=present ip=10.0.0.1",
            0,
            stdout,
            stderr,
        )
    }
}

fn host() -> Value {
    json!({ "type": "Host", "name": "db1", "ensure": "present", "ip": "10.0.0.1" })
}

#[tokio::test]
async fn a_resource_is_applied_and_the_change_is_told() {
    let created = "Notice: /Host[db1]/ensure: created\nhost { 'db1':\n  ensure => 'present',\n}\n";
    let answer = Fake::new(ALLOW_HOST, applied(created, ""))
        .ask("resource", host())
        .await;
    assert_eq!(
        json!(answer.data),
        json!({ "changed": true, "result": "Notice: /Host[db1]/ensure: created" })
    );
    let answer = Fake::new(ALLOW_HOST, applied("host { 'db1':\n}\n", ""))
        .ask("resource", host())
        .await;
    assert_eq!(
        json!(answer.data),
        json!({ "changed": false, "result": "no output produced" })
    );
    let error = "Error: Could not set 'present' on ensure: read-only\n";
    let answer = Fake::new(ALLOW_HOST, applied("", error))
        .ask("resource", host())
        .await;
    assert_eq!(
        answer.message,
        "applying host[db1] failed: Error: Could not set 'present' on ensure: read-only"
    );
}

#[tokio::test]
async fn resources_in_the_catalog_are_left_to_puppet() {
    let fake = Fake::new(ALLOW_HOST, applied("", ""));
    fake.file("resources.txt", "host[db1]\n");
    let answer = fake.ask("resource", host()).await;
    assert_eq!(
        answer.message,
        "Puppet is managing the resource host[db1], refusing to create conflicting states"
    );
    let pairs = [
        ALLOW_HOST[0],
        ("plugin.puppet.resource_allow_managed_resources", "true"),
    ];
    let fake = Fake::new(&pairs, applied("", ""));
    fake.file("resources.txt", "host[db1]\n");
    assert_eq!(fake.ask("resource", host()).await.status, Status::Ok);
}

#[tokio::test]
async fn resources_that_could_be_options_are_refused_before_anything_runs() {
    let fake = Fake::new(ALLOW_HOST, |script| script);
    for data in [
        json!({ "type": "--host", "name": "a" }),
        json!({ "type": "host", "name": "-a" }),
        json!({ "type": "host", "name": "a", "--x": "y" }),
        json!({ "type": "host", "name": "a", "x": "" }),
        json!({ "type": "host", "name": "a", "x": ["y"] }),
        json!({ "type": "host", "name": "a", "environment": "-e" }),
    ] {
        assert_eq!(
            fake.ask("resource", data.clone()).await.status,
            Status::InvalidData,
            "{data}"
        );
    }
    let denied = fake
        .ask("resource", json!({ "type": "exec", "name": "/bin/true" }))
        .await;
    assert_eq!(
        denied.message,
        "type exec is not listed in plugin.puppet.resource_type_whitelist"
    );
    assert!(fake.ran().is_empty());
}
