//! What tokens say.

use std::collections::BTreeMap;
use std::time::SystemTime;

use serde::{Deserialize, Deserializer, Serialize};

use super::{Provisioning, TokenError};

/// What a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// `choria_client_id`: somebody who asks.
    Client,
    /// `choria_server`: a node.
    Server,
    /// `choria_provisioning`: a node that is to be provisioned.
    Provisioning,
}

/// The claims of a token.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the kinds' own names")]
pub enum Claims {
    Client(ClientClaims),
    Server(ServerClaims),
    Provisioning(Provisioning),
}

/// Claims of every kind. Times are seconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Common {
    /// Organization, which picks the issuer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ou: String,
    /// Public key of the holder, hexadecimal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub public_key: String,
    /// Chain of trust: `hex` or `hex.hex`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tcs: String,
    /// When the chain issuer ends.
    #[serde(
        default,
        deserialize_with = "whole_seconds",
        skip_serializing_if = "Option::is_none"
    )]
    pub issexp: Option<i64>,
    /// Who issued it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub iss: String,
    /// Subject.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sub: String,
    /// When it was issued.
    #[serde(
        default,
        deserialize_with = "whole_seconds",
        skip_serializing_if = "Option::is_none"
    )]
    pub iat: Option<i64>,
    /// When it begins.
    #[serde(
        default,
        deserialize_with = "whole_seconds",
        skip_serializing_if = "Option::is_none"
    )]
    pub nbf: Option<i64>,
    /// When it ends.
    #[serde(
        default,
        deserialize_with = "whole_seconds",
        skip_serializing_if = "Option::is_none"
    )]
    pub exp: Option<i64>,
    /// A KSUID of the second of `iat`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub jti: String,
}

/// Claims of somebody who asks.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ClientClaims {
    /// Who it is, e.g. `up=bob`.
    #[serde(rename = "callerid", default)]
    pub caller: String,
    /// `agent.action`, `agent.*` or `*`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agents: Vec<String>,
    /// Whatever policies want to know.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub user_properties: BTreeMap<String, String>,
    /// Rego source.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub opa_policy: String,
    /// What the holder may do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permissions: Option<ClientPermissions>,
    /// More subjects to publish to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pub_subjects: Vec<String>,
    /// More subjects to subscribe to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sub_subjects: Vec<String>,
    /// What every token says.
    #[serde(flatten)]
    pub common: Common,
}

/// What a client may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the claims' own names, described in docs/security.md")]
pub struct ClientPermissions {
    #[serde(skip_serializing_if = "is_false")]
    pub streams_admin: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub streams_user: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub events_viewer: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub election_user: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub system_user: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub governor: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub org_admin: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub fleet_management: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub signed_fleet_management: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub service: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub authentication_delegator: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub provisioner: bool,
}

/// Claims of a node.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ServerClaims {
    /// Who it is.
    #[serde(default)]
    pub identity: String,
    /// Collectives it may join, at least one.
    #[serde(default)]
    pub collectives: Vec<String>,
    /// What it may do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permissions: Option<ServerPermissions>,
    /// More subjects to publish to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pub_subjects: Vec<String>,
    /// What every token says.
    #[serde(flatten)]
    pub common: Common,
}

/// What a node may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the claims' own names, described in docs/security.md")]
pub struct ServerPermissions {
    #[serde(skip_serializing_if = "is_false")]
    pub submission: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub streams: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub governor: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub service_host: bool,
}

impl Claims {
    /// What the token is for.
    pub fn purpose(&self) -> Purpose {
        match self {
            Self::Client(_) => Purpose::Client,
            Self::Server(_) => Purpose::Server,
            Self::Provisioning(_) => Purpose::Provisioning,
        }
    }

    /// What every token says.
    pub fn common(&self) -> &Common {
        match self {
            Self::Client(claims) => &claims.common,
            Self::Server(claims) => &claims.common,
            Self::Provisioning(claims) => &claims.common,
        }
    }

    /// The refusal of a token that is for something else.
    pub(crate) fn is_not_for(&self, wanted: Purpose) -> TokenError {
        TokenError::Purpose {
            wanted: wanted.described(),
            found: self.purpose().described().to_owned(),
        }
    }

    pub(super) fn common_mut(&mut self) -> &mut Common {
        match self {
            Self::Client(claims) => &mut claims.common,
            Self::Server(claims) => &mut claims.common,
            Self::Provisioning(claims) => &mut claims.common,
        }
    }
}

impl Common {
    /// When it ends: with itself or with who issued it; none for never.
    pub fn end(&self) -> Option<i64> {
        self.exp.into_iter().chain(self.issexp).min()
    }

    /// Whether it is valid at `now`, without leeway.
    pub fn check_times(&self, now: SystemTime) -> Result<(), TokenError> {
        let now = seconds(now);
        if self.end().is_some_and(|end| end <= now) {
            return Err(TokenError::Expired);
        }
        if self.nbf.is_some_and(|begin| now < begin) {
            return Err(TokenError::NotYet);
        }
        Ok(())
    }
}

impl Purpose {
    /// As the claim `purpose` has it.
    pub fn claim(self) -> &'static str {
        match self {
            Self::Client => "choria_client_id",
            Self::Server => "choria_server",
            Self::Provisioning => "choria_provisioning",
        }
    }

    /// For people, e.g. `a client`.
    pub fn described(self) -> &'static str {
        match self {
            Self::Client => "a client",
            Self::Server => "a node",
            Self::Provisioning => "provisioning",
        }
    }
}

impl ClientClaims {
    /// What the holder may do; nothing when the token does not say.
    pub fn permissions(&self) -> ClientPermissions {
        self.permissions.unwrap_or_default()
    }
}

impl ServerClaims {
    /// What the node may do; nothing more when the token does not say.
    pub fn permissions(&self) -> ServerPermissions {
        self.permissions.unwrap_or_default()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
pub(super) fn is_false(value: &bool) -> bool {
    !value
}

/// Whole seconds since 1970, and 1970 for what was before.
pub(super) fn seconds(time: SystemTime) -> i64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// A time claim, which may have a fraction (RFC 7519).
fn whole_seconds<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    let number = serde_json::Number::deserialize(from)?;
    let whole = number.as_i64().or_else(|| {
        let fraction = number.as_f64()?.floor();
        // 2^53, up to which every whole number has its own float.
        (fraction.abs() < 9_007_199_254_740_992.0).then_some(fraction as i64)
    });
    match whole {
        Some(whole) => Ok(Some(whole)),
        None => Err(serde::de::Error::custom("no moment in time")),
    }
}
