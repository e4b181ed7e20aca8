//! The skeleton of a new incident file: TOML with placeholders in strings and comments.
//!
//! A string that consists of one placeholder is replaced by its value, of any type (`services = "{services}"`). Inside of a longer
//! string or a comment, the placeholder is replaced by the value's text. So a skeleton is itself valid TOML, and values cannot
//! break the quoting.

use std::ops::Range;
use std::path::Path;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use crate::config::{Config, Severity};
use crate::diagnostic::{self, Diagnostic, Schema, Source, did_you_mean, toml_string};
use crate::error::{Error, Result};
use crate::files;

/// The path of a custom skeleton.
const FILE: &str = "templates/incident.toml";
const DEFAULT: &str = include_str!("../../../scaffold/skeleton.toml");
const NAMES: [&str; 9] = ["id", "title", "severity", "severities", "services", "started", "year", "month", "day"];

/// The values to fill in.
pub(super) struct Filling<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub severity: &'a Severity,
    pub services: &'a [String],
    pub started: Datetime,
    pub day: Date,
    pub config: &'a Config,
}

/// A skeleton, with its name in messages.
pub(super) struct Skeleton {
    text: String,
    pub shown: &'static str,
}

impl Skeleton {
    /// The project's custom skeleton, or the default one.
    ///
    /// # Errors
    /// The custom skeleton cannot be read.
    pub(super) fn of(root: &Path) -> Result<Self> {
        let file = root.join(FILE);
        if !file.exists() && !file.is_symlink() {
            return Ok(Self { text: DEFAULT.to_owned(), shown: "of pir-site" });
        }
        let bytes = files::read_inside(root, &file).map_err(|error| Error::io("read", &file, error))?;
        let text = String::from_utf8(bytes)
            .map_err(|error| Error::new(format!("{FILE}: {}", Diagnostic::not_utf8(FILE, error.as_bytes()).message)))?;
        Ok(Self { text: text.trim_start_matches('\u{feff}').replace("\r\n", "\n"), shown: FILE })
    }

    /// Fills in the skeleton for an incident.
    ///
    /// # Errors
    /// The skeleton has an unknown placeholder, or the result is not an incident file.
    pub(super) fn fill(&self, filling: &Filling<'_>, schema: Option<&str>) -> std::result::Result<String, Vec<Diagnostic>> {
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let mut strings = Vec::new();
        strings_of(table.get_ref(), &mut strings);
        strings.sort_by_key(|(span, _)| span.start);
        let unknown: Vec<Diagnostic> = strings.iter().filter_map(|(span, text)| self.unknown_placeholder(span, text)).collect();
        if !unknown.is_empty() {
            return Err(unknown);
        }

        let (mut out, mut at) = (String::with_capacity(self.text.len() * 2), 0);
        for (span, text) in strings {
            out.push_str(&filling.within(&self.text[at..span.start]));
            match placeholder(&text) {
                Some(name) => out.push_str(&filling.value(name)),
                None if filling.within(&text) == text => out.push_str(&self.text[span.clone()]),
                None => out.push_str(&toml_string(&filling.within(&text))),
            }
            at = span.end;
        }
        out.push_str(&filling.within(&self.text[at..]));
        self.examined(out, schema)
    }

    /// The result with the schema reference on top, if it is a valid incident file.
    fn examined(&self, text: String, schema: Option<&str>) -> std::result::Result<String, Vec<Diagnostic>> {
        let types = Schema::new(crate::incident::schema());
        let diagnostics = diagnostic::examine(&text, self.shown, &types).diagnostics;
        match schema {
            _ if !diagnostics.is_empty() => Err(diagnostics),
            Some(address) if !text.starts_with("#:schema ") => Ok(format!("#:schema {address}\n{text}")),
            _ => Ok(text),
        }
    }

    /// The diagnostic for a string that is an unknown placeholder.
    fn unknown_placeholder(&self, span: &Range<usize>, text: &str) -> Option<Diagnostic> {
        let name = placeholder(text).filter(|name| !NAMES.contains(name))?;
        let hint = did_you_mean(name, NAMES).map_or_else(
            || format!("there are {}", crate::prose::list(&NAMES.map(|name| format!("{{{name}}}")))),
            |near| format!("did you mean {{{near}}}?"),
        );
        let location = Source::new(self.shown, &self.text).location(span.clone());
        Some(Diagnostic::error("unknown-placeholder", format!("there is no placeholder {text}")).at(location).hint(hint))
    }
}

/// Every string of a table, with its byte range.
fn strings_of(table: &DeTable<'_>, found: &mut Vec<(Range<usize>, String)>) {
    table.values().for_each(|value| strings_in(value, found));
}

fn strings_in(value: &Spanned<DeValue<'_>>, found: &mut Vec<(Range<usize>, String)>) {
    match value.get_ref() {
        DeValue::String(text) => found.push((value.span(), text.to_string())),
        DeValue::Array(items) => items.iter().for_each(|item| strings_in(item, found)),
        DeValue::Table(table) => strings_of(table, found),
        _ => {}
    }
}

/// The name in a text that consists of one placeholder.
fn placeholder(text: &str) -> Option<&str> {
    let name = text.strip_prefix('{')?.strip_suffix('}')?;
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')).then_some(name)
}

impl Filling<'_> {
    /// The value in TOML notation.
    fn value(&self, name: &str) -> String {
        match name {
            "services" => {
                let services: Vec<String> = self.services.iter().map(|service| toml_string(service)).collect();
                format!("[{}]", services.join(", "))
            }
            "started" => self.started.to_string(),
            _ => toml_string(&self.text(name)),
        }
    }

    /// The value as text.
    fn text(&self, name: &str) -> String {
        let Filling { id, title, severity, services, started, day, config } = self;
        match name {
            "id" => (*id).to_owned(),
            "title" => (*title).to_owned(),
            "severity" => severity.id.clone(),
            "severities" => {
                let ids: Vec<&str> = config.severities.all().iter().map(|severity| severity.id.as_str()).collect();
                format!("{}, the worst first", ids.join(", "))
            }
            "services" => services.join(", "),
            "started" => started.to_string(),
            "year" => format!("{:04}", day.year()),
            "month" => format!("{:02}", day.month()),
            _ => format!("{:02}", day.day()),
        }
    }

    /// Replaces every placeholder in a text, in a single pass: inserted text is not scanned again.
    fn within(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            out.push_str(&rest[..open]);
            rest = &rest[open..];
            let known = NAMES.iter().find(|name| rest[1..].strip_prefix(**name).is_some_and(|rest| rest.starts_with('}')));
            let taken = known.map_or(1, |name| name.len() + 2);
            out.push_str(&known.map_or_else(|| "{".to_owned(), |name| self.text(name)));
            rest = &rest[taken..];
        }
        out + rest
    }
}
