//! Data providers: named questions about the running node, as `rpcutil#get_data` and compound filters ask them.

mod asked;
mod builtin;
mod external;

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use protocol::rpc::Object;
use serde_json::Value;
use tokio::time::timeout;

use crate::{Context, Described};
use builtin::Builtin;

pub(crate) use asked::Asked;
pub(crate) use external::External;

/// The data providers of a node; those that are other programs may come, go and be replaced while it runs.
#[derive(Debug, Default)]
pub struct Providers {
    external: RwLock<Arc<BTreeMap<String, Arc<External>>>>,
}

impl Providers {
    /// Names of all providers, sorted.
    pub fn names(&self) -> Vec<String> {
        let builtin = Builtin::ALL.iter().map(|builtin| builtin.name().to_owned());
        let mut names: Vec<_> = builtin.chain(self.external().keys().cloned()).collect();
        names.sort_unstable();
        names
    }

    /// What a provider tells, in time; none when there is no provider of that name.
    ///
    /// - **Errors:** why it tells nothing, in words.
    pub(crate) async fn ask(
        &self,
        provider: &str,
        query: Option<&Value>,
        node: &Context,
        described: &Described,
        limit: Duration,
    ) -> Option<Result<Object, String>> {
        if let Some(builtin) = Builtin::find(provider) {
            return Some(builtin.tell(query, node, described));
        }
        let external = self.external().get(provider)?.clone();
        let limit = limit.min(external.ddl().timeout());
        let answer = timeout(limit, external.run(query, node, described, limit)).await;
        Some(answer.unwrap_or_else(|_| Err(format!("{provider} takes more than {limit:?}"))))
    }

    /// The providers that are other programs.
    pub(crate) fn external(&self) -> Arc<BTreeMap<String, Arc<External>>> {
        self.external
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Puts these in the place of the providers that are other programs. Questions under way go on.
    pub(crate) fn replace(&self, providers: BTreeMap<String, Arc<External>>) {
        *self.external.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(providers);
    }
}

/// Whether a provider of that name comes with the node.
pub(crate) fn is_builtin(name: &str) -> bool {
    Builtin::find(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_providers_that_come_with_a_node_are_the_references_and_one_of_ours() {
        assert_eq!(
            Providers::default().names(),
            ["agent", "choria", "config_item", "machine_state", "scout"]
        );
    }
}
