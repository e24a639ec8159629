//! Questions to a broker, shown where `TRACE=1` asks for it.

use std::time::Duration;

use client::link::{First, Link, Options, Raw};
use client::streams::Streams;
use serde_json::{Value, json};

use super::show::text;
use crate::ctx::Ctx;
use crate::report::Stop;
use crate::theme::line;

/// Longest wait for an answer.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);
/// How long a broker of a cluster may take longer than the one before it.
const PAUSE: Duration = Duration::from_millis(300);
/// Pages of a list that are asked for; each holds hundreds.
const MAX_PAGES: usize = 10_000;

/// Where a page of a list is empty, and tells only what is not in the list.
const PAST_ALL: u32 = i32::MAX.unsigned_abs();

/// What the subjects of questions say between what they are about and its name.
const VERBS: &[&str] = &[
    "CREATE", "DELETE", "DURABLE", "GET", "INFO", "LIST", "MSG", "NAMES", "NEXT", "PAUSE", "PURGE",
    "SNAPSHOT", "UPDATE",
];
/// Numbers of refusals: there is no such stream, or consumer.
const NO_STREAM: u64 = 10059;
const NO_CONSUMER: u64 = 10014;

const USER: &str = "plugin.choria.network.system.user";
const PASSWORD: &str = "plugin.choria.network.system.password";

/// The API of streams, and what brokers tell of themselves.
pub(in crate::command) struct Api<'a> {
    ctx: &'a Ctx,
    streams: Streams,
    trace: bool,
    /// Whether the connection is this command's own.
    own: bool,
}

impl<'a> Api<'a> {
    /// Over the user's own connection.
    pub(in crate::command) async fn open(ctx: &'a Ctx) -> anyhow::Result<Self> {
        let link = Box::pin(ctx.fleet()).await?.link();
        Ok(Self::over(ctx, link, false))
    }

    /// As the system user.
    pub(super) async fn system(ctx: &'a Ctx) -> anyhow::Result<Self> {
        let config = ctx.config().await?;
        let Some(login) = config.system.clone() else {
            return Err(Stop::error("this needs the system account of the broker")
                .hint(format!(
                    "set {USER} and {PASSWORD} as in the broker's configuration"
                ))
                .into());
        };
        let member = &config.member;
        let patience = PATIENCE.max(member.network.connect_timeout);
        let mut options = Options::from_config(member, "mco broker", First::GiveUpAfter(patience)).await?;
        options.login = Some(login);
        Ok(Self::over(ctx, &Link::connect(options).await?, true))
    }

    fn over(ctx: &'a Ctx, link: &Link, own: bool) -> Self {
        Self {
            trace: ctx.environment.var("TRACE") == Some("1"),
            streams: Streams::new(link),
            ctx,
            own,
        }
    }

    pub(super) fn ctx(&self) -> &Ctx {
        self.ctx
    }

    pub(super) fn link(&self) -> &Link {
        self.streams.link()
    }

    pub(super) fn streams(&self) -> &Streams {
        &self.streams
    }

    /// Asks the API of streams; `tail` follows `$JS.API.`.
    pub(super) async fn ask(&self, tail: &str, body: Option<Value>) -> anyhow::Result<Value> {
        let text = body.as_ref().map(Value::to_string).unwrap_or_default();
        self.tell(">>>", &format!("$JS.API.{tail}"), &text)?;
        let answer = self.streams.ask(tail, body.as_ref()).await;
        match &answer {
            Ok(answer) => self.tell("<<<", &format!("$JS.API.{tail}"), &answer.to_string())?,
            Err(error) => self.tell("<<<", &format!("$JS.API.{tail}"), &error.to_string())?,
        }
        answer.map_err(|error| match (error.err_code(), stream_of(tail)) {
            (Some(NO_STREAM), Some(stream)) => Stop::error(format!("there is no stream {stream}"))
                .hint("`mco broker stream ls --all` shows the streams")
                .into(),
            (Some(NO_CONSUMER), Some(stream)) => {
                let consumer = tail.rsplit('.').next().unwrap_or_default();
                Stop::error(format!("stream {stream} has no consumer {consumer}"))
                    .hint(format!("`mco broker consumer ls {stream}` shows its consumers"))
                    .into()
            }
            _ => error.into(),
        })
    }

    /// Everything a list of the API has, page by page; `key` is the member that holds it.
    pub(super) async fn pages(&self, tail: &str, key: &str, more: &Value) -> anyhow::Result<Vec<Value>> {
        let mut all = Vec::new();
        for _ in 0..MAX_PAGES {
            let mut body = more.clone();
            body["offset"] = json!(all.len());
            let mut page = self.ask(tail, Some(body)).await?;
            let total = page["total"].as_u64().unwrap_or_default();
            let Value::Array(entries) = page[key].take() else {
                break;
            };
            let empty = entries.is_empty();
            all.extend(entries);
            if empty || all.len() as u64 >= total {
                break;
            }
        }
        Ok(all)
    }

    /// Streams that are there and cannot be served, and why; lists leave them out.
    pub(in crate::command) async fn offline(&self) -> anyhow::Result<Vec<(String, String)>> {
        let page = self.ask("STREAM.LIST", Some(json!({"offset": PAST_ALL}))).await?;
        let offline = page["offline"].as_object().into_iter().flatten();
        Ok(offline
            .map(|(name, reason)| (line(name).into_owned(), line(&text(reason)).into_owned()))
            .collect())
    }

    /// Asks every broker at once: `tail` follows `$SYS.REQ.`.
    pub(super) async fn brokers(&self, tail: &str, body: &Value) -> anyhow::Result<Vec<(Value, Duration)>> {
        let subject = format!("$SYS.REQ.{tail}");
        self.tell(">>>", &subject, &body.to_string())?;
        let question = Raw {
            subject: subject.clone(),
            payload: body.to_string().into(),
            ..Raw::default()
        };
        let began = tokio::time::Instant::now();
        let answers = self.link().gather_raw(&question, None, PAUSE, PATIENCE).await?;
        let took = began.elapsed();
        let mut all = Vec::with_capacity(answers.len());
        for answer in answers {
            self.tell("<<<", &subject, &String::from_utf8_lossy(&answer.payload))?;
            all.push((serde_json::from_slice(&answer.payload)?, took));
        }
        if all.is_empty() {
            return Err(Stop::error("no broker answered")
                .hint("is the system user allowed there, and is the subject right?")
                .into());
        }
        Ok(all)
    }

    /// Asks one broker.
    pub(super) async fn broker(&self, tail: &str, body: &Value) -> anyhow::Result<Value> {
        let subject = format!("$SYS.REQ.{tail}");
        self.tell(">>>", &subject, &body.to_string())?;
        let question = Raw {
            subject: subject.clone(),
            payload: body.to_string().into(),
            ..Raw::default()
        };
        let answer = self.link().request_raw(&question, PATIENCE).await?;
        self.tell("<<<", &subject, &String::from_utf8_lossy(&answer.payload))?;
        Ok(serde_json::from_slice(&answer.payload)?)
    }

    /// Ends a connection that was made for this command.
    pub(super) async fn close(&self) {
        if self.own {
            self.link().close().await;
        }
    }

    fn tell(&self, direction: &str, subject: &str, text: &str) -> anyhow::Result<()> {
        if self.trace {
            self.ctx.err.line(format!("{direction} {subject}\n{text}\n"))?;
        }
        Ok(())
    }
}

/// The stream a question of the API is about; `tail` is verbs, then names.
fn stream_of(tail: &str) -> Option<&str> {
    let is_verb = |word: &&str| VERBS.contains(word);
    tail.split('.').skip(1).find(|word| !is_verb(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_of_a_question_follows_its_verbs() {
        assert_eq!(stream_of("STREAM.INFO.ORDERS"), Some("ORDERS"));
        assert_eq!(stream_of("STREAM.MSG.GET.ORDERS"), Some("ORDERS"));
        assert_eq!(stream_of("CONSUMER.DURABLE.CREATE.ORDERS.WORK"), Some("ORDERS"));
        assert_eq!(stream_of("STREAM.LIST"), None);
        assert_eq!(stream_of("INFO"), None);
    }
}
