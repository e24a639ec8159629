use proptest::prelude::*;

use super::*;
use crate::NodeView;

const FACTS: &str = r#"{"country": "uk", "cpus": 4, "os": {"family": "Debian"}, "virtual": true}"#;

fn filter(change: impl FnOnce(&mut Filter)) -> Filter {
    let mut filter = Filter::default();
    change(&mut filter);
    filter
}

fn fits(filter: &Filter) -> Vec<Fit> {
    let (agents, classes) = (["rpcutil".to_owned()], ["apache".to_owned()]);
    let node = NodeView {
        identity: "web1",
        agents: &agents,
        classes: &classes,
        facts: FACTS,
        data: None,
    };
    let scope = NodeScope::new(node, None);
    let fits: Vec<Fit> = filter
        .terms()
        .unwrap()
        .iter()
        .map(|term| term.fits(&scope))
        .collect();
    let all = fits.iter().all(|fit| *fit == Fit::Holds);
    assert_eq!(filter.matches(node), all, "{filter:?}");
    fits
}

#[test]
fn each_condition_says_what_it_comes_to() {
    let all = filter(|filter| {
        filter.identity = vec!["db1".to_owned(), "/^web/".to_owned()];
        filter
            .add_combined("Apache /^role/ country=UK cpus>4 zone=a os.family=/^deb/")
            .unwrap();
        filter.agent.push("/util$/".to_owned());
    });
    let (yes, no) = (Fit::Holds, Fit::Fails);
    assert_eq!(fits(&all), [yes, yes, no, yes, no, Fit::NoSuchFact, yes, yes]);
}

#[test]
fn an_expression_is_one_condition_for_each_part_that_must_hold() {
    let all = filter(|filter| {
        let text = r#"with("apache") and (fact("cpus") < 4 or with("country=/^u/") and with("rpcutil"))
            and not (with("a") or with("zone=b")) and scout("x").state == "ok" and fact("cpus") > "x""#;
        filter.add_compound(text).unwrap();
        filter.add_compound(r#"with("apache") or scout("x")"#).unwrap();
    });
    let terms = all.terms().unwrap();
    let texts: Vec<&str> = terms
        .iter()
        .map(|term| match term.asks() {
            Asks::Expression(part) => part.text(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(texts[3], r#"scout("x").state == "ok""#);
    assert_eq!(texts.len(), 6);
    let (yes, no) = (Fit::Holds, Fit::Fails);
    assert_eq!(fits(&all), [yes, yes, yes, Fit::Unknown, no, yes]);
}

#[test]
fn entries_of_another_form_are_refused() {
    let old = filter(|filter| filter.compound.push(serde_json::json!(["old"])));
    assert!(matches!(old.terms(), Err(CompoundError::Form)));
}

proptest! {
    #[test]
    fn all_conditions_hold_on_the_nodes_that_are_meant(
        words in proptest::collection::vec(r"(apache|/\^ap/|country=(uk|/u/)|cpus[<>=][1-5]|virtual=true|no=x|[a-c])", 0..4),
        names in proptest::collection::vec(r"(web1|db|/\^w/|/\[/)", 0..3),
        expression in r#"((not )?with\("(apache|zone=a|country=uk)"\)( and | or )){0,3}(true|with\("rpcutil"\)|1)"#,
    ) {
        let all = filter(|filter| {
            filter.add_combined(&words.join(" ")).unwrap();
            filter.identity = names;
            filter.add_compound(&expression).unwrap();
        });
        fits(&all);
    }
}
