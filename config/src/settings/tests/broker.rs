//! What a broker reads.

use std::time::Duration;

use super::{FILES, env, parse, shown};

fn broker_error(lines: &str) -> String {
    let problems = parse(&format!("{FILES}{lines}")).broker(&env()).unwrap_err();
    shown(&problems.0)
}

#[test]
fn a_broker_listens_on_every_address_unless_told_otherwise() {
    let broker = parse(FILES).broker(&env()).unwrap().config;
    assert_eq!(broker.listen.to_string(), "[::]:4222");
    assert_eq!(broker.public_url, "web1.example.net:4222");
    assert_eq!(broker.engine, "embedded");
    assert_eq!(broker.write_deadline, Duration::from_secs(10));
    assert!(!broker.network);

    let text = format!(
        "{FILES}plugin.choria.network.listen_address = 127.0.0.1\nplugin.choria.network.client_port = 0\n\
         plugin.choria.network.client_hosts = 10.0.0.0/8, ::1\nplugin.choria.network.system.user = s\n\
         plugin.choria.network.system.password = p\nplugin.choria.broker_network = true\n"
    );
    let broker = parse(&text).broker(&env()).unwrap().config;
    assert_eq!(broker.listen.to_string(), "127.0.0.1:0");
    assert_eq!(broker.client_hosts, ["10.0.0.0/8", "::1"]);
    assert_eq!(
        broker
            .system
            .map(|(user, password)| (user, password.expose().to_owned())),
        Some(("s".into(), "p".into()))
    );
    assert!(broker.network);
}

#[test]
fn keys_of_a_cluster_ask_for_the_engine_that_has_clusters() {
    let text = "plugin.choria.network.peers = b2:5222\nplugin.choria.network.gateway_port = 0\n\
        plugin.choria.network.leafnode_port = 7422\n";
    insta::assert_snapshot!(broker_error(text), @r#"
    /etc/choria/test.conf:5: plugin.choria.network.peers: needs the nats engine; ask for it with plugin.choria.network.engine = nats
    /etc/choria/test.conf:7: plugin.choria.network.leafnode_port: needs the nats engine; ask for it with plugin.choria.network.engine = nats
    "#);
    let text = format!("{FILES}{text}plugin.choria.network.engine = ");
    let nats = parse(&format!("{text}nats\n")).broker(&env()).unwrap();
    assert_eq!((nats.config.engine.as_str(), nats.warnings.len()), ("nats", 0));
    let embedded = parse(&format!("{text}embedded\n")).broker(&env()).unwrap();
    assert_eq!(embedded.warnings.len(), 2);
}

#[test]
fn a_broker_refuses_addresses_and_times_it_cannot_honour() {
    let text = "plugin.choria.network.listen_address = localhost\nplugin.choria.network.client_hosts = 10.0.0.0/40\n\
        plugin.choria.network.tls_timeout = 61s\nplugin.choria.network.auth_timeout = 2h\n\
        plugin.choria.network.client_port = 65536\nplugin.choria.network.system.user = admin\n";
    insta::assert_snapshot!(broker_error(text), @r#"
    /etc/choria/test.conf:5: plugin.choria.network.listen_address: "localhost" is not an IP address, such as 127.0.0.1, 0.0.0.0 or ::
    /etc/choria/test.conf:6: plugin.choria.network.client_hosts: "10.0.0.0/40" is not an IP address or a network such as 10.0.0.0/8
    /etc/choria/test.conf:7: plugin.choria.network.tls_timeout: "61s" is longer than 60 seconds
    /etc/choria/test.conf:8: plugin.choria.network.auth_timeout: "2h" is longer than 60 seconds
    /etc/choria/test.conf:9: plugin.choria.network.client_port: 65536 is not between 0 and 65535
    /etc/choria/test.conf:10: plugin.choria.network.system.user: has no effect without plugin.choria.network.system.password
    "#);
}
