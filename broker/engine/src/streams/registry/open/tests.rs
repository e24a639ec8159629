use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::options::StreamsOptions;
use crate::streams::config::StreamConfig;
use crate::streams::message::Nanos;
use crate::streams::registry::Streams;
use crate::streams::store::{FileStore, Store};
use crate::streams::stream::Stream;

const NOW: Nanos = 1_700_000_000_000_000_000;

/// Makes a stream with one message in the folder.
fn make(streams: &Streams, name: &str) {
    let config = StreamConfig {
        name: name.to_owned(),
        subjects: vec![format!("{name}.>")],
        ..StreamConfig::default()
    };
    let mut store = FileStore::create(&streams.stores, name);
    store.append(&format!("{name}.a"), b"", b"one", NOW);
    Stream::create(config, Box::new(store), NOW).unwrap();
}

fn started(folder: &Path) -> (Vec<String>, Vec<(String, String)>) {
    let streams = Streams::new(&StreamsOptions::at(folder));
    streams.open_all(NOW).unwrap();
    let mut served = Vec::new();
    streams.each(|seat| served.push(seat.handle.name.to_string()));
    let offline = &streams.table().offline;
    let offline = offline.iter().map(|(name, why)| (name.to_string(), why.clone()));
    (served, offline.collect())
}

fn with_streams(names: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let streams = Streams::new(&StreamsOptions::at(folder.path()));
    names.iter().for_each(|name| make(&streams, name));
    folder
}

#[test]
fn a_copy_of_a_stream_beside_it_is_not_served_as_that_stream() {
    let folder = with_streams(&["ORDERS"]);
    for copy in ["ORDERS-copy", "ORDERS.bak"] {
        let copy = folder.path().join(copy);
        fs::create_dir(&copy).unwrap();
        for file in fs::read_dir(folder.path().join("ORDERS")).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), copy.join(file.file_name())).unwrap();
        }
    }
    let (served, offline) = started(folder.path());
    assert_eq!(served, ["ORDERS"]);
    let why = "it holds the stream ORDERS, which has another folder".to_owned();
    assert_eq!(offline, [("ORDERS-copy".to_owned(), why)]);
}

#[test]
fn a_stream_whose_folder_cannot_be_read_keeps_its_name() {
    let folder = with_streams(&["ORDERS"]);
    symlink("/nowhere/mounted", folder.path().join("ELSEWHERE")).unwrap();
    fs::write(folder.path().join("note"), "no folder").unwrap();
    let (served, offline) = started(folder.path());
    assert_eq!(served, ["ORDERS"]);
    let names: Vec<_> = offline.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names, ["ELSEWHERE"]);
}

#[test]
fn what_is_left_and_cannot_be_removed_keeps_no_stream_from_being_served() {
    let folder = with_streams(&["ORDERS"]);
    fs::write(folder.path().join("removed.0.OLD"), "no folder").unwrap();
    fs::create_dir(folder.path().join("creating.1.NEW")).unwrap();
    fs::create_dir(folder.path().join("lost+found")).unwrap();
    let (served, offline) = started(folder.path());
    assert_eq!((served.len(), offline), (1, Vec::new()));
    assert!(!folder.path().join("creating.1.NEW").exists());
}
