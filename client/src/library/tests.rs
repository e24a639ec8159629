use super::*;

const DDL: &str = r#"{"metadata":{"name":"NAME","description":"d","author":"a","license":"Apache-2.0","version":"VERSION",
"url":"https://example.net","timeout":5},"actions":[]}"#;

fn ddl(name: &str, version: &str) -> String {
    DDL.replace("NAME", name).replace("VERSION", version)
}

/// A library over one folder with these files below it.
fn library(files: &[(&str, String)]) -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let library = Library::new(vec![folder.path().to_owned()]);
    (folder, library)
}

fn error(library: &Library, folder: &Path, name: &str) -> String {
    let error = library.agent(name).unwrap_err().to_string();
    error.replace(&folder.display().to_string(), "LIB")
}

#[test]
fn shipped_ddls_beat_files() {
    let (_folder, library) = library(&[("choria/agent/rpcutil.json", ddl("rpcutil", "99"))]);
    assert_ne!(library.agent("rpcutil").unwrap().metadata.version, "99");
}

#[test]
fn the_last_file_of_a_name_wins() {
    let (folder, one) = library(&[
        ("choria/agent/a/nrpe.json", ddl("nrpe", "1")),
        ("choria/agent/b/nrpe.json", ddl("nrpe", "2")),
        ("mcollective/agent/nrpe.json", ddl("nrpe", "3")),
    ]);
    assert_eq!(one.agent("nrpe").unwrap().metadata.version, "3");

    let (later, _) = library(&[("choria/agent/nrpe.json", ddl("nrpe", "4"))]);
    let both = Library::new(vec![folder.path().to_owned(), later.path().to_owned()]);
    assert_eq!(both.agent("nrpe").unwrap().metadata.version, "4");
}

#[test]
fn yaml_is_read_as_well() {
    let yaml = "metadata: {name: nrpe, description: d, author: a, license: l, version: '7', url: u, timeout: 5}\nactions: []\n";
    let (_folder, library) = library(&[("choria/agent/nrpe.yaml", yaml.into())]);
    assert_eq!(library.agent("nrpe").unwrap().metadata.version, "7");
}

#[test]
fn names_are_sorted_and_told_once() {
    let (_folder, library) = library(&[
        ("choria/agent/zeta.json", ddl("zeta", "1")),
        ("mcollective/agent/zeta.json", ddl("zeta", "1")),
        ("choria/agent/README.md", String::new()),
        ("choria/data/other.json", String::new()),
    ]);
    let names = library.names();
    assert!(names.contains(&"rpcutil".to_owned()));
    assert!(names.is_sorted());
    assert_eq!(names.iter().filter(|name| *name == "zeta").count(), 1);
    assert!(!names.iter().any(|name| name == "other" || name == "README"));
}

#[test]
fn unknown_agents_come_with_a_suggestion() {
    let (folder, library) = library(&[("choria/agent/nettest.json", ddl("nettest", "1"))]);
    insta::assert_snapshot!(error(&library, folder.path(), "netest"), @"no agent netest is known here, did you mean nettest?");
    insta::assert_snapshot!(error(&library, folder.path(), "zzz"), @"no agent zzz is known here");
}

#[test]
fn broken_files_are_named() {
    let (folder, library) = library(&[
        ("choria/agent/broken.json", "{".into()),
        ("choria/agent/alias.json", ddl("nettest", "1")),
        ("choria/agent/huge.json", " ".repeat((MAX_FILE + 1) as usize)),
    ]);
    insta::assert_snapshot!(error(&library, folder.path(), "broken"), @"LIB/choria/agent/broken.json is not a usable DDL");
    insta::assert_snapshot!(error(&library, folder.path(), "alias"), @"LIB/choria/agent/alias.json describes agent nettest, not alias");
    insta::assert_snapshot!(error(&library, folder.path(), "huge"), @"LIB/choria/agent/huge.json cannot be read");
}

#[test]
fn endless_folders_end() {
    let (folder, library) = library(&[]);
    let deep = folder
        .path()
        .join("choria/agent")
        .join("d/".repeat(MAX_DEPTH + 2));
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("deep.json"), ddl("deep", "1")).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("choria/agent/loop")).unwrap();
    assert!(!library.names().contains(&"deep".to_owned()));
}
