//! Disks, partitions and mounted file systems.

use std::path::Path;

use protocol::rpc::Object;
use serde_json::{Value, json};

use super::gather::{readable, text, usage};

/// Entries kept of each kind; hosts of containers mount thousands of file systems.
const MAX_ENTRIES: usize = 256;

/// Sectors of `/sys/block` are of this size on every disk.
const SECTOR: u64 = 512;

/// File systems whose size is asked for. A network or user space file system whose server is gone would hold the question
/// for ever.
const LOCAL: [&str; 14] = [
    "ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "vfat", "exfat", "f2fs", "jfs", "reiserfs", "overlay",
    "tmpfs", "squashfs",
];

/// Adds `disks`, `partitions` and `mountpoints`.
pub(super) fn gather(facts: &mut Object) {
    let mounts = mounts(&text("/proc/self/mounts").unwrap_or_default());
    let (disks, partitions) = block_devices(Path::new("/sys/block"), &mounts);
    facts.insert("disks".into(), disks.into());
    facts.insert("partitions".into(), partitions.into());
    let mut points = Object::new();
    for mount in mounts.iter().filter(|mount| LOCAL.contains(&mount.kind.as_str())) {
        if points.len() == MAX_ENTRIES {
            break;
        }
        if let Some(value) = mount.describe() {
            points.insert(mount.path.clone(), value);
        }
    }
    facts.insert("mountpoints".into(), points.into());
}

/// One line of the mount table.
#[derive(Debug, PartialEq, Eq)]
struct Mount {
    device: String,
    path: String,
    kind: String,
    options: Vec<String>,
}

impl Mount {
    fn describe(&self) -> Option<Value> {
        let stat = rustix::fs::statvfs(&self.path).ok()?;
        let size = stat.f_blocks.saturating_mul(stat.f_frsize);
        let available = stat.f_bavail.saturating_mul(stat.f_frsize);
        let free = stat.f_bfree.saturating_mul(stat.f_frsize);
        let mut value = usage(size, available, size.saturating_sub(free));
        value.insert("size".into(), readable(size).into());
        value.insert("size_bytes".into(), size.into());
        value.insert("device".into(), self.device.as_str().into());
        value.insert("filesystem".into(), self.kind.as_str().into());
        value.insert("options".into(), self.options.clone().into());
        Some(value.into())
    }
}

fn mounts(table: &str) -> Vec<Mount> {
    let mounts = table.lines().filter_map(|line| {
        let mut words = line.split(' ');
        Some(Mount {
            device: unescape(words.next()?),
            path: unescape(words.next()?),
            kind: words.next()?.to_owned(),
            options: words.next()?.split(',').map(str::to_owned).collect(),
        })
    });
    mounts.collect()
}

/// The mount table writes blanks and backslashes as octal numbers.
fn unescape(word: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(word.to_owned(), |word, (code, text)| word.replace(code, text))
}

fn block_devices(root: &Path, mounts: &[Mount]) -> (Object, Object) {
    let mut disks = Object::new();
    let mut partitions = Object::new();
    for name in names(root) {
        let path = root.join(&name);
        // Loop devices, memory disks and device mappings have no hardware behind them.
        if !path.join("device").exists() {
            continue;
        }
        let Some(size) = size(&path) else { continue };
        let rotational = text(path.join("queue/rotational")).as_deref() == Some("1");
        let mut disk = json!({
            "size": readable(size),
            "size_bytes": size,
            "type": if rotational { "hdd" } else { "ssd" },
        });
        for member in ["model", "vendor"] {
            if let Some(value) = text(path.join("device").join(member)) {
                disk[member] = value.into();
            }
        }
        for part in names(&path).filter(|part| path.join(part).join("partition").exists()) {
            if let Some(size) = self::size(&path.join(&part)) {
                partitions.insert(format!("/dev/{part}"), partition(&part, size, mounts));
            }
        }
        disks.insert(name, disk);
    }
    (disks, partitions)
}

fn partition(name: &str, size: u64, mounts: &[Mount]) -> Value {
    let device = format!("/dev/{name}");
    let mut value = json!({"size": readable(size), "size_bytes": size});
    if let Some(mount) = mounts.iter().find(|mount| mount.device == device) {
        value["mount"] = mount.path.as_str().into();
        value["filesystem"] = mount.kind.as_str().into();
    }
    value
}

fn size(device: &Path) -> Option<u64> {
    let sectors: u64 = text(device.join("size"))?.parse().ok()?;
    sectors.checked_mul(SECTOR)
}

fn names(folder: &Path) -> impl Iterator<Item = String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .take(MAX_ENTRIES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mount_table_is_read_with_its_escapes() {
        let mounts = mounts("/dev/sda1 /mnt/my\\040disk ext4 rw,noatime 0 0\nbroken\n");
        assert_eq!(
            mounts,
            [Mount {
                device: "/dev/sda1".into(),
                path: "/mnt/my disk".into(),
                kind: "ext4".into(),
                options: vec!["rw".into(), "noatime".into()],
            }]
        );
    }

    #[test]
    fn disks_and_partitions_come_from_sysfs() {
        let sys = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = sys.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("sda/size", "2048\n");
        write("sda/device/model", "Speedy\n");
        write("sda/queue/rotational", "0\n");
        write("sda/sda1/partition", "1\n");
        write("sda/sda1/size", "1024\n");
        write("loop0/size", "2048\n");
        let table = mounts("/dev/sda1 / ext4 rw 0 0\n");
        let (disks, partitions) = block_devices(sys.path(), &table);
        assert_eq!(
            Value::from(disks),
            json!({"sda": {"size": "1.00 MiB", "size_bytes": 1_048_576, "type": "ssd", "model": "Speedy"}})
        );
        assert_eq!(
            Value::from(partitions),
            json!({"/dev/sda1": {"size": "512.00 KiB", "size_bytes": 524_288, "mount": "/", "filesystem": "ext4"}})
        );
    }
}
