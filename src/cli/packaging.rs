//! `pir-site completions` and `pir-site man`: generates shell completions and manual pages for packagers.

use std::path::Path;

use clap_complete::Shell;

use super::args;
use super::{DONE, terminal};
use crate::error::{Error, Result};

/// Prints the completions for a shell.
pub(super) fn completions(shell: Shell) -> Result<u8> {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut args::command(), env!("CARGO_PKG_NAME"), &mut out);
    terminal::print(&String::from_utf8_lossy(&out))?;
    Ok(DONE)
}

/// Prints the manual page of the whole command, or writes one page per command to a folder.
pub(super) fn man(folder: Option<&Path>) -> Result<u8> {
    if let Some(folder) = folder {
        let made = std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(described(), folder));
        made.map_err(|error| Error::io("write manual pages to", folder, error))?;
        return Ok(DONE);
    }
    let mut out = Vec::new();
    let drawn = clap_mangen::Man::new(described()).render(&mut out);
    drawn.map_err(|error| Error::new("failed to write the manual page").because(error))?;
    terminal::print(&String::from_utf8_lossy(&out))?;
    Ok(DONE)
}

/// The command with a description of each possible value, as in a manual page.
fn described() -> clap::Command {
    let at_length = |arg: clap::Arg| arg.hide_possible_values(false);
    args::command().mut_args(at_length).mut_subcommands(|command| command.mut_args(at_length))
}
