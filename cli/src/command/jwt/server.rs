//! `mco jwt server`: a token for a node.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use protocol::token::{Claims, Common, Issuer, ServerClaims, ServerPermissions};

use super::{Making, files};
use crate::args::parse;
use crate::ask::Prompt;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Make the token of a node
#[derive(Debug, clap::Args)]
pub(crate) struct Server {
    /// File for the token
    file: PathBuf,
    /// Identity of the node
    identity: String,
    /// Public key of the node: 64 hexadecimal digits, or a file with them
    #[arg(value_name = "PUBKEY")]
    public_key: String,
    /// Key that signs: a seed, or an RSA key in PEM
    #[arg(value_name = "SIGNKEY")]
    key: PathBuf,
    /// Collectives the node may join
    #[arg(long, value_name = "C", value_delimiter = ',', default_value = "choria")]
    collectives: Vec<String>,
    /// Organization
    #[arg(long, value_name = "NAME", default_value = "choria")]
    org: String,
    /// More subjects the node may publish to
    #[arg(long, value_name = "SUBJECT")]
    subjects: Vec<String>,
    /// How long the token is valid
    #[arg(long, value_name = "DURATION", default_value = "8760h", value_parser = parse::duration)]
    validity: Duration,
    /// Token of the chain issuer whose seed SIGNKEY is
    #[arg(long, value_name = "TOKEN")]
    chain: Option<PathBuf>,
    #[command(flatten)]
    may: May,
    #[command(flatten)]
    making: Making,
}

/// What the node may do.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Permissions")]
struct May {
    /// Publish messages through Submission
    #[arg(long)]
    submission: bool,
    /// Use streams
    #[arg(long)]
    stream_user: bool,
    /// Host service agents
    #[arg(long)]
    service: bool,
    /// Use governors
    #[arg(long, requires = "stream_user")]
    governor: bool,
}

impl Run for Server {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        self.making.check()?;
        let issuer = match &self.chain {
            Some(token) => Issuer::Chain {
                token: files::read(token)?,
                seed: files::seed(&self.key)?,
            },
            None => Issuer::Key(files::signing_key(&self.key)?),
        };
        let claims = Claims::Server(ServerClaims {
            identity: self.identity,
            collectives: self.collectives,
            permissions: Some(ServerPermissions {
                submission: self.may.submission,
                streams: self.may.stream_user,
                governor: self.may.governor,
                service_host: self.may.service,
            }),
            pub_subjects: self.subjects,
            common: Common {
                ou: self.org,
                public_key: files::public_key(&self.public_key)?.to_hex(),
                ..Common::default()
            },
        });
        let token = issuer
            .issue(claims, ctx.clock.now(), self.validity)
            .context("the token cannot be made")?;
        super::save(&mut Prompt::new(ctx), ctx, &self.file, &token, self.making.force).await
    }
}
