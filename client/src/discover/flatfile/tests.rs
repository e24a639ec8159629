use std::error::Error;
use std::time::Duration;

use protocol::{Collective, FactFilter};

use super::*;

fn query(filter: Filter) -> Query {
    Query {
        collective: Collective::new("mcollective").unwrap(),
        filter,
        timeout: Duration::from_secs(2),
        adaptive: false,
        expect: None,
    }
}

async fn find(list: Flatfile, filter: Filter) -> Result<Vec<String>, String> {
    let mut counted = 0;
    match list.discover(&query(filter), &mut |_| counted += 1).await {
        Ok(found) => {
            assert_eq!((counted, found.method), (found.nodes.len(), "file"));
            Ok(found.nodes.iter().map(Identity::to_string).collect())
        }
        Err(error) => Err(match error.source() {
            Some(source) => format!("{error}: {source}"),
            None => error.to_string(),
        }),
    }
}

async fn names(text: &str) -> Result<Vec<String>, String> {
    find(Flatfile::from_text("nodes", text.into()), Filter::default()).await
}

#[tokio::test]
async fn text_lists_may_hold_blank_lines_comments_and_duplicates() {
    assert_eq!(
        names("web1\n\n  web2.example.net \n# old\nweb1\r\n")
            .await
            .unwrap(),
        ["web1", "web2.example.net"]
    );
    assert_eq!(names("").await.unwrap(), [""; 0]);
}

#[tokio::test]
async fn json_is_recognised_by_its_beginning() {
    for text in [
        r#"["web1", "web2"]"#,
        r#" [{"sender":"web1"}, {"certname":"web2"}]"#,
        r#"{"agent":"rpcutil","replies":[{"sender":"web1","statuscode":0},{"sender":"web2","statuscode":5}]}"#,
        "{\"k\":\"discovery\",\"count\":2}\n{\"k\":\"result\",\"rr\":{\"sender\":\"web1\"}}\n\n{\"sender\":\"web2\"}\n",
    ] {
        assert_eq!(names(text).await.unwrap(), ["web1", "web2"], "{text}");
    }
}

#[tokio::test]
async fn a_single_json_line_is_a_list_of_one() {
    let line = r#"{"k":"result","pr":{"envelope":{"senderid":"web1"}}}"#;
    assert_eq!(names(line).await.unwrap(), ["web1"]);
}

#[tokio::test]
async fn a_mistake_in_a_long_document_is_told_where_it_is() {
    let broken = "{\n  \"replies\": [\n    {\"sender\": web1}\n  ]\n}\n";
    insta::assert_snapshot!(names(broken).await.unwrap_err(), @"node list nodes, line 3: not JSON: expected value");
}

#[tokio::test]
async fn the_extension_tells_the_format_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in [
        ("n.yaml", "- web1\n- sender: web2\n"),
        ("n.json", r#"["web1","web2"]"#),
        ("n.txt", "web1\nweb2"),
    ] {
        let path = folder.path().join(file);
        std::fs::write(&path, text).unwrap();
        assert_eq!(
            find(Flatfile::new(path), Filter::default()).await.unwrap(),
            ["web1", "web2"],
            "{file}"
        );
    }
}

#[tokio::test]
async fn a_query_picks_the_list_out_of_a_document() {
    let list = |query: &str| {
        let text = r#"{"sites":[{"name":"uk","hosts":["web1","web2"]}]}"#;
        Flatfile::from_text("nodes", text.into()).with_query(query.into())
    };
    let found = find(list("sites.0.hosts"), Filter::default()).await;
    assert_eq!(found.unwrap(), ["web1", "web2"]);
    let missing = find(list("sites.1.hosts"), Filter::default()).await.unwrap_err();
    insta::assert_snapshot!(missing, @"node list nodes, document: sites.1.hosts finds no list");
}

#[tokio::test]
async fn identity_filters_choose_from_the_list() {
    let filter = Filter {
        identity: vec!["/^web/".into(), "db1".into()],
        ..Filter::default()
    };
    let list = Flatfile::from_text("nodes", "web1\ndb1\ndb2\nweb2".into());
    assert_eq!(find(list, filter).await.unwrap(), ["web1", "db1", "web2"]);
}

#[tokio::test]
async fn other_filters_are_refused_but_the_agent_of_the_request_passes() {
    let agents = |count| Filter {
        agent: vec!["rpcutil".into(); count],
        ..Filter::default()
    };
    let list = || Flatfile::from_text("nodes", "web1".into());
    assert_eq!(find(list(), agents(1)).await.unwrap(), ["web1"]);

    let fact = FactFilter {
        fact: "os".into(),
        operator: "==".into(),
        value: "x".into(),
    };
    let facts = Filter {
        fact: vec![fact],
        ..Filter::default()
    };
    let classes = Filter {
        cf_class: vec!["apache".into()],
        ..Filter::default()
    };
    for (filter, what) in [(facts, "fact"), (classes, "class"), (agents(2), "agent")] {
        let error = find(list(), filter).await.unwrap_err();
        assert_eq!(error, format!("discovery method file cannot use {what} filters"));
    }
}

#[tokio::test]
async fn mistakes_are_told_with_their_place() {
    insta::assert_snapshot!(names("web1\nweb 2\n").await.unwrap_err(), @r#"node list nodes, line 2: "web 2" cannot be an identity: it holds white space, a control character, `*` or `>`"#);
    insta::assert_snapshot!(names(r#"["web1", "a..b"]"#).await.unwrap_err(), @r#"node list nodes, item 2: "a..b" cannot be an identity: it is empty or has an empty part"#);
    insta::assert_snapshot!(names(r#"["web1", 7]"#).await.unwrap_err(), @"node list nodes, item 2: it names no node");
    insta::assert_snapshot!(names(r#"{"nodes":[]}"#).await.unwrap_err(), @"node list nodes, document: neither a list of names nor a result with replies");
    insta::assert_snapshot!(names("[\n\"web1\",\n").await.unwrap_err(), @"node list nodes, line 3: not JSON: EOF while parsing a value");
    let yaml = Flatfile::from_text("nodes", "- a\n- b: [".into()).with_format(Format::Yaml);
    assert!(
        find(yaml, Filter::default())
            .await
            .unwrap_err()
            .starts_with("node list nodes, line ")
    );
    let missing = find(Flatfile::new("/nowhere/nodes".into()), Filter::default())
        .await
        .unwrap_err();
    insta::assert_snapshot!(missing, @"node list /nowhere/nodes cannot be read: No such file or directory (os error 2)");
}
