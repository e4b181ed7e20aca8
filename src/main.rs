//! The `pir-site` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    pir_site::cli::main()
}
