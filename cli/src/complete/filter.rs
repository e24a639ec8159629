//! Filters: a fact with an operator and a value, and the words of `-W` and `-X`.

use super::fleet;
use super::offer::{Found, Offer};
use crate::ctx::Ctx;

/// Operators of a fact filter with what they mean, the usual one first.
const OPERATORS: [(&str, &str); 7] = [
    ("=", "is"),
    ("!=", "is another than"),
    ("=~", "matches a /pattern/"),
    ("<", "is less than"),
    ("<=", "is at most"),
    (">", "is more than"),
    (">=", "is at least"),
];

/// `name`, then an operator, then a value.
pub(super) async fn fact(ctx: &Ctx, word: &str) -> Found {
    if let Some((name, value)) = divide(word) {
        let values = fleet::values(ctx, name).await.into_iter();
        return Found::behind(word, value, values.filter(|offer| reads_back(&offer.text)));
    }
    let known = fleet::facts(ctx).await;
    let whole = known.iter().any(|offer| offer.text == word);
    let operators = OPERATORS.iter().filter(|_| whole).map(|(sign, about)| {
        // The value follows.
        Offer::open(format!("{word}{sign}"), about)
    });
    let names = known.iter().filter(|offer| !(whole && offer.text == word));
    let names = names.map(|offer| Offer::open(format!("{}=", offer.text), &offer.about));
    operators.chain(names).collect::<Vec<_>>().into()
}

/// The last of some facts and classes with spaces between them.
pub(super) async fn words(ctx: &Ctx, word: &str) -> Found {
    let (start, quote) = last(word);
    let term = &word[start..];
    if let Some((name, value)) = divide(term) {
        let typed = term[value..].trim_start_matches(['"', '\'']);
        let begin = start + value + (term.len() - value - typed.len());
        let values = fleet::values(ctx, name).await.into_iter();
        let values = values
            .filter(|offer| reads_back(&offer.text) && !offer.text.contains(['\'', '"']))
            .filter_map(|offer| match (quote, offer.text.contains(' ')) {
                (Some(mark), _) => Some(Offer {
                    text: format!("{}{mark}", offer.text),
                    ..offer
                }),
                (None, true) if typed.is_empty() => Some(Offer {
                    text: format!("'{}'", offer.text),
                    ..offer
                }),
                (None, true) => None,
                (None, false) => Some(offer),
            });
        return Found::behind(word, begin, values);
    }
    let classes = fleet::classes(ctx, Some(term)).await.into_iter();
    let plain = |offer: &Offer| reads_back(&offer.text) && !offer.text.contains([' ', '\'', '"']);
    let mut offers: Vec<Offer> = classes.filter(plain).collect();
    offers.extend(fact(ctx, term).await.offers);
    Found::behind(word, start, offers)
}

/// Whether a filter takes text for the value it is: operators divide, and slashes make a pattern.
fn reads_back(text: &str) -> bool {
    let pattern = text.starts_with('/') && text.ends_with('/');
    !pattern && text.trim() == text && !text.contains(['=', '<', '>', '~'])
}

/// The name of a fact, and where its value begins.
fn divide(word: &str) -> Option<(&str, usize)> {
    let at = word.find(['=', '<', '>', '!'])?;
    let rest = &word[at..];
    let sign = rest.len() - rest.trim_start_matches(['=', '<', '>', '!', '~']).len();
    // What may become another operator is not over.
    (rest != "!").then(|| (word[..at].trim(), at + sign))
}

/// Where the last word begins, and the quote that is open in it.
fn last(text: &str) -> (usize, Option<char>) {
    let mut start = 0;
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, ' ') => start = at + 1,
            _ => {}
        }
    }
    (start, quote)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_divided_at_its_operator() {
        assert_eq!(divide("os"), None);
        assert_eq!(divide("os="), Some(("os", 3)));
        assert_eq!(divide("cpus>=4"), Some(("cpus", 6)));
        assert_eq!(divide("os!"), None);
        assert_eq!(divide("os!=d"), Some(("os", 4)));
    }

    #[test]
    fn the_last_of_some_words_is_found_behind_quotes() {
        assert_eq!(last("apache os='De b"), (7, Some('\'')));
        assert_eq!(last("a b "), (4, None));
    }

    #[test]
    fn values_that_would_be_read_as_something_else_are_left_out() {
        for value in ["a=b", "/x/", " x", "a<b", "~"] {
            assert!(!reads_back(value), "{value}");
        }
        assert!(reads_back("Debian GNU/Linux"));
    }
}
