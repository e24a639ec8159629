//! In whose name a slot is held.

use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use client::governor::Governors;
use client::link::{First, Options};
use client::{Link, LinkError};
use config::{Member, Settings};
use tokio::time::{Instant, sleep};

use crate::ctx::Ctx;
use crate::report::Stop;

/// Least time a broker is given to answer, so that somebody who will not wait for a slot still learns whether there is one.
const LEAST_PATIENCE: Duration = Duration::from_secs(5);

/// Between attempts to reach a broker that is away.
const RETRY: Duration = Duration::from_secs(1);

/// Where answers come to who has no token. The usual place is closed to machines that are no clients (`client_hosts`), and those hold
/// slots too; a token opens a place of its own.
const INBOX: &str = "_INBOX";

/// Who holds a slot, and the connection it is held over.
pub(super) struct Actor {
    /// What the holder is called.
    pub(super) identity: String,
    pub(super) link: Link,
    collective: String,
}

impl Actor {
    /// Connects: root as the node whose configuration is named, everybody else as themselves. Waits for a broker that is away.
    pub(super) async fn connect(ctx: &Ctx, governor: &str, deadline: Instant) -> anyhow::Result<Self> {
        let member = member(ctx).await?;
        let name = format!("governor {governor}: {}", member.identity);
        let mut told = false;
        let link = loop {
            let patience = deadline
                .saturating_duration_since(Instant::now())
                .max(LEAST_PATIENCE);
            let connected = async {
                let mut options = Options::from_config(&member, &name, First::GiveUpAfter(patience)).await?;
                if options.token.is_none() {
                    INBOX.clone_into(&mut options.inbox_prefix);
                }
                Link::connect(options).await
            };
            let error = tokio::select! {
                connected = connected => match connected {
                    Ok(link) => break link,
                    Err(error) => error,
                },
                () = ctx.interrupt.cancelled() => return Err(Stop::interrupted().into()),
            };
            let helps = matches!(error, LinkError::Unreachable { .. }) && !error.is_lasting();
            if !helps || Instant::now() + RETRY >= deadline {
                return Err(anyhow::Error::new(error).context("could not get an execution slot"));
            }
            if !told {
                ctx.err.line(format!("{}: {error}, trying on", ctx.program))?;
                told = true;
            }
            sleep(RETRY).await;
        };
        Ok(Self {
            identity: member.identity.clone(),
            link,
            collective: member.main_collective.clone(),
        })
    }

    pub(super) fn governors(&self) -> Governors {
        Governors::new(&self.link, &self.collective)
    }
}

async fn member(ctx: &Ctx) -> anyhow::Result<Member> {
    if !ctx.environment.root {
        return Ok(ctx.config().await?.member.clone());
    }
    match &ctx.global.config {
        Some(file) => node(ctx, file),
        None => Err(Stop::error("configuration file must be set using --config")
            .hint("root acts as the node: --config /etc/mco/server.conf, or where the node has its own")
            .into()),
    }
}

fn node(ctx: &Ctx, file: &Path) -> anyhow::Result<Member> {
    let loaded = Settings::load_daemon(&ctx.environment, file)
        .and_then(|settings| settings.server(&ctx.environment))
        .context("the configuration cannot be used")?;
    for warning in &loaded.warnings {
        ctx.err.line(format!("{}: warning: {warning}", ctx.program))?;
    }
    Ok(loaded.config.member)
}
