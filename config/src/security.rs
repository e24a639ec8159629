//! Who we are and whom we trust.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::draft::{Draft, Role};
use crate::identity;
use crate::key::Value;

/// The key that names the provider.
pub(crate) const PROVIDER: &str = "plugin.security.provider";
const SIGNERS: &str = "plugin.security.choria.trusted_signers";
pub(crate) const ISSUERS: &str = "plugin.security.issuer.names";
const SSLDIR: &str = "plugin.choria.ssldir";

/// Keys of other ways to use tokens, which contradict the `choria` provider.
const NOT_WITH_CHORIA: &[&str] = &[
    "plugin.choria.security.server.token_file",
    "plugin.choria.security.server.seed_file",
    "plugin.choria.security.request_signer.token_file",
    "plugin.choria.security.request_signer.seed_file",
];

/// Identity and trust.
#[derive(Debug, Clone)]
pub struct Security {
    /// The configured provider with its files.
    pub provider: SecurityProvider,
    /// Name whose certificate is used: `MCOLLECTIVE_CERTNAME`, else the provider's rule. None when the rule
    /// gives none, as for root with the `file` provider and no variable set.
    pub certname: Option<String>,
    /// `plugin.choria.security.certname_whitelist`, regular expressions.
    pub allowed_callers: Vec<String>,
    /// `plugin.choria.security.privileged_users`, regular expressions.
    pub privileged_callers: Vec<String>,
    /// Token and seed: the `choria` provider's, else what a client shows to its request signer.
    pub token: Option<TokenFiles>,
    /// Who signs a client's requests in its place.
    pub request_signer: Option<RequestSigner>,
    /// `INSECURE_DISABLE_TLS=true` on clients, or the hidden daemon flag: talk to brokers without TLS.
    pub disable_tls: bool,
}

/// A token and the seed of its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenFiles {
    /// `plugin.security.choria.token_file`, else `plugin.choria.security.request_signer.token_file`.
    pub token: PathBuf,
    /// The key of the same name for the seed, else the token's path with the suffix `.key`.
    pub seed: PathBuf,
}

/// Somebody who signs requests for callers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestSigner {
    /// The service agent `aaa_signer`: `plugin.choria.security.request_signer.service`.
    Service,
    /// An HTTP service: `plugin.choria.security.request_signer.url`.
    Url(String),
}

/// Provider and its files.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum SecurityProvider {
    /// x509 in Puppet's folder layout.
    Puppet(PuppetSecurity),
    /// x509 in three named files.
    File(FileSecurity),
    /// Tokens, protocol v2.
    Choria(ChoriaSecurity),
}

/// The `puppet` provider: files below `plugin.choria.ssldir`, named after the certname.
#[derive(Debug, Clone)]
pub struct PuppetSecurity {
    /// Root of the layout.
    pub ssldir: PathBuf,
}

/// The `file` provider.
#[derive(Debug, Clone)]
pub struct FileSecurity {
    /// `plugin.security.file.certificate`.
    pub certificate: PathBuf,
    /// `plugin.security.file.key`.
    pub key: PathBuf,
    /// `plugin.security.file.ca`.
    pub ca: PathBuf,
}

/// The `choria` provider.
#[derive(Debug, Clone)]
pub struct ChoriaSecurity {
    /// `plugin.security.choria.token_file`.
    pub token_file: PathBuf,
    /// `plugin.security.choria.seed_file`.
    pub seed_file: PathBuf,
    /// `plugin.security.choria.certificate`; brokers have one.
    pub certificate: Option<PathBuf>,
    /// `plugin.security.choria.key`; brokers have one.
    pub key: Option<PathBuf>,
    /// `plugin.security.choria.ca`; without it peers' certificates are not verified.
    pub ca: Option<PathBuf>,
    /// `plugin.security.choria.trusted_signers`: hexadecimal ed25519 keys; empty when there are issuers.
    pub trusted_signers: Vec<String>,
    /// `plugin.security.issuer.names` with the hexadecimal ed25519 key of each.
    pub issuers: BTreeMap<String, String>,
    /// `plugin.security.choria.sign_replies`.
    pub sign_replies: bool,
}

/// Reads the security keys; none after an error was reported.
pub(crate) fn read(draft: &mut Draft<'_>, identity: Option<&str>) -> Option<Security> {
    refuse_anonymous(draft);
    let (provider, certname) = match draft.text(PROVIDER).unwrap_or_default().as_str() {
        "puppet" => (
            puppet(draft).map(SecurityProvider::Puppet),
            identity::puppet_certname(draft, identity),
        ),
        "file" => (
            file(draft).map(SecurityProvider::File),
            identity::file_certname(draft, identity),
        ),
        "choria" => (
            choria(draft).map(SecurityProvider::Choria),
            identity::choria_certname(draft, identity),
        ),
        other => {
            draft.error(
                PROVIDER,
                format!("the {other} provider is not supported (file, puppet, choria)"),
            );
            (None, None)
        }
    };
    let request_signer = request_signer(draft);
    let token = match &provider {
        Some(SecurityProvider::Choria(choria)) => Some(TokenFiles {
            token: choria.token_file.clone(),
            seed: choria.seed_file.clone(),
        }),
        _ if draft.role == Role::Client => signer_token(draft, request_signer.is_some()),
        _ => None,
    };
    Some(Security {
        provider: provider?,
        certname,
        token,
        request_signer,
        allowed_callers: draft.list("plugin.choria.security.certname_whitelist"),
        privileged_callers: draft.list("plugin.choria.security.privileged_users"),
        disable_tls: disable_tls(draft),
    })
}

fn puppet(draft: &mut Draft<'_>) -> Option<PuppetSecurity> {
    let own = || {
        if draft.env.root {
            return Some(PathBuf::from("/etc/puppetlabs/puppet/ssl"));
        }
        Some(draft.env.home.as_ref()?.join(".puppetlabs/etc/puppet/ssl"))
    };
    let Some(ssldir) = draft.path(SSLDIR).or_else(own) else {
        draft.error(SSLDIR, "is not set, and the home folder is not known");
        return None;
    };
    draft.settings.derive(SSLDIR, Value::Path(ssldir.clone()));
    Some(PuppetSecurity { ssldir })
}

fn file(draft: &mut Draft<'_>) -> Option<FileSecurity> {
    const WHY: &str = "the file provider";
    let certificate = draft.required_path("plugin.security.file.certificate", WHY);
    let key = draft.required_path("plugin.security.file.key", WHY);
    let ca = draft.required_path("plugin.security.file.ca", WHY);
    Some(FileSecurity {
        certificate: certificate?,
        key: key?,
        ca: ca?,
    })
}

fn choria(draft: &mut Draft<'_>) -> Option<ChoriaSecurity> {
    const WHY: &str = "the choria provider";
    const CERTIFICATE: &str = "plugin.security.choria.certificate";
    const KEY: &str = "plugin.security.choria.key";
    for key in NOT_WITH_CHORIA {
        if draft.is_set(key) {
            draft.error(key, "cannot be used with the choria provider");
        }
    }
    let token_file = draft.required_path("plugin.security.choria.token_file", WHY);
    let seed_file = draft.required_path("plugin.security.choria.seed_file", WHY);
    if draft.role == Role::Broker {
        draft.required_path(CERTIFICATE, "a broker with the choria provider");
        draft.required_path(KEY, "a broker with the choria provider");
    }
    let trusted_signers = draft.distinct(SIGNERS);
    for signer in &trusted_signers {
        check_public_key(draft, SIGNERS, signer);
    }
    let issuers = issuers(draft);
    if !trusted_signers.is_empty() && draft.is_set(ISSUERS) {
        draft.error(SIGNERS, format!("cannot be used together with {ISSUERS}"));
    }
    Some(ChoriaSecurity {
        token_file: token_file?,
        seed_file: seed_file?,
        certificate: draft.path(CERTIFICATE),
        key: draft.path(KEY),
        ca: draft.path("plugin.security.choria.ca"),
        trusted_signers,
        issuers,
        sign_replies: draft.bool("plugin.security.choria.sign_replies"),
    })
}

fn request_signer(draft: &Draft<'_>) -> Option<RequestSigner> {
    if draft.role != Role::Client {
        return None;
    }
    if draft.bool("plugin.choria.security.request_signer.service") {
        return Some(RequestSigner::Service);
    }
    draft
        .text("plugin.choria.security.request_signer.url")
        .map(RequestSigner::Url)
}

/// What a client with certificates shows to its request signer.
fn signer_token(draft: &mut Draft<'_>, needed: bool) -> Option<TokenFiles> {
    const TOKEN: &str = "plugin.choria.security.request_signer.token_file";
    let token = match needed {
        true => draft.required_path(TOKEN, "the request signer"),
        false => draft.path(TOKEN),
    }?;
    let seed = draft
        .path("plugin.choria.security.request_signer.seed_file")
        .unwrap_or_else(|| token.with_extension("key"));
    Some(TokenFiles { token, seed })
}

/// Each organization's issuer with its key; an error for one without a key.
pub(crate) fn issuers(draft: &mut Draft<'_>) -> BTreeMap<String, String> {
    let mut issuers = BTreeMap::new();
    for name in draft.distinct(ISSUERS) {
        let key = format!("plugin.security.issuer.{name}.public");
        match draft.settings.raw(&key).map(str::to_owned) {
            Some(public) => {
                check_public_key(draft, &key, &public);
                issuers.insert(name, public);
            }
            None => draft.error(&key, format!("is not set, and {ISSUERS} names {name:?}")),
        }
    }
    issuers
}

fn check_public_key(draft: &mut Draft<'_>, key: &str, text: &str) {
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        draft.error(
            key,
            format!("{text:?} is not a public key of 64 hexadecimal digits"),
        );
    }
}

/// Anonymous TLS would have to be honoured, or the programs would connect in a way nobody asked for.
fn refuse_anonymous(draft: &mut Draft<'_>) {
    let key = match draft.role {
        Role::Client => "plugin.security.client_anon_tls",
        Role::Server => "plugin.security.server_anon_tls",
        Role::Broker => return,
    };
    if draft.bool(key) {
        draft.error(key, "anonymous TLS is not supported; use the choria provider");
    }
}

/// Only clients listen to the variable: a daemon's environment is not where its operator looks.
fn disable_tls(draft: &mut Draft<'_>) -> bool {
    if draft.role != Role::Client {
        return false;
    }
    for variable in ["INSECURE_YES_REALLY", "INSECURE_ANON_TLS"] {
        if draft.env.var(variable) == Some("true") {
            draft.warn(variable, "is not supported and has no effect");
        }
    }
    draft.env.var("INSECURE_DISABLE_TLS") == Some("true")
}
