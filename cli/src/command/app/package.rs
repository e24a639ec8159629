//! `mco package`: packages of the operating system.

use client::NodeReply;
use serde_json::Value;

use super::lines::{lines, output};
use super::{ask_whole, either_order, inputs};
use crate::args::FleetArgs;
use crate::ask::Manner;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::Layout;

/// Actions on one package.
const ON_PACKAGE: [&str; 6] = ["install", "uninstall", "purge", "update", "status", "search"];

/// Actions on all packages.
const ON_ALL: [&str; 8] = [
    "count",
    "md5",
    "refresh",
    "yum_clean",
    "yum_checkupdates",
    "apt_update",
    "apt_checkupdates",
    "checkupdates",
];

/// Install, remove and look at packages.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Actions on a package: install, uninstall, purge, update, status, search
Others: count, md5, refresh, checkupdates, apt_update, apt_checkupdates, yum_clean, yum_checkupdates

Examples:
  mco package status apache -W country=uk
  mco package zsh install --limit 10%
  mco package checkupdates")]
pub(crate) struct Package {
    /// `ACTION PACKAGE`, `PACKAGE ACTION`, or an action that needs no package
    #[arg(num_args = 0..=2, value_name = "ACTION|PACKAGE")]
    words: Vec<String>,
    /// Version to install
    #[arg(long = "version", value_name = "VERSION")]
    package_version: Option<String>,
    #[command(flatten)]
    fleet: FleetArgs,
}

impl Run for Package {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let (action, package) = self.understood(ctx.can_ask())?;
        let inputs = inputs([("package", package), ("version", self.package_version.clone())]);
        let manner = Manner {
            args: &self.fleet,
            layout: Some(layout(&action, ctx.global.verbose)),
            wary: false,
        };
        ask_whole(ctx, ("package", &action), &inputs, manner).await
    }
}

impl Package {
    fn understood(&self, form: bool) -> anyhow::Result<(String, Option<String>)> {
        if let [action] = self.words.as_slice()
            && ON_ALL.contains(&action.as_str())
        {
            return Ok((action.clone(), None));
        }
        let (action, package) = either_order(&self.words, &ON_PACKAGE, "package", form)?;
        Ok((action.to_owned(), package.map(str::to_owned)))
    }
}

fn layout(action: &str, verbose: bool) -> Box<dyn Layout> {
    match action {
        "search" => lines(move |reply| Some(list(reply, "available_packages", verbose.then_some("summary")))),
        "checkupdates" | "yum_checkupdates" | "apt_checkupdates" => {
            lines(move |reply| Some(list(reply, "outdated_packages", verbose.then_some("version"))))
        }
        "install" | "uninstall" | "purge" | "update" | "status" => lines(|reply| Some(state(reply))),
        _ => lines(|reply| Some(output(reply, "output"))),
    }
}

/// `name-version.arch`, or that it is not there.
fn state(reply: &NodeReply) -> String {
    let ensure = output(reply, "ensure");
    if matches!(ensure.as_str(), "absent" | "purged" | "") {
        return ensure;
    }
    let arch = output(reply, "arch");
    let dot = if arch.is_empty() { "" } else { "." };
    format!("{}-{ensure}{dot}{arch}", output(reply, "name"))
}

/// Names of packages with commas between, each with one more detail if that is wanted.
fn list(reply: &NodeReply, name: &str, detail: Option<&str>) -> String {
    let items = reply.reply.data.get(name).and_then(Value::as_array);
    let said = |item: &Value, key: &str| item.get(key).map(crate::out::value::short).unwrap_or_default();
    let names: Vec<String> = items
        .into_iter()
        .flatten()
        .map(|item| match detail {
            Some(key) => format!("{} ({})", said(item, "package"), said(item, key)),
            None => said(item, "package"),
        })
        .collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::theme::Theme;
    use protocol::rpc::Status;
    use serde_json::json;

    fn understood(words: &[&str]) -> Result<(String, Option<String>), String> {
        let package = Package {
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            package_version: None,
            fleet: FleetArgs::default(),
        };
        package.understood(false).map_err(|error| error.to_string())
    }

    #[test]
    fn both_word_orders_and_actions_without_a_package_are_understood() {
        let expected = Ok(("status".to_owned(), Some("zsh".to_owned())));
        assert_eq!(understood(&["status", "zsh"]), expected);
        assert_eq!(understood(&["zsh", "status"]), expected);
        assert_eq!(understood(&["count"]), Ok(("count".to_owned(), None)));
        assert!(understood(&["zsh"]).is_err());
        assert!(understood(&["install"]).is_err());
    }

    #[test]
    fn status_is_a_line_per_node_under_the_longest_name() {
        let replies = [
            fixture::ok(
                "web01.lab.test",
                json!({"name": "apache", "ensure": "2.4.62-1", "arch": "x86_64"}),
            ),
            fixture::ok("db1", json!({"name": "apache", "ensure": "absent", "arch": ""})),
            fixture::reply(
                "edge1.lab.test",
                Status::Aborted,
                "no package manager\u{1b}[2J",
                json!({}),
            ),
        ];
        let replies: Vec<&NodeReply> = replies.iter().collect();
        insta::assert_snapshot!(layout("status", false).replies(&replies, Theme::PLAIN), @r"
        web01.lab.test: apache-2.4.62-1.x86_64
                   db1: absent
        edge1.lab.test: no package manager\x1b[2J
        ");
    }

    #[test]
    fn updates_are_named_and_more_detail_adds_versions() {
        let outdated = json!({"outdated_packages": [{"package": "zsh", "version": "5.9"}, {"package": "vim", "version": "9"}]});
        let replies = [
            fixture::ok("web01", outdated),
            fixture::ok("web02", json!({"outdated_packages": []})),
        ];
        let replies: Vec<&NodeReply> = replies.iter().collect();
        insta::assert_snapshot!(layout("checkupdates", false).replies(&replies, Theme::PLAIN), @"
        web01: zsh, vim
        web02: none
        ");
        insta::assert_snapshot!(layout("checkupdates", true).replies(&replies, Theme::PLAIN), @"
        web01: zsh (5.9), vim (9)
        web02: none
        ");
    }
}
