//! Streams go into archives and come back from them.

use std::time::Duration;

use bytes::Bytes;
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::time::timeout;

use super::error::Refusal;
use super::{StreamError, Streams};
use crate::link::{LinkError, Raw};

/// Bytes of one part on its way in; on its way out the broker is asked for twice as many.
const PART: usize = 64 * 1024;
/// How long a broker may be silent in the middle of an archive.
const PATIENCE: Duration = Duration::from_secs(10);
/// Status of the end of a whole archive.
const WHOLE: u16 = 204;

/// What is to be in an archive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ArchiveOptions {
    /// The consumers of the stream as well.
    pub consumers: bool,
    /// The broker looks at every message before it begins.
    pub check: bool,
}

/// Why an archive was not written, or not taken.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// The broker refused, or did not answer.
    #[error(transparent)]
    Stream(#[from] StreamError),
    /// The connection does not work.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The broker fell silent.
    #[error("the broker sent nothing for {after:?}")]
    Silent {
        /// How long was waited.
        after: Duration,
    },
    /// The broker gave up in the middle.
    #[error("the broker stopped: {reason} ({code})")]
    Stopped {
        /// Of HTTP's classes.
        code: u16,
        /// In its words.
        reason: String,
    },
    /// The file cannot be read or written.
    #[error("the archive cannot be read or written")]
    File(#[from] std::io::Error),
}

impl Streams {
    /// Writes the archive of a stream; `progress` hears how many bytes were written so far.
    ///
    /// - **Shape:** the result is what belongs beside the archive to restore it, an object of `config` and `state`.
    pub async fn backup(
        &self,
        stream: &str,
        options: ArchiveOptions,
        to: &mut (impl AsyncWrite + Unpin),
        progress: &mut (dyn FnMut(u64) + Send),
    ) -> Result<Value, ArchiveError> {
        let inbox = self.link.new_inbox();
        let mut parts = self.link.subscribe_raw(&inbox, None).await?;
        let order = json!({
            "deliver_subject": inbox,
            "no_consumers": !options.consumers,
            "jsck": options.check,
            "chunk_size": 2 * PART,
        });
        let mut begun = self
            .ask(&format!("STREAM.SNAPSHOT.{stream}"), Some(&order))
            .await?;
        let mut written = 0;
        loop {
            let part = timeout(PATIENCE, parts.next()).await;
            let part = part.map_err(|_| ArchiveError::Silent { after: PATIENCE })?;
            let part = part.ok_or(LinkError::Closed)?;
            match part.status {
                Some((WHOLE, _)) => break,
                Some((code, reason)) => return Err(ArchiveError::Stopped { code, reason }),
                None if part.payload.is_empty() => break,
                None => {}
            }
            if let Some(subject) = part.reply {
                let taken = Raw {
                    subject,
                    ..Raw::default()
                };
                self.link.publish_raw(&taken).await?;
            }
            to.write_all(&part.payload).await?;
            written += part.payload.len() as u64;
            progress(written);
        }
        to.flush().await?;
        Ok(json!({"config": begun["config"].take(), "state": begun["state"].take()}))
    }

    /// Makes a stream of an archive; `what` is what [`backup`](Self::backup) gave, with the settings it is to have.
    ///
    /// - **Shape:** the result is the API's description of the stream.
    pub async fn restore(
        &self,
        what: &Value,
        from: &mut (impl AsyncRead + Unpin),
        progress: &mut (dyn FnMut(u64) + Send),
    ) -> Result<Value, ArchiveError> {
        let name = what["config"]["name"].as_str().unwrap_or_default();
        let subject = format!("STREAM.RESTORE.{name}");
        let begun = self.ask(&subject, Some(what)).await?;
        let to = begun["deliver_subject"].as_str();
        let to =
            to.ok_or_else(|| StreamError::malformed(&subject, "it does not say where the archive goes"))?;
        let (mut part, mut sent) = (vec![0; PART], 0);
        loop {
            let length = from.read(&mut part).await?;
            let payload = Bytes::copy_from_slice(&part[..length]);
            let answer = self.link.ask(to, None, payload, PATIENCE).await;
            let answer = answer.map_err(StreamError::from)?;
            if !answer.payload.is_empty() {
                return Ok(self.outcome(to, &answer.payload)?);
            }
            sent += length as u64;
            progress(sent);
        }
    }

    /// Asks the API anything it knows, and gives its answer as it is; `tail` is what follows `$JS.API.`.
    pub async fn ask(&self, tail: &str, body: Option<&Value>) -> Result<Value, StreamError> {
        self.request(tail, body).await
    }

    fn outcome(&self, subject: &str, text: &[u8]) -> Result<Value, StreamError> {
        let mut answer: Value =
            serde_json::from_slice(text).map_err(|error| StreamError::malformed(subject, error))?;
        match answer["error"].take() {
            Value::Null => Ok(answer),
            refusal => {
                let refusal: Refusal = serde_json::from_value(refusal)
                    .map_err(|error| StreamError::malformed(subject, error))?;
                Err(StreamError::refused(refusal, self.link.server()))
            }
        }
    }
}
