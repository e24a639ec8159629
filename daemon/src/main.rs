//! `mco-server`: the daemon on every managed node.

fn main() -> std::process::ExitCode {
    daemon::program::main()
}
