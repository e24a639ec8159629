//! Streams of a broker that has a folder for them.

use async_nats::jetstream;
use broker::Broker;
use protocol::token::ClientPermissions;

use crate::engine::{Engine, on_both_engines};
use crate::site::{HOUR, Site};

on_both_engines!(a_broker_with_a_folder_serves_streams_and_no_second_one_starts_there,);

async fn a_broker_with_a_folder_serves_streams_and_no_second_one_starts_there(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let store = format!(
        "plugin.choria.network.stream.store = {}\n",
        folder.path().join("streams").display()
    );
    let site = Site::start(&engine, &store).await;
    let admin = ClientPermissions {
        streams_admin: true,
        ..ClientPermissions::default()
    };
    let context = jetstream::new(site.client(admin, HOUR).await.nats);
    let stream = context
        .create_stream(jetstream::stream::Config {
            name: "ORDERS".to_owned(),
            subjects: vec!["orders.>".to_owned()],
            ..Default::default()
        })
        .await
        .unwrap();
    assert_eq!(stream.cached_info().config.name, "ORDERS");
    let refused = Broker::start(&site.config).await.unwrap_err().to_string();
    assert!(refused.contains("is used by another broker"), "{refused}");
    site.broker.shutdown().await;
    Broker::start(&site.config).await.unwrap();
}
