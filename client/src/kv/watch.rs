//! Hearing of every change of a bucket.

use crate::streams::{Read, Reader};

use super::{Entry, KvError};

/// What a watch tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Update {
    /// A value that was there at the beginning, or a change.
    Entry(Entry),
    /// Everything that was there at the beginning has been told; comes once.
    Current,
}

/// Tells every change of a bucket, over any number of reconnects: none is lost as long as the bucket keeps it.
#[derive(Debug)]
pub struct Watch {
    pub(super) bucket: String,
    pub(super) prefix: String,
    pub(super) reader: Reader,
}

impl Watch {
    /// The next change. Cancel-safe.
    ///
    /// - **Errors:** [`KvError::NoBucket`] once the bucket was removed
    pub async fn next(&mut self) -> Result<Update, KvError> {
        loop {
            let read = self.reader.next().await;
            match read.map_err(|error| KvError::of_bucket(&self.bucket, error))? {
                Read::Current => return Ok(Update::Current),
                Read::Message(stored) => {
                    if let Some(entry) = Entry::from_stored(&self.bucket, &self.prefix, stored) {
                        return Ok(Update::Entry(entry));
                    }
                }
            }
        }
    }

    /// Everything up to now.
    pub(super) async fn until_current(mut self) -> Result<Vec<Entry>, KvError> {
        let mut entries = Vec::new();
        while let Update::Entry(entry) = self.next().await? {
            entries.push(entry);
        }
        Ok(entries)
    }
}
