//! Agents in other languages, from their files to their answers.

mod library;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use daemon::{Context, Hosted};
use futures_util::StreamExt;
use protocol::rpc::{RpcReply, Status};
use protocol::{AgentName, Request, Subject};
use serde_json::json;
use tokio::time::timeout;

use crate::world::{PATIENCE, Setup, World, identity, nothing};

pub(crate) use library::Library;

impl World {
    /// A node that takes agents from a library.
    pub(crate) async fn hosting(library: &Library, lines: &str) -> Self {
        let lines = format!(
            "rpcauthorization = false\nplugin.choria.agent_provider.mcorpc.libdir = {}\n{lines}",
            library.folder().display()
        );
        let setup = Setup {
            lines,
            ..Setup::default()
        };
        Self::start(setup, |node| node).await
    }

    /// Waits until the agents of the node are as wanted, hurrying it along.
    pub(crate) async fn until_hosted(&self, wanted: impl Fn(&Hosted) -> bool) {
        self.until_told(|node| wanted(&node.agents.hosted())).await;
    }

    /// Waits until the node is as wanted, hurrying it along.
    pub(crate) async fn until_told(&self, wanted: impl Fn(&Context) -> bool) {
        let node = self.node.context();
        let come = async {
            while !wanted(node) {
                self.node.reload();
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(PATIENCE, come)
            .await
            .unwrap_or_else(|_| panic!("hosted are {:?}, {:?}", node.agents.hosted(), node.data.names()));
        // Subscribing follows.
        node.link.flush().await.unwrap();
    }

    /// Calls an action directly on the node: that subscription is there from the start.
    pub(crate) async fn direct(&self, agent: &str, action: &str, data: serde_json::Value) -> RpcReply {
        let request = self.call(agent, action, data);
        self.reply_on(&direct(&request), &request).await
    }

    /// Sends a request to a subject and waits for its one reply.
    pub(crate) async fn reply_on(&self, subject: &Subject, request: &Request) -> RpcReply {
        let reply_to = self.reply_subject(request);
        let mut replies = self.link.subscribe(reply_to.as_str(), None).await.unwrap();
        self.send(subject, request).await;
        let message = timeout(PATIENCE, replies.next()).await.expect("a reply").unwrap();
        let (_, reply) = self.wire.decode_reply(&message.payload).unwrap();
        RpcReply::decode(&reply.payload).unwrap()
    }

    async fn send(&self, subject: &Subject, request: &Request) {
        let bytes = self.encode(request).into();
        self.link.publish(subject.as_str(), bytes).await.unwrap();
        self.link.flush().await.unwrap();
    }
}

/// Where the node hears requests meant for it alone.
fn direct(request: &Request) -> Subject {
    Subject::node(&request.collective, &identity())
}

/// Whether an agent is hosted.
pub(crate) fn has(name: &'static str) -> impl Fn(&Hosted) -> bool {
    move |hosted| hosted.contains(name)
}

fn version(hosted: &Hosted, agent: &str) -> Option<String> {
    let agent = hosted.get(&AgentName::new(agent).unwrap())?;
    Some(agent.ddl().metadata.version.clone())
}

#[tokio::test]
async fn an_agent_in_python_gets_what_it_was_promised() {
    let library = Library::with(&["lamp", "lamp.json"]);
    let world = World::hosting(&library, "").await;
    world.until_hosted(has("lamp")).await;
    let reply = world
        .ask("lamp", "level", json!({"pct": 40, "room": "hall"}))
        .await;
    assert_eq!((reply.statuscode, reply.statusmsg.as_str()), (Status::Ok, "OK"));
    assert_eq!(
        reply.data,
        json!({"was": 9_007_199_254_741_033_u64, "room": "hall", "unit": "percent"})
    );

    let config = world.dir.path().join("plugin.d");
    fs::create_dir(&config).unwrap();
    fs::write(config.join("lamp.cfg"), "colour = red").unwrap();
    let data = world.direct("lamp", "surroundings", nothing()).await.data;
    assert_eq!(data["config_text"], "colour = red");
    assert_eq!(data["country"], "de");
    assert_eq!(data["home"], json!(null));
    assert_eq!(data["stdin"], "");
    assert_eq!(data["arguments"][2], "io.choria.mcorpc.external.v1.rpc_request");
    let variables = ["CONFIG", "FACTS", "PROTOCOL", "REPLY", "REQUEST"];
    assert_eq!(
        data["environment"],
        json!(variables.map(|name| format!("CHORIA_EXTERNAL_{name}")))
    );
    let request = &data["request"];
    assert_eq!(request["callerid"], "choria=ann.mcollective");
    assert_eq!(
        (&request["ttl"], &request["collective"]),
        (&json!(60), &json!("mcollective"))
    );
    assert!(request["msgtime"].as_u64().unwrap() > 1_700_000_000);
    for argument in [0, 1] {
        let file = data["arguments"][argument].as_str().unwrap();
        assert!(!Path::new(file).exists(), "{file}");
    }
    world.end().await;
}

#[tokio::test]
async fn whatever_an_agent_does_wrong_costs_its_own_call() {
    let library = Library::with(&["lamp", "lamp.json"]);
    let world = World::hosting(&library, "").await;
    world.until_hosted(has("lamp")).await;
    let level = async |data| {
        let reply = world.direct("lamp", "level", data).await;
        (reply.statuscode, reply.statusmsg)
    };
    for (data, reason) in [
        (nothing(), "input pct is required"),
        (
            json!({"pct": "x"}),
            "input pct: wanted a whole number, got a string",
        ),
        (json!({"pct": 1, "room": "a;b"}), "input room"),
        (
            json!({"pct": 1, "rom": "a"}),
            "level has no input rom, did you mean room?",
        ),
    ] {
        let (status, message) = level(data).await;
        assert_eq!(status, Status::Aborted);
        let expected = format!("Validation failed: {reason}");
        assert!(message.starts_with(&expected), "{message}");
    }
    let misbehave = async |how: &str| world.direct("lamp", "misbehave", json!({"how": how})).await;
    for (how, reason) in [
        ("garbage", "the reply is no JSON object"),
        ("nothing", "the reply is no JSON object"),
        ("no_data", "data of the reply is not an object"),
        ("list", "data of the reply is not an object"),
        (
            "code",
            "statuscode of the reply is not a whole number from 0 to 255",
        ),
        ("exit", "lamp failed with exit status 1: electricity"),
        ("huge", "the reply cannot be read: it is larger than 4 MiB"),
    ] {
        let reply = misbehave(how).await;
        assert_eq!(reply.statuscode, Status::Aborted, "{how}");
        let expected = format!("Could not call external agent lamp#misbehave: {reason}");
        assert!(
            reply.statusmsg.starts_with(&expected),
            "{how}: {}",
            reply.statusmsg
        );
        assert_eq!(reply.data, nothing(), "{how}");
    }
    let reply = misbehave("refuse").await;
    assert_eq!(
        (reply.statuscode, reply.statusmsg.as_str()),
        (Status::InvalidData, "the lamp is broken")
    );
    assert_eq!(reply.data, json!({"since": "monday", "state": "dark"}));
    let reply = misbehave("own_code").await;
    assert_eq!(
        (reply.statuscode, reply.statusmsg.as_str()),
        (Status::Other(42), "the bulb is on strike")
    );
    let reply = misbehave("flood").await;
    assert_eq!(
        (reply.statuscode, reply.data),
        (Status::Ok, json!({"state": "bright"}))
    );
    world.end().await;
}

#[tokio::test]
async fn an_agent_that_comes_with_the_node_is_only_replaced_where_it_is_switched_off() {
    for (lines, replaced) in [("", false), ("plugin.service.activate_agent = no", true)] {
        let library = Library::with(&["torch"]);
        let ddl = fs::read_to_string(library.path("torch/torch.json")).unwrap();
        let program = fs::read_to_string(library.path("torch/torch")).unwrap();
        library.install(
            "agent/service",
            &program,
            &ddl.replace("\"torch\"", "\"service\""),
        );
        let world = World::hosting(&library, lines).await;
        let both = |hosted: &Hosted| hosted.contains("torch") && hosted.contains("service");
        world.until_hosted(both).await;
        let hosted = world.node.context().agents.hosted();
        let service = hosted.get(&AgentName::new("service").unwrap()).unwrap();
        let external = service.ddl().metadata.provider.as_deref() == Some("external");
        assert_eq!(external, replaced);
        world.end().await;
    }
}

#[tokio::test]
async fn an_agent_in_shell_may_live_in_a_folder_of_its_own() {
    let library = Library::with(&["torch"]);
    let world = World::hosting(&library, "").await;
    world.until_hosted(has("torch")).await;
    let reply = world.ask("torch", "light", nothing()).await;
    assert_eq!(
        (reply.statusmsg.as_str(), reply.data),
        ("lit", json!({"by": "choria=ann.mcollective"}))
    );
    world.end().await;
}

#[tokio::test]
async fn an_agent_is_asked_again_and_one_that_hangs_dies_with_its_children() {
    let library = Library::with(&["sloth", "sloth.json"]);
    let switch = library.path("switch");
    let world = World::hosting(&library, "").await;
    let config = world.dir.path().join("plugin.d");
    fs::create_dir(&config).unwrap();
    fs::write(config.join("sloth"), switch.to_str().unwrap()).unwrap();
    library.add("torch");
    world.until_hosted(has("torch")).await;
    assert!(!world.node.context().agents.hosted().contains("sloth"));
    fs::write(&switch, "").unwrap();
    world.until_hosted(has("sloth")).await;

    let request = world.call("sloth", "sleep", nothing());
    world.send(&direct(&request), &request).await;
    world.until("timedout", 1).await;
    let pid = fs::read_to_string(switch.with_extension("pid")).unwrap();
    let stat = PathBuf::from(format!("/proc/{}/stat", pid.trim()));
    let dead = async {
        while fs::read_to_string(&stat).is_ok_and(|stat| !stat.contains(") Z")) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(PATIENCE, dead).await.expect("the child is killed");
    world.end().await;
}

#[tokio::test]
async fn agents_are_replaced_and_removed_without_losing_what_runs() {
    let library = Library::with(&["lamp", "lamp.json", "torch"]);
    let world = World::hosting(&library, "").await;
    world
        .until_hosted(|hosted| hosted.contains("lamp") && hosted.contains("torch"))
        .await;
    let gate = library.path("gate");
    let request = world.call("lamp", "wait", json!({"path": gate}));
    let mut replies = world
        .link
        .subscribe(world.reply_subject(&request).as_str(), None)
        .await
        .unwrap();
    world.send(&direct(&request), &request).await;

    library.edit("lamp.json", "1.0.0", "2.0.0");
    world
        .until_hosted(|hosted| version(hosted, "lamp").as_deref() == Some("2.0.0"))
        .await;
    fs::remove_dir_all(library.path("torch")).unwrap();
    world.until_hosted(|hosted| !hosted.contains("torch")).await;
    // A change without a new version changes nothing, nor does a file somebody is writing.
    library.edit("lamp.json", "\"timeout\": 60", "\"timeout\": 61");
    fs::write(library.path("lamp.json"), "{").unwrap();
    library.add("torch");
    world.until_hosted(has("torch")).await;
    assert_eq!(
        version(&world.node.context().agents.hosted(), "lamp").as_deref(),
        Some("2.0.0")
    );

    fs::write(&gate, "").unwrap();
    let message = timeout(PATIENCE, replies.next()).await.expect("a reply").unwrap();
    let (_, reply) = world.wire.decode_reply(&message.payload).unwrap();
    assert_eq!(
        RpcReply::decode(&reply.payload).unwrap().data,
        json!({"waited": true})
    );
    let reply = world.ask("lamp", "level", json!({"pct": 1})).await;
    assert_eq!(reply.statuscode, Status::Ok);
    let agents = world.ask("rpcutil", "agent_inventory", nothing()).await.data;
    let lamp = agents["agents"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["agent"] == "lamp");
    assert_eq!(lamp.unwrap()["version"], "2.0.0");
    world.end().await;
}
