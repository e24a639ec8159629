//! Both stores against the model, without anything going wrong.

use std::sync::Arc;

use proptest::prelude::*;

use super::model::{Model, Use, uses};
use crate::streams::disk::RealDisk;
use crate::streams::store::{FileStore, MemoryStore, Safe, Shared, Store};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_store_in_memory_tells_what_was_put_in(uses in uses()) {
        let (mut store, mut model) = (MemoryStore::default(), Model::default());
        for what in &uses {
            model.apply(what, &mut store).unwrap();
        }
        model.check(&store);
    }

    #[test]
    fn a_store_on_disk_tells_what_was_put_in_also_after_a_restart(uses in uses()) {
        let folder = tempfile::tempdir().unwrap();
        let shared = Shared::new(Arc::new(RealDisk), folder.path().to_owned());
        let (mut store, mut model) = (FileStore::create(&shared, "S"), Model::default());
        store.note("stream", b"", Safe::Now);
        store.commit().unwrap();
        for what in &uses {
            model.apply(what, &mut store).unwrap();
            match what {
                Use::Commit => store.commit().unwrap(),
                Use::Settle => store.settle().unwrap(),
                Use::Reopen => {
                    model.check(&store);
                    store.settle().unwrap();
                    drop(store);
                    store = FileStore::open(&shared, "S").unwrap();
                    model.check(&store);
                }
                _ => {}
            }
        }
        model.check(&store);
        store.settle().unwrap();
        model.check(&store);
        store.reopen().unwrap();
        model.check(&store);
    }
}
