//! Any command, with what it prints told as it is printed.

use std::ffi::OsString;
use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use tokio_util::sync::CancellationToken;
use tui::{Report, Reports, Ticket};

use super::Session;
use super::basin::Basin;
use crate::ask::Question;
use crate::cli::{Words, split};
use crate::command::Command;
use crate::ctx::Follower;
use crate::host::Output;
use crate::out::Sink;
use crate::{Exit, host};

/// Most bytes that are told of one command; nobody reads more on a screen.
const MOST_PRINTED: usize = 16 << 20;

/// Somebody who sees only what is printed, and cannot be asked.
struct Reader {
    columns: usize,
    session: Arc<Session>,
}

#[async_trait]
impl Follower for Reader {
    fn follow(&self, _question: &Question) -> Option<Box<dyn Sink>> {
        None
    }

    fn is_strict(&self) -> bool {
        true
    }

    fn is_read_only(&self) -> bool {
        self.session.is_read_only()
    }

    fn columns(&self) -> Option<usize> {
        Some(self.columns)
    }
}

/// What a command prints on one of its streams.
#[derive(Clone)]
struct Page {
    printed: Arc<Basin<Vec<u8>>>,
    bytes: Arc<AtomicUsize>,
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let before = self.bytes.fetch_add(bytes.len(), Ordering::Relaxed);
        if before < MOST_PRINTED {
            self.printed.put(bytes.to_vec());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Runs a command line; `cut` interrupts it.
pub(super) async fn run(
    session: Arc<Session>,
    cut: CancellationToken,
    ticket: Ticket,
    line: String,
    reports: Reports,
) {
    let _forgets = session.tasks.forgets(ticket);
    let words = words(&line);
    if let Some(why) = refusal(&session, &words) {
        let text = format!("{why}\n");
        let exit = Some(Exit::Refused.code());
        reports.send(Report::Printed { ticket, text, exit }).await;
        return;
    }
    let page = Page {
        printed: Arc::default(),
        bytes: Arc::default(),
    };
    let output = || Output {
        writer: Box::new(page.clone()),
        terminal: false,
    };
    let host = session.host(output(), output(), cut.clone(), session.stop.clone());
    let reader = Arc::new(Reader {
        columns: host::width(),
        session: session.clone(),
    });
    let over = CancellationToken::new();
    let running = async {
        let exit = session.run(words, host, reader).await;
        over.cancel();
        exit
    };
    let (exit, ()) = tokio::join!(running, tell(ticket, &page, &over, &reports));
    let text = match page.bytes.load(Ordering::Relaxed) > MOST_PRINTED {
        true => "\nThere was more than fits here; `-o FILE` writes all of it.\n".to_owned(),
        false => String::new(),
    };
    let exit = Some(exit.code());
    reports.send(Report::Printed { ticket, text, exit }).await;
}

async fn tell(ticket: Ticket, page: &Page, over: &CancellationToken, reports: &Reports) {
    // A character may have been cut in two.
    let rest = Mutex::new(Vec::new());
    let text = |parts: Vec<Vec<u8>>, last: bool| {
        let mut rest = rest.lock().unwrap_or_else(PoisonError::into_inner);
        rest.extend(parts.into_iter().flatten());
        let whole = match std::str::from_utf8(&rest) {
            Err(error) if !last && error.error_len().is_none() => error.valid_up_to(),
            _ => rest.len(),
        };
        let taken: Vec<u8> = rest.drain(..whole).collect();
        String::from_utf8_lossy(&taken).into_owned()
    };
    loop {
        let (parts, last) = tokio::select! {
            biased;
            parts = page.printed.next() => (parts, false),
            () = over.cancelled() => (page.printed.take(), true),
        };
        let text = text(parts, last);
        if !text.is_empty() {
            let exit = None;
            reports.send(Report::Printed { ticket, text, exit }).await;
        }
        if last {
            return;
        }
    }
}

/// The words without the program's name.
fn words(line: &str) -> Vec<String> {
    let words = split(line)
        .into_iter()
        .map(|word| word.to_string_lossy().into_owned());
    let mut words: Vec<String> = words.collect();
    if words
        .first()
        .is_some_and(|first| first == "mco" || first == "choria")
    {
        words.remove(0);
    }
    words
}

/// Why a command is not for this place.
fn refusal(session: &Session, words: &[String]) -> Option<String> {
    let line = std::iter::once(session.ctx.program.into()).chain(words.iter().map(OsString::from));
    // What cannot be understood is told by whoever runs it.
    let command = Words::new(line, None).parse().ok()?.command;
    let lent = match &command {
        Command::Kv(kv) => kv.lends_terminal(),
        Command::Governor(governor) => governor.lends_terminal(),
        _ => false,
    };
    if lent || command.needs_terminal() {
        return Some("this command needs the terminal for itself; run it in a shell".to_owned());
    }
    let changes = match &command {
        Command::Pki(_) | Command::Jwt(_) | Command::Keys(_) | Command::Login(_) | Command::Generate(_) => {
            true
        }
        Command::Kv(kv) => kv.changes(),
        Command::Governor(governor) => governor.changes(),
        Command::Broker(broker) => broker.may_change(),
        _ => false,
    };
    (session.is_read_only() && changes).then(|| "only looking is allowed here".to_owned())
}
