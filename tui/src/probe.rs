//! For benchmarks: the program without its terminal.

use std::sync::Arc;
use std::time::SystemTime;

use crossterm::event::KeyEvent;
use ddl::Agent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use crate::app::{App, Outside};
use crate::effect::{Begin, Effect, Message};
use crate::keymap::{Key, Keymap};
use crate::look::Look;
use crate::order::{Order, Ticket};
use crate::report::Report;
use crate::screens::ScreenName;
use crate::session::Session;
use crate::theme::Theme;

/// The program, and the cells it draws on.
pub struct Probe {
    app: App,
    cells: Buffer,
}

impl Probe {
    /// As at the start, at this time.
    pub fn new(width: u16, height: u16, now: SystemTime) -> Self {
        let session = Session::new(now, Look::new(Theme::Dark, false), Keymap::default());
        let mut app = App::new(session, ScreenName::Fleet);
        app.resize(Size { width, height });
        Self {
            app,
            cells: Buffer::empty(Rect::new(0, 0, width, height)),
        }
    }

    /// Begins; gives what it orders.
    pub fn begin(&mut self) -> Vec<Order> {
        orders(self.app.begin())
    }

    /// Presses keys, written as in `keys.toml` with blanks between them; gives what they order. Keys nobody has do nothing.
    pub fn press(&mut self, keys: &str) -> Vec<Order> {
        let events: Vec<KeyEvent> = match keys.parse::<Key>() {
            Ok(key) => key.events().collect(),
            Err(_) => Vec::new(),
        };
        let outside = events.into_iter().flat_map(|event| self.app.on_key(event));
        orders(outside.collect())
    }

    /// Lets the backend tell something; gives what it leads to.
    pub fn hear(&mut self, report: &Report) -> Vec<Order> {
        orders(self.app.on_report(report))
    }

    /// Opens the answers of a run under this ticket.
    pub fn ask(&mut self, ticket: Ticket, agent: Arc<Agent>, action: &str) {
        let begin = Begin {
            ticket,
            agent,
            action: action.to_owned(),
            words: Vec::new(),
            nodes: None,
            command: String::new(),
            change: false,
        };
        self.app
            .settle(vec![Effect::Tell(Message::Begin(Box::new(begin)))]);
    }

    /// Draws.
    pub fn draw(&mut self) -> &Buffer {
        self.cells.reset();
        self.app.render(self.cells.area, &mut self.cells);
        &self.cells
    }
}

fn orders(outside: Vec<Outside>) -> Vec<Order> {
    let order = |work| match work {
        Outside::Order(order) => Some(order),
        _ => None,
    };
    outside.into_iter().filter_map(order).collect()
}
