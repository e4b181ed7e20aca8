//! An attachment that no incident refers to.

use std::collections::BTreeSet;
use std::path::Path;

use crate::check::context::Checker;
use crate::check::links::links;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::content::{Content, display_path};
use crate::diagnostic::{Diagnostic, Location};
use crate::prose::markdown::local;

pub(super) const RULE: Rule = Rule::new("unused-attachment", Group::Names, RuleLevel::Warn, Scope::Archive(check));

fn check(checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    let content = checker.content;
    if content.attachments.is_empty() || !is_whole(content) {
        return;
    }
    let used = used(content);
    let is_readme = |file: &Path| file.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"));
    for file in content.attachments.iter().filter(|file| !is_readme(file) && !used.contains(file.as_path())) {
        let location = Location::file(display_path(file));
        found.push(RULE.violation(location, "no incident refers to this file, so it is not published"));
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
