//! Which files apply, and reading them.

use std::borrow::Cow;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use super::{Environment, Settings};
use crate::parse::MAX_FILE;
use crate::{Problem, Problems, Severity};

/// Where a client's main file may be, below the home folder and then anywhere; the first that exists is read.
const IN_HOME: &[&str] = &[".choriarc", ".mcollective"];
const IN_CONFIG_HOME: &str = "mco/client.conf";
const IN_SYSTEM: &[&str] = &[
    "/etc/mco/client.conf",
    "/etc/choria/client.conf",
    "/usr/local/etc/choria/client.conf",
    "/etc/puppetlabs/mcollective/client.cfg",
];
/// File in a project's folder that adds to a client's settings for work below it.
const PROJECT: &str = "choria.conf";

pub(super) fn client(env: &Environment, explicit: Option<&Path>) -> Result<Settings, Problems> {
    let mut settings = Settings {
        directory: env.cwd.clone(),
        ..Settings::default()
    };
    let main = explicit.map(|path| env.cwd.join(path)).or_else(|| search(env));
    if let Some(path) = main {
        settings.read_main(env, &path)?;
    }
    settings.read_projects(env)?;
    settings.adopt(env);
    Ok(settings)
}

pub(super) fn daemon(env: &Environment, path: &Path) -> Result<Settings, Problems> {
    let mut settings = Settings::default();
    settings.read_main(env, &env.cwd.join(path))?;
    settings.adopt(env);
    Ok(settings)
}

fn search(env: &Environment) -> Option<PathBuf> {
    let home = env
        .home
        .iter()
        .flat_map(|home| IN_HOME.iter().map(|name| home.join(name)));
    let config_home = env
        .var("XDG_CONFIG_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(env.home.as_ref()?.join(".config")));
    home.chain(config_home.map(|folder| folder.join(IN_CONFIG_HOME)))
        .chain(IN_SYSTEM.iter().map(PathBuf::from))
        .find(|path| path.is_file())
}

impl Settings {
    fn read_main(&mut self, env: &Environment, path: &Path) -> Result<(), Problems> {
        self.main_file(path);
        self.read(path, "")?;
        // A service's home is often the root folder, which makes nothing personal.
        let home = env.home.as_ref().filter(|home| home.parent().is_some());
        let personal = home.is_some_and(|home| path.starts_with(home));
        if personal {
            Ok(())
        } else {
            self.read_plugins(&self.directory.join("plugin.d"))
        }
    }

    /// Reads each `X.cfg` of a folder as if its keys began with `plugin.X.`, by name.
    fn read_plugins(&mut self, folder: &Path) -> Result<(), Problems> {
        let mut paths = match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries
                .into_iter()
                .map(|entry| entry.path())
                .filter(|path| path.is_file())
                .collect::<Vec<_>>(),
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                return Ok(());
            }
            Err(error) => return Err(unreadable(folder, &error)),
        };
        paths.sort();
        for path in paths {
            let Some(plugin) = path.file_stem().and_then(|stem| stem.to_str()) else {
                continue;
            };
            match path.extension().and_then(|extension| extension.to_str()) {
                Some("cfg") => self.read(&path, &format!("plugin.{plugin}."))?,
                Some("conf") => self.warn_of_file(&path, "is not read: files in plugin.d end in .cfg"),
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads the project files from the root down to the working directory, so that the nearest wins.
    fn read_projects(&mut self, env: &Environment) -> Result<(), Problems> {
        let folders: Vec<_> = env.cwd.ancestors().collect();
        for folder in folders.into_iter().rev() {
            let path = folder.join(PROJECT);
            if path.is_file() && !self.files.contains(&path) {
                self.read_project(env, &path)
                    .map_err(|error| unreadable(&path, &error))?;
            }
        }
        Ok(())
    }

    /// Judges the file that is open, not one that may since have taken its place.
    fn read_project(&mut self, env: &Environment, path: &Path) -> io::Result<()> {
        let file = File::open(path)?;
        if trusted(env, &file.metadata()?) {
            self.merge_bytes(&contents(file)?, path, "");
        } else {
            self.warn_of_file(path, "is not read: others than you and root may write it");
        }
        Ok(())
    }

    fn read(&mut self, path: &Path, prefix: &str) -> Result<(), Problems> {
        let bytes = File::open(path)
            .and_then(contents)
            .map_err(|error| unreadable(path, &error))?;
        self.merge_bytes(&bytes, path, prefix);
        Ok(())
    }

    fn merge_bytes(&mut self, bytes: &[u8], path: &Path, prefix: &str) {
        let text = String::from_utf8_lossy(bytes);
        if matches!(text, Cow::Owned(_)) {
            self.warn_of_file(path, "is not all UTF-8; other bytes were replaced");
        }
        self.merge(&text, path, prefix);
    }

    fn warn_of_file(&mut self, path: &Path, reason: &str) {
        self.problems.push(Problem {
            severity: Severity::Warning,
            ..Problem::of_file(path, reason)
        });
    }
}

/// At most one byte more than is accepted, so that the parser sees and reports what is too long.
fn contents(file: File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(MAX_FILE as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether only the user and root can have written a project file: it may name programs to run, and the working
/// directory may be anybody's.
fn trusted(env: &Environment, file: &Metadata) -> bool {
    let user = env
        .home
        .as_ref()
        .filter(|_| !env.root)
        .and_then(|home| fs::metadata(home).ok());
    let owned = file.uid() == 0 || user.is_some_and(|home| home.uid() == file.uid());
    let open_to_all = file.mode() & 0o002 != 0;
    owned && !open_to_all
}

fn unreadable(path: &Path, error: &io::Error) -> Problems {
    Problems(vec![Problem::of_file(path, format!("cannot be read: {error}"))])
}
