//! A picture that is not there.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::ValuePath;

pub(in crate::check) const RULE: Rule = Rule {
    name: "missing-attachment",
    group: Group::Build,
    level: Level::Deny,
    finds: "an image of a timeline entry that is no file beside the incident file",
    why: "the published page would show a broken picture",
    mend: "put the file into the folder of the incident file, and name it by its path from there",
    wrong: &[r#"
[[timeline]]
at = 2024-03-15T14:40:00Z
event = "Errors rise."
image = "errors.png"
#       ^^^^^^^^^^^^
"#],
    right: &[r#"
[[timeline]]
at = 2024-03-15T14:40:00Z
event = "Errors rise."
image = "errors.png"
# file: content/errors.png
"#],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    for (index, entry) in subject.timeline.iter().enumerate() {
        let Some(image) = &entry.image else { continue };
        if subject.review.content.attachment(&subject.entry.file, image).is_none() {
            let path = ValuePath::root().key("timeline").index(index).key("image");
            findings.report(RULE.breach(path, format!("there is no file {image:?} beside this one")));
        }
    }
}
