//! A form as questions, line by line, for terminals on which nothing can be drawn.

use ddl::{Action, Input, InputType};

use super::{Item, left, missing};
use crate::ask::Prompt;
use crate::ctx::Ctx;
use crate::recall::Inputs;
use crate::theme::line;

/// Asks for every input that is needed, one after the other; an empty answer takes the default, or leaves where there is none.
pub(super) async fn fill(
    ctx: &Ctx,
    action: &Action,
    given: &[(String, String)],
    defaults: &[(String, String)],
) -> anyhow::Result<Inputs> {
    let mut inputs = given.to_vec();
    let mut prompt = Prompt::new(ctx);
    for name in missing(action, given) {
        let input = &action.input[name];
        let default = defaults
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value);
        let question = question(name, input, default);
        loop {
            let typed = match input.is_secret(name) {
                true => prompt.secret(&question).await?,
                false => prompt.line(&question).await?,
            };
            let value = match (typed.is_empty(), default) {
                (false, _) => typed,
                (true, Some(default)) => default.clone(),
                (true, None) => return Err(left(ctx)),
            };
            let checked = input.parse(&value).and_then(|value| input.check(&value));
            match checked {
                Ok(()) => {
                    inputs.push((name.to_owned(), value));
                    break;
                }
                Err(wrong) => ctx.err.line(line(&wrong))?,
            }
        }
    }
    Ok(inputs)
}

/// Lists the items and asks for the name or the number of one; an empty answer leaves.
pub(super) async fn choose(ctx: &Ctx, title: &str, items: &[Item]) -> anyhow::Result<usize> {
    let width = items.iter().map(|item| item.name.len()).max().unwrap_or(0);
    for (index, item) in items.iter().enumerate() {
        let text = format!(
            "{:>4}  {:width$}  {}",
            index + 1,
            line(&item.name),
            line(&item.about)
        );
        ctx.err.line(text.trim_end())?;
    }
    let mut prompt = Prompt::new(ctx);
    loop {
        let typed = prompt.line(&format!("{title}: ")).await?;
        if typed.trim().is_empty() {
            return Err(left(ctx));
        }
        match meant(typed.trim(), items) {
            Some(index) => return Ok(index),
            None => ctx.err.line("None of them: type a name or a number")?,
        }
    }
}

fn meant(typed: &str, items: &[Item]) -> Option<usize> {
    let named = items.iter().position(|item| item.name == typed);
    let numbered = || {
        typed
            .parse::<usize>()
            .ok()?
            .checked_sub(1)
            .filter(|index| *index < items.len())
    };
    named.or_else(numbered)
}

fn question(name: &str, input: &Input, default: Option<&String>) -> String {
    let about = if input.description.is_empty() {
        &input.prompt
    } else {
        &input.description
    };
    let choice = match &input.kind {
        InputType::List => format!(" [{}]", input.list.join(", ")),
        _ => String::new(),
    };
    let default = default.map(|value| format!(" ({value})")).unwrap_or_default();
    line(&format!("{name}: {about}{choice}{default}: ")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_meant_by_its_name_or_its_number() {
        let items = ["10", "status"].map(|name| Item {
            name: name.to_owned(),
            ..Item::default()
        });
        let meant = |typed| meant(typed, &items);
        assert_eq!(meant("status"), Some(1));
        assert_eq!((meant("1"), meant("2"), meant("10")), (Some(0), Some(1), Some(0)));
        assert_eq!((meant("0"), meant("3"), meant("x")), (None, None, None));
    }

    #[test]
    fn a_question_tells_what_is_wanted_and_what_an_empty_answer_means() {
        let input = Input {
            description: "Whether it stays".to_owned(),
            kind: InputType::List,
            list: vec!["yes".to_owned(), "no".to_owned()],
            ..Input::default()
        };
        let default = "no".to_owned();
        assert_eq!(
            question("stay", &input, Some(&default)),
            "stay: Whether it stays [yes, no] (no): "
        );
    }
}
