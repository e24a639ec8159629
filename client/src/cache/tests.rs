use std::fs;

use proptest::prelude::*;
use protocol::Filter;

use super::*;

fn node(name: &str) -> Identity {
    Identity::new(name).unwrap()
}

fn collective() -> Collective {
    Collective::new("mcollective").unwrap()
}

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000 + seconds)
}

fn learned(name: &str, country: &str, class: &str) -> Learned {
    let answer = serde_json::json!({
        "collectives": ["mcollective"],
        "agents": ["rpcutil"],
        "classes": [class],
        "facts": {"country": country},
    });
    Learned::from_inventory(&node(name), &answer)
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("mco/fleet.redb")
    }

    fn cache(&self) -> Cache {
        Cache::new(self.path(), "broker:4222")
    }
}

#[test]
fn those_a_filter_means_are_named_and_the_others_counted() {
    let folder = Folder::new();
    let cache = folder.cache();
    let told = [
        learned("web2", "uk", "apache"),
        learned("web1", "uk", "apache"),
        learned("db1", "mt", "mysql"),
    ];
    cache.learn(&told, at(0));
    cache.seen(&[node("new1")], &collective(), at(0));
    let meant = |words: &str, go_on: bool| {
        let mut filter = Filter::default();
        filter.add_combined(words).unwrap();
        cache.meant(&collective(), &filter.terms().unwrap(), at(0), || go_on)
    };
    let uk = meant("apache country=uk", true);
    assert_eq!(
        (uk.nodes, uk.unsure, uk.fleet),
        (vec![node("web1"), node("web2")], 1, 4)
    );
    assert_eq!(meant("apache", false).fleet, 1);
    let everybody = cache.meant(&collective(), &[], at(0), || true);
    assert_eq!((everybody.nodes.len(), everybody.unsure), (4, 0));
}

#[test]
fn names_that_begin_alike_are_told_without_the_rest() {
    let folder = Folder::new();
    let cache = folder.cache();
    let told = ["xen", "web2", "web12", "db1", "web1"].map(|name| learned(name, "uk", "apache"));
    cache.learn(&told, at(0));
    let neighbour = Cache::new(folder.path(), "broker:4223");
    neighbour.learn(&[learned("web11", "uk", "apache")], at(0));
    assert_eq!(cache.names("web1"), [node("web1"), node("web12")]);
    assert_eq!(cache.names("").len(), 5);
    assert_eq!(cache.names("web3"), []);
}

#[test]
fn nodes_are_looked_at_one_by_one_with_what_they_told() {
    let folder = Folder::new();
    let cache = folder.cache();
    let answer = serde_json::json!({
        "version": "1.2.3",
        "main_collective": "mcollective",
        "machines": [{"name": "lamp", "version": "1.0.0", "state": "ON"}, "odd"],
        "facts": {"a": 1},
    });
    let told = Learned::from_inventory(&node("web1"), &answer);
    cache.learn(&[told.clone(), learned("web2", "uk", "apache")], at(0));
    cache.seen(&[node("new1")], &collective(), at(0));
    let mut seen = Vec::new();
    let wanted = [node("web1"), node("new1"), node("nobody"), node("web2")];
    cache.each_of(&wanted, |known, facts| {
        seen.push((known.about, facts.to_owned()));
        ControlFlow::Break(())
    });
    assert_eq!(seen, [(told.about.clone(), r#"{"a":1}"#.to_owned())]);
    assert_eq!(told.about.machines[0].state, "ON");
    assert_eq!(cache.node(&node("web1")).unwrap().0.about, told.about);
    cache.each_of(&wanted, |known, _| {
        seen.push((known.about, String::new()));
        ControlFlow::Continue(())
    });
    assert_eq!(seen.len(), 3);
}

#[test]
fn who_answered_is_known_from_then_on() {
    let folder = Folder::new();
    let cache = folder.cache();
    assert_eq!(cache.nodes(), []);
    cache.seen(&[node("web2"), node("web1")], &collective(), at(0));
    cache.seen(&[node("web1")], &collective(), at(5));
    cache.seen(&[node("web2")], &collective(), at(3600));
    let nodes = cache.nodes();
    let seen: Vec<_> = nodes
        .iter()
        .map(|known| (known.node.as_str(), known.seen))
        .collect();
    assert_eq!(seen, [("web1", at(0)), ("web2", at(3600))]);
    assert_eq!(cache.size(&collective()), 2);
    assert_eq!(cache.size(&Collective::new("lab").unwrap()), 0);
}

#[test]
fn sites_do_not_see_each_other() {
    let folder = Folder::new();
    folder.cache().seen(&[node("web1")], &collective(), at(0));
    let other = Cache::new(folder.path(), "other:4222");
    assert_eq!(other.nodes(), []);
    other.seen(&[node("db1")], &collective(), at(0));
    assert_eq!(folder.cache().nodes().len(), 1);
}

fn funnel(cache: &Cache, filter: &Filter) -> Option<Funnel> {
    cache.funnel(&collective(), &filter.terms().unwrap(), at(0))
}

#[test]
fn a_filter_is_tried_on_what_was_learned() {
    let folder = Folder::new();
    let cache = folder.cache();
    let mut filter = Filter::default();
    filter.add_fact("country=uk").unwrap();
    assert_eq!(funnel(&cache, &filter), None);
    cache.seen(&[node("new1")], &collective(), at(5));
    assert_eq!(funnel(&cache, &filter), None);
    cache.learn(
        &[learned("web1", "uk", "apache"), learned("web2", "de", "apache")],
        at(10),
    );
    cache.learn(&[learned("db1", "uk", "mysql")], at(20));
    let by_fact = funnel(&cache, &filter).unwrap();
    assert_eq!(
        (by_fact.matching(), by_fact.known, by_fact.oldest),
        (2, 3, at(10))
    );
    filter.cf_class.push("mysql".into());
    assert_eq!(funnel(&cache, &filter).unwrap().matching(), 1);
    let named = Filter {
        identity: vec!["/1$/".into()],
        ..Filter::default()
    };
    let by_name = funnel(&cache, &named).unwrap();
    assert_eq!((by_name.matching(), by_name.known, by_name.oldest), (3, 4, at(5)));
    let all = funnel(&cache, &Filter::default()).unwrap();
    assert_eq!((all.matching(), all.known), (4, 4));
    assert_eq!((by_fact.fleet, all.fleet), (4, 4));

    let (known, facts) = cache.node(&node("db1")).unwrap();
    assert_eq!(
        (known.classes, facts.as_str()),
        (vec!["mysql".to_owned()], r#"{"country":"uk"}"#)
    );
    assert_eq!(cache.node(&node("new1")), None);
    assert_eq!(cache.node(&node("stranger")), None);
}

#[test]
fn every_condition_says_who_is_left() {
    let folder = Folder::new();
    let cache = folder.cache();
    let mut bare = learned("web3", "uk", "apache");
    bare.facts.clear();
    cache.learn(
        &[
            learned("web1", "uk", "apache"),
            learned("web2", "de", "apache"),
            bare,
        ],
        at(0),
    );
    cache.learn(&[learned("db1", "uk", "mysql")], at(0));
    let mut filter = Filter::default();
    filter.cf_class.push("apache".into());
    filter.add_fact("country=/^u/").unwrap();
    filter
        .add_compound(r#"with("rpcutil") and scout("x").ok and now().Year() == 2027 and with("zone=a")"#)
        .unwrap();
    let poured = funnel(&cache, &filter).unwrap();
    let step = |left, lacking, unknown| Step {
        left,
        lacking,
        unknown,
    };
    assert_eq!(
        poured.steps,
        [
            step(3, 0, 0),
            step(1, 1, 0),
            step(1, 0, 0),
            step(1, 0, 1),
            step(1, 0, 0),
            step(0, 0, 0),
        ]
    );
    assert_eq!((poured.known, poured.is_exact()), (4, false));
}

#[test]
fn facts_and_values_are_there_for_completion() {
    let folder = Folder::new();
    let cache = folder.cache();
    cache.learn(
        &[learned("web1", "uk", "apache"), learned("web2", "de", "apache")],
        at(0),
    );
    assert_eq!(
        cache.facts(1 << 20),
        [r#"{"country":"uk"}"#, r#"{"country":"de"}"#]
    );
    assert_eq!(cache.facts(20).len(), 1);
    cache.learn_values("os.family", &["debian".to_owned(), "redhat".to_owned()]);
    cache.learn_values("os.family", &["arch".to_owned()]);
    assert_eq!(cache.values("os.family"), ["arch", "debian", "redhat"]);
    assert_eq!(cache.valued_facts(), ["os.family"]);
    let many: Vec<String> = (0..1000).map(|n| format!("{n:04}")).collect();
    cache.learn_values("uptime", &many);
    assert_eq!(cache.values("uptime").len(), MAX_VALUES);
}

#[test]
fn facts_that_are_too_large_are_left_out() {
    let folder = Folder::new();
    let cache = folder.cache();
    let mut large = learned("web1", "uk", "apache");
    large
        .facts
        .insert("blob".to_owned(), "x".repeat(MAX_FACTS).into());
    cache.learn(&[large], at(0));
    assert_eq!(cache.facts(1 << 20), ["{}"]);
    assert_eq!(cache.nodes()[0].classes, ["apache"]);
}

#[test]
fn a_node_that_says_too_much_of_itself_is_known_by_less() {
    let long = "x".repeat(MAX_TEXT + 1);
    let many: Vec<_> = (0..=MAX_NAMES).map(|number| format!("class{number}")).collect();
    let answer = serde_json::json!({"agents": ["rpcutil", long], "classes": many});
    let learned = Learned::from_inventory(&node("web1"), &answer);
    assert_eq!(learned.agents, ["rpcutil"]);
    assert_eq!(learned.classes.len(), MAX_NAMES);

    let folder = Folder::new();
    let cache = folder.cache();
    cache.learn_values("motd", &["hi".to_owned(), long.clone()]);
    cache.learn_values(&long, &["hi".to_owned()]);
    assert_eq!(cache.values("motd"), ["hi"]);
    assert_eq!(cache.valued_facts(), ["motd"]);
}

#[test]
fn a_file_in_use_is_left_alone() {
    let folder = Folder::new();
    let cache = folder.cache();
    cache.seen(&[node("web1")], &collective(), at(0));
    let other = redb::Database::open(folder.path()).unwrap();
    assert_eq!(cache.nodes(), []);
    cache.seen(&[node("web2")], &collective(), at(0));
    drop(other);
    assert_eq!(cache.nodes().len(), 1);
}

#[test]
fn a_file_of_another_kind_makes_room_for_a_new_one() {
    let folder = Folder::new();
    let cache = folder.cache();
    fs::create_dir_all(folder.0.path().join("mco")).unwrap();
    fs::write(folder.path(), "this is no database".repeat(500)).unwrap();
    assert_eq!(cache.nodes(), []);
    cache.seen(&[node("web1")], &collective(), at(0));
    cache.seen(&[node("web1")], &collective(), at(0));
    assert_eq!(cache.nodes().len(), 1);
    cache.clear().unwrap();
    assert_eq!(cache.nodes(), []);
    cache.clear().unwrap();
}

#[test]
fn only_the_user_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    folder.cache().seen(&[node("web1")], &collective(), at(0));
    let mode = || fs::metadata(folder.path()).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(), 0o600);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o644)).unwrap();
    folder.cache().seen(&[node("web2")], &collective(), at(0));
    assert_eq!((mode(), folder.cache().nodes().len()), (0o600, 2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn damage_anywhere_never_stops_anything(damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..200), cut in proptest::option::of(any::<prop::sample::Index>())) {
        let folder = Folder::new();
        let cache = folder.cache();
        cache.learn(&[learned("web1", "uk", "apache")], at(0));
        let mut bytes = fs::read(folder.path()).unwrap();
        for (index, byte) in damage {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        fs::write(folder.path(), bytes).unwrap();
        cache.nodes();
        let mut filter = Filter::default();
        filter.add_fact("country=uk").unwrap();
        funnel(&cache, &filter);
        cache.seen(&[node("web2")], &collective(), at(0));
        cache.nodes();
    }

    #[test]
    fn any_answer_of_a_node_can_be_learned(text in r#"[\[\]{}:,"a-z0-9]{0,40}"#) {
        if let Ok(answer) = serde_json::from_str::<Value>(&text) {
            let learned = Learned::from_inventory(&node("web1"), &answer);
            prop_assert!(learned.agents.len() + learned.classes.len() <= text.len());
        }
    }
}
