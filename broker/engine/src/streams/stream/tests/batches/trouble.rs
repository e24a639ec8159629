//! Batches on a disk that fails.

use std::path::Path;
use std::sync::Arc;

use serde_json::json;

use super::super::{Bench, START, code, config};
use super::{COMMIT, is_given_up, member};
use crate::streams::disk::{Disk, SimDisk};
use crate::streams::outbox::Outbox;
use crate::streams::store::{FileStore, Shared};
use crate::streams::stream::Stream;
use crate::streams::surroundings::{Staged, Surroundings};

#[test]
fn a_turn_that_fails_gives_up_the_batches_that_are_open() {
    let disk = SimDisk::new(1);
    disk.create_folder(Path::new("/streams")).unwrap();
    disk.sync_folder(Path::new("/")).unwrap();
    let shared = Shared::new(Arc::new(disk.clone()), "/streams".into());
    let config = config(json!({"allow_atomic": true, "storage": "file"}));
    let store = Box::new(FileStore::create(&shared, "S"));
    let mut bench = Bench {
        stream: Stream::create(config, store, START).unwrap(),
        at: Staged::quiet(START),
        sent: Vec::new(),
    };
    member(&mut bench, 1, &[]);
    assert!(bench.at.shelf().bytes() > 0);
    bench.stream.store.append("s.a", b"", b"x", START);
    disk.fail_syncs(0, 1);
    let mut out = Outbox::default();
    assert!(bench.stream.commit(&mut out).is_err());
    bench.stream.recover(&bench.at, &mut out).unwrap();
    bench.sent = out.letters;
    assert!(is_given_up(&mut bench, "incomplete"));
    assert_eq!(bench.at.shelf().bytes(), 0);
    assert_eq!(code(&member(&mut bench, 2, &[COMMIT])), (400, 10176));
    assert!(bench.seqs().is_empty());
    assert_eq!(member(&mut bench, 1, &[COMMIT])["count"], 1);
}
