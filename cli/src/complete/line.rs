//! A line up to the cursor, cut into words as `cli::split` cuts whole lines: white space separates, quotes and backslashes
//! protect.

use super::quote::Quote;

/// The words of a line, the last one being under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Complete words, without their quotes.
    pub(crate) words: Vec<String>,
    /// The word at the cursor up to it, without its quotes; empty between words.
    pub(crate) word: String,
    /// Byte offset at which that word begins.
    pub(crate) from: usize,
    /// The quote that is open at the cursor.
    pub(crate) quote: Quote,
    /// Byte offset behind that quote.
    pub(crate) opened: usize,
    /// For each byte of `word` where in the line it was written, and whether without quote and backslash.
    origins: Vec<(usize, bool)>,
    /// Byte offset behind the last quote that was closed in the word.
    closed: usize,
}

impl Line {
    /// Cuts what is before the cursor. A cursor beyond the end, or inside a character, stands before that.
    pub(crate) fn before(line: &str, cursor: usize) -> Self {
        let cursor = (0..=cursor.min(line.len())).rev();
        let end = cursor.into_iter().find(|at| line.is_char_boundary(*at));
        let text = &line[..end.unwrap_or(0)];
        let mut cut = Self {
            words: Vec::new(),
            word: String::new(),
            from: text.len(),
            quote: Quote::None,
            opened: 0,
            origins: Vec::new(),
            closed: 0,
        };
        let mut inside = false;
        let mut chars = text.char_indices();
        while let Some((at, c)) = chars.next() {
            if cut.quote == Quote::None && c.is_whitespace() {
                if std::mem::take(&mut inside) {
                    cut.words.push(std::mem::take(&mut cut.word));
                    cut.origins.clear();
                    cut.closed = 0;
                }
                cut.from = text.len();
                continue;
            }
            if !std::mem::replace(&mut inside, true) {
                cut.from = at;
            }
            match (cut.quote, c) {
                (Quote::None, '\'') => cut.open(Quote::Single, at),
                (Quote::None, '"') => cut.open(Quote::Double, at),
                (Quote::Single, '\'') | (Quote::Double, '"') => cut.close(at),
                (Quote::None | Quote::Double, '\\') => {
                    if let Some((at, c)) = chars.next() {
                        cut.push(at, c, false);
                    }
                }
                (quote, c) => cut.push(at, c, quote == Quote::None),
            }
        }
        cut
    }

    /// How many bytes of the word bash leaves alone: those before an open quote, else up to the last bare character at which it
    /// cuts words.
    pub(crate) fn settled(&self, breaks: &str) -> usize {
        let before = |place: usize| self.origins.iter().take_while(|(at, _)| *at < place).count();
        if self.quote != Quote::None {
            return before(self.opened);
        }
        let bare = self.word.char_indices().rev();
        let mut cuts = bare.filter(|(at, c)| self.origins[*at].1 && breaks.contains(*c));
        // Bash keeps the signs that begin the name of a host or variable.
        let cut = cuts
            .next()
            .map_or(0, |(at, c)| at + if "@$".contains(c) { 0 } else { c.len_utf8() });
        cut.max(before(self.closed))
    }

    fn open(&mut self, quote: Quote, at: usize) {
        self.quote = quote;
        self.opened = at + 1;
    }

    fn close(&mut self, at: usize) {
        self.quote = Quote::None;
        self.closed = at + 1;
    }

    fn push(&mut self, at: usize, c: char, bare: bool) {
        self.word.push(c);
        self.origins.extend((0..c.len_utf8()).map(|_| (at, bare)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> (Vec<String>, String, usize, Quote) {
        let line = Line::before(text, text.len());
        (line.words, line.word, line.from, line.quote)
    }

    fn owned(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn the_last_word_is_the_one_under_way() {
        assert_eq!(cut(""), (vec![], String::new(), 0, Quote::None));
        assert_eq!(cut("pack"), (vec![], "pack".into(), 0, Quote::None));
        assert_eq!(
            cut("package  "),
            (owned(&["package"]), String::new(), 9, Quote::None)
        );
        assert_eq!(
            cut("rpc 'a b' c\\ d"),
            (owned(&["rpc", "a b"]), "c d".into(), 10, Quote::None)
        );
    }

    #[test]
    fn an_open_quote_is_seen() {
        assert_eq!(
            cut("ping -F \"os=De b"),
            (owned(&["ping", "-F"]), "os=De b".into(), 8, Quote::Double)
        );
        assert_eq!(cut("'it"), (vec![], "it".into(), 0, Quote::Single));
        assert_eq!(cut("'it\\").1, "it\\");
        assert_eq!(cut("a\\").1, "a");
    }

    #[test]
    fn what_is_behind_the_cursor_does_not_count() {
        let line = Line::before("ping -F os=x", 7);
        assert_eq!(
            (line.words, line.word, line.from),
            (owned(&["ping"]), "-F".to_owned(), 5)
        );
        assert_eq!(Line::before("\u{e9}", 1).word, "");
        assert_eq!(Line::before("ab", 99).word, "ab");
    }

    #[test]
    fn bash_replaces_only_what_is_behind_a_break_or_a_quote() {
        let settled = |text: &str| Line::before(text, text.len()).settled("=:@\"'");
        assert_eq!(settled("x os=de"), 3);
        assert_eq!(settled("x os\\=de"), 0);
        assert_eq!(settled("x os=\"De b=c"), 3);
        assert_eq!(settled("x 'os=de"), 0);
        assert_eq!(settled("x a\\ b::c"), 5);
        assert_eq!(settled("x 'a b'c"), 3);
        assert_eq!(settled("x @web"), 0);
    }
}
