//! With which right a request is made or a reply sent, by the tokens that come along.

use std::sync::Arc;
use std::time::SystemTime;

use super::secure::{SecureReply, SecureRequest};
use crate::security::ed25519::PublicKey;
use crate::token::{self, Claims, ClientClaims, Holder, Purpose, TokenError, Verified, Verifier};
use crate::{CallerId, DecodeError, Identity};

/// Longest name in a refusal, in characters.
const MAX_NAME: usize = 80;

/// A caller whose signature fits.
pub(super) struct Authority {
    claims: Arc<ClientClaims>,
    /// Whether a delegator signed, who may also have changed the caller's name.
    is_delegated: bool,
}

impl Authority {
    /// Finds out who made a request, by its own signature or a delegator's, which must be of these bytes.
    pub(super) fn of(
        secure: &SecureRequest<'_>,
        request: &[u8],
        signature: &[u8],
        verifier: &Verifier,
        now: SystemTime,
    ) -> Result<Self, DecodeError> {
        let is_delegated = !secure.signer.is_empty();
        let caller = verifier.verify(&secure.caller, now);
        let (key, claims) = if is_delegated {
            let signer = verifier.verify(&secure.signer, now);
            let (signer, key) = signer
                .and_then(|signer| delegator(&signer).map(|key| (signer, key)))
                .map_err(refused(&secure.signer))?;
            let caller = caller.and_then(|caller| signed_for(&caller, &signer));
            (key, caller.map_err(refused(&secure.caller))?)
        } else {
            caller
                .and_then(|caller| own_caller(&caller))
                .map_err(refused(&secure.caller))?
        };
        if !key.verify(request, signature) {
            return Err(DecodeError::Signature);
        }
        Ok(Self { claims, is_delegated })
    }

    /// The claims of the caller, if the request may name it so: who signs for itself says who it is.
    pub(super) fn claims_of(self, caller: &CallerId) -> Result<Arc<ClientClaims>, DecodeError> {
        if self.is_delegated || self.claims.caller == caller.as_str() {
            return Ok(self.claims);
        }
        Err(DecodeError::Caller {
            caller: caller.to_string(),
            reason: "the token belongs to another caller".to_owned(),
        })
    }
}

/// Checks that a node signed its reply, and that it is the node the reply names.
pub(super) fn check_sender(
    secure: &SecureReply<'_>,
    reply: &[u8],
    sender: &Identity,
    verifier: &Verifier,
    now: SystemTime,
) -> Result<(), DecodeError> {
    let signature = secure.signature()?;
    let node = verifier.verify(&secure.sender, now);
    let (identity, key) = node
        .and_then(|node| match &node.holder {
            Holder::Server(identity) => Ok((Arc::clone(identity), public_key(&node)?)),
            other => Err(other.is_not_for(Purpose::Server)),
        })
        .map_err(refused(&secure.sender))?;
    if !key.verify(reply, &signature) {
        return Err(DecodeError::Signature);
    }
    if *identity != *sender.as_str() {
        return Err(DecodeError::Sender {
            sender: sender.clone(),
            signer: identity.chars().take(MAX_NAME).collect(),
        });
    }
    Ok(())
}

/// A caller that signs for itself.
fn own_caller(caller: &Verified) -> Result<(PublicKey, Arc<ClientClaims>), TokenError> {
    let claims = client(caller)?;
    let permissions = claims.permissions();
    if permissions.signed_fleet_management {
        return Err(TokenError::Delegation);
    }
    if !permissions.fleet_management {
        return Err(TokenError::Permission {
            permission: "fleet_management",
        });
    }
    Ok((public_key(caller)?, Arc::clone(claims)))
}

/// The key of who signs for others.
fn delegator(signer: &Verified) -> Result<PublicKey, TokenError> {
    if !client(signer)?.permissions().authentication_delegator {
        return Err(TokenError::Permission {
            permission: "authentication_delegator",
        });
    }
    public_key(signer)
}

/// A caller whom the delegator signs for. Delegators speak for callers of their own issuer only.
fn signed_for(caller: &Verified, signer: &Verified) -> Result<Arc<ClientClaims>, TokenError> {
    let claims = client(caller)?;
    if caller.issuer != signer.issuer {
        return Err(TokenError::Chain {
            reason: "caller and delegator have different issuers",
        });
    }
    let permissions = claims.permissions();
    if !permissions.fleet_management && !permissions.signed_fleet_management {
        return Err(TokenError::Permission {
            permission: "fleet_management",
        });
    }
    Ok(Arc::clone(claims))
}

fn client(verified: &Verified) -> Result<&Arc<ClientClaims>, TokenError> {
    match &verified.holder {
        Holder::Client(claims) => Ok(claims),
        other => Err(other.is_not_for(Purpose::Client)),
    }
}

fn public_key(verified: &Verified) -> Result<PublicKey, TokenError> {
    verified.key.ok_or(TokenError::Claim { claim: "public_key" })
}

/// A refusal that names who the token says it belongs to.
fn refused(token: &str) -> impl FnOnce(TokenError) -> DecodeError {
    move |source| DecodeError::Token {
        holder: holder(token),
        source,
    }
}

fn holder(token: &str) -> String {
    let name = match token::read(token) {
        Ok(Claims::Client(claims)) => claims.caller,
        Ok(Claims::Server(claims)) => claims.identity,
        Ok(Claims::Provisioning(_)) => "an unprovisioned node".to_owned(),
        Err(_) => "somebody unknown".to_owned(),
    };
    let printable = name.chars().filter(|c| !c.is_control());
    printable.take(MAX_NAME).collect()
}
