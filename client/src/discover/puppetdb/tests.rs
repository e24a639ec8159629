use std::error::Error;

use hickory_resolver::proto::op::ResponseCode;
use proptest::prelude::*;
use protocol::{Collective, Filter};

use super::*;
use crate::fixture::{Asked, Site, Tokens, Web, answer, dns};

const ROWS: &str = r#"[{"certname":"web2.lab.test","deactivated":null},{"certname":"old.lab.test","deactivated":"2026-01-02T03:04:05Z"},
    {"certname":"web1.lab.test","deactivated":false},{"certname":"web2.lab.test"},{"certname":"gone","deactivated":true}]"#;

fn query(filter: Filter) -> Query {
    Query {
        collective: Collective::new("mcollective").unwrap(),
        filter,
        timeout: Duration::from_secs(20),
        adaptive: false,
        expect: None,
    }
}

fn classes(names: &[&str]) -> Filter {
    Filter {
        cf_class: names.iter().map(|name| (*name).to_owned()).collect(),
        ..Filter::default()
    }
}

fn method(port: u16) -> PuppetDb {
    let more = format!("plugin.choria.puppetdb_host = 127.0.0.1\nplugin.choria.puppetdb_port = {port}\n");
    PuppetDb::new(&Site::get().config("ann.mcollective", &more))
}

/// A PuppetDB that demands a certificate.
async fn database(reply: impl Fn(&Asked) -> String + Send + Sync + 'static) -> Web {
    Web::tls("broker", move |asked| match asked.certified {
        true => reply(&asked),
        false => answer("401 Unauthorized", "who are you?"),
    })
    .await
}

async fn find(port: u16, filter: Filter) -> Result<Vec<String>, String> {
    let found = method(port).discover(&query(filter), &mut |_| ()).await;
    match found {
        Ok(found) => Ok(found.nodes.iter().map(Identity::to_string).collect()),
        Err(error) => {
            let cause = error.source().map(|cause| format!(": {cause}"));
            Err(format!("{error}{}", cause.unwrap_or_default()).replace(&port.to_string(), "PORT"))
        }
    }
}

#[tokio::test]
async fn active_nodes_come_in_the_order_of_the_answer() {
    let web = database(|asked| {
        let line = asked.head.lines().next().unwrap_or_default();
        let wanted = "GET /pdb/query/v4?query=nodes%5Bcertname%2C%20deactivated%5D%20%7B%20%28certname%20in%20inventory";
        match line.starts_with(wanted) && line.contains("Apache%22") {
            true => answer("200 OK", ROWS),
            false => answer("400 Bad Request", line),
        }
    })
    .await;
    let found = find(web.port, classes(&["apache"])).await.unwrap();
    assert_eq!(found, ["web2.lab.test", "web1.lab.test"]);
}

#[tokio::test]
async fn a_query_too_long_for_an_address_is_posted() {
    let web = database(|asked| {
        let body: Value = serde_json::from_slice(&asked.body).unwrap_or_default();
        let query = body["query"].as_str().unwrap_or_default();
        match asked.head.starts_with("POST /pdb/query/v4 ")
            && query.starts_with("nodes[certname, deactivated] {")
        {
            true => answer("200 OK", ROWS),
            false => answer("414 URI Too Long", ""),
        }
    })
    .await;
    let many: Vec<String> = (0..300).map(|n| format!("class_{n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(find(web.port, classes(&many)).await.unwrap().len(), 2);
}

#[tokio::test]
async fn names_alone_need_no_database_but_queries_do() {
    let named = |names: &[&str]| Filter {
        identity: names.iter().map(|name| (*name).to_owned()).collect(),
        ..Filter::default()
    };
    assert_eq!(find(1, named(&["web1", "web2"])).await.unwrap(), ["web1", "web2"]);
    let web = database(|_| answer("200 OK", "[]")).await;
    assert_eq!(
        find(web.port, named(&["pql:nodes[certname]{}"])).await.unwrap(),
        [""; 0]
    );
    assert!(find(1, named(&["pql:nodes[certname]{}"])).await.is_err());
}

#[tokio::test]
async fn who_has_a_token_shows_the_certificate_beside_it_and_needs_none_where_none_is_asked_for() {
    let (tokens, site) = (Tokens::new(), Site::get());
    let at = |web: &Web, certified: bool| {
        let mut more = format!(
            "plugin.choria.puppetdb_host = 127.0.0.1\nplugin.choria.puppetdb_port = {}\n\
             plugin.security.choria.ca = {}\n",
            web.port,
            site.certificate("ca").display()
        );
        if certified {
            more.push_str(&format!(
                "plugin.security.choria.certificate = {}\nplugin.security.choria.key = {}\n",
                site.certificate("ann.mcollective").display(),
                site.key("ann.mcollective").display()
            ));
        }
        PuppetDb::new(&tokens.config("ann", &more))
    };
    let demanding = database(|_| answer("200 OK", ROWS)).await;
    let open = Web::tls("broker", |_| answer("200 OK", ROWS)).await;
    for (web, certified) in [(&demanding, true), (&open, false)] {
        let found = at(web, certified)
            .discover(&query(classes(&["apache"])), &mut |_| ())
            .await;
        assert_eq!(found.unwrap().nodes.len(), 2);
    }
}

#[tokio::test]
async fn what_goes_wrong_is_told() {
    let refusing =
        database(|_| answer("500 Server Error", "PQL parse error at line 1, column 9:\nmore")).await;
    insta::assert_snapshot!(find(refusing.port, classes(&["a"])).await.unwrap_err(), @"PuppetDB at https://127.0.0.1:PORT refused the query with status 500: PQL parse error at line 1, column 9:");
    let odd = database(|_| answer("200 OK", r#"[{"certname":"a b"}]"#)).await;
    insta::assert_snapshot!(find(odd.port, classes(&["a"])).await.unwrap_err(), @r#"PuppetDB at https://127.0.0.1:PORT gave an answer that cannot be used: row 1: "a b" cannot be an identity: it holds white space, a control character, `*` or `>`"#);
    let page = database(|_| answer("200 OK", "<html>")).await;
    insta::assert_snapshot!(find(page.port, classes(&["a"])).await.unwrap_err(), @"PuppetDB at https://127.0.0.1:PORT gave an answer that cannot be used: expected value at line 1 column 1");
    let compound = Filter {
        compound: vec![serde_json::json!([{"expr": "true"}])],
        ..Filter::default()
    };
    insta::assert_snapshot!(find(1, compound).await.unwrap_err(), @"discovery method choria cannot use compound filters");
}

#[tokio::test]
async fn dns_names_the_database_or_the_puppet_server_beside_it() {
    let database = dns(
        &[
            ("_x-puppet-db._tcp.example.net.", 1, 1, 8443, "pdb.example.net."),
            ("_x-puppet._tcp.example.net.", 1, 1, 8140, "puppet.example.net."),
        ],
        ResponseCode::NXDomain,
    )
    .await;
    let found = server::lookup(&database, "example.net").await.unwrap();
    assert_eq!(found, ["https://pdb.example.net:8443"]);
    let beside = dns(
        &[("_x-puppet._tcp.example.net.", 1, 1, 8140, "puppet.example.net.")],
        ResponseCode::NXDomain,
    )
    .await;
    let found = server::lookup(&beside, "example.net").await.unwrap();
    assert_eq!(found, ["https://puppet.example.net:8081"]);
}

#[tokio::test]
async fn the_configured_server_wins_and_the_usual_name_is_the_last_resort() {
    let of = async |more: &str| server::resolve(&Site::get().config("ann.mcollective", more)).await;
    assert_eq!(
        of("plugin.choria.puppetdb_host = pdb\n").await,
        ["https://pdb:8081"]
    );
    assert_eq!(
        of("plugin.choria.puppetdb_host = fd00::1\n").await,
        ["https://[fd00::1]:8081"]
    );
    assert_eq!(of("").await, ["https://puppet:8081"]);
}

proptest! {
    #[test]
    fn any_answer_gives_nodes_or_a_reason(body in r#"[\[\]{}:,"a-z0-9 ]{0,60}"#, status in prop::sample::select(vec![200u16, 204, 500])) {
        let response = Response { status, body: body.into_bytes() };
        let most = response.body.len();
        match nodes("s", &response) {
            Ok(nodes) => prop_assert!(status == 200 && nodes.len() <= most),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }
}
