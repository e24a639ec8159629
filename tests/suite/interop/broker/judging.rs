//! The reference's broker and ours get the same peers; whom they let in and what these may do must be the same.

mod everybody;

use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, SystemTime};

use broker::Broker;
use client::Clock;
use config::{Environment, Settings};
use harness::{Engine, Process, World, on_both_engines, peers};
use mco::site::Security;
use protocol::security::ed25519::Seed;

use super::peer::{Credentials, attempt};
use super::{free_address, real_broker};
use everybody::named;

const HOUR: Duration = Duration::from_secs(3600);
const PASSWORDS: &str = "plugin.choria.network.system.user = boss\nplugin.choria.network.system.password = s3cret\n\
    plugin.choria.network.provisioning.client_password = pr0v\n";

/// What everybody tries to say.
const PUBLISH: &[&str] = &[
    "$SYS.REQ.USER.INFO",
    "$SYS.REQ.SERVER.PING",
    "$JS.API.STREAM.LIST",
    "$JS.API.STREAM.INFO.S",
    "$JS.API.STREAM.INFO.KV_CHORIA_LEADER_ELECTION",
    "$JS.API.STREAM.CREATE.S",
    "$JS.API.STREAM.MSG.GET.S",
    "$JS.API.STREAM.MSG.DELETE.S",
    "$JS.API.STREAM.PURGE.S",
    "$JS.API.DIRECT.GET.S",
    "$JS.API.DIRECT.GET.S.a.b",
    "$JS.API.CONSUMER.CREATE.S",
    "$JS.API.CONSUMER.CREATE.S.C.f",
    "$JS.API.CONSUMER.DURABLE.CREATE.S.C",
    "$JS.API.CONSUMER.DELETE.S.C",
    "$JS.API.CONSUMER.NAMES.S",
    "$JS.API.CONSUMER.LIST.S",
    "$JS.API.CONSUMER.INFO.S.C",
    "$JS.API.CONSUMER.MSG.NEXT.S.C",
    "$JS.ACK.S.C.1",
    "$JS.FC.S.C",
    "$KV.B.key",
    "$KV.CHORIA_LEADER_ELECTION.app",
    "$O.B.chunk",
    "choria.streams.STREAM.INFO.S",
    "choria.streams.CONSUMER.MSG.NEXT.S.C",
    "choria.governor.g",
    "choria.governor.g.x",
    "choria.lifecycle.event.governor.x",
    "choria.lifecycle.event.startup.server",
    "choria.machine.transition",
    "choria.machine.watcher.exec.state",
    "choria.machine.other",
    "choria.broadcast.agent.rpcutil",
    "choria.broadcast.agent.registration",
    "choria.broadcast.service.shop",
    "choria.node.n1.example.net",
    "choria.reply.x.y",
    "choria.submission.in.a.b",
    "choria.federation.eu.federation",
    "choria.federation.choria.collective",
    "other.reply.x.y",
    "other.submission.in.a",
    "provisioning.reply.x",
    "provisioning.registration.data",
    "provisioning.node.n1",
    "site.extra",
    "shop.orders",
];

/// What everybody tries to hear; not republished messages and replies under SHA-256, which only later references grant.
const SUBSCRIBE: &[&str] = &[
    "choria.reply.72dc525f8fe0064c0372c1fb3d729560.>",
    "choria.reply.e33bf0376d4accbb4a8fd24b2f840b2e.>",
    "choria.reply.>",
    "choria.broadcast.agent.rpcutil",
    "choria.broadcast.service.shop",
    "choria.node.n1.example.net",
    "choria.node.n2.example.net",
    "choria.node.>",
    "other.broadcast.agent.rpcutil",
    "choria.lifecycle.event.>",
    "choria.lifecycle.>",
    "choria.machine.watcher.>",
    "choria.machine.transition",
    "choria.federation.eu.federation",
    "$JS.EVENT.ADVISORY.>",
    "$KV.B.>",
    "provisioning.node.n1",
    "provisioning.broadcast.agent.discovery",
    "provisioning.broadcast.agent.choria_provision",
    "provisioning.broadcast.agent.shell",
    "shop.orders",
    "site.heard",
    ">",
];

/// Both brokers with the same configuration, until dropped.
struct Pair {
    world: World,
    ours: Broker,
    theirs: SocketAddr,
    _process: Process,
    issuer: Seed,
    now: SystemTime,
}

impl Pair {
    async fn start(choria: &Path, lines: impl FnOnce(&str, &Path) -> String) -> Self {
        Self::start_on(&Engine::Embedded, choria, lines).await
    }

    async fn start_on(engine: &Engine, choria: &Path, lines: impl FnOnce(&str, &Path) -> String) -> Self {
        let mut world = World::prepared_with(Security::V2);
        let theirs = free_address();
        world.site.use_broker(theirs).unwrap();
        let kit = world.site.broker_kit();
        let seed = std::fs::read_to_string(world.dir().join("site/issuer.seed")).unwrap();
        let issuer = Seed::from_hex(&seed).unwrap();
        let text = std::fs::read_to_string(kit.join("broker.conf")).unwrap();
        let (issuers, rest): (Vec<&str>, Vec<&str>) = text
            .lines()
            .partition(|line| line.starts_with("plugin.security.issuer"));
        let text = format!("{}\n{}", rest.join("\n"), lines(&issuers.join("\n"), &kit));
        let config = kit.join("judged.conf");
        std::fs::write(&config, &text).unwrap();
        let process = real_broker(choria, &config, theirs, &world).await;
        let port = format!("client_port = {}", theirs.port());
        let ours = text.replace(&port, "client_port = 0") + "\n" + &engine.lines(world.dir());
        std::fs::write(&config, ours).unwrap();
        let environment = Environment::default();
        let settings = Settings::load_daemon(&environment, &config).unwrap();
        let config = settings.broker(&environment).unwrap().config;
        Self {
            ours: Broker::start(&config).await.unwrap(),
            theirs,
            _process: process,
            world,
            issuer,
            now: Clock::system().now(),
        }
    }

    /// Shows both the same and compares what they say, but for lines that may differ.
    async fn compare(
        &self,
        who: &str,
        credentials: &Credentials,
        may_differ: impl Fn(&str) -> bool,
    ) -> Option<String> {
        let ca = std::fs::read_to_string(self.world.site.broker_kit().join("ca.pem")).unwrap();
        let (mut ours, mut theirs) = tokio::join!(
            attempt(self.ours.address(), &ca, credentials, PUBLISH, SUBSCRIBE),
            attempt(self.theirs, &ca, credentials, PUBLISH, SUBSCRIBE)
        );
        ours.retain(|line| !may_differ(line));
        theirs.retain(|line| !may_differ(line));
        let only = |these: &[String], others: &[String]| {
            let these = these.iter().filter(|line| !others.contains(line));
            these.cloned().collect::<Vec<_>>().join("\n  ")
        };
        (ours != theirs).then(|| {
            format!(
                "{who}:\n only ours:\n  {}\n only theirs:\n  {}",
                only(&ours, &theirs),
                only(&theirs, &ours)
            )
        })
    }

    async fn agree(&self, everybody: Vec<(String, Credentials)>) {
        let mut complaints = Vec::new();
        for (who, credentials) in &everybody {
            complaints.extend(self.compare(who, credentials, |_| false).await);
        }
        assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    }
}

on_both_engines!(tokens_of_an_issuer_are_judged_alike);

async fn tokens_of_an_issuer_are_judged_alike(engine: Engine) {
    let Some(choria) = peers::find("choria") else {
        return;
    };
    let lines = |issuers: &str, _: &Path| format!("{issuers}\n{PASSWORDS}");
    let pair = Pair::start_on(&engine, &choria, lines).await;
    pair.agree(pair.holders()).await;
    let mut named = pair.named_users();
    if let Engine::Nats(_) = engine {
        // It asks nobody for a certificate where tokens are the rule.
        named.retain(|(_, credentials)| credentials.certificate.is_none());
    }
    pair.agree(named).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn certificates_among_tokens_are_judged_alike() {
    let Some(choria) = peers::find("choria") else {
        return;
    };
    let pair = Pair::start(&choria, |issuers, kit| {
        let ca = kit.join("ca.pem");
        format!(
            "{issuers}\n{PASSWORDS}plugin.security.choria.ca = {}\n",
            ca.display()
        )
    })
    .await;
    pair.agree(pair.named_users()).await;
    // The streams of the fleet are not for a certificate alone: ADR 27.
    let of_streams = |line: &str| {
        let subjects = ["\"$JS.", "\"$KV.", "\"$O.", ".governor.", ".submission."];
        line.contains("Violation") && subjects.iter().any(|subject| line.contains(subject))
    };
    let complaint = pair.compare("a certificate", &pair.certified(), of_streams).await;
    assert_eq!(complaint, None);
    let both = Credentials {
        certificate: pair.certified().certificate,
        ..pair.client(named("fleet_management"))
    };
    pair.agree(vec![("a certificate and a token".to_owned(), both)])
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_of_signers_are_judged_alike() {
    let Some(choria) = peers::find("choria") else {
        return;
    };
    let pair = Pair::start(&choria, |issuers, kit| {
        let key = issuers.rsplit(' ').next().unwrap();
        let ca = kit.join("ca.pem");
        format!(
            "plugin.choria.network.client_signer_cert = {}, {key}\nplugin.security.choria.trusted_signers = {key}\n\
             plugin.choria.network.server_signer_cert = {key}\nplugin.security.choria.ca = {}\n\
             plugin.choria.network.deny_server_connections = true\n{PASSWORDS}",
            Seed::generate().public(),
            ca.display(),
        )
    })
    .await;
    pair.agree(pair.holders()).await;
    pair.agree(pair.named_users()).await;
    pair.agree(vec![("a certificate".to_owned(), pair.certified())])
        .await;
}
