//! Reading tokens and keys, and writing them without running over anything.

use std::path::Path;

use anyhow::Context;
use client::files;
use protocol::security::ed25519::{PublicKey, Seed};
use protocol::token::{SigningKey, TrustedKey};

use crate::ask::Prompt;
use crate::report::Stop;

/// Largest token, key or policy that is read, in bytes.
const MAX_FILE: u64 = 1 << 20;

/// Reads a text file of reasonable size.
pub(super) fn read(path: &Path) -> anyhow::Result<String> {
    files::read_text(path, MAX_FILE).with_context(|| format!("{} cannot be read", path.display()))
}

/// A public key: its digits, or the file that holds them.
pub(super) fn public_key(given: &str) -> anyhow::Result<PublicKey> {
    let (text, name) = digits_or_file(given)?;
    PublicKey::from_hex(&text).with_context(|| format!("{name} cannot be used"))
}

/// A key that tokens are verified with: its digits, or a file with digits or PEM.
pub(super) fn trusted_key(given: &str) -> anyhow::Result<TrustedKey> {
    let (text, name) = digits_or_file(given)?;
    TrustedKey::from_text(&text).with_context(|| format!("{name} cannot be used"))
}

/// A key that tokens are signed with.
pub(super) fn signing_key(path: &Path) -> anyhow::Result<SigningKey> {
    SigningKey::from_text(&read(path)?).with_context(|| format!("{} cannot be used", path.display()))
}

/// The seed of a key.
pub(super) fn seed(path: &Path) -> anyhow::Result<Seed> {
    Seed::from_hex(&read(path)?).with_context(|| format!("{} cannot be used", path.display()))
}

/// Writes secrets. Of those that exist a person is asked, once for all; without a person or with a no, nothing is written.
pub(super) async fn write(
    prompt: &mut Prompt<'_>,
    secrets: &[(&Path, &str)],
    force: bool,
) -> anyhow::Result<()> {
    let exists = |(path, _): &&(&Path, &str)| path.symlink_metadata().is_ok();
    let existing: Vec<_> = secrets
        .iter()
        .filter(exists)
        .map(|(path, _)| path.display().to_string())
        .collect();
    let replace = force || (!existing.is_empty() && may_replace(prompt, &existing.join(" and ")).await?);
    for (path, text) in secrets {
        let written = match replace {
            true => files::replace(path, text.as_bytes(), files::SECRET),
            false => files::create(path, text.as_bytes(), files::SECRET),
        };
        written.with_context(|| format!("{} cannot be written", path.display()))?;
    }
    Ok(())
}

async fn may_replace(prompt: &mut Prompt<'_>, existing: &str) -> anyhow::Result<bool> {
    let question = format!("{existing} exists already. Replace it? [y/N] ");
    if prompt.agrees(&question).await? {
        return Ok(true);
    }
    Err(
        Stop::refused(format!("{existing} exists already, nothing was written"))
            .hint("--force replaces it")
            .into(),
    )
}

/// The text of a key and what to call it.
fn digits_or_file(given: &str) -> anyhow::Result<(String, String)> {
    let path = Path::new(given);
    if PublicKey::from_hex(given).is_ok() && !path.exists() {
        return Ok((given.to_owned(), "the public key".to_owned()));
    }
    anyhow::ensure!(
        path.exists(),
        "{given:?} is neither 64 hexadecimal digits nor a file"
    );
    Ok((read(path)?, given.to_owned()))
}
