//! Writing: nothing is ever overwritten, and nobody loses a text.

use super::*;

const GREEN: &str = "{\"pool\":\"green\",\"servers\":[]}";

/// `web.upstreams` is under the cursor.
fn upstreams() -> Shop {
    shop(120, 35).keys("G")
}

/// Somebody else was first.
fn overtaken() -> Shop {
    let mut shop = upstreams().keys("e");
    shop.somebody_writes_silently(
        "web.upstreams",
        Operation::Put,
        b"{\"pool\":\"red\",\"servers\":[]}",
    );
    shop.edited(&format!("{GREEN}\n")).keys("y")
}

#[test]
fn an_edited_value_is_compared_confirmed_and_written() {
    let mut shop = upstreams().keys("e");
    let draft = shop.stage.drafts().pop().unwrap();
    assert_eq!(draft.name, "upstreams.json");
    assert_eq!(&*draft.text, shop.value("web.upstreams").unwrap());
    let result = Ok(format!("{GREEN}\n").into_bytes().into());
    shop.stage.hear(&Report::Edited {
        ticket: draft.ticket,
        result,
    });
    insta::assert_snapshot!(shop.stage.popup(), @r#"
    ┌ CONFIG > web.upstreams ────────────────────────────────────────────────────────────────────────────────┐
    │ Written only if 57 is still the newest revision.                                                       │
    │                                                                                                        │
    │   {                                                                                                    │
    │ -   "pool": "blue",                                                                                    │
    │ -   "servers": [                                                                                       │
    │ -     "10.0.4.11:8443",                                                                                │
    │ -     "10.0.4.12:8443"                                                                                 │
    │ -   ]                                                                                                  │
    │ +   "pool": "green",                                                                                   │
    │ +   "servers": []                                                                                      │
    │   }                                                                                                    │
    └───────────────────────────────────────────────────────────────────────────────────────────────── +2 -5 ┘
    "#);
    let shop = shop.keys("y");
    // The line end that editors add is not written.
    assert_eq!(shop.value("web.upstreams"), Some(GREEN.as_bytes()));
    assert!(shop.stage.screen().contains("wrote revision 58 of web.upstreams"));
}

#[test]
fn a_text_that_was_not_changed_is_not_written() {
    let shop = upstreams().keys("e");
    let same = String::from_utf8(shop.value("web.upstreams").unwrap().to_vec()).unwrap();
    let shop = shop.edited(&format!("{same}\n"));
    assert!(
        shop.stage.screen().contains("nothing was changed"),
        "{}",
        shop.stage.screen()
    );
}

#[test]
fn what_no_editor_has_changed_is_not_written() {
    let broken = || Err(Trouble::new("vi does not start"));
    let shop = shop(120, 35).keys("n").typed("retries").keys("enter");
    let shop = shop.edit(broken());
    let screen = shop.stage.screen();
    assert!(screen.contains("vi does not start"), "{screen}");
    assert!(shop.keys("r y").keys_of_bucket().all(|key| key != "retries"));
    // A text that is there already is kept, and can be written.
    let shop = upstreams().keys("e").edited(GREEN).keys("e");
    let shop = shop.edit(broken()).keys("y");
    assert_eq!(shop.value("web.upstreams"), Some(GREEN.as_bytes()));
}

#[test]
fn a_deleted_key_is_not_deleted_again() {
    let deleted = upstreams().keys("D y D");
    let screen = deleted.stage.screen();
    assert!(screen.contains("D does nothing here"), "{screen}");
    let purged = deleted.keys("P y P");
    let screen = purged.stage.screen();
    assert!(screen.contains("P does nothing here"), "{screen}");
}

#[test]
fn the_loser_of_a_race_is_told_sees_both_and_keeps_the_text() {
    let shop = overtaken();
    assert_eq!(
        shop.value("web.upstreams").unwrap(),
        b"{\"pool\":\"red\",\"servers\":[]}"
    );
    insta::assert_snapshot!(shop.stage.popup(), @r#"
    ┌ CONFIG > web.upstreams ────────────────────────────────────────────────────────────────────────────────┐
    │ You were overtaken. Somebody wrote revision 58 while you edited 57.                                    │
    │ Nothing was overwritten. - is what it has now, + is yours:                                             │
    │                                                                                                        │
    │   {                                                                                                    │
    │ -   "pool": "red",                                                                                     │
    │ +   "pool": "green",                                                                                   │
    │     "servers": []                                                                                      │
    │   }                                                                                                    │
    └───────────────────────────────────────────────────────────────────────────────────────────────── +1 -1 ┘
    "#);
    let mut edited = overtaken().keys("e");
    assert_eq!(&*edited.stage.drafts().pop().unwrap().text, GREEN.as_bytes());
    let kept = overtaken().keys("O");
    assert!(
        kept.stage.screen().contains("upstreams.json"),
        "{}",
        kept.stage.screen()
    );
    let given_up = overtaken().keys("esc");
    assert!(given_up.stage.screen().contains("Give it up?"));
    let given_up = given_up.keys("y");
    assert_eq!(
        given_up.value("web.upstreams").unwrap(),
        b"{\"pool\":\"red\",\"servers\":[]}"
    );
    assert!(!given_up.stage.screen().contains("overtaken"));
}

#[test]
fn a_second_try_is_on_top_of_the_newer_value_and_can_lose_again() {
    let mut shop = overtaken();
    assert!(
        shop.stage.screen().contains("r write it on top of 58"),
        "{}",
        shop.stage.screen()
    );
    shop.somebody_writes_silently("web.upstreams", Operation::Delete, b"");
    let shop = shop.keys("r");
    assert!(
        shop.stage.screen().contains("deleted the key"),
        "{}",
        shop.stage.screen()
    );
    let shop = shop.keys("r");
    assert_eq!(shop.value("web.upstreams"), Some(GREEN.as_bytes()));
}

#[test]
fn a_write_without_an_answer_is_found_out_by_trying_again() {
    let mut shop = upstreams().keys("e").edited(GREEN);
    shop.stage.press("y");
    let ticket = site::ticket(&shop.stage.orders(), |ask| matches!(ask, Kv::Write { .. }));
    let refusal = crate::report::Refusal::Unsure(Trouble::new("no answer within 5s"));
    shop.stage.hear(&Report::Kv {
        ticket,
        news: KvNews::Refused(refusal),
    });
    assert!(
        shop.stage
            .screen()
            .contains("Nobody said whether it is written: no answer within 5s"),
        "{}",
        shop.stage.screen()
    );
    shop.somebody_writes_silently("web.upstreams", Operation::Put, GREEN.as_bytes());
    let shop = shop.keys("r");
    assert!(
        shop.stage
            .screen()
            .contains("it had been written after all, as revision 58"),
        "{}",
        shop.stage.screen()
    );
}

#[test]
fn without_an_editor_the_value_is_typed_here() {
    let mut shop = upstreams();
    let desk = crate::report::Desk {
        editor: None,
        ..stage::desk()
    };
    shop.stage.hear(&Report::Desk(Box::new(desk)));
    let shop = shop.keys("e").typed("{\"x\":1}");
    let shop = shop.keys("ctrl-r");
    assert!(
        shop.stage.screen().contains("still the newest revision"),
        "{}",
        shop.stage.screen()
    );
    let shop = shop.keys("esc y k e end backspace ctrl-r y");
    assert_eq!(
        shop.value("web.tls.min"),
        Some(b"1.".as_slice()),
        "{}",
        shop.stage.screen()
    );
}

#[test]
fn a_new_key_is_made_and_one_that_is_there_is_shown() {
    let shop = shop(120, 35).keys("G n");
    assert!(shop.stage.screen().contains("web."), "{}", shop.stage.screen());
    let shop = shop.typed("retries").keys("enter").edited("3\n").keys("y");
    assert_eq!(shop.value("web.retries"), Some(b"3".as_slice()));
    assert!(shop.stage.screen().contains("retries"));
    let shop = shop.keys("n").typed("listen").keys("enter");
    assert!(
        shop.stage.screen().contains("web.listen is there already"),
        "{}",
        shop.stage.screen()
    );
}

#[test]
fn an_old_revision_is_restored_as_a_new_one() {
    let shop = upstreams().keys("] [ r");
    assert!(
        shop.stage.screen().contains("Written only if 57 is still"),
        "{}",
        shop.stage.screen()
    );
    let shop = shop.keys("y");
    assert!(String::from_utf8_lossy(shop.value("web.upstreams").unwrap()).contains("8080"));
}

#[test]
fn a_key_is_deleted_and_purged_only_while_it_is_the_one_that_was_seen() {
    let shop = upstreams().keys("D");
    insta::assert_snapshot!(shop.stage.popup(), @"
    ┌ Delete web.upstreams? ───────────────────────────────────────────────┐
    │ CHANGE   CONFIG > web.upstreams, revision 57                         │
    │ It has no value any more; a marker and its history stay, and r       │
    │ restores a revision.                                                 │
    │ It is refused if somebody wrote a newer revision meanwhile.          │
    └──────────────────────────────────────────────────────────────────────┘
    ");
    let mut shop = shop.keys("n D");
    shop.somebody_writes_silently("web.upstreams", Operation::Put, b"new");
    let shop = shop.keys("y");
    assert_eq!(shop.value("web.upstreams"), Some(b"new".as_slice()));
    let screen = shop.stage.screen();
    assert!(
        screen.contains("overtaken: somebody wrote revision 58 first"),
        "{screen}"
    );
    assert!(screen.contains("what r58 changed in r57"), "{screen}");
    let mut shop = shop;
    shop.somebody_writes("web.upstreams", b"newer");
    let shop = shop.keys("P y");
    assert_eq!(shop.value("web.upstreams"), None);
    assert!(
        shop.stage.screen().contains("purged web.upstreams: revision 60"),
        "{}",
        shop.stage.screen()
    );
}

#[test]
fn buckets_are_made_and_removed() {
    let shop = Shop::open(120, 35).keys("A").typed("DEPLOY");
    insta::assert_snapshot!(shop.stage.popup(), @"
    ┌ New bucket ──────────────────────────────────────────────────────┐
    │ name           DEPLOY                                            │
    │ history        5                                                 │
    │ ttl                                                              │
    │ replicas       1                                                 │
    │ largest value  10k                                               │
    │ all values                                                       │
    │                                                                  │
    │ letters, digits, _ and -                                         │
    └──────────────────────────────────────────────────────────────────┘
    ");
    let shop = shop.keys("enter");
    assert!(
        shop.stage.screen().contains("mco kv add DEPLOY --history 5"),
        "{}",
        shop.stage.screen()
    );
    let shop = shop.keys("y");
    let screen = shop.stage.screen();
    assert!(
        screen.contains("made DEPLOY") && screen.contains("kv ▸ DEPLOY"),
        "{screen}"
    );
    let shop = shop.keys("q home");
    let shop = shop.keys("X").typed("CONFIG").keys("enter");
    assert!(
        shop.stage.screen().contains("removed CONFIG"),
        "{}",
        shop.stage.screen()
    );
}
