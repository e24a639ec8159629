//! What a broker tells its `nats-server` about other servers.

use crate::engine::Engine;
use crate::running::free_port;
use crate::site::{HOUR, Site};

const NETWORK: &str = "plugin.choria.network";

#[tokio::test]
async fn clusters_gateways_leaf_nodes_and_mappings_are_all_accepted() {
    let Some(engine) = Engine::nats() else { return };
    let [peer, gateway, leaf, websocket] = [(); 4].map(|()| free_port());
    let lines = format!(
        "plugin.security.choria.ca = DIR/ca.pem\n\
         {NETWORK}.peers = 127.0.0.1:{peer}\n{NETWORK}.peer_port = {peer}\n{NETWORK}.peer_user = a b\n\
         {NETWORK}.peer_password = p@ss/word %\n\
         {NETWORK}.gateway_port = {gateway}\n{NETWORK}.gateway_name = EAST\n{NETWORK}.gateway_remotes = WEST\n\
         {NETWORK}.gateway_user = g\n{NETWORK}.gateway_password = h\n\
         {NETWORK}.gateway_remote.WEST.urls = nats://g:i@127.0.0.1:1\n\
         {NETWORK}.gateway_remote.WEST.tls.verify = no\n\
         {NETWORK}.leafnode_port = {leaf}\n{NETWORK}.leafnode_user = l\n{NETWORK}.leafnode_password = m\n\
         {NETWORK}.leafnode_remotes = hub\n{NETWORK}.leafnode_remote.hub.url = 127.0.0.1:1, 127.0.0.1:2\n\
         {NETWORK}.websocket_port = {websocket}\n{NETWORK}.websocket_advertise = broker.example.net:443\n\
         {NETWORK}.mapping.names = old\n{NETWORK}.mapping.old.source = old.*\n\
         {NETWORK}.mapping.old.destination = new.{{{{wildcard(1)}}}}\n\
         {NETWORK}.provisioning.client_password = pr0v\n{NETWORK}.nats.sync_interval = 2m\n\
         {NETWORK}.stream.store = DIR/streams\n{NETWORK}.stream.manage_streams = no\n"
    );
    let site = Site::start(&engine, &lines).await;
    site.client(Default::default(), HOUR).await;
    let written = site.dir.path().join("nats/nats-server.conf");
    let written = std::fs::read_to_string(written).unwrap();
    assert!(
        written.contains("nats://a%20b:p%40ss%2Fword%20%25@127.0.0.1"),
        "{written}"
    );
    site.broker.shutdown().await;
}

#[tokio::test]
async fn a_cluster_without_a_password_is_refused() {
    let Some(engine) = Engine::nats() else { return };
    let lines = format!(
        "plugin.security.choria.ca = DIR/ca.pem\n{NETWORK}.peers = 127.0.0.1:{}\n",
        free_port()
    );
    let refused = Site::try_start(&engine, &lines).await.err().unwrap();
    assert!(
        refused.contains("plugin.choria.network.peer_password"),
        "{refused}"
    );
    let lines = format!("{NETWORK}.peers = 127.0.0.1:{}\n", free_port());
    let refused = Site::try_start(&engine, &lines).await.err().unwrap();
    assert!(refused.contains("plugin.security.choria.ca"), "{refused}");
}

#[tokio::test]
async fn streams_and_gateways_without_a_cluster_are_refused() {
    let Some(engine) = Engine::nats() else { return };
    let lines = format!(
        "plugin.security.choria.ca = DIR/ca.pem\n{NETWORK}.stream.store = DIR/streams\n\
         {NETWORK}.gateway_port = {}\n{NETWORK}.gateway_name = EAST\n{NETWORK}.gateway_remotes = WEST\n\
         {NETWORK}.gateway_remote.WEST.urls = nats://127.0.0.1:1\n",
        free_port()
    );
    let refused = Site::try_start(&engine, &lines).await.err().unwrap();
    assert!(refused.contains("plugin.choria.network.peers"), "{refused}");
}
