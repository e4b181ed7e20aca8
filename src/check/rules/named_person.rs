//! A name that a public build cannot replace by a role.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope, path};
use crate::diagnostic::{Diagnostic, Location, at};
use crate::incident::{Step, Visibility};
use crate::prose::markdown::local;

pub(super) const RULE: Rule = Rule {
    name: "named-person",
    group: Group::Names,
    level: RuleLevel::Warn,
    summary: "the name of a person that stays in a public build although `people = \"roles\"` is set: in an id, an old address, the name of an \
              incident file or of an attachment, or in an attachment that is a text of at most a megabyte",
    why: "addresses and files are published as they are, and a name in one of them undoes what was replaced everywhere else",
    help: "rename the file or the id, or remove the name from the attachment; `public = true` in `[[people]]` allows a name",
    wrong: &[r#"
id = "notes-of-ada-kern"
#    ^^^^^^^^^^^^^^^^^^^
commander = "Ada Kern"

[[timeline]]
at = 2024-03-15T14:40:00Z
event = "Errors rise."
image = "ada.png"
#       ^^^^^^^^^
# file: content/ada.png
# file: pir-site.toml
[privacy]
people = "roles"
"#],
    right: &[r#"
commander = "Ada Kern"
summary = "Ada Kern led the response."

[[timeline]]
at = 2024-03-15T14:40:00Z
event = "Errors rise."
image = "adapter.png"
# file: content/adapter.png
# file: pir-site.toml
[privacy]
people = "roles"
"#],
    scope: Scope::Incident(check),
};

/// What stays as it is: where it is reported, the text, and what it is.
type Fixed = (Location, String, String);

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(people) = ctx.checker.people().filter(|_| ctx.visibility == Visibility::Public) else { return };
    let fixed = fixed(ctx);
    let texts: Vec<String> = fixed.iter().map(|(_, text, _)| text.clone()).collect();
    let named = people.named_in(&ctx.file.incident, &texts, ctx.checker.config);
    for ((location, text, what), names) in fixed.into_iter().zip(named) {
        if let Some(first) = names.first() {
            let line = text[..first.start].matches('\n').count() + 1;
            let line = if text.contains('\n') { format!(", in line {line}") } else { String::new() };
            found.push(RULE.violation(location, format!("{what} names a person{line}")));
        }
    }
}

fn fixed(ctx: &RuleContext<'_>) -> Vec<Fixed> {
    let mut fixed = vec![(ctx.at(at!["id"]), spaced(&ctx.id), "the id".to_owned())];
    let file = &ctx.file.source.relative;
    // Most files are called as their incident is.
    if spaced(file).trim_end_matches(" Toml").split(' ').ne(spaced(&ctx.id).split(' ')) {
        fixed.push((
            Location::file(&ctx.file.source.display),
            spaced(file.trim_end_matches(".toml")),
            "the name of this file".to_owned(),
        ));
    }
    ctx.each_string(&mut |text| {
        let what = match text.path.iter().rev().find_map(|step| if let Step::Key(key) = step { Some(*key) } else { None }) {
            Some("aliases") => "the old address",
            Some("image") => return attachment(ctx, ctx.at(path(text.path)), text.text, &mut fixed),
            Some("id") if text.path.len() > 1 && !text.text.starts_with(&ctx.id) => "the id",
            _ => return,
        };
        if text.visibility == Visibility::Public {
            fixed.push((ctx.at(path(text.path)), spaced(text.text), what.to_owned()));
        }
    });
    for link in ctx.links().iter().filter(|link| !link.target.contains(':')) {
        attachment(ctx, link.location(ctx.file), &link.target, &mut fixed);
    }
    fixed
}

/// The name and the text of what an incident attaches.
fn attachment(ctx: &RuleContext<'_>, location: Location, reference: &str, fixed: &mut Vec<Fixed>) {
    let name = local(reference);
    let content = ctx.checker.content;
    let Some(file) = content.attachment(&ctx.file.source, &name) else { return };
    fixed.push((location.clone(), spaced(&name), format!("the name of the attachment {name:?}")));
    if let Some(text) = content.text_of_attachment(file) {
        fixed.push((location, text, format!("the attachment {name:?}")));
    }
}

/// The words of a file name or an id as a name is written: each with a capital.
fn spaced(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    words.map(capital).collect::<Vec<_>>().join(" ")
}
