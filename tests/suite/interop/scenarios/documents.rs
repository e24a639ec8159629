//! What the clients print for programs to read: the same members, and the one's answers as the other's targets.

use serde_json::Value;

use super::builtin::shape;
use super::{Complaints, in_every_direction};
use crate::interop::mixed::{Mixed, Side, WEB};

/// Commands that print one JSON document.
const DOCUMENTS: &[&[&str]] = &[
    &["find", "-j"],
    &["find", "-j", "-C", "nothing"],
    &["facts", "country", "-j"],
    &["facts", "cores", "-j", "-n"],
    &["facts", "missing", "-j"],
    &["req", "rpcutil", "ping", "-j"],
    &["req", "echo", "say", "text=x", "-j", "-I", "web.ours.example.net"],
    &[
        "req",
        "echo",
        "say",
        "text=x",
        "-j",
        "--senders",
        "-C",
        "role::web",
    ],
    &["req", "lamp", "misbehave", "how=refuse", "-j"],
    &[
        "req",
        "echo",
        "say",
        "-j",
        "--filter-replies",
        "sender() matches 'web'",
    ],
    &[
        "req",
        "echo",
        "say",
        "-j",
        "-I",
        "web.ours.example.net",
        "-I",
        "gone.example.net",
    ],
];

/// Commands that print names or other short lines.
const LISTS: &[&[&str]] = &[
    &["ping", "--names"],
    &["ping", "--names", "-F", "country=mt"],
    &["req", "rpcutil", "ping", "--senders"],
    &[
        "req",
        "echo",
        "say",
        "--senders",
        "--filter-replies",
        "ok() && sender() endsWith 'ours.example.net'",
    ],
    &[
        "req",
        "echo",
        "say",
        "--senders",
        "--filter-replies",
        "data('heard.text') == 'x'",
        "text=x",
    ],
];

pub(super) async fn check(fleet: &Mixed, complaints: &mut Complaints) {
    let printed = in_every_direction(DOCUMENTS, |client, words| fleet.ask(client, words)).await;
    for pair in printed.chunks(2) {
        let [ours, theirs] = pair else { unreachable!() };
        complaints.same(ours.1, shape(&ours.2.json()), shape(&theirs.2.json()));
    }
    let listed = in_every_direction(LISTS, |client, words| fleet.ask(client, words)).await;
    for pair in listed.chunks(2) {
        let [ours, theirs] = pair else { unreachable!() };
        complaints.same((ours.1, &ours.2.err), ours.2.lines(), theirs.2.lines());
    }
    chains(fleet, complaints).await;
}

/// `one req ... --json | other req ...` and `one req ... --json | other find`, for both clients in both places.
async fn chains(fleet: &Mixed, complaints: &mut Complaints) {
    for first in Side::BOTH {
        let targets = fleet
            .ask(first, [&["req", "echo", "say", "-j"], &WEB[..]].concat())
            .await;
        for second in Side::BOTH {
            let client = || fleet.client(second).input(&targets.out);
            let asked = client().ask(["req", "echo", "say", "text=again", "-j"]).await;
            let heard = asked
                .twins("web")
                .map(|reply| reply["data"]["heard"]["text"].clone());
            complaints.same((first, second), heard, ["again", "again"].map(Value::from));
            complaints.same((first, second), &asked.json()["request_stats"]["discovered"], 2);
            let found = client().ask(["find"]).await;
            complaints.same(
                (first, second),
                found.lines(),
                Side::BOTH.map(|side| side.node("web")),
            );
        }
    }
}
