//! Reads node names from a file: text, JSON or YAML.

mod names;

use std::io;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use protocol::{Filter, Identity, NodeView};
use tokio::time::Instant;

use super::{Discover, DiscoverError, Found, Progress, Query, unique};
use crate::files;

/// Larger than the list of the largest cell, with the answers around the names.
const MAX_FILE: u64 = 256 << 20;

/// What a node list is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON when it begins like JSON, else text.
    Auto,
    /// One name per line; blank lines and lines that begin with `#` are skipped.
    Text,
    /// A list of names or of objects with a `sender` or `certname`, a document with `replies`, or JSON lines.
    Json,
    /// The same as YAML.
    Yaml,
}

/// The `file` (also `flatfile`) method, and `--nodes`.
#[derive(Debug)]
pub struct Flatfile {
    source: Source,
    format: Format,
    path: Option<String>,
}

#[derive(Debug)]
enum Source {
    File(PathBuf),
    Stdin,
    Text { name: String, text: String },
}

impl Flatfile {
    /// Reads this file, whose extension tells the format; `-` is standard input.
    pub fn new(path: PathBuf) -> Self {
        let format = match path.extension().and_then(|extension| extension.to_str()) {
            Some("json") => Format::Json,
            Some("yaml" | "yml") => Format::Yaml,
            _ => Format::Auto,
        };
        let source = match path == Path::new("-") {
            true => Source::Stdin,
            false => Source::File(path),
        };
        Self {
            source,
            format,
            path: None,
        }
    }

    /// Takes names from text that was already read; `name` is what mistakes are reported under.
    pub fn from_text(name: &str, text: String) -> Self {
        let source = Source::Text {
            name: name.to_owned(),
            text,
        };
        Self {
            source,
            format: Format::Auto,
            path: None,
        }
    }

    /// Reads it in this format, whatever its name.
    pub fn with_format(self, format: Format) -> Self {
        Self { format, ..self }
    }

    /// Takes the names from the list that this path, written as for a fact, finds in a JSON or YAML document.
    pub fn with_query(self, path: String) -> Self {
        Self {
            path: Some(path),
            ..self
        }
    }

    /// The names of a text list, duplicates included; `name` is what mistakes are reported under.
    pub(crate) fn names(name: &str, text: &str) -> Result<Vec<Identity>, DiscoverError> {
        names::read(text, Format::Text, None).map_err(|mistake| mistake.of(name.to_owned()))
    }

    fn display_name(&self) -> String {
        match &self.source {
            Source::File(path) => path.display().to_string(),
            Source::Stdin => "-".to_owned(),
            Source::Text { name, .. } => name.clone(),
        }
    }

    async fn text(&self) -> io::Result<String> {
        match &self.source {
            Source::File(path) => {
                let path = path.clone();
                blocking(move || files::read_text(&path, MAX_FILE)).await
            }
            Source::Stdin => blocking(|| files::read_text_from(io::stdin().lock(), MAX_FILE)).await,
            Source::Text { text, .. } => Ok(text.clone()),
        }
    }
}

#[async_trait]
impl Discover for Flatfile {
    fn name(&self) -> &'static str {
        "file"
    }

    async fn discover(&self, query: &Query, progress: &mut Progress<'_>) -> Result<Found, DiscoverError> {
        let began = Instant::now();
        check_filter(self.name(), &query.filter)?;
        let name = self.display_name();
        let text = match self.text().await {
            Ok(text) => text,
            Err(source) => return Err(DiscoverError::Unreadable { name, source }),
        };
        let named = names::read(&text, self.format, self.path.as_deref());
        let named = named.map_err(|mistake| mistake.of(name))?;
        let wanted = Filter {
            identity: query.filter.identity.clone(),
            ..Filter::default()
        };
        let mut nodes = unique(named);
        nodes.retain(|node| is_wanted(&wanted, node));
        nodes.iter().for_each(progress);
        Ok(Found {
            nodes,
            method: self.name(),
            took: began.elapsed(),
        })
    }
}

/// A list of names says nothing about facts and classes. The one agent of the request that follows is let pass.
fn check_filter(method: &'static str, filter: &Filter) -> Result<(), DiscoverError> {
    let kinds = [
        ("fact", filter.fact.is_empty()),
        ("class", filter.cf_class.is_empty()),
        ("agent", filter.agent.len() < 2),
        ("compound", filter.compound.is_empty()),
    ];
    match kinds.into_iter().find(|(_, usable)| !usable) {
        Some((what, _)) => Err(DiscoverError::Unsupported { method, what }),
        None => Ok(()),
    }
}

fn is_wanted(filter: &Filter, node: &Identity) -> bool {
    filter.is_empty() || filter.matches(NodeView::named(node.as_str()))
}

async fn blocking(read: impl FnOnce() -> io::Result<String> + Send + 'static) -> io::Result<String> {
    tokio::task::spawn_blocking(read)
        .await
        .unwrap_or_else(|stopped| Err(io::Error::other(stopped)))
}

#[cfg(test)]
mod tests;
