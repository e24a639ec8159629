//! The monitoring endpoints.

use std::net::SocketAddr;

use engine::{Engine, Options, StreamsOptions};
use serde_json::Value;

use crate::wire::Wire;

async fn engine() -> Engine {
    let monitor = Some(SocketAddr::from(([127, 0, 0, 1], 0)));
    Engine::start(Options {
        monitor,
        server_name: "b1.example.net".into(),
        ..Options::local()
    })
    .await
    .unwrap()
}

/// Status line and body.
async fn get(engine: &Engine, path: &str) -> (String, String) {
    let socket = tokio::net::TcpStream::connect(engine.monitor_address().unwrap())
        .await
        .unwrap();
    let mut wire = Wire::raw(socket);
    wire.say(&format!(
        "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    ))
    .await;
    let answer = wire.rest().await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.lines().next().unwrap().to_owned(), body.to_owned())
}

async fn json(engine: &Engine, path: &str) -> Value {
    let (status, body) = get(engine, path).await;
    assert_eq!(status, "HTTP/1.1 200 OK", "{path}");
    serde_json::from_str(&body).unwrap()
}

#[tokio::test]
async fn connections_and_subscriptions_are_listed() {
    let engine = engine().await;
    let mut busy = Wire::login(engine.address(), r#""name":"busy","lang":"rust","user":"ann""#).await;
    busy.say("SUB a.b 1\r\nSUB c.> q 2\r\nPUB a.b 3\r\nxyz\r\n").await;
    busy.expect_all(&["MSG a.b 1 3", "xyz"]).await;
    let mut idle = Wire::login(engine.address(), "").await;
    idle.settle().await;

    let connz = json(&engine, "/connz?sort=subs&subs=1").await;
    assert_eq!(
        (&connz["num_connections"], &connz["total"]),
        (&2.into(), &2.into())
    );
    let first = &connz["connections"][0];
    assert_eq!(first["name"], "busy");
    assert_eq!(first["authorized_user"], "ann");
    assert_eq!(first["account"], "choria");
    assert_eq!(first["in_bytes"], 3);
    assert_eq!(first["out_msgs"], 1);
    assert_eq!(first["subscriptions_list"], serde_json::json!(["a.b", "c.>"]));
    let second_page = json(&engine, "/connz?offset=1&limit=1").await;
    assert_eq!(second_page["connections"][0]["cid"], idle.info["client_id"]);
    let gone = json(&engine, "/connz?state=closed").await;
    assert_eq!((&gone["num_connections"], &gone["total"]), (&0.into(), &0.into()));
    assert_eq!(
        get(&engine, "/connz?sort=colour").await.0,
        "HTTP/1.1 400 Bad Request"
    );

    let subsz = json(&engine, "/subscriptionsz?subs=1").await;
    assert_eq!(subsz["num_subscriptions"], 2);
    assert_eq!(subsz["subscriptions_list"][1]["qgroup"], "q");
    let test = json(&engine, "/subsz?test=c.d.e").await;
    assert_eq!(
        (&test["total"], &test["subscriptions_list"][0]["subject"]),
        (&1.into(), &"c.>".into())
    );
}

#[tokio::test]
async fn a_page_of_subscriptions_begins_and_ends_within_those_of_a_peer() {
    let engine = engine().await;
    let (mut one, mut two) = (
        Wire::login(engine.address(), "").await,
        Wire::login(engine.address(), "").await,
    );
    for (wire, name) in [(&mut one, "a"), (&mut two, "b")] {
        wire.say(&format!("SUB {name}.1 1\r\nSUB {name}.2 2\r\nSUB {name}.3 3\r\n"))
            .await;
        wire.settle().await;
    }
    for (asked, expected) in [
        ("offset=0&limit=2", &["a.1", "a.2"][..]),
        ("offset=1&limit=3", &["a.2", "a.3", "b.1"]),
        ("offset=4", &["b.2", "b.3"]),
        ("offset=18446744073709551615", &[]),
    ] {
        let page = json(&engine, &format!("/subsz?subs=1&{asked}")).await;
        let list = page["subscriptions_list"].as_array().unwrap();
        let subjects: Vec<_> = list.iter().map(|own| own["subject"].as_str().unwrap()).collect();
        assert_eq!(
            (page["total"].as_u64(), &subjects[..]),
            (Some(6), expected),
            "{asked}"
        );
    }
}

#[tokio::test]
async fn the_server_describes_itself() {
    let engine = engine().await;
    let mut wire = Wire::login(engine.address(), "").await;
    wire.say("SUB a 1\r\nPUB a 3\r\nxyz\r\n").await;
    wire.expect_all(&["MSG a 1 3", "xyz"]).await;
    let varz = json(&engine, "/varz").await;
    assert_eq!(varz["server_name"], "b1.example.net");
    assert_eq!(
        (&varz["connections"], &varz["subscriptions"]),
        (&1.into(), &1.into())
    );
    assert_eq!((&varz["in_bytes"], &varz["out_bytes"]), (&3.into(), &3.into()));
    assert!(varz["mem"].as_u64().unwrap() > 1_000_000);
    assert_eq!(
        json(&engine, "/healthz").await,
        serde_json::json!({"status": "ok"})
    );
    assert_eq!(json(&engine, "/choria/").await["identity"], "b1.example.net");
    assert!(get(&engine, "/").await.1.contains("varz"));
}

#[tokio::test]
async fn metrics_keep_the_names_dashboards_know() {
    let engine = engine().await;
    let _wire = Wire::login(engine.address(), "").await;
    for path in ["/choria/prometheus", "/choria/metrics"] {
        let (status, page) = get(&engine, path).await;
        assert_eq!(status, "HTTP/1.1 200 OK");
        for line in [
            "choria_network_connections{identity=\"b1.example.net\"} 1\n",
            "choria_network_total_connections{identity=\"b1.example.net\"} 1\n",
            "choria_network_slow_consumers{identity=\"b1.example.net\"} 0\n",
        ] {
            assert!(page.contains(line), "{line} in {page}");
        }
        assert!(page.contains("choria_build_info{version="));
    }
}

#[tokio::test]
async fn streams_are_shown_and_count_for_the_health_of_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let engine = Engine::start(Options {
        monitor: Some(SocketAddr::from(([127, 0, 0, 1], 0))),
        server_name: "b1.example.net".into(),
        streams: Some(StreamsOptions {
            max_disk: Some(1_000_000),
            ..StreamsOptions::at(folder.path())
        }),
        ..Options::local()
    })
    .await
    .unwrap();
    let client = async_nats::connect(engine.address().to_string()).await.unwrap();
    let context = async_nats::jetstream::new(client);
    let config = async_nats::jetstream::stream::Config {
        name: "S".to_owned(),
        ..Default::default()
    };
    context.create_stream(config).await.unwrap();
    context.publish("S", "x".into()).await.unwrap().await.unwrap();

    let jsz = json(&engine, "/jsz?streams=1&config=true").await;
    assert_eq!((&jsz["streams"], &jsz["messages"]), (&1.into(), &1.into()));
    assert_eq!(jsz["config"]["max_storage"], 1_000_000);
    let detail = &jsz["account_details"][0]["stream_detail"][0];
    assert_eq!(
        (&detail["name"], &detail["state"]["messages"]),
        (&"S".into(), &1.into())
    );
    assert_eq!(detail["config"]["name"], "S");
    assert!(json(&engine, "/jsz").await["account_details"].is_null());
    assert_eq!(
        json(&engine, "/varz").await["jetstream"]["config"]["max_memory"],
        -1
    );
    assert_eq!(json(&engine, "/accountz").await["accounts"][0], "choria");
    assert_eq!(
        json(&engine, "/accountz?acc=choria").await["account_detail"]["jetstream_enabled"],
        true
    );
    assert_eq!(json(&engine, "/accstatz").await["account_statz"][0]["conns"], 1);

    assert_eq!(
        json(&engine, "/healthz?js-enabled-only=true").await["status"],
        "ok"
    );
    assert_eq!(json(&engine, "/healthz?stream=S").await["status"], "ok");
    let (status, page) = get(&engine, "/healthz?stream=S&consumer=C").await;
    assert_eq!(status, "HTTP/1.1 404 Not Found");
    assert!(page.contains("JetStream consumer \\\"C\\\" not found"), "{page}");

    let (_, page) = get(&engine, "/choria/prometheus").await;
    for line in [
        "choria_network_stream_streams{identity=\"b1.example.net\"} 1\n",
        "choria_network_stream_messages{identity=\"b1.example.net\"} 1\n",
        "choria_network_stream_filestore_max{identity=\"b1.example.net\"} 1000000\n",
        "choria_network_stream_quarantined{identity=\"b1.example.net\"} 0\n",
        "mco_stream_messages{identity=\"b1.example.net\",stream=\"S\"} 1\n",
    ] {
        assert!(page.contains(line), "{line} in {page}");
    }
}

#[tokio::test]
async fn health_of_streams_is_bad_where_there_are_none() {
    let engine = engine().await;
    let (status, page) = get(&engine, "/healthz?js-enabled-only=1").await;
    assert_eq!(status, "HTTP/1.1 503 Service Unavailable");
    assert!(page.contains("unavailable") && page.contains("JetStream is not enabled"));
    assert_eq!(json(&engine, "/jsz").await["disabled"], true);
}
