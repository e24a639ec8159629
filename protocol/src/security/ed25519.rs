//! Ed25519 keys as the wire writes them: hexadecimal, without anything around.

use std::fmt;

/// Why text is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not {what} of 64 hexadecimal digits")]
pub struct NotAKey {
    /// `a seed`, `a public key`.
    pub what: &'static str,
}

/// The 32 bytes a private key is made from. `Debug` shows the public key only.
pub struct Seed {
    bytes: [u8; 32],
}

/// A public key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey([u8; 32]);

impl Seed {
    /// A fresh random seed.
    pub fn generate() -> Self {
        todo!()
    }

    /// Reads 64 hexadecimal digits; white space around them passes.
    pub fn from_hex(_text: &str) -> Result<Self, NotAKey> {
        todo!()
    }

    /// The digits for a seed file, without a line end, which the reference does not accept.
    pub fn to_hex(&self) -> String {
        todo!()
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        todo!()
    }

    /// Signs bytes.
    pub fn sign(&self, _message: &[u8]) -> [u8; 64] {
        todo!()
    }
}

impl PublicKey {
    /// Reads 64 hexadecimal digits in either case; white space around them passes.
    pub fn from_hex(_text: &str) -> Result<Self, NotAKey> {
        todo!()
    }

    /// Lower-case hexadecimal digits.
    pub fn to_hex(&self) -> String {
        todo!()
    }

    /// Whether the signature is of these bytes by the private half.
    pub fn verify(&self, _message: &[u8], _signature: &[u8]) -> bool {
        todo!()
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let _ = self.bytes;
        f.debug_tuple("Seed").finish_non_exhaustive()
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}
