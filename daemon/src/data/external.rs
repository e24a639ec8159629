//! A data provider whose code is another program.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use protocol::rpc::{Object, Status};
use serde::Serialize;
use serde_json::Value;

use crate::agents::chain;
use crate::external::{Errand, encode, reply};
use crate::{Context, Described};

/// What a program is told its request is. Ours: the reference has no such providers.
const PROTOCOL: &str = "io.choria.mcorpc.external.v1.data_request";

/// How much longer than its question a program lives at most. Whoever asks ends it before; this is for the case that it does not.
const GRACE: Duration = Duration::from_millis(1500);

/// A provider that runs a program for each question.
#[derive(Debug)]
pub(crate) struct External {
    ddl: Arc<ddl::DataPlugin>,
    path: PathBuf,
}

/// What a program is asked.
#[derive(Debug, Serialize)]
struct Request<'a> {
    protocol: &'static str,
    source: &'a str,
    query: Option<Value>,
}

impl External {
    /// The provider of the DDL that lies at `path`.
    pub(crate) fn new(ddl: Arc<ddl::DataPlugin>, path: PathBuf) -> Self {
        Self { ddl, path }
    }

    pub(crate) fn ddl(&self) -> &ddl::DataPlugin {
        &self.ddl
    }

    /// Where its DDL lies.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Runs the program. Dropping the future kills it.
    pub(super) async fn run(
        &self,
        query: Option<&Value>,
        node: &Context,
        described: &Described,
        limit: Duration,
    ) -> Result<Object, String> {
        let name = &self.ddl.metadata.name;
        let query = self.ddl.query(query).map_err(|error| error.to_string())?;
        let folder = self.path.parent().unwrap_or(Path::new("/"));
        let request = Request {
            protocol: PROTOCOL,
            source: name,
            query,
        };
        let errand = Errand {
            folder: folder.to_owned(),
            name: name.clone(),
            protocol: PROTOCOL,
            argument: PROTOCOL,
            request: encode(&request),
            facts: described.facts.clone(),
            config: node.config.config_file.clone(),
            limit: limit + GRACE,
        };
        let text = errand.run().await.map_err(|error| chain(&error))?;
        let mut answer = reply::decode(&text).map_err(|error| chain(&error))?;
        if answer.status != Status::Ok {
            return Err(answer.message);
        }
        self.ddl.apply_output_defaults(&mut answer.data);
        Ok(answer.data)
    }
}
