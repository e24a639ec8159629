//! Whatever a package manager says, reading it neither panics nor makes more of it than there is.

use proptest::prelude::*;

use super::apt::Apt;
use super::backend::Backend;
use super::name::{Name, Version};
use super::rpm::Rpm;
use crate::command::Output;

const BACKENDS: [&dyn Backend; 2] = [&Apt, &Rpm { tool: "dnf" }];

/// Lines made of the pieces real output is made of, in any order.
fn talk() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~]{0,12}",
        Just("Inst ".to_owned()),
        Just("] (".to_owned()),
        Just(" [".to_owned()),
        Just("\t".to_owned()),
        Just("\n".to_owned()),
        Just("install ok installed".to_owned()),
        Just("ii  ".to_owned()),
        Just("\u{20ac}".to_owned()),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn output() -> impl Strategy<Value = Output> {
    (proptest::option::of(-1..130i32), talk(), talk()).prop_map(|(code, stdout, stderr)| Output {
        code,
        stdout,
        stderr,
        truncated: false,
    })
}

proptest! {
    #[test]
    fn states_are_read_or_refused(output in output()) {
        let name = Name::new("bash").unwrap();
        for backend in BACKENDS {
            if let Ok(state) = backend.read_state(&name, &output) {
                prop_assert_eq!(state.present, state.outputs().contains_key("version"));
                prop_assert!(!state.ensure.is_empty() || state.present);
            }
        }
    }

    #[test]
    fn lists_are_never_longer_than_what_was_said(output in output()) {
        let words = output.stdout.split_whitespace().count();
        for backend in BACKENDS {
            if let Ok(updates) = backend.read_updates(&output) {
                prop_assert!(updates.len() * 3 <= words);
            }
            if let Ok(found) = backend.read_search(&output) {
                prop_assert!(found.len() <= words);
            }
            prop_assert!(backend.installed(&output.stdout).len() <= output.stdout.len());
        }
    }

    #[test]
    fn no_input_becomes_an_option_of_a_program(name in "\\PC{0,100}", version in "\\PC{0,100}") {
        let version = Version::new(&version).ok();
        if let Ok(name) = Name::new(&name) {
            for backend in BACKENDS {
                let commands = [
                    backend.query(&name),
                    backend.install(&name, version.as_ref()),
                    backend.update(&name),
                    backend.uninstall(&name),
                    backend.purge(&name),
                    backend.search(&name),
                ];
                for command in commands {
                    let last = command.args.last().unwrap();
                    prop_assert!(last.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '*'));
                    prop_assert!(!last.ends_with('-') && !last.contains([' ', '/', ';', '$', '\n']));
                }
            }
        }
    }
}
