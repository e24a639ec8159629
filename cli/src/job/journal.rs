//! Writing down what happens to a job, before anything is built on it.

use std::fs::File;
use std::io::{self, Write};

use client::NodeReply;
use protocol::Identity;
use protocol::rpc::Status;

use crate::job::{Job, JobId, Line};

/// Longest part of a node's message that is kept.
const MAX_MESSAGE: usize = 200;

/// A job in progress and the file that remembers it; only one process has it.
#[derive(Debug)]
pub(crate) struct Journal {
    job: Job,
    file: Option<File>,
    /// Why nothing more is written.
    broken: Option<io::Error>,
}

impl Journal {
    /// A job whose file is open at its end and locked; without a file nothing is remembered.
    pub(crate) fn new(job: Job, file: Option<File>) -> Self {
        Self {
            job,
            file,
            broken: None,
        }
    }

    /// The job so far.
    pub(crate) fn job(&self) -> &Job {
        &self.job
    }

    /// The name to continue it by; none when nothing is remembered.
    pub(crate) fn id(&self) -> Option<&JobId> {
        self.file.as_ref().map(|_| &self.job.id)
    }

    /// Why nothing more is written, if something is wrong.
    pub(crate) fn broken(&self) -> Option<&io::Error> {
        self.broken.as_ref()
    }

    /// Itself, unless something is already wrong with it.
    pub(crate) fn into_broken(self) -> Result<Self, (JobId, io::Error)> {
        match self.broken {
            Some(error) => Err((self.job.id, error)),
            None => Ok(self),
        }
    }

    /// Notes what happened. After a failure nothing more is written, and [`Journal::broken`] tells.
    pub(crate) fn note(&mut self, line: Line) {
        if self.broken.is_none()
            && let Some(file) = &mut self.file
        {
            self.broken = append(file, &line).err();
        }
        // Nothing is sent that could not be noted before.
        if self.broken.is_none() || !matches!(line, Line::Batch { .. }) {
            self.job.take(line);
        }
    }

    /// Notes a node's answer.
    pub(crate) fn reply(&mut self, reply: &NodeReply) {
        // A message may repeat the inputs.
        let secret = !self.job.plan.request.secret.is_empty();
        let failed = reply.reply.statuscode != Status::Ok;
        let message = if failed && !secret {
            reply.reply.statusmsg.chars().take(MAX_MESSAGE).collect()
        } else {
            String::new()
        };
        self.note(Line::Reply {
            node: reply.sender.to_string(),
            code: reply.reply.statuscode.into(),
            msg: message,
        });
    }

    /// Makes sure that what was noted survives a power cut.
    pub(crate) fn sync(&mut self) {
        if self.broken.is_none()
            && let Some(file) = &self.file
        {
            self.broken = file.sync_data().err();
        }
    }
}

/// One write for the whole line, so that only the last can be cut short.
fn append(file: &mut File, line: &Line) -> io::Result<()> {
    let mut bytes = serde_json::to_vec(line)?;
    bytes.push(b'\n');
    file.write_all(&bytes)
}

/// Names as they stand in a file.
pub(crate) fn names(nodes: &[Identity]) -> Vec<String> {
    nodes.iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_the_disk_is_full_no_batch_counts_as_begun() {
        let plan = r#"{"k":"plan","time":"","command":"","request":{"agent":"a","action":"b","data":{}},"collective":"c","filter":{"fact":[],"cf_class":[],"agent":[],"identity":[],"compound":[]},"numbers":{"canary":0,"batch":1,"pause":0},"targets":["n"]}"#;
        let job = Job::read(JobId::random(), &format!("{plan}\n")).unwrap();
        let full = File::options().append(true).open("/dev/full").unwrap();
        let mut journal = Journal::new(job, Some(full));
        journal.note(Line::Batch {
            n: 1,
            of: 1,
            canary: false,
            time: String::new(),
            nodes: vec!["n".to_owned()],
        });
        assert!(journal.broken().is_some());
        assert_eq!(journal.job().standing().not_sent, 1);
    }
}
