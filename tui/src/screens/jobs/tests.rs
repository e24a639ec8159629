mod deciding;

use std::time::Duration;

use protocol::Identity;

use crate::job::{Fate, JobDetail, JobRow, JobState, Standing};
use crate::order::{Order, Ticket};
use crate::report::{Report, RunEnd, RunNews, Trouble};
use crate::scope::Targets;
use crate::stage::{self, Stage};

fn row(id: &str, what: &str, state: JobState, standing: Standing, minutes: u64) -> JobRow {
    JobRow {
        id: id.to_owned(),
        what: what.to_owned(),
        state,
        standing,
        started: stage::now() - Duration::from_secs(minutes * 60),
    }
}

fn rows() -> Vec<JobRow> {
    let paused = Standing {
        done: 3,
        failed: 2,
        silent: 1,
        in_doubt: 1,
        not_sent: 5,
    };
    let done = Standing {
        done: 214,
        ..Standing::default()
    };
    vec![
        row(
            "k7m2q",
            "service#restart service=httpd",
            JobState::Paused,
            paused,
            2,
        ),
        row(
            "f3q8r",
            "package#install package=nginx",
            JobState::Running,
            done,
            12,
        ),
        row("a1b2c", "puppet#runonce", JobState::Finished, done, 300),
    ]
}

fn detail() -> JobDetail {
    let fate = |number: usize| match number {
        1..=3 => Fate::Done,
        4 => Fate::Failed("unit is masked".to_owned()),
        5 => Fate::Failed("no such unit\u{1b}[2J".to_owned()),
        6 => Fate::Silent,
        7 => Fate::InDoubt,
        _ => Fate::NotSent,
    };
    let nodes: Vec<(Identity, Fate)> = (1..=12)
        .map(|number| (stage::node(number), fate(number)))
        .collect();
    let log = [
        (0, "started by ann: CHG-1042"),
        (1, "batch 1 of 4 (canary) sent to 1 node"),
        (9, "batch 2 of 4 sent to 6 nodes"),
        (40, "paused: 2 nodes failed, which reaches --stop-on"),
    ];
    let log = log.map(|(seconds, words)| (stage::now() + Duration::from_secs(seconds), words.to_owned()));
    JobDetail {
        row: rows().remove(0),
        command: "mco rpc service restart service=httpd --canary 1 --batch 6 --stop-on 2".to_owned(),
        reason: Some("CHG-1042".to_owned()),
        pace: "12 nodes: canary 1, batches of 6, stop on 2 failures".to_owned(),
        agent: "service".to_owned(),
        action: "restart".to_owned(),
        end: Some("2 nodes failed or stayed silent, which reaches --stop-on".to_owned()),
        runs: 1,
        log: log.into(),
        nodes,
    }
}

/// The ticket of the last order about one job.
fn asked(orders: &[Order]) -> Ticket {
    let ticket = orders.iter().rev().find_map(|order| match order {
        Order::Job { ticket, .. } => Some(*ticket),
        _ => None,
    });
    ticket.expect("all about the job was asked for")
}

/// The screen with three jobs, the first of which is paused and known.
fn shown(width: u16, height: u16) -> Stage {
    let mut stage = Stage::new(width, height).keys("8");
    assert_eq!(stage.orders().last(), Some(&Order::Jobs));
    let mut stage = stage.report(Report::Jobs(Ok(rows())));
    let ticket = asked(&stage.orders());
    stage.report(Report::Job {
        ticket,
        result: Ok(Box::new(detail())),
    })
}

/// The words of the last command that was to run.
fn words(orders: &[Order]) -> Vec<String> {
    let words = orders.iter().rev().find_map(|order| match order {
        Order::Run { words, .. } => Some(words.clone()),
        _ => None,
    });
    words.unwrap_or_default()
}

#[test]
fn a_paused_job_is_shown_with_what_can_be_decided() {
    insta::assert_snapshot!(shown(120, 35).body(), @r"
     jobs ▸ 3 jobs   1 running   1 paused needs a decision
    ┌ Jobs ────────────────────────────────────────────────────────────────────────────────────────────────────────────────┐
    │     JOB     WHAT                                                TARGETS  STATE         OK   FAIL  SILENT   LEFT   AGE│
    │▸ !  k7m2q   service#restart service=httpd                            12  paused         3      2       1      6    2m│
    │  ●  f3q8r   package#install package=nginx                           214  running      214      -       -      -   12m│
    │  ✓  a1b2c   puppet#runonce                                          214  complete     214      -       -      -    5h│
    └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
    ┌ Plan ────────────────────────────────────────────────────┐┌ Outcome ─────────────────────────────────────────────────┐
    │job      k7m2q                                            ││failed in 2 different ways                                │
    │what     service#restart service=httpd                    ││  r  resume with 6 nodes left                             │
    │pace     12 nodes: canary 1, batches of 6, stop on 2      ││  f  ask the 2 failed or the 1 silent again               │
    │         failures                                         ││  X  forget the job                                       │
    │reason   CHG-1042                                         ││1 failed: no such unit\x1b[2J                             │
    │ended    2 nodes failed or stayed silent, which reaches   ││  web05.lab.test                                          │
    │         --stop-on                                        ││1 failed: unit is masked                                  │
    │nodes    3 done, 2 failed, 1 silent, 1 in doubt, 5 not    ││  web04.lab.test                                          │
    │         sent                                             ││1 silent: asked, no answer in time                        │
    │runs     1                                                ││  web06.lab.test                                          │
    │command  mco rpc service restart service=httpd --canary 1 ││1 in doubt: asked, and nobody waited for the answer       │
    │         --batch 6 --stop-on 2                            ││  web07.lab.test                                          │
    │         Nothing runs on the network for this job. Nothing││5 not sent                                                │
    │         was undone: nodes that were asked stay as they   ││  web08.lab.test  web09.lab.test  web10.lab.test          │
    │         are.                                             ││  web11.lab.test  web12.lab.test                          │
    │                                                          ││3 done                                                    │
    └──────────────────────────────────────────────────────────┘└────────────────────────────────────────────── 1-16 of 17 ┘
    ┌ Log (UTC) ───────────────────────────────────────────────────────────────────────────────────────────────────────────┐
    │12:00:40 paused: 2 nodes failed, which reaches --stop-on                                                              │
    │12:00:09 batch 2 of 4 sent to 6 nodes                                                                                 │
    │12:00:01 batch 1 of 4 (canary) sent to 1 node                                                                         │
    │12:00:00 started by ann: CHG-1042                                                                                     │
    │                                                                                                                      │
    └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
    ");
}

#[test]
fn on_a_narrow_terminal_one_part_of_a_job_is_shown_at_a_time() {
    insta::assert_snapshot!(shown(80, 24).body(), @r"
     jobs ▸ 3 jobs   1 running   1 paused needs a decision
    ┌ Jobs ────────────────────────────────────────────────────────────────────────┐
    │     JOB     WHAT                       STATE         OK   FAIL  SILENT   LEFT│
    │▸ !  k7m2q   service#restart service=…  paused         3      2       1      6│
    │  ●  f3q8r   package#install package=…  running      214      -       -      -│
    │  ✓  a1b2c   puppet#runonce             complete     214      -       -      -│
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ Outcome ─────────────────────────────────────────────────────────────────────┐
    │failed in 2 different ways                                                    │
    │  r  resume with 6 nodes left                                                 │
    │  f  ask the 2 failed or the 1 silent again                                   │
    │  X  forget the job                                                           │
    │1 failed: no such unit\x1b[2J                                                 │
    │  web05.lab.test                                                              │
    │1 failed: unit is masked                                                      │
    │  web04.lab.test                                                              │
    │1 silent: asked, no answer in time                                            │
    │  web06.lab.test                                                              │
    │1 in doubt: asked, and nobody waited for the answer                           │
    │  web07.lab.test                                                              │
    └────────────────────────────────────────────────────────────────── 1-12 of 17 ┘
    ");
    insta::assert_snapshot!(shown(80, 24).keys("tab").body(), @r"
     jobs ▸ 3 jobs   1 running   1 paused needs a decision
    ┌ Jobs ────────────────────────────────────────────────────────────────────────┐
    │     JOB     WHAT                       STATE         OK   FAIL  SILENT   LEFT│
    │▸ !  k7m2q   service#restart service=…  paused         3      2       1      6│
    │  ●  f3q8r   package#install package=…  running      214      -       -      -│
    │  ✓  a1b2c   puppet#runonce             complete     214      -       -      -│
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ Plan ────────────────────────────────────────────────────────────────────────┐
    │job      k7m2q                                                                │
    │what     service#restart service=httpd                                        │
    │pace     12 nodes: canary 1, batches of 6, stop on 2 failures                 │
    │reason   CHG-1042                                                             │
    │ended    2 nodes failed or stayed silent, which reaches --stop-on             │
    │nodes    3 done, 2 failed, 1 silent, 1 in doubt, 5 not sent                   │
    │runs     1                                                                    │
    │command  mco rpc service restart service=httpd --canary 1 --batch 6 --stop-on │
    │         2                                                                    │
    │         Nothing runs on the network for this job. Nothing was undone: nodes  │
    │         that were asked stay as they are.                                    │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
    ");
    insta::assert_snapshot!(shown(40, 12).body(), @r"
     jobs ▸ 3 jobs   1 running   1 paused n…
    ┌ Jobs ────────────────────────────────┐
    │     JOB     WHAT                     │
    │▸ !  k7m2q   service#restart service=…│
    │  ●  f3q8r   package#install package=…│
    │  ✓  a1b2c   puppet#runonce           │
    │                                      │
    │                                      │
    └──────────────────────────────────────┘
    ");
    insta::assert_snapshot!(shown(40, 12).keys("enter").body(), @r"
     jobs ▸ 3 jobs   1 running   1 paused n…
    ┌ Outcome ─────────────────────────────┐
    │failed in 2 different ways            │
    │  r  resume with 6 nodes left         │
    │  f  ask the 2 failed or the 1 silent…│
    │  X  forget the job                   │
    │1 failed: no such unit\x1b[2J         │
    │  web05.lab.test                      │
    └─────────────────────────── 1-6 of 20 ┘
    ");
}

#[test]
fn the_cursor_stays_on_its_job_when_the_list_changes() {
    let mut stage = shown(80, 24).keys("j");
    let mut more = rows();
    more.insert(
        0,
        row("zzzzz", "rpcutil#ping", JobState::Running, Standing::default(), 0),
    );
    stage.hear(&Report::Jobs(Ok(more)));
    assert!(stage.screen().contains("▸ ●  f3q8r"), "{}", stage.screen());
}

#[test]
fn a_job_that_runs_here_opens_its_answers() {
    let begin = super::super::run::tests::begin(Ticket(70));
    let started = RunNews::Started {
        nodes: stage::nodes(3).into(),
        job: Some("f3q8r".to_owned()),
    };
    let run = |news| Report::Run {
        ticket: Ticket(70),
        news,
    };
    let stage = shown(80, 24).tell(begin).report(run(started)).keys("8");
    assert!(stage.screen().contains("runs here"), "{}", stage.screen());
    let mut stage = stage.keys("enter");
    assert!(
        stage.screen().contains("service#restart ▸ 3 nodes"),
        "{}",
        stage.screen()
    );
    let end = RunEnd {
        stats: None,
        trouble: None,
        halted: None,
        unasked: 0,
        exit: 0,
    };
    stage.hear(&run(RunNews::Over(Box::new(end))));
    let stage = stage.keys("8");
    assert!(!stage.screen().contains("runs here"), "{}", stage.screen());
}

#[test]
fn plain_terminals_get_plain_signs() {
    let stage = shown(120, 35).ascii();
    assert!(stage.screen().is_ascii(), "{}", stage.screen());
}

#[test]
fn nodes_of_a_job_are_marked() {
    let stage = shown(80, 24).keys("F N");
    let marks: Vec<&str> = stage.app.session.marks.iter().map(Identity::as_str).collect();
    assert_eq!(marks, ["web04.lab.test", "web05.lab.test", "web06.lab.test"]);
}

#[test]
fn a_job_is_exported_as_a_document() {
    let mut stage = shown(80, 24).keys("O enter");
    let orders = stage.orders();
    let Some(Order::Write { path, text }) = orders.last() else {
        panic!("nothing was written: {orders:?}");
    };
    assert_eq!(path.to_str(), Some("job-k7m2q.json"));
    let document: serde_json::Value = serde_json::from_str(text).unwrap();
    assert_eq!(document["nodes"]["web04.lab.test"]["message"], "unit is masked");
    assert_eq!(document["nodes"].as_object().map(serde_json::Map::len), Some(12));
}

#[test]
fn what_cannot_be_read_is_said() {
    let trouble = Trouble::new("/state/jobs cannot be read");
    let stage = Stage::new(80, 24)
        .keys("8")
        .report(Report::Jobs(Err(trouble.clone())));
    assert!(stage.screen().contains("cannot be read"), "{}", stage.screen());
    let mut stage = stage.report(Report::Jobs(Ok(rows())));
    let ticket = asked(&stage.orders());
    stage.hear(&Report::Job {
        ticket,
        result: Err(trouble),
    });
    assert!(stage.screen().contains("cannot be read"), "{}", stage.screen());
}

#[test]
fn the_list_is_narrowed_to_jobs_that_hold_some_words() {
    let stage = shown(80, 24).keys("/").type_text("install");
    let screen = stage.screen();
    assert!(screen.contains("jobs ▸ 1 of 3 jobs"), "{screen}");
    assert!(screen.contains("┌ Jobs with install"), "{screen}");
    assert!(screen.contains("▸ ●  f3q8r"), "{screen}");
    assert!(!screen.contains("a1b2c"), "{screen}");

    let stage = stage.keys("enter");
    assert!(stage.screen().contains("┌ Jobs with install ─"));
    let stage = stage.keys("/").type_text(" nowhere").keys("enter");
    assert!(stage.screen().contains("No job is like this."));
    let stage = stage.keys("esc");
    assert!(stage.screen().contains("jobs ▸ 3 jobs"));
}
