use proptest::prelude::*;

use super::*;

const FUNCTIONS: [&str; 13] = [
    "wildcard",
    "Wildcard",
    "partition",
    "random",
    "split",
    "splitfromleft",
    "SplitFromRight",
    "slicefromleft",
    "SliceFromRight",
    "left",
    "right",
    "upper",
    "",
];

fn apply(source: &str, destination: &str, subject: &str) -> Option<String> {
    Transform::new(source, destination).unwrap().apply(subject)
}

/// What `token` becomes as the one wildcard of a source.
fn cut(function: &str, token: &str) -> String {
    apply("a.*", function, &format!("a.{token}")).unwrap()
}

#[test]
fn wildcards_move_and_the_rest_follows() {
    assert_eq!(apply("a.*.b.*", "x.$2.$1", "a.1.b.2").unwrap(), "x.2.1");
    let spelled = "x.{{ wildcard(2) }}.{{Wildcard( 1 )}}";
    assert_eq!(apply("a.*.b.*", spelled, "a.1.b.2").unwrap(), "x.2.1");
    assert_eq!(apply("a.*.>", "b.$1.>", "a.1.2.3").unwrap(), "b.1.2.3");
    assert_eq!(apply("", "all.>", "a.b").unwrap(), "all.a.b");
    assert_eq!(apply(">", ">", "a.b").unwrap(), "a.b");
    assert_eq!(apply("a.b", "c", "a.b").unwrap(), "c");
    assert_eq!(apply("a.*", "$1", "b.1"), None);
    assert_eq!(apply("a.>", "b.>", "a"), None);
    assert_eq!(apply("a.*", "b.{{split(1,-)}}", "a.--"), None);
    assert_eq!(apply("a.*", "$JS.$1", "a.1").unwrap(), "$JS.1");
}

#[test]
fn the_example_of_choria_maps_registration_data() {
    let source = "in.registration.*.>";
    let destination = "registration.{{partition(5,1)}}.{{wildcard(1)}}.>";
    let mapped = apply(source, destination, "in.registration.node1.choria.data").unwrap();
    assert_eq!(mapped, "registration.4.node1.choria.data");
}

#[test]
fn partitions_are_those_of_nats() {
    // The published hash of `foo`.
    assert_eq!(
        apply("*.bar", "{{partition(5,1)}}", "foo.bar").unwrap(),
        (0xa9f3_7ed7_u32 % 5).to_string()
    );
    assert_eq!(apply("a", "x.{{partition(0)}}", "a").unwrap(), "x.0");
    let whole = apply("*.*", "{{partition(1000)}}", "foo.bar").unwrap();
    let parts = apply("*.*", "{{partition(1000,1,2)}}", "foo.bar").unwrap();
    assert_ne!(whole, parts, "the dot counts only in the whole subject");
}

#[test]
fn tokens_are_cut() {
    assert_eq!(cut("{{splitfromleft(1,3)}}", "12345"), "123.45");
    assert_eq!(cut("{{SplitFromRight(1,3)}}", "12345"), "12.345");
    assert_eq!(cut("{{splitfromleft(1,5)}}", "12345"), "12345");
    assert_eq!(cut("{{splitfromright(1,9)}}", "12345"), "12345");
    assert_eq!(cut("{{slicefromleft(1,2)}}", "12345"), "12.34.5");
    assert_eq!(cut("{{slicefromright(1,2)}}", "12345"), "1.23.45");
    assert_eq!(cut("{{slicefromleft(1,2)}}", "1234"), "12.34");
    assert_eq!(cut("{{slicefromright(1,2)}}", "1234"), "12.34");
    assert_eq!(cut("{{slicefromleft(1,0)}}", "12345"), "12345");
    assert_eq!(cut("{{split(1,-)}}", "-1--2-3-"), "1.2.3");
    assert_eq!(cut("{{left(1,2)}}", "12345"), "12");
    assert_eq!(cut("{{right(1,2)}}", "12345"), "45");
    assert_eq!(cut("{{left(1,0)}}", "12345"), "12345");
    assert_eq!(cut("{{right(1,9)}}", "12345"), "12345");
    assert_eq!(cut("{{left(1,1)}}", "é"), "é");
    assert_eq!(cut("{{random(1)}}", "x"), "0");
    assert_eq!(cut("{{random(0)}}", "x"), "0");
}

#[test]
fn what_is_no_transform_is_refused() {
    let refused = |source, destination: &str| Transform::new(source, destination).unwrap_err();
    for (source, destination) in [
        ("a..b", "c"),
        ("a", ""),
        ("a", "b..c"),
        ("a.>", "b"),
        ("a", "b.>"),
        ("a.>", "b.>.c"),
        ("a.*", "b.*"),
        ("a.*", "b c"),
    ] {
        assert_eq!(
            refused(source, destination),
            TransformError::BadSubject,
            "{source} {destination}"
        );
    }
    for (token, index) in [("$2", 2), ("$0", 0), ("{{wildcard(2)}}", 2)] {
        let told = format!("{token}: [{index}]");
        assert_eq!(refused("a.*", token), TransformError::OutOfRange(told), "{token}");
    }
    for (token, error) in [
        (
            "{{wildcard()}}",
            TransformError::TooFewArguments as fn(String) -> TransformError,
        ),
        ("{{wildcard(1,1)}}", TransformError::TooManyArguments),
        ("{{wildcard(x)}}", TransformError::BadArgument),
        ("{{partition(-1,1)}}", TransformError::BadArgument),
        ("{{partition(9999999999,1)}}", TransformError::BadArgument),
        ("{{split(1,)}}", TransformError::BadArgument),
        ("{{left(1)}}", TransformError::TooFewArguments),
        ("{{upper(1)}}", TransformError::UnknownFunction),
        ("{{wildcard}}", TransformError::UnknownFunction),
    ] {
        assert_eq!(refused("a.*", token), error(token.to_owned()), "{token}");
    }
}

#[test]
fn results_are_known_as_a_pattern() {
    let results = |source, destination| Transform::new(source, destination).unwrap().results();
    assert_eq!(results("a.*.>", "b.$1.{{random(5)}}.>"), "b.*.*.>");
    assert_eq!(results("a.*", "b.{{split(1,-)}}.c"), "b.>");
    assert_eq!(results("a", "b"), "b");
}

/// Texts made of these pieces in any order.
fn made_of(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let pieces = proptest::collection::vec(proptest::sample::select(pieces), 0..10);
    pieces.prop_map(|pieces| pieces.concat())
}

/// Destinations that are nearly right: whole calls with strange arguments, and torn ones.
fn destinations() -> impl Strategy<Value = String> {
    let number = "-?[0-3]|\\+1|0[0-9]|[0-9]{9,11}|[aé-]|";
    let call = (
        proptest::sample::select(&FUNCTIONS[..]),
        proptest::collection::vec(number, 0..4),
    )
        .prop_map(|(name, arguments)| format!("{{{{{name}({})}}}}", arguments.join(",")));
    let torn = made_of(&[
        "{{", "}}", "{", "(", ")", ",", "$", "$1", "$3", "1", " ", "split", "left",
    ]);
    let token = prop_oneof![5 => call, 1 => torn, 1 => "[aé]{1,3}|\\$[0-4]|\\*|>|"];
    proptest::collection::vec(token, 1..4).prop_map(|tokens| tokens.join("."))
}

proptest! {
    #[test]
    fn nothing_is_too_strange(source in made_of(&["a", "*", ">", ".", "é", " "]), destination in destinations(), subject in made_of(&["a", "é", "*", ">", "-", "."])) {
        if let Ok(transform) = Transform::new(&source, &destination) {
            let _ = transform.apply(&subject);
        }
    }

    #[test]
    fn every_result_of_a_strange_destination_matches_the_pattern_of_results(destination in destinations(), tokens in "[aé]{1,5}\\.[aé-]{1,9}\\.b", open in any::<bool>()) {
        let (source, end) = if open { ("*.*.>", ".>") } else { ("*.*.b", "") };
        if let Ok(transform) = Transform::new(source, &format!("{destination}{end}"))
            && let Some(result) = transform.apply(&tokens)
        {
            prop_assert!(subject::is_subset(&result, &transform.results()), "{} {}", result, transform.results());
            prop_assert!(subject::is_valid_literal(&result), "{}", result);
        }
    }

    #[test]
    fn every_result_matches_the_pattern_of_results(token in "[a-zé-]{1,9}", size in 0_u32..9, rest in "[a-z]{1,3}") {
        for function in ["splitfromleft", "splitfromright", "slicefromleft", "slicefromright", "left", "right", "partition"] {
            let transform = match function {
                "partition" => Transform::new("a.*.>", &format!("b.{{{{partition({size},1)}}}}.>")),
                other => Transform::new("a.*.>", &format!("b.{{{{{other}(1,{size})}}}}.>")),
            };
            let transform = transform.unwrap();
            let result = transform.apply(&format!("a.{token}.{rest}")).unwrap();
            prop_assert!(subject::is_subset(&result, &transform.results()), "{} {}", result, transform.results());
            prop_assert!(subject::is_valid_literal(&result));
        }
    }
}
