//! What benchmarks measure: the processor time of this process, beside the time on the wall, as medians over many rounds. Other
//! programs on the machine make the wall's time say little; they move the processor's by a tenth.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark measures the machine's own time"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, Timespec, clock_gettime};

/// Rounds of one measurement; an odd number, for the median.
const ROUNDS: usize = 41;

/// Least time of a round: long beside what looking at the clocks takes.
const ROUND: Duration = Duration::from_millis(5);

/// Measures what is named on the command line, or everything, and prints microseconds per operation.
#[derive(Debug)]
pub struct Meter {
    wanted: Vec<String>,
}

/// Time since a moment, by both clocks.
#[derive(Debug)]
pub struct Stopwatch {
    processor: Duration,
    wall: Instant,
}

/// What one operation of a round took, in microseconds.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    processor: f64,
    wall: f64,
}

impl Meter {
    /// What is wanted as the command line says it: parts of names, or nothing for everything.
    pub fn from_args() -> Self {
        let words = std::env::args().skip(1);
        let wanted = words.filter(|word| !word.starts_with('-')).collect();
        println!(
            "{:52} {:>12} {:>12}",
            "microseconds per operation", "processor", "wall"
        );
        Self { wanted }
    }

    /// Whether the measurement of this name is wanted.
    pub fn wants(&self, name: &str) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|wanted| name.contains(wanted))
    }

    /// Measures calls of `work`, which gets the number of the call.
    pub fn measure<T>(&self, name: &str, mut work: impl FnMut(usize) -> T) {
        if !self.wants(name) {
            return;
        }
        let mut calls = 0;
        let mut round = |at_least: Duration| {
            let (watch, before) = (Stopwatch::start(), calls);
            while watch.wall.elapsed() < at_least {
                black_box(work(calls));
                calls += 1;
            }
            watch.stop(calls - before)
        };
        round(4 * ROUND);
        report(name, &(0..ROUNDS).map(|_| round(ROUND)).collect::<Vec<_>>());
    }
}

impl Stopwatch {
    /// Looks at both clocks.
    pub fn start() -> Self {
        Self {
            processor: processor_time(),
            wall: Instant::now(),
        }
    }

    /// What each of so many operations took since.
    pub fn stop(self, operations: usize) -> Cost {
        let each = |time: Duration| time.as_secs_f64() * 1e6 / operations as f64;
        Cost {
            processor: each(processor_time() - self.processor),
            wall: each(self.wall.elapsed()),
        }
    }
}

/// Prints the medians of these rounds.
pub fn report(name: &str, rounds: &[Cost]) {
    let median = |of: fn(&Cost) -> f64| {
        let mut values: Vec<_> = rounds.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or_default()
    };
    let (processor, wall) = (median(|cost| cost.processor), median(|cost| cost.wall));
    println!("{name:52} {processor:12.2} {wall:12.2}");
}

/// What all threads of this process took so far, in user and system mode.
fn processor_time() -> Duration {
    let Timespec { tv_sec, tv_nsec } = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(tv_sec.unsigned_abs(), u32::try_from(tv_nsec).unwrap_or_default())
}
