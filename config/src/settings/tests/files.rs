//! Which files apply.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::json;

use super::{FILES, env, shown};
use crate::{Environment, Settings, Severity};

/// A machine in a folder: `/home/bob` and `/etc/choria` below it, the working directory in a project.
struct Machine {
    root: tempfile::TempDir,
    env: Environment,
}

impl Machine {
    fn new(files: &[(&str, &str)]) -> Self {
        let root = tempfile::tempdir().unwrap();
        let folder = |name: &str| root.path().join(name);
        fs::create_dir_all(folder("home/bob/project/deep")).unwrap();
        for (name, text) in files {
            fs::create_dir_all(folder(name).parent().unwrap()).unwrap();
            fs::write(folder(name), text).unwrap();
        }
        let env = Environment {
            home: Some(folder("home/bob")),
            cwd: folder("home/bob/project/deep"),
            ..env()
        };
        Self { root, env }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }
}

#[test]
fn a_client_reads_its_own_file_and_then_the_projects() {
    let machine = Machine::new(&[
        ("home/bob/.choriarc", FILES),
        ("home/bob/.mcollective", "ttl = 1\n"),
        ("home/bob/plugin.d/nats.cfg", "user = never\n"),
        (
            "home/bob/project/choria.conf",
            "ttl = 20\ndiscovery_timeout = 7\n",
        ),
        ("home/bob/project/deep/choria.conf", "ttl = 30\n"),
    ]);
    let settings = Settings::load_client(&machine.env, None).unwrap();
    let names = [
        "home/bob/.choriarc",
        "home/bob/project/choria.conf",
        "home/bob/project/deep/choria.conf",
    ];
    assert_eq!(settings.files(), names.map(|name| machine.path(name)));
    assert_eq!(settings.directory(), machine.path("home/bob"));
    let client = settings.client(&machine.env).unwrap().config;
    assert_eq!(client.member.ttl, Duration::from_secs(30));
    assert_eq!(client.discovery_timeout, Duration::from_secs(7));
    assert_eq!(client.member.network.user, None);
}

#[test]
fn a_client_finds_the_file_in_its_configuration_folder() {
    let mut machine = Machine::new(&[
        ("home/bob/.config/mco/client.conf", "ttl = 40\n"),
        ("xdg/mco/client.conf", "ttl = 50\n"),
    ]);
    let read = |env: &Environment| {
        let settings = Settings::load_client(env, None).unwrap();
        settings.raw("ttl").map(str::to_owned)
    };
    assert_eq!(read(&machine.env).as_deref(), Some("40"));
    let folder = machine.path("xdg").display().to_string();
    machine.env.vars.insert("XDG_CONFIG_HOME".to_owned(), folder);
    assert_eq!(read(&machine.env).as_deref(), Some("50"));
}

#[test]
fn project_files_that_others_may_write_are_left_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let machine = Machine::new(&[("home/bob/project/choria.conf", "ttl = 20\n")]);
    let file = machine.path("home/bob/project/choria.conf");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o666)).unwrap();
    let settings = Settings::load_client(&machine.env, None).unwrap();
    assert_eq!((settings.files().len(), settings.file()), (0, None));
    assert_eq!(settings.directory(), machine.env.cwd);
    let warnings = settings.client(&machine.env).unwrap().warnings;
    assert!(shown(&warnings).ends_with("is not read: others than you and root may write it"));
}

#[test]
fn a_daemon_reads_its_file_and_the_plugins_beside_it() {
    let machine = Machine::new(&[
        ("etc/choria/server.conf", FILES),
        ("etc/choria/plugin.d/choria.cfg", "use_srv = n\n"),
        ("etc/choria/plugin.d/backup.cfg", "target = tape\n"),
        ("etc/choria/plugin.d/old.conf", "a = b\n"),
        ("home/bob/project/deep/choria.conf", "ttl = 30\n"),
    ]);
    let settings = Settings::load_daemon(&machine.env, &machine.path("etc/choria/server.conf")).unwrap();
    assert_eq!(settings.files().len(), 3);
    assert_eq!(settings.raw("plugin.backup.target"), Some("tape"));
    assert_eq!(settings.value("plugin.choria.use_srv"), Some(json!(false)));
    assert_eq!(settings.value("ttl"), Some(json!(60)));
    let warnings = settings.server(&machine.env).unwrap().warnings;
    assert_eq!(warnings.len(), 1);
    assert!(shown(&warnings).ends_with("old.conf: is not read: files in plugin.d end in .cfg"));
}

#[test]
fn a_missing_file_stops_a_daemon_but_not_a_client() {
    let machine = Machine::new(&[]);
    let missing = machine.path("nowhere.conf");
    let problems = Settings::load_daemon(&machine.env, &missing).unwrap_err();
    assert!(
        problems.to_string().contains("nowhere.conf: cannot be read"),
        "{problems}"
    );
    assert!(Settings::load_client(&machine.env, Some(&missing)).is_err());
    assert!(
        Settings::load_client(&machine.env, None)
            .unwrap()
            .files()
            .is_empty()
    );
}

#[test]
fn files_that_are_too_long_or_not_text_are_reported() {
    let machine = Machine::new(&[("etc/long.conf", &"# long\n".repeat(200_000))]);
    let settings = Settings::load_daemon(&machine.env, &machine.path("etc/long.conf")).unwrap();
    let problems = settings.server(&machine.env).unwrap_err();
    assert!(problems.to_string().contains("is longer than"), "{problems}");

    fs::write(
        machine.path("etc/latin.conf"),
        [FILES.as_bytes(), b"# caf\xe9\n"].concat(),
    )
    .unwrap();
    let settings = Settings::load_daemon(&machine.env, &machine.path("etc/latin.conf")).unwrap();
    let warnings = settings.server(&machine.env).unwrap().warnings;
    assert_eq!(
        warnings
            .iter()
            .map(|warning| warning.severity)
            .collect::<Vec<_>>(),
        [Severity::Warning]
    );
}

#[test]
fn a_service_whose_home_is_the_root_folder_still_reads_plugins() {
    let machine = Machine::new(&[
        ("etc/server.conf", FILES),
        ("etc/plugin.d/choria.cfg", "use_srv = n\n"),
    ]);
    let env = Environment {
        home: Some(PathBuf::from("/")),
        ..env()
    };
    let settings = Settings::load_daemon(&env, &machine.path("etc/server.conf")).unwrap();
    assert_eq!(settings.raw("plugin.choria.use_srv"), Some("n"));
}

#[test]
fn a_folder_in_plugin_d_is_no_file() {
    let machine = Machine::new(&[
        ("etc/server.conf", FILES),
        ("etc/plugin.d/odd.cfg/file", "a = b\n"),
    ]);
    let settings = Settings::load_daemon(&machine.env, &machine.path("etc/server.conf")).unwrap();
    assert_eq!(settings.files().len(), 1);
}
