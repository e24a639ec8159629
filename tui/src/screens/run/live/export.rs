//! Answers as documents: on the clipboard, or in a file for the next command.

use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::Live;
use super::model::{Entry, Standing};
use crate::effect::Effect;
use crate::order::Order;
use crate::popups::prompt::Prompt;
use crate::text;

impl Live {
    /// The answer as it stands in the document of `mco rpc --json`; none when there is none.
    pub(super) fn document(&self, entry: &Entry) -> Option<Value> {
        let answer = entry.answer.as_ref()?;
        let time = OffsetDateTime::from(answer.time).format(&Rfc3339);
        Some(json!({
            "sender": entry.node.as_str(),
            "action": self.begin.action,
            "statuscode": u8::from(answer.status),
            "statusmsg": answer.message(),
            "data": answer.data(),
            "time_utc": time.unwrap_or_default(),
        }))
    }

    /// Copies the answer under the cursor, or the name of who did not answer.
    pub(super) fn copy(&self) -> Vec<Effect> {
        let entry = self.full.map(|full| full.entry).or(self.node_here());
        let Some(entry) = entry.and_then(|entry| self.model.get(entry)) else {
            return Vec::new();
        };
        let document = self.document(entry).map(|document| document.to_string());
        vec![Effect::Copy(document.unwrap_or_else(|| entry.node.to_string()))]
    }

    /// Asks where to write the answers that are shown.
    pub(super) fn export(&self) -> Vec<Effect> {
        let one = self.full.and_then(|full| self.model.get(full.entry));
        let (document, what) = match one {
            Some(entry) => (self.document(entry).unwrap_or_default(), "this answer".to_owned()),
            None => {
                let shown = self.view.is_narrowed();
                let count = text::count(self.view.shown());
                let what = if shown {
                    format!("the {count} answers shown")
                } else {
                    format!("all {count} answers")
                };
                (self.whole(), what)
            }
        };
        let text = serde_json::to_string_pretty(&document).unwrap_or_default() + "\n";
        let title = format!("Export {what} as JSON");
        let name = format!("{}-{}.json", self.begin.agent.metadata.name, self.begin.action);
        let prompt = Prompt::new(title, "File:", move |path| {
            vec![Effect::Order(Order::Write {
                path: path.trim().into(),
                text,
            })]
        });
        vec![Effect::Open(Box::new(prompt.text(name)))]
    }

    /// The answers that are shown, as `mco rpc --json` would print them, which other commands take as their nodes.
    fn whole(&self) -> Value {
        let arrived = self
            .model
            .arrived()
            .iter()
            .filter(|entry| self.view.fits(**entry));
        let entries = arrived.filter_map(|entry| self.model.get(*entry));
        let replies: Vec<Value> = entries.filter_map(|entry| self.document(entry)).collect();
        let tally = self.model.tally();
        let names = |which: &dyn Fn(&Entry) -> bool| -> Vec<&str> {
            let found = self.model.entries().iter().filter(|entry| which(entry));
            found.map(|entry| entry.node.as_str()).collect()
        };
        let silent = names(&|entry| self.model.standing(entry) == Standing::Silent);
        let strangers = names(&|entry| self.model.is_stranger(entry));
        json!({
            "agent": self.begin.agent.metadata.name,
            "action": self.begin.action,
            "replies": replies,
            "request_stats": {
                "discovered": tally.targets,
                "responses": tally.answered,
                "ok": tally.ok,
                "failed": tally.failed,
                "no_responses": silent,
                "unexpected_responses": strangers,
            },
            "summaries": self.model.summaries().map(ddl::Summaries::to_json),
        })
    }
}
