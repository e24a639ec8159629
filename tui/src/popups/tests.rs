use super::confirm::Confirm;
use super::pick::{Item, Pick};
use super::prompt::Prompt;
use crate::effect::Effect;
use crate::stage::Stage;

fn copy(text: &str) -> Vec<Effect> {
    vec![Effect::Copy(text.to_owned())]
}

fn restart() -> Confirm {
    let lines = [
        "service#restart service=httpd",
        "214 nodes: canary 1, batches of 10 every 30s, stop on 2 failures, about 11 min",
        "There is no undo.",
    ];
    Confirm::new("Confirm", lines.map(str::to_owned).into(), copy("yes")).change()
}

#[test]
fn a_question_is_only_answered_by_its_own_key() {
    let mut stage = Stage::bare(80, 12);
    stage.open(Box::new(restart()));
    insta::assert_snapshot!(stage.screen(), @r"
    mco [1 Fleet] 2 Run  3 KV  4 Gov  8 Jobs      prod · ann 2h left · broker b2 ●

       ┌ Confirm ─────────────────────────────────────────────────────────────┐
       │ CHANGE   service#restart service=httpd                               │
       │ 214 nodes: canary 1, batches of 10 every 30s, stop on 2 failures,    │
       │ about 11 min                                                         │
       │ There is no undo.                                                    │
       └──────────────────────────────────────────────────────────────────────┘



    y go on  Esc leave it  ? keys
    ");
    let stage = stage.keys("enter space");
    assert!(stage.copied().is_empty());
    assert!(stage.screen().contains("CHANGE"));
    assert_eq!(stage.keys("y").copied(), ["yes"]);
}

#[test]
fn a_great_change_is_agreed_to_by_typing_its_size() {
    let mut stage = Stage::bare(44, 12);
    let confirm = restart().typed("214");
    stage.open(Box::new(confirm));
    let stage = stage.type_text("21").keys("enter").paste("4").keys("enter");
    insta::assert_snapshot!(stage.screen(), @"
     mco [1 Fleet] 2 Run  3 KV  4 Gov  8 Jobs

    ┌ Confirm ─────────────────────────────────┐
    │ CHANGE   service#restart service=httpd   │
    │ 214 nodes: canary 1, batches of 10 every │
    │ 30s, stop on 2 failures, about 11 min    │
    │ There is no undo.                        │
    │ Type 214 to go on: 21                    │
    └──────────────────────────────────────────┘

     that is no answer yet; Esc leaves it
     Esc leave it  F1 keys
    ");
    assert!(stage.copied().is_empty());
    assert_eq!(stage.type_text("4").keys("enter").copied(), ["yes"]);
}

#[test]
fn a_prompt_takes_only_good_answers() {
    let mut stage = Stage::bare(70, 10);
    let short = |text: &str| match text.len() {
        0..5 => Ok(()),
        _ => Err("a name has at most four letters".to_owned()),
    };
    let prompt = Prompt::new("Set", "Name of the set:", |name| copy(&name)).check(short);
    stage.open(Box::new(prompt));
    let stage = stage.type_text("abcde").keys("enter");
    insta::assert_snapshot!(stage.screen(), @"
    mco [1 Fleet] 2 Run  3 KV  4 Gov  8 Jobs          prod · broker b2 ●

       ┌ Set ───────────────────────────────────────────────────────┐
       │ Name of the set:                                           │
       │ abcde                                                      │
       │ a name has at most four letters                            │
       └────────────────────────────────────────────────────────────┘

    that is no answer yet; Esc leaves it
    Esc leave it  F1 keys
    ");
    assert_eq!(stage.keys("backspace enter").copied(), ["abcd"]);
}

#[test]
fn one_of_many_is_picked_by_a_few_letters() {
    let mut stage = Stage::bare(70, 10);
    let item = |value: &str| Item {
        value: value.to_owned(),
        about: "180s".to_owned(),
    };
    let items = ["puppet", "package", "process"].map(item);
    stage.open(Box::new(Pick::new("Agents", items.into(), |agent| copy(&agent))));
    let stage = stage.type_text("pp");
    insta::assert_snapshot!(stage.screen(), @r"
     mco [1 Fleet] 2 Run  3 KV  4 Gov  8 Jobs          prod · broker b2 ●
    ┌ Agents ────────────────────────────────────────────────────────────┐
    │ pp                                                                 │
    │ ▸ puppet  180s                                                     │
    │                                                                    │
    │                                                                    │
    └──────────────────────────────────────────────────────────── 1 of 3 ┘


     Enter choose  Esc leave it  F1 keys
    ");
    assert_eq!(stage.keys("ctrl-u down enter").copied(), ["package"]);
}
