//! Who may connect, and what each connection may say and hear.

mod address;
mod error;
mod holder;
mod permissions;

use std::sync::Arc;
use std::time::Duration;

use client::Clock;
use config::{Secret, SecurityProvider};
use engine::{Account, Authenticator, Identified, Login, Permissions, Refused};
use protocol::CallerId;
use protocol::security::x509;
use protocol::token::{self, Claims};

pub use address::BadAddress;
pub use error::RulesError;

use address::AllowedAddresses;
use holder::{Tokens, check_holder};

/// The user name of those who provision nodes.
const PROVISIONER: &str = "provisioner";

/// The rules of a broker with TLS. The TLS layer has verified whatever certificate a peer gave; tokens are verified here.
#[derive(Debug)]
pub(crate) struct Rules {
    tokens: Tokens,
    /// Where clients are; elsewhere a certificate makes a node.
    clients: AllowedAddresses,
    /// Whether that holds for clients with a token too.
    tokens_stay_at_home: bool,
    system: Option<(String, Secret)>,
    provisioning: Option<config::Provisioning>,
    deny_nodes: bool,
    /// What a certificate alone allows a client; none for everything.
    certified: Certified,
    node_without_token: Arc<Permissions>,
    unprovisioned: Arc<Permissions>,
}

/// What a certificate alone is good for.
#[derive(Debug)]
enum Certified {
    /// Whatever the address allows: certificates are the rule.
    Everything,
    /// Subjects of other programs: tokens are the rule, and certificates are asked for beside them.
    OtherPrograms(Arc<Permissions>),
    Nothing,
}

impl Rules {
    /// Takes the rules from configuration.
    pub(crate) fn from_config(config: &config::Broker, clock: Clock) -> Result<Self, RulesError> {
        let tokens = Tokens::from_config(config, clock)?;
        let certified = match &config.member.security.provider {
            _ if !tokens.by_issuer() => Certified::Everything,
            SecurityProvider::Choria(choria) if choria.ca.is_some() => {
                Certified::OtherPrograms(Arc::new(permissions::other_programs()))
            }
            _ => Certified::Nothing,
        };
        let node_without_token = if config.deny_server_connections {
            permissions::nothing()
        } else {
            permissions::node_without_token()
        };
        Ok(Self {
            tokens,
            clients: AllowedAddresses::parse(&config.client_hosts)?,
            tokens_stay_at_home: config.client_hosts_for_tokens,
            system: config.system.clone(),
            provisioning: config.provisioning.clone(),
            deny_nodes: config.deny_server_connections,
            certified,
            node_without_token: Arc::new(node_without_token),
            unprovisioned: Arc::new(permissions::unprovisioned()),
        })
    }

    /// Whether a peer may come in without a certificate.
    pub(crate) fn believe_tokens(&self) -> bool {
        self.tokens.any()
    }

    /// Somebody who provisions nodes: a password, and a token or a certificate.
    fn provisioner(&self, login: &Login<'_>) -> Result<Identified, Refused> {
        let Some(provisioning) = &self.provisioning else {
            return Err(refused("provisioning is not configured on this broker"));
        };
        check_password(login, &provisioning.password, "the provisioner")?;
        let valid_for = match shown(login) {
            Some(token) if self.tokens.by_issuer() => {
                let claims = self.tokens.client(token)?;
                if !claims.permissions().provisioner {
                    return Err(refused("its token does not allow provisioning"));
                }
                self.tokens.left(&claims.common)
            }
            None if self.tokens.by_issuer() && !provisioning.without_token => {
                return Err(refused("a provisioner needs a token"));
            }
            _ if !self.tokens.by_issuer() && login.certificates.is_empty() => {
                return Err(refused("a provisioner needs a client certificate"));
            }
            _ => None,
        };
        Ok(Identified {
            account: Account::Provisioning,
            user: PROVISIONER.to_owned(),
            permissions: None,
            valid_for,
        })
    }

    /// The system user: a password, and a certificate or a token that says so.
    fn system(&self, login: &Login<'_>, name: &str, password: &Secret) -> Result<Identified, Refused> {
        let mut valid_for = None;
        if login.certificates.is_empty() {
            let Some(token) = shown(login) else {
                return Err(refused("the system user needs a client certificate or a token"));
            };
            let claims = self.tokens.client(token)?;
            check_holder(login, &claims.common)?;
            let may = claims.permissions();
            if !may.system_user && !may.org_admin {
                return Err(refused("its token does not allow the system account"));
            }
            valid_for = self.tokens.left(&claims.common);
        }
        check_password(login, password, "the system user")?;
        Ok(Identified {
            account: Account::System,
            user: name.to_owned(),
            permissions: None,
            valid_for,
        })
    }

    /// Somebody with a token: what it is for decides.
    fn holder(&self, login: &Login<'_>, shown: &str) -> Result<Identified, Refused> {
        match token::read(shown).map_err(|error| refused(&format!("its token {error}")))? {
            Claims::Client(_) => self.client(login, shown),
            Claims::Server(_) => self.node(login, shown),
            Claims::Provisioning(_) => self.unprovisioned(login, shown),
            _ => Err(refused("its token is for something unknown")),
        }
    }

    fn client(&self, login: &Login<'_>, token: &str) -> Result<Identified, Refused> {
        let claims = self.tokens.client(token)?;
        check_holder(login, &claims.common)?;
        let caller = CallerId::new(&claims.caller).map_err(|error| refused(&error.to_string()))?;
        if self.tokens_stay_at_home && !self.clients.contains(login.address.ip()) {
            return Err(refused("clients may not come from its address"));
        }
        let permissions = permissions::client(&claims).map(Arc::new);
        Ok(choria(
            caller.as_str(),
            permissions,
            self.tokens.left(&claims.common),
        ))
    }

    fn node(&self, login: &Login<'_>, token: &str) -> Result<Identified, Refused> {
        let claims = self.tokens.node(token)?;
        check_holder(login, &claims.common)?;
        let allowed = permissions::node(&claims).map_err(|error| refused(&error.to_string()))?;
        let permissions = if self.deny_nodes {
            permissions::nothing()
        } else {
            allowed
        };
        Ok(choria(
            &claims.identity,
            Some(Arc::new(permissions)),
            self.tokens.left(&claims.common),
        ))
    }

    /// A node that waits to be provisioned. It has no key yet that it could show.
    fn unprovisioned(&self, login: &Login<'_>, token: &str) -> Result<Identified, Refused> {
        if self.provisioning.is_none() {
            return Err(refused("provisioning is not configured on this broker"));
        }
        if !login.certificates.is_empty() {
            return Err(refused("a node with a client certificate is provisioned already"));
        }
        let claims = self.tokens.provisioning(token)?;
        Ok(Identified {
            account: Account::Provisioning,
            user: login.user.unwrap_or_default().to_owned(),
            permissions: Some(Arc::clone(&self.unprovisioned)),
            valid_for: self.tokens.left(&claims.common),
        })
    }

    /// Somebody with a certificate and no token.
    fn certified(&self, login: &Login<'_>) -> Result<Identified, Refused> {
        let Some(leaf) = login.certificates.first() else {
            return Err(refused("neither a token nor a client certificate"));
        };
        let permissions = match &self.certified {
            Certified::Nothing => return Err(refused("a certificate without a token")),
            Certified::OtherPrograms(permissions) => Some(permissions),
            Certified::Everything => {
                (!self.clients.contains(login.address.ip())).then_some(&self.node_without_token)
            }
        };
        let info = x509::inspect_der(leaf).map_err(|error| refused(&error.to_string()))?;
        let user = info.common_name.unwrap_or(info.fingerprint);
        Ok(choria(&user, permissions.cloned(), None))
    }
}

impl Authenticator for Rules {
    fn authenticate(&self, login: &Login<'_>) -> Result<Identified, Refused> {
        if !login.tls {
            return Err(refused("no TLS"));
        }
        match (&self.system, login.user) {
            (_, Some(PROVISIONER)) => return self.provisioner(login),
            (Some((name, password)), Some(user)) if name == user => {
                return self.system(login, name, password);
            }
            _ => {}
        }
        match shown(login) {
            Some(token) => self.holder(login, token),
            None => self.certified(login),
        }
    }
}

fn choria(user: &str, permissions: Option<Arc<Permissions>>, valid_for: Option<Duration>) -> Identified {
    Identified {
        account: Account::Choria,
        user: user.to_owned(),
        permissions,
        valid_for,
    }
}

fn shown<'a>(login: &Login<'a>) -> Option<&'a str> {
    login.auth_token.filter(|token| !token.is_empty())
}

fn check_password(login: &Login<'_>, password: &Secret, of: &str) -> Result<(), Refused> {
    let given = login.pass.unwrap_or_default();
    if same(given.as_bytes(), password.expose().as_bytes()) {
        Ok(())
    } else {
        Err(refused(&format!("wrong password of {of}")))
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

#[cfg(test)]
mod tests;
