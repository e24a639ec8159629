//! One run of a program: its files, its environment, its end.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use client::process::Chatter;
use tempfile::TempDir;
use tracing::{error, info};

use super::program::executable;
use crate::command::{self, Command, CommandError};
use crate::watched;

/// Longest answer that is read. A broker passes on a quarter of it; the node then tells the caller both sizes.
const MAX_REPLY: u64 = 4 << 20;

/// What an agent's program is told its request is, also when it is asked whether to be active: the reference does so, and the
/// environment tells the truth.
pub(super) const RPC_PROTOCOL: &str = "io.choria.mcorpc.external.v1.rpc_request";

/// Something a program is to do.
#[derive(Debug)]
pub(crate) struct Errand {
    /// Where the program is.
    pub(crate) folder: PathBuf,
    /// Agent or data provider; the program and its configuration are named for it.
    pub(crate) name: String,
    /// What kind of request it is, for the environment.
    pub(crate) protocol: &'static str,
    /// The same as last argument.
    pub(crate) argument: &'static str,
    /// The request.
    pub(crate) request: Vec<u8>,
    /// Merged facts as JSON text; empty when it gets none.
    pub(crate) facts: Arc<str>,
    /// Configuration file of the node.
    pub(crate) config: PathBuf,
    /// When it is killed.
    pub(crate) limit: Duration,
}

/// Why a program gave no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ErrandError {
    /// There is no program for this system.
    #[error("there is no program {name} in {folder}")]
    Missing {
        /// Its name.
        name: String,
        /// Where it should be.
        folder: PathBuf,
    },
    /// The files of the request.
    #[error("the files of the request cannot be written")]
    Files(#[source] io::Error),
    /// It did not start, or not end in time.
    #[error(transparent)]
    Run(#[from] CommandError),
    /// It ended as failed programs do, so its reply does not count.
    #[error("{program} failed with {status}{}", said.as_ref().map(|line| format!(": {line}")).unwrap_or_default())]
    Exit {
        /// File name of the program.
        program: String,
        /// Its exit status, in words.
        status: String,
        /// The last it complained about.
        said: Option<String>,
    },
    /// The reply.
    #[error("the reply cannot be read")]
    Reply(#[source] io::Error),
}

/// What one run needs on disk.
#[derive(Debug)]
struct Prepared {
    program: PathBuf,
    config: PathBuf,
    files: Files,
}

/// The files of one run, in a folder of their own that goes with them.
#[derive(Debug)]
struct Files {
    folder: TempDir,
}

impl Errand {
    /// Runs the program and returns its reply. Dropping the future kills it with everything it started, and removes its files.
    pub(crate) async fn run(self) -> Result<String, ErrandError> {
        let _slot = command::slot().await;
        let errand = Arc::new(self);
        let prepared = errand.clone();
        let prepared = blocking(move || Ok(prepared.prepare())).await;
        let Prepared {
            program,
            config,
            files,
        } = prepared.map_err(ErrandError::Files)??;
        let name = errand.name.as_str();
        let mut stdout = Chatter::new(|line: &str| info!(agent = name, line, "external program says"));
        let mut stderr = Chatter::new(|line: &str| error!(agent = name, line, "external program complains"));
        let command = errand.command(&program, &config, &files);
        let code = command.attend(&mut stdout, &mut stderr).await?;
        if code != Some(0) {
            let file = program.file_name().unwrap_or_default();
            return Err(ErrandError::Exit {
                program: file.to_string_lossy().into_owned(),
                status: match code {
                    Some(code) => format!("exit status {code}"),
                    None => "a signal".to_owned(),
                },
                said: stderr.last(),
            });
        }
        blocking(move || watched::read(&files.path(REPLY), MAX_REPLY))
            .await
            .map_err(ErrandError::Reply)
    }

    fn prepare(&self) -> Result<Prepared, ErrandError> {
        let program = executable(&self.folder, &self.name).ok_or_else(|| ErrandError::Missing {
            name: self.name.clone(),
            folder: self.folder.clone(),
        })?;
        Ok(Prepared {
            program,
            config: config(&self.config, &self.name),
            files: Files::write(&self.request, &self.facts).map_err(ErrandError::Files)?,
        })
    }

    fn command(&self, program: &Path, config: &Path, files: &Files) -> Command {
        let text = |path: &Path| path.to_string_lossy().into_owned();
        let (request, reply) = (text(&files.path(REQUEST)), text(&files.path(REPLY)));
        let mut command = Command::new(text(program))
            .args([request.as_str(), &reply, self.argument])
            .env("CHORIA_EXTERNAL_REQUEST", &request)
            .env("CHORIA_EXTERNAL_REPLY", &reply)
            .env("CHORIA_EXTERNAL_PROTOCOL", self.protocol)
            .env("CHORIA_EXTERNAL_CONFIG", text(config))
            .env("CHORIA_EXTERNAL_FACTS", text(&files.path(FACTS)))
            .within(self.limit);
        command.bare = true;
        command.folder = std::env::temp_dir();
        command
    }
}

/// Names of the files in their folder.
const REQUEST: &str = "request";
const REPLY: &str = "reply";
const FACTS: &str = "facts";

impl Files {
    /// Requests and facts can hold secrets, so nobody else may look.
    fn write(request: &[u8], facts: &str) -> io::Result<Self> {
        let private = std::fs::Permissions::from_mode(0o700);
        let folder = tempfile::Builder::new()
            .prefix("mco-")
            .permissions(private)
            .tempdir()?;
        let files = Self { folder };
        for (name, bytes) in [(REQUEST, request), (REPLY, b""), (FACTS, facts.as_bytes())] {
            OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(files.path(name))?
                .write_all(bytes)?;
        }
        Ok(files)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// File access away from the threads that serve requests.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(io::Error::other)?
}

/// Where a program finds its configuration: `plugin.d/NAME` beside the node's own, or `NAME.cfg` when only that exists.
fn config(main: &Path, name: &str) -> PathBuf {
    let main = std::path::absolute(main).unwrap_or_else(|_| main.to_owned());
    let folder = main.parent().unwrap_or(Path::new("/")).join("plugin.d");
    let (plain, ending) = (folder.join(name), folder.join(format!("{name}.cfg")));
    if !plain.exists() && ending.exists() {
        ending
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errand(script: &str) -> (TempDir, Errand) {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("lamp");
        let text = folder.path().join("text");
        std::fs::write(&text, format!("#!/bin/sh\n{script}\n")).unwrap();
        // Had this process the program open for writing, a test beside it could keep it from being started.
        let install = std::process::Command::new("install")
            .arg("-m755")
            .args([&text, &program])
            .status();
        assert!(install.unwrap().success());
        let errand = Errand {
            folder: folder.path().to_owned(),
            name: "lamp".into(),
            protocol: "p",
            argument: "a",
            request: b"question".to_vec(),
            facts: r#"{"a":1}"#.into(),
            config: "/c/server.conf".into(),
            limit: Duration::from_secs(60),
        };
        (folder, errand)
    }

    #[tokio::test]
    async fn a_program_finds_its_files_and_nobody_else_does() {
        let script = r#"
            [ "$1" = "$CHORIA_EXTERNAL_REQUEST" ] && [ "$2" = "$CHORIA_EXTERNAL_REPLY" ] || exit 9
            { cat "$1" "$CHORIA_EXTERNAL_FACTS"; echo " $3 $CHORIA_EXTERNAL_PROTOCOL $CHORIA_EXTERNAL_CONFIG"
              stat -c %a "$1" "$2" "$CHORIA_EXTERNAL_FACTS" "$(dirname "$1")"; dirname "$1"; pwd; } >"$2""#;
        let (_folder, errand) = errand(script);
        let reply = errand.run().await.unwrap();
        let lines: Vec<_> = reply.lines().collect();
        assert_eq!(
            lines[..5],
            [
                r#"question{"a":1} a p /c/plugin.d/lamp"#,
                "600",
                "600",
                "600",
                "700"
            ]
        );
        assert!(!Path::new(lines[5]).exists(), "{reply}");
        assert_eq!(Path::new(lines[6]), std::env::temp_dir().canonicalize().unwrap());
    }

    #[tokio::test]
    async fn files_go_when_nobody_waits_any_more() {
        let (folder, errand) = errand(r#"dirname "$1" >"$0.new"; mv "$0.new" "$0.files"; exec sleep 600"#);
        let told = folder.path().join("lamp.files");
        let files = async {
            while !told.exists() {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            _ = errand.run() => panic!("it cannot end by itself"),
            () = files => {}
        }
        let files = std::fs::read_to_string(told).unwrap();
        assert!(!Path::new(files.trim()).exists(), "{files}");
    }

    #[tokio::test]
    async fn a_failed_program_is_quoted_and_its_reply_is_not() {
        let (_folder, errand) = errand(r#"echo '{"data":{}}' >"$2"; echo out; echo no lamp >&2; exit 3"#);
        let error = errand.run().await.unwrap_err();
        assert_eq!(error.to_string(), "lamp failed with exit status 3: no lamp");
    }

    #[tokio::test]
    async fn a_reply_without_end_is_refused() {
        let (_folder, errand) = errand(r#"head -c 5000000 /dev/zero >"$2""#);
        let error = errand.run().await.unwrap_err();
        assert_eq!(
            crate::agents::chain(&error),
            "the reply cannot be read: it is larger than 4 MiB"
        );
    }

    #[test]
    fn the_configuration_has_no_ending_unless_only_that_file_exists() {
        let dir = tempfile::tempdir().unwrap();
        let (main, folder) = (dir.path().join("server.conf"), dir.path().join("plugin.d"));
        std::fs::create_dir(&folder).unwrap();
        assert_eq!(config(&main, "lamp"), folder.join("lamp"));
        std::fs::write(folder.join("lamp.cfg"), "").unwrap();
        assert_eq!(config(&main, "lamp"), folder.join("lamp.cfg"));
        std::fs::write(folder.join("lamp"), "").unwrap();
        assert_eq!(config(&main, "lamp"), folder.join("lamp"));
    }
}
