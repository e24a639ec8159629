//! One HTTP(S) request at a time, for the few services that speak it: PuppetDB, the request signer, the login service.

use std::convert::Infallible;
use std::error::Error;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::client::conn::http1;
use hyper::header::{ACCEPT, CONNECTION, CONTENT_TYPE, HOST, USER_AGENT};
use hyper::{Method, Request, Uri};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::credentials::CredentialsError;
use crate::tls::Tls;

/// How servers know us in their logs.
const AGENT: &str = concat!("mco/", env!("CARGO_PKG_VERSION"));

const JSON: &str = "application/json";

type Cause = Box<dyn Error + Send + Sync>;

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
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    /// Nobody answered, or not in HTTP.
    #[error("{url} does not answer")]
    Exchange {
        /// Where.
        url: String,
        /// Why.
        source: Box<dyn Error + Send + Sync>,
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

/// Where a request goes.
#[derive(Debug)]
struct Target<'u> {
    url: &'u str,
    secure: bool,
    host: String,
    port: u16,
    authority: String,
    path: String,
}

/// The status and body of a page on this machine or network, without TLS towards it being set up.
///
/// The whole exchange ends within `timeout`, and a body of more than `most` bytes is refused.
pub async fn fetch(url: &str, timeout: Duration, most: usize) -> Result<(u16, Vec<u8>), HttpError> {
    let response = send(url, None, &Tls::default(), timeout, most).await?;
    Ok((response.status, response.body))
}

/// Sends a GET, or with a body a POST of JSON. Redirects are answers like any other.
///
/// The whole exchange ends within `timeout`, and a body of more than `most` bytes is refused.
pub(crate) async fn send(
    url: &str,
    json: Option<Vec<u8>>,
    tls: &Tls,
    timeout: Duration,
    most: usize,
) -> Result<Response, HttpError> {
    let target = Target::parse(url)?;
    let config = match target.secure {
        true => Some(tls.client_config()?),
        false => None,
    };
    let exchange = async {
        let stream = TcpStream::connect((target.host.as_str(), target.port)).await?;
        stream.set_nodelay(true)?;
        match config {
            None => exchange(stream, &target, json, most).await,
            Some(config) => {
                let name = ServerName::try_from(target.host.clone())?;
                let stream = TlsConnector::from(Arc::new(config)).connect(name, stream).await?;
                exchange(stream, &target, json, most).await
            }
        }
    };
    // What is asked for is long and says nothing to a person.
    let url = url.split_once('?').map_or(url, |(place, _)| place).to_owned();
    match tokio::time::timeout(timeout, exchange).await {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(cause)) if cause.is::<LengthLimitError>() => Err(HttpError::TooLarge { url, limit: most }),
        Ok(Err(source)) => Err(HttpError::Exchange { url, source }),
        Err(_) => Err(HttpError::Timeout { url, limit: timeout }),
    }
}

impl<'u> Target<'u> {
    fn parse(url: &'u str) -> Result<Self, HttpError> {
        Self::read(url).ok_or_else(|| HttpError::Url {
            // A password in it is nobody's business.
            url: url.rsplit_once('@').map_or(url, |(_, rest)| rest).to_owned(),
        })
    }

    fn read(url: &'u str) -> Option<Self> {
        let uri: Uri = url.parse().ok()?;
        let secure = match uri.scheme_str()? {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let authority = uri
            .authority()
            .filter(|authority| !authority.as_str().contains('@'))?;
        let host = authority.host().trim_start_matches('[').trim_end_matches(']');
        if host.is_empty() {
            return None;
        }
        let port = match authority
            .as_str()
            .strip_prefix(authority.host())?
            .strip_prefix(':')
        {
            Some(port) => port.parse().ok()?,
            None if secure => 443,
            None => 80,
        };
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        Some(Self {
            url,
            secure,
            host: host.to_owned(),
            port,
            authority: authority.as_str().to_owned(),
            path: path.to_owned(),
        })
    }

    fn request(&self, json: Option<Vec<u8>>) -> Result<Request<Full<Bytes>>, hyper::http::Error> {
        let request = Request::builder()
            .uri(&self.path)
            .header(HOST, &self.authority)
            .header(USER_AGENT, AGENT)
            .header(ACCEPT, JSON)
            .header(CONNECTION, "close");
        match json {
            None => request.body(Full::default()),
            Some(json) => request
                .method(Method::POST)
                .header(CONTENT_TYPE, JSON)
                .body(json.into()),
        }
    }
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    target: &Target<'_>,
    json: Option<Vec<u8>>,
    most: usize,
) -> Result<Response, Cause> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let answer = async {
        let response = sender.send_request(target.request(json)?).await?;
        let status = response.status().as_u16();
        tracing::debug!(url = target.url, status, "service answered");
        let body = Limited::new(response.into_body(), most)
            .collect()
            .await?
            .to_bytes();
        Ok(Response {
            status,
            body: body.into(),
        })
    };
    // Its end says nothing that the answer does not say better.
    let connection = async {
        let _ = connection.await;
        pending::<Infallible>().await
    };
    tokio::select! {
        answer = answer => answer,
        never = connection => match never {},
    }
}

#[cfg(test)]
mod tests;
