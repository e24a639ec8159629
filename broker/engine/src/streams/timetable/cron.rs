//! Patterns of a clock: seconds, minutes, hours, days of the month, months and days of the week.

use chrono::{Datelike, Months, NaiveDate, NaiveTime, Timelike};

use super::zone::Zone;
use crate::streams::message::Nanos;

const SECOND: Nanos = 1_000_000_000;
/// A pattern that fits nothing in so many years fits nothing.
const MOST_YEARS: i32 = 5;
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/// One pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cron {
    seconds: Field,
    minutes: Field,
    hours: Field,
    days: Field,
    months: Field,
    weekdays: Field,
}

/// The numbers that one field stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Field {
    numbers: u64,
    /// It says that it does not matter.
    is_open: bool,
}

/// What a field can hold.
struct Bounds {
    least: u32,
    most: u32,
    /// Names of the numbers, from the least on.
    names: &'static [&'static str],
}

impl Cron {
    /// Reads six fields with blanks between them.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut fields = text.split_whitespace();
        let mut field = |least, most, names| Field::parse(fields.next()?, &Bounds { least, most, names });
        let cron = Self {
            seconds: field(0, 59, &[])?,
            minutes: field(0, 59, &[])?,
            hours: field(0, 23, &[])?,
            days: field(1, 31, &[])?,
            months: field(1, 12, &MONTHS)?,
            weekdays: field(0, 6, &DAYS)?,
        };
        fields.next().is_none().then_some(cron)
    }

    /// The first whole second after a moment at which the clock shows what fits.
    pub(super) fn after(&self, moment: Nanos, zone: &Zone) -> Option<Nanos> {
        let mut seconds = moment.div_euclid(SECOND) + 1;
        let last_year = zone.local(seconds)?.year() + MOST_YEARS;
        loop {
            let local = zone.local(seconds)?;
            let (date, minute, second) = (local.date(), i64::from(local.minute()), i64::from(local.second()));
            if date.year() > last_year {
                return None;
            }
            let next = if !self.months.has(date.month()) {
                zone.moment(start_of(date.with_day(1)? + Months::new(1)))?
            } else if !self.fits(date) {
                zone.moment(start_of(date.succ_opt()?))?
            } else if !self.hours.has(local.hour()) {
                seconds + 3600 - minute * 60 - second
            } else if !self.minutes.has(local.minute()) {
                seconds + 60 - second
            } else if !self.seconds.has(local.second()) {
                seconds + 1
            } else {
                return seconds.checked_mul(SECOND);
            };
            // Where a clock goes back, the start of a day may come after a part of it.
            seconds = next.max(seconds + 1);
        }
    }

    /// Whether a day fits: one of the two fields is enough where both matter.
    fn fits(&self, date: NaiveDate) -> bool {
        let of_month = self.days.has(date.day());
        let of_week = self.weekdays.has(date.weekday().num_days_from_sunday());
        if self.days.is_open || self.weekdays.is_open {
            of_month && of_week
        } else {
            of_month || of_week
        }
    }
}

impl Field {
    /// Reads terms with commas between them: `*`, `5`, `mon-fri`, `*/10`, `5/10`, `0-30/5`.
    fn parse(text: &str, bounds: &Bounds) -> Option<Self> {
        let mut field = Self::default();
        for term in text.split(',').filter(|term| !term.is_empty()) {
            let (numbers, is_open) = bounds.term(term)?;
            field.numbers |= numbers;
            field.is_open |= is_open;
        }
        (field.numbers != 0).then_some(field)
    }

    fn has(self, number: u32) -> bool {
        self.numbers & 1 << number != 0
    }
}

impl Bounds {
    /// The numbers that a term stands for, and whether it says that they do not matter.
    fn term(&self, term: &str) -> Option<(u64, bool)> {
        let (range, step) = match term.split_once('/') {
            Some((range, step)) => (range, Some(step.parse::<usize>().ok().filter(|step| *step > 0)?)),
            None => (term, None),
        };
        let is_open = matches!(range, "*" | "?");
        let (first, last) = match range.split_once('-') {
            _ if is_open => (self.least, self.most),
            Some((first, last)) => (self.number(first)?, self.number(last)?),
            // With a step, one number is where it begins.
            None => {
                let first = self.number(range)?;
                (first, if step.is_some() { self.most } else { first })
            }
        };
        let step = step.unwrap_or(1);
        let numbers = (first..=last)
            .step_by(step)
            .fold(0, |numbers, number| numbers | 1 << number);
        (first <= last).then_some((numbers, is_open && step == 1))
    }

    fn number(&self, text: &str) -> Option<u32> {
        let named = self.names.iter().position(|name| text.eq_ignore_ascii_case(name));
        let number = match named {
            Some(place) => self.least + u32::try_from(place).ok()?,
            None => text.parse().ok()?,
        };
        (self.least..=self.most).contains(&number).then_some(number)
    }
}

fn start_of(date: NaiveDate) -> chrono::NaiveDateTime {
    date.and_time(NaiveTime::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::streams::moment;

    fn after(pattern: &str, last: &str) -> String {
        let cron = Cron::parse(pattern).unwrap_or_else(|| panic!("{pattern}"));
        let next = cron.after(moment::parse(last).unwrap(), &Zone::default());
        next.map(moment::text).unwrap_or_default()
    }

    #[test]
    fn the_next_second_that_fits_is_found() {
        let last = "2026-05-15T13:14:15.9Z";
        for (pattern, due) in [
            ("* * * * * *", "2026-05-15T13:14:16Z"),
            ("*/20 * * * * *", "2026-05-15T13:14:20Z"),
            ("15 14 13 * * *", "2026-05-16T13:14:15Z"),
            ("0 0-10/5 * * * *", "2026-05-15T14:00:00Z"),
            ("0 50/4 * * * *", "2026-05-15T13:50:00Z"),
            ("0 0 12 * * MON-wed,Fri", "2026-05-18T12:00:00Z"),
            ("0 0 0 31 * ?", "2026-05-31T00:00:00Z"),
            ("0 0 0 31 feb,apr,Jul *", "2026-07-31T00:00:00Z"),
            ("0 0 0 29 2 *", "2028-02-29T00:00:00Z"),
            ("0 0 0 20 * mon", "2026-05-18T00:00:00Z"),
            ("0 0 0 */2 * mon", "2026-05-17T00:00:00Z"),
            ("0 0 0 13 * 5", "2026-05-22T00:00:00Z"),
            ("0 0 0 31 2 *", ""),
            ("59 59 23 31 12 ?", "2026-12-31T23:59:59Z"),
        ] {
            assert_eq!(after(pattern, last), due, "{pattern}");
        }
    }

    #[test]
    fn what_no_clock_shows_is_refused() {
        for bad in [
            "60 * * * * *",
            "* 60 * * * *",
            "* * 24 * * *",
            "* * * 0 * *",
            "* * * 32 * *",
            "* * * * 13 *",
            "* * * * 0 *",
            "* * * * * 7",
            "* * * * * someday",
            "jan * * * * *",
            "5-1 * * * * *",
            "*/0 * * * * *",
            "1/2/3 * * * * *",
            "1-2-3 * * * * *",
            "-1 * * * * *",
            ", * * * * *",
            "/2 * * * * *",
            "99999999999999999999 * * * * *",
            "*-5 * * * * *",
        ] {
            assert_eq!(Cron::parse(bad), None, "{bad}");
        }
    }
}
