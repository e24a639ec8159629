//! Who may ask: signing requests and verifying them, and issuing the credentials for both.

pub mod ed25519;
pub mod issue;
pub mod x509;
