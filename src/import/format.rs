//! The formats that can be imported, and their readers.

use std::rc::Rc;
use std::sync::LazyLock;

use super::document::{Document, Import, Options};
use super::mapping::{self, Mapping};
use super::{freeform, pir_markdown, slack, tree};
use crate::diagnostic::Source;
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
        /// An issue or an incident with its notes.
        Gitlab = "gitlab" | "Issues and incidents of GitLab's API",
        /// An incident of Opsgenie.
        Opsgenie = "opsgenie" | "Incidents of Opsgenie's API",
        /// An incident of incident.io.
        IncidentIo = "incident-io" | "Incidents of the API of incident.io",
        /// An incident of `FireHydrant`.
        Firehydrant = "firehydrant" | "Incidents of FireHydrant's API",
        /// An incident of Rootly.
        Rootly = "rootly" | "Incidents of Rootly's API",
        /// An issue of Jira Service Management.
        Jira = "jira" | "Issues of Jira and Jira Service Management",
        /// Any other JSON, by a mapping of the team's own.
        Json = "json" | "Any other JSON, by a mapping of your own",
    }
}

/// The formats that are mappings, in the order in which a document is recognised, and their mappings.
static MAPPINGS: LazyLock<Vec<(Format, Mapping)>> = LazyLock::new(|| {
    const FILES: [(Format, &str); 10] = [
        (Format::Statuspage, include_str!("mapping/formats/statuspage.toml")),
        (Format::Pagerduty, include_str!("mapping/formats/pagerduty.toml")),
        (Format::Opsgenie, include_str!("mapping/formats/opsgenie.toml")),
        (Format::IncidentIo, include_str!("mapping/formats/incident-io.toml")),
        (Format::Firehydrant, include_str!("mapping/formats/firehydrant.toml")),
        (Format::Rootly, include_str!("mapping/formats/rootly.toml")),
        (Format::Jira, include_str!("mapping/formats/jira.toml")),
        (Format::Gitlab, include_str!("mapping/formats/gitlab.toml")),
        (Format::Github, include_str!("mapping/formats/github.toml")),
        (Format::PirJson, include_str!("mapping/formats/pir-json.toml")),
    ];
    FILES.into_iter().filter_map(|(format, text)| Some((format, Mapping::read(text).ok()?))).collect()
});

impl Format {
    /// Reads a document of this format. What it does not understand is noted and kept, and makes no import fail. A document of another
    /// format is refused.
    pub fn import(self, document: &Document<'_>, options: &Options<'_>) -> Import {
        let source = Rc::new(Source::new(document.name, document.text));
        match self.other(document.text, options) {
            Some(other) => {
                let error = source.error(0..1, format!("this is not a document in the {} format", self.as_str()));
                let mapping = if other == Self::Json { " --mapping FILE" } else { "" };
                Import::failed(error.hint(format!("it looks like another format: pir-site import {}{mapping}", other.as_str())))
            }
            None => self.read(&source, options),
        }
    }

    /// How names of files of this format end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown | Self::PirMarkdown => "md",
            Self::Csv => "csv",
            _ => "json",
        }
    }

    /// Whether a document can be the events of an incident of this format. Any incident takes the export of a Slack channel.
    pub fn takes_timeline(self, timeline: &Document<'_>) -> bool {
        let has_events = self.mapping().is_some_and(Mapping::has_events) || self == Self::Json;
        has_events || !matches!(self, Self::Csv) && slack::is_export(timeline)
    }

    /// Whether names of the source can be mapped.
    pub fn has_names(self) -> bool {
        matches!(self, Self::Markdown | Self::Csv | Self::Github | Self::Gitlab)
    }

    /// The mapping that the format is.
    fn mapping(self) -> Option<&'static Mapping> {
        MAPPINGS.iter().find(|(known, _)| *known == self).map(|(_, mapping)| mapping)
    }

    fn read<'a>(self, document: &Rc<Source<'a>>, options: &'a Options<'a>) -> Import {
        match (self, self.mapping().or(options.mapping)) {
            (Self::PirMarkdown, _) => pir_markdown::import(document, options),
            (Self::Markdown, _) => freeform::markdown(document, options),
            (Self::Csv, _) => freeform::csv(document, options),
            (_, Some(mapping)) => mapping::import(document, options, mapping),
            (_, None) => Import::failed(document.error(0..0, "the format json needs a mapping").hint("name one with --mapping")),
        }
    }

    /// The format that a document looks like, if it is another one.
    fn other(self, text: &str, options: &Options<'_>) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let root = text.trim_start().starts_with(['{', '[']).then(|| tree::parse(&Source::new("", text)).ok()).flatten();
        let is_own = |mapping: &Mapping| root.as_ref().is_some_and(|root| mapping.recognises(root));
        if self.mapping().or(options.mapping.filter(|_| self == Self::Json)).is_some_and(is_own) {
            return None;
        }
        let found = match &root {
            Some(_) => {
                let known = MAPPINGS.iter().find(|(_, mapping)| is_own(mapping)).map(|(format, _)| *format);
                known.or_else(|| matches!(self, Self::PirMarkdown | Self::Markdown | Self::Csv).then_some(Self::Json))
            }
            None if self == Self::PirMarkdown && pir_markdown::has_overview(text) => None,
            None => Self::of_text(text),
        };
        found.filter(|found| *found != self)
    }

    /// The format that a text looks like which is not JSON.
    fn of_text(text: &str) -> Option<Self> {
        Some(match () {
            () if pir_markdown::is_document(text) => Self::PirMarkdown,
            () if ["---\n", "+++\n", "# "].iter().any(|mark| text.starts_with(mark)) || text.contains("\n## ") => Self::Markdown,
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
        names.len() > 2 && names.iter().all(|name| name.len() < 40) && first.matches(separator).count() > 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_mapping_is_well_formed() {
        for word in Format::WORDS {
            let format = Format::named(word).unwrap();
            let is_reader = matches!(format, Format::PirMarkdown | Format::Markdown | Format::Csv | Format::Json);
            assert_ne!(
                format.mapping().is_some(),
                is_reader,
                "{word}: {:?}",
                Mapping::read(&std::fs::read_to_string(format!("src/import/mapping/formats/{word}.toml")).unwrap_or_default())
                    .err()
            );
        }
    }
}
