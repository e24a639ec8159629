//! Who may ask: signing requests and verifying them, and issuing the credentials for both.

pub mod issue;
pub mod x509;
