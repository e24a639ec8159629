//! Buckets and values as people and programs read them.

use std::borrow::Cow;
use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use client::kv::{BucketStatus, Entry};
use serde_json::{Map, Value, json};

use crate::ctx::Ctx;
use crate::out::words;
use crate::theme::clean;

/// Longer values are cut in tables.
const TABLE_VALUE: usize = 40;

/// What is left of them at either end.
const TABLE_END: usize = 15;

/// Writes the bytes of a value and nothing else; at a terminal the prompt begins on a line of its own.
pub(super) fn raw(ctx: &Ctx, value: &[u8]) -> std::io::Result<()> {
    let mut out = ctx.out.clone();
    out.write_all(value)?;
    if ctx.out.terminal && !value.ends_with(b"\n") {
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// A value as text; base64 where it is none.
pub(super) fn text(value: &[u8]) -> Cow<'_, str> {
    let is_text = |text: &&str| {
        !text
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
    };
    match std::str::from_utf8(value).ok().filter(is_text) {
        Some(text) => clean(text),
        None => STANDARD.encode(value).into(),
    }
}

/// A value on one line of a table.
pub(super) fn short(value: &[u8]) -> String {
    let text = text(value).replace('\n', " ");
    let count = text.chars().count();
    if count <= TABLE_VALUE {
        return text;
    }
    let head: String = text.chars().take(TABLE_END).collect();
    let tail: String = text.chars().skip(count - TABLE_END).collect();
    format!("{head}...{tail}")
}

/// A bucket's settings in the layout of the reference.
pub(super) fn settings(status: &BucketStatus, with_values: bool) -> String {
    let limit = |limit: Option<u64>| limit.map_or_else(|| "unlimited".to_owned(), |limit| limit.to_string());
    let mut rows = vec![("Bucket Name", status.name.clone())];
    if !status.description.is_empty() {
        rows.push(("Description", clean(&status.description).into_owned()));
    }
    if with_values {
        rows.push(("Values Stored", status.values.to_string()));
    }
    rows.extend([
        ("History", status.history.to_string()),
        ("TTL", words::go_duration(status.ttl)),
        ("Max Bucket Size", limit(status.max_bytes)),
        ("Max Value Size", limit(status.max_value_size)),
        ("Storage Replicas", status.replicas.to_string()),
        ("Direct Get", status.direct.to_string()),
    ]);
    if let Some(origin) = &status.mirror {
        rows.push(("Copy Of", clean(origin).into_owned()));
    }
    let lines = rows.iter().map(|(name, value)| format!("{name:>17}: {value}\n"));
    format!("{} Key-Value Store\n\n{}", status.name, lines.collect::<String>())
}

/// A bucket for programs. Sizes are bytes and null for no limit, the time to live is seconds and 0 for none.
pub(super) fn bucket_json(status: &BucketStatus) -> Value {
    json!({
        "bucket": status.name,
        "description": status.description,
        "history": status.history,
        "ttl": words::seconds(status.ttl),
        "max_bucket_size": status.max_bytes,
        "max_value_size": status.max_value_size,
        "replicas": status.replicas,
        "direct": status.direct,
        "storage": status.storage,
        "mirror": status.mirror,
        "values": status.values,
        "keys": status.keys,
        "bytes": status.bytes,
        "created": status.created.map(words::rfc3339),
        "changed": status.changed.map(words::rfc3339),
    })
}

/// A value for programs: as `value` if it is UTF-8, else as `base64`.
pub(super) fn entry_json(entry: &Entry) -> Value {
    let mut object = Map::new();
    object.insert("bucket".to_owned(), json!(entry.bucket));
    object.insert("key".to_owned(), json!(entry.key));
    object.insert("operation".to_owned(), json!(entry.operation.as_str()));
    object.insert("revision".to_owned(), json!(entry.revision));
    object.insert("created".to_owned(), json!(words::rfc3339(entry.created)));
    object.insert("length".to_owned(), json!(entry.value.len()));
    if entry.is_value() {
        match std::str::from_utf8(&entry.value) {
            Ok(text) => object.insert("value".to_owned(), json!(text)),
            Err(_) => object.insert("base64".to_owned(), json!(STANDARD.encode(&entry.value))),
        };
    }
    Value::Object(object)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_are_no_text_are_shown_as_base64() {
        assert_eq!(text("bob\nand ann ü".as_bytes()), "bob\nand ann ü");
        assert_eq!(text(b"\x00\xff"), "AP8=");
        assert_eq!(text(b"\x1b[2J"), "G1sySg==");
        assert_eq!(short(&[b'x'; 40]).len(), 40);
        assert_eq!(
            short("ü".repeat(41).as_bytes()),
            format!("{0}...{0}", "ü".repeat(15))
        );
        assert_eq!(short(b"a\nb"), "a b");
    }
}
