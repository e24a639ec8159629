//! `mco jwt provisioning`: a token for nodes that are to be provisioned.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use protocol::rpc::Object;
use protocol::token::{self, Claims, Common, Issuer};

use super::{Making, files};
use crate::args::parse;
use crate::ask::Prompt;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::report::Stop;

/// Make the token of nodes that wait to be provisioned
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("brokers").required(true))]
pub(crate) struct Provisioning {
    /// File for the token
    file: PathBuf,
    /// Key that signs: a seed, or an RSA key in PEM
    #[arg(value_name = "SIGNKEY")]
    key: PathBuf,
    /// Provision without TLS, the default
    #[arg(long, overrides_with = "no_insecure")]
    insecure: bool,
    /// Provision over TLS
    #[arg(long)]
    no_insecure: bool,
    /// Word that opens the provisioning agent; asked for when not given, which keeps it out of the shell's history
    #[arg(long, value_name = "WORD")]
    token: Option<String>,
    /// Brokers to connect to
    #[arg(long, value_name = "URL", value_delimiter = ',', group = "brokers")]
    urls: Vec<String>,
    /// Domain whose SRV records name the brokers
    #[arg(long, value_name = "DOMAIN", group = "brokers")]
    srv: Option<String>,
    /// Nodes without a configuration are provisioned
    #[arg(long = "default")]
    by_default: bool,
    /// File on the node that is published while it waits
    #[arg(long, value_name = "FILE")]
    registration: Option<String>,
    /// File on the node with its facts while it waits
    #[arg(long, value_name = "FILE")]
    facts: Option<String>,
    /// User to connect as
    #[arg(long, value_name = "USER")]
    username: Option<String>,
    /// Password to connect with
    #[arg(long, value_name = "PASSWORD")]
    password: Option<String>,
    /// Anything else the provisioner should know, a JSON object
    #[arg(long, value_name = "JSON", value_parser = object)]
    extensions: Option<Object>,
    /// Organization
    #[arg(long, value_name = "NAME", default_value = "choria")]
    org: String,
    /// Speak protocol v2 while waiting
    #[arg(long = "protocol-v2")]
    protocol_v2: bool,
    /// Let the provisioner upgrade the node
    #[arg(long, alias = "update")]
    upgrade: bool,
    /// How long the token is valid
    #[arg(long, value_name = "DURATION", default_value = "1y", value_parser = parse::duration)]
    validity: Duration,
    #[command(flatten)]
    making: Making,
}

impl Run for Provisioning {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        self.making.check()?;
        let issuer = Issuer::Key(files::signing_key(&self.key)?);
        let mut prompt = Prompt::new(ctx);
        let word = match self.token {
            Some(word) => word,
            None => prompt.secret("Provisioning access token: ").await?,
        };
        if word.is_empty() {
            return Err(Stop::error("no provisioning access token was given")
                .hint("give it with --token or on standard input")
                .into());
        }
        let claims = Claims::Provisioning(token::Provisioning {
            token: word,
            secure: self.no_insecure,
            urls: self.urls.join(","),
            srv_domain: self.srv.unwrap_or_default(),
            by_default: self.by_default,
            registration_file: self.registration.unwrap_or_default(),
            facts_file: self.facts.unwrap_or_default(),
            user: self.username.unwrap_or_default(),
            password: self.password.unwrap_or_default(),
            extensions: self.extensions,
            protocol_v2: self.protocol_v2,
            allow_update: self.upgrade,
            common: Common {
                ou: self.org,
                ..Common::default()
            },
        });
        let token = issuer
            .issue(claims, ctx.clock.now(), self.validity)
            .context("the token cannot be made")?;
        super::save(&mut prompt, ctx, &self.file, &token, self.making.force).await
    }
}

fn object(text: &str) -> anyhow::Result<Object> {
    serde_json::from_str(text).context("not a JSON object")
}
