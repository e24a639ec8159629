//! In which order the list is.

/// An order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in super::super) struct Sort {
    /// By what.
    pub(in super::super) column: Column,
    /// Whether the greatest come first.
    pub(in super::super) descending: bool,
}

/// What the list can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in super::super) enum Column {
    /// The name.
    #[default]
    Identity,
    /// Whether they answer, silent ones first.
    Standing,
    /// When they last answered.
    Seen,
    /// How many classes they have.
    Classes,
    /// How many agents they host.
    Agents,
}

impl Sort {
    /// The order after this one, as somebody steps through them.
    pub(in super::super) fn next(self) -> Self {
        let (column, descending) = match self.column {
            Column::Identity => (Column::Standing, false),
            Column::Standing => (Column::Seen, true),
            Column::Seen => (Column::Classes, true),
            Column::Classes => (Column::Agents, true),
            Column::Agents => (Column::Identity, false),
        };
        Self { column, descending }
    }

    /// In words.
    pub(in super::super) fn name(self) -> &'static str {
        match self.column {
            Column::Identity => "identity",
            Column::Standing => "silent first",
            Column::Seen => "seen",
            Column::Classes => "classes",
            Column::Agents => "agents",
        }
    }

    /// Whether a node's place changes when it answers.
    pub(super) fn moves_with_answers(self) -> bool {
        matches!(self.column, Column::Standing | Column::Seen)
    }
}
