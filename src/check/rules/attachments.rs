//! Files beside an incident file.

use std::collections::BTreeSet;
use std::path::Path;

use crate::check::context::{Checker, RuleContext};
use crate::check::links::links;
use crate::check::rule::Rule;
use crate::content::{Content, display_path};
use crate::diagnostic::{Diagnostic, Location, at};
use crate::prose::markdown::local;

/// A picture that does not exist.
pub(super) fn missing_attachment(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for (index, entry) in ctx.timeline.iter().enumerate() {
        let Some(image) = &entry.image else { continue };
        if ctx.checker.content.attachment(&ctx.file.source, image).is_none() {
            let path = at!["timeline", index, "image"];
            found.push(rule.violation(ctx.at(path), format!("there is no file \"{image}\" beside this one")));
        }
    }
}

/// An attachment that no incident refers to.
pub(super) fn unused_attachment(rule: &Rule, checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    let content = checker.content;
    if content.attachments.is_empty() || !is_whole(content) {
        return;
    }
    let used = used(content);
    let is_readme = |file: &Path| file.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"));
    for file in content.attachments.iter().filter(|file| !is_readme(file) && !used.contains(file.as_path())) {
        let location = Location::file(display_path(file));
        found.push(rule.violation(location, "no incident refers to this file, so it is not published"));
    }
}

/// Whether every incident file was understood in full. What a broken one refers to is not known.
fn is_whole(content: &Content) -> bool {
    content.unread.is_empty() && content.files.iter().all(|file| file.removed.is_empty())
}

/// The files that incidents refer to.
fn used(content: &Content) -> BTreeSet<&Path> {
    let mut used = BTreeSet::new();
    for file in &content.files {
        let images = file.incident.timeline.iter().filter_map(|entry| entry.image.clone());
        let linked = links(&file.incident).into_iter().map(|link| local(&link.target));
        used.extend(images.chain(linked).filter_map(|name| content.attachment(&file.source, &name)));
    }
    used
}
