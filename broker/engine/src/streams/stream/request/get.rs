//! `STREAM.MSG.GET`: one message as a document.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::super::Stream;
use crate::streams::api::Request;
use crate::streams::error::{self, ApiError};
use crate::streams::filter::Filter;
use crate::streams::message::{Message, Nanos};
use crate::streams::moment;

/// Which message is meant, as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    seq: u64,
    last_by_subj: String,
    next_by_subj: String,
    start_time: Option<String>,
    no_hdr: bool,
    batch: i64,
    max_bytes: i64,
}

/// One way to name a message.
#[derive(Debug, PartialEq, Eq)]
enum Selector {
    Seq(u64),
    Time(Nanos),
    Last(Filter),
    NextFromSeq(Filter, u64),
    NextFromTime(Filter, Nanos),
}

#[derive(Debug, Serialize)]
pub(super) struct Answer {
    message: Document,
}

/// `StoredMsg` of the API.
#[derive(Debug, Serialize)]
struct Document {
    subject: Arc<str>,
    seq: u64,
    #[serde(skip_serializing_if = "String::is_empty")]
    hdrs: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    data: String,
    time: String,
}

impl Asked {
    fn selector(&self) -> Result<Selector, ApiError> {
        if self.batch > 0 || self.max_bytes > 0 {
            return Err(error::BAD_REQUEST);
        }
        let start = match &self.start_time {
            Some(text) => Some(moment::parse(text).ok_or(error::BAD_REQUEST)?),
            None => None,
        };
        let filter = |subject: &str| Filter::new([subject]);
        match (self.seq, &*self.last_by_subj, &*self.next_by_subj, start) {
            (0, "", "", Some(time)) => Ok(Selector::Time(time)),
            (1.., "", "", None) => Ok(Selector::Seq(self.seq)),
            (0, "", next, Some(time)) => Ok(Selector::NextFromTime(filter(next), time)),
            (_, "", next, None) if !next.is_empty() => Ok(Selector::NextFromSeq(filter(next), self.seq)),
            (0, last, "", None) if !last.is_empty() => Ok(Selector::Last(filter(last))),
            _ => Err(error::BAD_REQUEST),
        }
    }
}

impl Stream {
    /// The message that is asked for.
    pub(super) fn get(&self, request: &Request) -> Result<Answer, ApiError> {
        let asked: Asked = request.read()?;
        let store = &self.store;
        let found = match asked.selector()? {
            Selector::Seq(seq) => store.read(seq)?,
            Selector::Time(time) => store.read(store.at_time(time)?)?,
            Selector::NextFromSeq(filter, from) => store.next(from, &filter)?,
            Selector::NextFromTime(filter, time) => store.next(store.at_time(time)?, &filter)?,
            Selector::Last(filter) => match store.last(&filter, u64::MAX)? {
                Some(seq) => store.read(seq)?,
                None => None,
            },
        };
        let Message {
            seq,
            time,
            subject,
            headers,
            payload,
        } = found.ok_or(error::NO_MESSAGE)?;
        let headers = if asked.no_hdr { &[] } else { &*headers };
        Ok(Answer {
            message: Document {
                subject,
                seq,
                hdrs: STANDARD.encode(headers),
                data: STANDARD.encode(payload),
                time: moment::text(time),
            },
        })
    }
}
