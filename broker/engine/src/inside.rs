//! The way in for services of the same program: a loopback listener that knows one token, made anew at each start.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};

use aws_lc_rs::constant_time;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::hub;
use crate::options::{Account, Identified, Login, Refused};

/// Where it listens; the port is the system's choice.
pub(crate) const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
/// Bytes of the token: nobody guesses them.
const LENGTH: usize = 32;

/// How services of the same program connect: in the clear, with the token as `auth_token`, and with every right in the account
/// `choria`.
#[derive(Clone, PartialEq, Eq)]
pub struct Inside {
    /// Address of the listener, on loopback.
    pub address: SocketAddr,
    /// The token; whoever has it may say and hear everything.
    pub token: String,
}

impl Inside {
    pub(crate) fn new(address: SocketAddr) -> Self {
        let mut bytes = [0; LENGTH];
        hub::fill(&mut bytes);
        Self {
            address,
            token: URL_SAFE_NO_PAD.encode(bytes),
        }
    }

    pub(crate) fn authenticate(&self, login: &Login<'_>) -> Result<Identified, Refused> {
        let given = login.auth_token.unwrap_or_default().as_bytes();
        constant_time::verify_slices_are_equal(given, self.token.as_bytes()).map_err(|_| Refused {
            reason: "it is no service of this program".to_owned(),
        })?;
        Ok(Identified {
            account: Account::Choria,
            user: "inside".to_owned(),
            permissions: None,
            valid_for: None,
        })
    }
}

impl fmt::Debug for Inside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inside")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}
