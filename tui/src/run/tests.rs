use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex};

use crossterm::event::{Event, KeyEvent};
use futures_util::future::Either;
use futures_util::{Stream, StreamExt, stream};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::shell::Shell;
use crate::app::App;
use crate::backend::{Backend, Draft, Editing, Reports};
use crate::keymap::Key;
use crate::kv::{Bucket, KeyRow, Operation, Revision};
use crate::order::{Kv, Order};
use crate::report::{KvNews, Link, Report};
use crate::screens::ScreenName;
use crate::stage::{self, dump};
use crate::term::Face;

/// What happened, in order.
type Log = Arc<Mutex<Vec<String>>>;

/// A terminal made of cells.
struct Cells {
    terminal: Terminal<TestBackend>,
    log: Log,
    drawings: Arc<Semaphore>,
}

impl Face for Cells {
    fn draw(&mut self, app: &mut App) -> io::Result<()> {
        self.terminal
            .draw(|frame| {
                app.resize(frame.area().as_size());
                app.render(frame.area(), frame.buffer_mut());
            })
            .unwrap();
        self.note(&dump(self.terminal.backend().buffer()));
        self.drawings.add_permits(1);
        Ok(())
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.note(&format!("copy {text}"));
        Ok(())
    }

    fn forget(&mut self) -> io::Result<()> {
        self.note("forget");
        Ok(())
    }

    async fn suspend(&mut self) -> io::Result<()> {
        self.note("suspend");
        Ok(())
    }

    fn lend(&mut self) -> io::Result<()> {
        self.note("lend");
        Ok(())
    }

    fn resume(&mut self) -> io::Result<()> {
        self.note("resume");
        Ok(())
    }
}

impl Cells {
    fn note(&self, text: &str) {
        self.log.lock().unwrap().push(text.to_owned());
    }
}

/// Notes orders, and floods who wants to connect with reports.
struct Flood {
    log: Log,
    tasks: TaskTracker,
}

impl Backend for Flood {
    fn begin(&self, order: Order, reports: Reports) {
        self.log.lock().unwrap().push(format!("{order:?}"));
        if order == Order::Connect {
            self.tasks
                .spawn(async move { while reports.send(Report::Link(Link::Up("b2".to_owned()))).await {} });
        }
    }

    fn edit(&self, draft: Draft) -> Editing {
        Box::pin(async move { Ok([draft.text.as_ref(), b" edited"].concat()) })
    }
}

struct World {
    log: Log,
    drawings: Arc<Semaphore>,
    shell: Shell,
    cells: Cells,
    app: App,
}

fn world() -> World {
    let log = Log::default();
    let drawings = Arc::new(Semaphore::new(0));
    let tasks = TaskTracker::new();
    let flood = Flood {
        log: log.clone(),
        tasks,
    };
    World {
        shell: Shell::new(Arc::new(flood), client::Clock::manual(stage::now())),
        cells: Cells {
            terminal: Terminal::new(TestBackend::new(80, 24)).unwrap(),
            log: log.clone(),
            drawings: drawings.clone(),
        },
        app: App::new(stage::session(), ScreenName::Fleet),
        log,
        drawings,
    }
}

/// A keyboard that can be opened once; whoever opens it again hears nothing.
fn once<S>(keys: S) -> impl FnMut() -> Either<S, stream::Pending<io::Result<Event>>> {
    let mut keys = Some(keys);
    move || keys.take().map_or(Either::Right(stream::pending()), Either::Left)
}

/// Keys, each pressed when something new was drawn.
fn typed(keys: &str, drawings: Arc<Semaphore>) -> impl Stream<Item = io::Result<Event>> + Unpin {
    let keys: Key = keys.parse().unwrap();
    let events: Vec<KeyEvent> = keys.events().collect();
    let press = move |event| {
        let drawings = drawings.clone();
        async move {
            drawings.acquire().await.unwrap().forget();
            Ok(Event::Key(event))
        }
    };
    Box::pin(stream::iter(events).then(press).chain(stream::pending()))
}

#[tokio::test]
async fn the_first_drawing_comes_before_any_order() {
    let world = world();
    let keys = typed("Q", world.drawings);
    let stop = CancellationToken::new();
    world
        .shell
        .go(world.cells, world.app, once(keys), stop)
        .await
        .unwrap();
    let log = world.log.lock().unwrap();
    assert!(log[0].contains("[1 Fleet]"), "{log:?}");
    assert_eq!(log[1], "Load");
}

#[tokio::test]
async fn keys_are_answered_while_reports_pour_in() {
    let world = world();
    let keys = typed("8 ctrl-l ctrl-z Q", world.drawings);
    let stop = CancellationToken::new();
    world
        .shell
        .go(world.cells, world.app, once(keys), stop)
        .await
        .unwrap();
    let log = world.log.lock().unwrap();
    let at = |words: &str| log.iter().position(|line| line.contains(words));
    assert!(at("[8 Jobs]").is_some() && at("broker b2").is_some(), "{log:?}");
    assert!(at("forget") < at("suspend"), "{log:?}");
}

#[tokio::test]
async fn the_end_of_the_keyboard_is_the_end() {
    let world = world();
    let stop = CancellationToken::new();
    let keys = stream::empty();
    world
        .shell
        .go(world.cells, world.app, once(keys), stop)
        .await
        .unwrap();
}

#[tokio::test]
async fn it_ends_when_told_to() {
    let world = world();
    let stop = CancellationToken::new();
    stop.cancel();
    let keys = stream::pending();
    world
        .shell
        .go(world.cells, world.app, once(keys), stop)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_keyboard_that_breaks_is_an_error() {
    let world = world();
    let gone = io::Error::from(io::ErrorKind::UnexpectedEof);
    let keys = stream::iter([Err(gone)]);
    let ended = world
        .shell
        .go(world.cells, world.app, once(keys), CancellationToken::new())
        .await;
    assert!(ended.is_err());
}

/// A bucket with one key that somebody may write.
struct Shelf(Log);

impl Backend for Shelf {
    fn begin(&self, order: Order, reports: Reports) {
        let Order::Kv { ticket, ask } = order else {
            return;
        };
        let row = KeyRow {
            key: "pool".to_owned(),
            revision: 7,
            time: stage::now(),
            operation: Operation::Put,
            size: 4,
        };
        let news = match ask {
            Kv::Buckets => KvNews::Buckets(Ok(vec![Bucket {
                name: "CONFIG".to_owned(),
                ..Bucket::default()
            }])),
            Kv::Open { .. } => KvNews::Keys {
                keys: vec![row],
                first: true,
                last: true,
            },
            Kv::Read { .. } => KvNews::Revisions(Ok(vec![Revision {
                revision: 7,
                time: row.time,
                operation: row.operation,
                size: row.size,
                value: Some(Arc::from(b"blue".as_slice())),
            }])),
            ask => {
                self.0.lock().unwrap().push(format!("{ask:?}"));
                KvNews::Written(8)
            }
        };
        TaskTracker::new().spawn(async move { reports.send(Report::Kv { ticket, news }).await });
    }

    fn edit(&self, draft: Draft) -> Editing {
        self.0.lock().unwrap().push(format!("edit {}", draft.name));
        Box::pin(async move { Ok([draft.text.as_ref(), b" sky"].concat()) })
    }
}

#[tokio::test]
async fn an_editor_has_the_terminal_to_itself_and_gives_it_back() {
    let World {
        cells, log, drawings, ..
    } = world();
    let mut app = App::new(stage::session(), ScreenName::Kv);
    app.on_report(&Report::Desk(Box::new(stage::desk())));
    let script = [
        ("pool", "enter"),
        ("Enter value", "e"),
        ("Written only if 7", "y"),
        ("wrote revision 8", "Q"),
    ];
    let script = Arc::new(Mutex::new(VecDeque::from(script)));
    let opened = Arc::new(Mutex::new(0));
    let open = || {
        *opened.lock().unwrap() += 1;
        let (script, log, drawings) = (script.clone(), log.clone(), drawings.clone());
        Box::pin(stream::unfold((), move |()| {
            let (script, log, drawings) = (script.clone(), log.clone(), drawings.clone());
            async move {
                loop {
                    drawings.acquire().await.unwrap().forget();
                    let shown = log
                        .lock()
                        .unwrap()
                        .iter()
                        .rfind(|line| line.contains("3 KV"))
                        .cloned();
                    let mut script = script.lock().unwrap();
                    let shown = shown.unwrap_or_default();
                    let wanted = script.front().is_some_and(|(text, _)| shown.contains(text));
                    if wanted && let Some((_, key)) = script.pop_front() {
                        let event = key.parse::<Key>().unwrap().events().next().unwrap();
                        return Some((Ok(Event::Key(event)), ()));
                    }
                }
            }
        }))
    };
    let shell = Shell::new(Arc::new(Shelf(log.clone())), client::Clock::manual(stage::now()));
    shell
        .go(cells, app, open, CancellationToken::new())
        .await
        .unwrap();
    let log = log.lock().unwrap();
    let at = |words: &str| log.iter().position(|line| line.starts_with(words));
    assert!(
        at("lend") < at("edit pool.txt") && at("edit pool.txt") < at("resume"),
        "{log:?}"
    );
    let between = &log[at("lend").unwrap()..at("resume").unwrap()];
    assert!(between.len() == 2, "nothing is drawn meanwhile: {between:?}");
    assert!(log.iter().any(|line| line.contains("on: 7")), "{log:?}");
    assert_eq!(*opened.lock().unwrap(), 2);
}
