//! The screen with a keyboard and a bucket, and what it says to whoever loses a race.

mod hostile;
mod site;
mod writing;

use std::time::Duration;

use crate::kv::{KeyRow, Operation, Watch};
use crate::order::{Kv, Order};
use crate::report::{KvNews, Report, Trouble};
use crate::stage::{self, Stage};

pub(crate) use site::Shop;

/// The screen with the test site's buckets, the cursor among the keys of the first.
fn shop(width: u16, height: u16) -> Shop {
    Shop::open(width, height).keys("enter")
}

#[test]
fn buckets_keys_a_value_and_its_history_stand_side_by_side() {
    let shop = shop(120, 35).keys("G");
    insta::assert_snapshot!(shop.stage.screen(), @r#"
     mco  1 Fleet  2 Run [3 KV] 4 Gov  8 Jobs                                prod · mcollective · ann 2h left · broker b2 ●
     kv ▸ CONFIG   7 keys   1 deleted   live
    ┌ Buckets ──────────────────┐┌ Keys ────────────────────────────┐┌ web.upstreams ──────────────────────────────────────┐
    │  BUCKET       VALUES  HIST││  ▾ db                            ││r57  11:58:00  JSON  61 B                            │
    │▸ CONFIG           11     5││      primary                 r33 ││{                                                    │
    │  FEATURES          0     5││      replicas                r34 ││  "pool": "blue",                                    │
    │ *CHORIA_LEA…       3     1││  ▾ users                         ││  "servers": [                                       │
    │                           ││      ann                      r9 ││    "10.0.4.11:8443",                                │
    │                           ││    ✗ bob                     r54 ││    "10.0.4.12:8443"                                 │
    │                           ││  ▾ web                           ││  ]                                                  │
    │                           ││      listen                  r41 ││}                                                    │
    │                           ││    ▾ tls                         ││                                                     │
    │                           ││        cert                  r12 ││                                                     │
    │                           ││        min                   r13 ││                                                     │
    │                           ││▸     upstreams               r57 ││                                                     │
    │                           ││                                  ││                                                     │
    │ CONFIG                    ││                                  ││                                                     │
    │   values    11            ││                                  │└─────────────────────────────────────────────────────┘
    │   bytes     48 KiB / 1 MiB││                                  │┌ History (5 kept) ───────────────────────────────────┐
    │   ttl       none          ││                                  ││▸ 57     PUT     11:58:00          61 B              │
    │   replicas  3 b1 b2* b3   ││                                  ││  48     PUT     24h ago           61 B              │
    │   max value 10 KiB        ││                                  ││  37     PUT     4d ago            61 B              │
    │   direct    yes           ││                                  ││                                                     │
    │                           ││                                  ││                                                     │
    │                           ││                                  ││                                                     │
    └───────────────────────────┘└──────────────────────── 12 of 12 ┘└─────────────────────────────────────────────────────┘
    ┌ Watch ───────────────────────────────────────────────────────────────────────────────────────────────────────────────┐
    │What changes from now on is listed here.                                                                              │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    └────────────────────────────────────────────────────────────────────────────────────────────── 0 changes since opened ┘
     a write counts only if revision 57 is still the newest
     Enter value  n new  e edit  D delete  d diff  / find  Tab part  : cmd  ? keys
    "#);
}

#[test]
fn small_screens_show_what_has_the_keys() {
    let shop = shop(80, 24).keys("G");
    insta::assert_snapshot!(shop.stage.screen(), @r#"
     mco  1 Fleet  2 Run [3 KV] 4 Gov  8 Jobs      prod · ann 2h left · broker b2 ●
     kv ▸ CONFIG   7 keys   1 deleted   live
    ┌ Keys ────────────────────────┐┌ web.upstreams ───────────────────────────────┐
    │  ▾ db                        ││r57  11:58:00  JSON  61 B                     │
    │      primary             r33 ││{                                             │
    │      replicas            r34 ││  "pool": "blue",                             │
    │  ▾ users                     ││  "servers": [                                │
    │      ann                  r9 ││    "10.0.4.11:8443",                         │
    │    ✗ bob                 r54 ││    "10.0.4.12:8443"                          │
    │  ▾ web                       ││  ]                                           │
    │      listen              r41 ││}                                             │
    │    ▾ tls                     ││                                              │
    │        cert              r12 ││                                              │
    │        min               r13 ││                                              │
    │▸     upstreams           r57 ││                                              │
    │                              │└──────────────────────────────────────────────┘
    │                              │┌ History (5 kept) ────────────────────────────┐
    │                              ││▸ 57     PUT     11:58:00          61 B       │
    │                              ││  48     PUT     24h ago           61 B       │
    │                              ││  37     PUT     4d ago            61 B       │
    │                              ││                                              │
    └──────────────────── 12 of 12 ┘└──────────────────────────────────────────────┘
     a write counts only if revision 57 is still the newest
     Enter value  n new  e edit  D delete  d diff  / find  Tab part  : cmd  ? keys
    "#);
    let mut shop = shop.keys("d tab tab");
    insta::assert_snapshot!(shop.stage.screen(), @r#"
     mco  1 Fleet  2 Run [3 KV] 4 Gov  8 Jobs      prod · ann 2h left · broker b2 ●
     kv ▸ CONFIG   7 keys   1 deleted   live
    ┌ Keys ────────────────────────┐┌ web.upstreams ───────────────────────────────┐
    │  ▾ db                        ││what r57 changed in r48: +1 -1                │
    │      primary             r33 ││  {                                           │
    │      replicas            r34 ││    "pool": "blue",                           │
    │  ▾ users                     ││    "servers": [                              │
    │      ann                  r9 ││-     "10.0.4.11:8080",                       │
    │    ✗ bob                 r54 ││+     "10.0.4.11:8443",                       │
    │  ▾ web                       ││      "10.0.4.12:8443"                        │
    │      listen              r41 ││    ]                                         │
    │    ▾ tls                     ││  }                                           │
    │        cert              r12 ││                                              │
    │        min               r13 ││                                              │
    │▸     upstreams           r57 ││                                              │
    │                              │└──────────────────────────────────────────────┘
    │                              │┌ History (5 kept) ────────────────────────────┐
    │                              ││▸ 57     PUT     11:58:00          61 B       │
    │                              ││  48     PUT     24h ago           61 B       │
    │                              ││  37     PUT     4d ago            61 B       │
    │                              ││                                              │
    └──────────────────── 12 of 12 ┘└──────────────────────────────────────────────┘
     a write counts only if revision 57 is still the newest
     n new  e edit  D delete  d value  / find  Tab part  : cmd  ? keys
    "#);
    shop.stage = shop.stage.resize(40, 12);
    insta::assert_snapshot!(shop.stage.screen(), @"
     mco  1 Fleet  2 Run [3 KV] 4 Gov  8 Job
     kv ▸ CONFIG   7 keys   1 deleted   liv…
    ┌ History (5 kept) ────────────────────┐
    │▸ 57     PUT     11:58:00          61…│
    │  48     PUT     24h ago           61…│
    │  37     PUT     4d ago            61…│
    │                                      │
    │                                      │
    │                                      │
    └──────────────────────────────────────┘
     a write counts only if revision 57 is …
     n new  e edit  D delete  : cmd  ? keys
    ");
    let shop = shop.keys("esc");
    insta::assert_snapshot!(shop.stage.screen(), @"
     mco  1 Fleet  2 Run [3 KV] 4 Gov  8 Job
     kv ▸ CONFIG   7 keys   1 deleted   liv…
    ┌ Keys ────────────────────────────────┐
    │  ▾ web                               │
    │      listen                      r41 │
    │    ▾ tls                             │
    │        cert                      r12 │
    │        min                       r13 │
    │▸     upstreams                   r57 │
    └──────────────────────────── 12 of 12 ┘
     a write counts only if revision 57 is …
     Enter value  n new  e edit  ? keys
    ");
}

#[test]
fn ascii_terminals_get_ascii() {
    let mut shop = shop(80, 24).keys("G d");
    shop.stage = shop.stage.ascii();
    assert!(shop.stage.screen().is_ascii());
}

#[test]
fn without_streams_it_says_what_is_missing_and_how_to_get_it() {
    let mut stage = Stage::new(80, 24).keys("3");
    let ticket = site::ticket(&stage.orders(), |ask| *ask == Kv::Buckets);
    let trouble = Trouble {
        text: "this broker keeps no streams".to_owned(),
        hint: Some("set plugin.choria.network.stream.store in broker.conf".to_owned()),
    };
    stage.hear(&Report::Kv {
        ticket,
        news: KvNews::Buckets(Err(trouble)),
    });
    insta::assert_snapshot!(stage.screen(), @r"
     mco  1 Fleet  2 Run [3 KV] 4 Gov  8 Jobs      prod · ann 2h left · broker b2 ●
     kv ▸ this broker keeps no streams
    ┌ Buckets ─────────────────────────────────────────────────────────────────────┐
    │this broker keeps no streams                                                  │
    │set plugin.choria.network.stream.store in broker.conf                         │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘

     : cmd  ? keys
    ");
    stage.hear(&Report::Kv {
        ticket,
        news: KvNews::Buckets(Ok(Vec::new())),
    });
    assert!(stage.screen().contains("A makes one"));
}

#[test]
fn keys_are_found_while_they_are_typed() {
    let shop = shop(120, 35).keys("/").typed("tls");
    assert!(shop.stage.screen().contains("1 of 4"), "{}", shop.stage.screen());
    let shop = shop.keys("enter");
    assert!(shop.stage.screen().contains("Keys with tls"));
    let shop = shop.keys("esc");
    assert!(!shop.stage.screen().contains("Keys with tls"));
}

#[test]
fn branches_fold_and_the_cursor_stays_where_it_was() {
    let shop = shop(120, 35).keys("G left");
    assert!(shop.stage.screen().contains("▾ web"), "{}", shop.stage.screen());
    let shop = shop.keys("left");
    assert!(shop.stage.screen().contains("▸ web"), "{}", shop.stage.screen());
    let shop = shop.keys("right");
    assert!(shop.stage.screen().contains("listen"));
}

#[test]
fn what_changes_is_listed_marked_and_read_again() {
    let mut shop = shop(120, 35).keys("G");
    let before = shop.stage.screen();
    assert!(before.contains("r57 "), "{before}");
    shop.somebody_writes("web.upstreams", b"{\"pool\":\"green\"}");
    let screen = shop.stage.screen();
    assert!(
        screen.contains("PUT") && screen.contains("web.upstreams  r58"),
        "{screen}"
    );
    assert!(screen.contains("● upstreams"), "{screen}");
    assert!(screen.contains("green"), "{screen}");
    shop.stage = shop.stage.wait(Duration::from_secs(120));
    assert!(!shop.stage.screen().contains("● upstreams"));
}

#[test]
fn a_broker_that_goes_away_and_returns_is_told_with_what_may_be_missed() {
    let mut shop = shop(120, 35);
    shop.tell(KvNews::Watch(Watch::Lost));
    assert!(shop.stage.screen().contains("not live"));
    shop.tell(KvNews::Watch(Watch::Resumed { missed: 2 }));
    let screen = shop.stage.screen();
    assert!(
        screen.contains("2 changes in between may have been missed"),
        "{screen}"
    );
    shop.tell(KvNews::Watch(Watch::Gone));
    assert!(shop.stage.screen().contains("this bucket was removed"));
}

#[test]
fn values_are_shown_as_text_as_bytes_and_in_a_window_of_their_own() {
    let shop = shop(120, 35).keys("G v v");
    assert!(
        shop.stage.screen().contains("00000000  7b 22"),
        "{}",
        shop.stage.screen()
    );
    let shop = shop.keys("v o");
    assert!(shop.stage.screen().contains("web.upstreams r57"));
    let shop = shop.keys("esc y Y");
    assert!(shop.stage.copied()[0].starts_with("{\"pool\""));
    assert_eq!(shop.stage.copied()[1], "mco kv get CONFIG web.upstreams");
}

#[test]
fn a_system_bucket_is_only_looked_at() {
    let shop = Shop::open(120, 35).keys("j j enter");
    let screen = shop.stage.screen();
    assert!(screen.contains("▸*CHORIA_LE"), "{screen}");
    assert!(screen.contains("read-only: the broker keeps it"), "{screen}");
    assert!(
        !screen.contains("e edit") && !screen.contains("D delete"),
        "{screen}"
    );
}

#[test]
fn nothing_can_be_written_where_only_looking_is_allowed() {
    let mut shop = shop(120, 35);
    shop.stage = shop.stage.read_only();
    let mut shop = shop.keys("G e D P n A r");
    assert!(shop.stage.drafts().is_empty());
    assert!(!shop.stage.screen().contains("Delete"));
}

#[test]
fn a_hundred_thousand_keys_come_in_pages_and_none_of_their_values() {
    let mut shop = Shop::open(120, 35);
    let row = |number: usize| KeyRow {
        key: format!("site{:02}.host{:05}.state", number / 1000, number),
        revision: number as u64 + 1,
        time: stage::now() - Duration::from_secs(600),
        operation: Operation::Put,
        size: 65_536,
    };
    for page in 0..200 {
        let keys = (0..500).map(|place| row(page * 500 + place)).collect();
        shop.tell(KvNews::Keys {
            keys,
            first: page == 0,
            last: page == 199,
        });
    }
    let shop = shop.keys("enter G");
    let screen = shop.stage.screen();
    assert!(screen.contains("100 0") && screen.contains("site99"), "{screen}");
    let mut shop = shop.keys("/").typed("host00042");
    let reads = |order: &&Order| {
        matches!(
            order,
            Order::Kv {
                ask: Kv::Read { .. },
                ..
            }
        )
    };
    assert!(shop.stage.orders().iter().filter(reads).count() <= 1);
    assert!(shop.stage.screen().contains("host00042"));
}

#[test]
fn a_bucket_is_opened_by_its_name() {
    let mut stage = Stage::new(120, 35)
        .keys(":")
        .type_text("kv FEATURES")
        .keys("enter");
    let mut shop = Shop::of(&mut stage);
    shop.serve();
    assert!(
        shop.stage.screen().contains("kv ▸ FEATURES"),
        "{}",
        shop.stage.screen()
    );
}
