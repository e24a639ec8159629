//! `mco pki init`: a new authority.

use protocol::security::issue::KeyKind;

use super::Folder;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::pki::Pki;

/// Make a new certificate authority
#[derive(Debug, clap::Args)]
pub(crate) struct Init {
    #[command(flatten)]
    folder: Folder,
    /// Name of the authority, shown in every certificate
    #[arg(long, default_value = "mco CA")]
    name: String,
}

impl Run for Init {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let dir = self.folder.dir;
        Pki::create(&dir, &self.name, KeyKind::Rsa, ctx.clock.now())?;
        ctx.out.line(format!(
            "{dir} is the certificate authority of your site now.\n\n\
             {dir}/ca-key.pem can make anyone an operator: keep it here, back it up, give it to nobody.\n\n\
             Next: mco pki broker NAME, mco pki node NAME, mco pki user NAME",
            dir = dir.display()
        ))?;
        Ok(Exit::Done)
    }
}
