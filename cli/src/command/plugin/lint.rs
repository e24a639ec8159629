//! `mco plugin lint`: what is wrong with a DDL that loads.

use ddl::{Finding, Severity};
use serde_json::json;

use crate::command::Run;
use crate::command::plugin::document;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{pretty_two, words};
use crate::theme::{Meaning, Theme};

/// Say what is wrong with DDLs
///
/// The exit status is 1 when some part of a DDL cannot work, with --strict also when it may not work everywhere.
#[derive(Debug, clap::Args)]
pub(crate) struct Lint {
    /// DDL files, .json or .yaml, or names of agents known here
    #[arg(required = true, value_name = "DDL")]
    ddls: Vec<String>,
    /// As JSON
    #[arg(short, long)]
    json: bool,
    /// Warnings fail too
    #[arg(long)]
    strict: bool,
}

impl Run for Lint {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let least = if self.strict {
            Severity::Warning
        } else {
            Severity::Error
        };
        let (mut documents, mut failed) = (Vec::new(), false);
        for name in &self.ddls {
            let findings = ddl::lint(&document::load(name, ctx).await?);
            failed |= findings.iter().any(|finding| finding.severity >= least);
            if self.json {
                documents
                    .push(json!({"ddl": name, "findings": findings.iter().map(as_json).collect::<Vec<_>>()}));
            } else {
                ctx.out.print(text(name, &findings, ctx.out.theme))?;
            }
        }
        if self.json {
            ctx.out.line(pretty_two(&documents)?)?;
        }
        Ok(if failed { Exit::Error } else { Exit::Done })
    }
}

fn as_json(finding: &Finding) -> serde_json::Value {
    json!({"path": finding.path, "severity": word(finding.severity), "message": finding.message})
}

fn text(name: &str, findings: &[Finding], theme: Theme) -> String {
    if findings.is_empty() {
        return format!("{name}: fine\n");
    }
    let errors = findings
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .count();
    let mut text = format!(
        "{name}: {}, {}\n",
        words::count(errors, "error"),
        words::count(findings.len() - errors, "warning")
    );
    for finding in findings {
        let meaning = match finding.severity {
            Severity::Error => Meaning::Bad,
            Severity::Warning => Meaning::Warning,
        };
        let severity = theme.paint(meaning, word(finding.severity));
        text.push_str(&format!("  {severity} {}: {}\n", finding.path, finding.message));
    }
    text
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
