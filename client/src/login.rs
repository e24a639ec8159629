//! Trading user and password for a token at an AAA service.

use std::time::{Duration, SystemTime};

use config::Secret;
use protocol::security::ed25519::Seed;
use protocol::token;
use serde::{Deserialize, Serialize};

use crate::credentials::{self, CredentialsError};
use crate::{Clock, HttpError, http};

/// Longest wait for one service.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Largest answer: a token with a generous policy in it.
const MAX_ANSWER: usize = 1 << 20;

/// How much of what a service says is passed on.
const MAX_REASON: usize = 200;

/// A token and the seed of the key it names. Both are secrets.
#[derive(Debug)]
pub struct Login {
    /// The token.
    pub token: Secret,
    /// Made for this token.
    pub seed: Seed,
}

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoginError {
    /// No service is configured.
    #[error("no login service is configured: set plugin.login.aaasvc.login.url")]
    NoService,
    /// The certificate files cannot be used.
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    /// No service answered.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// The service refused.
    #[error("{url} refused: {reason}")]
    Refused {
        /// The service.
        url: String,
        /// As it says.
        reason: String,
    },
    /// The service said something else.
    #[error("{url} answered with something else than a token for the key made here")]
    Answer {
        /// The service.
        url: String,
    },
}

/// What a service is asked. The signature proves that whoever knows the password also holds the key.
#[derive(Serialize)]
struct Ask<'a> {
    username: &'a str,
    password: &'a str,
    timestamp: &'a str,
    public_key: String,
    signature: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Answer {
    token: String,
    error: String,
}

/// Logs in with a key made for the occasion, at the first of the configured services that answers.
pub async fn login(
    config: &config::Client,
    clock: &Clock,
    user: &str,
    password: &Secret,
) -> Result<Login, LoginError> {
    let mut urls = config.login_urls.clone();
    fastrand::shuffle(&mut urls);
    let tls = credentials::tls(&config.member)?;
    let seed = Seed::generate();
    let mut failed = LoginError::NoService;
    for url in &urls {
        let ask = ask(&seed, clock.now(), user, password);
        match http::send(url, Some(ask), &tls, TIMEOUT, MAX_ANSWER).await {
            Ok(response) => {
                let token = read(url, &response, &seed)?;
                return Ok(Login { token, seed });
            }
            Err(error) => {
                tracing::debug!(%url, %error, "login service does not answer");
                failed = error.into();
            }
        }
    }
    Err(failed)
}

fn ask(seed: &Seed, now: SystemTime, user: &str, password: &Secret) -> Vec<u8> {
    let since = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let timestamp = since.as_secs().to_string();
    let proof = format!("{timestamp}:{user}:{}", password.expose());
    let ask = Ask {
        username: user,
        password: password.expose(),
        timestamp: &timestamp,
        public_key: seed.public().to_hex(),
        signature: seed.sign_hex(proof.as_bytes()),
    };
    serde_json::to_vec(&ask).expect("text always serialises")
}

fn read(url: &str, response: &http::Response, seed: &Seed) -> Result<Secret, LoginError> {
    let refused = |reason: String| LoginError::Refused {
        url: url.to_owned(),
        reason: reason.trim().chars().take(MAX_REASON).collect(),
    };
    let wrong = || LoginError::Answer { url: url.to_owned() };
    let answer: Option<Answer> = serde_json::from_slice(&response.body).ok();
    if let Some(answer) = answer.as_ref().filter(|answer| !answer.error.is_empty()) {
        return Err(refused(answer.error.clone()));
    }
    if response.status != 200 {
        return Err(refused(format!("HTTP status {}", response.status)));
    }
    let token = answer.ok_or_else(wrong)?.token;
    let claims = token::read(&token).map_err(|_| wrong())?;
    // Services from before v2 put no key into tokens.
    let key = &claims.common().public_key;
    if !key.is_empty() && !key.eq_ignore_ascii_case(&seed.public().to_hex()) {
        return Err(wrong());
    }
    Ok(Secret::new(&token))
}

#[cfg(test)]
mod tests;
