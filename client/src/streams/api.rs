//! Questions of the API.

use std::time::Duration;

use async_nats::StatusCode;
use async_nats::jetstream::stream::RawMessage;
use bytes::Bytes;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::error::Refusal;
use super::{Config, Info, Stored, StreamError, Streams, code};

/// First tokens of every question.
const PREFIX: &str = "$JS.API";

/// Longest wait for an answer; a cluster that chooses a new leader takes its time.
const PATIENCE: Duration = Duration::from_secs(5);

/// Pages of a list that are asked for; each holds hundreds, and a broker that never comes to an end must not hold us.
const MAX_PAGES: usize = 10_000;

#[derive(Deserialize)]
struct Answer {
    error: Option<Refusal>,
}

#[derive(Deserialize)]
struct Page<T> {
    #[serde(default)]
    total: u64,
    streams: Option<Vec<T>>,
}

#[derive(Deserialize)]
struct Found {
    message: RawMessage,
}

#[derive(Deserialize)]
struct Purged {
    #[serde(default)]
    purged: u64,
}

impl Streams {
    /// Describes a stream.
    pub async fn info(&self, stream: &str) -> Result<Info, StreamError> {
        self.request(&format!("STREAM.INFO.{stream}"), None::<&()>).await
    }

    /// Makes a stream; one that is there with the same settings is as good.
    pub async fn create(&self, config: &Config) -> Result<Info, StreamError> {
        self.request(&format!("STREAM.CREATE.{}", config.name), Some(config))
            .await
    }

    /// Gives a stream other settings.
    pub async fn update(&self, config: &Config) -> Result<Info, StreamError> {
        self.request(&format!("STREAM.UPDATE.{}", config.name), Some(config))
            .await
    }

    /// Removes a stream and all that is in it.
    pub async fn delete(&self, stream: &str) -> Result<(), StreamError> {
        self.request::<IgnoredAny>(&format!("STREAM.DELETE.{stream}"), None::<&()>)
            .await
            .map(drop)
    }

    /// Names of the streams that keep subjects of a pattern, in the broker's order.
    pub async fn names(&self, subjects: &str) -> Result<Vec<String>, StreamError> {
        self.pages("STREAM.NAMES", subjects).await
    }

    /// The streams that keep subjects of a pattern, in the broker's order.
    pub async fn list(&self, subjects: &str) -> Result<Vec<Info>, StreamError> {
        self.pages("STREAM.LIST", subjects).await
    }

    /// Removes the messages of a stream; how many there were.
    pub async fn purge(&self, stream: &str) -> Result<u64, StreamError> {
        let purged: Purged = self
            .request(&format!("STREAM.PURGE.{stream}"), None::<&()>)
            .await?;
        Ok(purged.purged)
    }

    /// The message with a number; none when it is gone.
    pub async fn message(&self, stream: &str, sequence: u64) -> Result<Option<Stored>, StreamError> {
        self.get(stream, &json!({"seq": sequence})).await
    }

    /// The last message on a subject.
    pub(crate) async fn last(&self, stream: &str, subject: &str) -> Result<Option<Stored>, StreamError> {
        self.get(stream, &json!({"last_by_subj": subject})).await
    }

    /// Removes one message; false when there was none. `erase` overwrites its bytes as well.
    pub async fn delete_message(
        &self,
        stream: &str,
        sequence: u64,
        erase: bool,
    ) -> Result<bool, StreamError> {
        let verb = format!("STREAM.MSG.DELETE.{stream}");
        let which = match erase {
            true => json!({"seq": sequence}),
            false => json!({"seq": sequence, "no_erase": true}),
        };
        match self.request::<IgnoredAny>(&verb, Some(&which)).await {
            Ok(_) => Ok(true),
            Err(error) if matches!(error.err_code(), Some(code::NO_MESSAGE | code::NO_SEQUENCE)) => Ok(false),
            // Some servers have no number of their own for it.
            Err(StreamError::Refused { description, .. }) if description.contains("no message found") => {
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    /// The last message on a subject, from whichever server keeps a copy; for streams that allow it.
    pub(crate) async fn direct_last(
        &self,
        stream: &str,
        subject: &str,
    ) -> Result<Option<Stored>, StreamError> {
        self.direct(&format!("{PREFIX}.DIRECT.GET.{stream}.{subject}"), Bytes::new())
            .await
    }

    /// The message with a number, likewise.
    pub(crate) async fn direct_message(
        &self,
        stream: &str,
        sequence: u64,
    ) -> Result<Option<Stored>, StreamError> {
        let which = json!({"seq": sequence}).to_string();
        self.direct(&format!("{PREFIX}.DIRECT.GET.{stream}"), which.into())
            .await
    }

    async fn direct(&self, subject: &str, which: Bytes) -> Result<Option<Stored>, StreamError> {
        let answer = self.link.ask(subject, None, which, PATIENCE).await;
        let answer = answer.map_err(|error| StreamError::of_api(error, self.link.server()))?;
        match answer.status {
            None => Stored::from_direct(subject, answer).map(Some),
            Some(StatusCode::NOT_FOUND) => Ok(None),
            Some(status) => Err(StreamError::Refused {
                code: status.as_u16().into(),
                err_code: 0,
                description: answer.description.unwrap_or_else(|| status.to_string()),
            }),
        }
    }

    async fn get(&self, stream: &str, which: &serde_json::Value) -> Result<Option<Stored>, StreamError> {
        let verb = format!("STREAM.MSG.GET.{stream}");
        match self.request::<Found>(&verb, Some(which)).await {
            Ok(found) => Stored::from_api(&verb, found.message).map(Some),
            Err(error) if error.err_code() == Some(code::NO_MESSAGE) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn pages<T: DeserializeOwned>(&self, verb: &str, subjects: &str) -> Result<Vec<T>, StreamError> {
        let mut all = Vec::new();
        for _ in 0..MAX_PAGES {
            let which = json!({"subject": subjects, "offset": all.len()});
            let page: Page<T> = self.request(verb, Some(&which)).await?;
            let streams = page.streams.unwrap_or_default();
            let empty = streams.is_empty();
            all.extend(streams);
            if empty || all.len() as u64 >= page.total {
                break;
            }
        }
        Ok(all)
    }

    /// Asks the API; `body` is what the question says besides its subject.
    pub(super) async fn request<T: DeserializeOwned>(
        &self,
        verb: &str,
        body: Option<&impl Serialize>,
    ) -> Result<T, StreamError> {
        let subject = format!("{PREFIX}.{verb}");
        let understood = |error| StreamError::malformed(&subject, error);
        let body = body.map(serde_json::to_vec).transpose().map_err(understood)?;
        let body = Bytes::from(body.unwrap_or_default());
        let answer = self.link.ask(&subject, None, body, PATIENCE).await;
        let answer = answer.map_err(|error| StreamError::of_api(error, self.link.server()))?;
        let refusal: Answer = serde_json::from_slice(&answer.payload).map_err(understood)?;
        match refusal.error {
            Some(refusal) => Err(StreamError::refused(refusal, self.link.server())),
            None => serde_json::from_slice(&answer.payload).map_err(understood),
        }
    }
}
