//! `chart`: the values in arrival order as a line.

use serde_json::{Value, json};

use super::{Function, SummaryValue};

/// Rows of the drawing.
const ROWS: usize = 15;

/// Columns of the drawing, without the axis.
const COLUMNS: usize = 60;

/// Narrowest room for the numbers left of the axis.
const OFFSET: usize = 5;

/// Widest room for a number with all its digits.
const MAX_NUMBER: usize = 12;

/// Values drawn: twice what one cell of a fleet sends, so that memory has an end.
const MAX_VALUES: usize = 100_000;

/// The values so far.
#[derive(Debug, Default)]
pub(super) struct Chart {
    values: Vec<f64>,
}

impl Function for Chart {
    fn add(&mut self, text: &str) {
        if let Some(number) = super::number(text)
            && self.values.len() < MAX_VALUES
        {
            self.values.push(number);
        }
    }

    fn value(&self) -> SummaryValue {
        SummaryValue::Chart(self.values.clone())
    }

    fn lines(&self) -> Vec<String> {
        draw(&self.values)
    }

    fn json(&self) -> Option<Value> {
        let lines = self.lines();
        (!lines.is_empty()).then(|| json!({ "chart": lines.join("\n") }))
    }
}

/// One line of text per row, the biggest value in the first; a single row when all values are equal.
fn draw(values: &[f64]) -> Vec<String> {
    let Some(scale) = Scale::of(values) else {
        return Vec::new();
    };
    let heights: Vec<usize> = (0..=COLUMNS)
        .map(|column| scale.row(sample(values, column)))
        .collect();
    let mut grid = vec![[' '; COLUMNS]; scale.rows];
    for (column, pair) in heights.windows(2).enumerate() {
        connect(&mut grid, column, pair[0], pair[1]);
    }
    let labels: Vec<String> = (0..scale.rows).map(|row| number(scale.at(row))).collect();
    let width = labels.iter().map(String::len).max().unwrap_or(0).max(OFFSET);
    let line = |(label, cells): (&String, &[char; COLUMNS])| {
        let drawing: String = cells.iter().collect();
        format!("{label:>width$} ┤{drawing}").trim_end().to_owned()
    };
    labels.iter().zip(&grid).rev().map(line).collect()
}

/// Where values lie between the smallest and the biggest; rows count from the bottom.
struct Scale {
    min: f64,
    max: f64,
    rows: usize,
}

impl Scale {
    fn of(values: &[f64]) -> Option<Self> {
        let min = values.iter().copied().reduce(f64::min)?;
        let max = values.iter().copied().reduce(f64::max)?;
        let rows = if min == max { 1 } else { ROWS };
        Some(Self { min, max, rows })
    }

    /// Halves keep the range of the biggest numbers finite.
    fn row(&self, value: f64) -> usize {
        let range = self.max / 2.0 - self.min / 2.0;
        let share = if range > 0.0 {
            (value / 2.0 - self.min / 2.0) / range
        } else {
            0.0
        };
        let top = self.rows - 1;
        ((share * top as f64).round() as usize).min(top)
    }

    fn at(&self, row: usize) -> f64 {
        let share = row as f64 / (self.rows - 1).max(1) as f64;
        self.min * (1.0 - share) + self.max * share
    }
}

/// The value at a column, between its neighbours in proportion.
fn sample(values: &[f64], column: usize) -> f64 {
    let last = values.len() - 1;
    let position = column as f64 / COLUMNS as f64 * last as f64;
    let left = (position as usize).min(last);
    let right = (left + 1).min(last);
    let share = position - left as f64;
    values[left] * (1.0 - share) + values[right] * share
}

/// Draws one column of the line, from row `from` to row `to`.
fn connect(grid: &mut [[char; COLUMNS]], column: usize, from: usize, to: usize) {
    if from == to {
        grid[from][column] = '─';
        return;
    }
    let (end, start) = if from < to { ('╯', '╭') } else { ('╮', '╰') };
    for row in grid.iter_mut().take(from.max(to)).skip(from.min(to) + 1) {
        row[column] = '│';
    }
    grid[from][column] = end;
    grid[to][column] = start;
}

/// Two decimals, or a power of ten where the digits would fill the line.
fn number(value: f64) -> String {
    let plain = format!("{value:.2}");
    if plain.len() <= MAX_NUMBER {
        plain
    } else {
        format!("{value:.2e}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_values_draw_nothing() {
        assert_eq!(draw(&[]), Vec::<String>::new());
        assert_eq!(Chart::default().json(), None);
    }

    #[test]
    fn equal_values_are_one_flat_row() {
        assert_eq!(draw(&[4.0, 4.0]), vec![format!(" 4.00 ┤{}", "─".repeat(COLUMNS))]);
        assert_eq!(draw(&[4.0]).len(), 1);
    }

    #[test]
    fn numbers_leave_room_for_the_line_whatever_their_sign_and_their_rounding() {
        for (value, shown) in [
            (999_999_999.99, "999999999.99"),
            (999_999_999.999, "1.00e9"),
            (-99_999_999.99, "-99999999.99"),
            (-981_575_646.960_224_5, "-9.82e8"),
        ] {
            assert_eq!(number(value), shown);
        }
    }

    #[test]
    fn a_rise_and_a_fall_are_a_hill() {
        insta::assert_snapshot!(draw(&[0.0, 14.0, 0.0]).join("\n"), @r"
        14.00 ┤                            ╭──╮
        13.00 ┤                          ╭─╯  ╰─╮
        12.00 ┤                        ╭─╯      ╰─╮
        11.00 ┤                      ╭─╯          ╰─╮
        10.00 ┤                    ╭─╯              ╰─╮
         9.00 ┤                  ╭─╯                  ╰─╮
         8.00 ┤                ╭─╯                      ╰─╮
         7.00 ┤             ╭──╯                          ╰──╮
         6.00 ┤           ╭─╯                                ╰─╮
         5.00 ┤         ╭─╯                                    ╰─╮
         4.00 ┤       ╭─╯                                        ╰─╮
         3.00 ┤     ╭─╯                                            ╰─╮
         2.00 ┤   ╭─╯                                                ╰─╮
         1.00 ┤ ╭─╯                                                    ╰─╮
         0.00 ┤─╯                                                        ╰─
        ");
    }

    proptest! {
        #[test]
        fn every_drawing_keeps_its_size(values in prop::collection::vec(any::<f64>().prop_filter("finite", |v| v.is_finite()), 1..200)) {
            let lines = draw(&values);
            prop_assert!(lines.len() == 1 || lines.len() == ROWS);
            prop_assert!(lines.iter().all(|line| line.chars().count() <= COLUMNS + MAX_NUMBER + 2));
        }
    }
}
