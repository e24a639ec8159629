//! Asks PuppetDB which nodes it knows: one query in its language, over HTTPS with the caller's certificate.

mod pattern;
mod pql;
mod server;

use std::time::Duration;

use async_trait::async_trait;
use protocol::Identity;
use serde::Deserialize;
use serde_json::Value;
use tokio::time::Instant;

use super::{Discover, DiscoverError, Found, Progress, Query, broadcast, unique};
use crate::credentials::{self, CredentialsError};
use crate::http::{self, HttpError, Response};

/// Databases are given at least this long, whatever the wait for nodes is.
const LEAST_TIMEOUT: Duration = Duration::from_secs(10);

/// Larger than the names of any estate.
const MAX_ANSWER: usize = 64 << 20;

/// Longer queries are posted: servers limit what an address may hold.
const MAX_ADDRESS: usize = 6000;

const ENDPOINT: &str = "/pdb/query/v4";

/// What an identity filter begins with that is a query itself.
const QUERY: &str = "pql:";

/// The `choria` (also `puppetdb`) method.
#[derive(Debug, Clone)]
pub struct PuppetDb {
    config: config::Client,
}

/// Why PuppetDB named no nodes.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PuppetDbError {
    /// No credentials.
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    /// Nobody answered.
    #[error("PuppetDB cannot be asked")]
    Http(#[from] HttpError),
    /// The filter has no form in PuppetDB's language.
    #[error("PuppetDB cannot be asked for {text}: {reason}")]
    Filter {
        /// Part of the filter, as typed.
        text: String,
        /// What is wrong.
        reason: &'static str,
    },
    /// It refused the query.
    #[error("PuppetDB at {server} refused the query with status {status}{}", said.as_ref().map(|said| format!(": {said}")).unwrap_or_default())]
    Refused {
        /// Which server.
        server: String,
        /// HTTP status.
        status: u16,
        /// Its words.
        said: Option<String>,
    },
    /// Its answer cannot be used.
    #[error("PuppetDB at {server} gave an answer that cannot be used: {reason}")]
    Answer {
        /// Which server.
        server: String,
        /// What is wrong.
        reason: String,
    },
}

#[derive(Deserialize)]
struct Row {
    certname: String,
    #[serde(default)]
    deactivated: Value,
}

impl PuppetDb {
    /// Asks the servers that the configuration or DNS names, as the caller it describes.
    pub fn new(config: &config::Client) -> Self {
        Self {
            config: config.clone(),
        }
    }

    /// The query that would be sent.
    ///
    /// - **Errors:** [`DiscoverError::Unsupported`], [`PuppetDbError::Filter`]
    pub fn query(query: &Query) -> Result<String, DiscoverError> {
        if !query.filter.compound.is_empty() {
            return Err(DiscoverError::Unsupported {
                method: "choria",
                what: "compound",
            });
        }
        Ok(pql::query(&query.collective, &query.filter)?)
    }

    /// Asks one server after the other until one answers.
    async fn ask(&self, query: &str, limit: Duration) -> Result<Vec<Identity>, PuppetDbError> {
        let tls = credentials::tls(&self.config.member)?;
        let mut failed = None;
        for server in server::resolve(&self.config).await {
            let (url, body) = request(&server, query);
            tracing::debug!(%server, query, "asking PuppetDB");
            match http::send(&url, body, &tls, limit, MAX_ANSWER).await {
                Ok(response) => return nodes(&server, &response),
                Err(error) => {
                    tracing::debug!(%server, %error, "PuppetDB does not answer");
                    failed.get_or_insert(error);
                }
            }
        }
        // There is always at least one server, so one of them failed.
        failed.map_or_else(|| Ok(Vec::new()), |error| Err(error.into()))
    }
}

#[async_trait]
impl Discover for PuppetDb {
    fn name(&self) -> &'static str {
        "choria"
    }

    async fn discover(&self, query: &Query, progress: &mut Progress<'_>) -> Result<Found, DiscoverError> {
        let began = Instant::now();
        let is_query = |name: &String| name.starts_with(QUERY);
        let named = match query.filter.identity.iter().any(is_query) {
            true => None,
            false => broadcast::named(&query.filter),
        };
        let nodes = match named {
            Some(nodes) => nodes,
            None => {
                let text = Self::query(query)?;
                unique(self.ask(&text, query.timeout.max(LEAST_TIMEOUT)).await?)
            }
        };
        nodes.iter().for_each(progress);
        Ok(Found {
            nodes,
            method: self.name(),
            took: began.elapsed(),
        })
    }
}

/// Address and body of a request.
fn request(server: &str, query: &str) -> (String, Option<Vec<u8>>) {
    let url = format!("{server}{ENDPOINT}?query={}", encoded(query));
    if url.len() <= MAX_ADDRESS {
        return (url, None);
    }
    let body = serde_json::json!({"query": query}).to_string();
    (format!("{server}{ENDPOINT}"), Some(body.into_bytes()))
}

/// Text as part of an address.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The nodes that are still active.
fn nodes(server: &str, response: &Response) -> Result<Vec<Identity>, PuppetDbError> {
    if response.status != 200 {
        let said = String::from_utf8_lossy(&response.body);
        let said = said.lines().next().map(|line| line.chars().take(200).collect());
        return Err(PuppetDbError::Refused {
            server: server.to_owned(),
            status: response.status,
            said: said.filter(|said: &String| !said.is_empty()),
        });
    }
    let refused = |reason| PuppetDbError::Answer {
        server: server.to_owned(),
        reason,
    };
    let rows: Vec<Row> =
        serde_json::from_slice(&response.body).map_err(|error| refused(error.to_string()))?;
    let active = rows.iter().enumerate().filter(|(_, row)| is_active(row));
    active
        .map(|(index, row)| {
            Identity::new(&row.certname).map_err(|error| refused(format!("row {}: {error}", index + 1)))
        })
        .collect()
}

/// PuppetDB says when a node was deactivated, or null.
fn is_active(row: &Row) -> bool {
    matches!(row.deactivated, Value::Null | Value::Bool(false))
}

#[cfg(test)]
mod tests;
