//! `pir-site explain`: describes what a rule finds, why it matters and how to fix it, or lists all rules.

use super::{DONE, terminal};
use crate::check;
use crate::error::{Error, Result};

pub(super) fn run(rule: Option<&str>) -> Result<u8> {
    let text = match rule.map(|name| check::find_rule(name).ok_or(name)) {
        None => check::overview(),
        Some(Ok(rule)) => rule.explanation(),
        Some(Err(name)) => {
            let (message, hint) = check::unknown(name);
            return Err(Error::new(message).hint(hint));
        }
    };
    terminal::print(&text)?;
    Ok(DONE)
}
