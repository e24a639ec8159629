//! What a provisioning token says.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Common;
use super::claims::is_false;
use crate::rpc::Object;

/// Claims of a node that is to be provisioned; nodes read it unverified, as configuration.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
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

impl fmt::Debug for Provisioning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provisioning")
            .field("urls", &self.urls)
            .field("srv_domain", &self.srv_domain)
            .field("secure", &self.secure)
            .field("by_default", &self.by_default)
            .field("protocol_v2", &self.protocol_v2)
            .field("allow_update", &self.allow_update)
            .field("common", &self.common)
            .finish_non_exhaustive()
    }
}
