use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::aggregate::Declared;
use crate::{Display, Input, InputType, Output, Risk};

const LAMP: &str = r#"{"$schema":"https://example.net/any.json",
 "metadata":{"name":"lamp","description":"Lamps","author":"ops","license":"MIT","version":"1.0.0","url":"https://x.example",
             "timeout":5,"provider":"external","unheard_of":{}},
 "actions":[{"action":"level","description":"Dims","display":"always",
   "input":{"pct":{"prompt":"Percent","description":"0-100","type":"Integer","optional":false,"default":null}},
   "output":{"was":{"description":"Before","display_as":"Was","type":"integer","default":0},"raw":{}},
   "aggregate":[{"function":"average","args":["was",{"format":"mean %.1f"}]},{"function":"broken","args":7}]}]}"#;

fn reason(json: &str) -> String {
    Agent::from_json(json.as_bytes()).unwrap_err().to_string()
}

#[test]
fn a_document_of_the_reference_is_read() {
    let agent = Agent::from_json(LAMP.as_bytes()).unwrap();
    assert_eq!(agent.metadata.name, "lamp");
    assert_eq!(agent.timeout(), Duration::from_secs(5));
    assert_eq!(agent.metadata.provider.as_deref(), Some("external"));
    let level = agent.action("level").unwrap();
    assert_eq!(level.display, Display::Always);
    assert_eq!(level.input["pct"].kind, InputType::Integer);
    assert_eq!(level.input["pct"].default, None);
    assert_eq!(level.output["was"].default, Some(0.into()));
    assert_eq!(level.output["raw"], Output::default());
    assert_eq!(level.aggregate.len(), 1);
    assert_eq!(level.aggregate[0].options["format"], "mean %.1f");
    assert_eq!(agent.action("Level"), None);
}

#[test]
fn yaml_is_the_same_model() {
    // JSON is YAML, too.
    assert_eq!(
        Agent::from_yaml(LAMP.as_bytes()).unwrap(),
        Agent::from_json(LAMP.as_bytes()).unwrap()
    );
    let yaml = "metadata: {name: lamp}\nactions:\n  - action: on\n    aggregate: [{function: summary, args: [lit, {true: 'yes'}]}]\n    output: {lit: }";
    let error = Agent::from_yaml(yaml.as_bytes()).unwrap_err().to_string();
    assert_eq!(error, "actions[0].output.lit: wanted an object, found null");
    let agent = Agent::from_yaml(yaml.replace("{lit: }", "{}").as_bytes()).unwrap();
    assert_eq!(agent.actions[0].aggregate[0].options["true"], "yes");
}

#[test]
fn absent_keys_are_empty_and_keys_match_in_any_case() {
    let agent = Agent::from_json(br#"{"Metadata":{"NAME":"x"},"actions":[{"Action":"y","input":{"a":{}}}]}"#)
        .unwrap();
    assert_eq!(agent.metadata.name, "x");
    assert_eq!(agent.timeout(), Duration::from_secs(10));
    let action = agent.action("y").unwrap();
    assert_eq!(action.display, Display::Failed);
    assert!(!action.input["a"].optional);
    assert_eq!(action.input["a"].kind, InputType::Other(String::new()));
}

#[test]
fn errors_say_where_and_what_was_wanted() {
    for (json, said) in [
        ("[]", "document: wanted an object, found a list"),
        ("{}", "document: metadata is required"),
        (r#"{"metadata":{}}"#, "metadata.name: is required"),
        (
            r#"{"metadata":{"name":"a.b/../c"}}"#,
            "metadata.name: wanted letters, digits, _ and -",
        ),
        (
            r#"{"metadata":{"name":"x","version":1.5}}"#,
            "metadata.version: wanted text (in quotes), found a number",
        ),
        (
            r#"{"metadata":{"name":"x","timeout":-1}}"#,
            "metadata.timeout: wanted a whole number from 0 to 604800, found a number",
        ),
        (
            r#"{"metadata":{"name":"x","timeout":1e300}}"#,
            "metadata.timeout: wanted a whole number from 0 to 604800, found a number",
        ),
        (
            r#"{"metadata":{"name":"x","service":"yes"}}"#,
            "metadata.service: wanted true or false, found a string",
        ),
        (
            r#"{"metadata":{"name":"x"},"actions":{}}"#,
            "actions: wanted a list, found an object",
        ),
        (
            r#"{"metadata":{"name":"x"},"actions":[{}]}"#,
            "actions[0].action: is required",
        ),
        (
            r#"{"metadata":{"name":"x"},"actions":[{"action":"a"},{"action":"b","input":{"name":{"type":7}}}]}"#,
            "actions[1].input.name.type: wanted text (in quotes), found a number",
        ),
        (
            r#"{"metadata":{"name":"x"},"actions":[{"action":"a","input":{"b":{"list":["c",1]}}}]}"#,
            "actions[0].input.b.list[1]: wanted text (in quotes), found a number",
        ),
        (
            r#"{"metadata":{"name":"x"},"actions":[{"action":"a","risk":"high"}]}"#,
            "actions[0].risk: wanted read or change",
        ),
    ] {
        assert_eq!(reason(json), said);
    }
    assert_eq!(reason("{"), "not a valid JSON document");
}

#[test]
fn hostile_documents_are_refused_cheaply() {
    assert!(reason(&" ".repeat((1 << 20) + 1)).starts_with("document: has 1048577 bytes"));
    assert!(Agent::from_json("[".repeat(100_000).as_bytes()).is_err());
    assert!(Agent::from_yaml("[".repeat(100_000).as_bytes()).is_err());
    let mut bomb = String::from("a0: &a0 [xxxxxxxx, xxxxxxxx]\n");
    for level in 1..40 {
        let before = level - 1;
        bomb.push_str(&format!(
            "a{level}: &a{level} [*a{before}, *a{before}, *a{before}]\n"
        ));
    }
    assert!(matches!(
        Agent::from_yaml(bomb.as_bytes()),
        Err(DocumentError::Syntax { .. })
    ));
    let wide = format!("a: &a {}\nb: [{}]", "x".repeat(500_000), "*a, ".repeat(1000));
    assert!(matches!(
        Agent::from_yaml(wide.as_bytes()),
        Err(DocumentError::Syntax { .. })
    ));
}

fn kinds() -> impl Strategy<Value = InputType> {
    "(integer|number|float|string|boolean|list|hash|array|Color)".prop_map(|word| InputType::from_word(&word))
}

fn defaults() -> impl Strategy<Value = Option<Value>> {
    option::of(prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from)
    ])
}

fn inputs() -> impl Strategy<Value = Input> {
    (
        any::<(String, String, bool, String, u32)>(),
        kinds(),
        defaults(),
        vec(any::<String>(), 0..3),
    )
        .prop_map(
            |((prompt, description, optional, validation, length), kind, default, list)| Input {
                prompt,
                description,
                kind,
                default,
                optional,
                validation,
                max_length: length as usize,
                list,
            },
        )
}

fn outputs() -> impl Strategy<Value = Output> {
    (any::<(String, String)>(), defaults(), option::of(kinds())).prop_map(
        |((description, display_as), default, kind)| Output {
            description,
            display_as,
            default,
            kind,
        },
    )
}

fn aggregates() -> impl Strategy<Value = Declared> {
    (
        any::<(String, String)>(),
        btree_map(any::<String>(), any::<String>().prop_map(Value::from), 0..3),
    )
        .prop_map(|((function, output), options)| Declared {
            function,
            output,
            options: options.into_iter().collect(),
        })
}

fn actions() -> impl Strategy<Value = Action> {
    let words = ("[a-zA-Z0-9_-]{1,12}", any::<String>());
    let display = prop::sample::select(vec![
        Display::Ok,
        Display::Failed,
        Display::Always,
        Display::Never,
    ]);
    let risk = option::of(prop::sample::select(vec![Risk::Read, Risk::Change]));
    let input = btree_map(any::<String>(), inputs(), 0..3);
    let output = btree_map(any::<String>(), outputs(), 0..3);
    (words, display, risk, input, output, vec(aggregates(), 0..3)).prop_map(
        |((name, description), display, declared_risk, input, output, aggregate)| Action {
            name,
            description,
            display,
            input,
            output,
            aggregate,
            declared_risk,
        },
    )
}

fn agents() -> impl Strategy<Value = Agent> {
    let metadata = (
        "[a-z0-9_]{1,12}",
        any::<[String; 5]>(),
        0..=MAX_TIMEOUT,
        option::of("[a-z]{1,8}"),
        any::<bool>(),
    );
    (metadata, vec(actions(), 0..3)).prop_map(|((name, texts, timeout, provider, service), actions)| {
        let [description, author, license, version, url] = texts;
        let metadata = Metadata {
            name,
            description,
            author,
            license,
            version,
            url,
            timeout,
            provider,
            service,
        };
        Agent { metadata, actions }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_reads_back_the_same(agent in agents()) {
        let written = serde_json::to_vec(&agent.to_json()).unwrap();
        prop_assert_eq!(&Agent::from_json(&written).unwrap(), &agent);
        let yaml = serde_yaml::to_string(&agent.to_json()).unwrap();
        prop_assert_eq!(&Agent::from_yaml(yaml.as_bytes()).unwrap(), &agent);
    }

    #[test]
    fn reading_never_panics(bytes in vec(any::<u8>(), 0..200), text in r#"[\[\]{}:,&*!|>"'# \na-z0-9-]{0,80}"#) {
        let _ = Agent::from_json(&bytes);
        let _ = Agent::from_yaml(&bytes);
        let _ = Agent::from_yaml(text.as_bytes());
    }
}
