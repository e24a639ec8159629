//! How much streams may take together, from what the configuration says and what this machine has.

use std::fmt::{self, Display, Formatter};
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use config::Bound;

const CGROUPS: &str = "/sys/fs/cgroup";
/// Blocks of a file's metadata are of this size on every file system.
const BLOCK: u64 = 512;

/// Bytes that streams may take together; none for no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Room {
    pub(crate) memory: Option<u64>,
    pub(crate) disk: Option<u64>,
}

impl Room {
    /// The room for streams that are in `folder`, which need not be there yet, below their store.
    pub(crate) fn measure(streams: &config::Streams, folder: &Path) -> Self {
        Self {
            memory: bytes(streams.max_memory, memory),
            // With what streams have already, a restart takes no room away.
            disk: bytes(streams.max_disk, || {
                Some(free(&streams.store)?.saturating_add(taken(folder)))
            }),
        }
    }
}

impl Display for Room {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let shown = |most: Option<u64>| most.map_or_else(|| "any".to_owned(), |most| most.to_string());
        let (memory, disk) = (shown(self.memory), shown(self.disk));
        write!(f, "{memory} bytes in memory, {disk} bytes on disk")
    }
}

/// The bytes of a bound; what there is, is looked at for a part of it only, and where nobody can tell there is no limit.
fn bytes(bound: Bound, all: impl FnOnce() -> Option<u64>) -> Option<u64> {
    match bound {
        Bound::Percent(_) => bound.of(all()?),
        bound => bound.of(0),
    }
}

/// Memory of this machine, or what the control groups of this program leave it.
fn memory() -> Option<u64> {
    let machine = total(&fs::read_to_string("/proc/meminfo").ok()?)?;
    let groups = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    Some(granted(Path::new(CGROUPS), &groups).map_or(machine, |granted| granted.min(machine)))
}

fn total(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim_end().parse().ok()?;
    kib.checked_mul(1024)
}

/// The tightest limit of a control group and those it is in.
fn granted(root: &Path, groups: &str) -> Option<u64> {
    let own = groups.lines().find_map(|line| line.strip_prefix("0::/"))?;
    let own = root.join(own);
    let around = own.ancestors().take_while(|group| group.starts_with(root));
    let limit = |group: &Path| {
        fs::read_to_string(group.join("memory.max"))
            .ok()?
            .trim()
            .parse()
            .ok()
    };
    around.filter_map(limit).min()
}

/// Bytes that this user may still write to the file system of a folder.
fn free(folder: &Path) -> Option<u64> {
    let system = rustix::fs::statvfs(folder).ok()?;
    Some(system.f_bavail.saturating_mul(system.f_frsize))
}

/// Bytes of the disk that everything in a folder has; what cannot be read counts nothing.
fn taken(folder: &Path) -> u64 {
    let mut folders = vec![folder.to_owned()];
    let mut bytes: u64 = 0;
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        for (entry, about) in entries.filter_map(|entry| entry.metadata().ok().map(|about| (entry, about))) {
            bytes = bytes.saturating_add(about.blocks().saturating_mul(BLOCK));
            if about.is_dir() {
                folders.push(entry.path());
            }
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_looked_up_and_anything_else_is_not() {
        assert_eq!(bytes(Bound::USUAL, || Some(4000)), Some(3000));
        assert_eq!(bytes(Bound::USUAL, || None), None);
        assert_eq!(bytes(Bound::Bytes(7), || unreachable!()), Some(7));
        assert_eq!(bytes(Bound::None, || unreachable!()), None);
    }

    #[test]
    fn memory_is_that_of_the_machine_or_of_the_tightest_control_group() {
        assert_eq!(
            total("MemFree: 1 kB\nMemTotal:       16384 kB\n"),
            Some(16384 * 1024)
        );
        assert_eq!(total("nonsense"), None);

        let root = tempfile::tempdir().unwrap();
        let service = root.path().join("system.slice/mco.service");
        fs::create_dir_all(&service).unwrap();
        let groups = "1:memory:/old\n0::/system.slice/mco.service\n";
        assert_eq!(granted(root.path(), groups), None);
        fs::write(service.join("memory.max"), "max\n").unwrap();
        assert_eq!(granted(root.path(), groups), None);
        fs::write(root.path().join("system.slice/memory.max"), "4096\n").unwrap();
        assert_eq!(granted(root.path(), groups), Some(4096));
        fs::write(service.join("memory.max"), "8192\n").unwrap();
        assert_eq!(granted(root.path(), groups), Some(4096));
        assert_eq!(granted(root.path(), "0::/"), None);
    }

    #[test]
    fn what_streams_have_is_counted_in_folders_below_too() {
        let folder = tempfile::tempdir().unwrap();
        let empty = taken(folder.path());
        fs::create_dir(folder.path().join("below")).unwrap();
        fs::write(folder.path().join("below/log"), vec![1; 100_000]).unwrap();
        fs::File::open(folder.path().join("below/log"))
            .unwrap()
            .sync_all()
            .unwrap();
        assert!(taken(folder.path()) >= empty + 100_000);
        assert_eq!(taken(&folder.path().join("none")), 0);
    }
}
