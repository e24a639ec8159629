//! The facts of a node: what the machine tells of itself, with the configured fact files on top.

mod disks;
pub(crate) mod files;
mod gather;
mod hardware;
mod netlink;
mod network;
mod os;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use protocol::rpc::Object;
use serde_json::Value;
use tracing::warn;

use crate::watched::Stamp;
use gather::Gathered;

/// Built-in facts merged with the configured fact files.
#[derive(Debug)]
pub struct Facts {
    base: Base,
    files: Vec<PathBuf>,
    merged: Mutex<Option<Merged>>,
}

/// What lies under the fact files.
#[derive(Debug)]
enum Base {
    /// Gathered once for all nodes of the process; the members are this node's own and come on top.
    Gathered(Object),
    Fixed(Object),
}

/// The last result and what it was made from.
#[derive(Debug)]
struct Merged {
    generation: u64,
    stamps: Vec<Option<Stamp>>,
    json: Arc<str>,
}

impl Facts {
    /// Gathered facts, with `own` members of this node, then the fact files; later ones win, whole top-level members at a time.
    pub fn gathered(own: Object, files: Vec<PathBuf>) -> Self {
        Self::new(Base::Gathered(own), files)
    }

    /// These facts in place of gathered ones, then the fact files.
    pub fn fixed(facts: Object, files: Vec<PathBuf>) -> Self {
        Self::new(Base::Fixed(facts), files)
    }

    fn new(base: Base, files: Vec<PathBuf>) -> Self {
        Self {
            base,
            files,
            merged: Mutex::default(),
        }
    }

    /// Gathers facts for the first time, if this node needs them and nobody in the process has: it can take a while.
    pub(crate) async fn prepare(&self) {
        if matches!(self.base, Base::Gathered(_)) {
            gather::prepare().await;
        }
    }

    /// Whether getting them looks at files.
    pub(crate) fn are_in_files(&self) -> bool {
        !self.files.is_empty()
    }

    /// The merged facts as JSON text, refreshed when files changed or the gathered part grew old. Takes as long as the file
    /// system does; [`Context::described`](crate::Context::described) does not.
    pub fn json(&self) -> Arc<str> {
        let gathered = match &self.base {
            Base::Gathered(_) => Some(gather::latest()),
            Base::Fixed(_) => None,
        };
        let generation = gathered.as_ref().map_or(0, |gathered| gathered.generation);
        let stamps: Vec<_> = self.files.iter().map(|file| Stamp::of(file)).collect();
        let mut merged = self.merged.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = &*merged
            && known.generation == generation
            && known.stamps == stamps
        {
            return known.json.clone();
        }
        let json: Arc<str> = self.merge(gathered, &stamps, merged.as_ref()).to_string().into();
        *merged = Some(Merged {
            generation,
            stamps,
            json: json.clone(),
        });
        json
    }

    /// Lays the files over the base. A bad file is complained about once for each state of it, however often the rest changes.
    fn merge(&self, gathered: Option<Gathered>, stamps: &[Option<Stamp>], last: Option<&Merged>) -> Value {
        let mut facts = match (&self.base, gathered) {
            (Base::Gathered(own), Some(gathered)) => {
                let mut facts = Object::clone(&gathered.facts);
                facts.extend(own.clone());
                facts
            }
            (Base::Gathered(facts) | Base::Fixed(facts), _) => facts.clone(),
        };
        for (index, file) in self.files.iter().enumerate() {
            match files::read(file) {
                Ok(members) => facts.extend(members),
                Err(error) if last.is_none_or(|last| last.stamps[index] != stamps[index]) => {
                    warn!(file = %file.display(), %error, "fact file is skipped");
                }
                Err(_) => {}
            }
        }
        facts.into()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn object(value: Value) -> Object {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn later_files_win_whole_members_and_bad_files_are_skipped() {
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(name);
        std::fs::write(path("a.yaml"), "country: de\nos:\n  name: Plan9\n").unwrap();
        std::fs::write(path("b.yml"), "country: uk\n").unwrap();
        std::fs::write(path("c.json"), r#"{"rack": 7}"#).unwrap();
        std::fs::write(path("d.json"), "country: nope").unwrap();
        let files = ["a.yaml", "b.yml", "c.json", "d.json", "missing.json"]
            .map(path)
            .to_vec();
        let facts = Facts::fixed(object(json!({"os": {"family": "x"}, "id": 1})), files);
        let merged: Value = serde_json::from_str(&facts.json()).unwrap();
        assert_eq!(
            merged,
            json!({"os": {"name": "Plan9"}, "id": 1, "country": "uk", "rack": 7})
        );
    }

    #[test]
    fn an_edited_file_is_read_again_and_an_untouched_one_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("facts.yaml");
        std::fs::write(&path, "a: 1").unwrap();
        let facts = Facts::fixed(Object::new(), vec![path.clone()]);
        let first = facts.json();
        assert_eq!(&*first, r#"{"a":1}"#);
        assert!(Arc::ptr_eq(&first, &facts.json()));
        std::fs::write(&path, "a: 22").unwrap();
        assert_eq!(&*facts.json(), r#"{"a":22}"#);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(&*facts.json(), "{}");
    }

    #[tokio::test]
    async fn the_machine_tells_what_it_is() {
        let facts = Facts::gathered(object(json!({"mco": {"version": "0"}})), Vec::new());
        facts.prepare().await;
        let facts: Value = serde_json::from_str(&facts.json()).unwrap();
        assert_eq!(facts["kernel"], "Linux");
        assert_eq!(facts["mco"]["version"], "0");
        for pointer in [
            "/os/name",
            "/os/family",
            "/os/architecture",
            "/processors/count",
            "/memory/system/total_bytes",
            "/networking/hostname",
            "/networking/interfaces/lo",
            "/system_uptime/seconds",
            "/virtual",
            "/mountpoints",
        ] {
            assert!(facts.pointer(pointer).is_some(), "{pointer} in {facts:#}");
        }
    }
}
