//! The keys by which a `nats-server` knows its broker. Public halves are in its configuration, private ones in this process only.

use std::num::NonZeroU32;
use std::path::Path;

use aws_lc_rs::pbkdf2;
use nkeys::{KeyPair, KeyPairType};

use super::{NatsError, Setting};

/// What the key that is made from a cluster's password is for: the password makes no other one.
const PURPOSE: &[u8] = b"mco: issuer of logins, 1";
/// Passwords are guessed offline at this price.
const ROUNDS: NonZeroU32 = NonZeroU32::new(100_000).expect("not zero");
/// Letters of its name by which an issuer's own account is known.
const SUFFIX: usize = 8;

/// The keys of one broker.
pub(super) struct Keys {
    /// Signs answers to logins.
    pub(super) issuer: KeyPair,
    /// Whether other brokers sign with it too.
    shared: bool,
    /// Answers logins.
    pub(super) callout: KeyPair,
    /// Does everything in the account of the fleet: the services of this broker.
    pub(super) service: KeyPair,
}

impl Keys {
    /// Makes them; the issuer's is the same on all brokers that share a seed file or the cluster's password.
    pub(super) fn from_setting(setting: &Setting<'_>) -> Result<Self, NatsError> {
        let password = setting.nats.peering.login.as_ref().map(|(_, password)| password);
        let (issuer, shared) = match (&setting.nats.callout_seed, password) {
            (Some(file), _) => (from_file(file)?, true),
            (None, Some(password)) => (from_password(password.expose()), true),
            (None, None) => (KeyPair::new_account(), false),
        };
        Ok(Self {
            issuer,
            shared,
            callout: KeyPair::new_user(),
            service: KeyPair::new_user(),
        })
    }

    /// The account that logins are asked in: brokers with the same issuer meet in it, and others must not.
    pub(super) fn callout_account(&self) -> String {
        if self.shared {
            return "callout".to_owned();
        }
        let name = self.issuer.public_key();
        format!("callout-{}", &name[name.len() - SUFFIX..])
    }
}

pub(super) fn from_file(path: &Path) -> Result<KeyPair, NatsError> {
    let text = std::fs::read_to_string(path).map_err(|source| NatsError::Folder {
        path: path.to_owned(),
        done: "read",
        source,
    })?;
    let pair = KeyPair::from_seed(text.trim()).map_err(|source| NatsError::Key {
        path: path.to_owned(),
        source: Some(source),
    })?;
    if pair.key_pair_type() != KeyPairType::Account {
        return Err(NatsError::Key {
            path: path.to_owned(),
            source: None,
        });
    }
    Ok(pair)
}

fn from_password(password: &str) -> KeyPair {
    let mut seed = [0; 32];
    pbkdf2::derive(
        pbkdf2::PBKDF2_HMAC_SHA256,
        ROUNDS,
        PURPOSE,
        password.as_bytes(),
        &mut seed,
    );
    KeyPair::new_from_raw(KeyPairType::Account, seed).expect("any 32 bytes are a seed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_password_makes_one_issuer() {
        let name = |password: &str| from_password(password).public_key();
        assert!(name("a").starts_with('A'));
        assert_eq!(name("a"), name("a"));
        assert_ne!(name("a"), name("b"));
    }

    #[test]
    fn only_an_account_seed_is_taken_from_a_file() {
        let dir = tempfile::tempdir().unwrap();
        let file = |pair: &KeyPair| {
            let path = dir.path().join("seed");
            std::fs::write(&path, format!("{}\n", pair.seed().unwrap())).unwrap();
            path
        };
        let account = KeyPair::new_account();
        let read = from_file(&file(&account)).unwrap();
        assert_eq!(read.public_key(), account.public_key());
        let user = from_file(&file(&KeyPair::new_user())).map(|pair| pair.public_key());
        assert!(matches!(user, Err(NatsError::Key { source: None, .. })));
        assert!(from_file(&dir.path().join("none")).is_err());
    }
}
