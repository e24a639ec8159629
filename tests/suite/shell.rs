//! `mco shell`: scripts on a real fleet, and a person at a terminal.

mod typed;

use harness::{Outcome, World};
use mco::Exit;

/// Runs these lines as a script of the site's user.
async fn script(world: &World, text: &str) -> Outcome {
    let file = world.dir().join("script.mco");
    std::fs::write(&file, text).unwrap();
    world.mco(&["-f", file.to_str().unwrap()]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_an_agent_and_options_stay_from_line_to_line() {
    let world = World::with_nodes(10).await;
    let web = world.mco(&["find", "-C", "role::web", "--sort"]).await;
    let ran = script(
        &world,
        &format!(
            "# Lines of a script are those of the shell.
            filter set \\
                -C role::web
            use package
            status package=bash --senders --sort
            find --no-filter --sort |! wc -l
            set format json
            ./status package=bash > {}/answers.json",
            world.dir().display()
        ),
    )
    .await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    let (names, count) = ran.out.trim_end().rsplit_once('\n').unwrap();
    assert_eq!(names.trim(), web.out.trim());
    assert_eq!(count.trim(), "10");
    let answers = std::fs::read_to_string(world.dir().join("answers.json")).unwrap();
    let answers: serde_json::Value = serde_json::from_str(&answers).unwrap();
    assert_eq!(
        answers["replies"].as_array().unwrap().len(),
        web.out.lines().count()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pipe_asks_the_nodes_that_succeeded_before() {
    let world = World::with_nodes(10).await;
    let ran = script(
        &world,
        "rpc rpcutil get_fact fact=country --filter-replies 'data(\"value\") == \"mt\"' | rpc rpcutil ping --senders --sort",
    )
    .await;
    let maltese = world.mco(&["find", "-F", "country=mt", "--sort"]).await;
    assert_eq!(
        (ran.exit, ran.out.as_str()),
        (Exit::Done, maltese.out.as_str()),
        "{ran:?}"
    );

    let ran = script(&world, "find -F country=mt | ping | targets").await;
    assert_eq!(ran.sorted_lines().join("\n"), maltese.out.trim(), "{ran:?}");
    let ran = script(&world, "find -F country=nowhere --exit-zero | rpc rpcutil ping").await;
    assert_eq!(ran.exit, Exit::Error);
    assert!(ran.err.contains("stage 1 leaves no node for the next"), "{ran:?}");
    let ran = script(&world, "plugin doc | rpc rpcutil ping").await;
    assert!(
        ran.err.contains("this gives no nodes to the next stage"),
        "{ran:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_ends_at_its_first_failure_and_says_where() {
    let world = World::with_nodes(3).await;
    let text = "find\n\nrpc rpcutil get_data source=nonsense query=x\nfind\n";
    let ran = script(&world, text).await;
    assert_eq!(ran.exit, Exit::Failed, "{ran:?}");
    assert!(
        ran.err
            .contains("script.mco:3: status 2 of `rpc rpcutil get_data"),
        "{ran:?}"
    );
    let names = |ran: &Outcome| ran.out.lines().filter(|line| line.ends_with(".lab.test")).count();
    let once = names(&ran);
    let ran = script(&world, &format!("set errors continue\n{text}")).await;
    assert_eq!(ran.exit, Exit::Failed);
    assert!(names(&ran) >= once, "{ran:?}");
    assert!(ran.err.contains("script.mco:4: status 2"), "{ran:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_is_understood_as_a_whole_before_any_of_it_runs() {
    let world = World::prepared();
    let ran = script(&world, "find\nfind 'x\n").await;
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Error, ""));
    assert!(ran.err.contains("script.mco:2: `'` is never closed"), "{ran:?}");
    let ran = world.mco(&["shell", "-f", "/nowhere/x.mco"]).await;
    assert!(
        ran.err.contains("script /nowhere/x.mco cannot be read"),
        "{ran:?}"
    );
    std::fs::write(world.dir().join("script.mco"), b"find\0").unwrap();
    let file = world.dir().join("script.mco");
    let ran = world.mco(&["shell", "-f", file.to_str().unwrap()]).await;
    assert!(ran.err.contains("is no script: byte 4 is not text"), "{ran:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_that_reach_far_are_refused_unless_the_script_says_that_they_are_meant() {
    let world = World::with_nodes(3).await;
    let change = "service restart httpd\n";
    let ran = script(&world, change).await;
    assert_eq!(ran.exit, Exit::Refused, "{ran:?}");
    assert!(ran.err.contains("nobody can be asked here"), "{ran:?}");
    for text in [
        format!("set confirm no\n{change}"),
        "service restart httpd --yes\n".to_owned(),
    ] {
        let ran = script(&world, &text).await;
        assert_ne!(ran.exit, Exit::Refused, "{ran:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn results_are_looked_at_again_and_compared() {
    let world = World::with_nodes(4).await;
    let nodes = world.mco(&["find", "--sort"]).await.out;
    let nodes: Vec<&str> = nodes.lines().collect();
    let ran = script(
        &world,
        &format!(
            "rpc rpcutil get_fact fact=country --display none --quiet
            results where 'data(\"value\") == \"mt\"' | targets
            diff {0} {1}
            $_ |! grep -c sender
            rpc rpcutil ping --nodes $_ --senders --sort
            results failed
            results 9",
            nodes[0], nodes[1]
        ),
    )
    .await;
    assert_eq!(ran.exit, Exit::Error, "{ran:?}");
    assert!(ran.err.contains("there are no results 9"), "{ran:?}");
    assert!(ran.out.contains("\n4\n"), "{ran:?}");
    assert!(ran.out.contains(&nodes.join("\n")), "{ran:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn pinned_targets_are_asked_whatever_the_filter_would_find() {
    let world = World::with_nodes(6).await;
    let ran = script(
        &world,
        "filter set -F country=mt
        targets pin
        targets
        rpc rpcutil ping --senders --sort
        targets unpin
        filter clear
        find --sort",
    )
    .await;
    let maltese = world.mco(&["find", "-F", "country=mt", "--sort"]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert!(ran.err.contains("pinned"), "{ran:?}");
    let all = world.mco(&["find", "--sort"]).await;
    assert!(
        ran.out.ends_with(&format!("{}{}", maltese.out, all.out)),
        "{ran:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_waits_for_what_it_started_in_the_background() {
    let world = World::with_nodes(2).await;
    let ran = script(
        &world,
        "find --sort &\nrpc rpcutil get_data source=nonsense query=x &\n",
    )
    .await;
    assert_eq!(ran.exit, Exit::Failed, "{ran:?}");
    let all = world.mco(&["find", "--sort"]).await;
    assert!(ran.out.contains(&all.out), "{ran:?}");
    let ran = script(&world, "filter clear &").await;
    assert!(
        ran.err.contains("only commands can run in the background"),
        "{ran:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_are_kept_under_names_and_nodes_are_marked() {
    let world = World::with_nodes(3).await;
    let first = world
        .mco(&["find", "--sort"])
        .await
        .out
        .lines()
        .next()
        .unwrap()
        .to_owned();
    let ran = script(
        &world,
        &format!(
            "filter set -C role::web
            filter not -F country=mt
            filter save web
            filter clear
            filter load web
            filter
            filter rm 1
            filter undo
            filter undo
            targets mark {first}
            find -I @marked
            explain rpc rpcutil ping
            filter load nothing"
        ),
    )
    .await;
    assert_eq!(ran.exit, Exit::Error);
    assert!(
        ran.out.contains("  1  -C role::web\n  2  -X country=mt\n"),
        "{ran:?}"
    );
    assert!(ran.out.contains(&format!("\n{first}\n")), "{ran:?}");
    assert!(ran.err.contains("there is no filter nothing"), "{ran:?}");
}

/// The blocks of the page about the shell that are scripts.
fn examples() -> Vec<String> {
    let page = include_str!("../../docs/shell.md");
    let blocks = page.split("```mco\n").skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_examples_of_the_page_run() {
    let world = World::with_nodes(10).await;
    let examples = examples();
    assert_eq!(examples.len(), 4);
    for example in examples {
        let ran = script(&world, &example).await;
        assert_eq!(ran.exit, Exit::Done, "{example}{ran:?}");
    }
}
