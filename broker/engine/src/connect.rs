//! The CONNECT document.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

/// What a client says about itself and asks for.
///
/// Read as the reference reads it: unknown members are ignored, names are known in any case, the last of two wins, and
/// null says nothing.
#[derive(Debug)]
pub(crate) struct Connect<'a> {
    pub(crate) verbose: bool,
    pub(crate) pedantic: bool,
    pub(crate) echo: bool,
    pub(crate) headers: bool,
    pub(crate) no_responders: bool,
    pub(crate) protocol: i64,
    pub(crate) user: Option<Cow<'a, str>>,
    pub(crate) pass: Option<Cow<'a, str>>,
    pub(crate) auth_token: Option<Cow<'a, str>>,
    pub(crate) jwt: Option<Cow<'a, str>>,
    pub(crate) nkey: Option<Cow<'a, str>>,
    pub(crate) sig: Option<Cow<'a, str>>,
    pub(crate) name: Option<Cow<'a, str>>,
    pub(crate) lang: Option<Cow<'a, str>>,
    pub(crate) version: Option<Cow<'a, str>>,
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

/// A text that borrows from the line where it can; a bare `Cow` would always copy.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        from.deserialize_str(Either)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Connect<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Document)
    }
}

struct Document;

impl<'de> Visitor<'de> for Document {
    type Value = Connect<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Connect::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut connect = Connect::default();
        while let Some(Text(name)) = members.next_key()? {
            connect.take(&name.to_ascii_lowercase(), &mut members)?;
        }
        Ok(connect)
    }
}

impl<'de> Connect<'de> {
    fn take<A: MapAccess<'de>>(&mut self, name: &str, members: &mut A) -> Result<(), A::Error> {
        match name {
            "verbose" => set(&mut self.verbose, members),
            "pedantic" => set(&mut self.pedantic, members),
            "echo" => set(&mut self.echo, members),
            "headers" => set(&mut self.headers, members),
            "no_responders" => set(&mut self.no_responders, members),
            "protocol" => set(&mut self.protocol, members),
            "new_account" => set(&mut self.new_account, members),
            "user" => set_text(&mut self.user, members),
            "pass" => set_text(&mut self.pass, members),
            "auth_token" => set_text(&mut self.auth_token, members),
            "jwt" => set_text(&mut self.jwt, members),
            "nkey" => set_text(&mut self.nkey, members),
            "sig" => set_text(&mut self.sig, members),
            "name" => set_text(&mut self.name, members),
            "lang" => set_text(&mut self.lang, members),
            "version" => set_text(&mut self.version, members),
            "account" => set_text(&mut self.account, members),
            _ => members.next_value::<IgnoredAny>().map(drop),
        }
    }
}

fn set<'de, T: Deserialize<'de>, A: MapAccess<'de>>(member: &mut T, members: &mut A) -> Result<(), A::Error> {
    if let Some(value) = members.next_value()? {
        *member = value;
    }
    Ok(())
}

fn set_text<'de, A: MapAccess<'de>>(
    member: &mut Option<Cow<'de, str>>,
    members: &mut A,
) -> Result<(), A::Error> {
    if let Some(Text(value)) = members.next_value()? {
        *member = Some(value);
    }
    Ok(())
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

    #[test]
    fn null_says_nothing_and_the_last_word_counts() {
        let text = r#"{"verbose":null,"Echo":false,"user":"a","USER":"b\u0063","user":null,"protocol":1}"#;
        let connect: Connect<'_> = serde_json::from_str(text).unwrap();
        assert!(connect.verbose && !connect.echo);
        assert_eq!((connect.user.as_deref(), connect.protocol), (Some("bc"), 1));
        assert!(serde_json::from_str::<Connect<'_>>("null").unwrap().verbose);
    }

    #[test]
    fn other_kinds_of_values_are_refused() {
        for text in [
            "[]",
            "7",
            r#"{"verbose":"no"}"#,
            r#"{"name":7}"#,
            r#"{"protocol":0.5}"#,
            "{} {}",
        ] {
            assert!(serde_json::from_str::<Connect<'_>>(text).is_err(), "{text}");
        }
    }
}
