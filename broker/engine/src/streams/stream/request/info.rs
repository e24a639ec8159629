//! `STREAM.INFO`, with the subjects and the gaps if they are asked for.

use serde::Deserialize;

use super::super::Stream;
use crate::streams::api::{Request, StreamInfo, SubjectPage};
use crate::streams::error::ApiError;
use crate::streams::filter::Filter;
use crate::streams::message::Nanos;

/// Subjects in one answer.
const SUBJECTS: usize = 100_000;
/// Bytes of them, and what one takes beside its letters: half of what may wait for a peer.
const SUBJECT_BYTES: usize = 32 * 1024 * 1024;
const ENTRY: usize = 32;
/// Sequences that are gone, in one answer.
const GAPS: usize = 100_000;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    deleted_details: bool,
    subjects_filter: String,
    offset: usize,
}

impl Stream {
    /// What the API tells about it to who asks for more or less.
    pub(super) fn detail(&self, request: &Request, now: Nanos) -> Result<StreamInfo, ApiError> {
        let asked: Asked = request.read()?;
        let mut info = self.info(now);
        // Even those who ask for no subjects are told about pages of them.
        let mut page = SubjectPage::default();
        if asked.deleted_details {
            info.state.deleted = self.store.gaps(GAPS);
        }
        if !asked.subjects_filter.is_empty() {
            let all = self.store.subjects(&Filter::new([&*asked.subjects_filter]));
            if !all.is_empty() {
                page = SubjectPage {
                    total: all.len(),
                    offset: asked.offset,
                    limit: SUBJECTS,
                };
            }
            let page = all.into_iter().skip(asked.offset).take(SUBJECTS);
            let mut bytes = 0;
            let page = page.take_while(|(subject, _)| {
                bytes += subject.len() + ENTRY;
                bytes <= SUBJECT_BYTES
            });
            let counts = page.map(|(subject, totals)| (subject, totals.messages));
            info.state.subjects = counts.collect();
        }
        info.page = Some(page);
        Ok(info)
    }
}
