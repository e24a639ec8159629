//! Streams' names as names of folders.

use aws_lc_rs::digest;

/// Starts the name of a folder that is being made. No stream's folder has a dot.
pub(super) const CREATING: &str = "creating.";
/// Starts the name of a folder that is being removed.
pub(super) const REMOVED: &str = "removed.";
/// Longest name that is kept as it is: file systems take 255 bytes, and some are for what stands before it.
const LONGEST: usize = 200;
/// Letters that remain of a longer one.
const KEPT: usize = 120;

/// Whether a folder is of a stream that was being made or removed when the machine stopped.
pub(super) fn is_leftover(folder: &str) -> bool {
    folder.starts_with(CREATING) || folder.starts_with(REMOVED)
}

/// Whether a folder may be of a stream; others lie where streams are too, `lost+found` and copies that somebody made.
pub(super) fn is_of_stream(folder: &str) -> bool {
    let is_ours = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'%' | b'~');
    folder.bytes().all(is_ours)
}

/// The folder of a stream: letters, digits, `_` and `-` are themselves, other bytes `%` and two digits, and a name that would be
/// too long ends with a digest.
pub(crate) fn folder_name(stream: &str) -> String {
    let mut name = String::with_capacity(stream.len());
    for byte in stream.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') {
            name.push(char::from(byte));
        } else {
            name.push_str(&format!("%{byte:02x}"));
        }
    }
    if name.len() > LONGEST {
        name.truncate(KEPT);
        name.push('~');
        let digest = digest::digest(&digest::SHA256, stream.as_bytes());
        for byte in digest.as_ref() {
            name.push_str(&format!("{byte:02x}"));
        }
    }
    name
}

/// The stream of a folder, as well as it can be told without looking inside.
pub(crate) fn stream_name(folder: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), folder.as_bytes());
    while let Some((first, tail)) = rest.split_first() {
        let code = tail.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| folder.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_a_folder_of_its_own_that_any_file_system_takes() {
        let long = "ß".repeat(255);
        let other = format!("{}x", "ß".repeat(254));
        let names = [
            "KV_x",
            "ORDERS-1",
            "grüße",
            "%67",
            "g",
            long.as_str(),
            other.as_str(),
            "$a+b",
        ];
        let folders: std::collections::BTreeSet<_> = names.iter().map(|name| folder_name(name)).collect();
        assert_eq!(folders.len(), names.len());
        for folder in &folders {
            assert!(folder.len() < 230 && is_of_stream(folder), "{folder}");
        }
        for folder in ["lost+found", "KV_x.bak", "creating.0.KV_x", "a/b"] {
            assert!(!is_of_stream(folder), "{folder}");
        }
        for name in ["KV_x", "grüße", "%67", "$a+b"] {
            assert_eq!(stream_name(&folder_name(name)), name);
        }
    }
}
