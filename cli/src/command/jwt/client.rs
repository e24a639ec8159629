//! `mco jwt client`: a token for somebody who asks.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use protocol::token::{Claims, ClientClaims, ClientPermissions, Common, Issuer};

use super::{Making, files};
use crate::args::parse;
use crate::ask::Prompt;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Make the token of a client
#[derive(Debug, clap::Args)]
pub(crate) struct Client {
    /// File for the token
    file: PathBuf,
    /// Caller id, e.g. up=bob
    #[arg(value_name = "CALLERID")]
    caller: String,
    /// Key that signs: a seed, or an RSA key in PEM
    #[arg(value_name = "SIGNKEY")]
    key: PathBuf,
    /// Actions the client may use: agent.action, agent.* or *
    #[arg(long, value_name = "A")]
    agents: Vec<String>,
    /// Organization
    #[arg(long, value_name = "NAME", default_value = "choria")]
    org: String,
    /// Rego policy that decides what the client may do
    #[arg(long, value_name = "REGO", conflicts_with = "opa_file")]
    opa: Option<String>,
    /// File with that policy
    #[arg(long, value_name = "FILE")]
    opa_file: Option<PathBuf>,
    /// How long the token is valid
    #[arg(long, value_name = "DURATION", default_value = "1h", value_parser = parse::duration)]
    validity: Duration,
    /// Public key of the client: 64 hexadecimal digits, or a file with them
    #[arg(long, value_name = "K")]
    public_key: Option<String>,
    /// More subjects the client may publish to
    #[arg(long, value_name = "SUBJECT")]
    publish: Vec<String>,
    /// More subjects the client may subscribe to
    #[arg(long, value_name = "SUBJECT")]
    subscribe: Vec<String>,
    /// Make it a chain issuer, which may issue tokens and make no requests; SIGNKEY is the organization's seed
    #[arg(long)]
    issuer: bool,
    /// Token of the chain issuer whose seed SIGNKEY is
    #[arg(long, value_name = "TOKEN", conflicts_with = "issuer")]
    chain: Option<PathBuf>,
    #[command(flatten)]
    may: May,
    #[command(flatten)]
    making: Making,
}

/// What the client may do.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Permissions")]
struct May {
    /// Administer and use streams
    #[arg(long)]
    stream_admin: bool,
    /// Use streams, key-value buckets and objects
    #[arg(long)]
    stream_user: bool,
    /// See events of nodes and autonomous agents
    #[arg(long)]
    event_viewer: bool,
    /// Take part in leader elections
    #[arg(long)]
    elections_user: bool,
    /// Have tokens that are valid for long
    #[arg(long)]
    service: bool,
    /// Use the broker's system account
    #[arg(long)]
    system: bool,
    /// Sign requests for others
    #[arg(long)]
    auth_delegation: bool,
    /// Make requests to nodes, the default
    #[arg(long, overrides_with = "no_fleet_management")]
    fleet_management: bool,
    /// Make no requests to nodes
    #[arg(long)]
    no_fleet_management: bool,
    /// Make requests to nodes that an authority signs
    #[arg(long)]
    signed_fleet_management: bool,
    /// See and say everything
    #[arg(long)]
    org_admin: bool,
    /// Provision nodes
    #[arg(long)]
    server_provisioner: bool,
    /// Use governors
    #[arg(long)]
    governor: bool,
}

impl Run for Client {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        self.making.check()?;
        let opa_policy = match &self.opa_file {
            Some(file) => files::read(file)?,
            None => self.opa.clone().unwrap_or_default(),
        };
        let public_key = match &self.public_key {
            Some(key) => files::public_key(key)?.to_hex(),
            None => String::new(),
        };
        let issuer = match &self.chain {
            _ if self.issuer => Issuer::Organization(files::seed(&self.key)?),
            Some(token) => Issuer::Chain {
                token: files::read(token)?,
                seed: files::seed(&self.key)?,
            },
            None => Issuer::Key(files::signing_key(&self.key)?),
        };
        let claims = ClientClaims {
            caller: self.caller,
            agents: self.agents,
            opa_policy,
            permissions: Some(self.may.permissions(self.issuer)),
            pub_subjects: self.publish,
            sub_subjects: self.subscribe,
            common: Common {
                ou: self.org,
                public_key,
                ..Common::default()
            },
            ..ClientClaims::default()
        };
        let claims = Claims::Client(claims);
        let token = issuer
            .issue(claims, ctx.clock.now(), self.validity)
            .context("the token cannot be made")?;
        super::save(&mut Prompt::new(ctx), ctx, &self.file, &token, self.making.force).await
    }
}

impl May {
    /// What one permission brings with it is set too; a chain issuer makes no requests.
    fn permissions(&self, issuer: bool) -> ClientPermissions {
        let signed = self.signed_fleet_management && !issuer;
        let fleet = !self.no_fleet_management || signed || self.server_provisioner;
        ClientPermissions {
            streams_admin: self.stream_admin,
            streams_user: self.stream_user,
            events_viewer: self.event_viewer,
            election_user: self.elections_user,
            system_user: self.system,
            governor: self.governor,
            org_admin: self.org_admin,
            fleet_management: fleet && !issuer,
            signed_fleet_management: signed,
            service: self.service,
            authentication_delegator: self.auth_delegation && !issuer,
            provisioner: self.server_provisioner,
        }
    }
}
