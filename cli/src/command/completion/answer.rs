//! What shells are told: the candidates for a word, one to a line.
//!
//! The first line says how to go on: `nospace` when what follows is a part of the same word, `files` or `folders` when the shell
//! should name those too, else `-`. Each other line is a candidate in the shell's own form.

use std::fmt::Write;

use super::Shell;
use crate::complete::{Line, Matching, Offer, Paths, Words, find, ranked};
use crate::ctx::Ctx;

/// Where bash cuts words unless somebody told it otherwise.
const BREAKS: &str = " \t\n\"'@><=;|&(:";

/// For bash: every candidate as it replaces what bash takes for the word, which begins behind a quote or a break character.
pub(super) async fn to_line(ctx: &Ctx, line: &str, breaks: Option<&str>) -> String {
    let line = Line::before(line, line.len());
    let Some((_program, before)) = line.words.split_first() else {
        return String::new();
    };
    let words = Words {
        before,
        word: &line.word,
        agent: None,
    };
    let found = find(ctx, words).await;
    let paths = found.paths;
    let settled = line.settled(breaks.unwrap_or(BREAKS));
    let offers = ranked(found, &line.word, Matching::Prefix);
    let mut text = head(&offers, paths);
    for offer in &offers {
        if let Some(rest) = offer.text.get(settled..).filter(|rest| line.quote.can_hold(rest)) {
            let _ = writeln!(text, "{}", line.quote.inside(rest));
        }
    }
    text
}

/// For shells that quote for themselves: whole words with their descriptions.
pub(super) async fn to_words(ctx: &Ctx, words: &[String], shell: Shell) -> String {
    let Some((_program, [before @ .., word])) = words.split_first() else {
        return String::new();
    };
    let words = Words {
        before,
        word,
        agent: None,
    };
    let found = find(ctx, words).await;
    let paths = found.paths;
    let offers = ranked(found, word, Matching::PrefixElseAll);
    let mut text = head(&offers, paths);
    for offer in offers {
        text.push_str(&match shell {
            Shell::Zsh => for_zsh(&offer),
            _ => format!("{}\t{}\n", offer.text, offer.about),
        });
    }
    text
}

fn head(offers: &[Offer], paths: Option<Paths>) -> String {
    let space = offers.iter().any(|offer| !offer.complete).then_some("nospace");
    let paths = paths.map(|paths| match paths {
        Paths::Any => "files",
        Paths::Folders => "folders",
    });
    let said: Vec<&str> = [space, paths].into_iter().flatten().collect();
    format!(
        "{}\n",
        if said.is_empty() {
            "-".to_owned()
        } else {
            said.join(" ")
        }
    )
}

/// `=` or, where the word goes on, `+`; then the word, of which everything behind the first bare colon is the description.
fn for_zsh(offer: &Offer) -> String {
    let mark = if offer.complete { '=' } else { '+' };
    let text = offer.text.replace('\\', r"\\").replace(':', r"\:");
    format!("{mark}{text}:{}\n", offer.about)
}
