//! A small chart of how many answers came when.

use std::fmt::Write;
use std::time::Duration;

use crate::theme::Theme;

/// Time one answer bucket spans.
const BUCKET: Duration = Duration::from_millis(50);

/// Rows of the chart.
const HEIGHT: usize = 15;

/// Most columns of the chart; longer runs share them.
const WIDTH: usize = 60;

/// Bars of answers per 50 ms from left to right.
pub(super) fn draw(times: &[Duration], theme: Theme) -> String {
    let columns = columns(&buckets(times));
    let most = columns.iter().copied().max().unwrap_or(0).max(1);
    let (full, axis) = if theme.ascii { ('#', '|') } else { ('█', '┤') };
    let mut text = String::new();
    for row in (1..=HEIGHT).rev() {
        let label = if row == HEIGHT || row == 1 {
            (most * row).div_ceil(HEIGHT).to_string()
        } else {
            String::new()
        };
        let bars: String = columns
            .iter()
            .map(|count| if count * HEIGHT >= row * most { full } else { ' ' })
            .collect();
        let _ = writeln!(text, "{label:>8} {axis}{}", bars.trim_end());
    }
    let _ = writeln!(text, "{:>10}Responses per 50ms", "");
    text
}

fn buckets(times: &[Duration]) -> Vec<usize> {
    let index =
        |time: &Duration| usize::try_from(time.as_millis() / BUCKET.as_millis()).unwrap_or(usize::MAX);
    let last = times.iter().map(index).max().unwrap_or(0);
    // A clock that jumped must not cost memory: the last column takes what is beyond an hour.
    let cap = last.min(72_000);
    let mut buckets = vec![0; cap + 1];
    for time in times {
        buckets[index(time).min(cap)] += 1;
    }
    buckets
}

/// Joins neighbours until they fit, keeping the highest of them.
fn columns(buckets: &[usize]) -> Vec<usize> {
    let each = buckets.len().div_ceil(WIDTH).max(1);
    buckets
        .chunks(each)
        .map(|chunk| chunk.iter().copied().max().unwrap_or(0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_high_as_there_were_answers() {
        let times: Vec<Duration> = [10, 20, 30, 60, 120].map(Duration::from_millis).to_vec();
        insta::assert_snapshot!(draw(&times, Theme::ASCII), @"
        3 |#
          |#
          |#
          |#
          |#
          |#
          |#
          |#
          |#
          |#
          |###
          |###
          |###
          |###
        1 |###
           Responses per 50ms
        ");
    }

    #[test]
    fn a_long_run_fits_the_width() {
        let times = [Duration::from_secs(60), Duration::from_secs(100_000)];
        assert!(
            draw(&times, Theme::PLAIN)
                .lines()
                .all(|line| line.chars().count() <= WIDTH + 10)
        );
    }
}
