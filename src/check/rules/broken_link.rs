//! A link in prose that leads nowhere.

use std::path::Path;

use crate::check::links::Link;
use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::ValuePath;
use crate::prose::markdown::{is_web, local};

pub(in crate::check) const RULE: Rule = Rule {
    name: "broken-link",
    group: Group::Names,
    level: Level::Deny,
    finds: "a Markdown link or picture that means a file which is not beside the incident file, an incident that is not there, or an \
            address that pages do not link to",
    why: "the reader of the published page meets a dead link or no link at all, where the author saw evidence",
    mend: "put the file into the folder of the incident file; write `../inc-2/`, in lower case, for the incident INC-2, or the whole \
           address, beginning with https://",
    wrong: &[
        r#"
summary = "See [the graph](errors.png), and ![its shape](shape.png)."
#              ^^^^^^^^^^^^^^^^^^^^^^^
#                                           ^^^^^^^^^^^^^^^^^^^^^^^
"#,
        r#"
summary = "It was [another one](INC-2) again, [in capitals](../INC-2/)."
#                 ^^^^^^^^^^^^^^^^^^^^
#                                             ^^^^^^^^^^^^^^^^^^^^^^^^
# file: content/b.toml
id = "INC-2"
"#,
    ],
    right: &[r#"
summary = "See [the graph](errors.png), [the other one](../inc-2/), [our page](https://example.com/), `[x](y.png)`."
# file: content/errors.png
# file: content/b.toml
id = "INC-2"
"#],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    for link in subject.links().iter().filter(|link| link.is_in_prose()) {
        if let Some(message) = broken(link, subject) {
            let problem = RULE.breach(ValuePath::root(), message);
            let problem = match incident_meant(link, subject) {
                Some(id) => problem.hint(format!("write ../{}/ for the page of {id}", id.to_lowercase())),
                None => problem,
            };
            findings.report(link.mark(problem));
        }
    }
}

/// What is wrong with a link, if it leads nowhere.
fn broken(link: &Link, subject: &Subject<'_>) -> Option<String> {
    let target = link.target.as_str();
    if is_web(target) || target.starts_with('#') {
        return None;
    }
    let before = target.split(['/', '?', '#']).next().unwrap_or_default();
    if let Some((scheme, _)) = before.split_once(':') {
        let leads_somewhere = ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
        return (!leads_somewhere).then(|| format!("pages do not link to {scheme:?} addresses"));
    }
    match local(target).as_str() {
        "" => Some("this link leads nowhere".to_owned()),
        path if path.starts_with(['/', '\\']) => Some("this link begins at the top of the site, wherever that is".to_owned()),
        path if path.starts_with("../") => climbing(path, subject),
        path if path.ends_with('/') => None,
        path if subject.review.content.attachment(&subject.entry.file, path).is_some() => None,
        path => Some(format!("there is no file {path:?} beside this one")),
    }
}

/// A link to another page of the site: of these, incidents are known here.
fn climbing(path: &str, subject: &Subject<'_>) -> Option<String> {
    let content = subject.review.content;
    let name = path.trim_start_matches("../").trim_end_matches('/');
    let is_known = content.entries.iter().any(|entry| entry.incident.id.eq_ignore_ascii_case(name))
        || content.unread.contains(&name.to_lowercase());
    if is_known && name.contains(|letter: char| letter.is_ascii_uppercase()) {
        return Some(format!("the address of {name:?} is in lower case"));
    }
    let is_sibling = path.matches("../").count() == 1 && !name.contains('/');
    let is_file = Path::new(name).extension().is_some_and(|extension| !extension.eq_ignore_ascii_case("html"));
    match (is_sibling && !is_known, is_file && !is_known) {
        (true, _) => Some(format!("there is no incident {name:?}, and attachments lie beside the incident file")),
        (false, true) => Some(format!("{path:?} is not beside the incident file, and only what lies there is published")),
        (false, false) => None,
    }
}

/// The incident that a broken link means, by its id or by its file.
fn incident_meant<'s>(link: &Link, subject: &'s Subject<'_>) -> Option<&'s str> {
    let path = local(&link.target);
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix("/incident.toml").or_else(|| path.strip_suffix(".toml")).unwrap_or(path);
    let name = path.rsplit('/').next()?;
    let mut ids = subject.review.content.entries.iter().map(|entry| entry.incident.id.as_str());
    ids.find(|id| id.eq_ignore_ascii_case(name))
}
