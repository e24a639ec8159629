//! Keeping secrets out of what is written down.

use ddl::secret::{self, STARS};
use ddl::{Action, Object};

use crate::ask::Question;
use crate::job::Request;

impl Request {
    /// A question as it is written down: secret inputs hold stars.
    pub(crate) fn new(question: &Question, timeout: Option<std::time::Duration>) -> Self {
        let (data, secret) = masked(question.action(), &question.data);
        Self {
            agent: question.agent.metadata.name.clone(),
            action: question.action().name.clone(),
            data,
            secret,
            only: None,
            timeout: timeout.map(|timeout| u64::try_from(timeout.as_millis()).unwrap_or(u64::MAX)),
        }
    }
}

/// Inputs with stars for the secret ones, and the names of those. An input with a secret somewhere inside is secret.
pub(crate) fn masked(action: &Action, data: &Object) -> (Object, Vec<String>) {
    let starred = secret::masked(data);
    let is_secret = |name: &str| {
        action.input.get(name).is_some_and(|input| input.is_secret(name))
            || starred.get(name) != data.get(name)
    };
    let secret: Vec<String> = data.keys().filter(|name| is_secret(name)).cloned().collect();
    let mut shown = data.clone();
    for name in &secret {
        shown.insert(name.clone(), STARS.into());
    }
    (shown, secret)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use serde_json::json;

    #[test]
    fn secrets_are_known_by_name_by_description_and_by_what_is_inside() {
        let mut action = fixture::agent().actions.remove(0);
        let mut told = action.input["service"].clone();
        told.description = "New passphrase".to_owned();
        action.input.insert("value".to_owned(), told);
        let serde_json::Value::Object(data) =
            json!({"service": "httpd", "value": "x", "db_password": "y", "options": {"api_key": "z"}})
        else {
            unreachable!("it is an object")
        };
        let (shown, secret) = masked(&action, &data);
        assert_eq!(secret, ["db_password", "options", "value"]);
        assert_eq!(
            serde_json::to_value(shown).unwrap(),
            json!({"service": "httpd", "value": "***", "db_password": "***", "options": "***"})
        );
    }
}
