//! Processors, memory, load, uptime, and whether the machine is real.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use protocol::rpc::Object;
use serde_json::{Value, json};

use super::gather::{readable, text, usage};

/// Adds `processors`, `memory`, `load_averages`, `system_uptime`, `dmi`, `virtual` and `is_virtual`.
pub(super) fn gather(facts: &mut Object) {
    let cpuinfo = text("/proc/cpuinfo").unwrap_or_default();
    let isa = rustix::system::uname().machine().to_string_lossy().into_owned();
    facts.insert("processors".into(), processors(&cpuinfo, &isa));
    facts.insert(
        "memory".into(),
        memory(&text("/proc/meminfo").unwrap_or_default()),
    );
    if let Some(load) = text("/proc/loadavg").as_deref().and_then(load_averages) {
        facts.insert("load_averages".into(), load);
    }
    if let Some(uptime) = text("/proc/uptime").as_deref().and_then(uptime) {
        facts.insert("system_uptime".into(), uptime);
    }
    let dmi = |name: &str| text(Path::new("/sys/class/dmi/id").join(name)).unwrap_or_default();
    let (manufacturer, product) = (dmi("sys_vendor"), dmi("product_name"));
    let kind = container().unwrap_or_else(|| hypervisor(&manufacturer, &product, &cpuinfo));
    if !manufacturer.is_empty() || !product.is_empty() {
        let value = json!({"manufacturer": manufacturer, "product": {"name": product}});
        facts.insert("dmi".into(), value);
    }
    facts.insert("is_virtual".into(), (kind != "physical").into());
    facts.insert("virtual".into(), kind.into());
}

fn processors(cpuinfo: &str, isa: &str) -> Value {
    let values = |wanted: &str| -> Vec<&str> {
        let fields = cpuinfo.lines().filter_map(|line| line.split_once(':'));
        let wanted = fields.filter(|(key, _)| key.trim() == wanted);
        wanted.map(|(_, value)| value.trim()).collect()
    };
    let count = values("processor").len().max(1);
    let sockets = values("physical id").into_iter().collect::<BTreeSet<_>>().len();
    json!({
        "count": count,
        "physicalcount": sockets.max(1),
        "models": values("model name"),
        "isa": isa,
    })
}

fn memory(meminfo: &str) -> Value {
    let kib: HashMap<&str, u64> = meminfo
        .lines()
        .filter_map(|line| line.split_once(':'))
        .filter_map(|(key, value)| Some((key, value.split_ascii_whitespace().next()?.parse().ok()?)))
        .collect();
    let bytes = |key: &str| kib.get(key).copied().unwrap_or(0).saturating_mul(1024);
    let part = |total: u64, available: u64| {
        let mut part = usage(total, available, total.saturating_sub(available));
        part.insert("total".into(), readable(total).into());
        part.insert("total_bytes".into(), total.into());
        part
    };
    // Kernels before 3.14 do not tell what is available.
    let available = if kib.contains_key("MemAvailable") {
        bytes("MemAvailable")
    } else {
        bytes("MemFree") + bytes("Buffers") + bytes("Cached")
    };
    let mut memory = json!({"system": part(bytes("MemTotal"), available)});
    if bytes("SwapTotal") > 0 {
        memory["swap"] = part(bytes("SwapTotal"), bytes("SwapFree")).into();
    }
    memory
}

fn load_averages(loadavg: &str) -> Option<Value> {
    let mut words = loadavg.split_ascii_whitespace().map(str::parse::<f64>);
    let mut next = || words.next()?.ok();
    Some(json!({"1m": next()?, "5m": next()?, "15m": next()?}))
}

fn uptime(uptime: &str) -> Option<Value> {
    let seconds = uptime.split(['.', ' ']).next()?.parse::<u64>().ok()?;
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600, seconds / 60);
    let words = match (days, hours) {
        (0, _) => format!("{hours}:{:02} hours", minutes % 60),
        (1, _) => "1 day".into(),
        (days, _) => format!("{days} days"),
    };
    Some(json!({"seconds": seconds, "hours": hours, "days": days, "uptime": words}))
}

fn container() -> Option<&'static str> {
    if Path::new("/run/.containerenv").exists() {
        Some("podman")
    } else if Path::new("/.dockerenv").exists() {
        Some("docker")
    } else {
        let init = text("/run/systemd/container")?;
        Some(if init.starts_with("lxc") {
            "lxc"
        } else {
            "container_other"
        })
    }
}

/// The hypervisor by what it writes into the firmware tables, then by the processor flag every one of them sets.
fn hypervisor(manufacturer: &str, product: &str, cpuinfo: &str) -> &'static str {
    let firmware = format!("{manufacturer} {product}");
    let known = [
        ("VMware", "vmware"),
        ("VirtualBox", "virtualbox"),
        ("Google Compute Engine", "gce"),
        ("Parallels", "parallels"),
        ("Xen", "xen"),
        ("HVM domU", "xen"),
        ("Bochs", "bochs"),
        ("KVM", "kvm"),
        ("QEMU", "kvm"),
        ("Amazon EC2", "kvm"),
        ("OpenStack", "kvm"),
        ("oVirt", "ovirt"),
        ("Microsoft Corporation Virtual Machine", "hyperv"),
    ];
    let flagged = || {
        let mut flags = cpuinfo.lines().filter(|line| line.starts_with("flags"));
        flags.any(|line| line.split_ascii_whitespace().any(|flag| flag == "hypervisor"))
    };
    // Cloud providers also rent whole machines, whose tables carry the same vendor.
    let metal = product.ends_with(".metal");
    match known.iter().find(|(mark, _)| firmware.contains(mark)) {
        Some((_, kind)) if !metal => kind,
        _ if flagged() => "hypervisor",
        _ => "physical",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processors_are_counted_by_thread_and_socket() {
        let cpuinfo = "processor\t: 0\nmodel name\t: Fast\nphysical id\t: 0\n\n\
                       processor\t: 1\nmodel name\t: Fast\nphysical id\t: 0\n";
        assert_eq!(
            processors(cpuinfo, "x86_64"),
            json!({"count": 2, "physicalcount": 1, "models": ["Fast", "Fast"], "isa": "x86_64"})
        );
    }

    #[test]
    fn memory_is_told_in_bytes_and_words() {
        let memory = memory("MemTotal: 2097152 kB\nMemAvailable: 524288 kB\nSwapTotal: 0 kB\n");
        assert_eq!(memory["system"]["total_bytes"], 2_147_483_648_u64);
        assert_eq!(memory["system"]["used"], "1.50 GiB");
        assert_eq!(memory["system"]["capacity"], "75.00%");
        assert!(memory.get("swap").is_none());
    }

    #[test]
    fn uptime_is_told_in_seconds_and_words() {
        let told = uptime("356521.75 700000.10").unwrap();
        assert_eq!(
            told,
            json!({"seconds": 356_521, "hours": 99, "days": 4, "uptime": "4 days"})
        );
        assert_eq!(uptime("4000 1").unwrap()["uptime"], "1:06 hours");
        assert_eq!(uptime("soon"), None);
    }

    #[test]
    fn hypervisors_are_recognised() {
        assert_eq!(hypervisor("QEMU", "Standard PC", ""), "kvm");
        assert_eq!(
            hypervisor("Microsoft Corporation", "Virtual Machine", ""),
            "hyperv"
        );
        assert_eq!(hypervisor("Amazon EC2", "m5.metal", ""), "physical");
        assert_eq!(hypervisor("", "", "flags : fpu hypervisor sse"), "hypervisor");
        assert_eq!(hypervisor("Dell Inc.", "PowerEdge", "flags : fpu"), "physical");
    }
}
