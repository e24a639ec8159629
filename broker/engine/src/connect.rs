//! The CONNECT document.

use std::borrow::Cow;

use serde::Deserialize;

/// What a client says about itself and asks for; unknown members are ignored.
#[derive(Debug, Deserialize)]
#[serde(default)]
pub(crate) struct Connect<'a> {
    pub(crate) verbose: bool,
    pub(crate) pedantic: bool,
    pub(crate) echo: bool,
    pub(crate) headers: bool,
    pub(crate) no_responders: bool,
    pub(crate) protocol: i64,
    #[serde(borrow)]
    pub(crate) user: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) pass: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) auth_token: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) jwt: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) nkey: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) sig: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) lang: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) version: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) account: Option<Cow<'a, str>>,
    pub(crate) new_account: bool,
}

impl Default for Connect<'_> {
    /// What a client gets that asks for nothing.
    fn default() -> Self {
        Self {
            verbose: true,
            pedantic: true,
            echo: true,
            headers: false,
            no_responders: false,
            protocol: 0,
            user: None,
            pass: None,
            auth_token: None,
            jwt: None,
            nkey: None,
            sig: None,
            name: None,
            lang: None,
            version: None,
            account: None,
            new_account: false,
        }
    }
}

impl Connect<'_> {
    /// Whether it asks for an account by name, which nobody may.
    pub(crate) fn names_account(&self) -> bool {
        self.new_account || self.account.as_deref().is_some_and(|name| !name.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_members_keep_the_strict_defaults() {
        let connect: Connect<'_> = serde_json::from_str(r#"{"lang":"go","odd":[1]}"#).unwrap();
        assert!(connect.verbose && connect.pedantic && connect.echo && !connect.headers);
        assert_eq!(connect.lang.as_deref(), Some("go"));
        assert!(!connect.names_account());
    }
}
