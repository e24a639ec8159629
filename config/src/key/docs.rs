//! The documentation of the keys.

use std::fmt::Write as _;

use super::{AREAS, Key, Readers};

/// The tables of all keys as Markdown, one per area: what `docs/configuration.md` shows.
pub fn markdown() -> String {
    let mut out = String::new();
    for area in AREAS {
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "### {}\n\n| key | type | default | read by | meaning |\n|---|---|---|---|---|\n",
            area.title
        );
        for key in area.keys {
            let _ = writeln!(out, "{}", row(key));
        }
        out.push('\n');
    }
    out
}

fn row(key: &Key) -> String {
    let default = key.default.map(|text| format!("`{text}`")).unwrap_or_default();
    let doc = key.doc.trim();
    format!(
        "| `{}` | {} | {default} | {} | {doc} |",
        key.name,
        key.kind.describe(),
        key.readers
    )
}

impl std::fmt::Display for Readers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names = [
            (self.client, "client"),
            (self.server, "server"),
            (self.broker, "broker"),
        ];
        let mut separator = "";
        for (_, name) in names.iter().filter(|(reads, _)| *reads) {
            write!(f, "{separator}{name}")?;
            separator = ", ";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const BEGIN: &str = "<!-- keys: begin; made from config/src/key, do not edit -->\n";
    const END: &str = "<!-- keys: end -->\n";

    #[test]
    fn the_documentation_shows_every_key_as_declared() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/configuration.md");
        let page = std::fs::read_to_string(&path).unwrap();
        let (before, rest) = page.split_once(BEGIN).unwrap();
        let (_, after) = rest.split_once(END).unwrap();
        let fresh = format!("{before}{BEGIN}\n{}{END}{after}", markdown());
        if std::env::var_os("MCO_REFRESH_DOCS").is_some() {
            std::fs::write(&path, fresh).unwrap();
            return;
        }
        assert!(
            page == fresh,
            "docs/configuration.md is stale; refresh it with: MCO_REFRESH_DOCS=1 cargo test -p mco-config documentation"
        );
    }
}
