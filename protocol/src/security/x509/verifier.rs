//! Verifying requests.

use std::fmt;
use std::time::SystemTime;

use webpki::EndEntityCert;
use webpki::aws_lc_rs::RSA_PKCS1_2048_8192_SHA256;

use super::CredentialError;
use super::chain::{Leaf, Roots};
use super::names::{NameList, certificate_name};
use crate::DecodeError;

/// Verifies that a request was signed by an acceptable caller. Remembers trusted chains for as long as they are valid;
/// signatures are checked every time.
pub struct Verifier {
    roots: Roots,
    allowed: NameList,
    privileged: NameList,
}

impl Verifier {
    /// Trusts the CA bundle and the callers that match `allowed`; `privileged` names may speak for anyone.
    /// Fails when the bundle holds no certificate: it never fails open.
    pub fn new(ca: &str, allowed: &[String], privileged: &[String]) -> Result<Self, CredentialError> {
        Ok(Self {
            roots: Roots::from_pem(ca)?,
            allowed: NameList::compile(allowed)?,
            privileged: NameList::compile(privileged)?,
        })
    }

    /// Checks chain, key usage and validity at `now`, that the certificate may speak as `caller`, and the
    /// signature over `message`.
    pub fn verify(
        &self,
        message: &[u8],
        signature: &[u8],
        certificate: &str,
        caller: &str,
        now: SystemTime,
    ) -> Result<(), DecodeError> {
        let leaf = self
            .roots
            .leaf(certificate, now)
            .map_err(|reason| DecodeError::Certificate {
                caller: caller.to_owned(),
                reason,
            })?;
        self.accept(&leaf, caller).map_err(|reason| DecodeError::Caller {
            caller: caller.to_owned(),
            reason: reason.to_owned(),
        })?;
        EndEntityCert::try_from(&leaf.der)
            .and_then(|end| end.verify_signature(RSA_PKCS1_2048_8192_SHA256, message, signature))
            .map_err(|_| DecodeError::Signature)
    }

    fn accept(&self, leaf: &Leaf, caller: &str) -> Result<(), &'static str> {
        let (name, rest) = certificate_name(caller).ok_or("it is not of the form kind=name")?;
        if leaf.names().any(|name| self.privileged.holds(name)) {
            return Ok(());
        }
        if !rest.is_empty() {
            return Err("something follows its name");
        }
        if !leaf.names().any(|own| own == name) {
            return Err("the certificate has another name");
        }
        if !self.allowed.holds(name) {
            return Err("its name is not on the allow list");
        }
        Ok(())
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").finish_non_exhaustive()
    }
}
