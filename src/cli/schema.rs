//! `pir-site schema`: the JSON Schema of an incident file, or of the configuration.

use super::args::Schema;
use super::{DONE, terminal};
use crate::error::Result;

pub(super) fn run(args: &Schema) -> Result<u8> {
    let schema = if args.config { crate::config::schema() } else { crate::incident::schema() };
    terminal::print(&format!("{schema:#}\n"))?;
    Ok(DONE)
}
