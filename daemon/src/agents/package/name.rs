//! Names and versions that may become arguments of a package manager.

use std::fmt;

use crate::Answer;
use crate::agents::input::refused;

/// Longest name, as the schema says.
const NAME_LIMIT: usize = 90;

/// Longest version.
const VERSION_LIMIT: usize = 90;

/// A package name: letters, digits and `. _ + ~ : -`, starting with a letter or digit.
///
/// It never ends in `-`: apt reads such a name as an order to remove the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name(String);

/// A version: letters, digits and `. _ + ~ : ^ -`, starting and ending with a letter or digit (apt reads a final `+` or `-` as
/// an order).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version(String);

impl Name {
    pub(super) fn new(text: &str) -> Result<Self, Answer> {
        let sound = text.len() <= NAME_LIMIT
            && text.starts_with(|first: char| first.is_ascii_alphanumeric())
            && !text.ends_with(['-', ':'])
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._+~:-".contains(&byte));
        match sound {
            true => Ok(Self(text.to_owned())),
            false => Err(refused("package", "is not a package name")),
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The name without an architecture (`libc6:i386`).
    pub(super) fn bare(&self) -> &str {
        self.0.split(':').next().unwrap_or_default()
    }
}

impl Version {
    pub(super) fn new(text: &str) -> Result<Self, Answer> {
        let edge = |edge: char| edge.is_ascii_alphanumeric();
        let sound = text.len() <= VERSION_LIMIT
            && text.starts_with(edge)
            && text.ends_with(edge)
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._+~:^-".contains(&byte));
        match sound {
            true => Ok(Self(text.to_owned())),
            false => Err(refused("version", "is not a version")),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_real_packages_pass() {
        for name in [
            "bash",
            "libstdc++6",
            "libc6:i386",
            "python3.11",
            "glibc-2.34-1.el9.x86_64",
            "0ad",
            "gtk2_engines",
        ] {
            assert!(Name::new(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn names_a_package_manager_could_take_for_something_else_do_not() {
        let long = "a".repeat(91);
        for name in [
            "",
            "-y",
            "bash-",
            "a b",
            "a*",
            "@group",
            "/etc/passwd",
            "a=1",
            "a;b",
            "a/stable",
            "ä",
            ".a",
            &long,
        ] {
            assert!(Name::new(name).is_err(), "{name}");
        }
    }

    #[test]
    fn versions_cannot_carry_orders() {
        for version in ["5.2.15-2+b8", "1:2.3~rc1-1ubuntu0.1", "2.34-60.el9", "1.0^git1"] {
            assert!(Version::new(version).is_ok(), "{version}");
        }
        for version in ["", "-1", "1.0-", "1.0+", "1 2", "1;2", "1.*"] {
            assert!(Version::new(version).is_err(), "{version}");
        }
    }
}
