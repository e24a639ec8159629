//! Showing a token to the broker: at every connection anew, since tokens end and are renewed under a running program.

use std::error::Error;

use async_nats::{Auth, AuthError};
use config::{Secret, TokenFiles};

use crate::Clock;
use crate::credentials::{CredentialsError, Token};

/// Longest nonce that is signed. Brokers send 15 characters.
const MAX_NONCE: usize = 64;

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
    #[error("the broker wants something signed that is no nonce")]
    Nonce,
}

impl TokenLogin {
    /// What the broker is told: the token, and its nonce signed with the token's key.
    pub(super) fn answer(&self, nonce: &[u8], login: Option<&(String, Secret)>) -> Result<Auth, AuthError> {
        let refused = |error: LoginError| AuthError::new(chain(&error));
        check_nonce(nonce).map_err(refused)?;
        let token = self.read().map_err(refused)?;
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

/// The same key signs requests and tokens, and brokers may be anybody: none of these is ever signed as a nonce, as they hold
/// other characters than base64 has.
fn check_nonce(nonce: &[u8]) -> Result<(), LoginError> {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_+/=".contains(byte);
    match nonce.len() <= MAX_NONCE && nonce.iter().all(plain) {
        true => Ok(()),
        false => Err(LoginError::Nonce),
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
