//! What a broker reads.

use std::time::Duration;

use super::{FILES, env, parse, shown};
use crate::Bound;

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
    let folder = "plugin.choria.network.nats.folder = /run/nats";
    let nats = parse(&format!("{text}nats\n{folder}\n")).broker(&env()).unwrap();
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

#[test]
fn a_broker_reads_whose_tokens_it_believes_under_any_provider() {
    let key = "ab".repeat(32);
    let issuer =
        format!("plugin.security.issuer.names = choria\nplugin.security.issuer.choria.public = {key}\n");
    let password = "plugin.choria.network.provisioning.client_password = hunter2\n";
    let broker = parse(&format!("{FILES}{issuer}{password}"))
        .broker(&env())
        .unwrap()
        .config;
    assert_eq!(broker.tokens.issuers["choria"], key);
    let provisioning = broker.provisioning.unwrap();
    assert_eq!(provisioning.password.expose(), "hunter2");
    assert!(provisioning.signer.is_none() && !provisioning.without_token);

    let signers = format!("plugin.choria.network.client_signer_cert = /s.pem, {key}\n");
    let broker = parse(&format!("{FILES}{signers}")).broker(&env()).unwrap().config;
    assert_eq!(broker.tokens.clients, ["/s.pem", &key]);
    assert!(broker.tokens.servers.is_empty() && broker.provisioning.is_none());
    insta::assert_snapshot!(broker_error(&format!("{issuer}{signers}")), @"/etc/choria/test.conf:7: plugin.choria.network.client_signer_cert: cannot be used together with plugin.security.issuer.names");
}

#[test]
fn a_broker_warns_of_tokens_nobody_vouches_for_and_of_half_a_provisioning() {
    let text = "plugin.security.provider = choria\nplugin.security.choria.token_file = /t\n\
        plugin.security.choria.seed_file = /s\nplugin.security.choria.certificate = /c\n\
        plugin.security.choria.key = /k\nplugin.choria.network.provisioning.signer_cert = /p\n";
    let broker = parse(text).broker(&env()).unwrap();
    insta::assert_snapshot!(shown(&broker.warnings), @r"
    plugin.security.issuer.names: is not set, and neither is plugin.choria.network.client_signer_cert: nobody's token is believed
    /etc/choria/test.conf:6: plugin.choria.network.provisioning.signer_cert: has no effect without plugin.choria.network.provisioning.client_password
    ");
}

#[test]
fn a_broker_with_a_folder_for_them_has_streams() {
    assert!(parse(FILES).broker(&env()).unwrap().config.streams.is_none());
    let text = format!(
        "{FILES}plugin.choria.network.stream.store = /var/lib/mco\n\
         plugin.choria.network.stream.event_retention = 7d\nplugin.choria.network.stream.machine_retention = 0\n\
         plugin.choria.network.stream.event_replicas = 1\n"
    );
    let streams = parse(&text).broker(&env()).unwrap().config.streams.unwrap();
    let day = Duration::from_secs(86_400);
    assert!(streams.manage);
    assert_eq!(
        (streams.max_memory, streams.max_disk),
        (Bound::Percent(75), Bound::Percent(75))
    );
    assert_eq!(streams.store.to_str(), Some("/var/lib/mco"));
    assert_eq!(
        (streams.events.retention, streams.events.replicas),
        (7 * day, Some(1))
    );
    assert_eq!(
        (streams.machines.retention, streams.machines.replicas),
        (Duration::ZERO, None)
    );
    assert_eq!(streams.advisories.retention, 7 * day);
    assert_eq!(streams.executor.retention, day);
    assert_eq!(streams.elections.retention, Duration::from_secs(60));
}

#[test]
fn a_broker_bounds_what_streams_take_together() {
    let keys = |disk: &str| {
        format!(
            "{FILES}plugin.choria.network.stream.store = /s\nplugin.choria.network.stream.max_memory = none\n\
             plugin.choria.network.stream.max_disk = {disk}\n"
        )
    };
    let streams = parse(&keys("20 GiB"))
        .broker(&env())
        .unwrap()
        .config
        .streams
        .unwrap();
    assert_eq!(
        (streams.max_memory, streams.max_disk),
        (Bound::None, Bound::Bytes(20 << 30))
    );
    let refused = parse(&keys("lots")).broker(&env()).unwrap_err();
    insta::assert_snapshot!(refused, @r#"/etc/choria/test.conf:7: plugin.choria.network.stream.max_disk: "lots" is no bound (none, or e.g. 75%, 1048576, 512MiB, 10G)"#);
}

#[test]
fn a_broker_warns_of_streams_it_will_not_have() {
    let keys = "plugin.choria.network.stream.manage_streams = false\n\
        plugin.choria.network.stream.event_replicas = 3\n";
    let broker = parse(&format!("{FILES}{keys}")).broker(&env()).unwrap();
    insta::assert_snapshot!(shown(&broker.warnings), @r"
    /etc/choria/test.conf:5: plugin.choria.network.stream.manage_streams: has no effect without plugin.choria.network.stream.store
    /etc/choria/test.conf:6: plugin.choria.network.stream.event_replicas: has no effect without plugin.choria.network.stream.store
    ");
    let store = "plugin.choria.network.stream.store = /s\n";
    let broker = parse(&format!("{FILES}{store}{keys}")).broker(&env()).unwrap();
    insta::assert_snapshot!(shown(&broker.warnings), @"/etc/choria/test.conf:7: plugin.choria.network.stream.event_replicas: only the nats engine keeps several copies; there is one");
    assert_eq!(broker.config.streams.unwrap().events.replicas, Some(1));
}

#[test]
fn the_nats_engine_is_told_where_its_files_may_be_and_how_often_to_sync() {
    let nats = |lines: &str| {
        let text = format!("{FILES}plugin.choria.network.engine = nats\n{lines}");
        let loaded = parse(&text).broker(&env());
        loaded.map(|loaded| (loaded.config.nats.unwrap(), loaded.config.mappings))
    };
    let (told, _) = nats("plugin.choria.network.stream.store = /var/lib/streams\n").unwrap();
    assert_eq!(
        (told.folder.as_path(), told.sync),
        (std::path::Path::new("/var/lib/streams/nats"), None)
    );
    assert_eq!((told.peering.port, told.peering.name.as_str()), (None, "CHORIA"));
    let lines = "plugin.choria.network.nats.folder = /run/nats\nplugin.choria.network.nats.sync_interval = 2m\n\
        plugin.choria.network.peers = b2:5222\nplugin.choria.network.nats.client_certificates = Websocket\n\
        plugin.choria.network.mapping.names = eu.m\nplugin.choria.network.mapping.eu.m.source = a\n\
        plugin.choria.network.mapping.eu.m.destination = b\n";
    let (told, mappings) = nats(lines).unwrap();
    assert_eq!(
        (told.sync, told.peering.port),
        (Some(Duration::from_secs(120)), Some(5222))
    );
    assert_eq!(told.certificates, Some(crate::CertificatesAt::Websocket));
    assert_eq!(mappings[0].destination, "b");
}

#[test]
fn the_nats_engine_names_what_it_lacks() {
    let text = "plugin.choria.network.engine = nats\nplugin.choria.network.nats.sync_interval = often\n\
        plugin.choria.network.peer_password = s3cret\nplugin.choria.network.mapping.names = m\n\
        plugin.choria.network.mapping.m.source = a\nplugin.choria.network.gateway_remotes = east\n";
    insta::assert_snapshot!(broker_error(text), @r#"
    plugin.choria.network.mapping.m.destination: is not set, and plugin.choria.network.mapping.names names "m"
    plugin.choria.network.nats.folder: is not set, and neither is plugin.choria.network.stream.store
    plugin.choria.network.gateway_remote.east.urls: is not set, and plugin.choria.network.gateway_remotes names "east"
    /etc/choria/test.conf:6: plugin.choria.network.nats.sync_interval: "often" is neither always nor a duration such as 2m
    /etc/choria/test.conf:7: plugin.choria.network.peer_password: needs plugin.choria.network.peer_user
    /etc/choria/test.conf:10: plugin.choria.network.gateway_remotes: has no effect without plugin.choria.network.gateway_port
    "#);
}
