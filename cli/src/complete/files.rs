//! Files, for those who have no shell to name them.

use std::fs;

use super::offer::{Found, MAX_OFFERS, Offer, Paths};
use crate::ctx::Ctx;

/// Adds the files that a word could name; folders go on.
pub(super) fn list(ctx: &Ctx, paths: Paths, word: &str, found: &mut Found) {
    let typed = word.get(found.keep..).unwrap_or_default();
    let (folder, name) = typed.split_at(typed.rfind('/').map_or(0, |slash| slash + 1));
    let kept = &word[..word.len() - name.len()];
    let place = if folder.is_empty() { "." } else { folder };
    let Ok(entries) = fs::read_dir(ctx.path(place)) else {
        return;
    };
    let mut offers = Vec::new();
    for entry in entries.flatten().take(MAX_OFFERS * 10) {
        // Names that are no text cannot be typed.
        let Ok(file) = entry.file_name().into_string() else {
            continue;
        };
        if file.starts_with('.') && !name.starts_with('.') {
            continue;
        }
        let is_folder = fs::metadata(entry.path()).is_ok_and(|file| file.is_dir());
        match (is_folder, paths) {
            (true, _) => offers.push(Offer::open(format!("{kept}{file}/"), "folder")),
            (false, Paths::Any) => offers.push(Offer::new(format!("{kept}{file}"), "file")),
            (false, Paths::Folders) => {}
        }
    }
    offers.sort_by(|a, b| a.text.cmp(&b.text));
    found.offers.extend(offers);
}
