//! Who may connect, and what each connection may say and hear.

mod address;
mod permissions;

use std::sync::Arc;

use engine::{Account, Authenticator, Identified, Login, Permissions, Refused};
use protocol::security::x509;

pub use address::BadAddress;

use address::AllowedAddresses;

/// The rules of a broker whose peers carry certificates: the TLS layer has verified whatever certificate a peer gave.
#[derive(Debug)]
pub(crate) struct Rules {
    clients: AllowedAddresses,
    system: Option<(String, config::Secret)>,
    node: Arc<Permissions>,
}

impl Rules {
    /// Takes the rules from configuration.
    ///
    /// - **Errors:** the entry of `plugin.choria.network.client_hosts` that is no address and no CIDR block.
    pub(crate) fn from_config(config: &config::Broker) -> Result<Self, BadAddress> {
        let node = if config.deny_server_connections {
            permissions::nothing()
        } else {
            permissions::node_without_token()
        };
        Ok(Self {
            clients: AllowedAddresses::parse(&config.client_hosts)?,
            system: config.system.clone(),
            node: Arc::new(node),
        })
    }

    /// Judges a login under the system user's name; none when it is somebody else's.
    fn system(&self, login: &Login<'_>) -> Option<Result<Identified, Refused>> {
        let (name, password) = self.system.as_ref()?;
        if login.user? != name {
            return None;
        }
        let given = login.pass.unwrap_or_default();
        Some(if same(given.as_bytes(), password.expose().as_bytes()) {
            Ok(Identified {
                account: Account::System,
                user: name.clone(),
                permissions: None,
                valid_for: None,
            })
        } else {
            Err(refused("wrong password of the system user"))
        })
    }
}

impl Authenticator for Rules {
    fn authenticate(&self, login: &Login<'_>) -> Result<Identified, Refused> {
        let Some(leaf) = login.certificates.first() else {
            return Err(refused("no client certificate"));
        };
        if let Some(decision) = self.system(login) {
            return decision;
        }
        if login.user == Some("provisioner") {
            return Err(refused("provisioning is not configured on this broker"));
        }
        let info = x509::inspect_der(leaf).map_err(|error| refused(&error.to_string()))?;
        let user = info.common_name.unwrap_or_else(|| info.fingerprint.clone());
        let client = self.clients.contains(login.address.ip());
        let permissions = (!client).then(|| Arc::clone(&self.node));
        Ok(Identified {
            account: Account::Choria,
            user,
            permissions,
            valid_for: None,
        })
    }
}

fn refused(reason: &str) -> Refused {
    Refused {
        reason: reason.to_owned(),
    }
}

/// Compares secrets without telling by the time it takes where they differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |seen, (x, y)| seen | (x ^ y)) == 0
}
