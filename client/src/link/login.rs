//! Showing a token to the broker: at every connection anew, since tokens end and are renewed under a running program.

use std::error::Error;

use async_nats::{Auth, AuthError};
use config::{Secret, TokenFiles};

use crate::Clock;
use crate::credentials::{CredentialsError, Token};

/// A token to show to brokers.
#[derive(Debug, Clone)]
pub struct TokenLogin {
    /// Where token and seed are.
    pub files: TokenFiles,
    /// Who the token has to be for: inboxes were named after them.
    pub name: String,
    /// Tells when the token has ended.
    pub clock: Clock,
}

/// Why the token is not shown.
#[derive(Debug, thiserror::Error)]
enum LoginError {
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    #[error("token {path} is for {found:?} now, and this connection began as {name:?}")]
    Changed {
        path: std::path::PathBuf,
        found: String,
        name: String,
    },
}

impl TokenLogin {
    /// What the broker is told: the token, and its nonce signed with the token's key.
    pub(super) fn answer(&self, nonce: &[u8], login: Option<&(String, Secret)>) -> Result<Auth, AuthError> {
        let token = self.read().map_err(|error| AuthError::new(chain(&error)))?;
        let mut auth = Auth::new();
        // A broker without a nonce does not look at signatures.
        auth.signature = (!nonce.is_empty()).then(|| token.seed.sign(nonce).to_vec());
        auth.jwt = Some(token.text.clone());
        auth.token = Some(token.text);
        if let Some((user, password)) = login {
            auth.username = Some(user.clone());
            auth.password = Some(password.expose().to_owned());
        }
        Ok(auth)
    }

    fn read(&self) -> Result<Token, LoginError> {
        let token = Token::read(&self.files, self.clock.now())?;
        if token.name() != self.name {
            return Err(LoginError::Changed {
                path: self.files.token.clone(),
                found: token.name().to_owned(),
                name: self.name.clone(),
            });
        }
        Ok(token)
    }
}

/// An error with its causes in one line, as async-nats only keeps text.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}

#[cfg(test)]
mod tests;
