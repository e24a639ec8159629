//! `mco jwt keys` and `mco keys`: key pairs.

use std::path::{Path, PathBuf};

use protocol::security::ed25519::Seed;

use super::files;
use crate::ask::Prompt;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Make an ed25519 key pair; the public half is printed
#[derive(Debug, clap::Args)]
pub(crate) struct Keys {
    /// File for the seed, which is the secret half
    #[arg(value_name = "SEED")]
    seed: PathBuf,
    /// File for the public key
    #[arg(value_name = "PUBFILE")]
    public: Option<PathBuf>,
    /// Replace existing files
    #[arg(short, long)]
    force: bool,
    /// Make nothing, show the public key of an existing seed
    #[arg(long, conflicts_with = "force")]
    show_public: bool,
}

impl Run for Keys {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let seed = match self.show_public {
            true => files::seed(&self.seed)?,
            false => Seed::generate(),
        };
        let (secret, public) = (seed.to_hex(), seed.public().to_hex());
        let mut made: Vec<(&Path, &str)> = Vec::new();
        if !self.show_public {
            made.push((&self.seed, &secret));
        }
        if let Some(path) = &self.public {
            made.push((path, &public));
        }
        files::write(&mut Prompt::new(ctx), &made, self.force).await?;
        ctx.out.line(format!("Public Key: {public}"))?;
        if !self.show_public {
            ctx.out
                .line(format!("\nEd25519 seed saved in {}", self.seed.display()))?;
        }
        Ok(Exit::Done)
    }
}
