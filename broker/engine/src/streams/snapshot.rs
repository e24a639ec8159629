//! A stream goes out as an archive, and comes in as one (`STREAM.SNAPSHOT` and `STREAM.RESTORE`).

mod archive;
mod backup;
mod intake;
mod restore;
mod s2;

pub(crate) use archive::ENTRY;
pub(crate) use backup::{Backups, Source};
pub(crate) use restore::{Part, Restores};

/// Start of the subjects on which the parts of archives come in.
pub(crate) const RESTORE: &str = "$JS.SNAPSHOT.RESTORE.";
/// Start of the subjects on which receivers say that they have a part.
pub(crate) const ACK: &str = "$JS.SNAPSHOT.ACK.";
/// Letters of an id: nobody guesses one.
const LENGTH: usize = 22;

/// A name for one transfer that no other has.
fn id() -> Box<str> {
    (0..LENGTH)
        .map(|_| fastrand::alphanumeric())
        .collect::<String>()
        .into()
}
