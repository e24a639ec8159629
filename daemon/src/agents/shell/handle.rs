//! Names of jobs, which are names of folders too.

use crate::Answer;
use crate::agents::input::refused;

/// A handle: at most 36 lower-case letters, digits and dashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Handle(String);

impl Handle {
    pub(super) fn new(text: &str) -> Result<Self, Answer> {
        let sound = (1..=36).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        match sound {
            true => Ok(Self(text.to_owned())),
            false => Err(refused("handle", "is not a handle")),
        }
    }

    /// A handle nobody has.
    pub(super) fn fresh() -> std::io::Result<Self> {
        let uuid = std::fs::read_to_string("/proc/sys/kernel/random/uuid")?;
        Ok(Self(uuid.trim().to_owned()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_cannot_leave_the_state_folder() {
        let fresh = Handle::fresh().unwrap();
        assert_eq!(Handle::new(fresh.as_str()).unwrap(), fresh);
        for handle in ["", "..", "a/b", "A", &"a".repeat(37)] {
            assert!(Handle::new(handle).is_err(), "{handle}");
        }
    }
}
