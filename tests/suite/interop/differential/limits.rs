//! What is too long, too many or too late.

use super::script::Script;

/// Payloads of 64 bytes, lines of 128, 3 subscriptions.
pub(super) fn tight() -> Vec<Script> {
    let client = |name, bytes: String| Script::new(name).join("a", r#""headers":true"#).raw("a", bytes);
    let subject = |length: usize| "s".repeat(length);
    vec![
        client(
            "the longest payload",
            format!("SUB foo 1\r\nPUB foo 64\r\n{}\r\n", subject(64)),
        ),
        client(
            "a payload too long",
            format!("SUB foo 1\r\nPUB foo 65\r\n{}\r\n", subject(65)),
        ),
        client(
            "the longest payload with headers",
            format!(
                "SUB foo 1\r\nHPUB foo 12 64\r\nNATS/1.0\r\n\r\n{}\r\n",
                subject(52)
            ),
        ),
        client(
            "a payload too long with its headers",
            format!(
                "SUB foo 1\r\nHPUB foo 12 65\r\nNATS/1.0\r\n\r\n{}\r\n",
                subject(53)
            ),
        ),
        client("a line within the limit", format!("SUB {} 1\r\n", subject(126))),
        client("a line one too long", format!("SUB {} 1\r\n", subject(127))),
        client("a line far too long", format!("SUB {} 1\r\n", subject(300))),
        client("a PUB line too long", format!("PUB {} 1\r\nx\r\n", subject(127))),
        client("blanks count", format!("SUB  {}  1\r\n", subject(124))),
        client("a PING line too long", format!("PING {}\r\n", subject(300))).differs(
            "the limit holds for every line",
            &["1 a -ERR 'maximum control line exceeded'", "1 a (end)"],
        ),
        client("an unknown verb that is long", subject(300)),
        Script::new("a line too long that does not end")
            .join("a", "")
            .part("a", format!("SUB {}", subject(400)))
            .end("a"),
        Script::new("a CONNECT too long").raw(
            "a",
            format!("CONNECT {{\"verbose\":false,\"name\":\"{}\"}}\r\n", subject(200)),
        ),
        Script::new("too many subscriptions")
            .join("a", "")
            .say("a", "SUB a 1|SUB b 2|SUB c 3|SUB d 4|SUB e 5|PUB d 1|x|PUB c 1|y")
            .say("a", "UNSUB 1|SUB d 4|PUB d 1|x"),
        Script::new("an id in use when there is no room")
            .join("a", "")
            .say("a", "SUB a 1|SUB b 2|SUB c 3|SUB a 1|SUB d 4"),
        Script::new("too many subscriptions, verbose").say("a", "CONNECT {}|SUB a 1|SUB b 2|SUB c 3|SUB d 4"),
    ]
}

/// One client at a time.
pub(super) fn crowded() -> Vec<Script> {
    vec![
        Script::new("one client too many")
            .join("a", "")
            .end("b")
            .say("a", "PING"),
    ]
}

/// Pings every 50 ms, two of them unanswered at most.
pub(super) fn impatient() -> Vec<Script> {
    vec![
        Script::new("a client that answers no PING")
            .say("a", "CONNECT {\"verbose\":false}")
            .end("a"),
    ]
}
