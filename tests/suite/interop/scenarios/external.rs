//! The same programs as agents of both servers: what they are given, and what becomes of their answers, however bad.

use serde_json::json;

use super::{Complaints, in_every_direction};
use crate::interop::mixed::{Mixed, Side, WEB};

/// Action and input of calls that go wrong, and the status of the reply.
const MISBEHAVING: &[(&str, u8)] = &[
    ("how=refuse", 4),
    ("how=garbage", 1),
    ("how=nothing", 1),
    ("how=no_data", 1),
    ("how=list", 1),
    ("how=code", 1),
    ("how=own_code", 42),
    ("how=exit", 1),
];

/// Members of what the agent tells about itself that twins have in common.
const SURROUNDINGS: [&str; 4] = ["environment", "folder", "home", "stdin"];

/// Members of the request the agent is given that twins have in common.
const REQUEST: [&str; 10] = [
    "$schema",
    "protocol",
    "agent",
    "action",
    "requestid",
    "senderid",
    "callerid",
    "ttl",
    "msgtime",
    "data",
];

pub(super) async fn check(fleet: &Mixed, complaints: &mut Complaints) {
    let asked = in_every_direction(MISBEHAVING, |client, (input, _)| {
        fleet.ask(
            client,
            [&["req", "lamp", "misbehave", *input, "--json"], &WEB[..]].concat(),
        )
    });
    for (client, (input, status), answer) in asked.await {
        let [ours, theirs] = answer.twins("web");
        complaints.same((client, input, &answer), &ours["statuscode"], &json!(status));
        complaints.same((client, input), &theirs["statuscode"], &json!(status));
        if *status != 1 {
            // Where the host says why it failed, each does so in its own words.
            complaints.same((client, input), &ours["statusmsg"], &theirs["statusmsg"]);
        }
        if theirs["data"].is_object() {
            // Theirs passes on the list it complains about.
            complaints.same((client, input), &ours["data"], &theirs["data"]);
        }
    }
    for client in Side::BOTH {
        good_answers(fleet, client, complaints).await;
    }
}

async fn good_answers(fleet: &Mixed, client: Side, complaints: &mut Complaints) {
    let ask = async |words: &[&str]| {
        let answer = fleet
            .ask(client, [&["req"], words, &WEB, &["--json"]].concat())
            .await;
        answer.twins("web").map(|mut reply| reply["data"].take())
    };
    let [ours, theirs] = ask(&["lamp", "level", "pct=40"]).await;
    complaints.same((client, &theirs), &ours["unit"], &theirs["unit"]);
    if client == Side::Ours {
        // Theirs sends numbers through floats, as a server and as a client.
        complaints.same(client, &ours["was"], &json!(9_007_199_254_741_033_u64));
    }
    let [ours, theirs] = ask(&["lamp", "surroundings"]).await;
    for member in SURROUNDINGS {
        complaints.same((client, member), &ours[member], &theirs[member]);
    }
    complaints.same(client, &ours["arguments"][2], &theirs["arguments"][2]);
    for member in REQUEST {
        complaints.same(
            (client, member),
            &ours["request"][member],
            &theirs["request"][member],
        );
    }
    let [ours, theirs] = ask(&["torch", "light"]).await;
    complaints.same(client, &ours, &theirs);
}
