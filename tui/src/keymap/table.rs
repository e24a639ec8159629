//! Every verb with its name and its keys. The rest of the program knows no keys.

/// Something a key can do. What exactly is up to the component that offers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the table says what each one means")]
pub enum Verb {
    Fleet,
    Run,
    Kv,
    Gov,
    Jobs,
    NextPane,
    PreviousPane,
    Up,
    Down,
    Left,
    Right,
    First,
    Last,
    HalfUp,
    HalfDown,
    PageUp,
    PageDown,
    Find,
    NextMatch,
    PreviousMatch,
    Back,
    Command,
    Help,
    Open,
    Close,
    Quit,
    Mark,
    MarkAll,
    Invert,
    Act,
    Sort,
    View,
    Zoom,
    CopyValue,
    CopyCommand,
    Raw,
    Export,
    Explain,
    Edit,
    New,
    Add,
    Delete,
    Purge,
    Restore,
    Raise,
    Lower,
    Diff,
    Retry,
    RetryFailed,
    Resume,
    Refresh,
    Facets,
    Negate,
    Table,
    SaveSet,
    Sets,
    Learn,
    Cancel,
    Abandon,
    Pause,
    Stop,
    History,
    Repeat,
    Earlier,
    Later,
    MarkFailed,
    MarkSilent,
    Chain,
    Document,
    NextField,
    PreviousField,
    Complete,
    Replan,
    Submit,
    EditCommand,
    SaveDefault,
    Accept,
    Agree,
    Decline,
    Suspend,
    Redraw,
}

/// One verb.
#[derive(Debug)]
pub(super) struct Row {
    /// The verb.
    pub(super) verb: Verb,
    /// Its name in `keys.toml`.
    pub(super) name: &'static str,
    /// Its keys, the one to show first.
    pub(super) keys: &'static [&'static str],
}

const fn row(verb: Verb, name: &'static str, keys: &'static [&'static str]) -> Row {
    Row { verb, name, keys }
}

/// All verbs.
pub(super) const TABLE: &[Row] = &[
    row(Verb::Fleet, "fleet", &["1"]),
    row(Verb::Run, "run", &["2"]),
    row(Verb::Kv, "kv", &["3"]),
    row(Verb::Gov, "gov", &["4"]),
    row(Verb::Jobs, "jobs", &["8"]),
    row(Verb::NextPane, "next-pane", &["tab"]),
    row(Verb::PreviousPane, "previous-pane", &["shift-tab"]),
    row(Verb::Up, "up", &["up", "k"]),
    row(Verb::Down, "down", &["down", "j"]),
    row(Verb::Left, "left", &["left", "h"]),
    row(Verb::Right, "right", &["right", "l"]),
    row(Verb::First, "first", &["g g", "home"]),
    row(Verb::Last, "last", &["G", "end"]),
    row(Verb::HalfUp, "half-up", &["ctrl-u"]),
    row(Verb::HalfDown, "half-down", &["ctrl-d"]),
    row(Verb::PageUp, "page-up", &["pageup"]),
    row(Verb::PageDown, "page-down", &["pagedown"]),
    row(Verb::Find, "find", &["/"]),
    row(Verb::NextMatch, "next-match", &["n"]),
    row(Verb::PreviousMatch, "previous-match", &["N"]),
    row(Verb::Back, "back", &["esc"]),
    row(Verb::Command, "command", &[":"]),
    row(Verb::Help, "help", &["?", "f1"]),
    row(Verb::Open, "open", &["enter"]),
    row(Verb::Close, "close", &["q"]),
    row(Verb::Quit, "quit", &["Q"]),
    row(Verb::Mark, "mark", &["space"]),
    row(Verb::MarkAll, "mark-all", &["ctrl-a"]),
    row(Verb::Invert, "invert", &["*"]),
    row(Verb::Act, "act", &["a"]),
    row(Verb::Sort, "sort", &["s"]),
    row(Verb::View, "view", &["v"]),
    row(Verb::Zoom, "zoom", &["z"]),
    row(Verb::CopyValue, "copy-value", &["y"]),
    row(Verb::CopyCommand, "copy-command", &["Y", "ctrl-y"]),
    row(Verb::Raw, "raw", &["o"]),
    row(Verb::Export, "export", &["O"]),
    row(Verb::Explain, "explain", &["e"]),
    row(Verb::Edit, "edit", &["e"]),
    row(Verb::New, "new", &["n"]),
    row(Verb::Add, "add", &["A"]),
    row(Verb::Delete, "delete", &["D"]),
    row(Verb::Purge, "purge", &["P"]),
    row(Verb::Restore, "restore", &["r"]),
    row(Verb::Raise, "raise", &["+"]),
    row(Verb::Lower, "lower", &["-"]),
    row(Verb::Diff, "diff", &["d"]),
    row(Verb::Retry, "retry", &["r"]),
    row(Verb::RetryFailed, "retry-failed", &["f"]),
    row(Verb::Resume, "resume", &["r"]),
    row(Verb::Refresh, "refresh", &["R"]),
    row(Verb::Facets, "facets", &["f"]),
    row(Verb::Negate, "negate", &["-"]),
    row(Verb::Table, "table", &["t"]),
    row(Verb::SaveSet, "save-set", &["w"]),
    row(Verb::Sets, "sets", &["S"]),
    row(Verb::Learn, "learn", &["L"]),
    row(Verb::Cancel, "cancel", &["x"]),
    row(Verb::Abandon, "abandon", &["X"]),
    row(Verb::Pause, "pause", &["p"]),
    row(Verb::Stop, "stop", &["ctrl-c"]),
    row(Verb::History, "history", &["!"]),
    row(Verb::Repeat, "repeat", &["."]),
    row(Verb::Earlier, "earlier", &["["]),
    row(Verb::Later, "later", &["]"]),
    row(Verb::MarkFailed, "mark-failed", &["F"]),
    row(Verb::MarkSilent, "mark-silent", &["N"]),
    row(Verb::Chain, "chain", &["c"]),
    row(Verb::Document, "document", &["i", "f2"]),
    row(Verb::NextField, "next-field", &["tab", "down"]),
    row(Verb::PreviousField, "previous-field", &["shift-tab", "up"]),
    row(Verb::Complete, "complete", &["tab", "ctrl-space", "ctrl-n"]),
    row(Verb::Replan, "replan", &["f5"]),
    row(Verb::Submit, "submit", &["ctrl-r"]),
    row(Verb::EditCommand, "edit-command", &["ctrl-e"]),
    row(Verb::SaveDefault, "save-default", &["ctrl-s"]),
    row(Verb::Accept, "accept", &["enter"]),
    row(Verb::Agree, "agree", &["y"]),
    row(Verb::Decline, "decline", &["n"]),
    row(Verb::Suspend, "suspend", &["ctrl-z"]),
    row(Verb::Redraw, "redraw", &["ctrl-l"]),
];

impl Verb {
    /// All of them.
    #[cfg(test)]
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.verb)
    }

    /// Its name in `keys.toml`.
    pub fn name(self) -> &'static str {
        let row = TABLE.iter().find(|row| row.verb == self);
        row.map_or("", |row| row.name)
    }

    /// The verb of this name.
    pub fn named(name: &str) -> Option<Self> {
        let row = TABLE.iter().find(|row| row.name == name);
        row.map(|row| row.verb)
    }
}
