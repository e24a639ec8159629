//! Replies for people, in the layout the DDL suggests.

use std::fmt::Write;

use client::NodeReply;
use ddl::{Action, Display, Summaries, Summary};
use protocol::rpc::Status;
use unicode_width::UnicodeWidthStr;

use crate::args::{DisplayMode, OutputArgs};
use crate::ask::{Outcome, Question};
use crate::ctx::Printer;
use crate::out::alike::alike;
use crate::out::footer::name_list;
use crate::out::{Layout, Sink, footer, ordered, value, words};
use crate::theme::{Meaning, Theme, align_right, clean, line, pad};

/// Columns of a node's name in front of its status.
const NAME_WIDTH: usize = 40;

/// Prints replies on arrival where their order does not matter, the rest at the end.
pub(crate) struct Text {
    out: Printer,
    action: Action,
    summaries: Summaries,
    display: Option<DisplayMode>,
    layout: Option<Box<dyn Layout>>,
    sort: bool,
    group: bool,
    verbose: bool,
}

impl Text {
    /// Shows the answers to `question`.
    pub(crate) fn new(
        out: Printer,
        question: &Question,
        args: &OutputArgs,
        layout: Option<Box<dyn Layout>>,
        verbose: bool,
    ) -> Self {
        let action = question.action().clone();
        Self {
            out,
            summaries: Summaries::new(&action),
            action,
            display: args.display,
            layout,
            sort: args.sort,
            group: args.group,
            verbose,
        }
    }

    fn shows(&self, reply: &NodeReply) -> bool {
        shown(reply.reply.statuscode, self.display, self.action.display)
    }

    fn block(&self, reply: &NodeReply) -> String {
        block(line(reply.sender.as_str()).as_ref(), "", reply, self)
    }

    /// The application's layout, which has no place for several names of one answer.
    fn own_layout(&self) -> Option<&dyn Layout> {
        self.layout
            .as_deref()
            .filter(|_| !self.group)
            .map(|layout| layout as &dyn Layout)
    }

    /// What several nodes said alike.
    fn shared(&self, group: &[&NodeReply]) -> String {
        if let [only] = group {
            return self.block(only);
        }
        let names = group.iter().map(|reply| line(reply.sender.as_str()));
        let names: Vec<_> = names.collect();
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        let list = format!("{}\n", name_list(&names, self.out.columns));
        block(&words::count(group.len(), "node"), &list, group[0], self)
    }
}

impl Sink for Text {
    fn prints(&self, reply: &NodeReply) -> bool {
        self.layout.is_none() && !self.sort && !self.group && self.shows(reply)
    }

    fn reply(&mut self, reply: &NodeReply) -> anyhow::Result<()> {
        if let Some(data) = reply.reply.data.as_object() {
            self.summaries.add(data);
        }
        if self.prints(reply) {
            self.out.print(self.block(reply))?;
        }
        Ok(())
    }

    fn finish(&mut self, outcome: &Outcome) -> anyhow::Result<()> {
        let theme = self.out.theme;
        let replies = ordered(outcome, self.sort).into_iter();
        let mut text = String::new();
        if let Some(layout) = self.own_layout() {
            let shown = replies.filter(|reply| shown(reply.reply.statuscode, self.display, Display::Always));
            text.push_str(&layout.replies(&shown.collect::<Vec<_>>(), theme));
        } else if self.group {
            let groups = alike(replies.filter(|reply| self.shows(reply)));
            text.extend(groups.iter().map(|group| self.shared(group)));
        } else if self.sort {
            text.extend(
                replies
                    .filter(|reply| self.shows(reply))
                    .map(|reply| self.block(reply)),
            );
        }
        if self.own_layout().is_none_or(Layout::summaries) {
            text.push_str(&summaries(&self.summaries.finish(), theme));
        }
        if self.own_layout().is_none() || text.is_empty() {
            text.push('\n');
        }
        text.push_str(&footer(outcome, self.verbose, theme, self.out.columns));
        self.out.print(text)?;
        Ok(())
    }
}

/// Whether a reply is shown: the flag decides, else the DDL.
fn shown(status: Status, mode: Option<DisplayMode>, ddl: Display) -> bool {
    let ok = status == Status::Ok;
    match (mode, ddl) {
        (Some(DisplayMode::All), _) | (None, Display::Always) => true,
        (Some(DisplayMode::None), _) | (None, Display::Never) => false,
        (Some(DisplayMode::Ok), _) | (None, Display::Ok) => ok,
        (Some(DisplayMode::Failed), _) | (None, Display::Failed) => !ok,
    }
}

/// One reply: who, how it went, and what it said.
fn block(who: &str, names: &str, reply: &NodeReply, shown: &Text) -> String {
    let (rpc, theme, verbose) = (&reply.reply, shown.out.theme, shown.verbose);
    let head = format!("{} {}", pad(who, NAME_WIDTH), status(rpc.statuscode, theme));
    let mut text = format!("{}\n\n{names}", head.trim_end());
    if rpc.statuscode != Status::Ok {
        let message = theme.paint(Meaning::Warning, clean(rpc.statusmsg.trim_end()));
        let _ = writeln!(text, "{}", indent(&message, "    "));
    } else if !verbose {
        text.push_str(&outputs(reply, &shown.action));
    }
    if verbose {
        let _ = writeln!(text, "{}", indent(&value::show(&rpc.data), "   "));
    }
    text.push('\n');
    text
}

fn status(status: Status, theme: Theme) -> String {
    match status {
        Status::Ok => String::new(),
        Status::Aborted => theme.paint(Meaning::Bad, "Request Aborted"),
        Status::UnknownAction => theme.paint(Meaning::Warning, "Unknown Action"),
        Status::MissingData => theme.paint(Meaning::Warning, "Missing Request Data"),
        Status::InvalidData => theme.paint(Meaning::Warning, "Invalid Request Data"),
        Status::UnknownError => theme.paint(Meaning::Bad, "Unknown Request Status"),
        Status::Other(code) => theme.paint(Meaning::Bad, format!("Unknown Request Status {code}")),
    }
}

/// Labelled outputs, sorted by their name in the DDL, values under each other.
fn outputs(reply: &NodeReply, action: &Action) -> String {
    let Some(data) = reply.reply.data.as_object() else {
        return format!("{}\n", indent(&value::show(&reply.reply.data), "   "));
    };
    let mut data = data.clone();
    action.apply_output_defaults(&mut data);
    let mut rows: Vec<(&str, String)> = data
        .iter()
        .map(|(name, value)| (name.as_str(), value::show(value)))
        .collect();
    rows.sort();
    let labelled: Vec<(String, &str)> = rows
        .iter()
        .map(|(name, value)| (label(action, name), value.as_str()))
        .collect();
    let width = labelled.iter().map(|(label, _)| label.width()).max().unwrap_or(0) + 3;
    let continued = format!("\n{}", " ".repeat(width + 2));
    let mut text = String::new();
    for (label, value) in labelled {
        let row = format!(
            "{}: {}",
            align_right(&label, width),
            value.replace('\n', &continued)
        );
        let _ = writeln!(text, "{}", row.trim_end());
    }
    text
}

/// The label of an output for people; its own name where the DDL has none.
pub(crate) fn label(action: &Action, name: &str) -> String {
    let label = action.output.get(name).map(|output| output.display_as.as_str());
    line(label.filter(|label| !label.is_empty()).unwrap_or(name)).into_owned()
}

/// Every summary with its title.
pub(crate) fn summaries(summaries: &[Summary], theme: Theme) -> String {
    let mut text = String::new();
    for summary in summaries {
        let title = format!("Summary of {}:", line(&summary.title));
        let _ = writeln!(text, "{}\n", theme.paint(Meaning::Title, title));
        if summary.lines.is_empty() {
            let _ = writeln!(
                text,
                "   {}",
                theme.paint(Meaning::Warning, "No summary received")
            );
        }
        for row in &summary.lines {
            let _ = writeln!(text, "{}", indent(&clean(row), "   "));
        }
        text.push('\n');
    }
    text
}

/// Every line of a text moved to the right.
fn indent(text: &str, by: &str) -> String {
    format!("{by}{}", text.replace('\n', &format!("\n{by}")))
}

#[cfg(test)]
mod tests;
