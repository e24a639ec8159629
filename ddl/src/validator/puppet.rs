//! Names of the Puppet language.

/// A single letter, or several letters, digits and `_`.
pub(super) fn is_variable(text: &str) -> bool {
    match text.len() {
        1 => text.chars().all(|c| c.is_ascii_alphabetic()),
        _ => super::is_made_of(text, "_"),
    }
}

/// A comma separated list of variables joined by `::`.
pub(super) fn is_tags(text: &str) -> bool {
    text.split(',').all(|tag| tag.split("::").all(is_variable))
}

/// `Type[title]`.
pub(super) fn is_resource(text: &str) -> bool {
    let Some((kind, title)) = text.strip_suffix(']').and_then(|text| text.split_once('[')) else {
        return false;
    };
    !title.is_empty() && kind.split("::").all(|part| super::is_made_of(part, "_"))
}
