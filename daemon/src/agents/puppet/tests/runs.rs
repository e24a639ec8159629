//! Runs that are started, or asked of a daemon.

use super::*;

#[tokio::test]
async fn a_run_is_started_with_splay_by_default_and_without_when_forced() {
    let fake = Fake::plain();
    let answer = fake.ask("runonce", json!({})).await;
    assert_eq!(answer.data["initiated_at"], json!(NOW));
    fake.ask(
        "runonce",
        json!({ "force": true, "noop": true, "tags": "web, db::server", "environment": "test" }),
    )
    .await;
    fake.ask("runonce", json!({ "splay": false, "use_cached_catalog": false }))
        .await;
    fake.ask("runonce", json!({ "splaylimit": 5, "skip_tags": "slow" }))
        .await;
    let once = "puppet agent --onetime --no-daemonize --color=false --show_diff --verbose";
    assert_eq!(
        fake.ran(),
        [
            format!("{once} --splay --splaylimit 30"),
            format!("{once} --tags web,db::server --noop --environment test --no-splay"),
            format!("{once} --no-use_cached_catalog --no-splay"),
            format!("{once} --skip_tags slow --splay --splaylimit 5"),
        ]
    );
}

#[tokio::test]
async fn an_idle_daemon_is_signalled_unless_options_are_given_or_signals_are_off() {
    let fake = Fake::plain();
    fake.file("agent.pid", "7");
    let answer = fake.ask("runonce", json!({ "force": true })).await;
    assert_eq!(text(&answer, "summary"), "Signalled the running Puppet daemon");
    assert_eq!(fake.ran().len(), 1);
    assert!(fake.ran()[0].starts_with("signal 7"));
    let answer = fake.ask("runonce", json!({ "noop": true })).await;
    assert_eq!(
        answer.message,
        "Cannot specify any custom puppet options when the daemon is running"
    );

    let fake = Fake::new(&[("plugin.puppet.signal_daemon", "no")], |script| script);
    fake.file("agent.pid", "7");
    fake.ask("runonce", json!({ "noop": true, "force": true })).await;
    assert!(fake.ran()[0].ends_with("--noop --no-splay"));
}

#[tokio::test]
async fn a_disabled_or_busy_agent_does_not_run() {
    let fake = Fake::plain();
    fake.file("run.lock", "7");
    assert_eq!(
        fake.ask("runonce", json!({})).await.message,
        "Puppet is currently applying a catalog, cannot run now"
    );
    fake.file("disabled.lock", r#"{"disabled_message":"later"}"#);
    let answer = fake.ask("runonce", json!({})).await;
    assert_eq!(
        (answer.message.as_str(), text(&answer, "summary").as_str()),
        ("Puppet is disabled: 'later'", "Puppet is disabled: 'later'")
    );
    assert!(fake.ran().is_empty());
}

#[tokio::test]
async fn a_server_can_only_be_named_where_the_site_allows_it() {
    let fake = Fake::plain();
    let answer = fake.ask("runonce", json!({ "server": "puppet:8140" })).await;
    assert_eq!(
        answer.message,
        "Passing a server is not allowed by plugin.puppet.allow_server_override"
    );
    let fake = Fake::new(&[("plugin.puppet.allow_server_override", "1")], |script| script);
    fake.ask("runonce", json!({ "server": "puppet:8140", "force": true }))
        .await;
    assert!(fake.ran()[0].contains("--server puppet --serverport 8140"));
}
