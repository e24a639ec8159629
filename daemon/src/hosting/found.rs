//! Agents on disk: which DDLs are some, and what runs them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::shelf::{Document, Missing, Shelf};
use crate::external::RESERVED;

/// Names that the Ruby framework's own agents have, which come with the node.
const NOT_RUBY: &[&str] = &["rpcutil", "choria_util", "discovery"];

/// Finds the agents below library folders, again and again.
#[derive(Debug)]
pub(super) struct Finder(Shelf<ddl::Agent>);

/// The agents of one look, the first of each name.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) agents: BTreeMap<String, Candidate>,
    pub(super) missing: Missing,
}

/// An agent that could be hosted.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) document: Document<ddl::Agent>,
    pub(super) kind: Kind,
}

/// What runs its actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    External,
    Ruby,
}

impl Finder {
    pub(super) fn new(libraries: &[PathBuf]) -> Self {
        Self(Shelf::new(libraries, "mcollective/agent", ddl::Agent::from_json))
    }

    /// What is there now.
    pub(super) fn look(&mut self) -> Found {
        let look = self.0.look();
        let mut agents = BTreeMap::new();
        for document in look.documents {
            if let Some(kind) = kind(&document) {
                let name = document.ddl.metadata.name.clone();
                agents.entry(name).or_insert(Candidate { document, kind });
            }
        }
        Found {
            agents,
            missing: look.missing,
        }
    }
}

/// Who runs the agent of a DDL; none when nobody here does.
fn kind(document: &Document<ddl::Agent>) -> Option<Kind> {
    let file = document.path.file_stem()?.to_str()?;
    let metadata = &document.ddl.metadata;
    let name = metadata.name.as_str();
    match metadata.provider.as_deref() {
        Some("external") => {
            let placed = document.is_at_the_top() && file != "tmp";
            let reserved = RESERVED.contains(&file) || RESERVED.contains(&name);
            (placed && !reserved).then_some(Kind::External)
        }
        None | Some("ruby") => {
            let code = document.path.with_extension("rb").is_file();
            (code && file == name && !NOT_RUBY.contains(&name)).then_some(Kind::Ruby)
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    struct Library(tempfile::TempDir);

    impl Library {
        fn write(&self, path: &str, name: &str, provider: &str) {
            let ddl = format!(r#"{{"metadata":{{"name":"{name}","provider":"{provider}"}}}}"#);
            self.text(&format!("{path}.json"), &ddl);
        }

        fn text(&self, path: &str, text: &str) {
            let path = self.path(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }

        fn path(&self, path: &str) -> PathBuf {
            self.0.path().join("mcollective/agent").join(path)
        }
    }

    fn library() -> (Library, Finder) {
        let folder = tempfile::tempdir().unwrap();
        let finder = Finder::new(&[folder.path().to_owned()]);
        (Library(folder), finder)
    }

    fn names(found: &Found) -> Vec<(&str, Kind)> {
        let names = found.agents.iter();
        names.map(|(name, it)| (name.as_str(), it.kind)).collect()
    }

    #[test]
    fn agents_lie_in_the_root_or_in_a_folder_of_their_name() {
        let (library, mut finder) = library();
        library.write("lamp", "lamp", "external");
        library.write("torch/torch", "flare", "external");
        library.write("torch/other", "other", "external");
        library.write("a/b/deep", "deep", "external");
        library.write("tmp", "tmp", "external");
        library.write("scout", "mine", "external");
        library.write("mine", "rpcutil", "external");
        library.write("compiled", "compiled", "golang");
        library.text("notes.txt", "");
        assert_eq!(
            names(&finder.look()),
            [("flare", Kind::External), ("lamp", Kind::External)]
        );
    }

    #[test]
    fn ruby_agents_have_their_code_beside_them_at_any_depth() {
        let (library, mut finder) = library();
        for name in ["package", "nocode", "rpcutil"] {
            library.write(&format!("vendor/x/{name}"), name, "");
        }
        for name in ["package", "rpcutil"] {
            library.text(&format!("vendor/x/{name}.rb"), "");
        }
        assert_eq!(names(&finder.look()), [("package", Kind::Ruby)]);
    }

    #[test]
    fn the_first_of_a_name_counts() {
        let (library, mut finder) = library();
        library.write("a", "lamp", "external");
        library.write("b", "lamp", "external");
        let path = |found: Found| found.agents["lamp"].document.path.clone();
        assert_eq!(path(finder.look()), library.path("a.json"));
        fs::remove_file(library.path("a.json")).unwrap();
        assert_eq!(path(finder.look()), library.path("b.json"));
    }
}
