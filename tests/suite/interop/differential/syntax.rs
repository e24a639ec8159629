//! Verbs, blanks, line ends, cut and joined packets, and what is no protocol at all.

use super::script::Script;

const UNKNOWN: &[&str] = &["1 a -ERR 'Unknown Protocol Operation'", "1 a (end)"];

pub(super) fn scripts() -> Vec<Script> {
    let mut scripts = well_formed();
    scripts.extend(malformed());
    scripts.extend(cut_everywhere());
    scripts
}

fn session(name: &'static str) -> Script {
    Script::new(name).join("a", "")
}

fn well_formed() -> Vec<Script> {
    vec![
        session("verbs in any case").say("a", "sub foo 1|pUb foo 2|hi|ping|unsub 1|Pub foo 2|hi"),
        session("tabs and many blanks").say("a", "SUB\tfoo \t 1|PUB  foo\t\tre.ply   2|hi|UNSUB \t1"),
        session("blanks at the end of lines").say("a", "SUB foo 1  |PUB foo 2\t |hi|PING |PONG  |UNSUB 1 "),
        session("tab after every verb").say("a", "SUB\tfoo\t1|PUB\tfoo\t2|hi|UNSUB\t1\t1|PUB\tfoo\t0|"),
        session("an empty payload").say("a", "SUB foo 1|PUB foo 0|"),
        session("leading zeros in a size")
            .say("a", "SUB foo 1|PUB foo 0002|hi")
            .differs("sizes are written anew, not copied", &["1 a MSG foo 1 2 [hi]"]),
        session("odd subscription ids").say("a", "SUB a 007|SUB b a-b|SUB c +1|PUB a 0||PUB b 0||PUB c 0|"),
        session("bare line feeds").raw("a", "SUB foo 1\nPUB foo 2\nhi\r\nPING\n"),
        session("several commands in one packet")
            .say("a", "SUB a 1|SUB b 2|PUB a 1|x|PUB b 1|y|UNSUB 1|PUB a 1|z"),
        session("+OK of a client").say("a", "+OK"),
        session("-ERR of a client").say("a", "-ERR 'nonsense'"),
        session("INFO of a client").say("a", "INFO {}"),
        session("PONG nobody asked for").say("a", "PONG|PONG|PONG"),
        session("PING with words").say("a", "PING now please"),
        session("payload with line ends").raw("a", "SUB foo 1\r\nPUB foo 8\r\n\r\nA\r\nB\r\n\r\n"),
        session("a subject with UTF-8").say("a", "SUB f\u{fc}\u{df}e 1|PUB f\u{fc}\u{df}e 2|hi"),
        session("a binary payload").raw("a", b"SUB foo 1\r\nPUB foo 4\r\n\x00\xff\x80\n\r\n".to_vec()),
    ]
}

fn malformed() -> Vec<Script> {
    let broken = |name, lines: &str| Script::new(name).join("a", "").say("a", lines);
    vec![
        broken("an unknown verb", "HELLO"),
        broken("a verb with a tail", "PINGS").differs("only whole verbs are verbs", UNKNOWN),
        broken("a verb cut short", "PIN"),
        broken("an empty line", ""),
        broken("a blank before the verb", " PING"),
        broken("HTTP", "GET / HTTP/1.1|Host: x|"),
        broken("PUB without anything", "PUB"),
        broken("PUB without a size", "PUB foo"),
        broken("PUB with too many words", "PUB a b c 1|x"),
        broken("PUB with a negative size", "PUB a -1|x"),
        broken("PUB with a signed size", "PUB a +1|x"),
        broken("PUB with a size that is no number", "PUB a 1x|x"),
        broken("PUB with a huge size", "PUB a 99999999999999999999|x"),
        broken("PUB with a size just beyond 32 bits", "PUB a 4294967296|x"),
        broken("a payload longer than announced", "PUB a 2|hiXX"),
        broken("SUB without anything", "SUB"),
        broken("SUB without an id", "SUB foo"),
        broken("SUB with too many words", "SUB a b c d"),
        broken("UNSUB without an id", "UNSUB"),
        broken("UNSUB of nothing", "UNSUB 99"),
        broken("UNSUB with too many words", "UNSUB 1 2 3"),
        broken(
            "UNSUB with a size that is no number",
            "SUB a 1|UNSUB 1 x|PUB a 0|",
        ),
        broken(
            "UNSUB with a negative size",
            "SUB a 1|UNSUB 1 -1|PUB a 0||PUB a 0|",
        ),
        broken("a second INFO-like verb of routes", "RS+ foo"),
        Script::new("bytes of TLS")
            .join("a", "")
            .raw("a", b"\x16\x03\x01\x00\x05hello".to_vec()),
        Script::new("zero bytes").join("a", "").raw("a", vec![0; 64]),
        Script::new("bytes that are no UTF-8 in a verb")
            .join("a", "")
            .raw("a", b"P\xff\xfeB a 1\r\nx\r\n".to_vec()),
        Script::new("a payload that ends in a bare line feed")
            .join("a", "")
            .raw("a", b"PUB a 2\r\nhi\nPING\r\n".to_vec()),
        Script::new("a lone carriage return inside a line")
            .join("a", "")
            .raw("a", b"SUB a\rb 1\r\n".to_vec())
            .differs(
                "a carriage return is no letter of a subject",
                &["1 a -ERR 'Invalid Subject'"],
            ),
        Script::new("a subject with bytes that are no UTF-8")
            .join("a", "")
            .raw("a", b"SUB > 1\r\nPUB a\xff\xfe 2\r\nhi\r\n".to_vec())
            .differs("control lines are UTF-8", UNKNOWN),
    ]
}

/// A publish with headers and one without, cut at every place. Another client's fence between the halves gives the server
/// the time to read the first.
fn cut_everywhere() -> Vec<Script> {
    let whole =
        b"PUB cut re.ply 4\r\na\r\nb\r\nHPUB cut 12 14\r\nNATS/1.0\r\n\r\nhi\r\nSUB x 2\r\nUNSUB 2\r\n";
    let mut script = Script::new("commands cut at every place")
        .join("a", r#""headers":true"#)
        .join("b", r#""headers":true"#)
        .say("b", "SUB cut 1");
    for at in 1..whole.len() {
        script = script
            .part("a", &whole[..at])
            .say("b", "PING")
            .raw("a", &whole[at..]);
    }
    vec![script]
}
