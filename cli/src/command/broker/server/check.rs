//! Checks for monitoring: one line with figures, and the exit status that plugins have.

mod broker;
mod stream;
mod verdict;

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

pub(super) use verdict::Verdict;

/// Check for monitoring: 0 is fine, 1 a warning, 2 critical, 3 unknown
#[derive(Debug, clap::Subcommand)]
pub(super) enum Check {
    #[command(visible_alias = "conn")]
    Connection(broker::Connection),
    #[command(visible_alias = "str")]
    Stream(stream::Stream),
    #[command(visible_alias = "con")]
    Consumer(stream::Consumer),
    Kv(stream::Bucket),
    #[command(visible_alias = "js")]
    Jetstream(broker::Streams),
    #[command(visible_alias = "srv")]
    Server(broker::Server),
    #[command(visible_alias = "raft")]
    Meta(broker::Meta),
}

impl Run for Check {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let mut verdict = Verdict::new(self.name());
        let outcome = match self {
            Self::Connection(check) => check.judge(ctx, &mut verdict).await,
            Self::Stream(check) => check.judge(ctx, &mut verdict).await,
            Self::Consumer(check) => check.judge(ctx, &mut verdict).await,
            Self::Kv(check) => check.judge(ctx, &mut verdict).await,
            Self::Jetstream(check) => check.judge(ctx, &mut verdict).await,
            Self::Server(check) => check.judge(ctx, &mut verdict).await,
            Self::Meta(check) => check.judge(ctx, &mut verdict).await,
        };
        if let Err(error) = outcome {
            // Monitoring reads one line of the answer, and nothing else.
            verdict.critical(format!("{error:#}"));
        }
        ctx.out.line(verdict.line())?;
        Ok(Exit::Check(verdict.health()))
    }
}

impl Check {
    fn name(&self) -> String {
        match self {
            Self::Connection(_) => "connection".to_owned(),
            Self::Stream(check) => check.stream.clone(),
            Self::Consumer(check) => check.consumer.clone(),
            Self::Kv(check) => check.bucket.clone(),
            Self::Jetstream(_) => "jetstream".to_owned(),
            Self::Server(check) => check.name.clone(),
            Self::Meta(_) => "meta".to_owned(),
        }
    }
}
