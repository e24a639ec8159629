//! Messages as a person reads them.

use anyhow::Context;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use client::link::Raw;
use serde_json::{Value, json};

use super::show::{clock, count, text};
use crate::out::words;
use crate::theme::clean;

/// A stored message as the API gives it: number, subject, time, headers and payload.
pub(super) fn shown(message: &Value) -> anyhow::Result<String> {
    let headers = String::from_utf8_lossy(&decoded(&message["hdrs"])?).into_owned();
    let mut text = format!(
        "[{}] Subject: {} Received: {}\n",
        count(&message["seq"]),
        clean(&text(&message["subject"])),
        clock(&message["time"])
    );
    for line in headers.lines().skip(1).filter(|line| !line.is_empty()) {
        text += &format!("  {}\n", clean(line));
    }
    Ok(format!("{text}\n{}", payload(message)?))
}

/// Its payload as text.
pub(super) fn payload(message: &Value) -> anyhow::Result<String> {
    Ok(readable(&decoded(&message["data"])?))
}

/// A plain message: where it came, its headers and its payload.
pub(super) fn plain(number: u64, message: &Raw) -> String {
    let mut text = format!("[#{number}] Received on {:?}", message.subject);
    if let Some(reply) = &message.reply {
        text += &format!(" with reply {reply:?}");
    }
    text.push('\n');
    if let Some((code, words)) = &message.status {
        text += &format!("Status: {code} {words}\n");
    }
    for (name, value) in &message.headers {
        text += &format!("{}: {}\n", clean(name), clean(value));
    }
    if !message.headers.is_empty() {
        text.push('\n');
    }
    text + &readable(&message.payload)
}

/// A plain message as a document.
pub(super) fn document(message: &Raw) -> Value {
    let headers: Vec<_> = message
        .headers
        .iter()
        .map(|(name, value)| json!([name, value]))
        .collect();
    json!({
        "subject": message.subject,
        "reply": message.reply,
        "headers": headers,
        "payload": String::from_utf8(message.payload.to_vec()).ok(),
        "payload_base64": STANDARD.encode(&message.payload),
    })
}

fn decoded(value: &Value) -> anyhow::Result<Vec<u8>> {
    STANDARD
        .decode(value.as_str().unwrap_or_default())
        .context("the broker's answer cannot be understood")
}

/// Bytes as text that leaves the terminal alone; a size for what is no text.
fn readable(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => clean(text).into_owned(),
        Err(_) => format!("({} that are no text)", words::bytes(bytes.len() as u64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_message_shows_its_headers_and_nothing_that_steers_the_terminal() {
        let message = json!({
            "subject": "orders.new", "seq": 1234, "time": "2026-11-20T10:41:02.5Z",
            "hdrs": STANDARD.encode("NATS/1.0\r\nA: b\r\n\r\n"), "data": STANDARD.encode("red \u{1b}[31m"),
        });
        insta::assert_snapshot!(shown(&message).unwrap(), @r"
        [1,234] Subject: orders.new Received: 2026-11-20T10:41:02Z
          A: b

        red \x1b[31m
        ");
        assert_eq!(readable(&[0xff; 3]), "(3 B that are no text)");
    }
}
