//! Writing credentials: whole or not at all, secrets for their owner only.

use std::path::Path;

use client::files;

use super::PkiError;

/// Makes a folder, and those above it, that only its owner may enter; an existing one keeps its mode.
pub(super) fn private_dir(path: &Path) -> Result<(), PkiError> {
    files::private_folder(path).map_err(|source| PkiError::File {
        path: path.to_owned(),
        verb: "created",
        source,
    })
}

/// Writes a file anyone may read.
pub(super) fn write(path: &Path, text: &str) -> Result<(), PkiError> {
    replace(path, text, 0o644)
}

/// Writes a file only its owner may read.
pub(super) fn write_secret(path: &Path, text: &str) -> Result<(), PkiError> {
    replace(path, text, files::SECRET)
}

/// Reads a text file.
pub(super) fn read(path: &Path) -> Result<String, PkiError> {
    std::fs::read_to_string(path).map_err(|source| PkiError::File {
        path: path.to_owned(),
        verb: "read",
        source,
    })
}

/// Names of the folders in `path`, sorted; none when it does not exist.
pub(super) fn folders(path: &Path) -> Result<Vec<String>, PkiError> {
    let unreadable = |source| PkiError::File {
        path: path.to_owned(),
        verb: "read",
        source,
    };
    let entries = match std::fs::read_dir(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(unreadable)?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(unreadable)?;
        if entry.path().is_dir() {
            names.extend(entry.file_name().into_string());
        }
    }
    names.sort();
    Ok(names)
}

fn replace(path: &Path, text: &str, mode: u32) -> Result<(), PkiError> {
    files::replace(path, text.as_bytes(), mode).map_err(|source| PkiError::File {
        path: path.to_owned(),
        verb: "written",
        source,
    })
}
