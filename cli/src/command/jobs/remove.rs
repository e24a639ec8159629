//! `mco jobs rm`: forgetting rollouts by name.

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::job::Store;

/// Forget rollouts; nothing happens to the nodes
#[derive(Debug, clap::Args)]
pub(crate) struct Remove {
    /// The jobs, or the beginnings of their names
    #[arg(required = true)]
    jobs: Vec<String>,
}

impl Run for Remove {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let store = Store::of(&ctx.environment)?;
        for name in &self.jobs {
            store.remove(&store.find(name)?)?;
        }
        Ok(Exit::Done)
    }
}
