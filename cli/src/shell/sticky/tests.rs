use super::*;
use crate::shell::option;

fn words(line: &str) -> Vec<String> {
    split(line)
        .iter()
        .map(|word| word.to_string_lossy().into_owned())
        .collect()
}

fn sticky(filter: &str, options: &[(&str, &str)]) -> Sticky {
    let mut sticky = Sticky::default();
    sticky.replace(parts(&words(filter)).unwrap());
    for (name, value) in options {
        sticky.options.set(option::find(name).unwrap(), value).unwrap();
    }
    sticky
}

fn line(sticky: &Sticky, line: &str, no_filter: bool) -> String {
    let command = Command {
        words: words(line),
        no_filter,
    };
    let words = sticky.words(&command, &Catalog::new(), false);
    words
        .iter()
        .map(|word| quoted(word))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn every_command_that_asks_the_fleet_gets_the_filter_and_no_other() {
    let sticky = sticky(
        "-C apache -F 'os=Debian GNU'",
        &[("timeout", "5s"), ("batch", "10")],
    );
    insta::assert_snapshot!(line(&sticky, "rpc package status package=x", false), @"rpc -C apache -F 'os=Debian GNU' --timeout 5s --batch 10 package status package=x");
    insta::assert_snapshot!(line(&sticky, "find", false), @"find -C apache -F 'os=Debian GNU'");
    insta::assert_snapshot!(line(&sticky, "set save web", false), @"set save -C apache -F 'os=Debian GNU' web");
    insta::assert_snapshot!(line(&sticky, "pki init", false), @"pki init");
    insta::assert_snapshot!(line(&sticky, "rpc --help", false), @"rpc --help");
    insta::assert_snapshot!(line(&sticky, "find -A x", true), @"find -A x");
}

#[test]
fn what_the_line_says_goes_before_what_stays() {
    let sticky = sticky(
        "-C apache",
        &[("limit", "5"), ("format", "json"), ("confirm", "no")],
    );
    insta::assert_snapshot!(line(&sticky, "rpc rpcutil ping -1 --table", false), @"rpc -C apache --yes rpcutil ping -1 --table");
    insta::assert_snapshot!(line(&sticky, "rpc rpcutil ping", false), @"rpc -C apache --limit 5 --json --yes rpcutil ping");
}

#[test]
fn changes_of_the_filter_can_be_undone() {
    let mut sticky = sticky("-C apache", &[]);
    sticky.replace(Vec::new());
    sticky.undo().unwrap();
    assert_eq!(sticky.filter_text(), "-C apache");
    sticky.undo().unwrap();
    assert_eq!(sticky.filter_text(), "");
    assert!(sticky.undo().is_err());
}

#[test]
fn the_opposite_of_facts_and_classes_is_one_flag() {
    let parts = parts(&words("-C apache -F country=uk")).unwrap();
    assert_eq!(negated(&parts).unwrap().to_string(), "-X 'apache country=uk'");
    assert!(negated(&super::parts(&words("-I web1")).unwrap()).is_err());
}

#[test]
fn flags_that_make_no_filter_and_values_that_no_flag_takes_are_refused() {
    assert!(parts(&words("-F ''")).is_err());
    assert!(parts(&words("--batch 5")).is_err());
    let mut options = Options::default();
    assert!(options.set(option::find("batch").unwrap(), "many").is_err());
    assert!(options.set(option::find("format").unwrap(), "xml").is_err());
    assert!(option::find("timeuot").is_err());
}

#[test]
fn words_that_choose_nodes_are_known_in_every_spelling() {
    for line in [
        "-C x",
        "-Cx",
        "--with-class=x",
        "--wf a=b",
        "-T other",
        "--target other",
        "--nodes f",
    ] {
        assert!(narrows(&words(line)), "{line}");
    }
    for line in ["find", "rpc a b -x=y --batch 5", "--without-anything", "- --"] {
        assert!(!narrows(&words(line)), "{line}");
    }
}
