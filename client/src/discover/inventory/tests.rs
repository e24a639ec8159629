use std::error::Error;
use std::time::Duration;

use proptest::prelude::*;
use protocol::{Collective, Filter, Identity};

use super::*;

const FILE: &str = r#"
$schema: https://choria.io/schemas/choria/discovery/v1/inventory_file.json
groups:
  - name: web
    filter: {identities: ["/^w/"]}
  - name: uk
    filter: {facts: ["region=uk"], agents: [rpcutil]}
  - name: everybody
  - name: odd
    filter: {facts: ["region"]}
nodes:
  - {name: w2, collectives: [mcollective], facts: {region: eu, cpus: 4}, classes: [web], agents: [rpcutil]}
  - {name: w1, collectives: [mcollective], facts: {region: uk, cpus: 8}, classes: [web, tls], agents: [rpcutil, puppet]}
  - {name: d1, collectives: [lab], facts: {region: uk}, classes: [db], agents: [rpcutil]}
  - {name: w2, collectives: [mcollective], facts: {}, classes: [], agents: []}
"#;

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(name: &str, text: &str) -> (Self, PathBuf) {
        let folder = Self(tempfile::tempdir().unwrap());
        let path = folder.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        (folder, path)
    }

    fn text(&self, error: &dyn Error) -> String {
        let place = self.0.path().display().to_string();
        let reason = error.source().map(|source| format!(": {source}"));
        format!("{error}{}", reason.unwrap_or_default()).replace(&place, "DIR")
    }
}

async fn find(inventory: &Inventory, filter: Filter) -> Result<Vec<String>, DiscoverError> {
    let query = Query {
        collective: Collective::new("mcollective").unwrap(),
        filter,
        timeout: Duration::from_secs(2),
        adaptive: false,
        expect: None,
    };
    let mut counted = 0;
    let found = inventory.discover(&query, &mut |_| counted += 1).await?;
    assert_eq!((counted, found.method), (found.nodes.len(), "inventory"));
    Ok(found.nodes.iter().map(Identity::to_string).collect())
}

async fn found(filter: Filter) -> Result<Vec<String>, String> {
    let (folder, path) = Folder::with("inventory.yaml", FILE);
    let found = find(&Inventory::new(path), filter).await;
    found.map_err(|error| folder.text(&error))
}

fn named(identities: &[&str]) -> Filter {
    Filter {
        identity: identities.iter().map(|name| (*name).to_owned()).collect(),
        agent: vec!["rpcutil".to_owned()],
        ..Filter::default()
    }
}

#[tokio::test]
async fn nodes_of_the_collective_come_in_the_order_of_the_file() {
    assert_eq!(found(Filter::default()).await.unwrap(), ["w2", "w1"]);
}

#[tokio::test]
async fn every_kind_of_filter_is_evaluated() {
    let mut facts = Filter::default();
    facts.add_fact("cpus>=8").unwrap();
    assert_eq!(found(facts).await.unwrap(), ["w1"]);
    let classes = Filter {
        cf_class: vec!["/^t/".to_owned()],
        ..Filter::default()
    };
    assert_eq!(found(classes).await.unwrap(), ["w1"]);
    let agents = Filter {
        agent: vec!["puppet".to_owned()],
        ..Filter::default()
    };
    assert_eq!(found(agents).await.unwrap(), ["w1"]);
    assert_eq!(found(named(&["w2", "d1"])).await.unwrap(), ["w2"]);
    assert_eq!(found(named(&["/^w/"])).await.unwrap(), ["w2", "w1"]);
}

#[tokio::test]
async fn groups_reach_over_collectives_and_are_sorted() {
    assert_eq!(found(named(&["group:uk"])).await.unwrap(), ["d1", "w1"]);
    assert_eq!(
        found(named(&["group:web", "group:uk"])).await.unwrap(),
        ["d1", "w1", "w2"]
    );
    assert_eq!(
        found(named(&["group:everybody"])).await.unwrap(),
        ["d1", "w1", "w2"]
    );
}

#[tokio::test]
async fn groups_stand_for_themselves() {
    insta::assert_snapshot!(found(named(&["group:uk", "w1"])).await.unwrap_err(), @"group:NAME cannot be combined with other filters");
    let classes = Filter {
        cf_class: vec!["web".to_owned()],
        ..named(&["group:uk"])
    };
    insta::assert_snapshot!(found(classes).await.unwrap_err(), @"group:NAME cannot be combined with other filters");
    insta::assert_snapshot!(found(named(&["group:fr"])).await.unwrap_err(), @"inventory DIR/inventory.yaml has no group fr");
    insta::assert_snapshot!(found(named(&["group:odd"])).await.unwrap_err(), @r#"group odd of inventory DIR/inventory.yaml: "region" is not a fact filter: it has no operator, one of = == != =~ < <= > >="#);
}

#[tokio::test]
async fn every_mistake_is_told_with_its_place() {
    let text = r#"{"$schema":"x","more":1,"groups":[{"name":"a b"},{"filter":{"facts":[1],"compound":2,"x":3}},7],
        "nodes":[{"name":"w1","collectives":[],"classes":"web","agents":[4],"owner":"me"},{"name":"w 2"}]}"#;
    let (folder, path) = Folder::with("inventory.json", text);
    let error = find(&Inventory::new(path.clone()), Filter::default())
        .await
        .unwrap_err();
    insta::assert_snapshot!(folder.text(&error), @r#"
    inventory DIR/inventory.json is not valid
    $schema: must be https://choria.io/schemas/choria/discovery/v1/inventory_file.json
    more: is not a key of inventory files
    groups[0].name: may hold letters, digits, _ and - only
    groups[1].name: is missing
    groups[1].filter.x: is not a key of inventory files
    groups[1].filter.facts[0]: is not text
    groups[1].filter.compound: is not text
    groups[2]: is not an object
    nodes[0].owner: is not a key of inventory files
    nodes[0].facts: is missing
    nodes[0].classes: is not a list
    nodes[0].agents[0]: is not text
    nodes[1].name: "w 2" cannot be an identity: it holds white space, a control character, `*` or `>`
    nodes[1].facts: is missing
    nodes[1].collectives: is missing
    nodes[1].classes: is missing
    nodes[1].agents: is missing
    "#);
    let mistakes = Document::check(&path).unwrap();
    assert_eq!(mistakes.0.len(), 17);
    assert_eq!(mistakes.0[0].place, "$schema");
}

#[tokio::test]
async fn a_file_may_be_taken_as_it_is_but_for_its_schema() {
    let text = format!(
        r#"{{"$schema":"{SCHEMA}","nodes":[{{"name":"w1","collectives":["mcollective"],"owner":"me"}}]}}"#
    );
    let (_folder, path) = Folder::with("inventory.json", &text);
    assert!(
        find(&Inventory::new(path.clone()), Filter::default())
            .await
            .is_err()
    );
    let lenient = Inventory::new(path).unchecked();
    assert_eq!(find(&lenient, Filter::default()).await.unwrap(), ["w1"]);

    let (folder, path) = Folder::with("inventory.json", r#"{"$schema":"other","nodes":[]}"#);
    let error = find(&Inventory::new(path).unchecked(), Filter::default())
        .await
        .unwrap_err();
    insta::assert_snapshot!(folder.text(&error), @"
    inventory DIR/inventory.json is not valid
    $schema: must be https://choria.io/schemas/choria/discovery/v1/inventory_file.json
    ");
}

#[tokio::test]
async fn what_is_neither_json_nor_yaml_is_told_with_its_line() {
    let (folder, path) = Folder::with("inventory.json", "{\n\"nodes\": [\n}");
    let error = find(&Inventory::new(path), Filter::default()).await.unwrap_err();
    insta::assert_snapshot!(folder.text(&error), @"inventory DIR/inventory.json, line 3: not JSON: expected value");
    let (folder, path) = Folder::with("inventory.yml", "nodes: [");
    let error = find(&Inventory::new(path.clone()), Filter::default())
        .await
        .unwrap_err();
    assert!(
        folder
            .text(&error)
            .starts_with("inventory DIR/inventory.yml, line ")
    );
    let error = find(&Inventory::new("/nowhere/i.yaml".into()), Filter::default())
        .await
        .unwrap_err();
    insta::assert_snapshot!(folder.text(&error), @"inventory /nowhere/i.yaml cannot be used: No such file or directory (os error 2)");
}

#[test]
fn a_file_that_is_written_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut document = Document::new();
    document.nodes.push(Node {
        name: "w1".to_owned(),
        collectives: vec!["mcollective".to_owned()],
        facts: serde_json::from_str(r#"{"os":{"family":"debian"},"cpus":4}"#).unwrap(),
        classes: Vec::new(),
        agents: vec!["rpcutil".to_owned()],
    });
    for name in ["i.json", "i.yaml", "i.yml"] {
        let path = folder.path().join(name);
        document.write(&path).unwrap();
        assert_eq!(Document::read(&path).unwrap(), document, "{name}");
    }
    let error = document.write(&folder.path().join("i.txt")).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("i.txt ends in neither .json, .yaml nor .yml")
    );
}

proptest! {
    #[test]
    fn any_document_is_checked_and_taken_or_refused(text in r#"[\[\]{}:,"$a-z0-9 \n-]{0,80}"#, yaml: bool) {
        if let Ok(value) = document::value(&text, yaml) {
            let mistakes = check::mistakes(&value);
            prop_assert!(!mistakes.is_empty() && mistakes.len() <= 20);
        }
    }

    #[test]
    fn what_passes_the_check_can_be_decoded(
        nodes in proptest::collection::vec(("[a-z0-9. ]{0,6}", proptest::option::of("[a-z]{0,3}"), any::<bool>()), 0..4),
    ) {
        let nodes: Vec<_> = nodes.into_iter().map(|(name, class, facts)| serde_json::json!({
            "name": name,
            "collectives": [],
            "facts": if facts { serde_json::json!({"a": 1}) } else { serde_json::json!([]) },
            "classes": class.into_iter().collect::<Vec<_>>(),
            "agents": [],
        })).collect();
        let value = serde_json::json!({"$schema": SCHEMA, "nodes": nodes});
        if check::mistakes(&value).is_empty() {
            let document: Document = serde_json::from_value(value).unwrap();
            prop_assert!(document.nodes.iter().all(|node| Identity::new(&node.name).is_ok()));
        }
    }
}
