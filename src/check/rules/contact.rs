//! A mail address, a phone number or a handle in what everybody reads.

use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Parser, Tag};
use regex::Regex;

use crate::check::context::{Checker, RuleContext};
use crate::check::project_texts::ProjectText;
use crate::check::rule::{Rule, path};
use crate::config::ShownAs;
use crate::diagnostic::{Diagnostic, Location};
use crate::incident::{Form, Incident, Visibility};
use crate::prose::markdown;

/// Local parts of mail addresses, and handles, of roles and groups: one on each line.
const ROLES: &str = include_str!("roles.txt");

/// A mail address; a number with its country's or its area's code; a handle.
static SHAPES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let mail = r"(?<mail>[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})";
    let phone = r"(?<phone>\+[1-9][0-9]{0,2}(?:[ .()/-]{0,2}[0-9]){7,14}|\(?[0-9]{3}\)?[ -][0-9]{3}-[0-9]{4})";
    Regex::new(&format!("{mail}|{phone}|(?<handle>@[A-Za-z][A-Za-z0-9._-]*)")).ok()
});

pub(super) fn check(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let mut texts = Texts::default();
    ctx.each_string(&mut |text| {
        let is_id = matches!(text.path.first(), Some(crate::incident::Step::Key("id" | "exceptions")));
        if text.visibility == Visibility::Public && !is_id {
            texts.add(text.text, text.form, || path(text.path));
        }
    });
    texts.report(rule, &ctx.file.incident, ctx.checker, found, |path, bytes| ctx.at(path.clone()).within(bytes));
}

/// The texts and links of the configuration, and the project's own pages.
pub(super) fn check_project(rule: &Rule, checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    let project_texts = checker.project_texts();
    let mut texts = Texts::default();
    let is_read = |text: &ProjectText<'_>| matches!(text.shown_as, Some(ShownAs::Text | ShownAs::Link));
    for (index, text) in project_texts.iter().enumerate().filter(|(_, text)| is_read(text)) {
        texts.add(&text.text, text.form, || index);
    }
    texts.report(rule, &Incident::default(), checker, found, |index, bytes| project_texts[*index].location(bytes));
}

/// Texts with what looks like contacts in them, each with its place.
struct Texts<P> {
    texts: Vec<String>,
    contacts: Vec<(P, Vec<Contact>)>,
}

impl<P> Default for Texts<P> {
    fn default() -> Self {
        Self { texts: Vec::new(), contacts: Vec::new() }
    }
}

impl<P> Texts<P> {
    fn add(&mut self, text: &str, form: Form, place: impl FnOnce() -> P) {
        let contacts = if text.contains(['@', '+', '-']) { contacts_in(text, form) } else { Vec::new() };
        if !contacts.is_empty() {
            self.texts.push(text.to_owned());
            self.contacts.push((place(), contacts));
        }
    }

    /// Reports them, but for those that a role replaces: they are not published.
    fn report(
        self,
        rule: &Rule,
        incident: &Incident,
        checker: &Checker<'_>,
        found: &mut Vec<Diagnostic>,
        location: impl Fn(&P, Range<usize>) -> Location,
    ) {
        let people = checker.people().filter(|_| !self.texts.is_empty());
        let replaced = people.map(|people| people.named_in(incident, &self.texts, checker.config)).unwrap_or_default();
        for (index, (place, contacts)) in self.contacts.into_iter().enumerate() {
            let names = replaced.get(index).map_or(&[][..], Vec::as_slice);
            for (bytes, what) in contacts {
                if !names.iter().any(|name| name.start < bytes.end && bytes.start < name.end) {
                    found.push(rule.violation(location(&place, bytes), format!("this looks like {what}")));
                }
            }
        }
    }
}

/// Where a contact is in its text, and what it looks like.
type Contact = (Range<usize>, &'static str);

fn contacts_in(text: &str, form: Form) -> Vec<Contact> {
    let mut found = Vec::new();
    for captures in SHAPES.iter().flat_map(|shapes| shapes.captures_iter(text)) {
        let what = ["mail", "phone", "handle"].into_iter().find_map(|name| captures.name(name).map(|part| (name, part)));
        let Some((name, part)) = what else { continue };
        let bytes = part.start()..part.start() + part.as_str().trim_end_matches(['.', '-', '_']).len();
        let (before, after) = (&text[..bytes.start], &text[bytes.end..]);
        let continues = before.ends_with(|c: char| c.is_alphanumeric() || "_./-@:+=".contains(c));
        let what = match name {
            "mail" if !is_role(&part.as_str()[..part.as_str().find('@').unwrap_or(0)]) => "a mail address",
            "phone"
                if !continues && is_number(part.as_str()) && !after.starts_with(|c: char| c.is_alphanumeric() || c == '%') =>
            {
                "a phone number"
            }
            "handle"
                if form != Form::Address
                    && !continues
                    && !after.starts_with(['/', '('])
                    && !is_role(&text[bytes.start + 1..bytes.end]) =>
            {
                "a handle"
            }
            _ => continue,
        };
        found.push((bytes, what));
    }
    if form == Form::Markdown && found.iter().any(|(_, what)| *what == "a handle") {
        let code = code(text);
        found.retain(|(bytes, what)| *what != "a handle" || !code.iter().any(|code| code.contains(&bytes.start)));
    }
    found
}

fn is_role(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ROLES.lines().any(|role| name == role || name.strip_prefix(role).is_some_and(|rest| rest.starts_with(['-', '+', '.'])))
        || name.ends_with("-team")
        || name.ends_with("-oncall")
}

/// Whether it has as many digits as a phone number; without a separator, as many as one with its country and area.
fn is_number(phone: &str) -> bool {
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let is_plain = phone.chars().skip(1).all(|letter| letter.is_ascii_digit());
    (if is_plain { 10 } else { 8 }..=15).contains(&digits)
}

/// Where the code of a text stands.
fn code(text: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, markdown::options()).into_offset_iter();
    events
        .filter_map(|(event, bytes)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))).then_some(bytes))
        .collect()
}
