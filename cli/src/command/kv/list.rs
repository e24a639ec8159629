//! `mco kv list`: the buckets, or the keys of one of them as folders.

use std::collections::BTreeMap;

use serde_json::json;

use super::{bucket, buckets, show};
use crate::command::Run;
use crate::command::broker::api::Api;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::names::{BUCKET, Lesson};
use crate::out::{grid, pretty_two};
use crate::theme::line;

/// What parts of keys are separated by.
const SEPARATORS: [char; 2] = ['.', '/'];

/// List the buckets, or the keys of one, folder by folder.
#[derive(Debug, clap::Args)]
pub(super) struct List {
    /// Bucket whose keys are listed
    bucket: Option<String>,
    /// What the keys begin with, e.g. `auth.`
    #[arg(requires = "bucket")]
    prefix: Option<String>,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

impl Run for List {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match &self.bucket {
            None => self.buckets(ctx).await,
            Some(name) => self.folder(ctx, name).await,
        }
    }
}

impl List {
    async fn buckets(&self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let all = buckets(ctx).await?.list().await?;
        let streams = all.iter().map(|one| format!("{BUCKET}{}", one.name));
        ctx.learn_names(Lesson::Streams {
            prefix: BUCKET,
            names: streams.collect(),
        })
        .await;
        for (name, reason) in Api::open(ctx).await?.offline().await? {
            if let Some(name) = name.strip_prefix(BUCKET) {
                let program = ctx.program;
                ctx.err
                    .line(format!("{program}: bucket {name} cannot be served: {reason}"))?;
            }
        }
        if self.json {
            let all: Vec<_> = all.iter().map(show::bucket_json).collect();
            ctx.out.line(pretty_two(&all)?)?;
            return Ok(Exit::Done);
        }
        if all.is_empty() {
            ctx.out.line("No Key-Value stores found")?;
            return Ok(Exit::Done);
        }
        let header = ["Bucket", "History", "Values"].map(str::to_owned).to_vec();
        let rows = all.iter().map(|one| {
            vec![
                line(&one.name).into_owned(),
                one.history.to_string(),
                one.values.to_string(),
            ]
        });
        ctx.out.line(grid(header, rows, &ctx.out))?;
        Ok(Exit::Done)
    }

    async fn folder(&self, ctx: &Ctx, name: &str) -> anyhow::Result<Exit> {
        let keys = bucket(ctx, name).await?.keys().await?;
        ctx.learn_names(Lesson::Keys(name.to_owned(), keys.clone())).await;
        let prefix = self.prefix.as_deref().unwrap_or_default();
        let found = level(&keys, prefix);
        if self.json {
            let found: Vec<_> = found
                .iter()
                .map(|(name, keys)| json!({"name": name, "keys": keys}))
                .collect();
            ctx.out.line(pretty_two(&found)?)?;
        } else if found.is_empty() {
            let like = match prefix {
                "" => String::new(),
                prefix => format!(" that begin with {prefix}"),
            };
            ctx.err.line(format!("bucket {name} has no keys{like}"))?;
        } else {
            let names = found.keys().map(|name| format!("{}\n", line(name)));
            ctx.out.print(names.collect::<String>())?;
        }
        Ok(Exit::Done)
    }
}

/// The keys that begin with `prefix`, those below the next separator as one name that ends with it; how many keys each stands for.
fn level<'k>(keys: &'k [String], prefix: &str) -> BTreeMap<&'k str, usize> {
    let mut names = BTreeMap::new();
    for key in keys.iter().filter(|key| key.starts_with(prefix)) {
        let rest = &key[prefix.len()..];
        let end = rest
            .find(SEPARATORS)
            .map_or(key.len(), |at| prefix.len() + at + 1);
        *names.entry(&key[..end]).or_default() += 1;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_shows_folders_once() {
        let keys = ["auth.password", "auth.username", "motd", "/etc/a", "/etc/b"].map(str::to_owned);
        let shown = |prefix| level(&keys, prefix).into_iter().collect::<Vec<_>>();
        assert_eq!(shown(""), [("/", 2), ("auth.", 2), ("motd", 1)]);
        assert_eq!(shown("auth."), [("auth.password", 1), ("auth.username", 1)]);
        assert_eq!(shown("auth.p"), [("auth.password", 1)]);
        assert_eq!(shown("/"), [("/etc/", 2)]);
        assert_eq!(shown("x"), []);
    }
}
