//! Which command of `mco` words name.

use super::{Command, Known};
use crate::args::later_command;
use crate::report::Stop;
use crate::shell::keyword;
use crate::shell::parse::Word;

/// A command, or an action of the agent in use.
pub(super) fn named(words: &[Word], known: Known<'_>) -> Result<Command, Stop> {
    let Some(Word {
        text: first, quoted, ..
    }) = words.first()
    else {
        return Err(Stop::error("a command is missing"));
    };
    let forced = first.strip_prefix("./").filter(|_| !quoted);
    let used = known.agent;
    if let Some(action) = forced {
        let Some(agent) = used else {
            return Err(Stop::error(format!(
                "{first} is an action of the agent in use, and there is none"
            ))
            .hint("`use AGENT` chooses one"));
        };
        return Ok(request(&agent.metadata.name, Some(action), &words[1..]));
    }
    if known.catalog.has(&[first]) || first.starts_with('!') {
        return Ok(command(words));
    }
    if let Some(agent) = used {
        let name = &agent.metadata.name;
        if agent.action(first).is_some() {
            return Ok(request(name, Some(first), &words[1..]));
        }
        if let Some(action) = known.action
            && (first.contains('=') || first.starts_with('-'))
        {
            return Ok(request(name, Some(action), words));
        }
    }
    if known.agents.contains(first) || later_command(first).is_some() || first.starts_with('-') {
        return Ok(command(words));
    }
    Err(unknown(first, known))
}

/// What was probably meant.
fn unknown(word: &str, known: Known<'_>) -> Stop {
    let mut names: Vec<String> = keyword::KEYWORDS
        .iter()
        .map(|keyword| keyword.name.to_owned())
        .collect();
    names.extend(known.catalog.names());
    names.extend(known.agents.iter().cloned());
    let actions = known
        .agent
        .map(|agent| agent.actions.as_slice())
        .unwrap_or_default();
    names.extend(actions.iter().map(|action| action.name.clone()));
    let what = match known.agent {
        Some(agent) => format!(
            "neither a command, an action of {}, nor an agent known here",
            agent.metadata.name
        ),
        None => "neither a command nor an agent known here".to_owned(),
    };
    let hint = match client::nearest(word, &names) {
        Some(near) => format!("did you mean {near}?"),
        None => "`help` lists what there is".to_owned(),
    };
    Stop::error(format!("{word:?} is {what}")).hint(hint)
}

/// The words as they are, but for the flag that is the shell's own.
pub(super) fn command(words: &[Word]) -> Command {
    let own = |word: &&Word| word.text == "--no-filter" && !word.quoted;
    Command {
        no_filter: words.iter().any(|word| own(&word)),
        words: words
            .iter()
            .filter(|word| !own(word))
            .map(|word| word.text.clone())
            .collect(),
    }
}

fn request(agent: &str, action: Option<&str>, rest: &[Word]) -> Command {
    let mut request = command(rest);
    let head = ["rpc", agent].into_iter().chain(action).map(str::to_owned);
    request.words.splice(0..0, head);
    request
}
