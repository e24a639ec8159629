//! The tables of the file, of which each site sees its own rows.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use protocol::Identity;
use redb::{
    ReadOnlyTable, ReadTransaction, ReadableTable, ReadableTableMetadata, TableDefinition, TableError,
    WriteTransaction,
};

use super::Known;
use super::record::Record;
use super::store::Outcome;

/// Site and node to a record as JSON.
const NODES: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("nodes");

/// Site and node to its facts as JSON.
const FACTS: TableDefinition<'_, &str, &str> = TableDefinition::new("facts");

/// Site and fact to some of its values as JSON.
const VALUES: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("values");

/// Between the site and the rest of a key; neither holds it.
const BETWEEN: char = '\0';
/// Follows every key of a site.
const BEYOND: char = '\u{1}';

/// Nodes of all sites. Beyond, those seen longest ago make room.
const MAX_NODES: u64 = 100_000;

/// Tables being read.
pub(super) struct Reading<'s> {
    pub(super) transaction: ReadTransaction,
    pub(super) site: &'s str,
}

/// The table of facts being read.
pub(super) struct Facts<'r> {
    table: Option<ReadOnlyTable<&'static str, &'static str>>,
    site: &'r str,
}

/// Tables being written.
pub(super) struct Writing<'s> {
    pub(super) transaction: WriteTransaction,
    pub(super) site: &'s str,
    /// Whether no more facts are taken.
    pub(super) full: bool,
}

impl Reading<'_> {
    /// Every node of the site, sorted.
    pub(super) fn all(&self) -> Outcome<Vec<Known>> {
        let mut nodes = Vec::new();
        self.each(|node| {
            nodes.push(node);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(nodes)
    }

    /// Goes through every node of the site, sorted, holding one at a time. Rows that make no sense are left out.
    pub(super) fn each(&self, mut visit: impl FnMut(Known) -> Outcome<ControlFlow<()>>) -> Outcome<()> {
        let Some(table) = there(self.transaction.open_table(NODES))? else {
            return Ok(());
        };
        for row in table.range::<&str>(range(self.site).0.as_str()..range(self.site).1.as_str())? {
            let (key, value) = row?;
            let node = rest(key.value()).and_then(|name| Identity::new(name).ok());
            let record = serde_json::from_slice::<Record>(value.value()).ok();
            if let Some((record, node)) = record.zip(node)
                && visit(record.known(node))?.is_break()
            {
                break;
            }
        }
        Ok(())
    }

    /// Names of nodes that begin like this, sorted. Nothing else of them is looked at.
    pub(super) fn names(&self, beginning: &str) -> Outcome<Vec<Identity>> {
        let Some(table) = there(self.transaction.open_table(NODES))? else {
            return Ok(Vec::new());
        };
        let (first, last) = (key(self.site, beginning), range(self.site).1);
        let mut names = Vec::new();
        for row in table.range::<&str>(first.as_str()..last.as_str())? {
            let (key, _) = row?;
            let Some(name) = rest(key.value()).filter(|name| name.starts_with(beginning)) else {
                break;
            };
            names.extend(Identity::new(name));
        }
        Ok(names)
    }

    /// Goes through those of these nodes that were learned, with their facts.
    pub(super) fn each_of(
        &self,
        nodes: &[Identity],
        mut visit: impl FnMut(Known, &str) -> ControlFlow<()>,
    ) -> Outcome<ControlFlow<()>> {
        let facts = self.facts()?;
        for node in nodes {
            let Some(known) = self.one(node)?.filter(|known| known.learned.is_some()) else {
                continue;
            };
            if visit(known, &facts.of(node.as_str())?).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    pub(super) fn one(&self, node: &Identity) -> Outcome<Option<Known>> {
        let Some(table) = there(self.transaction.open_table(NODES))? else {
            return Ok(None);
        };
        let row = table.get(key(self.site, node.as_str()).as_str())?;
        let record = row.and_then(|row| serde_json::from_slice::<Record>(row.value()).ok());
        Ok(record.map(|record| record.known(node.clone())))
    }

    /// The facts of any node, for looking up many.
    pub(super) fn facts(&self) -> Outcome<Facts<'_>> {
        Ok(Facts {
            table: there(self.transaction.open_table(FACTS))?,
            site: self.site,
        })
    }

    /// Facts of some nodes, until they are `limit` bytes.
    pub(super) fn some_facts(&self, limit: usize) -> Outcome<Vec<String>> {
        let Some(table) = there(self.transaction.open_table(FACTS))? else {
            return Ok(Vec::new());
        };
        let (mut texts, mut size) = (Vec::new(), 0);
        let (first, last) = range(self.site);
        for row in table.range::<&str>(first.as_str()..last.as_str())? {
            let (_, value) = row?;
            size += value.value().len();
            if size > limit {
                break;
            }
            texts.push(value.value().to_owned());
        }
        Ok(texts)
    }

    pub(super) fn values(&self, fact: &str) -> Outcome<BTreeSet<String>> {
        let Some(table) = there(self.transaction.open_table(VALUES))? else {
            return Ok(BTreeSet::new());
        };
        let values = table.get(key(self.site, fact).as_str())?;
        Ok(values.map(|values| decode(values.value())).unwrap_or_default())
    }

    /// Facts that have values.
    pub(super) fn valued(&self) -> Outcome<Vec<String>> {
        let Some(table) = there(self.transaction.open_table(VALUES))? else {
            return Ok(Vec::new());
        };
        let (first, last) = range(self.site);
        let mut names = Vec::new();
        for row in table.range::<&str>(first.as_str()..last.as_str())? {
            names.extend(rest(row?.0.value()).map(str::to_owned));
        }
        Ok(names)
    }
}

impl Facts<'_> {
    /// JSON text; an empty object for a node whose facts are not known.
    pub(super) fn of(&self, node: &str) -> Outcome<String> {
        let found = match &self.table {
            Some(table) => table.get(key(self.site, node).as_str())?,
            None => None,
        };
        Ok(found.map_or_else(|| "{}".to_owned(), |facts| facts.value().to_owned()))
    }
}

impl Writing<'_> {
    pub(super) fn record(&self, node: &str) -> Outcome<Option<Record>> {
        let table = self.transaction.open_table(NODES)?;
        let record = table.get(key(self.site, node).as_str())?;
        Ok(record.and_then(|record| serde_json::from_slice(record.value()).ok()))
    }

    pub(super) fn put(&mut self, node: &str, record: &Record) -> Outcome<()> {
        let bytes = serde_json::to_vec(record).unwrap_or_default();
        let mut table = self.transaction.open_table(NODES)?;
        table.insert(key(self.site, node).as_str(), bytes.as_slice())?;
        Ok(())
    }

    pub(super) fn put_facts(&mut self, node: &str, facts: &str) -> Outcome<()> {
        if self.full {
            return Ok(());
        }
        let mut table = self.transaction.open_table(FACTS)?;
        table.insert(key(self.site, node).as_str(), facts)?;
        Ok(())
    }

    pub(super) fn values(&self, fact: &str) -> Outcome<BTreeSet<String>> {
        let table = self.transaction.open_table(VALUES)?;
        let values = table.get(key(self.site, fact).as_str())?;
        Ok(values.map(|values| decode(values.value())).unwrap_or_default())
    }

    pub(super) fn put_values(&mut self, fact: &str, values: &BTreeSet<String>) -> Outcome<()> {
        let bytes = serde_json::to_vec(values).unwrap_or_default();
        let mut table = self.transaction.open_table(VALUES)?;
        table.insert(key(self.site, fact).as_str(), bytes.as_slice())?;
        Ok(())
    }

    /// Forgets the nodes seen longest ago when there are too many.
    pub(super) fn make_room(&mut self) -> Outcome<()> {
        let mut nodes = self.transaction.open_table(NODES)?;
        let count = nodes.len()?;
        if count <= MAX_NODES {
            return Ok(());
        }
        let mut times = Vec::new();
        for row in nodes.iter()? {
            times.push(seen(row?.1.value()));
        }
        times.sort_unstable();
        // A tenth at once, so that this is rare.
        let surplus = usize::try_from(count - MAX_NODES + MAX_NODES / 10).unwrap_or(usize::MAX);
        let oldest = times.get(surplus).copied().unwrap_or(u64::MAX);
        let mut facts = self.transaction.open_table(FACTS)?;
        let mut gone = Vec::new();
        nodes.retain(|key, value| {
            let stays = seen(value) >= oldest;
            if !stays {
                gone.push(key.to_owned());
            }
            stays
        })?;
        for key in gone {
            facts.remove(key.as_str())?;
        }
        Ok(())
    }
}

fn key(site: &str, rest: &str) -> String {
    format!("{site}{BETWEEN}{rest}")
}

/// The first key of a site, and the first one after it.
fn range(site: &str) -> (String, String) {
    (format!("{site}{BETWEEN}"), format!("{site}{BEYOND}"))
}

fn rest(key: &str) -> Option<&str> {
    key.split_once(BETWEEN).map(|(_, rest)| rest)
}

fn seen(bytes: &[u8]) -> u64 {
    serde_json::from_slice::<Record>(bytes).map_or(0, |record| record.seen())
}

fn decode(bytes: &[u8]) -> BTreeSet<String> {
    serde_json::from_slice(bytes).unwrap_or_default()
}

/// A table nobody has written yet is none.
fn there<T>(opened: Result<T, TableError>) -> Outcome<Option<T>> {
    match opened {
        Ok(table) => Ok(Some(table)),
        Err(TableError::TableDoesNotExist(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
