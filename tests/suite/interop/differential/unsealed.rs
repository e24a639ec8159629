//! What a TLS listener answers to those who make no handshake, or none it can take.

use super::script::Script;

const TOLD_WHY: &str = "nats-server ends such a connection without a word";
const ALERT: &str = "the words of alerts belong to the TLS library";

pub(super) fn scripts() -> Vec<Script> {
    let mut scripts = in_the_clear();
    scripts.extend(broken());
    scripts
}

fn in_the_clear() -> Vec<Script> {
    let told = |name, bytes: &[u8]| {
        Script::new(name).part("a", bytes).end("a").differs(
            TOLD_WHY,
            &["1 a -ERR 'Secure Connection - TLS Required'", "1 a (end)"],
        )
    };
    vec![
        told("CONNECT", b"CONNECT {}\r\n"),
        told("HTTP", b"GET / HTTP/1.1\r\n\r\n"),
        told("silence", b""),
        told("application data first", b"\x17\x03\x03\x00\x04abcd"),
        told("an alert first", b"\x15\x03\x03\x00\x02\x02\x28"),
    ]
}

fn broken() -> Vec<Script> {
    let hello = hello_of_tls_1_1();
    let sent = |name, bytes: &[u8]| Script::new(name).part("a", bytes).end("a");
    vec![
        sent("half a hello and silence", &hello[..20]),
        sent("a hello of TLS 1.1", &hello)
            .differs(ALERT, &["1 a \\x15\\x03\\x03\\x00\\x02\\x02(", "1 a (end)"]),
        sent("an unknown message", b"\x16\x03\x01\x00\x04\xff\x00\x00\x00")
            .differs(ALERT, &["1 a \\x15\\x03\\x03\\x00\\x02\\x02", "1 a (end)"]),
        sent("a record too long", b"\x16\x03\x01\xff\xff")
            .differs(ALERT, &["1 a \\x15\\x03\\x03\\x00\\x02\\x022", "1 a (end)"]),
    ]
}

/// Two cipher suites, no extensions.
fn hello_of_tls_1_1() -> Vec<u8> {
    const VERSION: [u8; 2] = [3, 2];
    let body = [&VERSION[..], &[7; 32], &[0, 0, 4, 0xc0, 0x13, 0, 0x2f, 1, 0]].concat();
    let handshake = [&[1, 0, 0, body.len() as u8][..], &body].concat();
    [&[0x16, 3, 1, 0, handshake.len() as u8][..], &handshake].concat()
}
