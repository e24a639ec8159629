use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn subscription(owner: u32, subject: &str, queue: Option<&str>) -> Arc<Subscription<u32>> {
    let queue = queue.map(Arc::from);
    Arc::new(Subscription::new(
        owner,
        subject.into(),
        queue,
        Sid::Number(u64::from(owner)),
        false,
    ))
}

fn reached(interest: &Interest<u32>, subject: &str) -> BTreeSet<u32> {
    let mut owners = BTreeSet::new();
    interest.visit(subject, |members| {
        owners.extend(members.plain.iter().map(|s| s.owner));
        owners.extend(members.groups.values().flatten().map(|s| s.owner));
    });
    owners
}

#[test]
fn an_emptied_table_keeps_nothing() {
    let mut interest = Interest::default();
    let all: Vec<_> = (0..5000)
        .map(|n| {
            subscription(
                n,
                &format!("c.node.n{n}{}", if n % 2 == 0 { "" } else { ".*" }),
                None,
            )
        })
        .collect();
    all.iter().for_each(|s| interest.insert(Arc::clone(s)));
    assert_eq!(interest.len(), 5000);
    all.iter().for_each(|s| interest.remove(s));
    assert_eq!(interest.len(), 0);
    assert!(interest.patterns.is_empty() && interest.literal.is_empty());
    assert!(interest.literal.capacity() <= 2 * SHRINK_ABOVE);
}

#[test]
fn a_hundred_thousand_groups_on_one_subject_hold_nobody_up() {
    let mut interest = Interest::default();
    let all: Vec<_> = (0..100_000)
        .map(|n| {
            subscription(
                n,
                "a",
                Some(&format!("a queue group with a rather long name {n}")),
            )
        })
        .collect();
    all.iter().for_each(|s| interest.insert(Arc::clone(s)));
    assert_eq!(reached(&interest, "a").len(), all.len());
    all.iter().for_each(|s| interest.remove(s));
    assert!(interest.literal.is_empty());
}

#[test]
fn removing_twice_counts_once() {
    let mut interest = Interest::default();
    let (one, two) = (subscription(1, "a.>", None), subscription(2, "a.>", None));
    interest.insert(Arc::clone(&one));
    interest.insert(Arc::clone(&two));
    interest.remove(&one);
    interest.remove(&one);
    assert_eq!(
        (interest.len(), reached(&interest, "a.b")),
        (1, BTreeSet::from([2]))
    );
}

#[test]
fn one_group_keeps_its_members_together() {
    let mut interest = Interest::default();
    for owner in 0..3 {
        interest.insert(subscription(owner, "work", Some("q")));
    }
    let mut sizes = Vec::new();
    interest.visit("work", |members| {
        sizes.extend(members.groups.values().map(Vec::len));
    });
    assert_eq!(sizes, [3]);
}

#[test]
fn subjects_of_one_text_share_it() {
    let mut interest = Interest::default();
    let first = subscription(1, "a.b", None);
    interest.insert(Arc::clone(&first));
    assert!(Arc::ptr_eq(&first.subject, &interest.intern("a.b")));
}

proptest! {
    #[test]
    fn matches_agree_with_looking_at_every_subscription(
        patterns in proptest::collection::vec(("([a-c*]\\.){0,3}[a-c*>]", any::<bool>()), 0..40),
        removed in proptest::collection::vec(any::<bool>(), 40),
        subjects in proptest::collection::vec("([a-c]\\.){0,4}[a-c]", 1..20),
    ) {
        let mut interest = Interest::default();
        let all: Vec<_> = patterns
            .iter()
            .zip(0..)
            .map(|((pattern, queued), owner)| subscription(owner, pattern, queued.then_some("q")))
            .collect();
        all.iter().for_each(|s| interest.insert(Arc::clone(s)));
        let live: Vec<_> = all
            .iter()
            .zip(&removed)
            .filter(|(s, gone)| { if **gone { interest.remove(s); } !**gone })
            .map(|(s, _)| s)
            .collect();
        prop_assert_eq!(interest.len(), live.len());
        for text in &subjects {
            let naive = live.iter().filter(|s| subject::is_subset(text, &s.subject)).map(|s| s.owner).collect();
            prop_assert_eq!(reached(&interest, text), naive);
        }
    }
}
