//! `mco pki show`: what certificates say, and how long they live.

use std::path::PathBuf;
use std::time::SystemTime;

use protocol::security::x509::CertificateInfo;
use time::OffsetDateTime;
use time::macros::format_description;

use super::Folder;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::grid;
use crate::pki::{Credential, Pki, inspect};
use crate::report::Stop;

/// List the site's certificates and tokens and when they end, or show one file
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    #[command(flatten)]
    folder: Folder,
    /// A certificate file; the whole folder when not given
    file: Option<PathBuf>,
}

impl Run for Show {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let now = ctx.clock.now();
        if let Some(file) = self.file {
            anyhow::ensure!(
                file.extension().is_none_or(|extension| extension != "jwt"),
                "{file} is a token: `mco jwt view {file}` shows it",
                file = file.display()
            );
            if file.is_dir() {
                let file = file.display();
                return Err(Stop::error(format!("{file} is a folder"))
                    .hint(format!(
                        "`mco pki show --dir {file}` shows the site whose authority is there"
                    ))
                    .into());
            }
            let info = inspect(&file)?;
            ctx.out.print(sheet(&info, now))?;
            return Ok(if info.not_after > now {
                Exit::Done
            } else {
                Exit::Error
            });
        }
        let mut rows = Vec::new();
        for entry in Pki::open(&self.folder.dir)?.entries()? {
            let kind = entry.kind.map_or("authority", crate::pki::Kind::word);
            let end = entry.credential.end();
            let name = match &entry.credential {
                Credential::Certificate(info) if entry.name.is_empty() => {
                    info.common_name.clone().unwrap_or_default()
                }
                _ => entry.name.clone(),
            };
            rows.push(vec![
                kind.to_owned(),
                name,
                entry.credential.word().to_owned(),
                entry.credential.key().to_owned(),
                day(end),
                remaining(end, now),
            ]);
        }
        let header = ["Kind", "Name", "Credential", "Key", "Ends", "Left"].map(str::to_owned);
        ctx.out.line(grid(header.into(), rows, &ctx.out))?;
        Ok(Exit::Done)
    }
}

fn sheet(info: &CertificateInfo, now: SystemTime) -> String {
    let name = |name: &Option<String>| name.clone().unwrap_or_else(|| "none".to_owned());
    let rows = [
        ("Name", name(&info.common_name)),
        ("Also named", info.alt_names.join(", ")),
        ("Issued by", name(&info.issuer)),
        ("Authority", if info.is_ca { "yes" } else { "no" }.to_owned()),
        ("Key", info.key.clone()),
        ("Valid from", day(info.not_before)),
        (
            "Ends",
            format!("{} ({})", day(info.not_after), remaining(info.not_after, now)),
        ),
        ("Serial", info.serial.clone()),
        ("SHA-256", info.fingerprint.clone()),
    ];
    rows.iter()
        .map(|(label, value)| format!("{label:>12}: {value}\n"))
        .collect()
}

fn day(time: SystemTime) -> String {
    OffsetDateTime::from(time)
        .format(format_description!("[year]-[month]-[day]"))
        .unwrap_or_else(|_| "unknown".to_owned())
}

fn remaining(end: SystemTime, now: SystemTime) -> String {
    match end.duration_since(now) {
        Ok(left) => format!("{} days", left.as_secs() / (24 * 60 * 60)),
        Err(_) => "ended".to_owned(),
    }
}
