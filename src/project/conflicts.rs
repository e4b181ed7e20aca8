//! Reports addresses claimed by two sources as diagnostics of the claiming files.

use std::collections::HashSet;
use std::ops::Range;

use crate::archive::{CustomPage, View};
use crate::content::{Content, ParsedFile, display_path};
use crate::diagnostic::{Diagnostic, Level, Location, Schema, Source, at, locate};
use crate::incident::Step;
use crate::prose::markdown::{links, local};
use crate::prose::normalized;
use crate::site::{Claimant, Page, Refused};
use crate::theme::Theme;

const RULE: &str = "taken-address";

/// Adds the refused claims of a plan that are not reported yet.
pub(super) fn add(
    diagnostics: &mut Vec<Diagnostic>,
    refused: &[Refused<Claimant>],
    view: &View,
    content: &Content,
    theme: &Theme,
) {
    // An invalid id or alias is refused at each of its addresses, and is already reported; so is one of two equal ones.
    let errors = diagnostics.iter().filter(|found| found.level == Level::Error);
    let mut known: HashSet<_> = errors.map(|found| found.location.as_ref().map(position)).collect();
    diagnostics.extend(located(refused, view, content, theme).into_iter().filter(|found| {
        let is_known = found.related.iter().any(|(_, owner)| known.contains(&Some(position(owner))));
        !is_known && known.insert(found.location.as_ref().map(position))
    }));
}

fn position(location: &Location) -> (String, Option<usize>) {
    (location.file.clone(), location.span.as_ref().map(|span| span.bytes.start))
}

/// Converts refused claims into diagnostics with positions.
pub(super) fn located(refused: &[Refused<Claimant>], view: &View, content: &Content, theme: &Theme) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = refused.iter().map(|refused| diagnostic(refused, view, content, theme)).collect();
    locate(&mut found, &Schema::new(crate::incident::schema()), |file| content.text_of(file));
    found
}

fn diagnostic(refused: &Refused<Claimant>, view: &View, content: &Content, theme: &Theme) -> Diagnostic {
    let here = location(&refused.source, view, content, theme);
    let taken = refused.owner.as_ref().and_then(|owner| location(owner, view, content, theme));
    let message = match (&refused.source, &refused.owner) {
        (Claimant::Site(page), _) | (_, Some(Claimant::Site(page))) => {
            format!("{}: it is that of {}", refused.message, page.describe(view))
        }
        _ => refused.message.clone(),
    };
    let found = Diagnostic::error(RULE, message).hint("give one of the two another id, name or alias");
    match (here, taken) {
        (Some(here), Some(taken)) => found.at(here).related("it is taken here", taken),
        (Some(here), None) | (None, Some(here)) => found.at(here),
        (None, None) => found,
    }
}

/// The location of a claim. `None` if the site itself makes it, without a file of the project.
fn location(claimant: &Claimant, view: &View, content: &Content, theme: &Theme) -> Option<Location> {
    let file = |number: &usize| file(*number, view, content);
    match claimant {
        Claimant::Site(Page::Static(name)) => Some(Location::file(theme.places.get(&format!("static/{name}"))?)),
        Claimant::Site(_) => None,
        Claimant::Incident(number) => Some(file(number)?.at(at!["id"])),
        Claimant::Alias(number, alias) => Some(file(number)?.at(at!["aliases", *alias])),
        Claimant::Custom(number) => in_page(view.pages.get(*number)?, content, |text| 0..text.lines().next().map_or(0, str::len)),
        Claimant::CustomFile(number, name) => in_page(view.pages.get(*number)?, content, |text| {
            let link = links(text).into_iter().find(|link| *normalized(&local(&link.target)) == **name);
            link.map_or(0..0, |link| link.bytes)
        }),
        Claimant::Attachment(number, name) => reference(file(number)?, name),
    }
}

fn file<'c>(number: usize, view: &View, content: &'c Content) -> Option<&'c ParsedFile> {
    let case = view.cases.get(number)?;
    let name = case.source.rsplit('/').next()?;
    content.file(&display_path(&case.folder.join(name)))
}

/// The location of a part of a custom page's file.
fn in_page(page: &CustomPage, content: &Content, part: impl FnOnce(&str) -> Range<usize>) -> Option<Location> {
    let text = content.text_of_page(page)?;
    Some(Source::new(&page.source, &text).location(part(&text)))
}

/// The location of the first reference to an attachment.
fn reference(file: &ParsedFile, name: &str) -> Option<Location> {
    let shown = file.incident.timeline.iter().position(|entry| entry.image.as_deref() == Some(name));
    if let Some(index) = shown {
        return Some(file.at(at!["timeline", index, "image"]));
    }
    let mut found = None;
    file.incident.each_text(&mut |text| {
        if found.is_none() && text.form == crate::incident::Form::Markdown {
            let link = links(text.text).into_iter().find(|link| *normalized(&local(&link.target)) == *name);
            found = link.map(|link| {
                let path = text.path.iter().fold(crate::diagnostic::ValuePath::root(), |path, step| match step {
                    Step::Key(key) => path.then(*key),
                    Step::Index(index) => path.then(*index),
                });
                file.at(path).within(link.bytes)
            });
        }
    });
    found
}
