//! Short names of jobs.

use std::fmt;

/// Letters and digits that nobody mistakes for each other when reading or hearing them.
const LETTERS: &[u8; 28] = b"23456789bcdfghjkmnpqrstvwxyz";

/// Letters of a name: 17 million names, and a taken one is not given again.
const LENGTH: usize = 5;

/// Name of a job, e.g. `k7m2q`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct JobId(String);

impl JobId {
    /// A random name.
    pub(crate) fn random() -> Self {
        Self(
            (0..LENGTH)
                .map(|_| char::from(LETTERS[fastrand::usize(..LETTERS.len())]))
                .collect(),
        )
    }

    /// Reads the name of a file or what somebody typed; none for what no job is called.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let letters = text.bytes().all(|byte| LETTERS.contains(&byte));
        (text.len() == LENGTH && letters).then(|| Self(text.to_owned()))
    }

    /// The name as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_survives_being_typed_and_cannot_leave_its_folder() {
        let id = JobId::random();
        assert_eq!(JobId::parse(id.as_str()), Some(id));
        for text in ["", "k7m2", "k7m2qq", "K7M2Q", "../ab", "k7m2o", "k7m2a"] {
            assert_eq!(JobId::parse(text), None, "{text:?}");
        }
    }
}
