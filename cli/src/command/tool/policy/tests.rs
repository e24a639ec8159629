use std::path::Path;

use crate::exit::Exit;
use crate::fixture::ran;

/// Runs `mco tool policy`, with the folder's name cut out of what it prints.
async fn policy(dir: &Path, words: &[&str]) -> (Exit, String, String) {
    let mut line = vec!["mco", "tool", "policy"];
    line.extend(words);
    let (exit, out, err) = ran(&line).await;
    let name = format!("{}/", dir.display());
    (exit, out.replace(&name, ""), err.replace(&name, ""))
}

fn write(dir: &Path, name: &str, text: &str) -> String {
    let path = dir.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

const LAMP: &str = "policy default deny\n\
                    # people\n\
                    deny\tchoria=eve.mcollective\t*\t*\t*\n\
                    allow\tops\ton\tenv=prod\t*\n\
                    allow\tops\ton off\tenv=dev\tweb\n\
                    allow * * * *\n";

#[tokio::test]
async fn an_action_policy_is_explained_line_by_line() {
    let dir = tempfile::tempdir().unwrap();
    let at = dir.path();
    write(at, "lamp.policy", LAMP);
    write(at, "groups", "ops choria=ann.mcollective\n");
    let facts = write(at, "facts.yaml", "env: dev\n");
    let classes = write(at, "classes.txt", "base\nWeb\n");
    let folder = at.to_str().unwrap();
    let call = |caller| {
        [
            "test",
            "--policy",
            folder,
            "--agent",
            "lamp",
            "--action",
            "on",
            "--caller",
            caller,
            "--facts",
            &facts,
            "--classes",
            &classes,
        ]
        .map(str::to_owned)
    };
    let ann = call("choria=ann.mcollective");
    let (exit, out, err) = policy(at, &ann.each_ref().map(String::as_str)).await;
    assert_eq!((exit, err.as_str()), (Exit::Done, ""));
    insta::assert_snapshot!(out, @r"
    allowed: lamp#on for choria=ann.mcollective by lamp.policy:5

      line  callers  actions  facts   classes
         3  no       yes      yes     yes      deny  choria=eve.mcollective  *  *  *
         4  yes      yes      no      yes      allow  ops  on  env=prod  *
    >    5  yes      yes      yes     yes      allow  ops  on off  env=dev  web

    line 6: neither a rule in tab separated columns nor a `policy default` line
    ");
    let eve = call("choria=eve.mcollective");
    let (exit, out, _) = policy(at, &eve.each_ref().map(String::as_str)).await;
    assert_eq!(exit, Exit::Error);
    assert!(
        out.starts_with("denied: lamp#on for choria=eve.mcollective by lamp.policy:3\n"),
        "{out}"
    );
}

#[tokio::test]
async fn a_rego_policy_is_explained_rule_by_rule() {
    let dir = tempfile::tempdir().unwrap();
    let at = dir.path();
    let text = "package io.choria.mcorpc.authpolicy\n\
                default allow := false\n\
                allow if {\n  input.action == \"off\"\n  input.facts.env == \"dev\"\n}\n\
                allow if input.data.level < 5\n";
    let file = write(at, "rego/default.rego", text);
    let folder = at.to_str().unwrap();
    let words = |policy, data| {
        [
            "test",
            "--provider",
            "rego_policy",
            "--policy",
            policy,
            "--agent",
            "lamp",
            "--action",
            "on",
            "--caller",
            "up=a",
            "--data",
            data,
        ]
    };
    let (exit, out, _) = policy(at, &words(folder, r#"{"level":3}"#)).await;
    assert_eq!(exit, Exit::Done);
    insta::assert_snapshot!(out, @r"
    allowed: lamp#on for up=a by rego/default.rego
      rule in lines 3 to 6: does not hold, line 4 is where it ends
      rule in line 7: allows it
    ");
    let (exit, out, _) = policy(at, &[&words(&file, r#"{"level":9}"#)[..], &["-j"]].concat()).await;
    assert_eq!(exit, Exit::Error);
    insta::assert_snapshot!(out, @r#"
    {
      "allowed": false,
      "because": "by rego/default.rego",
      "policy": "rego/default.rego",
      "prints": [],
      "rules": [
        {
          "allow": null,
          "error": null,
          "last_line": 6,
          "line": 3,
          "reached": 4
        },
        {
          "allow": null,
          "error": null,
          "last_line": 7,
          "line": 7,
          "reached": 7
        }
      ]
    }
    "#);
    write(
        at,
        "rego/default.rego",
        "package io.choria.mcorpc.authpolicy\nallow if {",
    );
    let (exit, out, _) = policy(at, &words(folder, "{}")).await;
    assert_eq!(exit, Exit::Error);
    insta::assert_snapshot!(out, @"denied: lamp#on for up=a because rego/default.rego cannot be used: expecting expression in line 2");
}

#[tokio::test]
async fn bad_lines_are_found_without_a_call() {
    let dir = tempfile::tempdir().unwrap();
    let at = dir.path();
    let bad = write(at, "lamp.policy", LAMP);
    let good = write(at, "door.policy", "policy default allow\n");
    let groups = write(at, "groups", "ops\n");
    let rego = write(
        at,
        "x.rego",
        "package io.choria.mcorpc.authpolicy\nallow if nope(1)\nf(x) := f(x)\n",
    );
    let (exit, out, _) = policy(at, &["lint", &bad, &good, &groups, &rego]).await;
    assert_eq!(exit, Exit::Error);
    insta::assert_snapshot!(out, @r"
    lamp.policy:6: neither a rule in tab separated columns nor a `policy default` line; there are spaces where tabs should be
    door.policy: OK
    groups:1: group ops has no members
    x.rego:1: function f calls itself
    ");
    let (exit, _, _) = policy(at, &["lint", &good]).await;
    assert_eq!(exit, Exit::Done);
    std::fs::write(at.join("notes.txt"), "no policy").unwrap();
    let (exit, folder, _) = policy(at, &["lint", at.to_str().unwrap()]).await;
    let mut names: Vec<&str> = folder.lines().filter_map(|line| line.split(':').next()).collect();
    names.dedup();
    assert_eq!((exit, names.len()), (Exit::Error, 4), "{folder}");
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().to_str().unwrap();
    let call = ["--agent", "lamp", "--action", "on", "--caller", "up=a"];
    let (exit, _, err) = policy(dir.path(), &[&["test", "--policy", folder][..], &call].concat()).await;
    assert_eq!(exit, Exit::Error);
    insta::assert_snapshot!(err, @r"
    mco: there is no policy lamp.policy
      hint: nodes deny every call of an agent without a policy
    ");
    let (_, _, err) = policy(
        dir.path(),
        &[&["test", "--policy", folder, "--provider", "aaasvc"][..], &call].concat(),
    )
    .await;
    insta::assert_snapshot!(err, @r"
    mco: this provider looks at the caller's token
      hint: name it with --token
    ");
}
