//! Which inputs hold secrets, so that logs and histories do not.

use std::borrow::Cow;

use serde_json::Value;

use crate::Object;

/// What stands for a secret.
pub const STARS: &str = "***";

/// Parts of a name that tell wherever they stand.
const ANYWHERE: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "credential",
    "privatekey",
    "apikey",
];

/// Words that tell when they are a whole word of the name: `key` does, `monkey` does not.
const WORDS: &[&str] = &["key", "pass", "pwd", "pin", "jwt", "seed"];

/// Whether an input of this name is likely to hold a secret, e.g. `admin_password` or `apiKey`.
pub fn is_secret(name: &str) -> bool {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let plain = plain.to_ascii_lowercase();
    ANYWHERE.iter().any(|part| plain.contains(part)) || words(name).any(|word| WORDS.contains(&word.as_str()))
}

/// Whether text about an input says that it holds a secret, e.g. `New password of the account`.
pub(crate) fn is_told(text: &str) -> bool {
    let plain: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let plain = plain.to_ascii_lowercase();
    ANYWHERE.iter().any(|part| plain.contains(part))
}

/// The inputs with stars in place of what is likely to be secret, also within lists and objects.
pub fn masked(inputs: &Object) -> Cow<'_, Object> {
    if inputs.iter().any(|(name, value)| is_masked(name, value)) {
        Cow::Owned(mask(inputs))
    } else {
        Cow::Borrowed(inputs)
    }
}

fn is_masked(name: &str, value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) => false,
        _ if is_secret(name) => true,
        Value::Array(items) => items.iter().any(|item| is_masked("", item)),
        Value::Object(members) => members.iter().any(|(name, value)| is_masked(name, value)),
        Value::Number(_) | Value::String(_) => false,
    }
}

fn mask(inputs: &Object) -> Object {
    let one = |(name, value): (&String, &Value)| (name.clone(), mask_one(name, value));
    inputs.iter().map(one).collect()
}

fn mask_one(name: &str, value: &Value) -> Value {
    match value {
        Value::Null | Value::Bool(_) => value.clone(),
        _ if is_secret(name) => STARS.into(),
        Value::Array(items) => items.iter().map(|item| mask_one("", item)).collect(),
        Value::Object(members) => mask(members).into(),
        Value::Number(_) | Value::String(_) => value.clone(),
    }
}

/// The words of `some_name`, `some-name` and `someName`, in lower case.
fn words(name: &str) -> impl Iterator<Item = String> {
    let mut words = vec![String::new()];
    let mut after_lower = false;
    for c in name.chars() {
        if !c.is_ascii_alphanumeric() || (after_lower && c.is_ascii_uppercase()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_ascii_alphanumeric()) {
            word.push(c.to_ascii_lowercase());
        }
        after_lower = c.is_ascii_lowercase();
    }
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_tell_what_is_secret() {
        for name in [
            "password",
            "adminPassword",
            "DB_PASSWD",
            "token",
            "access-token",
            "api_key",
            "apiKey",
            "key",
            "ssh-key",
            "client_secret",
            "pass",
            "PrivateKey",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "", "monkey", "keyboard", "compass", "spin", "user", "package", "bypass",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn secrets_are_masked_at_every_depth_and_nothing_else() {
        let inputs = json!({"user": "ann", "password": "hunter2", "pin": 7, "token": null, "secret": true,
            "list": [{"api_key": ["x"]}, "y"]});
        let masked = serde_json::to_value(masked(inputs.as_object().unwrap())).unwrap();
        assert_eq!(
            masked,
            json!({"user": "ann", "password": "***", "pin": "***", "token": null, "secret": true,
                "list": [{"api_key": "***"}, "y"]})
        );
        let plain = json!({"user": "ann"});
        assert!(matches!(
            super::masked(plain.as_object().unwrap()),
            Cow::Borrowed(_)
        ));
    }
}
