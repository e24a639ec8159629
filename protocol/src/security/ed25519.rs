//! Ed25519 keys as the wire writes them: hexadecimal, without anything around.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::rand;
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

use crate::hex;

/// Why text is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not {what} of 64 hexadecimal digits")]
pub struct NotAKey {
    /// `a seed`, `a public key`.
    pub what: &'static str,
}

/// The 32 bytes a private key is made from. Clones share them; they are wiped with the last. `Debug` shows the public key only.
#[derive(Clone)]
pub struct Seed(Arc<Private>);

struct Private {
    bytes: Zeroizing<[u8; 32]>,
    /// Made once, as that costs as much as signing; the crypto library wipes what it frees.
    pair: Ed25519KeyPair,
}

/// A public key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey([u8; 32]);

impl Seed {
    /// A fresh random seed.
    pub fn generate() -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        rand::fill(bytes.as_mut()).expect("the system's random numbers, once seeded, do not fail");
        Self::new(bytes)
    }

    /// Reads 64 hexadecimal digits; white space around them passes.
    pub fn from_hex(text: &str) -> Result<Self, NotAKey> {
        let mut bytes = Zeroizing::new([0; 32]);
        if hex::decode(text.trim(), bytes.as_mut()) {
            Ok(Self::new(bytes))
        } else {
            Err(NotAKey { what: "a seed" })
        }
    }

    fn new(bytes: Zeroizing<[u8; 32]>) -> Self {
        let pair = Ed25519KeyPair::from_seed_unchecked(bytes.as_ref()).expect("any 32 bytes are a seed");
        Self(Arc::new(Private { bytes, pair }))
    }

    /// The digits for a seed file, without a line end, which the reference does not accept.
    pub fn to_hex(&self) -> String {
        hex::encode(self.0.bytes.as_ref())
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(self.0.pair.public_key().as_ref());
        PublicKey(bytes)
    }

    /// Signs bytes.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        let mut signature = [0; 64];
        signature.copy_from_slice(self.0.pair.sign(message).as_ref());
        signature
    }

    /// Signs bytes and writes the signature as lower-case hexadecimal digits, as signing and login services want it.
    pub fn sign_hex(&self, message: &[u8]) -> String {
        hex::encode(&self.sign(message))
    }
}

impl PublicKey {
    /// Reads 64 hexadecimal digits in either case; white space around them passes.
    pub fn from_hex(text: &str) -> Result<Self, NotAKey> {
        let mut bytes = [0; 32];
        if hex::decode(text.trim(), &mut bytes) {
            Ok(Self(bytes))
        } else {
            Err(NotAKey { what: "a public key" })
        }
    }

    /// Lower-case hexadecimal digits.
    pub fn to_hex(&self) -> String {
        hex::encode(&self.0)
    }

    /// Whether the signature is of these bytes by the private half.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, &self.0)
            .verify(message, signature)
            .is_ok()
    }

    /// Like [`verify`](Self::verify), for a signature of 128 hexadecimal digits in either case.
    pub fn verify_hex(&self, message: &[u8], signature: &str) -> bool {
        let mut bytes = [0; 64];
        hex::decode(signature, &mut bytes) && self.verify(message, &bytes)
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seed")
            .field("public", &self.public())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.to_hex())
    }
}

/// Signs a broker's nonce as `sig` of CONNECT takes it: the text's own bytes, signed, in unpadded URL-safe base64.
pub fn nonce_signature(seed: &Seed, nonce: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(seed.sign(nonce.as_bytes()))
}

/// Whether `sig` of CONNECT is [`nonce_signature`] by the private half of `key`. Padding passes.
pub fn verify_nonce(key: &PublicKey, nonce: &str, signature: &str) -> bool {
    let unpadded = signature.trim_end_matches('=');
    let decoded = BASE64_URL_SAFE_NO_PAD.decode(unpadded);
    decoded.is_ok_and(|signature| key.verify(nonce.as_bytes(), &signature))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seed(byte: &str) -> Seed {
        Seed::from_hex(&byte.repeat(32)).unwrap()
    }

    #[test]
    fn public_halves_are_those_of_the_specification() {
        for (byte, public) in [
            (
                "01",
                "8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c",
            ),
            (
                "02",
                "8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394",
            ),
            (
                "03",
                "ed4928c628d1c2c6eae90338905995612959273a5c63f93636c14614ac8737d1",
            ),
            (
                "04",
                "ca93ac1705187071d67b83c7ff0efe8108e8ec4530575d7726879333dbdabe7c",
            ),
        ] {
            assert_eq!(seed(byte).public().to_string(), public);
            assert_eq!(
                PublicKey::from_hex(&public.to_uppercase()),
                Ok(seed(byte).public())
            );
        }
    }

    #[test]
    fn signatures_are_those_of_the_specification() {
        let login = "175bd645e8fa0c0885770b3c2a469b4801f950d4c279179ae4617d9c76ab526393a631d0603af9aded3b8e217b249cb65d618ddc58df10f371c2de428c3fb907";
        let message = b"1767225600:bob:s3cret";
        assert_eq!(seed("03").sign_hex(message), login);
        assert!(seed("03").public().verify_hex(message, &login.to_uppercase()));
        let nonce = "tkQs9wXDbJuN6kw";
        let signature = nonce_signature(&seed("03"), nonce);
        assert_eq!(
            signature,
            "7ELB-IMlYp_HBryAEnct0pD3ZZHiOuhbTdEw2IOXgv9CP2rgBWDt5qs_6CoQ7-n-4DpFywOmok3FHhTWQ_coAA"
        );
        let key = seed("03").public();
        assert!(
            verify_nonce(&key, nonce, &signature) && verify_nonce(&key, nonce, &format!("{signature}=="))
        );
        assert!(!verify_nonce(&key, "another", &signature) && !verify_nonce(&key, nonce, ""));
        assert!(!verify_nonce(&seed("04").public(), nonce, &signature));
    }

    #[test]
    fn only_the_signed_bytes_verify() {
        let key = seed("01").public();
        let signature = seed("01").sign(b"message");
        assert!(key.verify(b"message", &signature));
        assert!(!key.verify(b"massage", &signature) && !key.verify(b"message", &signature[1..]));
        assert!(!seed("02").public().verify(b"message", &signature));
        for bit in 0..512 {
            let mut flipped = signature;
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(!key.verify(b"message", &flipped), "bit {bit}");
        }
    }

    #[test]
    fn seeds_are_read_with_their_line_end_and_written_without() {
        let fresh = Seed::generate();
        let again = Seed::from_hex(&format!(" {}\r\n", fresh.to_hex().to_uppercase())).unwrap();
        assert_eq!(again.to_hex(), fresh.to_hex());
        assert_eq!(fresh.to_hex().len(), 64);
        for odd in ["", "01", &"01".repeat(33), &"0g".repeat(32), &"01 ".repeat(32)] {
            let refusal = Seed::from_hex(odd).unwrap_err();
            assert_eq!(refusal.to_string(), "is not a seed of 64 hexadecimal digits");
            assert!(PublicKey::from_hex(odd).is_err());
        }
    }

    #[test]
    fn debug_output_keeps_the_seed_secret() {
        let shown = format!("{:?}", seed("03"));
        assert!(!shown.contains("0303") && !shown.contains("3, 3"), "{shown}");
        assert!(shown.contains(&seed("03").public().to_hex()));
    }
}
