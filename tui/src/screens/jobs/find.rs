//! Narrowing the list to jobs that hold some words.

use super::Jobs;
use super::layout::Focus;
use super::paint::state_word;
use crate::component::Hint;
use crate::effect::Effect;
use crate::job::JobRow;
use crate::keymap::Verb;
use crate::session::Session;
use crate::widgets::field::Field;

impl Jobs {
    /// The verbs answered while it is typed what jobs must hold.
    pub(super) fn finding_offers() -> Vec<Hint> {
        vec![
            Hint::new(Verb::Accept, "keep these"),
            Hint::new(Verb::Back, "show all"),
        ]
    }

    /// Begins to type what jobs must hold.
    pub(super) fn begin_finding(&mut self) {
        self.parts.focus = Focus::List;
        self.finding = Some(Field::new(self.found.as_str()));
    }

    /// Types what jobs must hold.
    pub(super) fn find(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some(field) = &self.finding else {
            return Vec::new();
        };
        field.text().clone_into(&mut self.found);
        self.sift_here();
        self.ask(session)
    }

    /// Ends typing.
    pub(super) fn end_finding(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        self.finding = None;
        if verb == Verb::Back {
            self.show_all();
        }
        self.ask(session)
    }

    /// Lists all jobs again.
    pub(super) fn show_all(&mut self) {
        if !self.found.is_empty() {
            self.found.clear();
            self.sift_here();
        }
    }

    fn sift_here(&mut self) {
        let here = self.current().map(|row| row.id.clone());
        self.sift(here.as_deref());
    }

    /// Lists the jobs that hold the words; the cursor goes to this job where it is listed.
    pub(super) fn sift(&mut self, here: Option<&str>) {
        let words: Vec<String> = self.found.split_whitespace().map(str::to_lowercase).collect();
        let holds = |row: &JobRow| {
            let text = format!("{} {} {}", row.id, row.what, state_word(row.state)).to_lowercase();
            words.iter().all(|word| text.contains(word.as_str()))
        };
        let rows = self.rows().iter().enumerate();
        self.shown = rows.filter(|(_, row)| holds(row)).map(|(at, _)| at).collect();
        self.list.set_len(self.shown.len());
        if let Some(place) = here.and_then(|id| self.place_of(id)) {
            self.list.select(place);
        }
    }
}
