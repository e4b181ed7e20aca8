//! `pir-site explain`: what a rule finds, why it matters and how to mend it; or all rules, a line each.

use super::{DONE, terminal};
use crate::check::{self, RULES, Rule};
use crate::diagnostic::did_you_mean;
use crate::error::{Error, Result};

pub(super) fn run(rule: Option<&str>) -> Result<u8> {
    let text = match rule {
        None => check::overview(),
        Some(name) => Rule::named(name).ok_or_else(|| unknown(name))?.explanation(),
    };
    terminal::print(&text)?;
    Ok(DONE)
}

fn unknown(name: &str) -> Error {
    let hint = match did_you_mean(name, RULES.iter().map(|rule| rule.name)) {
        Some(near) => format!("did you mean {near:?}?"),
        None => "`pir-site explain` lists the rules".to_owned(),
    };
    Error::new(format!("there is no rule {name:?}")).hint(hint)
}
