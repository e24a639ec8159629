//! `mco` under a name of the harness, so that suites can interrupt and kill it as a process.

fn main() -> std::process::ExitCode {
    mco::main()
}
