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
use crate::order::Order;
use crate::report::{Link, Report};
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
