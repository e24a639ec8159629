//! `mco kv keys`: the keys of a bucket that have a value.

use super::bucket;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::names::Lesson;
use crate::out::pretty_two;
use crate::theme::line;

/// The pattern of all keys.
const EVERY: &str = ">";

/// List the keys of a bucket that have a value.
#[derive(Debug, clap::Args)]
pub(super) struct Keys {
    /// Name of the bucket
    bucket: String,
    /// Only keys like this: * is one part, > at the end is the rest, e.g. `auth.>`
    #[arg(default_value = EVERY, hide_default_value = true)]
    pattern: String,
    /// A JSON array
    #[arg(short, long)]
    json: bool,
}

impl Run for Keys {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let keys = bucket(ctx, &self.bucket).await?.keys_like(&self.pattern).await?;
        if self.pattern == EVERY {
            ctx.learn_names(Lesson::Keys(self.bucket.clone(), keys.clone()))
                .await;
        }
        if keys.is_empty() && !self.json {
            let like = match self.pattern.as_str() {
                EVERY => String::new(),
                pattern => format!(" like {pattern}"),
            };
            ctx.err
                .line(format!("bucket {} has no keys{like}", self.bucket))?;
        }
        match self.json {
            true => ctx.out.line(pretty_two(&keys)?)?,
            false => ctx.out.print(
                keys.iter()
                    .map(|key| format!("{}\n", line(key)))
                    .collect::<String>(),
            )?,
        }
        Ok(Exit::Done)
    }
}
