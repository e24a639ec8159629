//! What tokens say.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::rpc::Object;

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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issexp: Option<i64>,
    /// Who issued it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub iss: String,
    /// Subject.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sub: String,
    /// When it was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iat: Option<i64>,
    /// When it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nbf: Option<i64>,
    /// When it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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

/// Claims of a node that is to be provisioned; nodes read it unverified, as configuration.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Provisioning {
    /// Access token for the provisioning agent. A secret.
    #[serde(rename = "cht", default)]
    pub token: String,
    /// Whether the provisioning network has TLS.
    #[serde(rename = "chs", default)]
    pub secure: bool,
    /// Addresses, comma separated.
    #[serde(rename = "chu", default, skip_serializing_if = "String::is_empty")]
    pub urls: String,
    /// SRV domain instead of addresses.
    #[serde(rename = "chsrv", default, skip_serializing_if = "String::is_empty")]
    pub srv_domain: String,
    /// Whether an unconfigured node provisions itself.
    #[serde(rename = "chpd", default)]
    pub by_default: bool,
    /// File whose content is published while provisioning.
    #[serde(rename = "chrd", default, skip_serializing_if = "String::is_empty")]
    pub registration_file: String,
    /// Facts file while provisioning.
    #[serde(rename = "chf", default, skip_serializing_if = "String::is_empty")]
    pub facts_file: String,
    /// User of the connection.
    #[serde(rename = "chusr", default, skip_serializing_if = "String::is_empty")]
    pub user: String,
    /// Password of the connection. A secret.
    #[serde(rename = "chpwd", default, skip_serializing_if = "String::is_empty")]
    pub password: String,
    /// Anything else, for the provisioner.
    #[serde(default)]
    pub extensions: Option<Object>,
    /// Whether the provisioning network speaks protocol v2.
    #[serde(rename = "v2", default, skip_serializing_if = "is_false")]
    pub protocol_v2: bool,
    /// Whether the node may be upgraded.
    #[serde(rename = "update", default, skip_serializing_if = "is_false")]
    pub allow_update: bool,
    /// What every token says.
    #[serde(flatten)]
    pub common: Common,
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
fn is_false(value: &bool) -> bool {
    !value
}
