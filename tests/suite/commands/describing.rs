//! What is known without asking anybody: documentation, completion, filters in words, configuration.

use mco::Exit;

use super::{answer, fleet, names, typed};

#[tokio::test(flavor = "multi_thread")]
async fn agents_are_described_in_every_form() {
    let world = fleet().await;
    let all = answer(&world, "mco plugin doc").await;
    assert!(all.contains("rpcutil") && all.contains("package"), "{all}");
    for line in ["mco plugin doc package", "mco plugin doc agent/package"] {
        let text = answer(&world, line).await;
        assert!(
            text.contains("checkupdates") && text.contains("Inputs:"),
            "{text}"
        );
    }
    assert!(
        answer(&world, "mco plugin doc package -m")
            .await
            .starts_with("# package")
    );
    let json = typed(&world, "mco plugin doc package -j").await.json();
    assert_eq!(json["metadata"]["name"], "package");
    let schema = answer(&world, "mco plugin schema agent package").await;
    assert_eq!(serde_json::from_str::<serde_json::Value>(&schema).unwrap(), json);
    assert_eq!(schema.lines().count(), 1);
    let ruby = answer(&world, "mco plugin schema agent package --format ddl").await;
    assert!(
        ruby.starts_with("metadata ") && ruby.contains("action \"install\""),
        "{ruby}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn both_spellings_of_completion_list_the_same() {
    let world = fleet().await;
    for (old, new) in [
        ("--list-agents", "--list agents"),
        ("--list-applications", "--list applications"),
        ("--list-actions --agent package", "--list actions --agent package"),
        (
            "--list-inputs --agent package --action install",
            "--list inputs --agent package --action install",
        ),
    ] {
        let listed = names(&world, &format!("mco completion {old}")).await;
        assert!(!listed.is_empty());
        assert_eq!(
            names(&world, &format!("mco completion {new}")).await,
            listed,
            "{old}"
        );
    }
    assert!(
        names(&world, "mco completion --list-agents")
            .await
            .contains(&"rpcutil".to_owned())
    );
    let described = answer(&world, "mco completion --list-actions --agent package -v").await;
    assert!(described.lines().all(|line| line.contains(':')), "{described}");
    assert!(
        answer(&world, "mco --completion-script-bash")
            .await
            .contains("complete -F")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_are_said_in_words() {
    let world = fleet().await;
    let text = answer(&world, "mco describe_filter -C apache -F country=uk -I /^web/").await;
    for word in ["apache", "country", "uk"] {
        assert!(text.contains(word), "{text}");
    }
    let test = "mco filter test -W 'apache country=mt' --node web1.mt.example.net";
    assert!(answer(&world, test).await.contains("web1.mt.example.net"));
    let not = "mco filter test -W 'apache country=uk' --node web1.mt.example.net";
    assert_eq!(typed(&world, not).await.exit, Exit::Error);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_configuration_is_shown_under_old_and_new_names() {
    let world = fleet().await;
    let new = answer(&world, "mco tool config").await;
    assert!(new.contains("client.conf"), "{new}");
    for line in ["mco t config", "mco choria show_config"] {
        assert_eq!(answer(&world, line).await, new, "{line}");
    }
    let keys = names(&world, "mco tool config collectives -l").await;
    assert!(keys.contains(&"collectives".to_owned()), "{keys:?}");
    let request_cert = typed(&world, "mco choria request_cert --certname x").await;
    assert!(
        request_cert.exit == Exit::Error && request_cert.err.contains("not available in this version"),
        "{request_cert:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn help_and_sheets_are_there_for_whoever_starts() {
    let world = fleet().await;
    assert_eq!(
        answer(&world, "mco help ping").await,
        answer(&world, "mco ping --help").await
    );
    let labels = names(&world, "mco cheat --list").await;
    assert!(labels.contains(&"req".to_owned()), "{labels:?}");
    assert!(
        answer(&world, "mco cheat req")
            .await
            .contains("mco req rpcutil ping")
    );
    let folder = world.dir().join("sheets");
    answer(&world, &format!("mco cheat --save {}", folder.display())).await;
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), labels.len());
}
