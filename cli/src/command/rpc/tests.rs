use std::ffi::OsString;

use proptest::prelude::*;

use super::Rpc;
use crate::args::parse;
use crate::cli::Words;
use crate::command::Command;

fn parsed(words: &[String]) -> Rpc {
    let line = std::iter::once("mco".to_owned()).chain(words.iter().cloned());
    let cli = Words::new(line.map(OsString::from), None).parse();
    match cli.unwrap_or_else(|error| panic!("{words:?}: {error}")).command {
        Command::Rpc(rpc) => rpc,
        other => panic!("{words:?} is {other:?}"),
    }
}

#[test]
fn the_flags_of_the_run_screen_are_flags_here() {
    let flags = "-C apache --nodes @web --limit 10% --limit-seed 42 --canary 1 --batch 5 --batch-sleep 30s \
        --stop-on 2 --filter-replies=-1<2 --timeout 1h30m";
    let flags: Vec<String> = flags.split_whitespace().map(str::to_owned).collect();
    let words = tui::form::words("package", "install", &[], &flags);
    let rpc = parsed(&words);
    assert_eq!(rpc.fleet.output.filter_replies.as_deref(), Some("-1<2"));
    assert!(rpc.fleet.rollout.check().is_ok());
}

proptest! {
    #[test]
    fn whatever_a_form_holds_arrives_as_it_was_typed(
        agent in "[a-z-][a-z0-9_-]{0,5}", action in "[a-z-][a-z_-]{0,5}",
        inputs in prop::collection::vec(("[a-z_@-][a-z_ -]{0,4}", "[^\\x00]{0,12}"), 0..4), flagged in any::<bool>(),
    ) {
        let flags = if flagged { vec!["-F".to_owned(), "a=b c".to_owned()] } else { Vec::new() };
        let words = tui::form::words(&agent, &action, &inputs, &flags);
        let rpc = parsed(&words);
        prop_assert_eq!(rpc.parts(), (agent.as_str(), Some(action.as_str()), inputs));
        prop_assert_eq!(rpc.fleet.filter.facts.len(), usize::from(flagged));
    }

    #[test]
    fn what_forms_let_pass_the_command_line_takes(text in "[0-9.%hmsdw]{0,6}|[0-9]{1,25}[%smh]?") {
        if tui::form::rules::limit(&text).is_ok() {
            prop_assert!(parse::limit(&text).is_ok());
        }
        if tui::form::rules::duration(&text).is_ok() {
            prop_assert!(parse::duration(&text).is_ok());
        }
        if tui::form::rules::seed(&text).is_ok() {
            prop_assert!(text.parse::<u64>().is_ok());
        }
    }
}
