//! An attachment that no incident shows.

use std::collections::BTreeSet;
use std::path::Path;

use crate::check::links::links;
use crate::check::{Findings, Group, Level, Review, Rule, Scope};
use crate::content::Content;
use crate::diagnostic::ValuePath;
use crate::prose::markdown::local;

pub(in crate::check) const RULE: Rule = Rule {
    name: "unused-attachment",
    group: Group::Names,
    level: Level::Warn,
    finds: "a file in a content folder that no text of an incident links to and no timeline entry shows; a README is left alone",
    why: "only what an incident refers to is published: whoever put the file there believes that readers see it",
    mend: "link to it from the incident beside it, or remove it",
    wrong: &[r#"
id = "INC-1"
# file: content/errors.png
"#],
    right: &[r#"
summary = "See [the log](logs/broker%20one.txt)."

[[timeline]]
at = 2024-03-15T14:40:00Z
event = "Errors rise."
image = "errors.png"
# file: content/errors.png
# file: content/logs/broker one.txt
# file: content/README.md
"#],
    scope: Scope::Archive(find),
};

fn find(review: &Review<'_>, findings: &mut Findings) {
    if review.content.attachments.is_empty() || !is_whole(review.content) {
        return;
    }
    let used = used(review);
    let is_readme = |file: &Path| file.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"));
    for file in review.content.attachments.iter().filter(|file| !is_readme(file) && !used.contains(file.as_path())) {
        let problem = RULE.breach(ValuePath::root(), "no incident refers to this file, so it is published nowhere");
        findings.report_file(&review.content.shown(file), problem);
    }
}

/// Whether every incident file was understood in full. Of a broken one, nobody knows what it refers to.
fn is_whole(content: &Content) -> bool {
    content.unread.is_empty() && content.entries.iter().all(|entry| entry.reported.is_empty())
}

/// The files that incidents refer to.
fn used<'a>(review: &'a Review<'_>) -> BTreeSet<&'a Path> {
    let mut used = BTreeSet::new();
    for entry in &review.content.entries {
        let images = entry.incident.timeline.iter().filter_map(|entry| entry.image.clone());
        let linked = links(&entry.incident).into_iter().map(|link| local(&link.target));
        used.extend(images.chain(linked).filter_map(|name| review.content.attachment(&entry.file, &name)));
    }
    used
}
