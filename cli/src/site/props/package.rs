//! Packages that are only names and versions.

use std::sync::Arc;

use async_trait::async_trait;
use daemon::{Agent, Answer, Call, Context};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::sleep;

use super::{Machine, PACKAGES, Props, Trouble};

/// The agent `package` over made-up packages; what it does not pretend the real one does.
pub(super) struct Package {
    real: Arc<dyn Agent>,
    props: Arc<Props>,
}

#[derive(Deserialize)]
struct Inputs {
    package: String,
    version: Option<String>,
}

impl Package {
    pub(super) fn new(real: Arc<dyn Agent>, props: Arc<Props>) -> Self {
        Self { real, props }
    }

    async fn perform(&self, call: &Call, node: &Context) -> Result<Answer, Answer> {
        let inputs: Inputs = call.inputs()?;
        let temper = self.props.temper(node);
        sleep(temper.lag).await;
        let changes = call.action != "status";
        if changes {
            sleep(temper.work).await;
        }
        if changes && temper.trouble == Some(Trouble::Locked) {
            return Err(Answer::aborted("the package database is locked by process 4412"));
        }
        let state = self.props.with(node, |machine| {
            change(machine, &call.action, &inputs).map(|()| state(machine, &inputs.package))
        });
        let state = state.ok_or_else(|| Answer::aborted("this machine has no packages"))??;
        Answer::of(&state)
    }

    async fn outdated(&self, node: &Context) -> Result<Answer, Answer> {
        sleep(self.props.temper(node).lag).await;
        let found = self.props.with(node, |machine| {
            let old = PACKAGES
                .iter()
                .filter(|(name, _, new)| machine.packages.get(*name).is_some_and(|is| is != new));
            old.map(|(name, _, new)| json!({"package": name, "version": new, "repo": "stable"}))
                .collect::<Vec<Value>>()
        });
        let found = found.unwrap_or_default();
        Answer::of(&json!({
            "exitcode": 0,
            "package_manager": "apt",
            "output": format!("{} outdated", found.len()),
            "outdated_packages": found,
        }))
    }
}

#[async_trait]
impl Agent for Package {
    fn ddl(&self) -> &Arc<ddl::Agent> {
        self.real.ddl()
    }

    fn check(&self, action: &ddl::Action, data: &ddl::Object) -> Result<(), Answer> {
        self.real.check(action, data)
    }

    async fn call(&self, call: Call, node: &Context) -> Answer {
        let done = match call.action.as_str() {
            "status" | "install" | "update" | "uninstall" | "purge" => self.perform(&call, node).await,
            "checkupdates" => self.outdated(node).await,
            _ => return self.real.call(call, node).await,
        };
        done.unwrap_or_else(|refused| refused)
    }
}

fn change(machine: &mut Machine, action: &str, inputs: &Inputs) -> Result<(), Answer> {
    let name = inputs.package.as_str();
    let offered = PACKAGES.iter().find(|(known, ..)| *known == name);
    match action {
        "install" | "update" => {
            let Some((_, old, new)) = offered else {
                return Err(Answer::aborted(format!("no repository has a package {name}")));
            };
            let version = inputs.version.as_deref().unwrap_or(new);
            if version != *old && version != *new {
                return Err(Answer::aborted(format!(
                    "no repository has {name} {version}, only {old} and {new}"
                )));
            }
            machine.packages.insert(name.to_owned(), version.to_owned());
        }
        "uninstall" | "purge" => {
            machine.packages.remove(name);
        }
        _ => {}
    }
    Ok(())
}

/// What the real agent would say of a package.
fn state(machine: &Machine, name: &str) -> Value {
    match machine.packages.get(name) {
        None => json!({"name": name, "ensure": "absent", "provider": "apt"}),
        Some(ensure) => {
            let (version, release) = ensure.split_once('-').unwrap_or((ensure, ""));
            json!({
                "name": name,
                "ensure": ensure,
                "version": version,
                "release": release,
                "epoch": "0",
                "arch": "amd64",
                "provider": "apt",
            })
        }
    }
}
