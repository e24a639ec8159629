//! Protocol v2: base64 at every level, ed25519 signatures, callers known by tokens.

mod authority;
mod reply;
mod request;
mod secure;
mod transport;

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use self::authority::Authority;
use self::secure::{SecureReply, SecureRequest};
use crate::ksuid::Ksuid;
use crate::security::ed25519::{PublicKey, Seed};
use crate::token::{self, Claims, Purpose, TokenError, Trust, Verifier};
use crate::{
    CallerId, DecodeError, EncodeError, Headers, Identity, Layer, Reply, Request, RequestId, Version, Wire,
};

/// Callers a node remembers: more than ever ask at once, in about a megabyte of tokens.
const CALLERS: usize = 1024;

/// Nodes whose tokens a client remembers: more than the largest cell has.
const NODES: usize = 65_536;

/// The v2 wire of one process.
#[derive(Debug)]
pub struct V2 {
    caller: CallerId,
    token: Token,
    seed: Seed,
    callers: Option<Verifier>,
    nodes: Option<Nodes>,
    signs_replies: bool,
}

/// A token that is not shown.
struct Token(Arc<str>);

/// How nodes' signatures are checked.
struct Nodes {
    verifier: Verifier,
    now: Box<dyn Fn() -> SystemTime + Send + Sync>,
}

impl V2 {
    /// A wire for the holder of `token` and `seed`: asks as the token's caller (a client's) or identity (a node's). With
    /// `trust` it accepts requests too; without, every request is refused. Replies are signed with `sign_replies` and a
    /// node's token only. White space around the token is not sent on.
    ///
    /// - **Errors:** a token that cannot be read or has no name, or whose `public_key` is not the seed's.
    pub fn new(
        token: &str,
        seed: Seed,
        trust: Option<Trust>,
        sign_replies: bool,
    ) -> Result<Self, TokenError> {
        let claims = token::read(token)?;
        let (name, claim) = match &claims {
            Claims::Client(claims) => (&claims.caller, "callerid"),
            Claims::Server(claims) => (&claims.identity, "identity"),
            other => return Err(other.is_not_for(Purpose::Client)),
        };
        let caller = CallerId::new(name).map_err(|_| TokenError::Claim { claim })?;
        if PublicKey::from_hex(&claims.common().public_key) != Ok(seed.public()) {
            return Err(TokenError::Seed);
        }
        Ok(Self {
            caller,
            token: Token(token.trim_ascii().into()),
            seed,
            callers: trust.map(|trust| Verifier::new(trust, CALLERS)),
            nodes: None,
            signs_replies: sign_replies && claims.purpose() == Purpose::Server,
        })
    }

    /// Makes [`Wire::decode_reply`] refuse what is not signed by the node that it names, with a token that `trust` believes at
    /// `now()`. Without it only the hash is checked, as in the reference, whose nodes can be told not to sign.
    #[must_use]
    pub fn with_reply_verification(
        mut self,
        trust: Trust,
        now: impl Fn() -> SystemTime + Send + Sync + 'static,
    ) -> Self {
        self.nodes = Some(Nodes {
            verifier: Verifier::new(trust, NODES),
            now: Box::new(now),
        });
        self
    }

    /// The token, for the connection to the broker.
    pub fn token(&self) -> &Arc<str> {
        &self.token.0
    }
}

impl Wire for V2 {
    fn version(&self) -> Version {
        Version::V2
    }

    fn caller(&self) -> &CallerId {
        &self.caller
    }

    /// A KSUID. Its time says nothing, as nothing here reads a clock; no peer looks at it.
    fn new_request_id(&self) -> RequestId {
        RequestId::new(&Ksuid::random().to_string()).expect("letters and digits are a request id")
    }

    fn encode_request(&self, request: &Request, headers: &Headers) -> Result<Vec<u8>, EncodeError> {
        let request = request::encode(request)?;
        let secure = SecureRequest::signed(request.as_bytes(), self.token(), &self.seed);
        Ok(transport::wrap(&secure.encode(), headers))
    }

    fn unsigned_request(&self, request: &Request) -> Result<Vec<u8>, EncodeError> {
        Ok(request::encode(request)?.into_bytes())
    }

    fn wrap_signed(&self, secure: &[u8], headers: &Headers) -> Result<Vec<u8>, EncodeError> {
        let mut secure = SecureRequest::decode(secure).map_err(EncodeError::signer)?;
        secure.signature().map_err(EncodeError::signer)?;
        if secure.signer.is_empty() {
            return Err(EncodeError::SignerToken);
        }
        secure.caller = self.token().as_ref().into();
        Ok(transport::wrap(&secure.encode(), headers))
    }

    fn encode_unsigned(&self, request: &Request, headers: &Headers) -> Result<Vec<u8>, EncodeError> {
        let request = request::encode(request)?;
        let secure = SecureRequest::unsigned(request.as_bytes(), self.token());
        Ok(transport::wrap(&secure.encode(), headers))
    }

    fn decode_request(&self, transport: &[u8], now: SystemTime) -> Result<(Headers, Request), DecodeError> {
        let (headers, secure) = transport::unwrap(transport)?;
        let secure = SecureRequest::decode(&secure)?;
        let signature = secure.signature()?;
        let document = secure.request()?;
        let Some(callers) = &self.callers else {
            return Err(DecodeError::Caller {
                caller: request::decode(&document)?.caller.to_string(),
                reason: "this process accepts no requests".to_owned(),
            });
        };
        let authority = Authority::of(&secure, &document, &signature, callers, now)?;
        let mut request = request::decode(&document)?;
        request.claims = Some(authority.claims_of(&request.caller)?);
        Ok((headers, request))
    }

    fn encode_reply(&self, reply: &Reply, headers: &Headers) -> Result<Vec<u8>, EncodeError> {
        let reply = reply::encode(reply)?;
        let signer = self.signs_replies.then_some((self.token().as_ref(), &self.seed));
        let secure = SecureReply::new(reply.as_bytes(), signer);
        Ok(transport::wrap(&secure.encode(), headers))
    }

    fn decode_reply(&self, transport: &[u8]) -> Result<(Headers, Reply), DecodeError> {
        let (headers, secure) = transport::unwrap(transport)?;
        let secure = SecureReply::decode(&secure)?;
        let document = secure.checked_reply()?;
        let reply = reply::decode(&document)?;
        if let Some(nodes) = &self.nodes {
            authority::check_sender(&secure, &document, &reply.sender, &nodes.verifier, (nodes.now)())?;
        }
        Ok((headers, reply))
    }

    fn peek_sender(&self, transport: &[u8]) -> Result<Identity, DecodeError> {
        transport::sender(transport)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Token").finish_non_exhaustive()
    }
}

impl fmt::Debug for Nodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Nodes").finish_non_exhaustive()
    }
}

/// Nanoseconds since 1970, where the wire begins at one.
fn nanoseconds(time: SystemTime) -> Result<u64, EncodeError> {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).ok();
    since
        .and_then(|since| u64::try_from(since.as_nanos()).ok())
        .filter(|nanoseconds| *nanoseconds > 0)
        .ok_or(EncodeError::Schema { member: "time" })
}

fn moment(nanoseconds: u64, layer: Layer) -> Result<SystemTime, DecodeError> {
    SystemTime::UNIX_EPOCH
        .checked_add(Duration::from_nanos(nanoseconds))
        .ok_or(DecodeError::Schema {
            layer,
            member: "time",
        })
}
