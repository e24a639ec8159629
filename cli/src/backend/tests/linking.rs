use tui::report::Link;

use super::*;

impl World {
    async fn link(&mut self, wanted: impl Fn(&Link) -> bool) -> Link {
        self.until(|report| match report {
            Report::Link(link) => wanted(&link).then_some(link),
            _ => None,
        })
        .await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_is_not_there_is_waited_for_and_one_that_goes_is_missed() {
    let mut world = World::prepare();
    world.begin(Order::Connect);
    assert_eq!(world.link(|_| true).await, Link::Connecting);
    let failed = world.link(|link| matches!(link, Link::Failed(_))).await;
    let Link::Failed(trouble) = failed else {
        unreachable!("it was just told")
    };
    assert!(trouble.text.starts_with("no broker answered at"), "{trouble:?}");
    assert!(trouble.hint.is_some());
    world.site.start_broker().await.unwrap();
    let up = world.link(|link| matches!(link, Link::Up(_))).await;
    let port = world.site.address().port();
    assert_eq!(up, Link::Up(format!("nats://localhost:{port}")));
    world.site.stop_broker().await;
    world.link(|link| *link == Link::Lost).await;
    world.site.start_broker().await.unwrap();
    assert_eq!(world.link(|link| matches!(link, Link::Up(_))).await, up);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_broker_the_desk_is_known_and_a_question_ends_in_words() {
    let mut world = World::prepare();
    world.begin(Order::Load);
    let desk = world.until(|report| match report {
        Report::Desk(desk) => Some(desk),
        _ => None,
    });
    let desk = desk.await;
    assert_eq!(desk.caller, format!("choria={USER}"));
    assert_eq!(
        (desk.context.as_str(), desk.collective.as_str()),
        ("localhost", "mcollective")
    );
    assert!(desk.expires.is_some() && desk.broken.is_none());
    assert!(desk.agents.iter().any(|agent| agent.metadata.name == "rpcutil"));
    let (_, end) = world.run("rpc rpcutil ping", None).await;
    assert_eq!((end.exit, end.stats.is_none()), (1, true));
    let trouble = end.trouble.unwrap();
    assert!(trouble.text.starts_with("no broker answered at"), "{trouble:?}");
    world.stop().await;
}

#[tokio::test]
async fn a_configuration_that_cannot_be_used_is_told_on_the_desk() {
    let mut world = World::prepare();
    std::fs::write(
        world.site.client_config(),
        "plugin.security.provider = nonsense\n",
    )
    .unwrap();
    world.begin(Order::Load);
    let broken = world.until(|report| match report {
        Report::Desk(desk) => Some(desk.broken),
        _ => None,
    });
    let broken = broken.await.unwrap();
    assert!(broken.text.contains("configuration"), "{broken:?}");
    world.stop().await;
}
