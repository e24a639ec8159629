//! What the kernel knows of a process, and the terminal of one that is measured.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use harness::Terminal;
use tokio::time::Instant;

/// Between two looks at the screen.
const LOOK: Duration = Duration::from_micros(200);

/// Nothing takes longer.
const PATIENCE: Duration = Duration::from_secs(120);

/// Ticks of the kernel's clock for processor time, in a second.
const TICKS: u64 = 100;

/// A program in a terminal, watched.
pub(crate) struct Watched {
    pub(crate) terminal: Terminal,
    started: Instant,
}

/// When something was seen: after how long, and how much processor time the program had used.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) wall: Duration,
    pub(crate) processor: Duration,
}

impl Watched {
    /// Starts a program whose home is there.
    pub(crate) fn start(program: &Path, args: &[&str], home: &Path) -> Self {
        let started = Instant::now();
        let home = home.to_str().unwrap();
        Self {
            terminal: Terminal::spawn(program, args, &[("HOME", home)], 120, 35),
            started,
        }
    }

    /// Waits until the program has written more than so many bytes.
    pub(crate) fn written(&self, more_than: usize) -> Moment {
        self.when("something to be drawn", || self.terminal.written() > more_than)
    }

    /// Waits until the screen has a text.
    pub(crate) fn shown(&self, text: &str) -> Moment {
        self.when(text, || self.terminal.screen().contains(text))
    }

    /// Presses a key and waits for what is drawn then, counted from the key on.
    pub(crate) fn press(&self, key: &str) -> Moment {
        let (before, processor, start) = (self.terminal.written(), self.threads(), self.started.elapsed());
        self.terminal.press(key);
        let drawn = self.written(before);
        Moment {
            wall: drawn.wall.saturating_sub(start),
            processor: drawn.processor.saturating_sub(processor),
        }
    }

    fn when(&self, what: &str, is: impl Fn() -> bool) -> Moment {
        while !is() {
            assert!(
                self.started.elapsed() < PATIENCE,
                "waited in vain for {what}\n{}",
                self.terminal.screen()
            );
            sleep(LOOK);
        }
        Moment {
            wall: self.started.elapsed(),
            processor: self.threads(),
        }
    }

    /// Processor time of the threads that live.
    pub(crate) fn threads(&self) -> Duration {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.pid()))
            .into_iter()
            .flatten();
        let time = |task: fs::DirEntry| {
            let text = fs::read_to_string(task.path().join("schedstat")).ok()?;
            text.split_whitespace().next()?.parse::<u64>().ok()
        };
        Duration::from_nanos(tasks.flatten().filter_map(time).sum())
    }

    /// Processor time of all threads that ever were, which the kernel counts in ticks.
    pub(crate) fn processor(&self) -> Duration {
        ticks(&format!("/proc/{}/stat", self.pid()), 11)
    }

    /// Resident memory now and at its highest, in MiB.
    pub(crate) fn memory(&self) -> (u64, u64) {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid())).unwrap_or_default();
        let kib = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok())
        };
        (kib("VmRSS:").unwrap_or(0) >> 10, kib("VmHWM:").unwrap_or(0) >> 10)
    }

    fn pid(&self) -> u32 {
        self.terminal.pid().as_raw_nonzero().get().unsigned_abs()
    }
}

/// Processor time of programs that this one started and that have ended.
pub(crate) fn children() -> Duration {
    ticks("/proc/self/stat", 13)
}

/// User and system time from a line of the kernel, where the user's is in this place behind the name.
fn ticks(file: &str, place: usize) -> Duration {
    let line = fs::read_to_string(file).unwrap_or_default();
    let behind = line.rsplit_once(')').map_or("", |(_, behind)| behind);
    let numbers = behind.split_whitespace().skip(place).take(2);
    let ticks: u64 = numbers.filter_map(|number| number.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 1_000 / TICKS)
}

/// Prints the middle and the high end of both clocks, in milliseconds.
pub(crate) fn print(name: &str, moments: &[Moment]) {
    let sorted = |of: fn(&Moment) -> Duration| {
        let mut times: Vec<f64> = moments
            .iter()
            .map(|moment| of(moment).as_secs_f64() * 1e3)
            .collect();
        times.sort_by(f64::total_cmp);
        times
    };
    let (wall, processor) = (sorted(|moment| moment.wall), sorted(|moment| moment.processor));
    let at = |times: &[f64], share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    println!(
        "{name:44} wall p50 {:7.1}  p95 {:7.1}   processor p50 {:7.1}  p95 {:7.1}  ms",
        at(&wall, 50),
        at(&wall, 95),
        at(&processor, 50),
        at(&processor, 95)
    );
}

/// Prints one.
pub(crate) fn print_one(name: &str, moment: Moment, watched: &Watched) {
    let (now, highest) = watched.memory();
    println!(
        "{name:44} wall {:7.0} ms  processor {:7.0} ms   resident {now} MiB, at most {highest} MiB",
        moment.wall.as_secs_f64() * 1e3,
        moment.processor.as_secs_f64() * 1e3
    );
}
