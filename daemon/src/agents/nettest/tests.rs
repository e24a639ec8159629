use protocol::rpc::Status;
use serde_json::json;
use tokio::net::TcpListener;

use super::*;
use crate::agents::fixture::{actions, call, declared};
use crate::command::Script;

const ANSWERED: &str = "PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.
64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.041 ms

--- 127.0.0.1 ping statistics ---
3 packets transmitted, 3 received, 0% packet loss, time 2050ms
rtt min/avg/max/mdev = 0.041/0.049/0.061/0.008 ms
";

const LOST: &str = "PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.

--- 192.0.2.1 ping statistics ---
3 packets transmitted, 0 received, 100% packet loss, time 2031ms
";

const BUSYBOX: &str = "PING 10.0.0.1 (10.0.0.1): 56 data bytes
64 bytes from 10.0.0.1: seq=0 ttl=64 time=0.310 ms

--- 10.0.0.1 ping statistics ---
3 packets transmitted, 3 packets received, 0% packet loss
round-trip min/avg/max = 0.310/0.412/0.500 ms
";

async fn perform(runner: &dyn Runner, call: &Call) -> Answer {
    declared("nettest", call, super::perform(runner, call).await)
}

fn machine() -> Script {
    Script::with(&["ping"])
}

#[tokio::test]
async fn ping_answers_with_the_average_round_trip() {
    let machine = machine().on("ping -n -c 3 -W 2 localhost", 0, ANSWERED, "").on(
        "ping -n -c 3 -W 2 10.0.0.1",
        0,
        BUSYBOX,
        "",
    );
    for (host, rtt) in [("localhost", 0.049), ("10.0.0.1", 0.412)] {
        let answer = perform(&machine, &call("ping", json!({ "fqdn": host }))).await;
        assert_eq!(answer.data, json!({ "rtt": rtt }).as_object().cloned().unwrap());
    }
}

#[tokio::test]
async fn a_silent_or_unknown_host_aborts_with_the_reason() {
    let machine = machine().on("ping -n -c 3 -W 2 192.0.2.1", 1, LOST, "").on(
        "ping -n -c 3 -W 2 no.such",
        2,
        "",
        "ping: no.such: Name or service not known\n",
    );
    let answer = perform(&machine, &call("ping", json!({ "fqdn": "192.0.2.1" }))).await;
    assert_eq!(answer.status, Status::Aborted);
    assert_eq!(
        answer.message,
        "192.0.2.1 did not answer: 3 packets transmitted, 0 received, 100% packet loss, time 2031ms"
    );
    let answer = perform(&machine, &call("ping", json!({ "fqdn": "no.such" }))).await;
    assert_eq!(
        answer.message,
        "no.such did not answer: ping: no.such: Name or service not known (exit status 2)"
    );
}

#[tokio::test]
async fn without_a_ping_program_the_answer_says_so() {
    let answer = perform(&Script::default(), &call("ping", json!({ "fqdn": "localhost" }))).await;
    assert_eq!(answer.message, "no ping program is installed here");
}

#[tokio::test]
async fn hosts_that_could_be_options_are_refused() {
    for host in ["-f", "a b", "a;b", "", "a/b"] {
        let answer = perform(&machine(), &call("ping", json!({ "fqdn": host }))).await;
        assert_eq!(answer.status, Status::InvalidData, "{host}");
    }
}

#[tokio::test]
async fn a_listening_port_is_connected_and_a_closed_one_refuses() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let ask = |port: serde_json::Value| call("connect", json!({ "fqdn": "127.0.0.1", "port": port }));
    for port in [json!(port), json!(port.to_string())] {
        let answer = perform(&Script::default(), &ask(port)).await;
        assert_eq!(
            (&answer.data["connect"], &answer.data["connect_status"]),
            (&json!(true), &json!("Connected"))
        );
        assert!(answer.data["connect_time"].is_f64());
    }
    drop(listener);
    let answer = perform(&Script::default(), &ask(json!(port))).await;
    assert_eq!(answer.status, Status::Ok);
    assert_eq!(
        (&answer.data["connect"], &answer.data["connect_status"]),
        (&json!(false), &json!("Connection Refused"))
    );
}

#[tokio::test]
async fn what_is_no_port_is_refused() {
    for port in [
        json!("0"),
        json!("65536"),
        json!("x"),
        json!(0),
        json!(1.5),
        json!(-1),
        json!(null),
        json!(1e300),
    ] {
        let answer = perform(
            &Script::default(),
            &call("connect", json!({ "fqdn": "localhost", "port": port })),
        )
        .await;
        assert_eq!(answer.status, Status::InvalidData, "{port}");
    }
}

#[tokio::test]
async fn every_declared_action_is_known_and_no_other() {
    let ask = |action: &str| call(action, json!({ "fqdn": "localhost" }));
    let machine = Script::default();
    for action in actions("nettest") {
        let answer = perform(&machine, &ask(&action)).await;
        assert_ne!(answer.status, Status::UnknownAction, "{action}");
    }
    let answer = perform(&machine, &ask("bogus")).await;
    assert_eq!(
        (answer.status, answer.message.as_str()),
        (Status::UnknownAction, "unknown action bogus")
    );
}

proptest::proptest! {
    #[test]
    fn whatever_ping_says_the_average_is_a_span_or_nothing(text in "([a-z/= .0-9-]{0,20}|min/avg/max = |\n){0,8}") {
        let rtt = ping::average(&text);
        proptest::prop_assert!(rtt.is_none_or(|rtt| rtt.is_finite() && rtt >= 0.0));
    }
}
