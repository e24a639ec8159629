//! `mco`: fleet orchestration from a terminal.

use std::process::ExitCode;

fn main() -> ExitCode {
    mco::main()
}
