//! Whose tokens are believed, and whether they are shown by their holders.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use client::Clock;
use engine::{Login, Refused};
use protocol::security::ed25519::{PublicKey, verify_nonce};
use protocol::token::{Claims, ClientClaims, Common, Provisioning, Purpose, ServerClaims, Trust, TrustedKey};

use super::{RulesError, refused};

const CLIENTS: &str = "plugin.choria.network.client_signer_cert";
const SERVERS: &str = "plugin.choria.network.server_signer_cert";
const PROVISIONING: &str = "plugin.choria.network.provisioning.signer_cert";

/// Judges tokens. None of the lists is ever empty: nobody's tokens are believed where there is none.
#[derive(Debug)]
pub(super) struct Tokens {
    clock: Clock,
    issuers: Option<Trust>,
    clients: Option<Trust>,
    servers: Option<Trust>,
    provisioning: Option<Trust>,
}

impl Tokens {
    /// Reads the keys the configuration names.
    pub(super) fn from_config(config: &config::Broker, clock: Clock) -> Result<Self, RulesError> {
        let tokens = &config.tokens;
        let issuers = (!tokens.issuers.is_empty())
            .then(|| issuers(tokens))
            .transpose()?;
        let signer = config
            .provisioning
            .as_ref()
            .and_then(|provisioning| provisioning.signer.as_ref())
            .map(|path| path.display().to_string());
        Ok(Self {
            clock,
            clients: issuers.clone().or(signers(CLIENTS, &tokens.clients)?),
            servers: issuers.clone().or(signers(SERVERS, &tokens.servers)?),
            provisioning: signers(PROVISIONING, signer.as_slice())?,
            issuers,
        })
    }

    /// Whether organizations' issuers vouch for tokens, so that a certificate alone counts for little.
    pub(super) fn by_issuer(&self) -> bool {
        self.issuers.is_some()
    }

    /// Whether anybody's tokens are believed.
    pub(super) fn any(&self) -> bool {
        let lists = [&self.issuers, &self.clients, &self.servers, &self.provisioning];
        lists.into_iter().any(Option::is_some)
    }

    /// The verified claims of a client's token.
    pub(super) fn client(&self, token: &str) -> Result<ClientClaims, Refused> {
        match self.verify(self.clients.as_ref(), token)? {
            Claims::Client(claims) => Ok(claims),
            other => Err(wrong_kind(&other, Purpose::Client)),
        }
    }

    /// The verified claims of a node's token.
    pub(super) fn node(&self, token: &str) -> Result<ServerClaims, Refused> {
        match self.verify(self.servers.as_ref(), token)? {
            Claims::Server(claims) => Ok(claims),
            other => Err(wrong_kind(&other, Purpose::Server)),
        }
    }

    /// The verified claims of an unprovisioned node's token: an issuer's, or of the old kind, which RSA keys sign.
    pub(super) fn provisioning(&self, token: &str) -> Result<Provisioning, Refused> {
        let issued = self.verify(self.issuers.as_ref(), token);
        let claims = match &self.provisioning {
            Some(signer) => issued.or_else(|_| self.verify(Some(signer), token))?,
            None => issued?,
        };
        match claims {
            Claims::Provisioning(claims) => Ok(claims),
            other => Err(wrong_kind(&other, Purpose::Provisioning)),
        }
    }

    /// How long from now a token lasts; none for ever.
    pub(super) fn left(&self, common: &Common) -> Option<Duration> {
        let end = u64::try_from(common.end()?).unwrap_or_default();
        let end = UNIX_EPOCH.checked_add(Duration::from_secs(end))?;
        Some(end.duration_since(self.now()).unwrap_or_default())
    }

    fn verify(&self, trust: Option<&Trust>, token: &str) -> Result<Claims, Refused> {
        let Some(trust) = trust else {
            return Err(refused("nobody is trusted to sign tokens of its kind"));
        };
        trust
            .verify(token, self.now())
            .map_err(|error| refused(&format!("its token {error}")))
    }

    fn now(&self) -> SystemTime {
        self.clock.now()
    }
}

/// Checks that whoever shows a token also holds its key: it signed the nonce of this connection.
pub(super) fn check_holder(login: &Login<'_>, common: &Common) -> Result<(), Refused> {
    let Some(signature) = login.sig.filter(|signature| !signature.is_empty()) else {
        return Err(refused("it did not sign the nonce"));
    };
    let key = PublicKey::from_hex(&common.public_key)
        .map_err(|_| refused("its token has no usable claim public_key"))?;
    if login.nonce.is_empty() || !verify_nonce(&key, login.nonce, signature) {
        return Err(refused("its signature of the nonce does not fit its token"));
    }
    Ok(())
}

fn issuers(tokens: &config::TokenSigners) -> Result<Trust, RulesError> {
    let keys = tokens.issuers.iter().map(|(name, text)| {
        let key = PublicKey::from_hex(text).map_err(|source| RulesError::Issuer {
            name: name.clone(),
            source,
        });
        Ok((name.clone(), key?))
    });
    keys.collect::<Result<_, _>>().map(Trust::Issuers)
}

fn signers(key: &'static str, entries: &[String]) -> Result<Option<Trust>, RulesError> {
    let keys: Vec<_> = entries
        .iter()
        .map(|entry| signer(key, entry))
        .collect::<Result<_, _>>()?;
    Ok((!keys.is_empty()).then_some(Trust::Signers(keys)))
}

/// A key in its digits, or the file one lies in.
fn signer(key: &'static str, entry: &str) -> Result<TrustedKey, RulesError> {
    let digits = entry.len() == 64 && entry.bytes().all(|byte| byte.is_ascii_hexdigit());
    let text = if digits {
        entry.to_owned()
    } else {
        std::fs::read_to_string(entry).map_err(|source| RulesError::Unreadable {
            key,
            path: Path::new(entry).to_owned(),
            source,
        })?
    };
    TrustedKey::from_text(&text).map_err(|source| RulesError::Signer {
        key,
        entry: entry.to_owned(),
        source,
    })
}

fn wrong_kind(claims: &Claims, wanted: Purpose) -> Refused {
    let (found, wanted) = (claims.purpose().described(), wanted.described());
    refused(&format!("its token is for {found}, not for {wanted}"))
}
