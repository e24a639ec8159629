//! The screen with a keyboard and governors whose leases come and go.

mod hostile;
mod site;

use std::time::Duration;

use crate::gov::EventKind;
use crate::order::{Gov, Order};
use crate::report::{GovNews, Report, Trouble};
use crate::stage::Stage;

pub(crate) use site::Office;

#[test]
fn governors_stand_beside_their_leases_and_what_happened() {
    let office = Office::open(120, 35).keys("enter");
    insta::assert_snapshot!(office.stage.screen(), @r"
     mco  1 Fleet  2 Run  3 KV [4 Gov] 8 Jobs                                prod · mcollective · ann 2h left · broker b2 ●
     governors ▸ PUPPET   5 of 5 slots used   oldest lease 19m 00s   2 look stuck   live
    ┌ Governors ───────────────────────┐┌ Leases of PUPPET ────────────────────────────────────────────────────────────────┐
    │  GOVERNOR     USE         EXPIRES││     SLOT    HOLDER                          AGE  EXPIRES IN  PROGRESS TO EXPIRY  │
    │▸ PUPPET       5/5  █████      20m││▸ !  2412    web12.lab.test              19m 00s      1m 00s  ███████████████████ │
    │  NATS_ROLL    0/1             10m││  !  2413    gone9.lab.test               3m 40s     16m 20s  ███▋                │
    │  BACKUP       1/3  █▋          1h││     2414    web03.lab.test               2m 02s     17m 58s  ██                  │
    │                                  ││     2416    web04.lab.test                  31s     19m 29s  ▌                   │
    │                                  ││     2417    web05.lab.test                   4s     19m 56s  ▏                   │
    │                                  ││                                                                                  │
    │                                  ││                                                                                  │
    │                                  ││                                                                                  │
    │                                  ││                                                                                  │
    │ PUPPET                           ││                                                                                  │
    │   capacity   5                   ││                                                                                  │
    │   expires    20m                 ││                                                                                  │
    │   replicas   3                   ││                                                                                  │
    │   stream     GOVERNOR_PUPPET     ││                                                                                  │
    │   subject    mcollective.governo…││                                                                                  │
    │ last 15m                         ││                                                                                  │
    │   enter      4                   ││                                                                                  │
    │   exit       1                   ││                                                                                  │
    │   timeouts   1                   ││ occupancy, 15 min, one column per 10 s                                           │
    │   eviction   0                   ││ 5 ┤                                               ▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▄▅▅▅▅▅▅▅▅▅▇▇▇██│
    │   mean hold  2m 11s              ││ 0 ┤─                                                                             │
    └──────────────────────────────────┘└──────────────────────────────────────────────────────────────────────────────────┘
    ┌ Events ──────────────────────────────────────────────────────────────────────────────────────────────────────────────┐
    │ 11:59:56 enter    web05.lab.test  slot 2417                                                                          │
    │ 11:59:29 enter    web04.lab.test  slot 2416                                                                          │
    │ 11:57:58 enter    web03.lab.test  slot 2414                                                                          │
    │ 11:57:40 timeouts web07.lab.test  gave up waiting                                                                    │
    │ 11:57:11 exit     web06.lab.test  slot 2411  held 2m 11s                                                             │
    └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
     ! held for 95% of its 20m 00s
     x evict  + more  - less  e edit  X reset  n new  Tab part  : cmd  ? keys
    ");
}

#[test]
fn small_screens_show_what_has_the_keys() {
    let mut office = Office::open(80, 24);
    insta::assert_snapshot!(office.stage.screen(), @r"
     mco  1 Fleet  2 Run  3 KV [4 Gov] 8 Jobs      prod · ann 2h left · broker b2 ●
     governors ▸ PUPPET   5 of 5 slots used   oldest lease 19m 00s   2 look stuck  …
    ┌ Governors ───────────────────┐┌ Leases of PUPPET ────────────────────────────┐
    │  GOVERNOR        USE  EXPIRES││     HOLDER                    AGE  EXPIRES IN│
    │▸ PUPPET          5/5      20m││▸ !  web12.lab.test        19m 00s      1m 00s│
    │  NATS_ROLL       0/1      10m││  !  gone9.lab.test         3m 40s     16m 20s│
    │  BACKUP          1/3       1h││     web03.lab.test         2m 02s     17m 58s│
    │                              ││     web04.lab.test            31s     19m 29s│
    │                              ││     web05.lab.test             4s     19m 56s│
    │                              ││                                              │
    │                              ││                                              │
    │                              ││ occupancy, 15 min, one column per 10 s       │
    │                              ││ 5 ┤           ▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▄▅▅▅▅▅▅▅▅▅▇▇▇██│
    │                              ││ 0 ┤─                                         │
    └──────────────────────────────┘└──────────────────────────────────────────────┘
    ┌ Events ──────────────────────────────────────────────────────────────────────┐
    │ 11:59:56 enter    web05.lab.test  slot 2417                                  │
    │ 11:59:29 enter    web04.lab.test  slot 2416                                  │
    │ 11:57:58 enter    web03.lab.test  slot 2414                                  │
    │ 11:57:40 timeouts web07.lab.test  gave up waiting                            │
    │ 11:57:11 exit     web06.lab.test  slot 2411  held 2m 11s                     │
    └──────────────────────────────────────────────────────────────────────────────┘
     full: whoever asks now waits for a lease to end; more capacity takes effect at…
     Enter leases  + more  - less  e edit  X reset  n new  Tab part  : cmd  ? keys
    ");
    office.stage = office.stage.resize(40, 12);
    insta::assert_snapshot!(office.stage.screen(), @r"
     mco  1 Fleet  2 Run  3 KV [4 Gov] 8 Job
     governors ▸ PUPPET   5 of 5 slots used…
    ┌ Governors ───────────────────────────┐
    │  GOVERNOR         USE         EXPIRES│
    │▸ PUPPET           5/5  █████      20m│
    │  NATS_ROLL        0/1             10m│
    │  BACKUP           1/3  █▋          1h│
    │                                      │
    │                                      │
    └──────────────────────────────────────┘
     full: whoever asks now waits for a lea…
     Enter leases  + more  - less  ? keys
    ");
    let office = office.keys("tab");
    insta::assert_snapshot!(office.stage.screen(), @r"
     mco  1 Fleet  2 Run  3 KV [4 Gov] 8 Job
     governors ▸ PUPPET   5 of 5 slots used…
    ┌ Leases of PUPPET ────────────────────┐
    │     HOLDER                        AGE│
    │▸ !  web12.lab.test            19m 00s│
    │  !  gone9.lab.test             3m 40s│
    │     web03.lab.test             2m 02s│
    │     web04.lab.test                31s│
    │     web05.lab.test                 4s│
    └──────────────────────────────────────┘
     ! held for 95% of its 20m 00s
     x evict  + more  - less  n new  ? keys
    ");
}

#[test]
fn ascii_terminals_get_ascii() {
    let mut office = Office::open(120, 35).keys("enter");
    office.stage = office.stage.ascii();
    assert!(office.stage.screen().is_ascii());
}

#[test]
fn without_governors_or_streams_it_says_what_to_do() {
    let mut stage = Stage::new(80, 24).keys("4");
    let ticket = site::ticket(&stage.orders(), |ask| *ask == Gov::List);
    let trouble = Trouble {
        text: "the broker b2 has no streams".to_owned(),
        hint: Some("it needs a folder for them".to_owned()),
    };
    stage.hear(&Report::Gov {
        ticket,
        news: GovNews::Governors(Err(trouble)),
    });
    assert!(stage.screen().contains("it needs a folder"), "{}", stage.screen());
    stage.hear(&Report::Gov {
        ticket,
        news: GovNews::Governors(Ok(Vec::new())),
    });
    assert!(stage.screen().contains("n makes one"), "{}", stage.screen());
}

#[test]
fn a_stuck_lease_is_marked_explained_and_evicted() {
    let office = Office::open(120, 35);
    assert!(
        office.stage.screen().contains("2 look stuck"),
        "{}",
        office.stage.screen()
    );
    let office = office.keys("enter");
    assert!(
        office.stage.screen().contains("held for 95% of its 20m 00s"),
        "{}",
        office.stage.screen()
    );
    let office = office.keys("j");
    assert!(
        office
            .stage
            .screen()
            .contains("gone9.lab.test is not known in the fleet"),
        "{}",
        office.stage.screen()
    );
    let office = office.keys("x");
    insta::assert_snapshot!(office.stage.popup(), @"
    ┌ Evict gone9.lab.test? ───────────────────────────────────────────────┐
    │ CHANGE   gone9.lab.test has held slot 2413 of PUPPET for 3m 40s      │
    │ gone9.lab.test is not known in the fleet; nobody may be left to give │
    │ this lease back                                                      │
    │ What it runs goes on; its slot is free at once, so that somebody     │
    │ else may run beside it.                                              │
    └──────────────────────────────────────────────────────────────────────┘
    ");
    let office = office.keys("y");
    assert_eq!(
        office.done,
        [Gov::Evict {
            name: "PUPPET".to_owned(),
            lease: 2413,
            holder: "gone9.lab.test".to_owned()
        }]
    );
    let screen = office.stage.screen();
    assert!(
        screen.contains("evicted gone9.lab.test") && screen.contains("4 of 5 slots used"),
        "{screen}"
    );
    assert!(screen.contains("1 looks stuck"), "{screen}");
}

#[test]
fn nothing_is_evicted_without_a_yes() {
    let office = Office::open(120, 35).keys("enter x n");
    assert!(office.done.is_empty());
    let office = office.keys("X").typed("PUPPE").keys("enter esc");
    assert!(office.done.is_empty());
    let office = office.keys("X").typed("PUPPET").keys("enter");
    assert_eq!(
        office.done,
        [Gov::Reset {
            name: "PUPPET".to_owned()
        }]
    );
}

#[test]
fn a_change_says_what_becomes_of_the_leases_that_are_held() {
    let office = Office::open(120, 35).keys("-");
    let screen = office.stage.screen();
    assert!(
        screen.contains("All 5 leases that are held stay; nobody gets another before 2 are"),
        "{screen}"
    );
    let office = office
        .keys("n e tab")
        .typed("x")
        .keys("ctrl-u")
        .typed("2m")
        .keys("enter");
    insta::assert_snapshot!(office.stage.popup(), @"
    ┌ Change PUPPET? ──────────────────────────────────────────────────────┐
    │ CHANGE   PUPPET: capacity 5, expires 20m to 2m                       │
    │ 3 leases are older than 2m, and end at once.                         │
    └──────────────────────────────────────────────────────────────────────┘
    ");
    let office = office.keys("y");
    assert!(
        matches!(&office.done[..], [Gov::Set(new)] if new.expires == Some(Duration::from_secs(120))),
        "{:?}",
        office.done
    );
}

#[test]
fn a_governor_is_made_and_removed() {
    let office = Office::open(120, 35).keys("n").typed("DEPLOY").keys("enter");
    assert!(
        office.stage.screen().contains("mco governor add DEPLOY 1 20m 1"),
        "{}",
        office.stage.screen()
    );
    let office = office
        .keys("y D")
        .typed("DEPLOY")
        .keys("esc D")
        .typed("PUPPET")
        .keys("enter");
    assert!(
        matches!(&office.done[..], [Gov::Add(_), Gov::Remove { .. }]),
        "{:?}",
        office.done
    );
}

#[test]
fn only_looking_is_possible_where_only_that_is_allowed() {
    let mut office = Office::open(120, 35);
    office.stage = office.stage.read_only();
    let office = office.keys("enter x X + - e n D y");
    assert!(office.done.is_empty());
    assert!(
        !office.stage.screen().contains("x evict"),
        "{}",
        office.stage.screen()
    );
}

#[test]
fn what_happens_is_listed_counted_and_drawn() {
    let mut office = Office::open(120, 35);
    office.leave("PUPPET", 2417);
    let screen = office.stage.screen();
    assert!(
        screen.contains("exit     web05.lab.test  slot 2417  held 4s"),
        "{screen}"
    );
    office.tell(GovNews::Deaf(Trouble::new("your token may not hear events")));
    assert!(office.stage.screen().contains("may not hear events"));
    assert!(
        office
            .events
            .iter()
            .any(|event| event.kind == EventKind::Timeouts)
    );
}

#[test]
fn a_governor_is_opened_by_its_name_and_its_node_shown() {
    let mut stage = Stage::new(120, 35)
        .keys(":")
        .type_text("gov BACKUP")
        .keys("enter");
    let mut office = Office::of(&mut stage);
    office.serve();
    assert!(
        office.stage.screen().contains("Leases of BACKUP"),
        "{}",
        office.stage.screen()
    );
    let office = office.keys("Y y");
    assert_eq!(
        office.stage.copied(),
        [
            "mco governor view BACKUP",
            "Auto Agent  backup#run @ web02.lab.test"
        ]
    );
    let mut office = office;
    office.stage.press("enter");
    let shown = office
        .stage
        .orders()
        .iter()
        .any(|order| matches!(order, Order::Inspect { .. }));
    assert!(shown || office.stage.screen().contains("[1 Fleet]"));
}
