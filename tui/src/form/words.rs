//! A filled-in form as words of the command line.

use crate::text;

/// The words of `rpc AGENT ACTION` with inputs and flags, without `mco`, each one word as a program gets it.
pub fn words(agent: &str, action: &str, inputs: &[(String, String)], flags: &[String]) -> Vec<String> {
    let inputs = inputs.iter().map(|(name, value)| format!("{name}={value}"));
    let named = [agent.to_owned(), action.to_owned()];
    let meant: Vec<String> = named.into_iter().chain(inputs).collect();
    let mut words = vec!["rpc".to_owned()];
    if meant.iter().any(|word| word.starts_with('-')) {
        // What looks like a flag has to come last.
        words.extend_from_slice(flags);
        words.push("--".to_owned());
        words.extend(meant);
    } else {
        words.extend(meant);
        words.extend_from_slice(flags);
    }
    words
}

/// Words as they are typed into a shell, quoted only where a shell needs it.
pub fn quoted(words: &[String]) -> String {
    let quoted = words.iter().map(|word| text::quoted(word));
    quoted.collect::<Vec<_>>().join(" ")
}

/// Whether an input of this name can be given on a command line, where the first `=` or `:` ends the name.
pub(crate) fn can_be_named(name: &str) -> bool {
    !name.is_empty() && !name.contains(['=', ':', '\0'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn inputs_come_before_flags_unless_they_look_like_some() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let flags = ["--batch".to_owned(), "10%".to_owned()];
        let plain = words("service", "restart", &[pair("service", "a b")], &flags);
        assert_eq!(quoted(&plain), "rpc service restart 'service=a b' --batch 10%");
        let odd = words("service", "restart", &[pair("-x", "-1")], &flags);
        assert_eq!(quoted(&odd), "rpc --batch 10% -- service restart -x=-1");
    }

    proptest! {
        #[test]
        fn what_is_typed_into_a_shell_are_the_same_words(inputs in prop::collection::vec(("[a-z_-]{1,5}", "[^\0]*"), 0..4)) {
            let words = words("agent", "action", &inputs, &["-C".to_owned(), "/^a b/".to_owned()]);
            prop_assert_eq!(shlex::split(&quoted(&words)).unwrap(), words);
        }
    }
}
