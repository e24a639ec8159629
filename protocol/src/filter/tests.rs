//! The tables of the specification, and recorded answers of gjson.

use proptest::prelude::*;
use serde_json::json;

use super::*;

const FACTS: &str = r#"{
    "os": {"family": "RedHat", "name": "Rocky", "release": {"major": "9", "full": "9.4"}},
    "cpus": 8, "load": 1.9, "big": 9007199254740993, "virtual": true, "container": false, "none": null,
    "disks": [{"name": "sda", "size": 10, "ssd": true}, {"name": "sdb", "size": 20, "ssd": false}, {"size": 5}],
    "tags": ["a", "b", ["c"]], "a.b": {"c*d": 1}, "version": "10"
}"#;

fn fact(text: &str) -> bool {
    text.parse::<FactFilter>().unwrap().matches(FACTS)
}

fn raw(fact: &str, operator: &str, value: &str) -> bool {
    FactFilter {
        fact: fact.into(),
        operator: operator.into(),
        value: value.into(),
    }
    .matches(FACTS)
}

fn parsed(text: &str) -> String {
    match text.parse::<FactFilter>() {
        Ok(it) => format!("{} | {} | {}", it.fact, it.operator, it.value),
        Err(syntax) => syntax.to_string(),
    }
}

#[test]
fn fact_text_is_read_as_everywhere() {
    for (text, expected) in [
        ("a=b", "a | == | b"),
        ("a == b", "a | == | b"),
        ("a=/x/", "a | =~ | /x/"),
        ("a=~x", "a | =~ | x"),
        ("a=~/x/", "a | =~ | /x/"),
        ("a=<1", "a | <= | 1"),
        ("a=>1", "a | >= | 1"),
        ("a<=1", "a | <= | 1"),
        ("a != b", "a | != | b"),
        (r#"d.#(n="e0").up==true"#, r#"d.#(n="e0").up | == | true"#),
        ("a=/usr/bin/x", "a | == | /usr/bin/x"),
    ] {
        assert_eq!(parsed(text), expected, "{text}");
    }
}

#[test]
fn text_that_is_no_fact_is_refused_with_a_hint() {
    insta::assert_snapshot!(parsed("ab"), @r#""ab" is not a fact filter: it has no operator, one of = == != =~ < <= > >="#);
    insta::assert_snapshot!(parsed("=a"), @r#""=a" is not a fact filter: one side of the operator is empty"#);
    insta::assert_snapshot!(parsed(" a = "), @r#"" a = " is not a fact filter: one side of the operator is empty"#);
    insta::assert_snapshot!(parsed("a=b="), @r#""a=b=" is not a fact filter: one side of the operator is empty"#);
    insta::assert_snapshot!(parsed("<a=b"), @r#""<a=b" is not a fact filter: an operator stands at its edge"#);
    insta::assert_snapshot!(parsed("a=>=b"), @r#""a=>=b" is not a fact filter: two operators follow each other"#);
    insta::assert_snapshot!(parsed("a!=/x/"), @r#""a!=/x/" is not a fact filter: only =~ takes a /pattern/; for its opposite write -S 'not with("fact=/pattern/")'"#);
    insta::assert_snapshot!(parsed("a=~/k=v/"), @r#""a=~/k=v/" is not a fact filter: a pattern cannot hold an operator; write `.` for its characters"#);
}

#[test]
fn text_facts_compare_without_case() {
    assert!(fact("os.family=redhat") && fact("os.family=~/^red/") && fact("os.family=~HAT$"));
    assert!(fact("os.family!=debian") && !fact("os.family!=REDHAT"));
    assert!(fact("os.family>re") && fact("os.family<RF") && fact("version<9"));
    assert!(!fact("os.family=~/(/") && !raw("os.family", "~", "RedHat"));
}

#[test]
fn number_facts_compare_as_their_value_is_written() {
    assert!(fact("cpus=8") && fact("cpus=8.0") && !fact("cpus=08") && fact("cpus!=9"));
    assert!(fact("load=1") && !fact("load=2") && fact("load=1.9") && fact("load!=1.8"));
    assert!(fact("load>1.8") && fact("load>1.9") && !fact("load<1.9") && fact("load<=1.9"));
    assert!(fact("cpus>7") && !fact("cpus>8") && fact("cpus>=8") && fact("cpus<9"));
    assert!(fact("cpus=~/^8$/") && fact(r"load=~/^1\.9000$/") && fact("load=~/^1$/"));
    assert!(fact("big=9007199254740993") && !fact("big=9007199254740992"));
    assert!(!fact("cpus>many") && !fact("cpus>1.x") && !fact("cpus!=1.x"));
}

#[test]
fn boolean_facts_keep_the_pinned_behaviour() {
    assert!(fact("virtual=true") && fact("virtual=T") && !fact("virtual=tRuE") && fact("virtual=~tRuE"));
    assert!(fact("virtual!=false") && !fact("virtual!=1"));
    assert!(fact("container=false") && fact("container=bob") && !fact("container=1"));
    assert!(fact("container!=false") && !fact("container!=true"));
    assert!(!fact("virtual=~/true/") && fact("container=~/true/"));
    assert!(!fact("virtual>0") && !fact("container<1"));
}

#[test]
fn absent_and_compound_facts_match_nothing() {
    for absent in ["none", "tags", "os", "nothing", "os.nothing", "cpus.x", "tags.9"] {
        for operator in ["==", "!=", "=~", "<", ">"] {
            assert!(!raw(absent, operator, "x"), "{absent} {operator}");
        }
    }
    assert!(!FactFilter::matches(&"a=b".parse().unwrap(), "no json"));
}

fn node() -> (Vec<String>, Vec<String>) {
    let owned = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect();
    (owned(&["rpcutil", "package"]), owned(&["role::web", "Mixed"]))
}

fn matches(change: impl FnOnce(&mut Filter)) -> bool {
    let (agents, classes) = node();
    let mut filter = Filter::default();
    change(&mut filter);
    filter.matches(NodeView {
        identity: "web1.example.net",
        agents: &agents,
        classes: &classes,
        facts: FACTS,
        data: None,
    })
}

#[test]
fn an_empty_filter_means_every_node() {
    assert!(Filter::default().is_empty());
    assert!(matches(|_| ()));
}

#[test]
fn any_identity_matches() {
    let identity =
        |text: &[&str]| matches(|it| it.identity = text.iter().map(|it| (*it).to_owned()).collect());
    assert!(identity(&["web1.example.net"]) && identity(&["other", "/^web/"]));
    assert!(!identity(&["web1"]) && !identity(&["/WEB/"]) && !identity(&["/"]) && !identity(&["/[/"]));
    assert!(identity(&["/web1.example.net/"]) && identity(&["//"]));
}

#[test]
fn all_agents_and_classes_match() {
    let agents = |text: &[&str]| matches(|it| it.agent = text.iter().map(|it| (*it).to_owned()).collect());
    assert!(agents(&["rpcutil", "/^pack/"]) && !agents(&["rpcutil", "puppet"]) && !agents(&["/RPC/"]));
    let classes =
        |text: &[&str]| matches(|it| it.cf_class = text.iter().map(|it| (*it).to_owned()).collect());
    assert!(classes(&["role::web", "Role::Web", "/ROLE/", "/mixed/"]));
    assert!(!classes(&["role::db"]) && !classes(&["Mixed"]) && !classes(&["role::web", "/db/"]));
}

#[test]
fn every_kind_must_match() {
    assert!(matches(|it| {
        it.identity.push("/web/".into());
        it.add_combined("role::web os.family=redhat  /role/").unwrap();
    }));
    assert!(!matches(|it| it
        .add_combined("role::web os.family=debian")
        .unwrap()));
}

#[test]
fn words_are_facts_or_classes_and_never_misread() {
    let mut filter = Filter::default();
    filter.add_combined("a=b role::x /re/ =c").unwrap();
    assert_eq!(filter.fact.len(), 1);
    assert_eq!(filter.cf_class, ["role::x", "/re/", "=c"]);
    let before = filter.clone();
    assert!(filter.add_combined("d=e a!=/x/").is_err());
    assert_eq!(filter, before);
}

#[test]
fn filters_that_would_keep_a_node_busy_match_nothing() {
    let costly = |count| matches(|it| it.identity = vec!["/^web/".to_owned(); count]);
    assert!(costly(256) && !costly(257));
    let wide = |count| matches(|it| it.fact = vec!["os.name=Rocky".parse().unwrap(); count]);
    assert!(wide(32) && !wide(33));
    let long = |steps: usize| {
        matches(|it| {
            let path = vec!["@this"; steps].join("|");
            it.fact = vec![format!("{path}|os.name=Rocky").parse().unwrap()];
        })
    };
    assert!(long(14) && !long(15));
    assert!(matches(
        |it| it.identity = vec!["web1.example.net".to_owned(); 100_000]
    ));
}

#[test]
fn paths_follow_the_query_language() {
    for (path, expected) in [
        ("os.release.major", json!("9")),
        ("os|name", json!("Rocky")),
        ("os.*.full", json!("9.4")),
        ("o?.fam*", json!("RedHat")),
        (r"a\.b.c\*d", json!(1)),
        ("disks.#", json!(3)),
        ("disks.1.name", json!("sdb")),
        ("disks.#.name", json!(["sda", "sdb"])),
        ("disks.#.name|1", json!("sdb")),
        ("disks.#.name|#", json!(2)),
        ("disks.#(size>5).name", json!("sda")),
        ("disks.#(size>5)#.name", json!(["sda", "sdb"])),
        ("disks.#(size>5)#|#", json!(2)),
        (r#"disks.#(name=="sdb").size"#, json!(20)),
        (r#"disks.#(name%"*b").size"#, json!(20)),
        ("disks.#(ssd=true).name", json!("sda")),
        ("disks.#(name)#|#", json!(2)),
        (r#"tags.#(="b")"#, json!("b")),
        ("tags|@reverse|0.0", json!("c")),
        ("tags.@flatten|2", json!("c")),
        ("os.release.@keys|0", json!("full")),
        ("disks.@join.size", json!(5)),
    ] {
        assert_eq!(lookup(FACTS, path), Some(expected), "{path}");
    }
    for absent in [
        "{os,cpus}",
        "[os]",
        "..0",
        "!1",
        "os.#",
        "disks.x",
        "disks.-1",
        "@nope",
        "#(",
        "os.",
        "",
    ] {
        assert_eq!(lookup(FACTS, absent), None, "{absent}");
    }
}

#[test]
fn paths_lead_where_the_reference_was_recorded_to_go() {
    for line in include_str!("../../golden/fact_paths.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let path = case["path"].as_str().unwrap();
        assert_eq!(
            lookup(&case["facts"].to_string(), path),
            case.get("found").cloned(),
            "{line}"
        );
    }
}

#[test]
fn hostile_paths_end_soon() {
    let hostile = [
        format!("{}b", "*a".repeat(500)),
        "#(".repeat(500),
        "@this|".repeat(170),
        format!("{}@tostr", "@tostr|".repeat(30)),
        "[@this,@this]|".repeat(70),
        "*.".repeat(512),
        format!("disks.#(name%\"{}b\")", "*a".repeat(400)),
        "x".repeat(1025),
    ];
    let facts = format!(
        r#"{{"{0}": 1, "disks": [{{"name": "{0}"}}]}}"#,
        "a".repeat(10_000)
    );
    for path in hostile {
        assert!(lookup(&facts, &path).is_none(), "{path}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_parsing_or_lookup_panic(text in any::<String>(), path in r##"[a-e#@.|()*?=<>!%"\\:{}\[\]é]{0,40}"##) {
        let _ = text.parse::<FactFilter>();
        let _ = path.parse::<FactFilter>();
        let _ = Filter::default().add_combined(&path);
        let _ = lookup(FACTS, &text);
        let _ = lookup(FACTS, &path);
        let _ = lookup(&text, &path);
    }
}

#[test]
fn only_patterns_are_checked_as_patterns() {
    let mut filter = Filter {
        cf_class: vec!["role::(".into(), "/^role/".into()],
        identity: vec!["/^web[0-9]+/".into()],
        ..Filter::default()
    };
    filter.add_fact("os.name==a(b").unwrap();
    filter.add_fact("os.name=/deb|ub/").unwrap();
    assert_eq!(filter.check_patterns(), Ok(()));

    filter.agent.push("/rpc(/".into());
    let told = filter.check_patterns().unwrap_err().to_string();
    assert_eq!(told, r#""/rpc(/" is not a regular expression: unclosed group"#);
}
