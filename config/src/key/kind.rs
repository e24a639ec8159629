//! What values look like, and checking one against its kind.

mod read;

use std::path::Path;
use std::time::Duration;

use super::Value;
use crate::Secret;
use crate::duration::DurationError;

/// The type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `1 yes true y t` or `0 no false n f`, in any case.
    Bool,
    /// A decimal whole number within these limits.
    Int {
        /// The smallest accepted.
        min: i64,
        /// The largest accepted.
        max: i64,
    },
    /// Bare digits are seconds; else terms like `1h30m` or `2w`; at most `max`.
    Duration {
        /// The longest accepted.
        max: Duration,
    },
    /// `none` or `0`, a percentage, or a number of bytes like `512MiB`.
    Bound,
    /// Any text.
    Text,
    /// Text whose first letter is upper-cased.
    Title,
    /// One of these words, in any case.
    Enum(&'static [&'static str]),
    /// Items between commas; items cannot contain one.
    CommaList,
    /// One item per occurrence of the key.
    Strings,
    /// A path; a leading `~` is the home folder.
    Path,
    /// Paths between colons; later occurrences add to earlier ones when `append` is set and replace them otherwise.
    PathList {
        /// Whether occurrences add up.
        append: bool,
    },
    /// Text that is never shown.
    Secret,
}

/// Why a text is not a value of its kind. Never tells the text of a secret.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValueError {
    /// None of the words for yes and no.
    #[error("{0:?} is not a boolean (yes, no, true, false, 1, 0)")]
    Bool(String),
    /// Not digits, or too many of them.
    #[error("{0:?} is not a whole number")]
    Int(String),
    /// Outside the limits of the key.
    #[error("{value} is not between {min} and {max}")]
    #[expect(missing_docs, reason = "the number and its limits")]
    Range { value: i64, min: i64, max: i64 },
    /// Not a duration.
    #[error("{text:?} {reason} (seconds, or e.g. 250ms, 1h30m, 2w)")]
    Duration {
        /// What the file says.
        text: String,
        /// What is wrong with it.
        reason: DurationError,
    },
    /// Longer than the key allows.
    #[error("{text:?} is longer than {} seconds", max.as_secs())]
    TooLong {
        /// What the file says.
        text: String,
        /// The longest accepted.
        max: Duration,
    },
    /// Neither a size nor a percentage.
    #[error("{0:?} is no bound (none, or e.g. 75%, 1048576, 512MiB, 10G)")]
    Bound(String),
    /// Not one of the words of the key.
    #[error("{text:?} is not one of {}", words.join(", "))]
    Word {
        /// What the file says.
        text: String,
        /// The accepted words.
        words: &'static [&'static str],
    },
    /// The home folder of somebody else, or of a user who has none.
    #[error("{0:?} names a home folder that is not known")]
    Home(String),
}

const CENTURY: Duration = Duration::from_secs(100 * 365 * 86_400);

// The kinds under the names the tables use.
pub(super) const BOOL: Kind = Kind::Bool;
pub(super) const TEXT: Kind = Kind::Text;
pub(super) const TITLE: Kind = Kind::Title;
pub(super) const COMMA_LIST: Kind = Kind::CommaList;
pub(super) const STRINGS: Kind = Kind::Strings;
pub(super) const PATH: Kind = Kind::Path;
pub(super) const PATHS: Kind = Kind::PathList { append: true };
pub(super) const PATHS_AT_ONCE: Kind = Kind::PathList { append: false };
pub(super) const SECRET: Kind = Kind::Secret;
pub(super) const PORT: Kind = Kind::Int { min: 0, max: 65_535 };
pub(super) const COUNT: Kind = Kind::Int {
    min: 0,
    max: 1_000_000_000,
};
pub(super) const SECONDS: Kind = Kind::Int {
    min: 0,
    max: CENTURY.as_secs() as i64,
};
pub(super) const SOME_SECONDS: Kind = Kind::Int {
    min: 1,
    max: CENTURY.as_secs() as i64,
};
pub(super) const REPLICAS: Kind = Kind::Int { min: -1, max: 5 };
pub(super) const DURATION: Kind = Kind::Duration { max: CENTURY };
pub(super) const UP_TO_A_MINUTE: Kind = Kind::Duration {
    max: Duration::from_secs(60),
};
pub(super) const UP_TO_TWO_MINUTES: Kind = Kind::Duration {
    max: Duration::from_secs(120),
};
pub(super) const BOUND: Kind = Kind::Bound;
pub(super) const LOG_LEVEL: Kind = Kind::Enum(&["debug", "info", "warn", "error", "fatal"]);
pub(super) const HISTORY: Kind = Kind::Enum(&["terminal", "always", "never"]);
pub(super) const LIMIT_METHOD: Kind = Kind::Enum(&["first", "random"]);
pub(super) const DISCOVERY: Kind = Kind::Enum(&[
    "mc",
    "broadcast",
    "puppetdb",
    "choria",
    "external",
    "inventory",
    "file",
    "flatfile",
]);
pub(super) const PROVIDER: Kind = Kind::Enum(&["puppet", "file", "pkcs11", "certmanager", "choria"]);
pub(super) const ENGINE: Kind = Kind::Enum(&["embedded", "nats"]);
pub(super) const CERTIFICATES_AT: Kind = Kind::Enum(&["listener", "websocket", "nowhere"]);

impl Kind {
    /// Parses one occurrence of a key. A leading `~` of a path stands for `home`.
    pub fn parse(&self, text: &str, home: Option<&Path>) -> Result<Value, ValueError> {
        let value = match *self {
            Self::Bool => Value::Bool(read::boolean(text)?),
            Self::Int { min, max } => Value::Int(read::int(text, min, max)?),
            Self::Duration { max } => Value::Duration(read::span(text, max)?),
            Self::Bound => Value::Bound(read::bound(text)?),
            Self::Text => Value::Text(text.to_owned()),
            Self::Title => Value::Text(read::title(text)),
            Self::Enum(words) => Value::Text(read::word(text, words)?.to_owned()),
            Self::CommaList => Value::List(read::items(text)),
            Self::Strings => Value::List(vec![text.to_owned()]),
            Self::Path => Value::Path(read::path(text, home)?),
            Self::PathList { .. } => Value::Paths(read::paths(text, home)?),
            Self::Secret => Value::Secret(Secret::new(text)),
        };
        Ok(value)
    }

    /// Whether later occurrences of a key add to earlier ones instead of replacing them.
    pub fn appends(&self) -> bool {
        matches!(self, Self::Strings | Self::PathList { append: true })
    }

    /// What the documentation calls this type.
    pub fn describe(&self) -> String {
        match self {
            Self::Bool => "boolean".to_owned(),
            Self::Int { .. } => "whole number".to_owned(),
            Self::Duration { .. } => "duration".to_owned(),
            Self::Bound => "size or percentage".to_owned(),
            Self::Text | Self::Title => "text".to_owned(),
            Self::Enum(words) => words.join(", "),
            Self::CommaList => "comma list".to_owned(),
            Self::Strings => "text, repeatable".to_owned(),
            Self::Path => "path".to_owned(),
            Self::PathList { .. } => "path list".to_owned(),
            Self::Secret => "secret".to_owned(),
        }
    }

    /// What an unset key without a default shows: the empty value of its type.
    pub(crate) fn empty(&self) -> serde_json::Value {
        match self {
            Self::Bool => false.into(),
            Self::Int { .. } | Self::Duration { .. } => 0.into(),
            Self::Bound | Self::Text | Self::Title | Self::Enum(_) | Self::Path | Self::Secret => "".into(),
            Self::CommaList | Self::Strings | Self::PathList { .. } => serde_json::Value::Array(Vec::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(kind: Kind, text: &str) -> Result<serde_json::Value, String> {
        match kind.parse(text, Some(Path::new("/home/bob"))) {
            Ok(value) => Ok(value.to_json()),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn good_values_have_their_type() {
        let cases = [
            (BOOL, "Y", "true"),
            (BOOL, "TRUE", "true"),
            (BOOL, "0", "false"),
            (COUNT, "12", "12"),
            (REPLICAS, "-1", "-1"),
            (DURATION, "2s", "2000000000"),
            (UP_TO_A_MINUTE, "60", "60000000000"),
            (BOUND, "10GiB", "\"10737418240\""),
            (BOUND, "75 %", "\"75%\""),
            (TITLE, "ßa", "\"SSa\""),
            (LOG_LEVEL, "Fatal", "\"fatal\""),
            (COMMA_LIST, " a ,b,, c d ", "[\"a\",\"b\",\"c d\"]"),
            (COMMA_LIST, ",", "[]"),
            (STRINGS, "a,b", "[\"a,b\"]"),
            (PATH, "~", "\"/home/bob\""),
            (PATH, "~//x", "\"/home/bob/x\""),
            (PATH, "a/~", "\"a/~\""),
            (PATHS, "/a: ~/b :", "[\"/a\",\"/home/bob/b\"]"),
            (SECRET, "hunter2", "\"*****\""),
        ];
        for (kind, text, expected) in cases {
            assert_eq!(
                parsed(kind, text).unwrap().to_string(),
                expected,
                "{kind:?} {text:?}"
            );
        }
    }

    #[test]
    fn bad_values_say_what_was_wanted() {
        let cases = [
            (BOOL, "on", "\"on\" is not a boolean (yes, no, true, false, 1, 0)"),
            (COUNT, "1.5", "\"1.5\" is not a whole number"),
            (
                COUNT,
                "99999999999999999999",
                "\"99999999999999999999\" is not a whole number",
            ),
            (PORT, "-1", "-1 is not between 0 and 65535"),
            (
                DURATION,
                "1 h",
                "\"1 h\" is not a duration (seconds, or e.g. 250ms, 1h30m, 2w)",
            ),
            (
                DURATION,
                "999y",
                "\"999y\" is too long (seconds, or e.g. 250ms, 1h30m, 2w)",
            ),
            (DURATION, "101y", "\"101y\" is longer than 3153600000 seconds"),
            (UP_TO_TWO_MINUTES, "121", "\"121\" is longer than 120 seconds"),
            (
                BOUND,
                "1.5G",
                "\"1.5G\" is no bound (none, or e.g. 75%, 1048576, 512MiB, 10G)",
            ),
            (ENGINE, "kafka", "\"kafka\" is not one of embedded, nats"),
            (PATH, "~alice", "\"~alice\" names a home folder that is not known"),
        ];
        for (kind, text, expected) in cases {
            assert_eq!(parsed(kind, text).unwrap_err(), expected);
        }
        let long = parsed(COUNT, &"9".repeat(1_000)).unwrap_err();
        assert_eq!(
            long,
            format!("\"{}...\" is not a whole number", "9".repeat(read::SHOWN))
        );
        assert_eq!(PATH.parse("~/x", None), Err(ValueError::Home("~/x".to_owned())));
    }
}
