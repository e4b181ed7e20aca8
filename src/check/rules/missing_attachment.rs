//! A picture that is not there.

use crate::check::{Findings, Rule, Scope, Subject};
use crate::diagnostic::{Problem, ValuePath};

pub(in crate::check) const RULE: Rule = Rule {
    name: "missing-attachment",
    finds: "an image of a timeline entry that is no file beside the incident file",
    why: "the published page would show a broken picture",
    mend: "put the file into the folder of the incident file, and name it by its path from there",
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    for (index, entry) in subject.entry.incident.timeline.iter().enumerate() {
        let Some(image) = &entry.image else { continue };
        if subject.content.attachment(&subject.entry.file, image).is_none() {
            let path = ValuePath::root().key("timeline").index(index).key("image");
            findings
                .report(Problem::error(RULE.name, path, format!("there is no file {image:?} beside this one")).hint(RULE.mend));
        }
    }
}
