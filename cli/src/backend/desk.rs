//! What is known without a connection.

use std::ops::ControlFlow;
use std::sync::Arc;

use client::credentials;
use tokio_util::sync::CancellationToken;
use tui::fleet::Known;
use tui::report::Desk;
use tui::{Report, Reports};

use super::trouble::{Jotter, trouble};
use super::{Session, editor};
use crate::ctx::Ctx;

/// Tells who sits here, then the known nodes and the sets.
pub(super) async fn load(session: Arc<Session>, reports: Reports) {
    let jotter = Jotter::default();
    let ctx = session.ctx(&CancellationToken::new(), &jotter);
    let desk = desk(&ctx).await;
    jotter.tell(&reports).await;
    reports.send(Report::Desk(Box::new(desk))).await;
    reports.send(Report::Known(known(&ctx).await)).await;
    reports.send(Report::Sets(sets(&ctx).await)).await;
}

async fn desk(ctx: &Ctx) -> Desk {
    let agents = agents(ctx).await;
    let editor = editor::named(&ctx.environment);
    let config = match ctx.config().await {
        Ok(config) => config.clone(),
        Err(error) => {
            return Desk {
                agents,
                editor,
                broken: Some(trouble(&error)),
                ..Desk::default()
            };
        }
    };
    let context = context(&config);
    let (collective, type_over) = (config.member.main_collective.clone(), config.safety.type_over);
    let discovery_timeout = config.discovery_timeout;
    let who = move || {
        let caller = credentials::caller(&config.member).map(|wire| wire.caller().to_string());
        let named = || config.member.security.certname.clone().unwrap_or_default();
        (
            caller.unwrap_or_else(|_| named()),
            credentials::end(&config.member),
        )
    };
    let (caller, expires) = tokio::task::spawn_blocking(who).await.unwrap_or_default();
    Desk {
        context,
        collective,
        caller,
        expires,
        agents,
        editor,
        broken: None,
        type_over,
        discovery_timeout,
    }
}

/// The site's domain, or its first broker.
pub(crate) fn context(config: &config::Client) -> String {
    let network = &config.member.network;
    let first = network.hosts.first().map(|host| {
        let host = host.rsplit_once('/').map_or(host.as_str(), |(_, host)| host);
        host.split(':').next().unwrap_or(host).to_owned()
    });
    first.or_else(|| network.srv_domain.clone()).unwrap_or_default()
}

async fn agents(ctx: &Ctx) -> Vec<Arc<ddl::Agent>> {
    let library = ctx.library().await;
    let read = move || {
        let names = library.names().into_iter();
        names.filter_map(|name| library.agent(&name).ok()).collect()
    };
    tokio::task::spawn_blocking(read).await.unwrap_or_default()
}

async fn known(ctx: &Ctx) -> Vec<Known> {
    let Some(cache) = ctx.cache().await else {
        return Vec::new();
    };
    let read = move || {
        let mut nodes = Vec::new();
        let count = |names: &[String]| u16::try_from(names.len()).unwrap_or(u16::MAX);
        cache.each(|node| {
            nodes.push(Known {
                seen: node.seen,
                learned: node.learned.is_some(),
                classes: count(&node.classes),
                agents: count(&node.agents),
                node: node.node,
            });
            ControlFlow::Continue(())
        });
        nodes
    };
    tokio::task::spawn_blocking(read).await.unwrap_or_default()
}

/// Names of saved sets with their sizes; none that cannot be read.
pub(super) async fn sets(ctx: &Ctx) -> Vec<(String, usize)> {
    let Ok(sets) = ctx.sets() else {
        return Vec::new();
    };
    let read = move || {
        let sets = sets.list().unwrap_or_default().into_iter();
        sets.map(|set| (set.name.as_str().to_owned(), set.nodes))
            .collect()
    };
    tokio::task::spawn_blocking(read).await.unwrap_or_default()
}
