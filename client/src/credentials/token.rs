//! Credentials in a token and the seed of its key: the provider `choria`, and callers with a request signer.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use config::{ChoriaSecurity, TokenFiles};
use protocol::security::ed25519::{PublicKey, Seed};
use protocol::token::{self, Claims, Common, Purpose, TokenError, Trust, TrustedKey};
use protocol::v2::V2;
use protocol::{CallerId, Wire};

use super::{CredentialsError, Doubt, read, read_seed};

pub(super) const TOKEN: &str = "token";
pub(super) const SEED: &str = "seed";

/// How far apart our clock and the issuer's may be before our own token counts as over or not begun.
const LEEWAY: Duration = Duration::from_secs(5);

/// The end of the year 9999, in seconds since 1970.
const LAST_SECOND: i64 = 253_402_300_799;

/// A token with its key, read and found valid.
#[derive(Debug)]
pub(crate) struct Token {
    /// The token, without white space around it.
    pub(crate) text: String,
    pub(crate) seed: Seed,
    pub(crate) claims: Claims,
}

impl Token {
    /// Reads both files and checks the token's times at `now`.
    ///
    /// - **Errors:** [`CredentialsError::Unreadable`], [`CredentialsError::Token`], [`CredentialsError::Seed`]
    pub(crate) fn read(files: &TokenFiles, now: SystemTime) -> Result<Self, CredentialsError> {
        let text = read(TOKEN, &files.token)?.trim().to_owned();
        let seed = read_seed(&files.seed)?;
        let refuse = refused(&files.token);
        let claims = token::read(&text).map_err(&refuse)?;
        check_times(claims.common(), now).map_err(&refuse)?;
        Ok(Self { text, seed, claims })
    }

    /// Who the token says we are: a caller id or an identity.
    pub(crate) fn name(&self) -> &str {
        match &self.claims {
            Claims::Client(claims) => &claims.caller,
            Claims::Server(claims) => &claims.identity,
            _ => "",
        }
    }
}

/// A wire for the client whose token is configured.
pub(super) fn caller(files: &TokenFiles, now: SystemTime) -> Result<Arc<dyn Wire>, CredentialsError> {
    let token = Token::read(files, now)?;
    demand(&token.claims, Purpose::Client).map_err(refused(&files.token))?;
    let wire = V2::new(&token.text, token.seed, None, false).map_err(refused(&files.token))?;
    Ok(Arc::new(wire))
}

/// Who a client's token says it is.
pub(super) fn caller_id(files: &TokenFiles, now: SystemTime) -> Result<CallerId, CredentialsError> {
    let token = Token::read(files, now)?;
    demand(&token.claims, Purpose::Client).map_err(refused(&files.token))?;
    CallerId::new(token.name()).map_err(CredentialsError::Certname)
}

/// A wire for the node whose token is configured; the token must be for `identity`.
pub(super) fn node(
    choria: &ChoriaSecurity,
    identity: &str,
    now: SystemTime,
) -> Result<Arc<dyn Wire>, CredentialsError> {
    let files = TokenFiles {
        token: choria.token_file.clone(),
        seed: choria.seed_file.clone(),
    };
    let trust = trust(choria)?.ok_or(CredentialsError::NoTrust)?;
    let token = Token::read(&files, now)?;
    demand(&token.claims, Purpose::Server).map_err(refused(&files.token))?;
    if token.name() != identity {
        return Err(CredentialsError::Identity {
            path: files.token,
            found: token.name().to_owned(),
            identity: identity.to_owned(),
        });
    }
    let wire =
        V2::new(&token.text, token.seed, Some(trust), choria.sign_replies).map_err(refused(&files.token))?;
    Ok(Arc::new(wire))
}

/// What a node has against the holder of a client's token; who signed it is only known where issuers are configured.
pub(super) fn doubt(
    files: &TokenFiles,
    choria: Option<&ChoriaSecurity>,
    signed: bool,
    now: SystemTime,
) -> Result<Option<Doubt>, CredentialsError> {
    let text = read(TOKEN, &files.token)?;
    let claims = token::read(text.trim()).map_err(refused(&files.token))?;
    let Claims::Client(client) = &claims else {
        return Ok(Some(Doubt::Token(wrong_purpose(&claims, Purpose::Client))));
    };
    if let Err(error) = check_times(&client.common, now) {
        return Ok(Some(Doubt::Token(error)));
    }
    let permissions = client.permissions();
    if !permissions.fleet_management && !permissions.signed_fleet_management {
        return Ok(Some(Doubt::NotAllowed));
    }
    if permissions.signed_fleet_management && !signed {
        return Ok(Some(Doubt::Unsigned));
    }
    let Some(trust) = choria.map(trust).transpose()?.flatten() else {
        return Ok(None);
    };
    Ok(trust.verify(text.trim(), now).err().map(Doubt::Token))
}

/// Checks the times of our own token at `now`, with a little leeway.
pub(super) fn check_times(claims: &Common, now: SystemTime) -> Result<(), TokenError> {
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let (now, leeway) = (i64::try_from(now).unwrap_or(i64::MAX), LEEWAY.as_secs() as i64);
    if claims.end().is_some_and(|end| end.saturating_add(leeway) <= now) {
        return Err(TokenError::Expired);
    }
    if claims.nbf.is_some_and(|begin| begin.saturating_sub(leeway) > now) {
        return Err(TokenError::NotYet);
    }
    Ok(())
}

/// When a token ends; none after the year 9999, for which there is no calendar.
pub(super) fn end(path: &Path) -> Option<SystemTime> {
    let claims = token::read(read(TOKEN, path).ok()?.trim()).ok()?;
    let end = claims.common().end().filter(|end| *end <= LAST_SECOND)?;
    UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(end).ok()?))
}

/// Whose tokens a node believes; none when nothing is configured.
fn trust(choria: &ChoriaSecurity) -> Result<Option<Trust>, CredentialsError> {
    if !choria.issuers.is_empty() {
        let issuer = |(ou, key): (&String, &String)| Ok((ou.clone(), PublicKey::from_hex(key)?));
        let issuers: Result<_, _> = choria.issuers.iter().map(issuer).collect();
        return issuers
            .map(|issuers| Some(Trust::Issuers(issuers)))
            .map_err(CredentialsError::TrustedKey);
    }
    if choria.trusted_signers.is_empty() {
        return Ok(None);
    }
    let signer = |key: &String| Ok(TrustedKey::Ed25519(PublicKey::from_hex(key)?));
    let signers: Result<_, _> = choria.trusted_signers.iter().map(signer).collect();
    signers
        .map(|signers| Some(Trust::Signers(signers)))
        .map_err(CredentialsError::TrustedKey)
}

fn demand(claims: &Claims, purpose: Purpose) -> Result<(), TokenError> {
    match claims.purpose() == purpose {
        true => Ok(()),
        false => Err(wrong_purpose(claims, purpose)),
    }
}

fn wrong_purpose(claims: &Claims, wanted: Purpose) -> TokenError {
    TokenError::Purpose {
        wanted: wanted.described(),
        found: claims.purpose().described().to_owned(),
    }
}

fn refused(path: &Path) -> impl Fn(TokenError) -> CredentialsError {
    let path: PathBuf = path.to_owned();
    move |source| CredentialsError::Token {
        path: path.clone(),
        source,
    }
}

#[cfg(test)]
mod tests;
