//! Names that may become arguments of an init system.

use std::fmt;

use crate::Answer;
use crate::agents::input::refused;

/// Longest name, as the schema says.
const LIMIT: usize = 90;

/// A service name: letters, digits and `. - _ : @`, not starting with a dash or dot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name(String);

impl Name {
    pub(super) fn new(text: &str) -> Result<Self, Answer> {
        let sound = text.len() <= LIMIT
            && text.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_')
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".-_:@".contains(&byte));
        match sound {
            true => Ok(Self(text.to_owned())),
            false => Err(refused("service", "is not a service name")),
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_pass() {
        for name in ["sshd", "getty@tty1.service", "dbus-org.freedesktop.login1", "_x"] {
            assert!(Name::new(name).is_ok(), "{name}");
        }
        for name in ["", "--all", "a b", "../sshd", "a;b", "a/b", "a*", ".hidden"] {
            assert!(Name::new(name).is_err(), "{name}");
        }
    }
}
