//! Messages for the stream, one by one and in batches.

use std::ops::Range;

use super::super::letters::publish;
use super::{LAZY, LOG, Life, Turn};
use crate::streams::handle::Op;

/// Messages of a batch, more or less; more of them than fit into one segment.
const BATCH: Range<u64> = 2..12;

impl Life {
    pub(super) fn publication(&mut self) -> Turn {
        self.numbers += 1;
        let subject = format!("s.{}", self.random.u8(..3));
        let header = match self.random.u8(..8) {
            0..3 => format!("Nats-Msg-Id: id{}\r\n", self.numbers),
            3 => "Nats-Rollup: sub\r\n".to_owned(),
            4 => "Nats-TTL: 1s\r\n".to_owned(),
            5 => "X: y\r\n".to_owned(),
            _ => String::new(),
        };
        let headers = match &*header {
            "" => String::new(),
            line => format!("NATS/1.0\r\n{line}\r\n"),
        };
        let payload = "p".repeat(self.random.usize(..400));
        Turn::of(publish(&subject, &headers, &payload), LOG)
    }

    /// Messages that are kept all or not at all, in one turn or in several.
    pub(super) fn batch(&mut self) {
        self.numbers += 1;
        let (count, is_slow) = (self.random.u64(BATCH), self.random.bool());
        let mut turn = Turn::of(self.part(1, ""), LAZY);
        for number in 2..=count {
            if is_slow {
                self.turn(turn);
                turn = Turn::of(self.part(number, ""), LAZY);
            } else {
                turn.ops.push(self.part(number, ""));
            }
        }
        turn.ops.push(self.part(count + 1, "Nats-Batch-Commit: 1\r\n"));
        if self.random.bool() {
            turn.ops.extend(self.publication().ops);
        }
        turn.urgent = LOG;
        self.turn(turn);
    }

    fn part(&mut self, number: u64, more: &str) -> Op {
        let headers = format!(
            "NATS/1.0\r\nNats-Batch-Id: {}\r\nNats-Batch-Sequence: {number}\r\n{more}\r\n",
            self.numbers
        );
        let payload = "b".repeat(self.random.usize(..400));
        publish("s.batch", &headers, &payload)
    }
}
