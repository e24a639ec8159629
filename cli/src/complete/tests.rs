//! Lines as they are typed in the REPL and on screens.

use std::fs;
use std::path::Path;

use client::cache::{Cache, Learned};
use proptest::prelude::*;
use serde_json::json;
use tempfile::TempDir;

use super::*;
use crate::fixture;
use crate::history::{Asked, History, Record};
use crate::names::Lesson;

/// Where the brokers of these tests would be.
const BROKER: &str = "broker.lab.test:4222";

/// A user's home with a fleet that is known.
struct Desk {
    home: TempDir,
}

impl Desk {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let desk = Self { home };
        desk.write(
            ".config/mco/client.conf",
            &format!("plugin.choria.middleware_hosts = {BROKER}\ncollectives = mcollective,uk\n"),
        );
        desk.write(".local/state/mco/sets/workers", "web1\n");
        fs::create_dir_all(desk.path(".cache/mco")).unwrap();
        let cache = Cache::new(desk.path(".cache/mco/fleet.redb"), BROKER);
        let nodes: Vec<Learned> = (1..=30).map(node).collect();
        cache.learn(&nodes, fixture::start());
        desk
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.home.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).unwrap();
        fs::write(path, text).unwrap();
    }

    fn ctx(&self) -> Ctx {
        let mut host = fixture::host(Box::new(std::io::sink()), Box::new(std::io::sink()));
        host.environment.home = Some(self.home.path().to_owned());
        host.environment.cwd = self.home.path().to_owned();
        Ctx::new(host, GlobalArgs::default(), "mco")
    }

    async fn completed(&self, line: &str, agent: Option<&str>) -> Completion {
        let (cursor, line) = match line.find('^') {
            Some(cursor) => (cursor, line.replacen('^', "", 1)),
            None => (line.len(), line.to_owned()),
        };
        let typed = Typed {
            line: &line,
            cursor,
            agent,
        };
        complete(&self.ctx(), &typed).await
    }

    /// The candidates, the first few of many; `…` is behind those that go on.
    async fn offered(&self, line: &str) -> String {
        shown(&self.completed(line, None).await)
    }

    async fn hinted(&self, line: &str) -> String {
        let typed = Typed {
            line,
            cursor: line.len(),
            agent: None,
        };
        hint(&self.ctx(), &typed).await.unwrap_or_default()
    }
}

fn shown(completion: &Completion) -> String {
    let mut shown: Vec<String> = completion
        .candidates
        .iter()
        .take(6)
        .map(|one| format!("{}{}", one.value, if one.complete { "" } else { "…" }))
        .collect();
    if completion.candidates.len() > shown.len() {
        shown.push(format!("+{}", completion.candidates.len() - shown.len()));
    }
    shown.join(" ")
}

fn node(number: usize) -> Learned {
    let answer = json!({
        "collectives": ["mcollective"],
        "agents": ["rpcutil", "package"],
        "classes": if number.is_multiple_of(2) { vec!["role::web", "base"] } else { vec!["base", "--yes"] },
        "facts": {
            "country": if number.is_multiple_of(3) { "uk" } else { "de" },
            "cpus": number % 4,
            "os": {"name": "Debian GNU/Linux", "family": "debian"},
            "motd": "$(rm -rf /) it's",
            "bell": "\u{7}\u{1b}[2J",
            "odd": "a=b",
        },
    });
    Learned::from_inventory(&fixture::node(&format!("web{number}.lab.test")), &answer)
}

#[tokio::test]
async fn a_line_is_completed_word_by_word() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.offered("pack").await, @"package");
    insta::assert_snapshot!(desk.offered("rpc package st").await, @"status install uninstall");
    insta::assert_snapshot!(desk.offered("rpc package install ").await, @"package=… version=…");
    insta::assert_snapshot!(desk.offered("rpc package install package=x ").await, @"version=…");
    insta::assert_snapshot!(desk.offered("rpc package status package=x --dis").await, @"--discovery-timeout --discovery-window --display");
    insta::assert_snapshot!(desk.offered("rpc package status --display ").await, @"ok failed all none");
    insta::assert_snapshot!(desk.offered("rpc package install --verify 'package status pack").await, @"'package status package=…");
    insta::assert_snapshot!(desk.offered("set ").await, @"list show save add rm");
    insta::assert_snapshot!(desk.offered("help pup").await, @"puppet");
    insta::assert_snapshot!(desk.offered("demo --nodes 3 -- pi").await, @"ping pki plugin rpcutil");
    insta::assert_snapshot!(desk.offered("process list --fields PID,us").await, @"PID,USER");
}

#[tokio::test]
async fn filters_are_made_of_what_is_known_of_the_fleet() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.offered("ping -F co").await, @"country=…");
    insta::assert_snapshot!(desk.offered("ping -F country").await, @"country=… 'country!=… 'country=~… 'country<… 'country<=… 'country>… +1");
    insta::assert_snapshot!(desk.offered("ping -F country=").await, @"country=de country=uk");
    insta::assert_snapshot!(desk.offered("ping -F os.name=").await, @"'os.name=Debian GNU/Linux'");
    insta::assert_snapshot!(desk.offered("ping -F motd=").await, @r"'motd=$(rm -rf /) it'\''s'");
    insta::assert_snapshot!(desk.offered("ping -F bell=").await, @"");
    insta::assert_snapshot!(desk.offered("ping -F odd=").await, @"");
    insta::assert_snapshot!(desk.offered("ping -vFcountry=u").await, @"-vFcountry=uk");
    insta::assert_snapshot!(desk.offered("ping -C ").await, @"base role::web");
    insta::assert_snapshot!(desk.offered("ping -I web12").await, @"web12.lab.test");
    insta::assert_snapshot!(desk.offered("ping -I @").await, @"@workers");
    insta::assert_snapshot!(desk.offered("ping -T ").await, @"mcollective uk");
    insta::assert_snapshot!(desk.offered("ping -W 'role::web country=").await, @"'role::web country=de' 'role::web country=uk'");
    insta::assert_snapshot!(desk.offered("ping -W 'os.name=").await, @r"'os.name='\''Debian GNU/Linux'\'''");
    insta::assert_snapshot!(desk.offered("find -S 'with(\"country=").await, @r#"'with("country=de")… 'with("country=uk")…"#);
    insta::assert_snapshot!(desk.offered("find -S 'not wi").await, @r#"'not with("… 'not startsWith… 'not endsWith…"#);
    insta::assert_snapshot!(desk.offered("find -S 'choria().up").await, @"'choria().uptime…");
    insta::assert_snapshot!(desk.offered("rpc package status --filter-replies 'data(\"ens").await, @r#"'data("ensure")…"#);
}

#[tokio::test]
async fn buckets_keys_governors_and_streams_are_those_that_were_met() {
    let desk = Desk::new();
    let names = desk.ctx().names().await.unwrap();
    let met = ["KV_CFG", "KV_FLAGS", "GOVERNOR_PUPPET", "ORDERS"].map(str::to_owned);
    let streams = Lesson::Streams {
        prefix: "",
        names: met.into(),
    };
    let keys = ["auth.user", "-rf", "motd"].map(str::to_owned);
    for lesson in [streams, Lesson::Keys("CFG".to_owned(), keys.into())] {
        names.learn(lesson, fixture::start());
    }
    insta::assert_snapshot!(desk.offered("kv get ").await, @"CFG FLAGS");
    insta::assert_snapshot!(desk.offered("kv get CFG ").await, @"auth.user motd");
    insta::assert_snapshot!(desk.offered("kv put FLAGS ").await, @"--config --verbose --debug --color --ascii --exit +3");
    insta::assert_snapshot!(desk.offered("governor view ").await, @"PUPPET");
    insta::assert_snapshot!(desk.offered("broker stream info O").await, @"ORDERS GOVERNOR_PUPPET");
    insta::assert_snapshot!(desk.offered("kv add ").await, @"--history --ttl --replicas --max-value-size --max-bucket-size --description +11");
}

#[tokio::test]
async fn values_come_with_the_number_of_nodes_most_frequent_first() {
    let desk = Desk::new();
    let found = desk.completed("ping -F country=", None).await.candidates;
    let told: Vec<(&str, &str)> = found
        .iter()
        .map(|one| (one.value.as_str(), one.about.as_str()))
        .collect();
    assert_eq!(told, [("country=de", "20 nodes"), ("country=uk", "10 nodes")]);
}

#[tokio::test]
async fn an_agent_in_use_makes_commands_of_its_actions() {
    let desk = Desk::new();
    let found = desk.completed("inst", Some("package")).await;
    insta::assert_snapshot!(shown(&found), @"install uninstall");
    let found = desk.completed("install pack", Some("package")).await;
    insta::assert_snapshot!(shown(&found), @"package=…");
    let found = desk.completed("set sh", Some("package")).await;
    insta::assert_snapshot!(shown(&found), @"show");
    let found = desk.completed("rpcutil get_f", Some("package")).await;
    insta::assert_snapshot!(shown(&found), @"get_fact get_facts get_config_item");
}

#[tokio::test]
async fn only_the_word_before_the_cursor_counts() {
    let desk = Desk::new();
    let found = desk.completed("rpc pack^ status", None).await;
    assert_eq!((found.from, found.candidates[0].value.as_str()), (4, "package"));
}

#[tokio::test]
async fn a_flag_is_offered_once_unless_it_may_be_repeated() {
    let desk = Desk::new();
    let has = async |line: &str, flag: &str| {
        let found = desk.completed(line, None).await.candidates;
        found.iter().any(|one| one.value == flag)
    };
    assert!(has("ping --ti", "--timeout").await);
    assert!(!has("ping --timeout 3 --ti", "--timeout").await);
    assert!(!has("ping -t 3 --ti", "--timeout").await);
    assert!(has("ping --wc a --wc", "--wc").await);
    assert!(!has("ping --wf", "--workers").await);
}

#[tokio::test]
async fn what_was_typed_before_comes_first() {
    let desk = Desk::new();
    let ctx = desk.ctx();
    let history = History::of(&ctx.environment).unwrap();
    for value in ["zsh", "nginx"] {
        let record = Record {
            line: format!("rpc package status package={value} -F country=uk"),
            asked: Asked {
                agent: Some("package".to_owned()),
                action: Some("status".to_owned()),
                inputs: json!({"package": value}).as_object().unwrap().clone(),
                ..Asked::default()
            },
            ..Record::default()
        };
        history.append(record).unwrap();
    }
    insta::assert_snapshot!(desk.offered("ping -F country=").await, @"country=uk country=de");
    insta::assert_snapshot!(desk.offered("rpc package install package=").await, @"package=nginx package=zsh");
    insta::assert_snapshot!(desk.offered("package status ").await, @"nginx zsh");
    insta::assert_snapshot!(desk.offered("rpc package ").await, @"status apt_checkupdates apt_update checkupdates count install +8");
}

#[tokio::test]
async fn files_and_folders_are_offered_where_they_are_wanted() {
    let desk = Desk::new();
    desk.write("nodes.txt", "");
    desk.write("names of nodes/more.txt", "");
    insta::assert_snapshot!(desk.offered("ping --nodes n").await, @"'names of nodes/… nodes.txt");
    insta::assert_snapshot!(desk.offered("ping --nodes @").await, @"@workers");
    insta::assert_snapshot!(desk.offered("ping --nodes 'names of nodes/").await, @"'names of nodes/more.txt'");
    insta::assert_snapshot!(desk.offered("gen man na").await, @"'names of nodes/…");
}

#[tokio::test]
async fn the_line_below_says_what_is_expected() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.hinted("rpc package install ").await, @"package=STRING  Name the package manager knows the package by (required)");
    insta::assert_snapshot!(desk.hinted("rpc package install package=").await, @"package=STRING  Name the package manager knows the package by (required)");
    insta::assert_snapshot!(desk.hinted("rpc package install package=zsh vers").await, @"version=STRING  Version to install instead of the newest");
    insta::assert_snapshot!(desk.hinted("ping --timeout ").await, @"--timeout DURATION  Wait this long for answers, in seconds or as `2m`, instead of ending soon after the last");
    insta::assert_snapshot!(desk.hinted("facts ").await, @"FACT  Path of the fact, e.g. `os.family`");
    insta::assert_snapshot!(desk.hinted("ping").await, @"");
}

#[tokio::test]
async fn a_broken_configuration_leaves_what_does_not_need_it() {
    let desk = Desk::new();
    desk.write(".config/mco/client.conf", "plugin.security.provider = nonsense\n");
    insta::assert_snapshot!(desk.offered("ping -F co").await, @"");
    insta::assert_snapshot!(desk.offered("rpc package st").await, @"status install uninstall");
    let shown = fixture::Text::default();
    let mut host = fixture::host(Box::new(shown.clone()), Box::new(shown.clone()));
    host.environment.home = Some(desk.home.path().to_owned());
    let ctx = Ctx::new(host, GlobalArgs::default(), "mco");
    let typed = Typed {
        line: "ping -T ",
        cursor: 8,
        agent: None,
    };
    complete(&ctx, &typed).await;
    assert_eq!(shown.text(), "");
}

/// Pieces of lines, well formed and not.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        3 => prop::sample::select(vec![
            " ", " ", " ", "rpc", "package", "install", "service", "find", "-C", "-F", "-S", "--nodes", "--dm=", "country=", "package=",
            "os.family=", "help", "jobs", "retry", "resume", "set", "@", "'", "\"", "\\", "=", ":", "$(", "`", "!", "|", ">", ";", "--", "-",
            "fact(", "&&", "\u{1b}", "\n", "\t", "\u{301}", "ü", "日", "\u{202e}",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(scrap, 0..12).prop_map(|scraps| scraps.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_line_with_any_cursor_gets_candidates_that_can_be_typed(line in scraps(), cursor in 0usize..60, agent in any::<bool>()) {
        let desk = Desk::new();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let typed = Typed { line: &line, cursor, agent: agent.then_some("package") };
        let (completion, hint) = runtime.block_on(async {
            let ctx = desk.ctx();
            (complete(&ctx, &typed).await, hint(&ctx, &typed).await)
        });
        prop_assert!(line.is_char_boundary(completion.from) && completion.from <= line.len().min(cursor.max(completion.from)));
        for text in completion.candidates.iter().flat_map(|one| [&one.value, &one.about]).chain(&hint) {
            prop_assert!(!text.contains(|c: char| c.is_control() || c == '\u{202e}'), "{text:?}");
        }
    }
}
