//! Making tokens.

use std::fmt;
use std::time::{Duration, SystemTime};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;

use super::claims::seconds;
use super::{Claims, ClientClaims, Common, Purpose, TokenError, chain, jwt, read};
use crate::ksuid::Ksuid;
use crate::security::ed25519::{PublicKey, Seed};
use crate::security::x509;

/// Organization of a token that names none.
const ORGANIZATION: &str = "choria";

/// `iss` of a token that names none.
const ISSUER: &str = "mco";

/// What tokens are signed with.
#[non_exhaustive]
pub enum SigningKey {
    /// EdDSA.
    Seed(Seed),
    /// RS256, from PEM. A secret.
    Rsa(String),
}

/// Who issues tokens, and with which place in the chain of trust.
#[non_exhaustive]
pub enum Issuer {
    /// A key that is trusted itself: `iss` is a plain name, `mco` where the claims have none.
    Key(SigningKey),
    /// The organization's key, making a chain issuer: `iss` becomes `I-<key>` and `tcs` is set.
    Organization(Seed),
    /// A chain issuer: its own token and seed. What it issues ends when it ends.
    Chain {
        /// Its token.
        token: String,
        /// Its seed.
        seed: Seed,
    },
}

impl SigningKey {
    /// Reads a seed file's 64 hexadecimal digits or an RSA key in PEM.
    pub fn from_text(text: &str) -> Result<Self, TokenError> {
        if let Ok(seed) = Seed::from_hex(text) {
            return Ok(Self::Seed(seed));
        }
        match x509::rsa_key(text) {
            Some(_) => Ok(Self::Rsa(text.to_owned())),
            None => Err(TokenError::Key {
                wanted: "a seed of 64 hexadecimal digits or an RSA private key in PEM",
            }),
        }
    }

    fn sign(&self, claims: &Claims) -> Result<String, TokenError> {
        let (signed, signature) = match self {
            Self::Seed(seed) => {
                let signed = jwt::unsigned("EdDSA", claims);
                let signature = seed.sign(signed.as_bytes()).to_vec();
                (signed, signature)
            }
            Self::Rsa(pem) => {
                let refused = TokenError::Key {
                    wanted: "an RSA private key in PEM",
                };
                let key = x509::rsa_key(pem).ok_or(refused.clone())?;
                let signed = jwt::unsigned("RS256", claims);
                let mut signature = vec![0; key.public_modulus_len()];
                let random = SystemRandom::new();
                key.sign(&RSA_PKCS1_SHA256, &random, signed.as_bytes(), &mut signature)
                    .map_err(|_| refused)?;
                (signed, signature)
            }
        };
        Ok(jwt::compact(&signed, &signature))
    }
}

impl Issuer {
    /// Fills in `iss`, `iat`, `nbf`, `exp`, `jti` and the chain of trust, and signs. An `ou` the claims do not have is the
    /// issuer's or `choria`.
    ///
    /// - **Units:** whole seconds of `now` and `validity`.
    /// - **Errors:** claims that nobody would accept, e.g. a client without a caller id; an issuer that cannot issue them.
    pub fn issue(
        &self,
        mut claims: Claims,
        now: SystemTime,
        validity: Duration,
    ) -> Result<String, TokenError> {
        let purpose = claims.purpose();
        fill(&mut claims, now, validity)?;
        let common = claims.common_mut();
        match self {
            Self::Key(key) => {
                if chain::is_reserved(&common.iss) {
                    return Err(TokenError::Claim { claim: "iss" });
                }
                default(&mut common.iss, ISSUER);
                default(&mut common.ou, ORGANIZATION);
                key.sign(&claims)
            }
            Self::Organization(seed) => {
                only(&[Purpose::Client], purpose)?;
                demand("public_key", &common.public_key)?;
                chain::make_issuer(common, seed);
                default(&mut common.ou, ORGANIZATION);
                SigningKey::Seed(seed.clone()).sign(&claims)
            }
            Self::Chain { token, seed } => {
                only(&[Purpose::Client, Purpose::Server], purpose)?;
                demand("public_key", &common.public_key)?;
                let issuer = chain_issuer(token, now)?;
                chain::extend(common, &issuer, seed)?;
                default(&mut common.ou, &issuer.common.ou);
                default(&mut common.ou, ORGANIZATION);
                SigningKey::Seed(seed.clone()).sign(&claims)
            }
        }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Seed(seed) => f.debug_tuple("Seed").field(seed).finish(),
            Self::Rsa(_) => f.debug_tuple("Rsa").finish_non_exhaustive(),
        }
    }
}

impl fmt::Debug for Issuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => f.debug_tuple("Key").field(key).finish(),
            Self::Organization(seed) => f.debug_tuple("Organization").field(seed).finish(),
            Self::Chain { seed, .. } => f
                .debug_struct("Chain")
                .field("seed", seed)
                .finish_non_exhaustive(),
        }
    }
}

/// Checks what the token's kind demands, and fills in times, id and the usual form of the key.
fn fill(claims: &mut Claims, now: SystemTime, validity: Duration) -> Result<(), TokenError> {
    match claims {
        Claims::Client(claims) => demand("callerid", &claims.caller)?,
        Claims::Server(claims) => {
            demand("identity", &claims.identity)?;
            demand("public_key", &claims.common.public_key)?;
            if claims.collectives.is_empty() {
                return Err(TokenError::Claim { claim: "collectives" });
            }
        }
        Claims::Provisioning(claims) => {
            demand("cht", &claims.token)?;
            claims.common.sub = Purpose::Provisioning.claim().to_owned();
        }
    }
    let Common { public_key, .. } = claims.common_mut();
    if !public_key.is_empty() {
        let key = PublicKey::from_hex(public_key);
        *public_key = key
            .map_err(|_| TokenError::Claim { claim: "public_key" })?
            .to_hex();
    }
    let begin = seconds(now);
    let validity = i64::try_from(validity.as_secs()).ok();
    let end = validity.and_then(|validity| begin.checked_add(validity));
    let common = claims.common_mut();
    common.tcs.clear();
    common.issexp = None;
    common.iat = Some(begin);
    common.nbf = Some(begin);
    common.exp = Some(end.ok_or(TokenError::Claim { claim: "exp" })?);
    let id = Ksuid::at(begin).ok_or(TokenError::Claim { claim: "iat" })?;
    common.jti = id.to_string();
    Ok(())
}

fn chain_issuer(token: &str, now: SystemTime) -> Result<ClientClaims, TokenError> {
    match read(token)? {
        Claims::Client(issuer) => {
            issuer.common.check_times(now)?;
            Ok(issuer)
        }
        other => Err(other.is_not_for(Purpose::Client)),
    }
}

fn only(wanted: &[Purpose], purpose: Purpose) -> Result<(), TokenError> {
    if wanted.contains(&purpose) {
        return Ok(());
    }
    Err(TokenError::Purpose {
        wanted: Purpose::Client.described(),
        found: purpose.described().to_owned(),
    })
}

fn demand(claim: &'static str, value: &str) -> Result<(), TokenError> {
    if value.is_empty() {
        Err(TokenError::Claim { claim })
    } else {
        Ok(())
    }
}

fn default(claim: &mut String, value: &str) {
    if claim.is_empty() {
        value.clone_into(claim);
    }
}
