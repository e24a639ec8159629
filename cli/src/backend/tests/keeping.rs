use super::*;

impl World {
    /// What a command prints, and its status.
    async fn printed_by(&mut self, line: &str, read_only: bool) -> (String, u8) {
        let mut all = String::new();
        let line = line.to_owned();
        self.begin(Order::ReadOnly(read_only));
        let order = |ticket| Order::Command { ticket, line };
        let exit = self.ask(order, |report| match report {
            Report::Printed { text, exit, .. } => {
                all.push_str(&text);
                exit
            }
            _ => None,
        });
        let exit = exit.await;
        (all, exit)
    }

    /// What is said of something small.
    async fn said(&mut self, order: Order) -> String {
        self.begin(order);
        self.until(|report| match report {
            Report::Done(said) => Some(said),
            Report::Said(trouble) => Some(trouble.text),
            _ => None,
        })
        .await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn any_command_runs_and_none_asks_anybody() {
    let mut world = World::start(2).await;
    let names: Vec<String> = world
        .nodes()
        .await
        .iter()
        .map(|node| format!("{node}\n"))
        .collect();
    assert_eq!(
        world.printed_by("mco find --sort", false).await,
        (names.concat(), 0)
    );
    let (text, exit) = world.printed_by("rpc rpcutil ping", true).await;
    assert!(text.contains("2 / 2"), "{text}");
    assert_eq!(exit, 0);
    let (text, exit) = world.printed_by("service restart httpd", false).await;
    assert!(
        text.contains("nobody can be asked here: no filter was given"),
        "{text}"
    );
    assert_eq!(exit, 10);
    let (text, exit) = world.printed_by("service restart httpd -I nobody", true).await;
    assert!(text.contains("only looking is allowed here"), "{text}");
    assert_eq!(exit, 10);
    for line in ["tui", "demo --nodes 1", "run"] {
        let (text, exit) = world.printed_by(line, false).await;
        assert!(text.contains("needs the terminal for itself"), "{line}: {text}");
        assert_eq!(exit, 10);
    }
    assert_eq!(world.printed_by("keys seed pub", true).await.1, 10);
    let (text, exit) = world.printed_by("pnig", false).await;
    assert!(text.contains("did you mean ping?"), "{text}");
    assert_eq!(exit, 1);
    world.stop().await;
}

#[tokio::test]
async fn sets_exports_and_defaults_are_kept() {
    let mut world = World::prepare();
    let nodes: Arc<[Identity]> = [fixture::node("web1"), fixture::node("web2")].into();
    let (name, two) = ("web".to_owned(), nodes.clone());
    assert_eq!(
        world.said(Order::SaveSet { name, nodes: two }).await,
        "@web holds 2 nodes"
    );
    let sets = world.until(|report| match report {
        Report::Sets(sets) => Some(sets),
        _ => None,
    });
    assert_eq!(sets.await, [("web".to_owned(), 2)]);
    let name = "last".to_owned();
    let said = world.said(Order::SaveSet { name, nodes }).await;
    assert_eq!(said, "@last is written by every request");

    let write = || Order::Write {
        path: "~/answers.txt".into(),
        text: "yes\n".to_owned(),
    };
    let path = world.dir.path().join("answers.txt");
    assert_eq!(world.said(write()).await, format!("wrote {}", path.display()));
    assert!(world.said(write()).await.contains("cannot be written"));

    let keep = Order::Default {
        agent: "service".to_owned(),
        action: "restart".to_owned(),
        inputs: vec![("service".to_owned(), "httpd".to_owned())],
    };
    assert_eq!(world.said(keep).await, "kept as defaults of service#restart");
    let recall = |ticket| Order::Recall {
        ticket,
        agent: "service".to_owned(),
        action: "restart".to_owned(),
    };
    let defaults = world.ask(recall, |report| match report {
        Report::Recalled { defaults, .. } => Some(defaults),
        _ => None,
    });
    assert_eq!(defaults.await, [("service".to_owned(), "httpd".to_owned())]);
    let complete = |ticket| Order::Complete {
        ticket,
        line: "rpc serv".to_owned(),
        cursor: 8,
    };
    let (from, candidates) = world
        .ask(complete, |report| match report {
            Report::Completions { from, candidates, .. } => Some((from, candidates)),
            _ => None,
        })
        .await;
    assert_eq!((from, candidates[0].value.as_str()), (4, "service"));
    world.stop().await;
}

#[tokio::test]
async fn a_panic_is_a_line_and_not_the_end() {
    let mut world = World::prepare();
    let tasks = &world.screens.0.tasks;
    let reports = world.reports.clone();
    tasks.lasting(reports, async { panic!("oh no") });
    let said = world.until(|report| match report {
        Report::Said(trouble) => Some(trouble.text),
        _ => None,
    });
    assert_eq!(said.await, "something went wrong inside mco: oh no");
    world.stop().await;
}
