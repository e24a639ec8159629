//! `mco-broker`: the message broker of a site and the central services around it.

fn main() -> std::process::ExitCode {
    broker::program::main()
}
