//! `mco pki renew`: fresh certificates for those that end soon.

use std::time::Duration;

use anyhow::Context;

use super::Folder;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::pki::{Entry, Pki, PkiError};

/// Issue certificates and tokens anew, with fresh keys, before they end
#[derive(Debug, clap::Args)]
pub(crate) struct Renew {
    #[command(flatten)]
    folder: Folder,
    /// Kits to renew whatever their age; those that end soon when not given
    names: Vec<String>,
    /// Renew what ends within this many days
    #[arg(long, value_name = "N", default_value_t = 30, conflicts_with = "names")]
    within: u32,
}

impl Run for Renew {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let pki = Pki::open(&self.folder.dir)?;
        let now = ctx.clock.now();
        let entries = pki.entries()?;
        if let Some(name) = self
            .names
            .iter()
            .find(|name| !entries.iter().any(|entry| entry.name == **name))
        {
            return Err(PkiError::Unknown {
                name: name.clone(),
                dir: self.folder.dir,
            }
            .into());
        }
        let horizon = now + Duration::from_secs(u64::from(self.within) * 24 * 60 * 60);
        let due = |entry: &&Entry| match self.names.as_slice() {
            [] => entry.credential.end() < horizon,
            names => names.contains(&entry.name),
        };
        let mut renewed = 0;
        for entry in entries.iter().filter(|entry| entry.kind.is_some()).filter(due) {
            pki.renew(entry, now)
                .with_context(|| format!("renewing {}", entry.name))?;
            ctx.out
                .line(format!("{}  copy it to its machine again", entry.path.display()))?;
            renewed += 1;
        }
        if renewed == 0 {
            ctx.out
                .line(format!("Nothing ends within {} days.", self.within))?;
        }
        Ok(Exit::Done)
    }
}
