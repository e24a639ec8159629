//! Lines that run in the background, with what they printed.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::engine::{Engine, Flow, Ran};
use super::parse::Line;
use super::statement::Statement;
use super::stream::{Captured, Streams};
use crate::exit::Exit;
use crate::out::words;
use crate::report::Stop;
use crate::theme::line as one_line;

/// Most jobs that run at once.
const MAX_RUNNING: usize = 16;

/// Most jobs that are over and not looked at yet.
const MAX_OVER: usize = 50;

/// Most bytes of what a job prints that are kept.
const MAX_OUTPUT: usize = 4 << 20;

/// The jobs of a shell.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    tracker: TaskTracker,
    /// Fires when the shell ends.
    ending: CancellationToken,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    count: usize,
    jobs: BTreeMap<usize, Job>,
}

/// One of them.
#[derive(Debug, Clone)]
struct Job {
    text: String,
    started: Instant,
    output: Captured,
    /// How it ended, once it has.
    ended: watch::Receiver<Option<Exit>>,
    interrupt: CancellationToken,
    insist: CancellationToken,
    /// Whether the user knows that it is over.
    told: bool,
}

impl Job {
    fn is_over(&self) -> bool {
        self.ended.borrow().is_some()
    }

    fn fate(&self) -> String {
        match *self.ended.borrow() {
            None => format!("running for {}", words::millis(self.started.elapsed())),
            Some(Exit::Done) => "done".to_owned(),
            Some(exit) => format!("ended with status {}", exit.code()),
        }
    }
}

impl Jobs {
    /// Does something that is no job and is left as it is when the shell ends.
    pub(super) fn aside(&self, work: impl Future<Output = ()> + Send + 'static) {
        let ending = self.ending.clone();
        self.tracker.spawn(async move {
            // What is not done by then is not needed.
            let _ = ending.run_until_cancelled(work).await;
        });
    }

    /// All of them, one line each.
    pub(crate) fn list(&self) -> String {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::new();
        for (number, job) in &mut state.jobs {
            job.told |= job.is_over();
            let _ = writeln!(text, "[{number}] {}  {}", job.fate(), job.text);
        }
        text
    }

    /// Those that have ended since this was last asked, one line each.
    pub(crate) fn news(&self) -> String {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::new();
        for (number, job) in state
            .jobs
            .iter_mut()
            .filter(|(_, job)| !job.told && job.is_over())
        {
            job.told = true;
            let _ = writeln!(
                text,
                "[{number}] {}  {}  (`fg {number}` shows what it printed)",
                job.fate(),
                job.text
            );
        }
        text
    }

    /// How many are running.
    pub(crate) fn running(&self) -> usize {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.jobs.values().filter(|job| !job.is_over()).count()
    }

    /// Ends all of them and waits for that.
    pub(crate) async fn end(&self) {
        self.ending.cancel();
        let jobs: Vec<Job> = {
            let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            state.jobs.values().cloned().collect()
        };
        for job in &jobs {
            job.interrupt.cancel();
            job.insist.cancel();
        }
        self.tracker.close();
        self.tracker.wait().await;
    }

    /// Numbers of those that nobody has looked at, in their order.
    pub(crate) fn numbers(&self) -> Vec<usize> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.jobs.keys().copied().collect()
    }

    fn find(&self, number: Option<usize>) -> Result<(usize, Job), Stop> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let found = match number {
            Some(number) => state.jobs.get_key_value(&number),
            None => state.jobs.last_key_value(),
        };
        found
            .map(|(number, job)| (*number, job.clone()))
            .ok_or_else(|| match number {
                Some(number) => Stop::error(format!("there is no job {number}")).hint("`jobs` lists them"),
                None => {
                    Stop::error("no job runs in the background").hint("`&` at the end of a line starts one")
                }
            })
    }

    fn add(&self, job: Job) -> usize {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.count += 1;
        let number = state.count;
        state.jobs.insert(number, job);
        let over: Vec<usize> = state
            .jobs
            .iter()
            .filter(|(_, job)| job.is_over())
            .map(|(number, _)| *number)
            .collect();
        for old in over.iter().take(over.len().saturating_sub(MAX_OVER)) {
            state.jobs.remove(old);
        }
        number
    }

    fn forget(&self, number: usize) {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .jobs
            .remove(&number);
    }
}

impl Engine {
    /// Starts a line whose end nobody waits for.
    pub(super) async fn background(&self, line: &Line, text: &str, streams: &Streams) -> anyhow::Result<Ran> {
        let asks = |statement: &Statement| matches!(statement, Statement::Command(_) | Statement::Time(_));
        if !self.understood(line).await?.iter().all(asks) {
            return Err(Stop::error("only commands can run in the background").into());
        }
        if self.base.jobs.running() >= MAX_RUNNING {
            return Err(Stop::error(format!("{MAX_RUNNING} jobs are running already"))
                .hint("`fg` waits for one")
                .into());
        }
        let (printer, output) = Captured::printer(MAX_OUTPUT);
        let inner = Streams {
            out: printer.clone(),
            err: printer,
            typed: false,
            interrupt: CancellationToken::new(),
            insist: CancellationToken::new(),
        };
        let (over, ended) = watch::channel(None);
        let text = one_line(text.trim().trim_end_matches('&').trim_end()).into_owned();
        let number = self.base.jobs.add(Job {
            text: text.clone(),
            started: Instant::now(),
            output,
            ended,
            interrupt: inner.interrupt.clone(),
            insist: inner.insist.clone(),
            told: false,
        });
        let line = Line {
            background: false,
            ..line.clone()
        };
        let running = alone(self.clone(), line, inner);
        self.base.jobs.tracker.spawn(async move {
            over.send_replace(Some(running.await.exit));
        });
        streams.err.line(format!("[{number}] {text}"))?;
        Ok(Ran::DONE)
    }

    /// Shows what a job prints until it ends; Ctrl-C ends it.
    pub(super) async fn foreground(&self, number: Option<usize>, streams: &Streams) -> anyhow::Result<Ran> {
        let (number, mut job) = self.base.jobs.find(number)?;
        let (mut place, mut stopped) = (0, false);
        loop {
            let over = *job.ended.borrow_and_update();
            let (text, next) = job.output.after(place);
            streams.out.print(text)?;
            place = next;
            if let Some(exit) = over {
                self.base.jobs.forget(number);
                return Ok(Ran::with(exit));
            }
            tokio::select! {
                () = job.output.more() => {}
                changed = job.ended.changed() => if changed.is_err() {
                    self.base.jobs.forget(number);
                    return Ok(Ran::with(Exit::Error));
                },
                () = streams.interrupt.cancelled(), if !stopped => {
                    stopped = true;
                    job.interrupt.cancel();
                }
                () = streams.insist.cancelled(), if stopped => {
                    job.insist.cancel();
                    return Ok(Ran::with(Exit::Interrupted));
                }
            }
        }
    }
}

/// A line that goes its own way.
fn alone(mut engine: Engine, line: Line, streams: Streams) -> Pin<Box<dyn Future<Output = Flow> + Send>> {
    Box::pin(async move { engine.line(&line, "", &streams).await })
}
