//! Limits and batches: how many of the nodes are asked.

use super::{Complaints, in_every_direction};
use crate::interop::mixed::{EVERYBODY, Mixed};

/// Flags, and how many of four nodes reply; none where the client refuses.
const FLAGS: &[(&[&str], Option<u64>)] = &[
    (
        &["--batch", "1", "--batch-sleep", "1", "-F", "country=mt"],
        Some(2),
    ),
    (&["--batch", "3", "--batch-sleep", "1"], Some(4)),
    (&["--batch", "100"], Some(4)),
    (&["--limit", "1"], Some(1)),
    (&["--limit", "3", "--batch", "2"], Some(3)),
    (&["--limit", "50%"], Some(2)),
    (&["--limit", "74%"], Some(2)),
    (&["--limit", "3", "--limit-seed", "7"], Some(3)),
    (&["--limit", "0"], None),
    (&["--limit", "some"], None),
    (&["--workers", "1"], Some(4)),
];

pub(super) async fn check(fleet: &Mixed, complaints: &mut Complaints) {
    let asked = in_every_direction(FLAGS, |client, (flags, _)| {
        fleet.ask(
            client,
            [&["req", "echo", "say", "-j"], &EVERYBODY[..], *flags].concat(),
        )
    });
    for (client, (flags, count), answer) in asked.await {
        let Some(count) = count else {
            complaints.same((client, flags, &answer), answer.status, 1);
            continue;
        };
        let document = answer.json();
        let stats = &document["request_stats"];
        for member in ["discovered", "responses", "ok"] {
            complaints.same((client, flags, member), stats[member].as_u64(), Some(*count));
        }
        let replies = document["replies"].as_array().map_or(0, Vec::len);
        complaints.same((client, flags, replies), u64::try_from(replies), Ok(*count));
    }
}
