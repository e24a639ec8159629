//! Subscriptions: their patterns, ids, limits and queue groups.

use super::script::Script;

pub(super) fn scripts() -> Vec<Script> {
    let mut scripts = patterns();
    scripts.extend(lives());
    scripts.extend(groups());
    scripts
}

fn patterns() -> Vec<Script> {
    let all = "PUB foo 0||PUB foo.a 0||PUB foo.a.b 0||PUB foo.a.b.c 0||PUB bar.a 0||PUB foo.> 0||PUB foo.* 0||PUB * 0||PUB > 0|";
    let on = |name, pattern: &str| {
        Script::new(name)
            .join("a", "")
            .say("a", &format!("SUB {pattern} 1|{all}"))
    };
    let odd = |name, pattern: &str| {
        Script::new(name)
            .join("a", "")
            .say("a", &format!("SUB {pattern} 1|PUB {pattern} 0||PUB foo.bar 0|"))
    };
    vec![
        on("foo", "foo"),
        on("foo.*", "foo.*"),
        on("foo.>", "foo.>"),
        on("foo.*.>", "foo.*.>"),
        on("*", "*"),
        on("*.a", "*.a"),
        on("*.*", "*.*"),
        on("*.a.>", "*.a.>"),
        on(">", ">"),
        odd("a full wildcard in the middle", "foo.>.bar"),
        odd("an empty token", "foo..bar"),
        odd("an empty first token", ".foo"),
        odd("an empty last token", "foo."),
        odd("a dot", "."),
        odd("a star inside a token", "foo*.bar"),
        odd("a star before a token", "*foo"),
        odd("an angle inside a token", "foo>.bar"),
        odd("an angle before a token", ">foo"),
        odd("two stars", "**"),
        odd("two angles", "foo.>>"),
        odd("a deep subject", &["t"; 60].join(".")),
        Script::new("a pattern over odd subjects").join("a", "").say(
            "a",
            "SUB > 1|PUB foo..bar 0||PUB .foo 0||PUB foo. 0||PUB . 0||PUB a*b 0|",
        ),
        Script::new("a star over odd subjects")
            .join("a", "")
            .say("a", "SUB *.* 1|PUB foo. 0||PUB .foo 0||PUB . 0|"),
        Script::new("letters count")
            .join("a", "")
            .say("a", "SUB Foo 1|SUB foo 2|PUB foo 0||PUB FOO 0|"),
        Script::new("several matching subscriptions of one client, each in its turn")
            .join("a", "")
            .say("a", "SUB foo.a 1|PUB foo.a 0|")
            .say("a", "UNSUB 1|SUB foo.* 2|PUB foo.a 0|")
            .say("a", "UNSUB 2|SUB foo.> 3|PUB foo.a 0|"),
    ]
}

fn lives() -> Vec<Script> {
    let client = |name| Script::new(name).join("a", "").join("b", "");
    let five = "PUB life 1|1|PUB life 1|2|PUB life 1|3|PUB life 1|4|PUB life 1|5";
    vec![
        client("UNSUB").say("a", "SUB life 1|UNSUB 1").say("b", five),
        client("UNSUB with a limit before messages")
            .say("a", "SUB life 1|UNSUB 1 3")
            .say("b", five)
            .say("a", "UNSUB 1"),
        client("UNSUB with a limit between messages")
            .say("a", "SUB life 1")
            .say("b", "PUB life 1|0")
            .say("a", "UNSUB 1 3")
            .say("b", five),
        client("UNSUB with a limit already reached")
            .say("a", "SUB life 1")
            .say("b", five)
            .say("a", "UNSUB 1 3")
            .say("b", five),
        client("UNSUB with exactly what was delivered")
            .say("a", "SUB life 1")
            .say("b", five)
            .say("a", "UNSUB 1 5")
            .say("b", five),
        client("UNSUB with a limit, then a higher one")
            .say("a", "SUB life 1|UNSUB 1 2|UNSUB 1 4")
            .say("b", five),
        client("UNSUB with a limit, then a lower one")
            .say("a", "SUB life 1|UNSUB 1 4|UNSUB 1 2")
            .say("b", five),
        client("UNSUB with a limit, then without")
            .say("a", "SUB life 1|UNSUB 1 4|UNSUB 1")
            .say("b", five),
        client("UNSUB 0").say("a", "SUB life 1|UNSUB 1 0").say("b", five),
        client("an id free again after its limit")
            .say("a", "SUB life 1|UNSUB 1 1")
            .say("b", five)
            .say("a", "SUB life 1")
            .say("b", "PUB life 1|6"),
        client("an id used twice")
            .say("a", "SUB life 1|SUB other 1")
            .say("b", "PUB life 1|x|PUB other 1|y"),
        client("an id used twice in two forms")
            .say("a", "SUB life 1|SUB other 01")
            .say("b", "PUB life 1|x|PUB other 1|y"),
        client("UNSUB of a form of an id")
            .say("a", "SUB life 1|UNSUB 01")
            .say("b", "PUB life 1|x"),
        client("an id used twice, the second one illegal")
            .say("a", "SUB life 1|SUB a..b 1")
            .say("b", "PUB life 1|x"),
        client("UNSUB twice")
            .say("a", "SUB life 1|UNSUB 1|UNSUB 1|SUB life 1")
            .say("b", "PUB life 1|x"),
        client("a client that left hears nothing")
            .say("a", "SUB life 1|UNSUB 1 2")
            .say("a", "PUB life 1|own")
            .say("b", five),
    ]
}

fn groups() -> Vec<Script> {
    vec![
        Script::new("a group of one")
            .join("a", "")
            .say("a", "SUB group1 q 1|PUB group1 1|x"),
        Script::new("one member left of two")
            .join("a", "")
            .join("b", "")
            .say("a", "SUB group2 q 1")
            .say("b", "SUB group2 q 1")
            .say("b", "UNSUB 1")
            .say("b", "PUB group2 1|x|PUB group2 1|y"),
        Script::new("two groups")
            .join("a", "")
            .join("b", "")
            .say("a", "SUB group3 q 1")
            .say("b", "SUB group3 r 1|PUB group3 1|x"),
        Script::new("a group and a plain subscription")
            .join("a", "")
            .say("a", "SUB group4 1")
            .say("a", "PUB group4 1|x")
            .say("a", "SUB group4 q 2|UNSUB 1|PUB group4 1|y"),
        Script::new("a group with a limit").join("a", "").say(
            "a",
            "SUB group5 q 1|UNSUB 1 2|PUB group5 1|x|PUB group5 1|y|PUB group5 1|z",
        ),
        Script::new("a group whose only member has no echo")
            .join("a", r#""echo":false"#)
            .join("b", "")
            .say("a", "SUB group6 q 1|PUB group6 1|x")
            .say("b", "PUB group6 1|y"),
        Script::new("a group whose other member has no echo")
            .join("a", r#""echo":false"#)
            .join("b", "")
            .say("a", "SUB group7 q 1")
            .say("b", "SUB group7 q 1")
            .say("a", &["PUB group7 1|x"; 12].join("|")),
        Script::new("a group over a wildcard and a literal")
            .join("a", "")
            .join("b", "")
            .say("a", "SUB group8.* q 1")
            .say("b", "SUB group8.x q 1")
            .say("a", "UNSUB 1")
            .say("a", "PUB group8.x 1|x"),
        Script::new("a group with an odd name")
            .join("a", "")
            .say("a", "SUB group9 q.* 1|SUB group9 q..r 2|SUB group9 > 3"),
    ]
}
