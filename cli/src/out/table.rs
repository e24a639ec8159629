//! A box of outputs: one row per successful reply.

use client::NodeReply;
use comfy_table::ContentArrangement;
use comfy_table::presets::{ASCII_FULL_CONDENSED, UTF8_FULL_CONDENSED};
use ddl::Action;
use protocol::rpc::Status;

use crate::args::OutputArgs;
use crate::ask::{Outcome, Question};
use crate::ctx::Printer;
use crate::out::alike::alike;
use crate::out::{Sink, ordered, text, value};
use crate::theme::line;

/// Writes the box once all answers are in.
pub(crate) struct Table {
    out: Printer,
    action: Action,
    sort: bool,
    group: bool,
}

impl Table {
    /// Tabulates the answers to `question`.
    pub(crate) fn new(out: Printer, question: &Question, args: &OutputArgs) -> Self {
        Self {
            out,
            action: question.action().clone(),
            sort: args.sort,
            group: args.group,
        }
    }
}

impl Sink for Table {
    fn reply(&mut self, _reply: &NodeReply) -> anyhow::Result<()> {
        Ok(())
    }

    fn finish(&mut self, outcome: &Outcome) -> anyhow::Result<()> {
        let outputs: Vec<&str> = self.action.output.keys().map(String::as_str).collect();
        let mut header = vec!["Sender".to_owned()];
        header.extend(outputs.iter().map(|name| text::label(&self.action, name)));
        let replies = ordered(outcome, self.sort).into_iter();
        let good = replies.filter(|reply| reply.reply.statuscode == Status::Ok);
        let groups = match self.group {
            true => alike(good),
            false => good.map(|reply| vec![reply]).collect(),
        };
        let rows = groups.into_iter().map(|group| {
            let data = &group[0].reply.data;
            let names = group.iter().map(|reply| line(reply.sender.as_str()));
            let mut row = vec![names.collect::<Vec<_>>().join("\n")];
            row.extend(
                outputs
                    .iter()
                    .map(|name| data.get(*name).map(value::show).unwrap_or_default()),
            );
            row
        });
        self.out.line(grid(header, rows, &self.out))?;
        Ok(())
    }
}

/// A box with a header, as wide as the printer allows.
pub(crate) fn grid(
    header: Vec<String>,
    rows: impl IntoIterator<Item = Vec<String>>,
    out: &Printer,
) -> String {
    let mut table = comfy_table::Table::new();
    table.load_style(if out.theme.ascii {
        ASCII_FULL_CONDENSED
    } else {
        UTF8_FULL_CONDENSED.with_rounded_corners()
    });
    if let Some(columns) = out.columns {
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(columns).unwrap_or(u16::MAX));
    }
    table.set_header(header);
    table.add_rows(rows);
    table.trim_fmt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::theme::Theme;
    use serde_json::json;

    #[test]
    fn successful_replies_become_rows() {
        let (out, text) = fixture::printer();
        let sorted = OutputArgs {
            sort: true,
            ..OutputArgs::default()
        };
        let mut sink = Table::new(out, &fixture::question("status"), &sorted);
        let outcome = fixture::outcome(vec![
            fixture::ok("web02.lab.test", json!({"status": "running"})),
            fixture::reply("web03.lab.test", Status::Aborted, "no", json!({})),
            fixture::ok("web01.lab.test", json!({"status": "stopped"})),
        ]);
        sink.finish(&outcome).unwrap();
        insta::assert_snapshot!(text.text(), @"
        ╭────────────────┬────────────────╮
        │ Sender         ┆ Service Status │
        ╞════════════════╪════════════════╡
        │ web01.lab.test ┆ stopped        │
        │ web02.lab.test ┆ running        │
        ╰────────────────┴────────────────╯
        ");
    }

    #[test]
    fn ascii_terminals_get_an_ascii_box_that_fits() {
        let (mut out, _) = fixture::printer();
        out.theme = Theme::ASCII;
        out.columns = Some(24);
        let rows = [vec!["uk".to_owned(), "one two three four five".to_owned()]];
        let text = grid(vec!["Collective".to_owned(), "Nodes".to_owned()], rows, &out);
        insta::assert_snapshot!(text, @"
        +-----------+----------+
        | Collectiv | Nodes    |
        | e         |          |
        +======================+
        | uk        | one two  |
        |           | three    |
        |           | four     |
        |           | five     |
        +-----------+----------+
        ");
    }
}
