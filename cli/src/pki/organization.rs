//! The issuer of a site whose nodes and users have tokens instead of certificates.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use protocol::security::ed25519::Seed;
use protocol::token::{
    Claims, ClientClaims, ClientPermissions, Common, Issuer, ServerClaims, ServerPermissions, SigningKey,
};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Kind, Order, PkiError, days, files};

/// The organization: the only one that means something to the reference's brokers.
const NAME: &str = "choria";

/// The group of nodes everybody is in where tokens are the rule.
const COLLECTIVE: &str = "choria";

const SEED: &str = "issuer.seed";
const PUBLIC: &str = "issuer.public";
const TOKEN: &str = "token.jwt";
const TOKEN_SEED: &str = "token.seed";

/// Signs the tokens of a site.
#[derive(Debug)]
pub(super) struct Organization {
    issuer: Issuer,
    public: String,
}

impl Organization {
    /// Makes a new issuer in `dir`.
    pub(super) fn create(dir: &Path) -> Result<Self, PkiError> {
        let (seed, public) = (dir.join(SEED), dir.join(PUBLIC));
        if seed.exists() {
            return Err(PkiError::Exists { path: seed });
        }
        let key = Seed::generate();
        // The reference takes no line end after either.
        files::write_secret(&seed, &key.to_hex())?;
        files::write(&public, &key.public().to_hex())?;
        Ok(Self::of(key))
    }

    /// Opens the issuer in `dir`; none where certificates are the rule.
    pub(super) fn open(dir: &Path) -> Result<Option<Self>, PkiError> {
        let path = dir.join(SEED);
        if !path.exists() {
            return Ok(None);
        }
        let seed = Seed::from_hex(&files::read(&path)?).map_err(|source| PkiError::Seed { path, source })?;
        Ok(Some(Self::of(seed)))
    }

    fn of(seed: Seed) -> Self {
        Self {
            public: seed.public().to_hex(),
            issuer: Issuer::Key(SigningKey::Seed(seed)),
        }
    }

    /// Its public key, hexadecimal.
    pub(super) fn public(&self) -> &str {
        &self.public
    }

    /// Writes a token for the first name and its seed into a kit.
    pub(super) fn issue(&self, order: &Order<'_>, kit: &Path, now: SystemTime) -> Result<(), PkiError> {
        let name = order.names.first().copied().unwrap_or_default();
        let claims = claims(order, name)?;
        self.sign(kit, name, claims, now, days(order.days))
    }

    /// Writes a new token with the claims of the present one, and a new seed.
    pub(super) fn renew(
        &self,
        kit: &Path,
        name: &str,
        claims: &Claims,
        now: SystemTime,
        validity: Duration,
    ) -> Result<(), PkiError> {
        self.sign(kit, name, claims.clone(), now, validity)
    }

    fn sign(
        &self,
        kit: &Path,
        name: &str,
        mut claims: Claims,
        now: SystemTime,
        validity: Duration,
    ) -> Result<(), PkiError> {
        let seed = Seed::generate();
        let common = Common {
            ou: NAME.to_owned(),
            public_key: seed.public().to_hex(),
            ..Common::default()
        };
        match &mut claims {
            Claims::Client(claims) => claims.common = common,
            Claims::Server(claims) => claims.common = common,
            _ => {}
        }
        let token = self
            .issuer
            .issue(claims, now, validity)
            .map_err(|source| PkiError::Token {
                name: name.to_owned(),
                source,
            })?;
        files::private_dir(kit)?;
        files::write_secret(&kit.join(TOKEN_SEED), &seed.to_hex())?;
        files::write_secret(&token_file(kit), &token)
    }
}

/// Where a kit's token lies.
pub(super) fn token_file(kit: &Path) -> PathBuf {
    kit.join(TOKEN)
}

/// What the token in a file says, without believing it.
pub(super) fn read(path: &Path) -> Result<Claims, PkiError> {
    protocol::token::read(files::read(path)?.trim()).map_err(|source| PkiError::Token {
        name: path.display().to_string(),
        source,
    })
}

/// Who a user is to nodes and policies.
pub(super) fn caller(name: &str) -> String {
    format!("up={name}")
}

/// What everybody of a kind may do, and what is ordered besides: nodes host autonomous agents, users work with the fleet and
/// its streams.
fn claims(order: &Order<'_>, name: &str) -> Result<Claims, PkiError> {
    if order.kind == Kind::User {
        let usual = ClientPermissions {
            fleet_management: true,
            streams_user: true,
            governor: true,
            events_viewer: true,
            election_user: true,
            ..ClientPermissions::default()
        };
        return Ok(Claims::Client(ClientClaims {
            caller: caller(name),
            agents: vec!["*".to_owned()],
            permissions: Some(with(usual, order.permissions)?),
            ..ClientClaims::default()
        }));
    }
    let node = order.kind == Kind::Node;
    let usual = ServerPermissions {
        submission: node,
        streams: node,
        governor: node,
        service_host: false,
    };
    Ok(Claims::Server(ServerClaims {
        identity: name.to_owned(),
        collectives: vec![COLLECTIVE.to_owned()],
        permissions: Some(with(usual, order.permissions)?),
        ..ServerClaims::default()
    }))
}

/// Adds permissions by their names in tokens.
fn with<P: Serialize + DeserializeOwned>(usual: P, more: &[String]) -> Result<P, PkiError> {
    let unknown = |name: &String| PkiError::Permission { name: name.clone() };
    let mut all = serde_json::to_value(&usual).unwrap_or_default();
    for name in more {
        all[name] = true.into();
        // What is no permission is lost on the way to one.
        let read = serde_json::from_value::<P>(all.clone()).and_then(serde_json::to_value);
        if read.unwrap_or_default().get(name).is_none() {
            return Err(unknown(name));
        }
    }
    serde_json::from_value(all).map_err(|_| unknown(&more.join(", ")))
}
