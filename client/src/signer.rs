//! Requests that somebody else signs: an AAA service, reached by HTTP or on the network, says who may ask what.
//!
//! Whoever asks shows a token, and proves to be its holder by signing the request with the token's key.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use config::RequestSigner;
use protocol::rpc::{Object, RpcRequest, Status};
use protocol::{AgentName, EncodeError, Filter, Headers, Request, Subject};
use serde::{Deserialize, Serialize};

use crate::credentials::{CredentialsError, Token};
use crate::replies::Awaited;
use crate::request::{Question, RequestError, prepare, publish};
use crate::{Fleet, HttpError, LinkError, Replies, credentials, http};

/// The agent that signs; what is asked of it cannot be signed yet.
const AGENT: &str = "aaa_signer";

const ACTION: &str = "sign";

/// Longest wait for a signature.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Largest answer: a request that brokers take, in base64 twice, with tokens.
const MAX_ANSWER: usize = 4 << 20;

/// How much of what a signer says is passed on.
const MAX_REASON: usize = 200;

/// Why a request was not signed. Names the signer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignerError {
    /// The token shown to the signer cannot be used.
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    /// The signer cannot be reached.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// The signing service cannot be asked.
    #[error("the signing service cannot be asked")]
    Encode(#[source] EncodeError),
    /// The broker is gone.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// Nobody answered.
    #[error("no signing service answered within {limit:?}")]
    Silent {
        /// How long was waited.
        limit: Duration,
    },
    /// The signer refused.
    #[error("request signer {signer} refused: {reason}")]
    Refused {
        /// Its address, or the agent.
        signer: String,
        /// As it says.
        reason: String,
    },
    /// The signer said something else.
    #[error("request signer {signer} answered with something else than a signature: {reason}")]
    Answer {
        /// Its address, or the agent.
        signer: String,
        /// What is wrong with it.
        reason: String,
    },
    /// No token is configured.
    #[error("the request signer needs a token: set plugin.choria.security.request_signer.token_file")]
    NoToken,
}

/// What an HTTP signer is asked.
#[derive(Serialize)]
struct Ask<'a> {
    token: &'a str,
    request: String,
    signature: &'a str,
}

/// What an HTTP signer answers.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Answer {
    secure_request: String,
    error: String,
}

/// A request with the proof that the holder of a token wants it signed.
struct Proof {
    request: Vec<u8>,
    token: String,
    signature: String,
}

/// Encodes a request, signed by whoever signs for this fleet.
pub(crate) async fn encode(
    fleet: &Fleet,
    request: &Request,
    headers: &Headers,
) -> Result<Vec<u8>, RequestError> {
    let wire = fleet.wire();
    let security = &fleet.config().member.security;
    let Some(signer) = &security.request_signer else {
        return Ok(wire.encode_request(request, headers)?);
    };
    if request.agent.as_str() == AGENT {
        return Ok(wire.encode_unsigned(request, headers)?);
    }
    let proof = Proof::new(fleet, wire.unsigned_request(request)?)?;
    // Boxed, as few requests need the room this takes.
    let secure = match signer {
        RequestSigner::Url(url) => Box::pin(by_http(fleet, url, &proof)).await?,
        _ => Box::pin(by_service(fleet, proof)).await?,
    };
    Ok(wire.wrap_signed(&secure, headers)?)
}

impl Proof {
    /// Token and seed are read each time: they are renewed while a program runs.
    fn new(fleet: &Fleet, request: Vec<u8>) -> Result<Self, SignerError> {
        let files = fleet.config().member.security.token.as_ref();
        let files = files.ok_or(SignerError::NoToken)?;
        let token = Token::read(files, fleet.clock().now())?;
        Ok(Self {
            signature: token.seed.sign_hex(&request),
            token: token.text,
            request,
        })
    }
}

async fn by_http(fleet: &Fleet, url: &str, proof: &Proof) -> Result<Vec<u8>, SignerError> {
    let wrong = |reason: &str| answer(url, reason);
    let ask = Ask {
        token: &proof.token,
        request: BASE64_STANDARD.encode(&proof.request),
        signature: &proof.signature,
    };
    let ask = serde_json::to_vec(&ask).map_err(|error| wrong(&error.to_string()))?;
    let tls = credentials::tls(&fleet.config().member)?;
    let response = http::send(url, Some(ask), &tls, TIMEOUT, MAX_ANSWER).await?;
    let answer: Result<Answer, _> = serde_json::from_slice(&response.body);
    match (response.status, answer) {
        (_, Ok(answer)) if !answer.error.is_empty() => Err(refused(url, &answer.error)),
        (200, Ok(answer)) if !answer.secure_request.is_empty() => {
            unbase64(&answer.secure_request).ok_or_else(|| wrong("its secure_request is not base64"))
        }
        (200, Ok(_)) => Err(wrong("it has no secure_request")),
        (200, Err(error)) => Err(wrong(&error.to_string())),
        (status, _) => Err(refused(url, &format!("HTTP status {status}"))),
    }
}

async fn by_service(fleet: &Fleet, proof: Proof) -> Result<Vec<u8>, SignerError> {
    let wrong = |reason: &str| answer(AGENT, reason);
    let text = |bytes| String::from_utf8(bytes).map_err(|_| wrong("the request is not UTF-8 text"));
    let data: Object = [
        ("request", text(proof.request)?),
        ("token", proof.token),
        ("signature", proof.signature),
    ]
    .map(|(input, value)| (input.to_owned(), value.into()))
    .into_iter()
    .collect();
    let reply = ask(fleet, data).await?.reply;
    if reply.statuscode != Status::Ok {
        return Err(refused(AGENT, &reply.statusmsg));
    }
    match reply
        .data
        .get("secure_request")
        .and_then(|secure| secure.as_str())
    {
        Some(secure) if !secure.is_empty() => Ok(secure.as_bytes().to_vec()),
        _ => Err(wrong("it has no secure_request")),
    }
}

/// Asks any one host of the signing service.
async fn ask(fleet: &Fleet, data: Object) -> Result<crate::NodeReply, SignerError> {
    let agent = AgentName::new(AGENT).expect("letters and an underscore are an agent name");
    let collective = fleet.main_collective();
    let rpc = RpcRequest {
        agent: AGENT.to_owned(),
        action: ACTION.to_owned(),
        data,
    };
    let question = Question {
        agent: &agent,
        collective,
        reply_collective: collective,
        filter: Filter::default(),
        payload: rpc.encode(),
        ttl: fleet.config().member.ttl,
    };
    let (request, headers) = prepare(fleet, question);
    let bytes = fleet
        .wire()
        .encode_unsigned(&request, &headers)
        .map_err(SignerError::Encode)?;
    let subjects = [Subject::service(collective, &agent)];
    let asked = publish(fleet, &request, &headers, bytes, &subjects).await?;
    let mut replies = Replies::new(fleet, asked, Awaited::service(), TIMEOUT);
    let reply = replies.next().await;
    reply.ok_or(SignerError::Silent { limit: TIMEOUT })
}

fn refused(signer: &str, reason: &str) -> SignerError {
    SignerError::Refused {
        signer: signer.to_owned(),
        reason: short(reason),
    }
}

fn answer(signer: &str, reason: &str) -> SignerError {
    SignerError::Answer {
        signer: signer.to_owned(),
        reason: short(reason),
    }
}

fn short(reason: &str) -> String {
    reason.trim().chars().take(MAX_REASON).collect()
}

/// Base64 as some encoders wrap it into lines.
fn unbase64(text: &str) -> Option<Vec<u8>> {
    let bare: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    BASE64_STANDARD.decode(bare).ok()
}

#[cfg(test)]
mod tests;
