//! A fleet whose server went away, and which comes back at once.

use std::time::Duration;

use async_nats::Subscriber;
use futures_util::StreamExt;
use futures_util::future::join_all;
use protocol::security::ed25519::Seed;
use protocol::token::{Claims, ClientPermissions, ServerClaims};
use tokio::time::timeout;

use crate::engine::Engine;
use crate::site::{HOUR, Peer, Site, common};
use crate::supervision::{folder, kill, process};

/// Each of them shows a token and proves that it is its own, at one broker, at the same moment.
const NODES: usize = 300;
/// How long one message may take before another is sent: what was sent to nobody is lost.
const AGAIN: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(120);

async fn node(site: &Site, number: usize) -> (Peer, Subscriber) {
    let seed = Seed::generate();
    let identity = format!("n{number}.example.net");
    let own = format!("choria.node.{identity}");
    let claims = Claims::Server(ServerClaims {
        identity,
        collectives: vec!["choria".to_owned()],
        common: common(&seed),
        ..ServerClaims::default()
    });
    let peer = site.connect(claims, &seed, HOUR).await.unwrap();
    let heard = peer.nats.subscribe(own).await.unwrap();
    (peer, heard)
}

/// Returns once every node has heard what was sent to it alone.
async fn all_hear(admin: &Peer, fleet: &mut [(Peer, Subscriber)], what: &'static str) {
    let each = fleet
        .iter_mut()
        .enumerate()
        .map(|(number, (_, heard))| async move {
            loop {
                let to = format!("choria.node.n{number}.example.net");
                admin.nats.publish(to, what.into()).await.unwrap();
                // Earlier ones may have come twice.
                while let Ok(message) = timeout(AGAIN, heard.next()).await {
                    if message.unwrap().payload == what {
                        return;
                    }
                }
            }
        });
    timeout(LONGEST, join_all(each)).await.expect("every node hears");
}

#[tokio::test(flavor = "multi_thread")]
async fn three_hundred_nodes_are_all_back_after_their_server_was_killed() {
    let Some(engine) = Engine::nats() else { return };
    let site = Site::start(&engine, "").await;
    let permissions = ClientPermissions {
        org_admin: true,
        ..ClientPermissions::default()
    };
    let admin = site.client(permissions, HOUR).await;
    let mut fleet = join_all((0..NODES).map(|number| node(&site, number))).await;
    all_hear(&admin, &mut fleet, "before").await;
    let first = process(&folder(&site)).unwrap();
    kill(first);
    all_hear(&admin, &mut fleet, "after").await;
    assert_ne!(process(&folder(&site)), Some(first));
    assert!(site.broker.snapshot().await.connections > NODES as u64);
}
