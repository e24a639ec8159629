use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::Agent;

/// Feeds `values` of output `x` to the aggregate that `entry` declares.
fn fed(entry: Value, values: impl IntoIterator<Item = Value>) -> Summaries {
    let document = json!({"metadata": {"name": "demo"}, "actions": [{
        "action": "a", "output": {"x": {"display_as": "The X"}}, "aggregate": [entry],
    }]});
    let agent = Agent::from_json(document.to_string().as_bytes()).unwrap();
    let mut summaries = Summaries::new(&agent.actions[0]);
    for value in values {
        summaries.add(json!({"x": value, "y": 1}).as_object().unwrap());
    }
    summaries
}

fn lines(entry: Value, values: impl IntoIterator<Item = Value>) -> Vec<String> {
    fed(entry, values).finish().remove(0).lines
}

#[test]
fn a_summary_counts_labels_most_frequent_first() {
    let values = [json!("stopped"), json!("up"), json!("up"), json!(null)];
    let summaries = fed(json!({"function": "summary", "args": ["x"]}), values);
    let summary = summaries.finish().remove(0);
    assert_eq!((summary.output.as_str(), summary.title.as_str()), ("x", "The X"));
    assert_eq!(summary.lines, ["     up: 2", "   null: 1", "stopped: 1"]);
    let counts = [("up", 2), ("null", 1), ("stopped", 1)].map(|(label, count)| (label.to_owned(), count));
    assert_eq!(summary.value, SummaryValue::Counts(counts.into()));
    assert_eq!(
        summaries.to_json(),
        json!({"x": {"up": 2, "null": 1, "stopped": 1}})
    );
}

#[test]
fn a_summary_renames_values_and_takes_a_format() {
    let entry =
        json!({"function": "boolean_summary", "args": ["x", {"true": "on", "off": 0, "format": "%-4s= %d"}]});
    let values = [
        json!(true),
        json!(true),
        json!("true"),
        json!(false),
        json!("off"),
    ];
    assert_eq!(lines(entry, values), ["on  = 3", "0   = 1", "false= 1"]);
}

#[test]
fn a_reply_is_found_under_the_label_that_counts_it() {
    let entry = json!({"function": "summary", "args": ["x", {"true": "Enabled"}]});
    let summaries = fed(entry, [json!(true), json!("off")]);
    let label = |output, value: Value| summaries.label(output, json!({"x": value}).as_object().unwrap());
    assert_eq!(label("x", json!(true)).as_deref(), Some("Enabled"));
    assert_eq!(label("x", json!("off")).as_deref(), Some("off"));
    assert_eq!(label("y", json!("off")), None);
    let mean = fed(json!({"function": "average", "args": ["x"]}), [json!(1)]);
    assert_eq!(mean.label("x", json!({"x": 1}).as_object().unwrap()), None);
}

#[test]
fn lists_count_as_one_label() {
    let entry = json!({"function": "summary", "args": ["x"]});
    assert_eq!(
        lines(entry, [json!(["a", "b"]), json!(["a", "b"])]),
        [r#"["a","b"]: 2"#]
    );
}

#[test]
fn labels_cannot_steer_the_terminal() {
    let entry = json!({"function": "summary", "args": ["x"]});
    assert_eq!(lines(entry, [json!("a\x1b[2J\n")]), [r"a\u{1b}[2J\n: 1"]);
}

#[test]
fn labels_are_bounded_in_number_and_length() {
    let values = (0..10_500)
        .map(|n| json!(format!("{n}")))
        .chain([json!("é".repeat(5000)), json!("7")]);
    let summaries = fed(json!({"function": "summary", "args": ["x"]}), values);
    let SummaryValue::Counts(counts) = summaries.finish().remove(0).value else {
        panic!("not counts");
    };
    assert_eq!(counts.len(), 10_001);
    assert_eq!(counts[0], ("other".into(), 501));
    assert_eq!(counts[1], ("7".into(), 2));
    let long = fed(
        json!({"function": "summary", "args": ["x"]}),
        [json!("é".repeat(5000))],
    );
    assert_eq!(
        long.to_json()["x"]
            .as_object()
            .unwrap()
            .keys()
            .next()
            .unwrap()
            .len(),
        2048
    );
}

#[test]
fn an_average_ignores_what_is_no_number() {
    let values = || {
        [
            json!(1),
            json!("2.5"),
            json!("x"),
            json!(null),
            json!("NaN"),
            json!("inf"),
            json!([7]),
        ]
    };
    let entry = json!({"function": "average", "args": ["x"]});
    assert_eq!(lines(entry.clone(), values()), ["Average: 1.750"]);
    assert_eq!(fed(entry, values()).to_json(), json!({"x": {"average": 1.75}}));
    let rounded = json!({"function": "average", "args": ["x", {"format": "about %d"}]});
    assert_eq!(lines(rounded, values()), ["about 2"]);
}

#[test]
fn without_numbers_there_is_nothing_to_say() {
    for function in ["average", "chart", "min_max_avg"] {
        let summaries = fed(json!({"function": function, "args": ["x"]}), [json!("x")]);
        assert_eq!(summaries.to_json(), json!({}), "{function}");
        assert_eq!(summaries.finish()[0].lines, Vec::<String>::new(), "{function}");
    }
    let sum = fed(json!({"function": "sum", "args": ["x"]}), []);
    assert_eq!(
        (sum.to_json(), sum.finish()[0].lines.len()),
        (json!({"x": {"sum": 0}}), 0)
    );
}

#[test]
fn sums_and_extremes_are_told() {
    let values = || [json!(1), json!(2.5), json!("4")];
    let sum = json!({"function": "sum", "args": ["x"]});
    assert_eq!(lines(sum.clone(), values()), ["Total: 7.5"]);
    assert_eq!(fed(sum, values()).to_json(), json!({"x": {"sum": 7.5}}));
    let extremes = json!({"function": "nettest_mma", "args": ["x", {"format": "%.1f..%.1f ~%.2f"}]});
    assert_eq!(lines(extremes.clone(), values()), ["1.0..4.0 ~2.50"]);
    assert_eq!(
        fed(extremes, values()).to_json(),
        json!({"x": {"min": 1, "max": 4, "average": 2.5}})
    );
}

#[test]
fn a_chart_is_one_text_in_json() {
    let summaries = fed(json!({"function": "chart", "args": ["x"]}), [json!(1), json!(9)]);
    let summary = summaries.finish().remove(0);
    assert_eq!(summary.value, SummaryValue::Chart(vec![1.0, 9.0]));
    assert_eq!(summary.lines.len(), 15);
    assert_eq!(
        summaries.to_json(),
        json!({"x": {"chart": summary.lines.join("\n")}})
    );
}

#[test]
fn unknown_functions_are_skipped_and_the_last_known_counts() {
    let document = json!({"metadata": {"name": "demo"}, "actions": [{"action": "a", "aggregate": [
        {"function": "summary", "args": ["x"]}, {"function": "sum", "args": ["x"]},
        {"function": "process_summary", "args": ["x"]}, {"function": "summary", "args": ["a"]},
        {"function": "summary"}, {"function": "summary", "args": [7]},
    ]}]});
    let agent = Agent::from_json(document.to_string().as_bytes()).unwrap();
    let summaries = Summaries::new(&agent.actions[0]).finish();
    let found: Vec<_> = summaries
        .iter()
        .map(|summary| (summary.title.as_str(), &summary.value))
        .collect();
    assert_eq!(
        found,
        [
            ("a", &SummaryValue::Counts(Vec::new())),
            ("x", &SummaryValue::Sum(0.0))
        ]
    );
}

proptest! {
    #[test]
    fn whatever_comes_is_summed_up(texts in any::<Vec<String>>(), numbers in any::<Vec<f64>>(), template in any::<String>()) {
        for function in ["summary", "average", "chart", "sum", "min_max_avg"] {
            let entry = json!({"function": function, "args": ["x", {"format": template}]});
            let values = texts.iter().map(|text| json!(text)).chain(numbers.iter().map(|number| json!(number.to_string())));
            let summaries = fed(entry, values);
            prop_assert_eq!(summaries.finish().len(), 1);
            prop_assert!(!summaries.to_json().to_string().contains(":null"));
        }
    }
}
