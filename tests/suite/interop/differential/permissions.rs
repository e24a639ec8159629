//! What a client with allow and deny lists is refused, and in which words.

use super::script::Script;

pub(super) fn scripts() -> Vec<Script> {
    let mut scripts = saying();
    scripts.extend(hearing());
    scripts
}

fn limited(name: &'static str) -> Script {
    Script::new(name)
        .join("f", r#""user":"full","pass":"x","headers":true"#)
        .join(
            "l",
            r#""user":"limited","pass":"x","headers":true,"no_responders":true"#,
        )
}

fn saying() -> Vec<Script> {
    let heard = |name| limited(name).say("f", "SUB > 1");
    vec![
        heard("an allowed message").say("l", "PUB say.it 2|hi|PUB reply.x 2|hi"),
        heard("a message outside of the allow list")
            .say("l", "PUB other 2|hi|PUB say 2|hi|PUB reply.x.y 2|hi"),
        heard("a denied message").say(
            "l",
            "PUB say.not.this 2|hi|PUB say.never 2|hi|PUB say.not 2|hi|PUB say.not.a.b 2|hi",
        ),
        heard("a denied message with headers").say("l", "HPUB say.never 12 14|NATS/1.0||hi"),
        heard("a message with an empty token").say(
            "l",
            "PUB say..it 2|hi|PUB say. 2|hi|PUB .say 2|hi|PUB say.not..x 2|hi",
        ),
        heard("a message to a pattern").say("l", "PUB say.* 2|hi|PUB > 2|hi|PUB say.> 2|hi"),
        heard("a message with a reply outside of the allow list").say("l", "PUB say.it other 2|hi"),
        heard("a message with odd characters in its subject").say("l", "PUB a\"b\\c'd 0||PUB \u{fc} 0|"),
        heard("verbose: a refused message is not acknowledged").say(
            "v",
            r#"CONNECT {"user":"limited","pass":"x","pedantic":false}|PUB say.it 0||PUB other 0|"#,
        ),
        heard("pedantic: a refused message").say(
            "v",
            r#"CONNECT {"user":"limited","pass":"x","verbose":false}|PUB other.* 0||PUB say.* 0|"#,
        ),
        heard("a client without limits may not use replies of servers")
            .say("f", "PUB x $JS.ACK.a.b.c 0||PUB x _R_.a 0|"),
        limited("a refused request is not told that nobody listens")
            .say("l", "SUB hear.inbox 1|PUB other hear.inbox 0|"),
        limited("a request nobody hears").say("l", "SUB hear.inbox 1|PUB say.nobody hear.inbox 0|"),
    ]
}

fn hearing() -> Vec<Script> {
    let subscribe = |name, lines: &str| limited(name).say("l", lines);
    let verbose = |name, lines: &str| {
        Script::new(name).say(
            "v",
            &format!(r#"CONNECT {{"user":"limited","pass":"x","pedantic":false}}|{lines}"#),
        )
    };
    vec![
        subscribe("allowed subscriptions", "SUB hear.this 1|SUB hear.> 2|SUB hear.*.x 3|SUB one.* 4|SUB one.x 5"),
        subscribe("subscriptions outside of the allow list", "SUB other 1|SUB > 2|SUB * 3|SUB hear 4|SUB one.x.y 5"),
        subscribe("a full wildcard where one token is allowed", "SUB one.> 1").differs(
            "what is subscribed to must be a part of what is allowed",
            &[r#"2 l -ERR 'Permissions Violation for Subscription to "one.>"'"#],
        ),
        subscribe("denied subscriptions", "SUB hear.not 1|SUB hear.x.secret 2|SUB hear.deep.a 3|SUB hear.deep.> 4|SUB hear.*.secret 5"),
        subscribe("denied subscriptions, by subsets of patterns", "SUB hear.deep.*.x 1|SUB hear.deep.* 2|SUB hear.deep 3"),
        subscribe("a denied queue subscription", "SUB other q 1|SUB hear.not workers 2|SUB > q.r 3"),
        subscribe("an allowed queue subscription", "SUB hear.this q 1|SUB one.* q 2"),
        subscribe("a refused id is still free", "SUB other 1|SUB hear.this 1"),
        subscribe("a refused id that is in use", "SUB hear.this 1|SUB other 1"),
        subscribe("an illegal subject outside of the allow list", "SUB other..x 1|SUB hear..x 2|SUB hear. 3"),
        subscribe("odd characters in a refused subject", "SUB a\"b\\c'd 1|SUB \u{fc} 2|SUB o\u{1}x q\"r 3"),
        verbose("verbose: a refused subscription is not acknowledged", "SUB hear.this 1|SUB other 2|SUB hear.not q 3|SUB a..b 4"),
        limited("a pattern over denied subjects lets the others through")
            .say("l", "SUB hear.> 1|SUB hear.* q 2|SUB hear.*.* 3")
            .say("f", "PUB hear.not 1|a|PUB hear.yes.x 1|b|PUB hear.x.secret 1|c|PUB hear.deep.x 1|d|PUB hear.deep.x.y.z 1|e")
            .say("l", "UNSUB 1|UNSUB 3")
            .say("f", "PUB hear.not 1|f|PUB hear.yes 1|g"),
        limited("a group over denied subjects lets the others through")
            .say("l", "SUB hear.* grp 1")
            .say("f", "SUB hear.* grp 1")
            .say("f", &["PUB hear.not 1|x"; 12].join("|")),
        limited("a request only a denied pattern would hear")
            .say("l", "SUB hear.* 1")
            .join("g", r#""user":"full","pass":"x","headers":true,"no_responders":true"#)
            .say("g", "SUB inbox 1|PUB hear.not inbox 1|x"),
        limited("a limit counts what was delivered only")
            .say("l", "SUB hear.* 1|UNSUB 1 2")
            .say("f", "PUB hear.not 1|a|PUB hear.not 1|b|PUB hear.x 1|c|PUB hear.x 1|d|PUB hear.x 1|e"),
    ]
}
