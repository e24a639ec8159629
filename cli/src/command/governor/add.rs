//! `mco governor add`: a new governor, or another size for one.

use std::time::Duration;

use client::governor::{GovernorConfig, GovernorError, GovernorStatus};

use super::governors;
use crate::args::parse;
use crate::ask::{Consent, consent};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::words;

/// Make a governor, or change the capacity and expiry of one.
#[derive(Debug, clap::Args)]
pub(super) struct Add {
    /// Name of the governor: letters, digits, - and _
    #[arg(id = "governor", value_name = "NAME")]
    pub(super) name: String,
    /// How many hold a slot at once
    #[arg(value_parser = clap::value_parser!(u64).range(1..=i64::MAX as u64))]
    capacity: u64,
    /// A slot that is held for longer than this is taken back, e.g. `20m`
    #[arg(value_parser = parse::duration)]
    expire: Duration,
    /// Brokers of a cluster that keep a copy
    #[arg(default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=5))]
    replicas: u32,
    /// Change a governor that is there without asking
    #[arg(short, long)]
    force: bool,
}

impl Run for Add {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let all = governors(ctx).await?;
        let config = GovernorConfig {
            name: self.name.clone(),
            capacity: self.capacity,
            expires: self.expire,
            replicas: self.replicas,
        };
        let status = match all.create(&config).await {
            Ok(governor) => governor.status().await?,
            Err(GovernorError::Exists { .. }) => {
                let governor = all.governor(&self.name)?;
                let status = governor.status().await?;
                ctx.out.print(self.compare(&status))?;
                let question = format!("Update configuration for {}?", self.name);
                if !self.force && !consent(ctx, &question, Consent::Yes).await? {
                    return Ok(Exit::Refused);
                }
                if status.replicas != self.replicas {
                    ctx.err.line(format!(
                        "{}: replicas cannot be changed and stay as they are",
                        ctx.program
                    ))?;
                }
                governor.update(self.capacity, self.expire).await?
            }
            Err(error) => return Err(error.into()),
        };
        ctx.out.print(format!(
            "Configuration:\n\n  Capacity: {}\n   Expires: {}\n  Replicas: {}\n\n",
            status.capacity,
            words::go_duration(status.expires),
            status.replicas
        ))?;
        Ok(Exit::Done)
    }
}

impl Add {
    fn compare(&self, now: &GovernorStatus) -> String {
        format!(
            "Existing configuration:\n\n  Capacity: {} desired: {}\n   Expires: {} desired: {}\n  Replicas: {} desired: {}\n",
            now.capacity,
            self.capacity,
            words::go_duration(now.expires),
            words::go_duration(self.expire),
            now.replicas,
            self.replicas
        )
    }
}
