//! What receivers answer.

use serde_json::{Value, json};

use super::acks::Answer;
use super::config::AckPolicy;
use super::single::Consumer;
use super::{Ack, Consumers, Turn};
use crate::options::Account;

impl Consumers {
    /// Takes an acknowledgement; the sequences that are done with are returned, for streams that keep messages only as long.
    pub(crate) fn acknowledge(&mut self, ack: Ack, turn: &mut Turn<'_>) -> Vec<u64> {
        let Some(id) = self.by_name.get(&*ack.consumer).copied() else {
            // Who waits for an answer learns that nobody is there to give one.
            if let Some(reply) = &ack.reply {
                turn.out.status(Account::Choria, reply, "503", "");
            }
            return Vec::new();
        };
        let Some(consumer) = self.all.get_mut(&id) else {
            return Vec::new();
        };
        let Some(answer) = Answer::parse(&ack.payload) else {
            return Vec::new();
        };
        let counts = consumer.knows(ack.stream_seq);
        let done = consumer.take(&ack, &answer, turn);
        let holds = consumer.progress.pending();
        if ack.reply.is_some() {
            // Who asks wants to know that it is safe.
            self.notes.now(id);
        } else {
            self.notes.later(id, holds, turn.at.now());
        }
        self.wake(id);
        self.settle(id, turn.at.now());
        match (&answer, &ack.reply) {
            (Answer::Next(body), Some(reply)) => self.next(id, Account::Choria, reply, body, turn),
            // It will come again, as the consumer lost the memory of giving it: nobody may believe otherwise.
            (Answer::Done | Answer::Stop(_), Some(_)) if !counts => {}
            (_, Some(reply)) => turn.out.answer(Account::Choria, reply, ""),
            _ => {}
        }
        done
    }
}

impl Consumer {
    /// Whether the message was given already, as far as the consumer remembers.
    fn knows(&self, seq: u64) -> bool {
        self.progress.holds(seq) || !self.backlog.is_ahead(seq)
    }

    fn take(&mut self, ack: &Ack, answer: &Answer<'_>, turn: &mut Turn<'_>) -> Vec<u64> {
        let (seq, now) = (ack.stream_seq, turn.at.now());
        match answer {
            Answer::Done | Answer::Next(_) => {
                self.sample(ack, turn);
                self.finish(seq, turn)
            }
            Answer::Stop(reason) => {
                let done = self.finish(seq, turn);
                let reason = String::from_utf8_lossy(reason);
                let reason = (!reason.is_empty()).then_some(reason);
                let (what, kind) = ("ADVISORY.CONSUMER.MSG_TERMINATED", "advisory.v1.terminated");
                self.tell(what, kind, ack, ("reason", reason.into()), turn);
                done
            }
            Answer::Return(delay) => {
                if self.progress.get(seq).is_some() {
                    let (what, kind) = ("ADVISORY.CONSUMER.MSG_NAKED", "advisory.v1.nak");
                    self.tell(what, kind, ack, ("", Value::Null), turn);
                    let when = delay.filter(|delay| *delay > 0);
                    self.progress
                        .return_at(seq, when.map(|delay| now.saturating_add(delay)));
                }
                Vec::new()
            }
            Answer::Working => {
                if let Some(pending) = self.progress.get(seq) {
                    let patience = self.config.patience(pending.deliveries);
                    self.progress.return_at(seq, Some(now.saturating_add(patience)));
                }
                Vec::new()
            }
        }
    }

    /// Is done with a message, and with those before it where one answer means all.
    fn finish(&mut self, seq: u64, turn: &Turn<'_>) -> Vec<u64> {
        let done = match self.config.ack_policy {
            AckPolicy::None => Vec::new(),
            // An answer to what was never given cannot be true.
            _ if self.backlog.is_ahead(seq) => Vec::new(),
            AckPolicy::Explicit => {
                let held = self.progress.holds(seq);
                self.progress.release(seq);
                if held { vec![seq] } else { Vec::new() }
            }
            AckPolicy::All => self.progress.release_until(seq),
        };
        if !done.is_empty() {
            self.progress.last_ack = Some(turn.at.now());
            self.progress.settle_floor(self.backlog.position());
        }
        done
    }

    /// Tells of an answer.
    fn tell(&self, what: &str, kind: &'static str, ack: &Ack, more: (&str, Value), turn: &mut Turn<'_>) {
        let stream = &turn.config.name;
        let mut fields = json!({
            "stream": stream,
            "consumer": &*self.name,
            "consumer_seq": ack.consumer_seq,
            "stream_seq": ack.stream_seq,
            "deliveries": ack.deliveries,
        });
        let (name, value) = more;
        if !value.is_null() {
            fields[name] = value;
        }
        let tail = format!("{what}.{stream}.{}", self.name);
        turn.out.advise(Some(stream), &tail, kind, fields);
    }

    /// Measures how long this one took, if it is one of those to be measured.
    fn sample(&self, ack: &Ack, turn: &mut Turn<'_>) {
        let percent: u8 = match self.config.sample_freq.trim_end_matches('%').parse::<u64>() {
            Ok(percent) => percent.min(100) as u8,
            Err(_) => return,
        };
        let Some(pending) = self.progress.get(ack.stream_seq) else {
            return;
        };
        if fastrand::u8(..100) >= percent {
            return;
        }
        let took = turn.at.now().saturating_sub(pending.sent);
        let more = ("ack_time", Value::from(took));
        self.tell("METRIC.CONSUMER.ACK", "metric.v1.consumer_ack", ack, more, turn);
    }
}
