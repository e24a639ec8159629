//! Names on the wire, as types that cannot hold nonsense.

use std::fmt;
use std::sync::Arc;

/// A name that cannot be used on the wire.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{value:?} cannot be {what}: {reason}")]
pub struct InvalidName {
    /// What it was meant to be, e.g. `an identity`.
    pub what: &'static str,
    /// What was given, cut to a printable length.
    pub value: String,
    /// The rule it breaks.
    pub reason: &'static str,
}

macro_rules! name {
    ($(#[$doc:meta])* $name:ident, $what:literal, $check:path) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Checks and wraps a name.
            pub fn new(value: &str) -> Result<Self, InvalidName> {
                match $check(value) {
                    Ok(()) => Ok(Self(value.into())),
                    Err(reason) => Err(InvalidName {
                        what: $what,
                        value: value.chars().take(80).collect(),
                        reason,
                    }),
                }
            }

            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidName;

            fn from_str(value: &str) -> Result<Self, InvalidName> {
                Self::new(value)
            }
        }
    };
}

name!(
    /// Name of a node: one or more subject tokens, e.g. `web1.example.net`.
    Identity, "an identity", tokens
);
name!(
    /// A group of nodes that share broadcast subjects, e.g. `mcollective`.
    Collective, "a collective", tokens
);
name!(
    /// Name of an agent, e.g. `rpcutil`: one subject token.
    AgentName, "an agent name", token
);
name!(
    /// Who asks, e.g. `choria=ann.mcollective`: opaque text, at most 256 bytes, no control characters.
    CallerId, "a caller id", caller
);
name!(
    /// Names one request: 32 hex characters in v1, 27 base62 characters in v2; here 1 to 64 printable ASCII bytes.
    RequestId, "a request id", request_id
);

const MAX_NAME: usize = 256;

fn token(value: &str) -> Result<(), &'static str> {
    if value.contains('.') {
        Err("it holds a dot")
    } else {
        tokens(value)
    }
}

fn tokens(value: &str) -> Result<(), &'static str> {
    if value.len() > MAX_NAME {
        return Err("it is longer than 256 bytes");
    }
    if value.split('.').any(str::is_empty) {
        return Err("it is empty or has an empty part");
    }
    if value
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '*' | '>'))
    {
        return Err("it holds white space, a control character, `*` or `>`");
    }
    Ok(())
}

fn caller(value: &str) -> Result<(), &'static str> {
    match value {
        "" => Err("it is empty"),
        long if long.len() > MAX_NAME => Err("it is longer than 256 bytes"),
        odd if odd.chars().any(char::is_control) => Err("it holds a control character"),
        _ => Ok(()),
    }
}

fn request_id(value: &str) -> Result<(), &'static str> {
    let fits = (1..=64).contains(&value.len());
    if fits
        && value
            .bytes()
            .all(|b| b.is_ascii_graphic() && !matches!(b, b'.' | b'*' | b'>'))
    {
        Ok(())
    } else {
        Err("it is not 1 to 64 letters and digits")
    }
}
