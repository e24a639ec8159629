//! Messages: headers, replies, odd subjects, and what happens when nobody listens.

use super::script::Script;

const TOLD_WHY: &str = "nats-server ends such a connection without a word";

pub(super) fn scripts() -> Vec<Script> {
    let mut scripts = headers();
    scripts.extend(broken_headers());
    scripts.extend(nobody_listens());
    scripts.extend(subjects());
    scripts
}

fn pair(name: &'static str) -> Script {
    Script::new(name)
        .join("a", r#""headers":true"#)
        .join("b", "")
        .say("b", "SUB h 1")
        .say("a", "SUB h 1")
}

fn headers() -> Vec<Script> {
    vec![
        pair("headers, to those who want them and those who do not")
            .say("a", "HPUB h 18 20|NATS/1.0|K: v||hi"),
        pair("headers with a reply").say("a", "HPUB h re.ply 18 20|NATS/1.0|K: v||hi"),
        pair("headers without a payload").say("a", "HPUB h 18 18|NATS/1.0|K: v||"),
        pair("an empty header block")
            .say("a", "HPUB h 12 14|NATS/1.0|||hi")
            .say("a", "PUB h 2|hi"),
        pair("a status line").say("a", "HPUB h 24 24|NATS/1.0 503 Nobody||"),
        pair("the same key twice and in other letters").say("a", "HPUB h 36 36|NATS/1.0|K: v|K: w|k: x|Z:||"),
        pair("no headers from one who may").say("a", "PUB h 2|hi"),
        pair("headers in small letters").say("a", "hpub h 12 14|NATS/1.0||hi"),
        pair("a header block that is none").say("a", "HPUB h 4 6|ABCDhi"),
        pair("headers not agreed on")
            .say("b", "HPUB h 12 14|NATS/1.0||hi")
            .differs(
                TOLD_WHY,
                &["4 b -ERR 'message headers not supported'", "4 b (end)"],
            ),
        Script::new("headers not agreed on, cut after the line")
            .join("a", "")
            .part("a", "HPUB h 12 14\r\n")
            .end("a")
            .differs(
                TOLD_WHY,
                &["2 a -ERR 'message headers not supported'", "2 a (end)"],
            ),
    ]
}

fn broken_headers() -> Vec<Script> {
    let client = |name, lines: &str| {
        Script::new(name)
            .join("a", r#""headers":true"#)
            .say("a", &format!("SUB h 1|{lines}"))
    };
    vec![
        client("a header length of 0", "HPUB h 0 2|hi"),
        client("all lengths 0", "HPUB h 0 0|"),
        client("a header length beyond the total", "HPUB h 15 14|NATS/1.0||hi"),
        client("a header length of the total", "HPUB h 12 12|NATS/1.0||"),
        client("a negative header length", "HPUB h -1 2|hi"),
        client("a header length that is no number", "HPUB h x 2|hi"),
        client("a total that is no number", "HPUB h 12 x|hi"),
        client("a huge header length", "HPUB h 99999999999999999999 2|hi"),
        client("HPUB without anything", "HPUB"),
        client("HPUB without lengths", "HPUB h"),
        client("HPUB with one length", "HPUB h 2|hi"),
        client("HPUB with too many words", "HPUB h r x 12 14|NATS/1.0||hi"),
        client("HPUB longer than announced", "HPUB h 12 14|NATS/1.0||hiXX"),
    ]
}

fn nobody_listens() -> Vec<Script> {
    let aware = |name| Script::new(name).join("a", r#""headers":true,"no_responders":true"#);
    vec![
        aware("a request nobody hears").say("a", "SUB inbox.* 7|PUB nobody inbox.1 2|hi"),
        aware("a request with headers nobody hears").say("a", "SUB inbox.* 7|HPUB nobody inbox.1 12 14|NATS/1.0||hi"),
        aware("a request nobody hears, without an inbox").say("a", "PUB nobody inbox.1 2|hi"),
        aware("a request nobody hears, with somebody else's inbox")
            .join("b", r#""headers":true,"no_responders":true"#)
            .say("b", "SUB inbox.* 1")
            .say("a", "PUB nobody inbox.1 2|hi"),
        aware("a message without a reply nobody hears").say("a", "SUB inbox.* 7|PUB nobody 2|hi"),
        aware("a request the asker hears itself").say("a", "SUB inbox.* 7|SUB self1 8|PUB self1 inbox.1 2|hi"),
        aware("a request to a group nobody is left in").say("a", "SUB inbox.* 7|SUB gone q 8|UNSUB 8|PUB gone inbox.1 2|hi"),
        aware("a request to a group").say("a", "SUB inbox.* 7|SUB here q 8|PUB here inbox.1 2|hi"),
        aware("an inbox in a queue group").say("a", "SUB inbox.* q 7|PUB nobody inbox.1 2|hi"),
        aware("an inbox with a limit").say("a", "SUB inbox.* 7|UNSUB 7 1|PUB nobody inbox.1 2|hi|PUB nobody inbox.2 2|hi"),
        aware("an inbox with a limit of two").say("a", "SUB inbox.* 7|UNSUB 7 2|PUB nobody inbox.1 2|hi|PUB nobody inbox.2 2|hi|PUB nobody inbox.3 2|hi"),
        aware("a request whose reply is a wildcard").say("a", "SUB inbox.* 7|PUB nobody inbox.* 2|hi"),
        aware("a request whose reply is the subject").say("a", "SUB inbox.* 7|PUB inbox.1 inbox.1 2|hi"),
        Script::new("a request nobody hears, of a client that does not ask")
            .join("a", r#""headers":true"#)
            .say("a", "SUB inbox.* 7|PUB nobody inbox.1 2|hi"),
        Script::new("a request nobody but the asker hears, without echo")
            .join("a", r#""headers":true,"no_responders":true,"echo":false"#)
            .say("a", "SUB inbox.* 7|SUB self2 8|PUB self2 inbox.1 2|hi"),
        Script::new("a request nobody hears, verbose")
            .say("a", r#"CONNECT {"headers":true,"no_responders":true,"pedantic":false}|SUB inbox.* 7|PUB nobody inbox.1 0|"#),
    ]
}

fn subjects() -> Vec<Script> {
    let odd = "PUB foo.* 0||PUB foo.> 0||PUB * 0||PUB foo..bar 0||PUB .foo 0||PUB foo. 0||PUB f*o 0|";
    let everything = |name, members: &str| {
        Script::new(name)
            .join("b", "")
            .say("b", "SUB > 1|SUB foo.* 2|SUB foo.> 3|UNSUB 2|UNSUB 3")
            .say("a", &format!("CONNECT {{\"verbose\":false{members}}}"))
            .say("a", odd)
    };
    vec![
        everything("odd subjects", r#","pedantic":false"#),
        everything("odd subjects, pedantic", ""),
        Script::new("publishing to the pattern itself").join("a", "").say("a", "SUB foo.* 1|PUB foo.* 0||PUB foo.> 0|"),
        Script::new("publishing to the full pattern itself").join("a", "").say("a", "SUB foo.> 1|PUB foo.* 0||PUB foo.> 0||PUB foo 0|"),
        Script::new("replies in odd forms")
            .join("a", "")
            .say("a", "SUB foo 1|PUB foo re.> 0||PUB foo .re 0||PUB foo * 0||PUB foo _INBOX.x 0|"),
        Script::new("replies that belong to servers")
            .join("a", "")
            .say("a", "SUB foo 1|PUB foo _R_.x 0||PUB foo $JS.ACK.a.b 0||PUB foo _GR_.x.y 0||PUB foo $GR.x.y.z 0||PUB foo $GR.x 0||PUB foo _R_. 0||PUB foo $JS.ACK 0||PUB foo $SYS.x 0|"),
        Script::new("pedantic, odd replies")
            .say("a", "CONNECT {\"verbose\":false}|SUB foo 1|PUB foo re.> 0||PUB foo re..ply 0|"),
        Script::new("a large message").join("a", "").say("a", &format!("SUB foo 1|PUB foo 100000|{}", "x".repeat(100_000))),
        Script::new("the largest message")
            .join("a", "")
            .say("a", &format!("SUB foo 1|PUB foo 1048576|{}", "x".repeat(1_048_576))),
        Script::new("a message beyond the largest").join("a", "").part("a", "SUB foo 1\r\nPUB foo 1048577\r\n").end("a"),
        Script::new("order is kept").join("a", "").join("b", "").say("b", "SUB foo 1").say(
            "a",
            &(0..50).map(|n| format!("PUB foo 2|{n:02}")).collect::<Vec<_>>().join("|"),
        ),
    ]
}
