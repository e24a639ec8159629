//! What is published on some subjects arrives on others.

use crate::options::{Account, Mapping};
use crate::server::EngineError;
use crate::streams::Transform;

/// The mappings of the main account.
#[derive(Debug, Default)]
pub(crate) struct Mappings(Vec<Transform>);

impl Mappings {
    /// Reads all of them.
    pub(crate) fn new(mappings: &[Mapping]) -> Result<Self, EngineError> {
        let read = |mapping: &Mapping| {
            Transform::new(&mapping.source, &mapping.destination).map_err(|failure| EngineError::Mapping {
                mapping: mapping.clone(),
                reason: failure.to_string(),
            })
        };
        mappings.iter().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// Where a message leads that a client of the account publishes on the subject; none for where it is.
    pub(crate) fn apply(&self, account: Account, subject: &str) -> Option<String> {
        if self.0.is_empty() || account != Account::Choria {
            return None;
        }
        self.0.iter().find_map(|transform| transform.apply(subject))
    }
}
