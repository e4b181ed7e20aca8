//! The formats that can be imported, and their readers.

use super::document::{Document, Import, Options};
use super::results::Results;
use super::{freeform, github, pagerduty, pir_json, pir_markdown, statuspage};
use crate::incident::vocabulary;

vocabulary! {
    /// A format that can be imported.
    Format {
        /// The JSON that PIR Generator reads.
        PirJson = "pir-json" | "JSON that PIR Generator reads",
        /// The Markdown that PIR Generator writes, and that `export markdown` does.
        PirMarkdown = "pir-markdown" | "Markdown that PIR Generator writes",
        /// A postmortem in free Markdown, with or without front matter.
        Markdown = "markdown" | "Postmortems in Markdown, of whatever template",
        /// A table with a row for each incident.
        Csv = "csv" | "Tables with a row for each incident, such as spreadsheets export",
        /// An incident of a status page, with its updates.
        Statuspage = "statuspage" | "Incidents of a status page's API",
        /// An incident of `PagerDuty`, with its log entries.
        Pagerduty = "pagerduty" | "Incidents and log entries of PagerDuty's API",
        /// An issue with its comments.
        Github = "github" | "Issues with their comments, as GitHub's API and gh give them",
    }
}

impl Format {
    /// Reads a document of this format. What it does not understand is noted and kept, and makes no import fail.
    pub fn import(self, document: &Document<'_>, options: &Options<'_>) -> Import {
        let mut import = self.read(document, options).into_import();
        if import.incidents.is_empty()
            && let Some(other) = Self::of(document.text).filter(|other| *other != self)
            && let Some(error) = import.errors.first_mut()
        {
            error.hint = Some(format!("this looks like another format: pir-site import {}", other.as_str()));
        }
        import
    }

    /// Whether the events of an incident may be a document of their own.
    pub fn has_timeline(self) -> bool {
        matches!(self, Self::PirJson | Self::Github)
    }

    /// Whether names of the source can be mapped.
    pub fn has_mappings(self) -> bool {
        matches!(self, Self::Markdown | Self::Csv | Self::Github)
    }

    fn read<'a>(self, document: &Document<'a>, options: &'a Options<'a>) -> Results<'a> {
        match self {
            Self::PirJson => pir_json::import(document, options),
            Self::PirMarkdown => pir_markdown::import(document, options),
            Self::Markdown => freeform::markdown(document, options),
            Self::Csv => freeform::csv(document, options),
            Self::Statuspage => statuspage::import(document, options),
            Self::Pagerduty => pagerduty::import(document, options),
            Self::Github => github::import(document, options),
        }
    }

    /// The format that a text looks like.
    fn of(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let has = |keys: &[&str]| keys.iter().any(|key| text.contains(&format!("\"{key}\"")));
        Some(match () {
            () if text.starts_with(['{', '[']) && has(&["incident_updates", "shortlink"]) => Self::Statuspage,
            () if text.starts_with(['{', '[']) && has(&["log_entries", "incident_key", "incident_number"]) => Self::Pagerduty,
            () if text.starts_with(['{', '[']) && has(&["body"]) && has(&["labels", "author", "user"]) => Self::Github,
            () if text.starts_with(['{', '[']) && text.contains("\":") => Self::PirJson,
            () if text.starts_with("# Post-Incident Review:") => Self::PirMarkdown,
            () if text.starts_with("---\n") || text.starts_with("+++\n") || text.starts_with("# ") || text.contains("\n## ") => {
                Self::Markdown
            }
            () if is_table(text) => Self::Csv,
            () => return None,
        })
    }
}

/// Whether the first lines of a text are short names and as many values.
fn is_table(text: &str) -> bool {
    let mut lines = text.lines();
    let (Some(head), Some(first)) = (lines.next(), lines.next()) else { return false };
    [',', ';', '\t'].into_iter().any(|separator| {
        let names: Vec<&str> = head.split(separator).collect();
        names.len() > 2 && names.iter().all(|name| name.len() < 40) && first.matches(separator).count() + 1 >= names.len()
    })
}
