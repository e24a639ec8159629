//! The chain of trust: an organization vouches for a chain issuer, which issues tokens of its own.
//!
//! A chain issuer's token has `iss = I-<organization key>` and `tcs = sign(organization, <jti>.<key>)`. What it issues has
//! `iss = C-<issuer jti>.<issuer key>` and `tcs = <issuer tcs>.sign(issuer, <jti>.<issuer tcs>)`, signatures in hexadecimal.

use super::{ClientClaims, Common, TokenError};
use crate::ksuid::Ksuid;
use crate::security::ed25519::{PublicKey, Seed};

/// Leads `iss` of a chain issuer.
const ORGANIZATION: &str = "I-";

/// Leads `iss` of what a chain issuer issued.
const CHAIN: &str = "C-";

/// Whether `iss` says that a chain issuer issued the token.
pub(super) fn is_chained(common: &Common) -> bool {
    common.iss.starts_with(CHAIN)
}

/// Whether a plain name cannot be `iss`, as it would say something about the chain of trust.
pub(super) fn is_reserved(iss: &str) -> bool {
    iss.starts_with(ORGANIZATION) || iss.starts_with(CHAIN)
}

/// The key of the chain issuer that must have signed a token, once it is clear that the organization vouches for it and that
/// it vouches for the token.
pub(super) fn issuer_key(common: &Common, organization: &PublicKey) -> Result<PublicKey, TokenError> {
    check_claims(common)?;
    let issuer = common.iss.strip_prefix(CHAIN).and_then(pair);
    let (id, key) = issuer.ok_or_else(|| broken("its issuer is not named by id and key"))?;
    let key = PublicKey::from_hex(key).map_err(|_| broken("its issuer has no usable key"))?;
    let (vouched, link) = pair(&common.tcs).ok_or_else(|| broken("it does not have two signatures"))?;
    if !organization.verify_hex(format!("{id}.{key}").as_bytes(), vouched) {
        return Err(broken("its issuer is not vouched for by the organization"));
    }
    if !key.verify_hex(format!("{}.{vouched}", common.jti).as_bytes(), link) {
        return Err(broken("it is not vouched for by its issuer"));
    }
    Ok(key)
}

/// Makes a token a chain issuer's. Wants `jti` and `public_key`.
pub(super) fn make_issuer(common: &mut Common, organization: &Seed) {
    common.iss = format!("{ORGANIZATION}{}", organization.public());
    common.tcs = organization.sign_hex(format!("{}.{}", common.jti, common.public_key).as_bytes());
}

/// Makes a token one that a chain issuer issued, which ends no later than the issuer. Wants `jti`, `public_key` and `exp`.
pub(super) fn extend(common: &mut Common, issuer: &ClientClaims, seed: &Seed) -> Result<(), TokenError> {
    let issuer = &issuer.common;
    let end = check_issuer(issuer, seed)?;
    common.iss = format!("{CHAIN}{}.{}", issuer.jti, seed.public());
    common.issexp = Some(end);
    common.exp = common.exp.into_iter().chain([end]).min();
    let link = seed.sign_hex(format!("{}.{}", common.jti, issuer.tcs).as_bytes());
    common.tcs = format!("{}.{link}", issuer.tcs);
    Ok(())
}

/// Whether a token is a chain issuer's that can issue others; tells when it ends.
fn check_issuer(issuer: &Common, seed: &Seed) -> Result<i64, TokenError> {
    let organization = issuer.iss.strip_prefix(ORGANIZATION).map(PublicKey::from_hex);
    let Some(Ok(organization)) = organization else {
        return Err(broken("its issuer is no chain issuer"));
    };
    if PublicKey::from_hex(&issuer.public_key) != Ok(seed.public()) {
        return Err(TokenError::Seed);
    }
    // Whoever verifies the chain writes the key in lower case.
    let vouched = format!("{}.{}", issuer.jti, seed.public());
    if pair(&vouched).is_none() || !organization.verify_hex(vouched.as_bytes(), &issuer.tcs) {
        return Err(broken("its issuer is not vouched for by the organization"));
    }
    issuer.end().ok_or(TokenError::Claim { claim: "exp" })
}

fn check_claims(common: &Common) -> Result<(), TokenError> {
    let text = [
        ("public_key", &common.public_key),
        ("tcs", &common.tcs),
        ("jti", &common.jti),
    ];
    let numbers = [
        ("iat", common.iat),
        ("exp", common.exp),
        ("issexp", common.issexp),
    ];
    let no_text = text
        .iter()
        .find(|(_, text)| text.is_empty())
        .map(|(claim, _)| *claim);
    let no_number = numbers
        .iter()
        .find(|(_, number)| number.is_none())
        .map(|(claim, _)| *claim);
    if let Some(claim) = no_text.or(no_number) {
        return Err(TokenError::Claim { claim });
    }
    let id = Ksuid::parse(&common.jti).ok_or_else(|| broken("its id is no KSUID"))?;
    if Some(id.seconds()) != common.iat {
        return Err(broken("its id was not made when it was issued"));
    }
    Ok(())
}

/// Exactly two parts around a dot.
fn pair(text: &str) -> Option<(&str, &str)> {
    let (one, two) = text.split_once('.')?;
    (!one.is_empty() && !two.is_empty() && !two.contains('.')).then_some((one, two))
}

fn broken(reason: &'static str) -> TokenError {
    TokenError::Chain { reason }
}
