//! `mco governor view`: how a governor is set up and who holds its slots.

use std::time::Duration;

use super::{governor, show};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{grid, pretty_two, words};
use crate::theme::line;

/// Show how a governor is set up and who holds its slots.
#[derive(Debug, clap::Args)]
pub(super) struct View {
    /// Name of the governor
    #[arg(id = "governor", value_name = "NAME")]
    pub(super) name: String,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

impl Run for View {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let governor = governor(ctx, &self.name).await?;
        let status = governor.status().await?;
        let leases = match status.active {
            0 => Vec::new(),
            _ => governor.leases().await?,
        };
        let now = ctx.clock.now();
        if self.json {
            ctx.out
                .line(pretty_two(&show::governor_json(&status, &leases, now))?)?;
            return Ok(Exit::Done);
        }
        ctx.out.print(format!(
            "Configuration for Governor {}\n\n       Capacity: {}\n        Expires: {}\n       Replicas: {}\n  Active Leases: {}\n\n",
            status.name,
            status.capacity,
            words::go_duration(status.expires),
            status.replicas,
            status.active
        ))?;
        if leases.is_empty() {
            return Ok(Exit::Done);
        }
        let rows = leases.iter().map(|lease| {
            let age = now.duration_since(lease.since).unwrap_or_default();
            let millis = Duration::from_millis(u64::try_from(age.as_millis()).unwrap_or(u64::MAX));
            vec![
                lease.id.to_string(),
                line(&lease.holder).into_owned(),
                words::go_duration(millis),
            ]
        });
        let header = ["ID", "Process Name", "Age"].map(str::to_owned).to_vec();
        ctx.out.line(format!("\n{}", grid(header, rows, &ctx.out)))?;
        Ok(Exit::Done)
    }
}
