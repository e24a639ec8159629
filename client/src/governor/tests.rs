use std::time::Duration;

use tokio::time::sleep;

use super::*;
use crate::fixture::Keeper;

const LONG: Duration = Duration::from_secs(60);

async fn governors(keeper: &Keeper) -> Governors {
    Governors::new(&keeper.link().await, "mcollective")
}

fn config(capacity: u64, expires: Duration) -> GovernorConfig {
    GovernorConfig {
        name: "PUPPET".into(),
        capacity,
        expires,
        replicas: 1,
    }
}

fn quick() -> Pace {
    Pace::every(Duration::from_millis(20))
}

#[tokio::test]
async fn no_more_than_the_capacity_hold_a_slot_and_a_released_one_is_taken_again() {
    let keeper = Keeper::start().await;
    let governor = governors(&keeper).await.create(&config(2, LONG)).await.unwrap();
    let soon = || sleep(Duration::from_millis(100));
    let ann = governor.campaign("ann", quick(), soon()).await.unwrap();
    let bob = governor.campaign("bob", quick(), soon()).await.unwrap();
    let error = governor.campaign("eve", quick(), soon()).await.unwrap_err();
    assert!(matches!(error, GovernorError::Full { .. }), "{error}");
    let waits = {
        let governor = governor.clone();
        async move { governor.campaign("eve", quick(), sleep(LONG)).await.unwrap() }
    };
    let release = async {
        let lease = ann.id();
        assert!(ann.release().await.unwrap());
        lease
    };
    let (eve, first) = tokio::join!(waits, release);
    assert!(eve.id() > bob.id() && bob.id() > first);
    let leases = governor.leases().await.unwrap();
    let held: Vec<_> = leases
        .iter()
        .map(|lease| (lease.id, lease.holder.as_str()))
        .collect();
    assert_eq!(held, [(bob.id(), "bob"), (eve.id(), "eve")]);
    assert_eq!(leases[0].expires, Some(leases[0].since + LONG));
    let status = governor.status().await.unwrap();
    assert_eq!((status.active, status.capacity, status.expires), (2, 2, LONG));
    assert!(status.last_active.is_some());
}

#[tokio::test]
async fn leases_expire_are_evicted_and_are_reset() {
    let keeper = Keeper::start().await;
    let short = Duration::from_secs(1);
    let governor = governors(&keeper).await.create(&config(1, short)).await.unwrap();
    let first = governor.attempt("ann").await.unwrap().unwrap();
    assert!(governor.attempt("bob").await.unwrap().is_none());
    let second = governor.campaign("bob", quick(), sleep(LONG)).await.unwrap();
    assert!(second.id() > first.id());
    assert!(!first.release().await.unwrap());

    governor.update(3, LONG).await.unwrap();
    let third = governor.attempt("eve").await.unwrap().unwrap();
    let evicted = governor.evict(third.id()).await.unwrap().unwrap();
    assert_eq!((evicted.holder.as_str(), evicted.id), ("eve", third.id()));
    assert_eq!(governor.evict(third.id()).await.unwrap(), None);
    let _fourth = governor.attempt("joe").await.unwrap().unwrap();
    assert!(governor.reset().await.unwrap() >= 1);
    assert!(governor.leases().await.unwrap().is_empty());
    assert_eq!(governor.reset().await.unwrap(), 0);
}

#[tokio::test]
async fn governors_are_made_changed_listed_and_removed() {
    let keeper = Keeper::start().await;
    let governors = governors(&keeper).await;
    assert!(governors.list().await.unwrap().is_empty());
    let governor = governors
        .create(&config(50, Duration::from_secs(1200)))
        .await
        .unwrap();
    governors
        .create(&config(50, Duration::from_secs(1200)))
        .await
        .unwrap();
    let error = governors.create(&config(5, LONG)).await.unwrap_err();
    insta::assert_snapshot!(error, @"there is a governor PUPPET already that is set up in another way");
    let status = governor.update(5, LONG).await.unwrap();
    assert_eq!((status.capacity, status.expires), (5, LONG));
    assert_eq!(status, governor.status().await.unwrap());
    assert_eq!(governors.statuses().await.unwrap(), [status]);
    assert_eq!(governors.list().await.unwrap(), ["PUPPET"]);
    let elsewhere = Governors::new(&keeper.link().await, "uk");
    assert!(elsewhere.list().await.unwrap().is_empty());

    let unknown = governors.governor("PUPETT").unwrap();
    for error in [
        unknown.status().await.unwrap_err(),
        unknown.leases().await.unwrap_err(),
        unknown.evict(1).await.unwrap_err(),
        unknown.reset().await.unwrap_err(),
        unknown.delete().await.unwrap_err(),
        unknown.update(1, LONG).await.unwrap_err(),
        unknown.campaign("ann", quick(), sleep(LONG)).await.unwrap_err(),
    ] {
        assert_eq!(
            error.to_string(),
            "there is no governor PUPETT, did you mean PUPPET?"
        );
    }
    governor.delete().await.unwrap();
    assert!(governors.list().await.unwrap().is_empty());
    for name in ["", "a.b", "a b", "a>"] {
        assert!(matches!(
            governors.governor(name),
            Err(GovernorError::Name { .. })
        ));
    }
    assert!(matches!(
        governors.create(&config(0, LONG)).await,
        Err(GovernorError::Capacity)
    ));
    let many = GovernorConfig {
        replicas: 3,
        ..config(5, LONG)
    };
    insta::assert_snapshot!(governors.create(&many).await.unwrap_err(), @"3 copies of governor PUPPET cannot be kept");
}

#[tokio::test]
async fn events_reach_who_listens() {
    let keeper = Keeper::start().await;
    let link = keeper.link().await;
    let mut heard = link.subscribe(Event::SUBJECTS, None).await.unwrap();
    let event = Event {
        identity: "web1".into(),
        component: "CLI".into(),
        governor: "PUPPET".into(),
        lease: 0,
        kind: EventKind::Timeouts,
    };
    link.flush().await.unwrap();
    event.publish(&link, crate::Clock::system().now()).await.unwrap();
    let message = futures_util::StreamExt::next(&mut heard).await.unwrap();
    assert_eq!(message.subject, "choria.lifecycle.event.governor.CLI");
    assert_eq!(Event::read(&message.payload).unwrap().0, event);
}
