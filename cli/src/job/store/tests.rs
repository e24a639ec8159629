use std::os::unix::fs::PermissionsExt;

use serde_json::json;

use super::*;
use crate::job::{Fate, Numbers, Request, Why};

fn store() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let environment = Environment {
        vars: [("XDG_STATE_HOME".to_owned(), dir.path().display().to_string())].into(),
        ..Environment::default()
    };
    (dir, Store::of(&environment).unwrap())
}

fn plan() -> Plan {
    let Ok(serde_json::Value::Object(data)) = serde_json::to_value(json!({"service": "httpd"})) else {
        unreachable!("it is an object")
    };
    Plan {
        time: "2026-11-20T10:41:02Z".to_owned(),
        command: "mco rpc service restart service=httpd".to_owned(),
        reason: None,
        request: Request {
            agent: "service".to_owned(),
            action: "restart".to_owned(),
            data,
            secret: Vec::new(),
            only: None,
            timeout: None,
        },
        verify: None,
        collective: "mcollective".to_owned(),
        filter: protocol::Filter::default(),
        numbers: Numbers {
            canary: 0,
            batch: 1,
            stop_on: None,
            pause: 0,
            retry_failed: 0,
            retry_silent: 0,
        },
        ttl: None,
        targets: vec!["a".to_owned(), "b".to_owned()],
    }
}

fn asked(node: &str) -> Line {
    Line::Batch {
        n: 1,
        of: 2,
        canary: false,
        time: String::new(),
        nodes: vec![node.to_owned()],
    }
}

#[test]
fn what_was_noted_is_there_again_and_only_for_its_owner() {
    let (_dir, store) = store();
    let mut journal = store.create(plan()).unwrap();
    journal.note(Line::Run {
        time: String::new(),
        why: Why::Start,
        nodes: 2,
    });
    journal.note(asked("a"));
    let id = journal.id().unwrap().clone();
    let (job, busy) = store.read(&id).unwrap();
    assert!(busy);
    assert_eq!(job.standing(), journal.job().standing());
    assert_eq!((job.standing().in_doubt, job.runs), (1, 1));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&store.path(&id)), mode(&store.folder)), (0o600, 0o700));
    drop(journal);
    assert!(!store.read(&id).unwrap().1);
}

#[test]
fn a_torn_line_is_cut_off_before_anything_is_added() {
    let (_dir, store) = store();
    let id = store.create(plan()).unwrap().id().unwrap().clone();
    let path = store.path(&id);
    let mut text = fs::read_to_string(&path).unwrap();
    text.push_str(r#"{"k":"reply","node":"a","co"#);
    fs::write(&path, text).unwrap();
    let mut journal = store.open(&id).unwrap();
    journal.note(asked("b"));
    drop(journal);
    let (job, _) = store.read(&id).unwrap();
    assert_eq!(job.nodes_that(|fate| *fate == Fate::InDoubt).len(), 1);
    assert!(
        fs::read_to_string(&path)
            .unwrap()
            .lines()
            .all(|line| line.ends_with('}'))
    );
}

#[test]
fn only_one_process_works_on_a_job() {
    let (_dir, store) = store();
    let journal = store.create(plan()).unwrap();
    let id = journal.id().unwrap().clone();
    assert!(matches!(store.open(&id), Err(StoreError::Busy(_))));
    assert!(matches!(store.remove(&id), Err(StoreError::Busy(_))));
    drop(journal);
    drop(store.open(&id).unwrap());
    store.remove(&id).unwrap();
    assert!(matches!(store.open(&id), Err(StoreError::Unknown(_))));
}

#[test]
fn a_job_is_found_by_the_beginning_of_its_name() {
    let (_dir, store) = store();
    assert!(matches!(store.find("k"), Err(StoreError::Unknown(_))));
    drop(store.create(plan()).unwrap());
    let only = store.names().unwrap().remove(0);
    assert_eq!(store.find(&only.as_str()[..2]).unwrap(), only);
    fs::copy(store.path(&only), store.path(&JobId::parse("kkkk2").unwrap())).unwrap();
    fs::copy(store.path(&only), store.path(&JobId::parse("kkkk3").unwrap())).unwrap();
    assert!(matches!(store.find("kkkk"), Err(StoreError::Ambiguous { .. })));
    assert_eq!(store.find("kkkk3").unwrap().as_str(), "kkkk3");
    for text in ["", "../x", "zzzzzz"] {
        assert!(
            matches!(store.find(text), Err(StoreError::Unknown(_))),
            "{text:?}"
        );
    }
}

#[test]
fn without_a_home_there_is_no_folder() {
    assert!(matches!(
        Store::of(&Environment::default()),
        Err(StoreError::NoFolder)
    ));
    let environment = Environment {
        home: Some("/home/ann".into()),
        ..Environment::default()
    };
    let store = Store::of(&environment).unwrap();
    assert_eq!(store.folder, Path::new("/home/ann/.local/state/mco/jobs"));
}
