//! A link that a page must not carry.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::ValuePath;

pub(in crate::check) const RULE: Rule = Rule {
    name: "unsafe-url",
    group: Group::Build,
    level: Level::Deny,
    finds: "a link that is neither http, https nor mailto",
    why: "other schemes run code in the reader's browser or open programs on the reader's machine",
    mend: "write the whole address, beginning with https://",
    wrong: &[r#"
[[references]]
title = "The dashboard"
url = "javascript:alert(1)"
#     ^^^^^^^^^^^^^^^^^^^^^
"#],
    right: &[r#"
[[references]]
title = "The dashboard"
url = "https://example.com/dashboard"
"#],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let incident = &subject.entry.incident;
    let list = |name: &'static str, key: &'static str| move |index: usize| ValuePath::root().key(name).index(index).key(key);
    each(incident.timeline.iter().map(|entry| entry.url.as_deref()), list("timeline", "url"), findings);
    each(incident.actions.iter().map(|action| action.url.as_deref()), list("actions", "url"), findings);
    each(incident.references.iter().map(|reference| reference.url.as_deref()), list("references", "url"), findings);
    let recording = |_| ValuePath::root().key("review").key("recording");
    each(std::iter::once(incident.review.recording.as_deref()), recording, findings);
}

fn each<'a>(urls: impl Iterator<Item = Option<&'a str>>, path: impl Fn(usize) -> ValuePath, findings: &mut Findings) {
    for (index, url) in urls.enumerate().filter_map(|(index, url)| Some((index, url?))) {
        if !is_safe(url) {
            findings.report(RULE.breach(path(index), format!("{url:?} is not a link that can be published")));
        }
    }
}

/// Whether a link leads to the web or to a mailbox.
fn is_safe(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else { return false };
    if ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web)) {
        rest.strip_prefix("//").is_some_and(|host| !host.is_empty()) && !url.contains(char::is_whitespace)
    } else {
        scheme.eq_ignore_ascii_case("mailto") && rest.contains('@')
    }
}
