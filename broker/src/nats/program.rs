//! The `nats-server` to run.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::process::Command;

use super::NatsError;

const NAME: &str = "nats-server";
/// The first version with everything our streams and rules need.
const OLDEST: (u64, u64) = (2, 12);

/// A `nats-server` that is new enough.
#[derive(Debug, Clone)]
pub(super) struct Program {
    pub(super) path: PathBuf,
    pub(super) version: String,
}

impl Program {
    /// Takes the one that is named, or the first on the search path, and asks it for its version.
    pub(super) async fn find(named: Option<&Path>) -> Result<Self, NatsError> {
        let path = match named {
            Some(path) => path.to_owned(),
            None => on_search_path().ok_or(NatsError::NoProgram)?,
        };
        let (_, said) = run(&path, &["--version"]).await?;
        let version = said.trim().rsplit_once(": v").map(|(_, version)| version);
        let numbers = version.and_then(numbers);
        let (Some(version), Some(found)) = (version.map(str::to_owned), numbers) else {
            let said = said.chars().take(200).collect();
            return Err(NatsError::Stranger { program: path, said });
        };
        if found < OLDEST {
            return Err(NatsError::TooOld {
                program: path,
                version,
            });
        }
        Ok(Self { path, version })
    }

    /// Lets it read a configuration without serving.
    pub(super) async fn check(&self, configuration: &Path) -> Result<(), NatsError> {
        let configuration = configuration.display().to_string();
        let (good, said) = run(&self.path, &["-t", "-c", &configuration]).await?;
        if good {
            return Ok(());
        }
        Err(NatsError::Configuration {
            said: super::log::plainly(&said),
        })
    }
}

/// Whether it ended well, and everything it said.
async fn run(program: &Path, args: &[&str]) -> Result<(bool, String), NatsError> {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null()).kill_on_drop(true);
    let output = command.output().await.map_err(|source| NatsError::Start {
        program: program.to_owned(),
        source,
    })?;
    let said = [output.stdout, output.stderr].concat();
    Ok((
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    ))
}

fn on_search_path() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let mut files = std::env::split_paths(&path).map(|folder| folder.join(NAME));
    files.find(|file| file.is_file())
}

/// The first two numbers of a version.
fn numbers(version: &str) -> Option<(u64, u64)> {
    let mut parts = version.split('.').map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_their_numbers() {
        assert!(numbers("2.9.25").unwrap() < OLDEST && numbers("2.12.0-RC.1").unwrap() >= OLDEST);
        assert!(numbers("3.0.0").unwrap() >= OLDEST);
        assert_eq!(numbers("two"), None);
    }

    #[tokio::test]
    async fn programs_that_are_none_are_told_apart() {
        let missing = Program::find(Some(Path::new("/nonexistent/nats-server"))).await;
        assert!(matches!(missing, Err(NatsError::Start { .. })), "{missing:?}");
        let other = Program::find(Some(Path::new("/bin/echo"))).await;
        assert!(matches!(other, Err(NatsError::Stranger { .. })), "{other:?}");
    }
}
