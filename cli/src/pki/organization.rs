//! The issuer of a site whose nodes and users have tokens instead of certificates.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use protocol::security::ed25519::Seed;
use protocol::token::{
    Claims, ClientClaims, ClientPermissions, Common, Issuer, ServerClaims, ServerPermissions, SigningKey,
};

use super::{Kind, PkiError, files};

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

    /// Writes a token for `name` and its seed into a kit.
    pub(super) fn issue(
        &self,
        kind: Kind,
        kit: &Path,
        name: &str,
        now: SystemTime,
        validity: Duration,
    ) -> Result<(), PkiError> {
        self.sign(kit, name, |common| claims(kind, name, common), now, validity)
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
        let renewed = |common| match claims.clone() {
            Claims::Client(claims) => Claims::Client(ClientClaims { common, ..claims }),
            Claims::Server(claims) => Claims::Server(ServerClaims { common, ..claims }),
            other => other,
        };
        self.sign(kit, name, renewed, now, validity)
    }

    fn sign(
        &self,
        kit: &Path,
        name: &str,
        claims: impl FnOnce(Common) -> Claims,
        now: SystemTime,
        validity: Duration,
    ) -> Result<(), PkiError> {
        let seed = Seed::generate();
        let common = Common {
            ou: NAME.to_owned(),
            public_key: seed.public().to_hex(),
            ..Common::default()
        };
        let token = self
            .issuer
            .issue(claims(common), now, validity)
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

/// What everybody of a kind may do: nodes host autonomous agents, users work with the fleet and its streams.
fn claims(kind: Kind, name: &str, common: Common) -> Claims {
    match kind {
        Kind::User => Claims::Client(ClientClaims {
            caller: caller(name),
            agents: vec!["*".to_owned()],
            permissions: Some(ClientPermissions {
                fleet_management: true,
                streams_user: true,
                governor: true,
                events_viewer: true,
                election_user: true,
                ..ClientPermissions::default()
            }),
            common,
            ..ClientClaims::default()
        }),
        Kind::Node | Kind::Broker => {
            let node = kind == Kind::Node;
            Claims::Server(ServerClaims {
                identity: name.to_owned(),
                collectives: vec![COLLECTIVE.to_owned()],
                permissions: Some(ServerPermissions {
                    submission: node,
                    streams: node,
                    governor: node,
                    service_host: false,
                }),
                common,
                ..ServerClaims::default()
            })
        }
    }
}
