//! Layouts of their own that applications bring.

use client::NodeReply;

use crate::theme::Theme;

/// How an application shows all the answers to its question to a person.
pub(crate) trait Layout: Send {
    /// The answers as text; they come in the order to show them.
    fn replies(&self, replies: &[&NodeReply], theme: Theme) -> String;

    /// Whether the DDL's summaries follow.
    fn summaries(&self) -> bool {
        true
    }
}
