//! One thing that could be typed.

/// Most candidates anybody wants to look through.
pub(super) const MAX_OFFERS: usize = 1000;

/// Longest word that is offered, in bytes.
const MAX_TEXT: usize = 256;

/// Longest description, in characters.
const MAX_ABOUT: usize = 120;

/// Something that could be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offer {
    /// The whole word without quotes.
    pub(crate) text: String,
    /// What it is, in a few words.
    pub(crate) about: String,
    /// Whether the word ends here.
    pub(crate) complete: bool,
    /// Whether the line means nothing without it.
    pub(crate) required: bool,
}

/// Files that could be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paths {
    /// Files and folders.
    Any,
    /// Folders.
    Folders,
}

/// What could stand at a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// Bytes at the beginning of the word that are settled, as `--flag=`; every offer begins with them.
    pub(crate) keep: usize,
    /// Words, best first.
    pub(crate) offers: Vec<Offer>,
    /// Files as well.
    pub(crate) paths: Option<Paths>,
}

impl Offer {
    /// A word that is followed by another one.
    pub(crate) fn new(text: impl Into<String>, about: impl AsRef<str>) -> Self {
        Self {
            text: text.into(),
            about: short(about.as_ref()),
            complete: true,
            required: false,
        }
    }

    /// A word that goes on.
    pub(crate) fn open(text: impl Into<String>, about: impl AsRef<str>) -> Self {
        Self {
            complete: false,
            ..Self::new(text, about)
        }
    }

    /// Whether it can be typed at all: others may have chosen it.
    pub(crate) fn is_safe(&self) -> bool {
        let plain = matches!(tui::text::line(&self.text), std::borrow::Cow::Borrowed(_));
        plain && !self.text.is_empty() && self.text.len() <= MAX_TEXT
    }
}

impl Found {
    /// Offers that replace the word from `keep` on.
    pub(super) fn behind(word: &str, keep: usize, offers: impl IntoIterator<Item = Offer>) -> Self {
        let kept = &word[..keep];
        let whole = |offer: Offer| Offer {
            text: format!("{kept}{}", offer.text),
            ..offer
        };
        Self {
            keep,
            offers: offers.into_iter().map(whole).collect(),
            paths: None,
        }
    }

    /// The same where the word itself begins only behind `keep` bytes.
    pub(super) fn shifted(self, word: &str, keep: usize) -> Self {
        Self {
            keep: self.keep + keep,
            paths: self.paths,
            ..Self::behind(word, keep, self.offers)
        }
    }
}

impl From<Vec<Offer>> for Found {
    fn from(offers: Vec<Offer>) -> Self {
        Self {
            offers,
            ..Self::default()
        }
    }
}

/// The first sentence or line, on one line.
fn short(text: &str) -> String {
    let first = text.trim().lines().next().unwrap_or_default();
    let cut: String = first.chars().take(MAX_ABOUT).collect();
    tui::text::line(&cut).into_owned()
}
