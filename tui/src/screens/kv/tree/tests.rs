//! Trees of few keys and of many.

use std::time::SystemTime;

use proptest::prelude::*;

use super::*;
use crate::kv::Operation;

fn row(key: &str, revision: u64) -> KeyRow {
    KeyRow {
        key: key.to_owned(),
        revision,
        time: SystemTime::UNIX_EPOCH,
        operation: Operation::Put,
        size: 1,
    }
}

fn tree(keys: &[&str]) -> Tree {
    let mut tree = Tree::default();
    let rows = keys.iter().zip(1..).map(|(key, revision)| row(key, revision));
    tree.page(rows.collect(), true, true);
    tree
}

fn drawn(tree: &Tree) -> String {
    let line = |place| {
        let shown = tree.line(place).unwrap();
        let indent = "  ".repeat(shown.depth);
        match shown.spot {
            Spot::Key(row) => format!("{indent}{} r{}", shown.name, row.revision),
            Spot::Branch { count, open, .. } => {
                format!(
                    "{indent}{} {} ({count})",
                    if open { "v" } else { ">" },
                    shown.name
                )
            }
        }
    };
    (0..tree.lines()).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn keys_that_begin_alike_are_one_branch() {
    let mut tree = tree(&[
        "web.tls.min",
        "db.primary",
        "web.listen",
        "web",
        "web-2",
        "web.tls.cert",
    ]);
    insta::assert_snapshot!(drawn(&tree), @r"
    db.primary r2
    web r4
    web-2 r5
    v web (3)
      listen r3
      v tls (2)
        cert r6
        min r1
    ");
    tree.fold("web.tls.", false);
    assert!(drawn(&tree).ends_with("> tls (2)"));
    assert_eq!(tree.place_of("web.tls.min"), Some(tree.lines() - 1));
    tree.sift("TLS min");
    assert_eq!(drawn(&tree), "web.tls.min r1");
    tree.sift("");
    tree.reveal("web.tls.min");
    assert!(drawn(&tree).contains("min r1"));
}

#[test]
fn a_list_that_is_told_again_replaces_the_old_one_once_it_is_whole() {
    let mut tree = tree(&["a", "b"]);
    tree.page(vec![row("b", 7)], true, false);
    assert_eq!(drawn(&tree), "a r1\nb r2");
    tree.change(row("c", 9));
    tree.page(vec![row("d", 8)], false, true);
    assert_eq!(drawn(&tree), "b r7\nc r9\nd r8");
}

#[test]
fn an_old_revision_does_not_hide_a_newer_one() {
    let mut tree = tree(&["a"]);
    tree.change(row("a", 5));
    tree.change(row("a", 3));
    assert_eq!(tree.row("a").unwrap().revision, 5);
}

#[test]
fn of_a_hundred_thousand_keys_only_branches_are_listed() {
    let keys = |page: usize| {
        (0..1000)
            .map(move |n| row(&format!("site{page:02}.host{n:03}"), 1))
            .collect()
    };
    let mut tree = Tree::default();
    for page in 0..100 {
        tree.page(keys(page), page == 0, page == 99);
    }
    assert_eq!((tree.len(), tree.lines()), (100_000, 100));
    tree.sift("host007");
    assert_eq!(tree.lines(), 100);
}

proptest! {
    #[test]
    fn every_key_is_listed_once_when_all_is_unfolded(
        keys in prop::collection::btree_set("[a-c.-]{0,6}|\\PC{0,4}|(a\\.){20,40}", 0..40)
    ) {
        let mut tree = Tree::default();
        tree.page(keys.iter().map(|key| row(key, 1)).collect(), true, true);
        let listed = (0..tree.lines()).filter_map(|place| match tree.line(place).unwrap().spot {
            Spot::Key(row) => Some(row.key.clone()),
            Spot::Branch { .. } => None,
        });
        prop_assert_eq!(listed.collect::<Vec<_>>(), keys.into_iter().collect::<Vec<_>>());
    }
}
