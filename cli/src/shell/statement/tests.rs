use super::*;
use crate::fixture;
use crate::report::render;
use crate::shell::parse;
use crate::theme::Theme;

fn understood(line: &str, used: bool, action: Option<&str>) -> String {
    let (catalog, agent) = (Catalog::new(), fixture::agent());
    let agents = ["package".to_owned(), "service".to_owned(), "custom".to_owned()];
    let known = Known {
        catalog: &catalog,
        agents: &agents,
        agent: used.then_some(&agent),
        action,
    };
    let lines = parse::lines(line).unwrap();
    match Statement::new(&lines[0].stages[0].words, known) {
        Ok(Statement::Command(Command { words, no_filter })) => {
            format!(
                "{}{}",
                words.join(" "),
                if no_filter { " (without filter)" } else { "" }
            )
        }
        Ok(statement) => format!("{statement:?}"),
        Err(stop) => render(&stop.into(), "mco", Theme::PLAIN),
    }
}

#[test]
fn a_command_goes_before_an_action_and_a_path_forces_the_action() {
    assert_eq!(
        understood("restart service=httpd", true, None),
        "rpc service restart service=httpd"
    );
    assert_eq!(
        understood("service status httpd", true, None),
        "service status httpd"
    );
    assert_eq!(
        understood("./status service=x", true, None),
        "rpc service status service=x"
    );
    assert_eq!(
        understood("mco find --no-filter", true, None),
        "find (without filter)"
    );
    assert_eq!(
        understood("service=x --limit 1", true, Some("status")),
        "rpc service status service=x --limit 1"
    );
    assert_eq!(understood("custom act a=b", false, None), "custom act a=b");
    assert_eq!(understood("!42 --batch 5", false, None), "!42 --batch 5");
}

#[test]
fn words_of_the_shell_leave_those_of_commands_alone() {
    assert_eq!(understood("set save web -C a", false, None), "set save web -C a");
    assert_eq!(
        understood("set timeout 5", false, None),
        r#"Set(Some("timeout"), Some("5"))"#
    );
    assert_eq!(understood("filter test 'a'", false, None), "filter test a");
    assert_eq!(
        understood("filter -C a", false, None),
        r#"Filter(Set(["-C", "a"]))"#
    );
    assert_eq!(understood("jobs show x", false, None), "jobs show x");
    assert_eq!(understood("mco jobs", false, None), "jobs");
}

#[test]
fn words_before_a_command_change_it() {
    assert_eq!(
        understood("explain find -C a", false, None),
        "find -C a --explain"
    );
    assert_eq!(
        understood("dry restart service=x -- y", true, None),
        "rpc service restart service=x --dry-run -- y"
    );
    assert_eq!(
        understood("watch 5 time find", false, None),
        r#"Watch(5s, Time(Command(Command { words: ["find"], no_filter: false })))"#
    );
}

#[test]
fn mistakes_name_what_was_probably_meant() {
    insta::assert_snapshot!(understood("restrat service=x", true, None), @r#"
    mco: "restrat" is neither a command, an action of service, nor an agent known here
      hint: did you mean restart?
    "#);
    insta::assert_snapshot!(understood("tragets", false, None), @r#"
    mco: "tragets" is neither a command nor an agent known here
      hint: did you mean targets?
    "#);
    insta::assert_snapshot!(understood("results some", false, None), @"
    mco: usage: results [N] [failed | silent | groups | where EXPR]
      hint: the last answers, or those of number N
    ");
    insta::assert_snapshot!(understood("./status", false, None), @"
    mco: ./status is an action of the agent in use, and there is none
      hint: `use AGENT` chooses one
    ");
    insta::assert_snapshot!(understood("explain filter", false, None), @"mco: explain is for commands that ask the fleet");
}

#[test]
fn prefixes_do_not_nest_without_end() {
    let line = "time ".repeat(5_000) + "find";
    assert!(understood(&line, false, None).contains("more than 8 words"));
}
