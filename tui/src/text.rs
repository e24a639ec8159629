//! Text from the fleet, made safe and cut to the room there is.

use std::borrow::Cow;
use std::fmt::Write;
use std::time::{Duration, SystemTime};

use ratatui::text::{Line, Span};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Marks above and below one letter that are drawn; scripts need fewer, and hundreds would fill the rows around.
const MOST_MARKS: usize = 4;

/// Makes text from the fleet safe to print: control characters, those that hide or reorder text and towers of marks are spelled
/// out, line breaks and tabs stay.
pub fn clean(text: &str) -> Cow<'_, str> {
    escape(text, |c| c == '\n' || c == '\t')
}

/// Like [`clean`] for text that must stay on one line.
pub fn line(text: &str) -> Cow<'_, str> {
    escape(text, |_| false)
}

/// Several lines as one, with blanks between them and without other control characters: what is typed stays on one line.
pub fn joined(text: &str) -> String {
    let lines = text.split(['\n', '\r']).map(str::trim_end);
    let full: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    full.join(" ").replace('\t', " ").replace(char::is_control, "")
}

/// A word as it is typed into a shell, quoted only where a shell needs it.
pub fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_=./:@%+,".contains(c);
    match word {
        _ if !word.is_empty() && word.chars().all(plain) => word.to_owned(),
        _ if !word.contains('\'') => format!("'{word}'"),
        _ if !word.contains(['"', '$', '`', '\\', '!']) => format!("\"{word}\""),
        _ => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

/// Text padded on the right to `width` columns.
pub fn pad(text: &str, width: usize) -> String {
    let fill = width.saturating_sub(text.width());
    format!("{text}{:fill$}", "")
}

/// Text padded on the left to `width` columns.
pub fn align_right(text: &str, width: usize) -> String {
    let fill = width.saturating_sub(text.width());
    format!("{:fill$}{text}", "")
}

/// The start of a text, in so many bytes or fewer.
pub fn head(text: &str, bytes: usize) -> &str {
    let ends = (0..=text.len().min(bytes)).rev();
    let mut ends = ends.filter(|end| text.is_char_boundary(*end));
    &text[..ends.next().unwrap_or(0)]
}

/// Text cut to `width` columns, ending with `more` where something is missing, and filled with blanks to that width.
pub fn fit(text: &str, width: usize, more: &str) -> String {
    if text.width() <= width {
        return pad(text, width);
    }
    let room = width.saturating_sub(more.width());
    let mut cut = start(text, room);
    if more.width() <= width {
        cut.push_str(more);
    }
    pad(&cut, width)
}

/// A number with its thousands apart: `1 902`.
pub fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

/// So many of a thing: `1 node`, `1 902 nodes`.
pub fn counted(number: usize, thing: &str) -> String {
    match number {
        1 => format!("1 {thing}"),
        number => format!("{} {thing}s", count(number)),
    }
}

/// How old something is, in the one unit that says most: `12s`, `41m`, `9h`, `31d`.
pub fn age(age: Duration) -> String {
    let seconds = age.as_secs();
    match seconds {
        0..100 => format!("{seconds}s"),
        100..6_000 => format!("{}m", seconds / 60),
        6_000..172_800 => format!("{}h", seconds / 3600),
        _ => format!("{}d", seconds / 86_400),
    }
}

/// How old what happened at `then` is; `0s` for what the clocks of others place in the future.
pub fn since(then: SystemTime, now: SystemTime) -> String {
    age(now.duration_since(then).unwrap_or_default())
}

/// The time of day, UTC: `10:41:05`.
pub fn clock(time: SystemTime) -> String {
    head(&moment(time), "10:41:05".len()).to_owned()
}

/// The time of day, UTC, to the millisecond: `10:41:05.220Z`.
pub fn moment(time: SystemTime) -> String {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let seconds = since.as_secs() % (24 * 3600);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{hour:02}:{minute:02}:{second:02}.{:03}Z", since.subsec_millis())
}

/// How long something took: `3ms`, `0.41s`, `31s`, `6m 34s`, `2h 05m`.
pub fn took(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0 if time.as_millis() < 100 => format!("{}ms", time.as_millis()),
        0..10 => format!("{:.2}s", time.as_secs_f64()),
        10..60 => format!("{seconds}s"),
        60..3600 => format!("{}m {:02}s", seconds / 60, seconds % 60),
        _ => format!("{}h {:02}m", seconds / 3600, seconds / 60 % 60),
    }
}

/// The spans cut to `width` columns, ending with `more` where something is missing; every span is made safe for one line.
pub fn cut<'a>(line: &Line<'a>, width: usize, more: &'static str) -> Line<'a> {
    let whole: usize = line.spans.iter().map(|span| safe_width(&span.content)).sum();
    let mut room = match whole <= width {
        true => width,
        false => width.saturating_sub(more.width()),
    };
    let mut spans = Vec::with_capacity(line.spans.len() + 1);
    for span in &line.spans {
        let safe = match self::line(&span.content) {
            Cow::Borrowed(_) => span.content.clone(),
            Cow::Owned(safe) => Cow::Owned(safe),
        };
        let columns = safe.width();
        if columns <= room {
            room -= columns;
            spans.push(Span::styled(safe, span.style));
            continue;
        }
        spans.push(Span::styled(start(&safe, room), span.style));
        break;
    }
    if whole > width && more.width() <= width {
        let style = spans.last().map(|span| span.style).unwrap_or_default();
        spans.push(Span::styled(more, style));
    }
    Line::from(spans).style(line.style)
}

/// The text in lines of at most `width` columns, broken between words where that is possible. Line breaks stay, tabs become blanks.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for whole in text.split('\n') {
        let mut line = String::new();
        let mut columns = 0;
        for word in whole.split_inclusive([' ', '\t']) {
            let wide = word.trim_end().width();
            if columns > 0 && columns + wide > width {
                lines.push(std::mem::take(&mut line));
                columns = 0;
            }
            for c in word.chars() {
                let c = if c == '\t' { ' ' } else { c };
                let wide = c.width().unwrap_or(0);
                if columns > 0 && columns + wide > width {
                    if c == ' ' {
                        continue;
                    }
                    lines.push(std::mem::take(&mut line));
                    columns = 0;
                }
                columns += wide;
                line.push(c);
            }
        }
        lines.push(line);
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

fn safe_width(text: &str) -> usize {
    line(text).width()
}

/// The text without its first columns.
pub fn skip(text: &str, columns: usize) -> &str {
    let mut passed = 0;
    for (offset, c) in text.char_indices() {
        if passed >= columns {
            return &text[offset..];
        }
        passed += c.width().unwrap_or(0);
    }
    ""
}

/// As many characters as fit into so many columns.
fn start(text: &str, width: usize) -> String {
    let mut taken = 0;
    let fits = |c: &char| {
        taken += c.width().unwrap_or(0);
        taken <= width
    };
    text.chars().take_while(fits).collect()
}

fn escape(text: &str, keep: impl Fn(char) -> bool + Copy) -> Cow<'_, str> {
    if !text.chars().any(harm(keep)) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    let mut harmful = harm(keep);
    for c in text.chars() {
        match c {
            c if !harmful(c) => safe.push(c),
            '\n' => safe.push_str("\\n"),
            '\r' => safe.push_str("\\r"),
            '\t' => safe.push_str("\\t"),
            c if u32::from(c) < 0x100 => {
                let _ = write!(safe, "\\x{:02x}", u32::from(c));
            }
            c => {
                let _ = write!(safe, "\\u{{{:x}}}", u32::from(c));
            }
        }
    }
    Cow::Owned(safe)
}

/// Says of the characters of a text, one after the other, which do harm.
fn harm(keep: impl Fn(char) -> bool) -> impl FnMut(char) -> bool {
    let mut marks = 0;
    move |c| {
        if c.is_ascii() {
            marks = 0;
            return c.is_ascii_control() && !keep(c);
        }
        marks = if c.width() == Some(0) { marks + 1 } else { 0 };
        c.is_control() || reorders(c) || hides(c) || marks > MOST_MARKS
    }
}

/// Characters that change the order in which a terminal shows its neighbours, and line separators.
fn reorders(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}')
}

/// Characters that nobody sees, by which two names can look the same.
fn hides(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests;
