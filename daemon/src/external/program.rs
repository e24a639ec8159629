//! Which program stands behind a DDL.

use std::path::{Path, PathBuf};

/// Names of this system and processor as Go writes them, which is what plugin authors put into file names.
const SYSTEM: &str = match std::env::consts::OS.as_bytes() {
    b"macos" => "darwin",
    _ => std::env::consts::OS,
};
const PROCESSOR: &str = match std::env::consts::ARCH.as_bytes() {
    b"x86_64" => "amd64",
    b"aarch64" => "arm64",
    b"x86" => "386",
    _ => std::env::consts::ARCH,
};

/// The program of an agent whose DDL lies in `folder`: `NAME`, else `NAME/NAME-OS_PROCESSOR`. None when there is neither.
pub(super) fn executable(folder: &Path, name: &str) -> Option<PathBuf> {
    let plain = folder.join(name);
    let built = plain.join(format!("{name}-{SYSTEM}_{PROCESSOR}"));
    [plain, built].into_iter().find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_program_wins_over_one_for_the_platform() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(executable(dir.path(), "lamp"), None);
        let built = dir.path().join(format!("lamp/lamp-{SYSTEM}_{PROCESSOR}"));
        std::fs::create_dir(dir.path().join("lamp")).unwrap();
        std::fs::write(&built, "").unwrap();
        assert_eq!(executable(dir.path(), "lamp"), Some(built));

        let plain = dir.path().join("torch");
        std::os::unix::fs::symlink("/bin/sh", &plain).unwrap();
        assert_eq!(executable(dir.path(), "torch"), Some(plain));
    }

    #[cfg(all(target_os = "linux", target_arch = "x86_64"))]
    #[test]
    fn the_platform_has_the_name_go_gives_it() {
        assert_eq!((SYSTEM, PROCESSOR), ("linux", "amd64"));
    }
}
