//! `mco pki init`: a new authority.

use protocol::security::issue::KeyKind;

use super::Folder;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::pki::{Pki, Security};

/// Make a new authority
#[derive(Debug, clap::Args)]
pub(crate) struct Init {
    #[command(flatten)]
    folder: Folder,
    /// Name of the authority, shown in every certificate
    #[arg(long, default_value = "mco CA")]
    name: String,
    /// How nodes and users will prove who they are
    #[arg(long, value_enum, default_value_t)]
    security: Security,
}

impl Run for Init {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let dir = self.folder.dir;
        Pki::create(&dir, &self.name, self.security, KeyKind::Rsa, ctx.clock.now())?;
        let dir = dir.display();
        let keys = match self.security {
            Security::V1 => format!(
                "{dir}/ca-key.pem can make anyone an operator: keep it here, back it up, give it to nobody."
            ),
            Security::V2 => format!(
                "{dir}/issuer.seed can make anyone an operator, {dir}/ca-key.pem anything a broker: keep them here, \
                 back them up, give them to nobody."
            ),
        };
        ctx.out.line(format!(
            "{dir} is the authority of your site now.\n\n\
             {keys}\n\n\
             Next: mco pki broker NAME, mco pki node NAME, mco pki user NAME"
        ))?;
        Ok(Exit::Done)
    }
}
