//! `pir-site schema`: prints the JSON Schema of an incident file or of the configuration.

use super::args::Global;
use super::{DONE, terminal};
use crate::error::Result;

pub(super) fn run(global: &Global) -> Result<u8> {
    let schema = if global.config.is_some() { crate::config::schema() } else { crate::incident::schema() };
    terminal::print(&format!("{schema:#}\n"))?;
    Ok(DONE)
}
