//! Names that buckets and keys can have.

use super::KvError;

/// Longest name of a bucket; file systems take no longer names of streams.
const MAX_BUCKET: usize = 250;

/// Longest key; brokers refuse longer subjects.
const MAX_KEY: usize = 1024;

pub(super) fn check_bucket(bucket: &str) -> Result<(), KvError> {
    let fine = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    match !bucket.is_empty() && bucket.len() <= MAX_BUCKET && bucket.chars().all(fine) {
        true => Ok(()),
        false => Err(KvError::BucketName {
            bucket: bucket.to_owned(),
        }),
    }
}

pub(super) fn check_key(key: &str) -> Result<(), KvError> {
    match has_fine_dots(key) && key.chars().all(is_key_char) {
        true => Ok(()),
        false => Err(KvError::KeyName { key: key.to_owned() }),
    }
}

/// A key in which `*` may stand for a part and `>` for the rest.
pub(super) fn check_pattern(pattern: &str) -> Result<(), KvError> {
    let body = pattern.strip_suffix('>').unwrap_or(pattern);
    let whole = pattern
        .split('.')
        .all(|part| !part.contains(['*', '>']) || part.len() == 1);
    let chars = body.chars().all(|c| c == '*' || is_key_char(c));
    match whole && chars && has_fine_dots(pattern) {
        true => Ok(()),
        false => Err(KvError::Pattern {
            pattern: pattern.to_owned(),
        }),
    }
}

fn is_key_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '_' | '=' | '.')
}

fn has_fine_dots(key: &str) -> bool {
    !key.is_empty() && key.len() <= MAX_KEY && !key.split('.').any(str::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_buckets_are_made_of_what_every_client_takes() {
        for key in ["a", "auth.username", "/etc/motd", "a=b", "A-9_z", "x.y.z"] {
            assert!(check_key(key).is_ok() && check_pattern(key).is_ok(), "{key}");
        }
        for key in ["", ".a", "a.", "a..b", "a b", "a*", "a.>", "ä", "a\n", "$a"] {
            assert!(check_key(key).is_err(), "{key}");
        }
        assert!(check_key(&"k".repeat(MAX_KEY + 1)).is_err());
        assert!(check_bucket("CFG-1_x").is_ok());
        for bucket in ["", "a.b", "a b", "a>", "ä", "a/b"] {
            assert!(check_bucket(bucket).is_err(), "{bucket}");
        }
    }

    #[test]
    fn patterns_take_wildcards_as_whole_parts_only() {
        for pattern in [">", "*", "a.>", "a.*.b", "*.>", "a.*"] {
            assert!(check_pattern(pattern).is_ok(), "{pattern}");
        }
        for pattern in ["", "a>", "a.>.b", "a*", "*a.b", "a..>", ".>", ">>", "a b"] {
            assert!(check_pattern(pattern).is_err(), "{pattern}");
        }
    }
}
