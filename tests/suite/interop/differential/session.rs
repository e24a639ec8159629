//! CONNECT: what may be in it, when it comes, and how a client is served after it.

use super::script::Script;

pub(super) fn scripts() -> Vec<Script> {
    let mut scripts = options();
    scripts.extend(documents());
    scripts.extend(repeated());
    scripts
}

fn options() -> Vec<Script> {
    let traffic = "SUB foo 1|PUB foo 2|hi|UNSUB 1|PING";
    vec![
        Script::new("a CONNECT that asks for nothing").say("a", &format!("CONNECT {{}}|{traffic}")),
        Script::new("verbose").say(
            "a",
            &format!("CONNECT {{\"verbose\":true,\"pedantic\":false}}|{traffic}"),
        ),
        Script::new("quiet").say("a", &format!("CONNECT {{\"verbose\":false}}|{traffic}")),
        Script::new("verbose, and a subscription id used twice")
            .say("a", "CONNECT {\"pedantic\":false}|SUB foo 1|SUB bar 1|UNSUB 9"),
        Script::new("pedantic, wrong subjects").say(
            "a",
            "CONNECT {\"verbose\":false}|PUB foo.* 2|hi|PUB foo..bar 2|hi|PUB > 0||SUB foo..bar 1",
        ),
        Script::new("pedantic and verbose, wrong subjects").say(
            "a",
            "CONNECT {}|PUB foo.* 2|hi|PUB foo..bar 2|hi|SUB foo..bar 1|SUB .foo 2",
        ),
        Script::new("without echo")
            .join("a", r#""echo":false"#)
            .join("b", "")
            .say("a", "SUB foo 1")
            .say("b", "SUB foo 1")
            .say("a", "PUB foo 2|hi")
            .say("b", "PUB foo 2|ho"),
        Script::new("no_responders without headers").join("a", r#""no_responders":true,"headers":false"#),
        Script::new("no_responders without a word on headers").join("a", r#""no_responders":true"#),
    ]
}

fn documents() -> Vec<Script> {
    let connect =
        |name, document: &str| Script::new(name).say("a", &format!("CONNECT {document}|SUB a 1|PUB a 2|hi"));
    let long = format!(r#"{{"verbose":false,"name":"{}"}}"#, "n".repeat(3000));
    let too_long = format!(r#"{{"verbose":false,"name":"{}"}}"#, "n".repeat(5000));
    let deep = format!(
        r#"{{"verbose":false,"x":{}{}}}"#,
        "[".repeat(200),
        "]".repeat(200)
    );
    vec![
        connect(
            "unknown members",
            r#"{"verbose":false,"colour":"blue","list":[1,{"a":null}]}"#,
        ),
        connect(
            "null members",
            r#"{"verbose":null,"pedantic":null,"name":null,"protocol":null,"echo":null}"#,
        ),
        connect(
            "member names in another case",
            r#"{"Verbose":false,"PEDANTIC":false}"#,
        ),
        connect("a member given twice", r#"{"verbose":true,"verbose":false}"#),
        connect("a string for a switch", r#"{"verbose":"no"}"#),
        connect("a number for a name", r#"{"verbose":false,"name":7}"#),
        connect("protocol 2", r#"{"verbose":false,"protocol":2}"#),
        connect("protocol -1", r#"{"verbose":false,"protocol":-1}"#),
        connect("protocol 0.5", r#"{"verbose":false,"protocol":0.5}"#),
        connect("protocol as a string", r#"{"verbose":false,"protocol":"1"}"#),
        connect("a long name", &long),
        connect("a name beyond the control line", &too_long),
        connect("a document nested deeply", &deep),
        connect("escapes in a name", r#"{"verbose":false,"name":"a\"b\u00fc\n"}"#),
        connect("a half surrogate", r#"{"verbose":false,"name":"\ud800"}"#).differs(UTF8, &["0 a (end)"]),
        connect("an array", "[]"),
        connect("null", "null"),
        connect("a number", "1"),
        connect("no JSON", "verbose=false"),
        connect("JSON cut short", r#"{"verbose":false"#),
        connect("something behind the JSON", r#"{"verbose":false} {}"#),
        connect("blanks around the JSON", "   {\"verbose\":false}  "),
        connect("an account by name", r#"{"verbose":false,"account":"other"}"#),
        connect(
            "a new account",
            r#"{"verbose":false,"account":"other","new_account":true}"#,
        ),
        connect(
            "credentials nobody asked for",
            r#"{"verbose":false,"user":"u","pass":"p","auth_token":"t"}"#,
        ),
        connect("tls_required", r#"{"verbose":false,"tls_required":true}"#),
        Script::new("CONNECT without anything").say("a", "CONNECT"),
        Script::new("CONNECT with a blank only").say("a", "CONNECT "),
        Script::new("connect in small letters").say("a", "connect {\"verbose\":false}|PING"),
        Script::new("a name that is no UTF-8")
            .raw(
                "a",
                b"CONNECT {\"verbose\":false,\"name\":\"\xff\"}\r\nPING\r\n".to_vec(),
            )
            .differs(UTF8, &["0 a -ERR 'Unknown Protocol Operation'", "0 a (end)"]),
    ]
}

const UTF8: &str = "text is UTF-8";
const SETTLED: &str = "who a peer is and how it is served is settled by its first CONNECT";
const ENDED: &[&str] = &["1 a -ERR 'Unknown Protocol Operation'", "1 a (end)"];
const ENDED_AND_GONE: &[&str] = &["1 a -ERR 'Unknown Protocol Operation'", "1 a (end)", "2 a (end)"];
const CONNECT_FIRST: &str = "nothing but CONNECT comes first";

fn repeated() -> Vec<Script> {
    vec![
        Script::new("CONNECT twice")
            .join("a", "")
            .join("a", "")
            .say("a", "PING")
            .differs(SETTLED, ENDED_AND_GONE),
        Script::new("CONNECT twice, with other wishes")
            .join("a", "")
            .say("a", r#"CONNECT {"verbose":true}|SUB a 1"#)
            .differs(SETTLED, ENDED),
        Script::new("PING before CONNECT").say("a", "PING").differs(
            CONNECT_FIRST,
            &["0 a -ERR 'Authorization Violation'", "0 a (end)"],
        ),
        Script::new("SUB before CONNECT").say("a", "SUB a 1").differs(
            CONNECT_FIRST,
            &["0 a -ERR 'Authorization Violation'", "0 a (end)"],
        ),
        Script::new("garbage before CONNECT").say("a", "HELLO").differs(
            CONNECT_FIRST,
            &["0 a -ERR 'Authorization Violation'", "0 a (end)"],
        ),
    ]
}

/// With users: nats-server wants CONNECT first, too.
pub(super) fn logins() -> Vec<Script> {
    let connect = |name, document: &str| Script::new(name).say("a", &format!("CONNECT {document}"));
    let first = |name, line: &str| Script::new(name).say("a", line);
    vec![
        connect(
            "the right password",
            r#"{"verbose":false,"user":"full","pass":"x"}"#,
        ),
        connect("the right password, verbose", r#"{"user":"full","pass":"x"}"#),
        connect(
            "the wrong password",
            r#"{"verbose":false,"user":"full","pass":"y"}"#,
        ),
        connect(
            "an unknown user",
            r#"{"verbose":false,"user":"mallory","pass":"x"}"#,
        ),
        connect("no user", r#"{"verbose":false}"#),
        connect(
            "a wrong password and a wrong protocol",
            r#"{"user":"full","pass":"y","protocol":9}"#,
        ),
        connect(
            "an account by name",
            r#"{"verbose":false,"user":"full","pass":"x","account":"other"}"#,
        ),
        connect("JSON cut short", r#"{"user":"full""#),
        first("PING before CONNECT", "PING"),
        first("SUB before CONNECT", "SUB a 1"),
        first("PUB before CONNECT", "PUB a 1|x"),
        first("PONG before CONNECT", "PONG"),
        first("garbage before CONNECT", "HELLO"),
        first("an empty line before CONNECT", ""),
        Script::new("protocol 1 tells more after the first PING")
            .join("a", r#""protocol":1,"user":"full","pass":"x""#)
            .say("a", "PING"),
        Script::new("protocol 0 does not")
            .join("a", r#""protocol":0,"user":"full","pass":"x""#)
            .say("a", "PING"),
        Script::new("CONNECT twice, as somebody else")
            .join("a", r#""user":"full","pass":"x""#)
            .join("a", r#""user":"limited","pass":"x""#)
            .say("a", "SUB forbidden 1")
            .differs(SETTLED, ENDED_AND_GONE),
        Script::new("CONNECT twice, as nobody")
            .join("a", r#""user":"full","pass":"x""#)
            .join("a", r#""user":"mallory","pass":"x""#)
            .differs(SETTLED, ENDED),
        Script::new("silence instead of CONNECT").end("a"),
        Script::new("half a CONNECT and silence")
            .part("a", "CONNECT {\"user\":")
            .end("a"),
    ]
}
