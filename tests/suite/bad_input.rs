//! Peers and people who get it wrong cost themselves, nobody else.

use harness::{World, eventually};
use mco::Exit;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[tokio::test(flavor = "multi_thread")]
async fn garbage_silence_and_half_open_peers_leave_the_fleet_alone() {
    let world = World::with_nodes(3).await;
    let address = world.site.address();
    let mut peers = Vec::new();
    for nonsense in [
        &b"GET / HTTP/1.1\r\n\r\n"[..],
        &[0x16, 3, 1, 0xff, 0xff],
        b"CONNECT {}\r\n",
        b"",
        &[0; 9000],
    ] {
        let mut peer = TcpStream::connect(address).await.unwrap();
        peer.write_all(nonsense).await.unwrap();
        peer.shutdown().await.unwrap();
        peers.push(peer);
    }
    let silent = TcpStream::connect(address).await.unwrap();
    let outcome = world.mco(&["ping"]).await;
    assert!(outcome.out.contains("3 replies"), "{outcome:?}");
    for mut peer in peers {
        let mut rest = Vec::new();
        // Whatever it was told, the connection ends.
        let _ = peer.read_to_end(&mut rest).await;
    }
    let connections = async || {
        let open = world.site.broker().unwrap().snapshot().await.connections;
        (open == 3).then_some(())
    };
    eventually("the silent peer to be dropped", connections).await;
    drop(silent);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_of_another_authority_gets_no_answer_and_a_reason() {
    let world = World::with_nodes(1).await;
    let other = World::prepared();
    let mut stranger = other;
    stranger.site.use_broker(world.site.address()).unwrap();
    let outcome = stranger.mco(&["ping"]).await;
    assert_eq!(outcome.exit, Exit::Error, "{outcome:?}");
    assert!(outcome.err.contains("certificate"), "{}", outcome.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_outside_the_allow_list_is_ignored_by_every_node() {
    let world = World::with_nodes(1).await;
    world.site.enroll_user("mallory.elsewhere").unwrap();
    let outcome = world
        .mco_as("mallory.elsewhere", &["ping", "--timeout", "1"])
        .await;
    assert_eq!(outcome.exit, Exit::Error, "{outcome:?}");
    assert_eq!(outcome.out.matches("time=").count(), 0, "{}", outcome.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_words_are_one_sentence_with_the_fix() {
    let world = World::with_nodes(1).await;
    let unknown = world.mco(&["rpc", "pakage", "status"]).await;
    assert_eq!(unknown.exit, Exit::Error);
    assert!(unknown.err.contains("package"), "{}", unknown.err);
    let refused = world
        .mco(&["rpc", "package", "status", "package=bash;reboot"])
        .await;
    assert_eq!(refused.exit, Exit::Error);
    assert!(refused.err.contains("package"), "{}", refused.err);
    let missing = world.mco(&["rpc", "package", "status"]).await;
    assert_eq!(missing.exit, Exit::Error);
    assert!(missing.err.contains("package"), "{}", missing.err);
}
