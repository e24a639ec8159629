//! A broker that is killed at any point of its work keeps every promise it made.
//!
//! Each round starts it on the same folder, holds what is there against what was acknowledged, puts load on it and kills it
//! after some acknowledgements. `MCO_CRASH_ROUNDS` says how many rounds there are.

mod bucket;
mod damaged;
mod fleeting;
mod following;
mod full;
mod journal;
mod publishing;
mod queue;
mod stored;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use async_nats::ConnectOptions;
use async_nats::jetstream;
use harness::{Process, World, eventually};
use mco::site::USER;
use tokio::sync::Notify;

use bucket::Bucket;
use fleeting::Fleeting;
use journal::Journal;
use publishing::Publishing;
use queue::Queue;

/// Rounds of the normal suite.
const ROUNDS: u64 = 10;
/// Acknowledgements after which a broker is killed, at most.
const MOST_ACKS: u64 = 800;
/// In one of so many rounds the broker is killed once more while it starts.
const EARLY: u64 = 4;
/// How long after its start, at most.
const EARLY_WITHIN: Duration = Duration::from_millis(200);

/// Counts acknowledgements up to the one after which the broker is killed.
#[derive(Debug)]
struct Countdown {
    left: AtomicU64,
    over: Notify,
}

impl Countdown {
    fn from(acks: u64) -> Self {
        Self {
            left: AtomicU64::new(acks.max(1)),
            over: Notify::new(),
        }
    }

    fn count(&self) {
        if self.left.fetch_sub(1, Relaxed) == 1 {
            self.over.notify_one();
        }
    }
}

/// The broker of a site, in a process of its own.
struct Broker {
    world: World,
    address: SocketAddr,
}

impl Broker {
    async fn prepare() -> Self {
        let mut world = World::prepared();
        world.site.start_broker().await.unwrap();
        let address = world.site.address();
        world.site.stop_broker().await;
        Self { world, address }
    }

    fn launch(&self) -> Process {
        let config = self.world.site.broker_kit().join("broker.conf");
        let args = ["run", "--config", config.to_str().unwrap()];
        let log = self.world.dir().join("broker.log");
        let _ = std::fs::remove_file(&log);
        Process::start(Path::new(env!("CARGO_BIN_EXE_test-broker")), &args, &[], log)
    }

    async fn connect(&self, process: &mut Process) -> async_nats::Client {
        let kit = self.world.site.user_kit(USER);
        let connected = async || {
            assert!(!process.ended(), "the broker ended: {}", process.output());
            let options = ConnectOptions::new()
                .add_root_certificates(kit.join("ca.pem"))
                .add_client_certificate(kit.join("cert.pem"), kit.join("key.pem"))
                .require_tls(true);
            options.connect(format!("nats://{}", self.address)).await.ok()
        };
        eventually("the broker to let clients in", connected).await
    }
}

/// Everything that was promised.
#[derive(Default)]
struct Promises {
    publishing: Publishing,
    journal: Journal,
    bucket: Bucket,
    queue: Queue,
    fleeting: Fleeting,
}

impl Promises {
    async fn begin(&self, context: &jetstream::Context) {
        self.publishing.begin(context).await;
        self.journal.begin(context).await;
        self.bucket.begin(context).await;
        self.queue.begin(context).await;
    }

    /// Never ends.
    async fn work(&self, context: &jetstream::Context, countdown: &Countdown) {
        tokio::join!(
            self.publishing.work(context, countdown),
            self.journal.work(context, countdown),
            self.bucket.work(context, countdown),
            self.queue.work(context, countdown),
            self.fleeting.work(context, countdown),
        );
    }

    async fn check(&self, context: &jetstream::Context) {
        self.publishing.check(context).await;
        self.journal.check(context).await;
        self.bucket.check(context).await;
        self.queue.check(context).await;
        self.fleeting.check(context).await;
    }
}

fn rounds() -> u64 {
    let named = std::env::var("MCO_CRASH_ROUNDS");
    named.ok().and_then(|text| text.parse().ok()).unwrap_or(ROUNDS)
}

/// What a broker says of a start that went well.
fn assert_no_damage(said: &str) {
    for word in [
        "cannot be served",
        "panicked",
        "out of service",
        "is left out",
        "cannot be read",
    ] {
        assert!(!said.contains(word), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_is_killed_again_and_again_loses_nothing_it_acknowledged() {
    let broker = Broker::prepare().await;
    let promises = Promises::default();
    let mut process = broker.launch();
    promises
        .begin(&jetstream::new(broker.connect(&mut process).await))
        .await;
    for round in 0..rounds() {
        let context = jetstream::new(broker.connect(&mut process).await);
        if round > 0 {
            promises.check(&context).await;
        }
        let countdown = Countdown::from(fastrand::u64(1..MOST_ACKS));
        tokio::select! {
            () = promises.work(&context, &countdown) => {}
            () = countdown.over.notified() => process.kill(),
        }
        assert_no_damage(&process.output());
        if round % EARLY == 1 {
            process = broker.launch();
            tokio::time::sleep(EARLY_WITHIN.mul_f64(fastrand::f64())).await;
            process.kill();
        }
        process = broker.launch();
    }
    let context = jetstream::new(broker.connect(&mut process).await);
    promises.check(&context).await;
    assert_no_damage(&process.output());
    assert_eq!(process.terminate(), Some(0), "{}", process.output());
}
