//! Buckets and governors of a real broker.

use client::governor::Governors;
use client::kv::{BucketConfig, Kv as Buckets};
use tui::gov::{EventKind, NewGovernor};
use tui::kv::{KeyRow, NewBucket, Operation, Watch};
use tui::order::{Gov, Kv, Write};
use tui::report::{GovNews, KvNews, Refusal};

use super::*;
use crate::names::{BUCKET, GOVERNOR};

impl World {
    /// With a broker and no nodes.
    async fn with_broker() -> Self {
        let mut world = Self::prepare();
        world.site.start_broker().await.unwrap();
        world
    }

    async fn kv<T>(&mut self, ask: Kv, mut what: impl FnMut(KvNews) -> Option<T>) -> T {
        let ticket = self.ticket();
        self.begin(Order::Kv { ticket, ask });
        self.kv_news(ticket, &mut what).await
    }

    async fn kv_news<T>(&mut self, ticket: Ticket, mut what: impl FnMut(KvNews) -> Option<T>) -> T {
        self.until(|report| match report {
            Report::Kv { ticket: of, news } if of == ticket => what(news),
            _ => None,
        })
        .await
    }

    /// What becomes of a write.
    async fn write(&mut self, on: u64, write: Write) -> Result<u64, Refusal> {
        let ask = Kv::Write {
            bucket: "CONFIG".to_owned(),
            key: "web.pool".to_owned(),
            on,
            write,
        };
        self.kv(ask, |news| match news {
            KvNews::Written(revision) => Some(Ok(revision)),
            KvNews::Refused(refusal) => Some(Err(refusal)),
            _ => None,
        })
        .await
    }

    async fn gov<T>(&mut self, ask: Gov, mut what: impl FnMut(GovNews) -> Option<T>) -> T {
        let ticket = self.ticket();
        self.begin(Order::Gov { ticket, ask });
        self.until(|report| match report {
            Report::Gov { ticket: of, news } if of == ticket => what(news),
            _ => None,
        })
        .await
    }

    /// How something with a governor ended.
    async fn govern(&mut self, ask: Gov) -> Result<String, String> {
        self.gov(ask, |news| match news {
            GovNews::Done(words) => Some(Ok(words)),
            GovNews::Failed(trouble) => Some(Err(trouble.text)),
            _ => None,
        })
        .await
    }
}

fn put(value: &str) -> Write {
    Write::Put(Arc::from(value.as_bytes()))
}

fn config() -> NewBucket {
    NewBucket {
        name: "CONFIG".to_owned(),
        history: 5,
        replicas: 1,
        ..NewBucket::default()
    }
}

fn done(news: KvNews) -> Option<Result<String, String>> {
    match news {
        KvNews::Done(words) => Some(Ok(words)),
        KvNews::Failed(trouble) => Some(Err(trouble.text)),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_written_only_on_top_of_the_revision_that_was_seen() {
    let mut world = World::with_broker().await;
    assert_eq!(
        world.kv(Kv::Add(config()), done).await,
        Ok("made CONFIG".to_owned())
    );
    assert_eq!(world.write(0, put("blue")).await, Ok(1));
    let Err(Refusal::Overtaken(Some(newest))) = world.write(0, put("red")).await else {
        panic!("a key that is there is no new one")
    };
    assert_eq!(
        (newest.revision, newest.value.as_deref()),
        (1, Some(b"blue".as_slice()))
    );
    assert_eq!(world.write(1, put("green")).await, Ok(2));
    for late in [put("red"), Write::Delete, Write::Purge] {
        let refused = world.write(1, late).await;
        assert!(
            matches!(refused, Err(Refusal::Overtaken(Some(ref newest))) if newest.revision == 2),
            "{refused:?}"
        );
    }
    assert_eq!(world.write(2, Write::Delete).await, Ok(3));
    assert_eq!(world.write(0, put("again")).await, Ok(4));
    let read = Kv::Read {
        bucket: "CONFIG".to_owned(),
        key: "web.pool".to_owned(),
    };
    let revisions = world
        .kv(read, |news| match news {
            KvNews::Revisions(result) => Some(result.unwrap()),
            _ => None,
        })
        .await;
    let told: Vec<_> = revisions
        .iter()
        .map(|one| (one.revision, one.operation))
        .collect();
    let (put_, delete) = (Operation::Put, Operation::Delete);
    assert_eq!(told, [(4, put_), (3, delete), (2, put_), (1, put_)]);

    world.begin(Order::ReadOnly(true));
    assert!(matches!(world.write(4, put("no")).await, Err(Refusal::Failed(_))));
    assert!(
        world
            .kv(
                Kv::Remove {
                    bucket: "CONFIG".to_owned()
                },
                done
            )
            .await
            .is_err()
    );
    world.begin(Order::ReadOnly(false));
    assert!(
        world
            .kv(
                Kv::Remove {
                    bucket: "CHORIA_LEADER_ELECTION".to_owned()
                },
                done
            )
            .await
            .is_err()
    );
    assert!(
        world
            .kv(
                Kv::Remove {
                    bucket: "CONFIG".to_owned()
                },
                done
            )
            .await
            .is_ok()
    );
    assert!(matches!(
        world.write(4, put("late")).await,
        Err(Refusal::Failed(_))
    ));
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_is_told_in_pages_and_followed_over_a_restart_until_it_is_removed() {
    let mut world = World::with_broker().await;
    let fleet = world.screens.0.ctx.fleet().await.unwrap().clone();
    let kv = Buckets::new(fleet.link());
    let bucket = kv.create(&BucketConfig::new("CONFIG")).await.unwrap();
    let count = 700;
    for number in 0..count {
        bucket.put(&format!("host{number:03}.state"), "up").await.unwrap();
    }
    let ticket = world.ticket();
    let ask = Kv::Open {
        bucket: "CONFIG".to_owned(),
    };
    world.begin(Order::Kv { ticket, ask });
    let (mut keys, mut pages) = (Vec::<KeyRow>::new(), 0);
    world
        .kv_news(ticket, |news| match news {
            KvNews::Keys {
                keys: page,
                first,
                last,
            } => {
                assert_eq!(first, pages == 0);
                pages += 1;
                keys.extend(page);
                last.then_some(())
            }
            _ => None,
        })
        .await;
    assert_eq!(keys.len(), count);
    assert!(pages > 2 && keys.iter().all(|row| row.size == 2), "{pages} pages");

    world.site.stop_broker().await;
    let watch = |wanted: fn(&Watch) -> bool| {
        move |news| match news {
            KvNews::Watch(watch) if wanted(&watch) => Some(()),
            _ => None,
        }
    };
    world.kv_news(ticket, watch(|watch| *watch == Watch::Lost)).await;
    world.site.start_broker().await.unwrap();
    world
        .kv_news(ticket, watch(|watch| matches!(watch, Watch::Resumed { .. })))
        .await;
    bucket.put("host001.state", "down").await.unwrap();
    let changed = world.kv_news(ticket, |news| match news {
        KvNews::Changed(rows) => Some(rows),
        _ => None,
    });
    let changed = changed.await;
    assert_eq!((changed[0].key.as_str(), changed[0].size), ("host001.state", 4));
    kv.delete("CONFIG").await.unwrap();
    world.kv_news(ticket, watch(|watch| *watch == Watch::Gone)).await;
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn leases_are_told_as_they_come_and_go_and_taken_away() {
    let mut world = World::with_broker().await;
    let new = NewGovernor {
        name: "PUPPET".to_owned(),
        capacity: 2,
        expires: Some(Duration::from_secs(1200)),
        replicas: 1,
    };
    assert_eq!(
        world.govern(Gov::Add(new.clone())).await,
        Ok("made PUPPET".to_owned())
    );
    let fleet = world.screens.0.ctx.fleet().await.unwrap().clone();
    let governor = Governors::new(fleet.link(), "mcollective")
        .governor("PUPPET")
        .unwrap();
    let slot = governor.attempt("web1").await.unwrap().unwrap();
    let leases = async |world: &mut World, wanted: usize| {
        let ask = Gov::Open {
            name: "PUPPET".to_owned(),
        };
        world
            .gov(ask, |news| match news {
                GovNews::Leases { result, .. } => result.ok().filter(|leases| leases.len() == wanted),
                _ => None,
            })
            .await
    };
    assert_eq!(leases(&mut world, 1).await[0].holder, "web1");
    let list = world.ticket();
    world.begin(Order::Gov {
        ticket: list,
        ask: Gov::List,
    });
    let listed = world.until(|report| match report {
        Report::Gov {
            ticket,
            news: GovNews::Governors(result),
        } if ticket == list => Some(result.unwrap()),
        _ => None,
    });
    let listed = listed.await;
    assert_eq!(
        (listed[0].used, listed[0].capacity, listed[0].expires),
        (1, 2, new.expires)
    );

    let evict = |lease| Gov::Evict {
        name: "PUPPET".to_owned(),
        lease,
        holder: "web1".to_owned(),
    };
    world.begin(Order::ReadOnly(true));
    assert!(world.govern(evict(slot.id())).await.is_err());
    world.begin(Order::ReadOnly(false));
    let ticket = world.ticket();
    world.begin(Order::Gov {
        ticket,
        ask: evict(slot.id()),
    });
    let evicted = world.until(|report| match report {
        Report::Gov {
            ticket,
            news: GovNews::Events(events),
        } if ticket == list => events.into_iter().find(|event| event.kind == EventKind::Eviction),
        _ => None,
    });
    let evicted = evicted.await;
    assert_eq!((evicted.holder.as_str(), evicted.lease), ("web1", slot.id()));
    assert!(leases(&mut world, 0).await.is_empty());
    let again = world.govern(evict(slot.id())).await;
    assert_eq!(
        again,
        Ok(format!("web1 had given slot {} back meanwhile", slot.id()))
    );
    assert!(!slot.release().await.unwrap());

    let larger = NewGovernor { capacity: 3, ..new };
    let changed = world.govern(Gov::Set(larger)).await;
    assert_eq!(changed, Ok("PUPPET gives 3 at a time now".to_owned()));
    let name = "PUPPET".to_owned();
    assert!(world.govern(Gov::Reset { name: name.clone() }).await.is_ok());
    assert!(world.govern(Gov::Remove { name: name.clone() }).await.is_ok());
    assert!(world.govern(Gov::Remove { name }).await.is_err());
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_that_change_what_a_broker_keeps_are_refused_where_only_looking_is_allowed() {
    let mut world = World::prepare();
    world.begin(Order::ReadOnly(true));
    for line in [
        "kv put CONFIG a b",
        "governor reset PUPPET -f",
        "broker stream rm X",
        "kv edit CONFIG a",
    ] {
        let order = |ticket| Order::Command {
            ticket,
            line: line.to_owned(),
        };
        let said = world.ask(order, |report| match report {
            Report::Printed {
                text,
                exit: Some(exit),
                ..
            } => Some((text, exit)),
            _ => None,
        });
        let (text, exit) = said.await;
        assert_eq!(exit, crate::Exit::Refused.code(), "{line}: {text}");
    }
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_that_are_looked_at_can_be_completed_afterwards() {
    let mut world = World::with_broker().await;
    let made = world.kv(Kv::Add(config()), done).await;
    assert_eq!(made, Ok("made CONFIG".to_owned()));
    let governor = NewGovernor {
        name: "PUPPET".to_owned(),
        capacity: 1,
        replicas: 1,
        ..NewGovernor::default()
    };
    assert_eq!(
        world.govern(Gov::Add(governor)).await,
        Ok("made PUPPET".to_owned())
    );
    assert_eq!(world.write(0, put("blue")).await, Ok(1));
    let ticket = world.ticket();
    world.begin(Order::Kv {
        ticket,
        ask: Kv::Buckets,
    });
    let ticket = world.ticket();
    world.begin(Order::Gov {
        ticket,
        ask: Gov::List,
    });
    let names = world.screens.0.ctx.names().await.unwrap();
    let now = Clock::system().now();
    let kept = async {
        while !names.streams(BUCKET, now).contains(&"CONFIG".to_owned())
            || names.streams(GOVERNOR, now) != ["PUPPET"]
        {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, kept).await.expect("streams are kept");
    assert_eq!(names.keys("CONFIG", now), ["web.pool"]);
    assert_eq!(world.write(1, Write::Delete).await, Ok(2));
    assert_eq!(names.keys("CONFIG", now), [""; 0]);
    world.stop().await;
}
