//! The engines a broker can have, so that one suite runs on each.

use std::path::{Path, PathBuf};

use crate::peers;

/// What moves the messages of a broker.
#[derive(Debug, Clone)]
pub(crate) enum Engine {
    Embedded,
    /// With this `nats-server`.
    Nats(PathBuf),
}

impl Engine {
    /// The `nats` engine, where its program is installed.
    pub(crate) fn nats() -> Option<Self> {
        peers::find("nats-server").map(Self::Nats)
    }

    /// The lines of configuration that choose it, for a broker that may write into `folder`.
    pub(crate) fn lines(&self, folder: &Path) -> String {
        match self {
            Self::Embedded => String::new(),
            Self::Nats(program) => format!(
                "plugin.choria.network.engine = nats\nplugin.choria.network.nats.program = {}\n\
                 plugin.choria.network.nats.folder = {}\n",
                program.display(),
                folder.join("nats").display()
            ),
        }
    }
}

/// Makes a test of each of these functions for every engine.
macro_rules! on_both_engines {
    ($($test:ident),+ $(,)?) => {
        mod embedded {
            $(#[tokio::test]
            async fn $test() {
                super::$test(crate::engine::Engine::Embedded).await;
            })+
        }

        mod nats {
            $(#[tokio::test]
            async fn $test() {
                if let Some(engine) = crate::engine::Engine::nats() {
                    super::$test(engine).await;
                }
            })+
        }
    };
}
pub(crate) use on_both_engines;
