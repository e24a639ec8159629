//! The service that hands out descriptions of agents.

use std::fs;
use std::process::Command;

use protocol::rpc::Status;
use protocol::{AgentName, Subject};
use serde_json::json;

use crate::external::Library;
use crate::ruby::ruby;
use crate::world::{Setup, World};

async fn registry(library: &Library) -> World {
    let lines = format!(
        "rpcauthorization = false\nplugin.choria.services.registry.store = {}",
        library.folder().display()
    );
    let setup = Setup {
        lines,
        ..Setup::default()
    };
    World::start(setup, |node| node).await
}

#[tokio::test]
async fn the_registry_hands_out_shipped_and_stored_descriptions() {
    let library = Library::with(&["lamp.json"]);
    let world = registry(&library).await;
    let reply = world
        .direct("choria_registry", "names", json!({"plugin_type": "agent"}))
        .await;
    let names = reply.data["names"].as_array().unwrap();
    for name in ["lamp", "rpcutil", "package"] {
        assert!(names.contains(&json!(name)), "{names:?}");
    }
    let ask = async |name: &str, format: &str| {
        let data = json!({"plugin_type": "agent", "name": name, "format": format});
        world.direct("choria_registry", "ddl", data).await
    };
    let reply = ask("lamp", "json").await;
    assert_eq!(
        (&reply.data["name"], &reply.data["version"]),
        (&json!("lamp"), &json!("1.0.0"))
    );
    let document = reply.data["ddl"].as_str().unwrap();
    let lamp = ddl::Agent::from_json(document.as_bytes()).unwrap();
    let stored = fs::read(library.path("lamp.json")).unwrap();
    assert_eq!(lamp, ddl::Agent::from_json(&stored).unwrap());
    assert_eq!(ask("lamp", "ddl").await.data["ddl"], lamp.to_ruby());
    let reply = ask("nope", "json").await;
    assert_eq!(
        (reply.statuscode, reply.statusmsg.as_str()),
        (Status::Aborted, "no agent nope is known here")
    );
    world.end().await;
}

#[tokio::test]
async fn the_registry_is_heard_as_a_service() {
    let library = Library::with(&[]);
    let world = registry(&library).await;
    let data = json!({"plugin_type": "agent"});
    let request = world.call("choria_registry", "names", data);
    let agent = AgentName::new("choria_registry").unwrap();
    let subject = Subject::service(&request.collective, &agent);
    let reply = world.reply_on(&subject, &request).await;
    assert_eq!(reply.statuscode, Status::Ok);
    world.end().await;
}

#[test]
fn ruby_takes_every_shipped_description() {
    if !ruby() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for name in ddl::builtin_names() {
        let path = folder.path().join(name);
        fs::write(&path, ddl::builtin(name).unwrap().to_ruby()).unwrap();
        let checked = Command::new("ruby").arg("-c").arg(&path).output().unwrap();
        assert!(
            checked.status.success(),
            "{name}: {}",
            String::from_utf8_lossy(&checked.stderr)
        );
    }
}
