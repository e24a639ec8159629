//! What the kernel knows about a process.

use anyhow::{Context, Result};

/// Resident memory, kB.
pub(crate) fn resident_kb(pid: u32) -> Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .context("no VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}

/// User and system time, microseconds.
pub(crate) fn cpu_us(pid: u32) -> Result<(f64, f64)> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let (_, fields) = stat.rsplit_once(") ").context("no fields")?;
    let fields: Vec<&str> = fields.split(' ').collect();
    // The kernel counts in hundredths of a second for everybody.
    let us = |at: usize| anyhow::Ok(fields[at].parse::<f64>()? * 10_000.0);
    Ok((us(11)?, us(12)?))
}
