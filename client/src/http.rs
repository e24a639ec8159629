//! One HTTPS request at a time, for the few services that speak it: PuppetDB, the request signer, the login service.

use std::path::PathBuf;
use std::time::Duration;

/// How a server is trusted, and who we say we are.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trust {
    /// PEM bundle that signs the server; without one its certificate is not verified, as the reference has it for its signer.
    pub(crate) ca: Option<PathBuf>,
    /// Our certificate and key, PEM.
    pub(crate) identity: Option<(PathBuf, PathBuf)>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Response {
    /// Status code.
    pub(crate) status: u16,
    /// Body, cut off by nothing: a longer one than allowed is an error.
    pub(crate) body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HttpError {
    /// Not a URL of the kind `http(s)://host[:port]/path`.
    #[error("{url:?} is not a usable address")]
    Url {
        /// As configured.
        url: String,
    },
    /// A certificate file cannot be used.
    #[error("{path} cannot be used")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Nobody answered, or not in HTTP.
    #[error("{url} does not answer")]
    Exchange {
        /// Where.
        url: String,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// It took too long.
    #[error("{url} did not answer within {limit:?}")]
    Timeout {
        /// Where.
        url: String,
        /// How long was waited.
        limit: Duration,
    },
    /// The answer is longer than anything such a service says.
    #[error("{url} answered with more than {limit} bytes")]
    TooLarge {
        /// Where.
        url: String,
        /// The bound.
        limit: usize,
    },
}

/// Sends a GET, or with a body a POST of JSON.
pub(crate) async fn send(
    _url: &str,
    _json: Option<Vec<u8>>,
    _trust: &Trust,
    _timeout: Duration,
    _most: usize,
) -> Result<Response, HttpError> {
    todo!()
}
