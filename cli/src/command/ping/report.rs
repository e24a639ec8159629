//! What `mco ping` prints.

use std::time::Duration;

use client::discover::Pong;
use serde::Serialize;

use crate::out::{pretty, words};
use crate::theme::{Meaning, Theme, line, pad};

/// Columns of a node's name.
const NAME_WIDTH: usize = 40;

/// One answer.
pub(super) fn row(pong: &Pong) -> String {
    format!(
        "{} time={} ms",
        pad(&line(pong.node.as_str()), NAME_WIDTH),
        pong.rtt.as_millis()
    )
}

/// How many answered and how fast.
pub(super) fn statistics(times: &[Duration], overhead: Duration, theme: Theme) -> String {
    let title = theme.paint(Meaning::Title, "---- ping statistics ----");
    let Some(spread) = Spread::of(times) else {
        return format!("{title}\n");
    };
    let said = words::millis;
    format!(
        "{title}\n{} replies max: {} min: {} avg: {} overhead: {}\np50: {} p95: {}\n",
        times.len(),
        said(spread.max),
        said(spread.min),
        said(spread.avg),
        said(overhead),
        said(spread.p50),
        said(spread.p95),
    )
}

/// The same as a document. Times are milliseconds.
pub(super) fn json(pongs: &[Pong], overhead: Duration) -> anyhow::Result<String> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a wait in microseconds is far under 2^52"
    )]
    let millis = |time: Duration| time.as_micros() as f64 / 1000.0;
    let times: Vec<Duration> = pongs.iter().map(|pong| pong.rtt).collect();
    let replies = pongs.iter().map(|pong| Reply {
        sender: pong.node.as_str(),
        time_ms: millis(pong.rtt),
    });
    pretty(&Document {
        replies: replies.collect(),
        statistics: Statistics {
            replies: pongs.len(),
            overhead_ms: millis(overhead),
            times: Spread::of(&times).map(|spread| Times {
                max_ms: millis(spread.max),
                min_ms: millis(spread.min),
                avg_ms: millis(spread.avg),
                p50_ms: millis(spread.p50),
                p95_ms: millis(spread.p95),
            }),
        },
    })
}

struct Spread {
    max: Duration,
    min: Duration,
    avg: Duration,
    p50: Duration,
    p95: Duration,
}

impl Spread {
    fn of(times: &[Duration]) -> Option<Self> {
        let mut sorted = times.to_vec();
        sorted.sort_unstable();
        let count = u32::try_from(sorted.len()).unwrap_or(u32::MAX);
        // The nearest rank: the first time that at least this share of the nodes needed.
        let rank = |percent: usize| {
            sorted
                .get((sorted.len() * percent).div_ceil(100).saturating_sub(1))
                .copied()
        };
        Some(Self {
            max: *sorted.last()?,
            min: *sorted.first()?,
            avg: sorted.iter().sum::<Duration>().checked_div(count)?,
            p50: rank(50)?,
            p95: rank(95)?,
        })
    }
}

#[derive(Serialize)]
struct Document<'a> {
    replies: Vec<Reply<'a>>,
    statistics: Statistics,
}

#[derive(Serialize)]
struct Reply<'a> {
    sender: &'a str,
    time_ms: f64,
}

#[derive(Serialize)]
struct Statistics {
    replies: usize,
    overhead_ms: f64,
    #[serde(flatten)]
    times: Option<Times>,
}

#[derive(Serialize)]
struct Times {
    max_ms: f64,
    min_ms: f64,
    avg_ms: f64,
    p50_ms: f64,
    p95_ms: f64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::node;

    fn pong(name: &str, ms: u64) -> Pong {
        Pong {
            node: node(name),
            rtt: Duration::from_millis(ms),
        }
    }

    #[test]
    fn an_answer_is_a_padded_name_and_whole_milliseconds() {
        insta::assert_snapshot!(row(&pong("web01.lab.test", 11)), @"web01.lab.test                           time=11 ms");
    }

    #[test]
    fn statistics_name_the_extremes_and_the_usual() {
        let times = [11, 38, 24].map(Duration::from_millis);
        insta::assert_snapshot!(statistics(&times, Duration::from_millis(61), Theme::PLAIN), @"
        ---- ping statistics ----
        3 replies max: 38ms min: 11ms avg: 24ms overhead: 61ms
        p50: 24ms p95: 38ms
        ");
        insta::assert_snapshot!(statistics(&[], Duration::ZERO, Theme::PLAIN), @"---- ping statistics ----");
    }

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let times: Vec<Duration> = (1..=100).map(Duration::from_millis).collect();
        let spread = Spread::of(&times).unwrap();
        assert_eq!((spread.p50.as_millis(), spread.p95.as_millis()), (50, 95));
    }

    #[test]
    fn the_document_carries_the_same_numbers() {
        let text = json(&[pong("web01", 11), pong("web02", 38)], Duration::from_millis(61)).unwrap();
        insta::assert_snapshot!(text, @r#"
        {
           "replies": [
              {
                 "sender": "web01",
                 "time_ms": 11.0
              },
              {
                 "sender": "web02",
                 "time_ms": 38.0
              }
           ],
           "statistics": {
              "replies": 2,
              "overhead_ms": 61.0,
              "max_ms": 38.0,
              "min_ms": 11.0,
              "avg_ms": 24.5,
              "p50_ms": 11.0,
              "p95_ms": 38.0
           }
        }
        "#);
    }
}
