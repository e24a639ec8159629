//! The classic applications: a grammar and a layout of their own over one or a few calls.

mod filemgr;
mod lines;
mod nettest;
mod package;
mod process;
mod puppet;
mod service;
mod shell;

pub(crate) use filemgr::Filemgr;
pub(crate) use nettest::Nettest;
pub(crate) use package::Package;
pub(crate) use process::Process;
pub(crate) use puppet::Puppet;
pub(crate) use service::Service;
pub(crate) use shell::Shell;

use crate::ask::{Manner, Question, again_line, ask, note_whole};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::report::Stop;

/// Splits `ACTION SUBJECT`, in either order, by which word is an action. The first word wins when both are. Where a form can ask for
/// the subject it may be left out.
fn either_order<'a>(
    words: &'a [String],
    actions: &[&str],
    what: &str,
    form: bool,
) -> Result<(&'a str, Option<&'a str>), Stop> {
    let is_action = |word: &String| actions.contains(&word.as_str());
    match words {
        [action, subject] if is_action(action) => Ok((action, Some(subject))),
        [subject, action] if is_action(action) => Ok((action, Some(subject))),
        [action] if is_action(action) && form => Ok((action, None)),
        [action] if is_action(action) => Err(Stop::error(format!("{action} needs the name of a {what}"))
            .hint(format!("mco {what} {action} NAME"))),
        words => {
            let problem = match words {
                [] => format!("what should be done with which {what}?"),
                [word] => format!("{word:?} is not an action on a {what}"),
                words => format!("neither word of {:?} is an action on a {what}", words.join(" ")),
            };
            let actions = actions.join(", ");
            Err(Stop::error(problem).hint(format!(
                "the actions are {actions}; `mco {what} --help` shows examples"
            )))
        }
    }
}

/// Asks for what `inputs` lack in a form, where somebody can be asked, and then the fleet.
async fn ask_whole(
    ctx: &Ctx,
    (agent, action): (&str, &str),
    inputs: &[(String, String)],
    manner: Manner<'_>,
) -> anyhow::Result<Exit> {
    let library = ctx.library().await;
    let (question, filled) = Question::or_ask(ctx, &library, agent, action, inputs).await?;
    if !filled {
        return ask(ctx, &question, manner).await;
    }
    let args = manner.args;
    note_whole(ctx, &question, args);
    let exit = ask(ctx, &question, manner).await;
    again_line(ctx, &question, args)?;
    exit
}

/// Inputs for a question, those without a value left out.
fn inputs<const N: usize>(pairs: [(&str, Option<String>); N]) -> Vec<(String, String)> {
    pairs
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTIONS: [&str; 2] = ["status", "restart"];

    fn split_with(words: &[&str], form: bool) -> Result<(String, Option<String>), String> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let parts = either_order(&words, &ACTIONS, "service", form);
        parts
            .map(|(action, subject)| (action.to_owned(), subject.map(str::to_owned)))
            .map_err(|stop| stop.to_string())
    }

    fn split(words: &[&str]) -> Result<(String, Option<String>), String> {
        split_with(words, false)
    }

    #[test]
    fn action_and_subject_come_in_either_order() {
        let expected = Ok(("status".to_owned(), Some("httpd".to_owned())));
        assert_eq!(split(&["status", "httpd"]), expected);
        assert_eq!(split(&["httpd", "status"]), expected);
    }

    #[test]
    fn the_first_word_is_the_action_when_both_could_be() {
        assert_eq!(
            split(&["restart", "status"]),
            Ok(("restart".to_owned(), Some("status".to_owned())))
        );
    }

    #[test]
    fn a_form_can_ask_for_the_subject() {
        assert_eq!(split_with(&["restart"], true), Ok(("restart".to_owned(), None)));
        assert!(split_with(&["httpd"], true).is_err());
    }

    #[test]
    fn what_is_missing_is_said() {
        assert_eq!(
            split(&["restart"]),
            Err("restart needs the name of a service".to_owned())
        );
        assert_eq!(
            split(&["explode", "httpd"]),
            Err(r#"neither word of "explode httpd" is an action on a service"#.to_owned())
        );
        assert_eq!(
            split(&["httpd"]),
            Err(r#""httpd" is not an action on a service"#.to_owned())
        );
        assert_eq!(
            split(&[]),
            Err("what should be done with which service?".to_owned())
        );
    }
}
