//! The user's guide to extending: its examples do what it says.

use std::fs;
use std::path::Path;

use protocol::rpc::Status;
use serde_json::json;

use crate::external::Library;
use crate::world::{World, nothing};

/// The listing that the guide shows for a file.
fn listing(file: &str) -> String {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/extending.md");
    let guide = fs::read_to_string(guide).unwrap();
    let (_, rest) = guide.split_once(&format!("`{file}`:\n\n```")).expect(file);
    let (_, rest) = rest.split_once('\n').unwrap();
    let (listing, _) = rest.split_once("```").unwrap();
    listing.to_owned()
}

#[tokio::test]
async fn the_agents_and_the_data_provider_of_the_guide_work() {
    let library = Library::with(&[]);
    for file in ["agent/backup", "agent/load/load", "data/mount"] {
        let name = file.trim_start_matches("agent/").trim_start_matches("data/");
        library.install(file, &listing(name), &listing(&format!("{name}.json")));
    }
    let world = World::hosting(&library, "").await;
    let names = ["backup", "load"];
    world
        .until_told(|node| {
            let hosted = node.agents.hosted();
            names.iter().all(|name| hosted.contains(name)) && node.data.names().contains(&"mount".to_owned())
        })
        .await;

    let plugins = world.dir.path().join("plugin.d");
    fs::create_dir_all(&plugins).unwrap();
    let backups = library.folder().join("backups");
    fs::write(
        plugins.join("backup.cfg"),
        format!("# where they are\nfolder = {}\n", backups.display()),
    )
    .unwrap();
    let (status, message) = world.verdict("backup", "status", nothing()).await;
    assert_eq!(status, Status::Aborted);
    assert_eq!(message, format!("there is no folder {}/daily", backups.display()));
    fs::create_dir_all(backups.join("weekly/monday")).unwrap();
    let reply = world.ask("backup", "status", json!({"set": "weekly"})).await;
    assert_eq!(reply.data, json!({"count": 1, "newest": "monday"}));

    let reply = world.ask("load", "average", nothing()).await;
    assert!(reply.data["one"].is_number(), "{}", reply.data);

    let query = |folder: &str| json!({"source": "mount", "query": folder});
    let reply = world.ask("rpcutil", "get_data", query("/")).await;
    assert_eq!(reply.data["present"], true, "{}", reply.statusmsg);
    assert!(
        reply.data["percent"]
            .as_u64()
            .is_some_and(|percent| percent <= 100)
    );
    let reply = world.ask("rpcutil", "get_data", query("/no/such")).await;
    assert_eq!(reply.data, json!({"present": false, "percent": 0}));
    world.end().await;
}
