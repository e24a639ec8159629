//! What stands for one token of a destination.

use super::{MOST_PARTS, TransformError};

/// One token of a destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Literal(Box<str>),
    /// The token at a place of the source.
    Token(usize),
    /// A number below `buckets`, always the same for the same tokens; for the whole subject if there are no places.
    Partition {
        buckets: u32,
        places: Vec<usize>,
    },
    /// One token made of another.
    Cut {
        place: usize,
        cut: Cut,
    },
    /// Any number below it.
    Random(u32),
}

/// How a token is cut. Places and lengths are bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cut {
    SplitFromLeft(usize),
    SplitFromRight(usize),
    SliceFromLeft(usize),
    SliceFromRight(usize),
    Split(Box<str>),
    Left(usize),
    Right(usize),
}

impl Part {
    /// Reads one token; `wildcards` are the places of the source's wildcards.
    pub(super) fn parse(token: &str, wildcards: &[usize]) -> Result<Self, TransformError> {
        if let Some(number) = token.strip_prefix('$').and_then(|tail| tail.parse().ok()) {
            return place(token, number, wildcards).map(Self::Token);
        }
        let inner = token.strip_prefix("{{").and_then(|tail| tail.strip_suffix("}}"));
        match inner.filter(|inner| !inner.is_empty()) {
            Some(inner) => Call::parse(token, inner, wildcards)?.part(),
            None if token.bytes().any(|byte| byte.is_ascii_whitespace()) => Err(TransformError::BadSubject),
            None => Ok(Self::Literal(token.into())),
        }
    }

    /// Writes what it becomes for a subject that matches the source.
    pub(super) fn write(&self, literal: &str, tokens: &[&str], text: &mut String) {
        let token = |place: usize| tokens.get(place).copied().unwrap_or_default();
        match self {
            Self::Literal(literal) => text.push_str(literal),
            Self::Token(place) => text.push_str(token(*place)),
            Self::Partition { buckets, places } => {
                let hash = match &**places {
                    [] => fnv1a([literal]),
                    places => fnv1a(places.iter().map(|place| token(*place))),
                };
                text.push_str(&hash.checked_rem(*buckets).unwrap_or(0).to_string());
            }
            Self::Cut { place, cut } => cut.write(token(*place), text),
            Self::Random(limit) => {
                let number = if *limit == 0 { 0 } else { fastrand::u32(..*limit) };
                text.push_str(&number.to_string());
            }
        }
    }

    /// A token that matches whatever it becomes.
    pub(super) fn pattern(&self) -> &str {
        match self {
            Self::Literal(literal) => literal,
            Self::Token(_) | Self::Partition { .. } | Self::Random(_) => "*",
            Self::Cut {
                cut: Cut::Left(_) | Cut::Right(_),
                ..
            } => "*",
            Self::Cut { .. } => ">",
        }
    }
}

impl Cut {
    fn write(&self, token: &str, text: &mut String) {
        let length = token.len();
        match self {
            Self::SplitFromLeft(at) => push_split(token, *at, text),
            Self::SplitFromRight(at) => push_split(token, length.saturating_sub(*at), text),
            Self::SliceFromLeft(size) => push_slices(token, 0, *size, text),
            Self::SliceFromRight(size) => {
                let first = length.checked_rem(*size).unwrap_or(0);
                push_slices(token, first, *size, text);
            }
            Self::Split(delimiter) => {
                let pieces = token.split(&**delimiter).filter(|piece| !piece.is_empty());
                text.push_str(&pieces.collect::<Vec<_>>().join("."));
            }
            Self::Left(size) => match token.split_at_checked(*size) {
                Some((left, _)) if *size > 0 => text.push_str(left),
                _ => text.push_str(token),
            },
            Self::Right(size) => match token.split_at_checked(length.saturating_sub(*size)) {
                Some((_, right)) if *size > 0 => text.push_str(right),
                _ => text.push_str(token),
            },
        }
    }
}

/// A function and its arguments.
struct Call<'a> {
    token: &'a str,
    name: String,
    arguments: Vec<&'a str>,
    wildcards: &'a [usize],
}

impl<'a> Call<'a> {
    fn parse(token: &'a str, inner: &'a str, wildcards: &'a [usize]) -> Result<Self, TransformError> {
        let unknown = || TransformError::UnknownFunction(token.to_owned());
        let (name, arguments) = inner.trim().split_once('(').ok_or_else(unknown)?;
        let arguments = arguments.strip_suffix(')').ok_or_else(unknown)?;
        let arguments: Vec<&str> = arguments.split(',').map(str::trim).collect();
        if arguments.len() > MOST_PARTS {
            return Err(TransformError::TooManyArguments(token.to_owned()));
        }
        Ok(Self {
            token,
            name: name.trim().to_ascii_lowercase(),
            arguments,
            wildcards,
        })
    }

    fn part(&self) -> Result<Part, TransformError> {
        match &*self.name {
            "wildcard" => {
                let [index] = self.arguments()?;
                self.place(index).map(Part::Token)
            }
            "partition" => {
                let (buckets, places) = self.arguments.split_first().ok_or_else(|| self.bad())?;
                let places = places.iter().map(|index| self.place(index));
                let places = if self.wildcards.is_empty() {
                    // The source is one subject: nothing is gained by looking at parts of it.
                    Vec::new()
                } else {
                    places.collect::<Result<_, _>>()?
                };
                let buckets = self.number(buckets)?;
                Ok(Part::Partition { buckets, places })
            }
            "random" => {
                let [limit] = self.arguments()?;
                self.number(limit).map(Part::Random)
            }
            "split" => {
                let [index, delimiter] = self.arguments()?;
                if delimiter.is_empty() || delimiter.contains([' ', '.']) {
                    return Err(self.bad());
                }
                self.cut(index, Cut::Split(delimiter.into()))
            }
            "splitfromleft" => self.sized(Cut::SplitFromLeft),
            "splitfromright" => self.sized(Cut::SplitFromRight),
            "slicefromleft" => self.sized(Cut::SliceFromLeft),
            "slicefromright" => self.sized(Cut::SliceFromRight),
            "left" => self.sized(Cut::Left),
            "right" => self.sized(Cut::Right),
            _ => Err(TransformError::UnknownFunction(self.token.to_owned())),
        }
    }

    fn sized(&self, cut: fn(usize) -> Cut) -> Result<Part, TransformError> {
        let [index, size] = self.arguments()?;
        let size = self.number(size)?;
        self.cut(index, cut(size as usize))
    }

    fn cut(&self, index: &str, cut: Cut) -> Result<Part, TransformError> {
        let place = self.place(index)?;
        Ok(Part::Cut { place, cut })
    }

    fn arguments<const N: usize>(&self) -> Result<[&'a str; N], TransformError> {
        let empty = self.arguments.iter().all(|argument| argument.is_empty());
        if empty || self.arguments.len() < N {
            return Err(TransformError::TooFewArguments(self.token.to_owned()));
        }
        <[&str; N]>::try_from(&*self.arguments)
            .map_err(|_| TransformError::TooManyArguments(self.token.to_owned()))
    }

    fn place(&self, index: &str) -> Result<usize, TransformError> {
        let number = index.parse().map_err(|_| self.bad())?;
        place(self.token, number, self.wildcards)
    }

    fn number(&self, text: &str) -> Result<u32, TransformError> {
        let number: i32 = text.parse().map_err(|_| self.bad())?;
        u32::try_from(number).map_err(|_| self.bad())
    }

    fn bad(&self) -> TransformError {
        TransformError::BadArgument(self.token.to_owned())
    }
}

fn place(token: &str, number: usize, wildcards: &[usize]) -> Result<usize, TransformError> {
    let index = number.checked_sub(1);
    let place = index.and_then(|index| wildcards.get(index));
    place.copied().ok_or_else(|| match wildcards {
        [] => TransformError::OutOfRange(token.to_owned()),
        _ => TransformError::OutOfRange(format!("{token}: [{number}]")),
    })
}

fn push_split(token: &str, at: usize, text: &mut String) {
    match token.split_at_checked(at) {
        Some((left, right)) if !left.is_empty() && !right.is_empty() => {
            text.push_str(left);
            text.push('.');
            text.push_str(right);
        }
        _ => text.push_str(token),
    }
}

/// The first `first` bytes if any, and then pieces of `size`; the token as it is if letters would be torn.
fn push_slices(token: &str, first: usize, size: usize, text: &mut String) {
    let start = if first == 0 { size } else { first };
    if size == 0 || size >= token.len() {
        text.push_str(token);
        return;
    }
    let mut cuts = (start..token.len()).step_by(size);
    if !cuts.all(|at| token.is_char_boundary(at)) {
        text.push_str(token);
        return;
    }
    let mut from = 0;
    for at in (start..token.len()).step_by(size) {
        text.push_str(&token[from..at]);
        text.push('.');
        from = at;
    }
    text.push_str(&token[from..]);
}

/// FNV-1a, 32 bits, over the pieces one after the other.
fn fnv1a<'a>(pieces: impl IntoIterator<Item = &'a str>) -> u32 {
    let bytes = pieces.into_iter().flat_map(str::bytes);
    bytes.fold(0x811c_9dc5, |hash: u32, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
