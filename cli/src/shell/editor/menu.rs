//! The list of what could be typed, below the line: Tab opens it and goes through it, letters narrow it.

use tui::report::Candidate;
use tui::text;
use unicode_width::UnicodeWidthStr;

use crate::complete::Completion;
use crate::theme::Theme;

/// Widest column of words; longer ones push their descriptions away.
const MAX_WORD: usize = 28;

/// Candidates around the cursor's word, one of which may stand in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Menu {
    /// The line before the word.
    head: String,
    /// The line behind the cursor.
    tail: String,
    /// The word as it was typed.
    word: String,
    candidates: Vec<Candidate>,
    chosen: Option<usize>,
}

/// A change of the line before its cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// Byte offset of what goes, up to the cursor.
    pub(super) from: usize,
    /// What comes in its place.
    pub(super) text: String,
}

/// What Tab does on a line without a menu: a change of the line, a menu, or both. Nothing fits where there is neither.
pub(super) fn open(line: &str, cursor: usize, found: Completion) -> (Option<Edit>, Option<Menu>) {
    let Some((head, word)) = line
        .get(..cursor)
        .and_then(|text| text.split_at_checked(found.from))
    else {
        return (None, None);
    };
    let edit = |text: String| Edit {
        from: head.len(),
        text,
    };
    if let [only] = found.candidates.as_slice() {
        return (Some(edit(whole(only))), None);
    }
    let shared = shared(&found.candidates);
    let grows = shared.len() > word.len() && shared.starts_with(word);
    let word = if grows { shared } else { word };
    let menu = Menu {
        head: head.to_owned(),
        tail: line[cursor..].to_owned(),
        word: word.to_owned(),
        chosen: None,
        candidates: found.candidates.clone(),
    };
    let edit = grows.then(|| edit(shared.to_owned()));
    (edit, (!menu.candidates.is_empty()).then_some(menu))
}

impl Menu {
    /// Whether the line is as this menu left it.
    pub(super) fn fits(&self, line: &str, cursor: usize) -> bool {
        self.typed(line, cursor).is_some_and(|word| word == self.now())
    }

    /// The word at the cursor, if it is still the one this menu is about.
    pub(super) fn typed<'l>(&self, line: &'l str, cursor: usize) -> Option<&'l str> {
        let word = line.strip_prefix(&self.head)?.strip_suffix(&self.tail)?;
        let behind = cursor == self.head.len() + word.len();
        let one = !word.contains(char::is_whitespace) || word == self.now();
        (behind && one).then_some(word)
    }

    /// The word that stands in the line.
    fn now(&self) -> &str {
        let chosen = self.chosen.and_then(|index| self.candidates.get(index));
        chosen.map_or(&self.word, |one| &one.value)
    }

    /// Puts the next candidate into the line, or the one before; beyond the ends stands what was typed.
    pub(super) fn step(&mut self, forward: bool) -> Edit {
        let last = self.candidates.len().saturating_sub(1);
        self.chosen = match (self.chosen, forward) {
            (None, true) => Some(0),
            (None, false) => Some(last),
            (Some(index), true) => (index < last).then_some(index + 1),
            (Some(index), false) => index.checked_sub(1),
        };
        Edit {
            from: self.head.len(),
            text: self.now().to_owned(),
        }
    }

    /// Ends the chosen word; none while nothing is chosen.
    pub(super) fn taken(&self) -> Option<Edit> {
        let chosen = self.candidates.get(self.chosen?)?;
        Some(Edit {
            from: self.head.len(),
            text: whole(chosen),
        })
    }

    /// Puts back what was typed.
    pub(super) fn left(&self) -> Edit {
        Edit {
            from: self.head.len(),
            text: self.word.clone(),
        }
    }

    /// The same menu after another word was typed; none where it has nothing to offer.
    pub(super) fn narrowed(&self, word: &str, candidates: Vec<Candidate>) -> Option<Self> {
        let settled =
            matches!(candidates.as_slice(), [] | [_]) && candidates.iter().all(|one| one.value == word);
        (!settled).then(|| Self {
            word: word.to_owned(),
            chosen: None,
            candidates,
            ..self.clone()
        })
    }

    /// So many rows of it, in columns that are there, and how far it goes on.
    pub(super) fn shown(&self, columns: usize, rows: usize, theme: Theme) -> String {
        let more = if theme.ascii { "..." } else { "…" };
        let rows = rows.max(1);
        let count = self.candidates.len();
        let first = self.chosen.map_or(0, |index| (index + 1).saturating_sub(rows));
        let widths = self.candidates.iter().map(|one| one.value.width());
        let width = widths.max().unwrap_or(0).min(MAX_WORD);
        let mut text = String::new();
        for (index, one) in self.candidates.iter().enumerate().skip(first).take(rows) {
            let mark = if self.chosen == Some(index) {
                mark(theme)
            } else {
                "  "
            };
            let row = match one.about.as_str() {
                "" => format!("{mark}{}", one.value),
                about => format!("{mark}{}  {about}", text::pad(&one.value, width)),
            };
            text.push('\n');
            let row = text::fit(text::line(&row).trim_end(), columns.saturating_sub(1), more);
            text.push_str(row.trim_end());
        }
        if count > rows {
            let at = self
                .chosen
                .map_or(String::new(), |index| format!("{} of ", index + 1));
            let legend = format!("  {at}{count}: Tab and arrows choose, Enter takes it, letters narrow");
            text.push('\n');
            let legend = text::fit(&legend, columns.saturating_sub(1), more);
            text.push_str(legend.trim_end());
        }
        text
    }
}

/// What the row of the chosen candidate begins with.
pub(super) fn mark(theme: Theme) -> &'static str {
    if theme.ascii { "> " } else { "▸ " }
}

/// A candidate with what follows it.
fn whole(one: &Candidate) -> String {
    let space = if one.complete { " " } else { "" };
    format!("{}{space}", one.value)
}

/// What all candidates begin with.
fn shared(candidates: &[Candidate]) -> &str {
    let Some((first, others)) = candidates.split_first() else {
        return "";
    };
    let first = first.value.as_str();
    let same = |other: &Candidate| {
        let pairs = first.char_indices().zip(other.value.chars());
        let apart = pairs.into_iter().find(|((_, one), two)| one != two);
        apart.map_or(first.len().min(other.value.len()), |((at, _), _)| at)
    };
    &first[..others.iter().map(same).min().unwrap_or(first.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(from: usize, values: &[(&str, &str)]) -> Completion {
        let candidates = values.iter().map(|(value, about)| Candidate {
            value: (*value).to_owned(),
            about: (*about).to_owned(),
            complete: !value.ends_with('='),
        });
        Completion {
            from,
            candidates: candidates.collect(),
        }
    }

    fn edit(from: usize, text: &str) -> Option<Edit> {
        Some(Edit {
            from,
            text: text.to_owned(),
        })
    }

    #[test]
    fn tab_takes_the_only_word_and_what_several_have_in_common() {
        assert_eq!(
            open("x fin", 5, found(2, &[("find", "")])),
            (edit(2, "find "), None)
        );
        let (grown, menu) = open("res", 3, found(0, &[("restart", ""), ("restore", "")]));
        assert_eq!(grown, edit(0, "rest"));
        assert!(menu.unwrap().fits("rest", 4));
        assert_eq!(open("nope", 4, found(0, &[])), (None, None));
        assert_eq!(open("é", 1, found(0, &[("x", "")])), (None, None));
    }

    #[test]
    fn steps_go_round_and_come_back_to_what_was_typed() {
        let values = [("service=", ""), ("shell", "")];
        let (_, menu) = open("do s -v", 4, found(3, &values));
        let mut menu = menu.unwrap();
        assert_eq!(menu.taken(), None);
        assert_eq!(Some(menu.step(true)), edit(3, "service="));
        assert!(menu.fits("do service= -v", 11) && !menu.fits("do service= -v", 3));
        assert_eq!(menu.taken(), edit(3, "service="));
        assert_eq!(Some(menu.step(true)), edit(3, "shell"));
        assert_eq!(menu.taken(), edit(3, "shell "));
        assert_eq!(Some(menu.step(true)), edit(3, "s"));
        assert_eq!(Some(menu.step(false)), edit(3, "shell"));
        assert_eq!(Some(menu.left()), edit(3, "s"));
    }

    #[test]
    fn letters_narrow_it_until_the_word_ends() {
        let (_, menu) = open("f", 1, found(0, &[("find", ""), ("facts", "")]));
        let menu = menu.unwrap();
        assert_eq!(menu.typed("fi", 2), Some("fi"));
        assert_eq!(menu.typed("f ", 2), None);
        assert_eq!(menu.narrowed("find", found(0, &[("find", "")]).candidates), None);
        assert!(
            menu.narrowed("fi", found(0, &[("find", "")]).candidates)
                .is_some()
        );
    }

    #[test]
    fn a_menu_has_the_room_it_gets() {
        let values = [
            ("find", "Find nodes"),
            ("facts", "Count the values of a fact"),
            ("fg", ""),
        ];
        let (_, menu) = open("f", 1, found(0, &values));
        let mut menu = menu.unwrap();
        insta::assert_snapshot!(menu.shown(80, 3, Theme::PLAIN), @"
        find   Find nodes
        facts  Count the values of a fact
        fg
        ");
        menu.step(false);
        insta::assert_snapshot!(menu.shown(24, 2, Theme::ASCII), @"
          facts  Count the v...
        > fg
          3 of 3: Tab and ar...
        ");
    }
}
