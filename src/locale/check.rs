//! Checks a project's message catalogs, and locates the problems.

use std::collections::{BTreeMap, BTreeSet};

use super::catalog::{self, CatalogMessage};
use super::{COMPLETE, MessagePart, message};
use crate::diagnostic::{Diagnostic, Source, did_you_mean};
use crate::theme::{Catalog, Theme};

const RULE: &str = "catalog";

/// What is known about a message.
struct Known {
    variables: BTreeSet<String>,
    /// Whether the default catalog contains it.
    is_default: bool,
}

/// The known messages by name.
type Messages<'t> = BTreeMap<&'t str, Known>;

/// The problems of the project's catalogs: syntax errors, unused messages, and unknown or missing variables.
pub fn check(theme: &Theme) -> Vec<Diagnostic> {
    let (own, default): (Vec<&Catalog>, Vec<&Catalog>) = theme.catalogs.iter().partition(|catalog| catalog.is_own);
    if own.is_empty() {
        return Vec::new();
    }
    // Messages that the project adds to the English catalog define the variables for other languages.
    let english = |catalog: &&&Catalog| catalog.language == COMPLETE;
    let mut known = Messages::new();
    for catalog in own.iter().filter(english).chain(default.iter().filter(english)) {
        let is_default = !catalog.is_own;
        known.extend(
            catalog::messages(&catalog.text).map(|(name, parts)| (name, Known { variables: variables(&parts), is_default })),
        );
    }
    own.into_iter().flat_map(|catalog| problems(catalog, theme, &known)).collect()
}

fn problems(catalog: &Catalog, theme: &Theme, known: &Messages<'_>) -> Vec<Diagnostic> {
    let source = Source::new(&catalog.file, &catalog.text);
    let (messages, problems) = catalog::read(&catalog.text);
    let located = |(range, message): catalog::Problem| Diagnostic::error(RULE, message).at(source.location(range));
    let mut found: Vec<Diagnostic> = problems.into_iter().map(located).collect();
    let mut names = BTreeSet::new();
    for written in &messages {
        let wrong = if names.insert(written.name) {
            wrong(written, theme, known)
        } else {
            Some(Diagnostic::error(RULE, format!("duplicate message \"{}\"", written.name)))
        };
        found.extend(wrong.map(|wrong| wrong.at(source.location(written.at.clone()))));
    }
    found
}

fn wrong(written: &CatalogMessage<'_>, theme: &Theme, known: &Messages<'_>) -> Option<Diagnostic> {
    let name = written.name;
    let is_shown = || theme.texts().any(|text| is_named(text, name));
    let Some(Known { variables: expected, .. }) = known.get(name).filter(|known| known.is_default || is_shown()) else {
        if is_shown() {
            return None;
        }
        let unused = Diagnostic::error(RULE, format!("unused message \"{name}\""));
        let default = known.iter().filter(|(_, known)| known.is_default).map(|(name, _)| *name);
        return Some(match did_you_mean(name, default) {
            Some(meant) => unused.hint(format!("did you mean `{meant}`?")),
            None => unused.hint(format!("a template shows a message of its own as `{{{{ t.{name} }}}}`")),
        });
    };
    let given = variables(&written.parts);
    let unknown = given.difference(expected).next();
    let missing = expected.difference(&given).next();
    unknown
        .map(|variable| format!("the message \"{name}\" has no variable `${variable}`"))
        .or_else(|| missing.map(|variable| format!("the message \"{name}\" is missing the variable `${variable}`")))
        .map(|message| Diagnostic::error(RULE, message).hint(variables_hint(expected)))
}

fn variables_hint(expected: &BTreeSet<String>) -> String {
    let names: Vec<String> = expected.iter().map(|name| format!("`${name}`")).collect();
    if names.is_empty() { "it has none".to_owned() } else { format!("it has {}", crate::prose::list(&names)) }
}

fn variables(parts: &[MessagePart]) -> BTreeSet<String> {
    message::variables(parts).into_iter().map(str::to_owned).collect()
}

/// Whether a template or a script uses a message, as `t.name` or `pirText("name"`.
fn is_named(text: &str, name: &str) -> bool {
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        let in_template = before.strip_suffix("t.").is_some_and(|before| !before.ends_with(is_name));
        (in_template || before.ends_with("pirText(\"")) && !after.starts_with(is_name)
    })
}
