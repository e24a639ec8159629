//! Expressions, negations, and trying filters out.

use mco::Exit;
use serde_json::Value;

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn expressions_and_negations_choose_nodes() {
    let world = World::start().await;
    let found = async |filter: &[&str]| {
        let line = [&["find", "--sort"], filter].concat();
        let ran = world.run(&line).await;
        (ran.out.lines().map(str::to_owned).collect::<Vec<_>>(), ran.err)
    };
    let (web, db) = (["web01.lab.test", "web02.lab.test"], ["db1.lab.test"]);
    assert_eq!(
        found(&["-S", "with('apache') and fact('country') == 'uk'"])
            .await
            .0,
        web
    );
    assert_eq!(
        found(&["-S", "with('apache') or with('mysql')", "-X", "country=uk"])
            .await
            .0,
        db
    );
    assert_eq!(found(&["-X", "apache", "-X", "nothing else"]).await.0, db);
    assert_eq!(
        found(&["-S", "config_item('identity').value == 'db1.lab.test'"])
            .await
            .0,
        db
    );
    assert_eq!(found(&["-W", "os.family='debian' mysql"]).await.0, db);

    let (nobody, told) = found(&["-S", "with('apache'"]).await;
    assert!(nobody.is_empty());
    insta::assert_snapshot!(told, @r#"
    mco: "with('apache'" is not an expression
      because: ) is missing at column 14
    "#);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_is_tried_on_a_node_or_on_files() {
    let world = World::start().await;
    let ran = world
        .run(&[
            "filter",
            "test",
            "fact('country') == 'uk'",
            "-n",
            "web01.lab.test",
            "-C",
            "mysql",
        ])
        .await;
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Error, ""));
    insta::assert_snapshot!(ran.out, @r#"
    ✗ class is "mysql"
    ✓ fact('country') == 'uk'
      = fact('country')  "uk"

    web01.lab.test does not match
    "#);

    let write = |name: &str, text: &str| std::fs::write(world.dir.path().join(name), text).unwrap();
    write("facts.yaml", "cpus: 8\nos: {name: Debian}\n");
    write("classes.txt", "apache\n");
    let files = [
        "--facts",
        "facts.yaml",
        "--classes",
        "classes.txt",
        "--agents",
        "rpcutil,package",
    ];
    let line = [
        &[
            "filter",
            "test",
            "with('apache') and with('package')",
            "-F",
            "cpus>4",
            "-j",
        ],
        &files[..],
    ]
    .concat();
    let ran = world.run(&line).await;
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&told["matches"], told["terms"].as_array().unwrap().len()),
        (&Value::Bool(true), 4)
    );

    let ran = world.run(&["filter", "test", "true"]).await;
    assert!(
        ran.err.starts_with("mco: no node to test the filter on\n"),
        "{}",
        ran.err
    );
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_is_described_in_words() {
    let world = World::start().await;
    let ran = world
        .run(&[
            "describe_filter",
            "-C",
            "apache",
            "-X",
            "country=uk",
            "-S",
            "fact('cpus') > 4",
        ])
        .await;
    insta::assert_snapshot!(ran.out, @r#"
    class is "apache"
    and fact cpus is over 4
    and not: fact country equals "uk" (no case)
    "#);
    assert_eq!(world.run(&["filter", "describe"]).await.out, "every node\n");
    world.stop().await;
}
