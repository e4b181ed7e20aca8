//! Resolves severities, services and incidents named on the command line.

use crate::archive::View;
use crate::config::{Config, Severity};
use crate::diagnostic::did_you_mean;
use crate::error::{Error, Result};
use crate::prose;

/// The severity with this name.
///
/// # Errors
/// There is no such severity. The hint suggests similar names.
pub(super) fn severity<'a>(name: &str, config: &'a Config) -> Result<&'a Severity> {
    let all = config.severities.all();
    config.severities.find(name).ok_or_else(|| {
        let ids: Vec<&str> = all.iter().map(|severity| severity.id.as_str()).collect();
        let known = all.iter().flat_map(|severity| severity.aliases.iter().map(String::as_str).chain([severity.id.as_str()]));
        unknown("severity", name, known, &format!("the severities are {}", prose::list(&ids)))
    })
}

/// The id of a service. If no services are registered, every name is an id.
///
/// # Errors
/// The service is not registered.
pub(super) fn service(name: &str, config: &Config) -> Result<String> {
    let entries = config.services.entries();
    match config.services.find(name) {
        Some(entry) => Ok(entry.id.clone()),
        None if entries.is_empty() => Ok(name.to_owned()),
        None => {
            let known = entries.iter().flat_map(|entry| entry.aliases.iter().map(String::as_str).chain([entry.id.as_str()]));
            Err(unknown("service", name, known, "pir-site.toml lists them under [[services]]"))
        }
    }
}

/// The index of the incident with this id, in any case.
///
/// # Errors
/// There is no such incident for this audience. The hint suggests a similar id.
pub(super) fn incident(id: &str, view: &View) -> Result<usize> {
    let ids = || view.cases.iter().map(|case| case.incident.id.as_str());
    ids().position(|known| known.eq_ignore_ascii_case(id)).ok_or_else(|| {
        let error = Error::new(format!("there is no incident \"{id}\" for this audience"));
        match did_you_mean(id, ids()) {
            Some(near) => error.hint(format!("did you mean {near}?")),
            None => error.hint("drafts need --drafts, and internal incidents need --audience internal"),
        }
    })
}

fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>, otherwise: &str) -> Error {
    let hint = did_you_mean(name, known).map_or_else(|| otherwise.to_owned(), |near| format!("did you mean \"{near}\"?"));
    Error::new(format!("there is no {what} \"{name}\"")).hint(hint)
}
