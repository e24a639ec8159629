//! What is in a file, and what of it is safe.

/// What a disk writes completely or not at all, mostly.
const SECTOR: usize = 512;

/// The bytes of a file, as programs see them and as they are on the disk.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) cached: Vec<u8>,
    pub(super) safe: Vec<u8>,
    pub(super) changes: Vec<Change>,
}

/// Something that happened to a file and is not safe.
#[derive(Debug, Clone)]
pub(super) enum Change {
    Write(usize, Vec<u8>),
    Length(usize),
}

impl Content {
    pub(super) fn lose(&mut self, random: &mut fastrand::Rng) {
        let likely = [0.0, 0.5, 0.9, 1.0][random.usize(..4)];
        for change in std::mem::take(&mut self.changes) {
            match change {
                Change::Length(_) if random.f64() >= likely => {}
                Change::Length(_) => change.apply(&mut self.safe),
                Change::Write(at, bytes) => {
                    let mut from = 0;
                    while from < bytes.len() {
                        let to = (((at + from) / SECTOR + 1) * SECTOR - at).min(bytes.len());
                        let torn = if random.u8(..16) == 0 {
                            random.usize(from..=to)
                        } else {
                            to
                        };
                        if random.f64() < likely && torn > from {
                            Change::Write(at + from, bytes[from..torn].to_vec()).apply(&mut self.safe);
                        }
                        from = to;
                    }
                }
            }
        }
        self.cached = self.safe.clone();
    }
}

impl Change {
    pub(super) fn apply(&self, to: &mut Vec<u8>) {
        match self {
            Self::Length(length) => to.resize(*length, 0),
            Self::Write(at, bytes) => {
                if to.len() < at + bytes.len() {
                    to.resize(at + bytes.len(), 0);
                }
                to[*at..at + bytes.len()].copy_from_slice(bytes);
            }
        }
    }
}
