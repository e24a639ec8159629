//! Governors.
use super::Session;
use super::tasks::Tasks;
use std::sync::Arc;
use tui::order::Gov;
use tui::{Reports, Ticket};
pub(super) fn begin(_tasks: &Tasks, _session: Arc<Session>, _ticket: Ticket, _ask: Gov, _reports: Reports) {}
