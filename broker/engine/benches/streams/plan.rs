//! What was asked for.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, bail, ensure};

/// What can be measured on its own.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Part {
    Publish,
    Read,
    Idle,
    Lookup,
    Rpc,
}

pub(crate) struct Plan {
    pub(crate) parts: Vec<Part>,
    pub(crate) publishers: Vec<usize>,
    /// Messages of one publisher on the way at once.
    pub(crate) window: usize,
    /// How long each rate is measured.
    pub(crate) time: Duration,
    /// Messages to read.
    pub(crate) messages: usize,
    /// Keys of the bucket.
    pub(crate) keys: usize,
    pub(crate) streams: usize,
    /// Consumers of each idle stream.
    pub(crate) consumers: usize,
    /// Nodes that answer a broadcast.
    pub(crate) nodes: usize,
    /// Runs of everything short; the median counts.
    pub(crate) repeat: usize,
    /// Where the servers keep their messages: the disk that is measured.
    pub(crate) folder: PathBuf,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            parts: Vec::new(),
            publishers: vec![1, 64, 256],
            window: 1,
            time: Duration::from_secs(2),
            messages: 1_000_000,
            keys: 1_000_000,
            streams: 1000,
            consumers: 10,
            nodes: 500,
            repeat: 3,
            folder: std::env::temp_dir(),
        }
    }
}

impl Plan {
    pub(crate) fn read(words: &[&str]) -> Result<Self> {
        let mut plan = Self::default();
        let mut words = words.iter().copied();
        while let Some(word) = words.next() {
            if let Some(part) = part(word) {
                plan.parts.push(part);
            } else if let Some(value) = words.next() {
                plan.set(word, value)?;
            } else {
                bail!("{word} is no part and no option with its value");
            }
        }
        if plan.parts.is_empty() {
            plan.parts = vec![Part::Publish, Part::Read, Part::Idle, Part::Lookup, Part::Rpc];
        }
        ensure!(plan.repeat > 0, "--repeat must be at least 1");
        Ok(plan)
    }

    fn set(&mut self, option: &str, value: &str) -> Result<()> {
        match option {
            "--publishers" => {
                self.publishers = value.split(',').map(str::parse).collect::<Result<_, _>>()?;
            }
            "--window" => self.window = value.parse()?,
            "--seconds" => self.time = Duration::from_secs(value.parse()?),
            "--messages" => self.messages = value.parse()?,
            "--keys" => self.keys = value.parse()?,
            "--streams" => self.streams = value.parse()?,
            "--consumers" => self.consumers = value.parse()?,
            "--nodes" => self.nodes = value.parse()?,
            "--repeat" => self.repeat = value.parse()?,
            "--folder" => self.folder = value.into(),
            _ => bail!("{option} is no option"),
        }
        Ok(())
    }
}

fn part(word: &str) -> Option<Part> {
    Some(match word {
        "publish" => Part::Publish,
        "read" => Part::Read,
        "idle" => Part::Idle,
        "lookup" => Part::Lookup,
        "rpc" => Part::Rpc,
        _ => return None,
    })
}
