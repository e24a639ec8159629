//! How long answers took: a histogram of fixed size.

use std::time::Duration;

/// Buckets for each doubling of the time, so that a bucket is 6% wide.
const FINE: usize = 16;

/// Doublings counted, from a microsecond to some days.
const DOUBLINGS: usize = 40;

/// How long answers took.
#[derive(Debug, Clone)]
pub(super) struct Latency {
    buckets: Box<[u32]>,
    count: u64,
    max: Duration,
}

impl Latency {
    /// No answer yet.
    pub(super) fn new() -> Self {
        Self {
            buckets: vec![0; FINE * DOUBLINGS].into(),
            count: 0,
            max: Duration::ZERO,
        }
    }

    /// Takes in one answer.
    pub(super) fn add(&mut self, took: Duration) {
        if let Some(bucket) = self.buckets.get_mut(bucket(took)) {
            *bucket = bucket.saturating_add(1);
        }
        self.count += 1;
        self.max = self.max.max(took);
    }

    /// The time that so many percent of the answers needed at most, 6% exact; none without answers.
    pub(super) fn percentile(&self, percent: u64) -> Option<Duration> {
        let wanted = (self.count * percent).div_ceil(100).max(1);
        let mut seen = 0;
        for (index, count) in self.buckets.iter().enumerate() {
            seen += u64::from(*count);
            if seen >= wanted {
                return Some(end(index).min(self.max));
            }
        }
        None
    }

    /// The longest time; none without answers.
    pub(super) fn max(&self) -> Option<Duration> {
        (self.count > 0).then_some(self.max)
    }

    /// How many answers took how long, from the quickest to the slowest, in so many columns or fewer.
    pub(super) fn columns(&self, width: usize) -> Vec<u64> {
        let used = |count: &u32| *count > 0;
        let first = self.buckets.iter().position(used);
        let last = self.buckets.iter().rposition(used);
        let (Some(first), Some(last)) = (first, last) else {
            return Vec::new();
        };
        let buckets = &self.buckets[first..=last];
        let each = buckets.len().div_ceil(width.max(1));
        let sum = |chunk: &[u32]| chunk.iter().map(|count| u64::from(*count)).sum();
        buckets.chunks(each).map(sum).collect()
    }
}

/// Which bucket a time falls into.
fn bucket(took: Duration) -> usize {
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX).max(1);
    let doubling = micros.ilog2() as usize;
    let rest = micros - (1 << doubling);
    let part = (u128::from(rest) * FINE as u128) >> doubling;
    (doubling * FINE + part as usize).min(FINE * DOUBLINGS - 1)
}

/// The time at which a bucket ends.
fn end(index: usize) -> Duration {
    let (doubling, part) = (index / FINE, index % FINE);
    let micros = (1u64 << doubling) as f64 * (1.0 + (part + 1) as f64 / FINE as f64);
    Duration::from_micros(micros as u64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn percentiles_are_close_and_the_longest_is_exact() {
        let mut latency = Latency::new();
        for millis in 1..=1000 {
            latency.add(Duration::from_millis(millis));
        }
        let near = |percent, millis: f64| {
            let found = latency.percentile(percent).unwrap().as_secs_f64() * 1000.0;
            assert!((found / millis - 1.0).abs() < 0.07, "{percent}% is {found}");
        };
        near(50, 500.0);
        near(95, 950.0);
        assert_eq!(latency.max(), Some(Duration::from_secs(1)));
    }

    #[test]
    fn without_answers_there_is_no_time() {
        let latency = Latency::new();
        assert_eq!(latency.percentile(50), None);
        assert_eq!(latency.max(), None);
        assert!(latency.columns(10).is_empty());
    }

    proptest! {
        #[test]
        fn any_time_is_counted(times in prop::collection::vec(any::<u64>(), 1..50), width in 0usize..40) {
            let mut latency = Latency::new();
            for micros in &times {
                latency.add(Duration::from_micros(*micros));
            }
            let columns = latency.columns(width);
            prop_assert_eq!(columns.iter().sum::<u64>(), times.len() as u64);
            prop_assert!(columns.len() <= width.max(1));
            prop_assert!(latency.percentile(50) <= latency.max());
        }
    }
}
