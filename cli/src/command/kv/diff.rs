//! `mco kv diff`: how two values of a key differ.

use client::kv::{Bucket, Entry, KvError};
use serde_json::json;
use similar::{ChangeTag, TextDiff};

use super::{bucket, show};
use crate::command::Run;
use crate::ctx::{Ctx, Printer};
use crate::exit::Exit;
use crate::out::pretty_two;
use crate::report::Stop;
use crate::theme::Meaning;

/// Lines that are shown around a change.
const AROUND: usize = 3;

/// Show how two values of a key differ.
#[derive(Debug, clap::Args)]
pub(super) struct Diff {
    /// Name of the bucket
    pub(super) bucket: String,
    /// The key
    pub(super) key: String,
    /// Revision of the older value; without it the one before the last
    from: Option<u64>,
    /// Revision of the newer value; without it the last
    to: Option<u64>,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

impl Run for Diff {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let bucket = bucket(ctx, &self.bucket).await?;
        let (from, to) = self.pair(&bucket).await?;
        let (old, new) = (show::text(&from.value), show::text(&to.value));
        if self.json {
            let (plain, _) = unified(&old, &new);
            let document =
                json!({"from": show::entry_json(&from), "to": show::entry_json(&to), "diff": plain});
            ctx.out.line(pretty_two(&document)?)?;
            return Ok(Exit::Done);
        }
        let name = |entry: &Entry| format!("{} > {} revision {}", entry.bucket, entry.key, entry.revision);
        let (_, lines) = unified(&old, &new);
        if lines.is_empty() {
            ctx.err
                .line(format!("{} and {} are the same", from.revision, to.revision))?;
            return Ok(Exit::Done);
        }
        print(
            &ctx.out,
            &format!("--- {}\n+++ {}\n", name(&from), name(&to)),
            &lines,
        )?;
        Ok(Exit::Done)
    }
}

impl Diff {
    async fn pair(&self, bucket: &Bucket) -> anyhow::Result<(Entry, Entry)> {
        if let (Some(from), Some(to)) = (self.from, self.to) {
            return Ok((
                bucket.revision(&self.key, from).await?,
                bucket.revision(&self.key, to).await?,
            ));
        }
        let history = bucket.history(&self.key).await?;
        let no_key = || KvError::NoKey {
            bucket: self.bucket.clone(),
            key: self.key.clone(),
        };
        let to = history.last().cloned().ok_or_else(no_key)?;
        let from = match self.from {
            Some(from) => bucket.revision(&self.key, from).await?,
            None => history.iter().rev().nth(1).cloned().ok_or_else(|| {
                Stop::error(format!("only one value of {} is kept", self.key))
                    .hint("`mco kv history` lists the values, `mco kv add --history N` makes buckets that keep more")
            })?,
        };
        Ok((from, to))
    }
}

/// The difference as text, and line by line with what each line means.
fn unified(old: &str, new: &str) -> (String, Vec<(ChangeTag, String)>) {
    let diff = TextDiff::from_lines(old, new);
    let mut lines = Vec::new();
    for group in diff.grouped_ops(AROUND) {
        if !lines.is_empty() {
            lines.push((ChangeTag::Equal, "...".to_owned()));
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let line = change.value().trim_end_matches('\n');
            lines.push((change.tag(), format!("{}{line}", change.tag())));
        }
    }
    let text = lines.iter().map(|(_, line)| format!("{line}\n")).collect();
    (text, lines)
}

fn print(out: &Printer, head: &str, lines: &[(ChangeTag, String)]) -> std::io::Result<()> {
    let mut text = out.theme.paint(Meaning::Title, head.trim_end());
    text.push('\n');
    for (tag, line) in lines {
        let shown = match tag {
            ChangeTag::Delete => out.theme.paint(Meaning::Bad, line),
            ChangeTag::Insert => out.theme.paint(Meaning::Good, line),
            ChangeTag::Equal => line.clone(),
        };
        text.push_str(&shown);
        text.push('\n');
    }
    out.print(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_lines_are_shown_with_those_around_them() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12";
        let new = "1\ntwo\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13";
        insta::assert_snapshot!(unified(old, new).0, @"
         1
        -2
        +two
         3
         4
         5
        ...
         9
         10
         11
        -12
        +12
        +13
        ");
        assert_eq!(unified("a", "a").0, "");
        assert_eq!(unified("", "a\n").0, "+a\n");
    }
}
