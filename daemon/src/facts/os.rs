//! The operating system and its kernel.

use std::collections::HashMap;

use protocol::rpc::Object;
use serde_json::{Value, json};

use super::gather::text;

/// Adds `os` and the `kernel*` facts.
pub(super) fn gather(facts: &mut Object) {
    let uname = rustix::system::uname();
    let hardware = uname.machine().to_string_lossy();
    let release = uname.release().to_string_lossy();
    let os_release = text("/etc/os-release")
        .or_else(|| text("/usr/lib/os-release"))
        .unwrap_or_default();
    let debian_version = text("/etc/debian_version");
    facts.insert("os".into(), os(&os_release, debian_version.as_deref(), &hardware));
    facts.insert("kernel".into(), uname.sysname().to_string_lossy().into());
    let version = release.split(['-', '+']).next().unwrap_or_default();
    let mut parts = version.split('.');
    let major = [parts.next(), parts.next()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>();
    facts.insert("kernelmajversion".into(), major.join(".").into());
    facts.insert("kernelversion".into(), version.into());
    facts.insert("kernelrelease".into(), release.into());
    if let Some(fips) = text("/proc/sys/crypto/fips_enabled") {
        facts.insert("fips_enabled".into(), (fips == "1").into());
    }
}

fn os(os_release: &str, debian_version: Option<&str>, hardware: &str) -> Value {
    let fields = fields(os_release);
    let get = |name: &str| fields.get(name).map_or("", String::as_str);
    let id = get("ID");
    let name = name(id, get("NAME"));
    let family = family(id, get("ID_LIKE"));
    let full = match debian_version {
        Some(version) if id == "debian" && version.starts_with(|c: char| c.is_ascii_digit()) => version,
        _ => get("VERSION_ID"),
    };
    let mut parts = full.splitn(2, '.');
    let first = parts.next().unwrap_or_default();
    // Ubuntu's releases are named by year and month together.
    let major = if id == "ubuntu" { full } else { first };
    let mut release = json!({"full": full, "major": major});
    if let Some(minor) = parts.next()
        && id != "ubuntu"
    {
        release["minor"] = minor.into();
    }
    let architecture = match hardware {
        "x86_64" if family == "Debian" => "amd64",
        other => other,
    };
    json!({
        "name": name,
        "family": family,
        "architecture": architecture,
        "hardware": hardware,
        "release": release,
        "distro": {
            "id": name,
            "codename": get("VERSION_CODENAME"),
            "description": get("PRETTY_NAME"),
        },
    })
}

fn fields(os_release: &str) -> HashMap<&str, String> {
    os_release
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(key, value)| (key.trim(), value.trim().trim_matches(['"', '\'']).to_owned()))
        .collect()
}

/// Names as facter spells them.
fn name<'a>(id: &str, name: &'a str) -> &'a str {
    match id {
        "debian" => "Debian",
        "ubuntu" => "Ubuntu",
        "rhel" => "RedHat",
        "centos" => "CentOS",
        "rocky" => "Rocky",
        "almalinux" => "AlmaLinux",
        "fedora" => "Fedora",
        "amzn" => "Amazon",
        "ol" => "OracleLinux",
        "sles" => "SLES",
        "sled" => "SLED",
        "alpine" => "Alpine",
        "arch" => "Archlinux",
        "gentoo" => "Gentoo",
        id if id.starts_with("opensuse") => "OpenSuSE",
        _ if name.is_empty() => "Linux",
        _ => name,
    }
}

fn family(id: &str, like: &str) -> &'static str {
    let mut words = std::iter::once(id).chain(like.split_ascii_whitespace());
    words
        .find_map(|word| match word {
            "debian" | "ubuntu" => Some("Debian"),
            "rhel" | "fedora" | "centos" | "amzn" | "ol" => Some("RedHat"),
            "suse" | "sles" | "sled" => Some("Suse"),
            "arch" => Some("Archlinux"),
            "gentoo" => Some("Gentoo"),
            word if word.starts_with("opensuse") => Some("Suse"),
            _ => None,
        })
        .unwrap_or("Linux")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distributions_are_named_as_facter_names_them() {
        let debian = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\nVERSION_ID=\"12\"\n";
        let told = os(debian, Some("12.5"), "x86_64");
        assert_eq!(told["name"], "Debian");
        assert_eq!(
            told["release"],
            json!({"full": "12.5", "major": "12", "minor": "5"})
        );
        assert_eq!(told["architecture"], "amd64");

        let rocky = "NAME=\"Rocky Linux\"\nID=rocky\nID_LIKE=\"rhel centos fedora\"\nVERSION_ID=9.3";
        let told = os(rocky, None, "x86_64");
        assert_eq!(
            (&told["name"], &told["family"]),
            (&json!("Rocky"), &json!("RedHat"))
        );
        assert_eq!(told["architecture"], "x86_64");

        let ubuntu = "ID=ubuntu\nID_LIKE=debian\nVERSION_ID=\"24.04\"\nVERSION_CODENAME=noble";
        let told = os(ubuntu, Some("trixie/sid"), "aarch64");
        assert_eq!(told["release"], json!({"full": "24.04", "major": "24.04"}));
        assert_eq!(told["distro"]["codename"], "noble");

        let unknown = os("", None, "riscv64");
        assert_eq!(
            (&unknown["name"], &unknown["family"]),
            (&json!("Linux"), &json!("Linux"))
        );
    }
}
