//! What uses the broker's streams in a demonstration: buckets whose values change, and a governor whose leases come and go.

use std::sync::Arc;
use std::time::Duration;

use client::governor::{Event, EventKind, Governor, GovernorConfig, Governors, Slot};
use client::kv::{Bucket, BucketConfig, Kv};
use client::{Clock, Link};
use protocol::Identity;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Leases at a time: fewer than want one, so that the governor is full now and then.
const SLOTS: u64 = 5;

/// Machines that want a lease.
const CAMPAIGNERS: usize = 8;

/// When a lease ends that nobody gives back.
const EXPIRES: Duration = Duration::from_secs(20 * 60);

/// A machine that took a lease and is no more.
const GONE: &str = "web9.old.example.net";

/// Revisions of the demonstration's configuration, oldest first; none deletes the key.
const CONFIG: [(&str, Option<&str>); 13] = [
    ("web.listen", Some("80")),
    ("web.pool", Some("blue")),
    (
        "web.upstreams",
        Some(r#"{"pool":"blue","servers":["10.0.4.11:8080","10.0.4.12:8080"]}"#),
    ),
    ("web.tls.min", Some("1.2")),
    ("web.tls.cert", Some("/etc/ssl/web.pem")),
    ("db.primary", Some("db1.example.net")),
    ("db.replicas", Some(r#"["db2.example.net","db3.example.net"]"#)),
    ("users.ann", Some("admin")),
    ("users.bob", Some("reader")),
    ("web.listen", Some("443")),
    (
        "web.upstreams",
        Some(r#"{"pool":"blue","servers":["10.0.4.11:8443","10.0.4.12:8080"]}"#),
    ),
    ("users.bob", None),
    (
        "web.upstreams",
        Some(r#"{"pool":"blue","servers":["10.0.4.11:8443","10.0.4.12:8443"]}"#),
    ),
];

/// Everything that goes on.
pub(super) struct Traffic {
    link: Link,
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Traffic {
    /// Fills buckets and a governor, and lets them live from then on.
    pub(super) async fn start(
        link: Link,
        collective: &str,
        nodes: Vec<Identity>,
        clock: Clock,
        seed: u64,
    ) -> anyhow::Result<Self> {
        let kv = Kv::new(&link);
        fill(&kv).await?;
        let deploys = kv.create(&bucket("DEPLOY", 10)).await?;
        let governors = Governors::new(&link, collective);
        let governor = governors.create(&governor("PUPPET", SLOTS, EXPIRES)).await?;
        governors
            .create(&self::governor("BACKUP", 1, Duration::from_secs(3600)))
            .await?;
        // Nobody gives this one back; a person may find it.
        let stuck = governor.attempt(GONE).await?;
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        let traffic = Self {
            link: link.clone(),
            stop,
            tasks,
        };
        if let Some(slot) = stuck {
            let scene = Scene {
                link: link.clone(),
                governor: governor.clone(),
                clock: clock.clone(),
            };
            scene.tell(GONE, slot.id(), EventKind::Enter).await;
        }
        traffic.go(deploy(deploys, seed));
        for (place, node) in nodes.into_iter().take(CAMPAIGNERS).enumerate() {
            let scene = Scene {
                link: link.clone(),
                governor: governor.clone(),
                clock: clock.clone(),
            };
            traffic.go(scene.play(node, seed.wrapping_add(place as u64)));
        }
        Ok(traffic)
    }

    fn go(&self, work: impl Future<Output = ()> + Send + 'static) {
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            stop.run_until_cancelled(work).await;
        });
    }

    /// Ends it all.
    pub(super) async fn stop(self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
        self.link.close().await;
    }
}

fn bucket(name: &str, history: u32) -> BucketConfig {
    BucketConfig {
        history,
        ..BucketConfig::new(name)
    }
}

fn governor(name: &str, capacity: u64, expires: Duration) -> GovernorConfig {
    GovernorConfig {
        name: name.to_owned(),
        capacity,
        expires,
        replicas: 1,
    }
}

async fn fill(kv: &Kv) -> anyhow::Result<()> {
    let config = kv.create(&bucket("CONFIG", 5)).await?;
    for (key, value) in CONFIG {
        match value {
            Some(value) => config.put(key, value.as_bytes().to_vec()).await?,
            None => config.delete(key, None).await?,
        };
    }
    Ok(())
}

/// Somebody rolls out one version after the other, country by country.
async fn deploy(bucket: Bucket, seed: u64) {
    let mut random = fastrand::Rng::with_seed(seed);
    let countries = ["de", "jp", "mt", "uk", "us"];
    for build in 118_u64.. {
        for country in countries {
            let value = format!("{{\"version\":\"1.{build}.0\",\"by\":\"ann\"}}");
            // A broker that is away misses a version.
            if let Err(error) = bucket.put(&format!("{country}.shop"), value.into_bytes()).await {
                tracing::debug!(%error, "a version was not written");
            }
            sleep(Duration::from_secs(random.u64(4..12))).await;
        }
    }
}

/// What machines do at the governor.
struct Scene {
    link: Link,
    governor: Governor,
    clock: Clock,
}

impl Scene {
    /// One machine takes leases and gives them back.
    async fn play(self, node: Identity, seed: u64) {
        let mut random = fastrand::Rng::with_seed(seed);
        let node: Arc<str> = Arc::from(node.as_str());
        loop {
            sleep(Duration::from_millis(random.u64(500..20_000))).await;
            let patience = random.u32(2..6);
            let Some(slot) = self.campaign(&node, patience).await else {
                self.tell(&node, 0, EventKind::Timeouts).await;
                continue;
            };
            let lease = slot.id();
            self.tell(&node, lease, EventKind::Enter).await;
            sleep(Duration::from_secs(random.u64(5..45))).await;
            // Somebody may have taken it away meanwhile.
            if slot.release().await.unwrap_or(false) {
                self.tell(&node, lease, EventKind::Exit).await;
            }
        }
    }

    async fn campaign(&self, node: &str, tries: u32) -> Option<Slot> {
        for _ in 0..tries {
            match self.governor.attempt(node).await {
                Ok(Some(slot)) => return Some(slot),
                Ok(None) | Err(_) => sleep(Duration::from_secs(2)).await,
            }
        }
        None
    }

    async fn tell(&self, holder: &str, lease: u64, kind: EventKind) {
        let event = Event {
            identity: holder.to_owned(),
            component: "CLI".to_owned(),
            governor: self.governor.name().to_owned(),
            lease,
            kind,
        };
        // Events are told at most once anyway.
        if let Err(error) = event.publish(&self.link, self.clock.now()).await {
            tracing::debug!(%error, "an event was not told");
        }
    }
}
