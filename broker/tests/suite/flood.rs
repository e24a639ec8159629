//! A peer that wants more than there is for one.

use protocol::token::ClientPermissions;

use crate::engine::Engine;
use crate::site::{HOUR, Site};

#[tokio::test(flavor = "multi_thread")]
async fn one_peer_cannot_fill_the_memory_with_subscriptions() {
    let site = Site::start(&Engine::Embedded, "").await;
    let permissions = ClientPermissions {
        org_admin: true,
        ..ClientPermissions::default()
    };
    let mut peer = site.client(permissions, HOUR).await;
    let mut kept = Vec::new();
    for number in 0..50_001 {
        kept.push(peer.nats.subscribe(format!("a.{number}")).await.unwrap());
    }
    peer.event(|event| event.to_string().contains("maximum subscriptions exceeded"))
        .await;
    // Others have what is theirs.
    let other = site.client(ClientPermissions::default(), HOUR).await;
    let _heard = other.nats.subscribe(other.nats.new_inbox()).await.unwrap();
    site.hears(50_001).await;
}
