//! Reports templates that cannot be compiled or rendered as diagnostics of their files.

use std::io;

use rayon::prelude::*;

use super::{Problems, Project};
use crate::archive::{Audience, View};
use crate::diagnostic::{Diagnostic, Level, Source};
use crate::error::Error;
use crate::site::{Plan, RouteContent};
use crate::theme::Theme;

const RULE: &str = "template";

/// Compiles the templates of a project that has its own, and renders every page, since a template can fail at some pages only. Adds
/// the problems that are not reported yet. An archive with errors has no pages to render.
pub(super) fn add(diagnostics: &mut Vec<Diagnostic>, project: &Project, plan: Plan, view: View, audience: Audience) {
    let is_other_error = |found: &Diagnostic| found.level == Level::Error && found.rule != RULE;
    if !project.theme.has_own_templates() || diagnostics.iter().any(is_other_error) {
        return;
    }
    let errors = match project.site_of_plan(plan, view, audience) {
        Err(errors) => errors,
        Ok(site) => {
            site.prepare();
            let pages = site.plan().routes().par_iter().filter_map(|planned| match &planned.content {
                RouteContent::Page(page) => Some(page),
                RouteContent::File(_) => None,
            });
            pages.filter_map(|page| site.render(page, &mut io::sink()).err()).collect()
        }
    };
    for found in located(&errors, &project.theme) {
        if !diagnostics.iter().any(|known| known.location == found.location && known.rule == RULE) {
            diagnostics.push(found);
        }
    }
}

/// The problem of a page that failed: of a template, or of the system.
pub(super) fn failed(error: Error, theme: &Theme) -> Problems {
    if error.place().is_some() { located(&[error], theme).into() } else { error.into() }
}

/// The diagnostics for errors of templates.
pub(super) fn located(errors: &[Error], theme: &Theme) -> Vec<Diagnostic> {
    errors.iter().map(|error| located_error(error, theme)).collect()
}

fn located_error(error: &Error, theme: &Theme) -> Diagnostic {
    let Some(place) = error.place() else { return Diagnostic::error(RULE, error.to_string()) };
    let name = theme.places.iter().find(|(_, file)| **file == place.file).and_then(|(name, _)| name.strip_prefix("templates/"));
    let text = theme.templates.get(name.unwrap_or(&place.file)).map_or("", |text| text);
    let start: usize = text.split_inclusive('\n').take(place.line.saturating_sub(1)).map(str::len).sum();
    let line = text[start..].lines().next().unwrap_or_default();
    let indent = line.len() - line.trim_start().len();
    let bytes = start + indent..start + indent + line.trim().len();
    Diagnostic::error(RULE, error.message()).at(Source::new(&place.file, text).location(bytes))
}
