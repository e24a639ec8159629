//! How replies are shown.

use std::path::PathBuf;

/// How replies are shown.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArgs {
    /// One JSON document; `--json=legacy` for the bare list of replies older clients write
    #[arg(short, long, value_name = "SHAPE", num_args = 0..=1, require_equals = true, default_missing_value = "document", hide_possible_values = true)]
    pub(crate) json: Option<JsonShape>,
    /// One JSON object per line, as things happen
    #[arg(long)]
    pub(crate) jsonl: bool,
    /// A table of the successful replies
    #[arg(long)]
    pub(crate) table: bool,
    /// Only the names of the nodes that succeeded
    #[arg(long)]
    pub(crate) senders: bool,
    /// Which replies to show: ok, failed, all or none; without it the DDL decides
    #[arg(long, value_name = "MODE", hide_possible_values = true)]
    pub(crate) display: Option<DisplayMode>,
    /// Show only replies this expression holds for, as `ok() && data("status") == "stopped"`
    #[arg(long, value_name = "EXPR")]
    pub(crate) filter_replies: Option<String>,
    /// Answers that are the same once, with the names of all who gave them
    #[arg(long)]
    pub(crate) group: bool,
    /// Replies in order of node name instead of arrival
    #[arg(long)]
    pub(crate) sort: bool,
    /// No word about discovery and progress
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// Show counts, summaries and the last failures while replies arrive, as terminals do anyway
    #[arg(long, overrides_with = "no_live")]
    pub(crate) live: bool,
    /// Only the progress bar while replies arrive
    #[arg(long, overrides_with = "live")]
    pub(crate) no_live: bool,
    /// No progress bar
    #[arg(long = "np", alias = "no-progress")]
    pub(crate) no_progress: bool,
    /// Write the answer to this file
    #[arg(short, long = "output-file", value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Count nodes that do not answer as failed in the exit status
    #[arg(long)]
    pub(crate) strict: bool,
}

/// Shape of the JSON document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum JsonShape {
    /// Replies, statistics and summaries
    Document,
    /// Replies only
    Legacy,
}

/// Which replies to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum DisplayMode {
    /// Successful ones
    Ok,
    /// Failed ones
    Failed,
    /// All
    #[value(alias = "always")]
    All,
    /// None, only summaries and statistics
    None,
}

/// Shape of the answer, in order of precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Names of successful nodes, as lines or as a JSON array.
    Senders {
        /// As a JSON array.
        json: bool,
    },
    /// One document.
    Json(JsonShape),
    /// One object per line.
    JsonLines,
    /// A box of outputs.
    Table,
    /// For people.
    Text,
}

impl OutputArgs {
    /// The shape asked for.
    pub(crate) fn format(&self) -> Format {
        match self {
            Self {
                senders: true, json, ..
            } => Format::Senders { json: json.is_some() },
            Self {
                json: Some(shape), ..
            } => Format::Json(*shape),
            Self { jsonl: true, .. } => Format::JsonLines,
            Self { table: true, .. } => Format::Table,
            _ => Format::Text,
        }
    }

    /// Whether people read the answer while it is being made, so that progress may be shown.
    pub(crate) fn is_for_people(&self) -> bool {
        !self.quiet && matches!(self.format(), Format::Text | Format::Table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senders_win_over_json_over_json_lines_over_the_table() {
        let all = OutputArgs {
            json: Some(JsonShape::Document),
            jsonl: true,
            table: true,
            senders: true,
            ..OutputArgs::default()
        };
        assert_eq!(all.format(), Format::Senders { json: true });
        let three = OutputArgs {
            senders: false,
            ..all
        };
        assert_eq!(three.format(), Format::Json(JsonShape::Document));
        let two = OutputArgs { json: None, ..three };
        assert_eq!(two.format(), Format::JsonLines);
        let one = OutputArgs { jsonl: false, ..two };
        assert_eq!(one.format(), Format::Table);
        assert_eq!(OutputArgs::default().format(), Format::Text);
    }
}
