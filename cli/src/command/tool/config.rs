//! `mco tool config`: the configuration in effect, and what its keys mean.

mod report;

use std::path::PathBuf;

use anyhow::Context;
use client::credentials;
use config::{Problems, Settings};
use regex::Regex;

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::report::Stop;

use report::{Facts, Trust};

/// Show the configuration in effect; with a pattern, what the keys that match it mean.
#[derive(Debug, clap::Args)]
pub(crate) struct Config {
    /// Regular expression for the names of keys
    #[arg(value_name = "REGEX")]
    key: Option<String>,
    /// Only the names of the keys
    #[arg(short, long)]
    list: bool,
}

impl Run for Config {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let pattern = self.key.as_deref().map(Regex::new).transpose();
        let pattern = pattern.context("the search term is not a regular expression")?;
        let settings = ctx.settings()?;
        let keys = settings.explain().filter(|explained| {
            pattern
                .as_ref()
                .is_none_or(|pattern| pattern.is_match(&explained.name))
        });
        let keys: Vec<_> = keys.collect();
        if keys.is_empty() {
            let term = self.key.as_deref().unwrap_or_default();
            return Err(Stop::error(format!("no configuration key matches {term:?}"))
                .hint("`mco tool config -l` lists them all")
                .into());
        }
        if self.list {
            let names: String = keys
                .iter()
                .map(|explained| format!("{}\n", explained.name))
                .collect();
            ctx.out.print(names)?;
        } else if self.key.is_some() {
            let columns = if ctx.out.terminal { ctx.width } else { 80 };
            ctx.out.print(report::keys(&keys, columns, ctx.out.theme))?;
        } else {
            ctx.out
                .print(report::overview(&facts(&settings, ctx), ctx.out.theme))?;
        }
        Ok(Exit::Done)
    }
}

fn facts(settings: &Settings, ctx: &Ctx) -> Facts {
    let set = settings
        .keys()
        .filter_map(|key| Some((key.to_owned(), settings.value(key)?, settings.source(key))));
    let (member, trust) = match settings.client(&ctx.environment) {
        Ok(loaded) => {
            let trust = trust(&loaded.config.member);
            (Some(loaded.config.member), trust)
        }
        Err(Problems(problems)) => {
            let errors = problems.iter().map(ToString::to_string).collect();
            (
                None,
                Trust {
                    files: Vec::new(),
                    errors,
                },
            )
        }
    };
    Facts {
        files: settings.files().to_vec(),
        trust,
        member,
        set: set.collect(),
    }
}

/// Whether the credentials can be read and used.
fn trust(member: &config::Member) -> Trust {
    let wrong = credentials::caller(member)
        .err()
        .map(|error| format!("{:#}", anyhow::Error::from(error)));
    Trust {
        files: files(member),
        errors: wrong.into_iter().collect(),
    }
}

/// Every credential file the configuration names.
fn files(member: &config::Member) -> Vec<(&'static str, PathBuf)> {
    let mut files = Vec::new();
    if let Some(token) = &member.security.token {
        files.push(("Token", token.token.clone()));
        files.push(("Seed", token.seed.clone()));
    }
    if let Ok(tls) = credentials::tls(member) {
        if let Some((certificate, key)) = tls.identity {
            files.push(("Certificate", certificate));
            files.push(("Private key", key));
        }
        files.extend(tls.ca.map(|ca| ("CA", ca)));
    }
    files
}
