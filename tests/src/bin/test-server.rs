//! `mco-server` under a name of the harness, so that suites can start, kill and restart it as a process.

fn main() -> std::process::ExitCode {
    daemon::program::main()
}
