//! `mco buildinfo`: what this program is made of.

use std::fmt::Write;

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::theme::{Meaning, Theme};

/// Versions of everything the workspace depends on.
const LOCK: &str = include_str!("../../../Cargo.lock");

/// Show what this program is made of.
#[derive(Debug, clap::Args)]
pub(crate) struct Buildinfo {
    /// Also the libraries it was built with
    #[arg(short = 'D', long)]
    dependencies: bool,
}

impl Run for Buildinfo {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        ctx.out.print(report(ctx.out.theme))?;
        if self.dependencies {
            ctx.out
                .print(format!("\n{}", dependencies(LOCK, ctx.out.theme)))?;
        }
        Ok(Exit::Done)
    }
}

fn report(theme: Theme) -> String {
    let kind = if cfg!(debug_assertions) {
        "debug"
    } else {
        "release"
    };
    let target = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    let agents: Vec<&str> = ddl::builtin_names().collect();
    let rows = [
        ("Version", env!("CARGO_PKG_VERSION")),
        ("License", env!("CARGO_PKG_LICENSE")),
        ("Build", kind),
        ("Target", &target),
        ("Protocols", "v1, v2"),
        ("Security Providers", "file, puppet, choria"),
        (
            "Discovery Methods",
            "mc (broadcast), choria (puppetdb), inventory, external, file (flatfile)",
        ),
        ("Known Agents", &agents.join(", ")),
    ];
    let mut text = format!("{}\n\n", theme.paint(Meaning::Title, "Build:"));
    for (label, value) in rows {
        let _ = writeln!(text, "{label:>20}: {value}");
    }
    text
}

fn dependencies(lock: &str, theme: Theme) -> String {
    let mut text = format!("{}\n\n", theme.paint(Meaning::Title, "Libraries:"));
    let quoted = |line: &str| line.split('"').nth(1).map(str::to_owned);
    let mut lines = lock.lines();
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix("name = ").and_then(|_| quoted(line)) {
            let version = lines.next().and_then(quoted).unwrap_or_default();
            let _ = writeln!(text, "{name:>30} {version}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_build_names_version_and_licence() {
        let text = report(Theme::PLAIN);
        assert!(
            text.contains(env!("CARGO_PKG_VERSION")) && text.contains("Apache-2.0"),
            "{text}"
        );
    }

    #[test]
    fn libraries_have_a_name_and_a_version() {
        let lock = "version = 4\n\n[[package]]\nname = \"clap\"\nversion = \"4.5.0\"\nsource = \"x\"\n";
        insta::assert_snapshot!(dependencies(lock, Theme::PLAIN), @"
        Libraries:

                                  clap 4.5.0
        ");
    }
}
