//! `mco jwt check`: a token under monitoring.

mod claims;
mod verdict;

use std::path::{Path, PathBuf};
use std::time::Duration;

use protocol::filter::expr::Expression;
use protocol::security::ed25519::PublicKey;
use protocol::token::{self, Purpose, Trust, TrustedKey};

use super::files;
use super::view::seconds;
use crate::args::parse;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

use claims::Scoped;
use verdict::Verdict;

/// Check a token like a monitoring plugin: exits with 0 when it is as it should be, 2 when not, 3 when that cannot be told
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// File with the token
    file: PathBuf,
    /// What the token is for
    #[arg(long, value_name = "KIND")]
    purpose: Option<Kind>,
    /// Valid for longer than this
    #[arg(long, value_name = "DURATION", value_parser = parse::duration)]
    validity_min: Option<Duration>,
    /// Valid for no longer than this
    #[arg(long, value_name = "DURATION", value_parser = parse::duration)]
    validity_max: Option<Duration>,
    /// A chain issuer
    #[arg(long, overrides_with = "no_chain_issuer")]
    chain_issuer: bool,
    /// No chain issuer
    #[arg(long)]
    no_chain_issuer: bool,
    /// Signed by this key, directly or through a chain of trust: 64 hexadecimal digits, or a file
    #[arg(long, value_name = "PUBK")]
    issuer: Option<String>,
    /// Has a Rego policy
    #[arg(long)]
    client_opa: bool,
    /// May subscribe to this subject too
    #[arg(long, value_name = "SUBJECT")]
    r#sub: Vec<String>,
    /// May publish to this subject too
    #[arg(long, value_name = "SUBJECT")]
    r#pub: Vec<String>,
    /// Is of this caller or node
    #[arg(long, value_name = "ID")]
    identity: Option<String>,
    /// Expression over the claims that must be true
    #[arg(long, value_name = "EXPR")]
    query: Vec<String>,
    /// How to say it
    #[arg(long, value_name = "FORMAT", default_value = "nagios")]
    format: Format,
}

/// What a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    Client,
    Server,
    Provisioning,
}

/// How the verdict is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// One line and the exit status
    Nagios,
    /// A document
    Json,
    /// Metrics, for a text file collector
    Prometheus,
    /// For people
    Text,
}

impl Run for Check {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let mut verdict = Verdict::new(&self.file.display().to_string());
        self.judge(ctx, &mut verdict);
        ctx.out.print(verdict.render(self.format, &ctx.out)?)?;
        Ok(match self.format {
            // What collects metrics would drop them if their maker failed.
            Format::Prometheus => Exit::Done,
            _ => Exit::Check(verdict.status()),
        })
    }
}

impl Check {
    fn judge(&self, ctx: &Ctx, verdict: &mut Verdict) {
        let Some((issuer, queries)) = self.demands(verdict) else {
            return;
        };
        let Some(text) = read(&self.file, verdict) else {
            return;
        };
        let claims = match token::read(&text) {
            Ok(claims) => claims,
            Err(error) => return verdict.critical(format!("the token {error}")),
        };
        if let Some(issuer) = issuer
            && let Err(error) = Trust::Signers(vec![issuer]).verify(&text, ctx.clock.now())
        {
            verdict.critical(format!("the token {error}"));
        }
        if let Some(kind) = self.purpose
            && kind.purpose() != claims.purpose()
        {
            verdict.critical(format!("it is for {}", claims.purpose().described()));
        }
        self.judge_times(&claims, seconds(ctx.clock.now()), verdict);
        self.judge_claims(&claims, verdict);
        match token::read_raw(&text) {
            Ok(raw) => judge_queries(&queries, &Scoped(&raw), verdict),
            Err(error) => verdict.critical(format!("the token {error}")),
        }
        verdict.good(match claims.purpose() {
            Purpose::Client => "client token",
            Purpose::Server => "server token",
            Purpose::Provisioning => "provisioning token",
        });
    }

    /// Reads what the flags demand; nothing when that makes no sense, which is nobody's fault but the asker's.
    fn demands(&self, verdict: &mut Verdict) -> Option<(Option<TrustedKey>, Vec<Expression>)> {
        let issuer = match self.issuer.as_deref().map(files::trusted_key).transpose() {
            Ok(issuer) => issuer,
            Err(error) => {
                verdict.unknown(format!("invalid issuer: {error:#}"));
                return None;
            }
        };
        let mut queries = Vec::new();
        for query in &self.query {
            match Expression::parse(query) {
                Ok(query) => queries.push(query),
                Err(error) => {
                    verdict.unknown(format!("invalid query {query}: {error}"));
                    return None;
                }
            }
        }
        Some((issuer, queries))
    }

    fn judge_times(&self, claims: &token::Claims, now: i64, verdict: &mut Verdict) {
        let common = claims.common();
        if common.jti.is_empty() {
            verdict.critical("no id");
        }
        if common.nbf.is_none() {
            verdict.critical("no not before");
        }
        if common.nbf.is_some_and(|begin| begin > now) {
            verdict.critical("not valid yet");
        }
        let Some(end) = common.end() else {
            return verdict.critical("no expiry");
        };
        let left = end.saturating_sub(now);
        verdict.expires = Some(left);
        if left <= 0 {
            return verdict.critical("expired");
        }
        let left = Duration::from_secs(left.unsigned_abs());
        let words = crate::out::words::span(left.as_secs());
        if self.validity_min.is_some_and(|least| left < least) {
            verdict.critical(format!("expires in {words}, too soon"));
        }
        if self.validity_max.is_some_and(|most| left > most) {
            verdict.critical(format!("expires in {words}, too late"));
        }
    }

    fn judge_claims(&self, claims: &token::Claims, verdict: &mut Verdict) {
        let facts = claims::Facts::of(claims);
        if let Some(wanted) = &self.identity
            && facts.name != Some(wanted.as_str())
        {
            verdict.critical(format!("identity {}", facts.name.unwrap_or("missing")));
        }
        if facts.name.is_some() && PublicKey::from_hex(&claims.common().public_key).is_err() {
            verdict.critical("no public key");
        }
        let wanted = self.chain_issuer.then_some(true);
        if let Some(wanted) = wanted.or(self.no_chain_issuer.then_some(false))
            && facts.chain_issuer != wanted
        {
            verdict.critical(format!("chain issuer: {}", facts.chain_issuer));
        }
        if self.client_opa && !facts.policy {
            verdict.critical("no OPA policy");
        }
        for subject in self.r#sub.iter().filter(|subject| !facts.sub.contains(subject)) {
            verdict.critical(format!("subscribe {subject}"));
        }
        for subject in self
            .r#pub
            .iter()
            .filter(|subject| !facts.publish.contains(subject))
        {
            verdict.critical(format!("publish {subject}"));
        }
    }
}

impl Kind {
    fn purpose(self) -> Purpose {
        match self {
            Self::Client => Purpose::Client,
            Self::Server => Purpose::Server,
            Self::Provisioning => Purpose::Provisioning,
        }
    }
}

fn read(file: &Path, verdict: &mut Verdict) -> Option<String> {
    match files::read(file) {
        Ok(text) => Some(text),
        Err(error) => {
            verdict.critical(format!("{error:#}"));
            None
        }
    }
}

fn judge_queries(queries: &[Expression], claims: &Scoped<'_>, verdict: &mut Verdict) {
    for query in queries {
        match query.holds(claims) {
            Ok(true) => {}
            Ok(false) => verdict.critical(query.text()),
            Err(error) => verdict.critical(format!("invalid query: {}: {error}", query.text())),
        }
    }
}
