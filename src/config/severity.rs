//! Severities: their order, labels, descriptions, colours and aliases.

use std::collections::HashMap;

use super::file::{Color, SeverityEntry};
use super::registry::{Clash, by_name};
use crate::prose::normalized;

/// One severity of the site.
#[derive(Debug, Clone)]
pub struct Severity {
    /// The id, used in data files and URLs.
    pub id: String,
    /// The label shown on pages.
    pub label: String,
    /// The definition of the severity.
    pub description: Option<String>,
    /// Other names that incident files may use.
    pub aliases: Vec<String>,
    /// The colour, one of those of the theme.
    pub color: Color,
    /// Whether it is one of the default five.
    pub is_default: bool,
}

/// The site's severities, most severe first.
#[derive(Debug, Clone)]
pub struct Severities {
    entries: Vec<Severity>,
    /// The rank of each severity, by its folded names.
    by_name: HashMap<String, usize>,
}

impl Severities {
    /// The configured severities, or the default five. Also returns the names that belong to two of them.
    pub(super) fn new(configured: Option<Vec<SeverityEntry>>) -> (Self, Vec<Clash>) {
        let entries: Vec<Severity> = match configured {
            None => default_five(),
            Some(entries) => entries.into_iter().enumerate().map(|(rank, entry)| from_entry(rank, entry)).collect(),
        };
        let names = |severity: &Severity| {
            [&severity.id, &severity.label].into_iter().chain(&severity.aliases).map(|name| folded(name)).collect()
        };
        let (by_name, clashes) = by_name(&entries, names, str::to_owned);
        (Self { entries, by_name }, clashes)
    }

    /// All severities, most severe first.
    pub fn all(&self) -> &[Severity] {
        &self.entries
    }

    /// Mutable access to the severities, to redact what is displayed.
    pub(super) fn entries_mut(&mut self) -> impl Iterator<Item = &mut Severity> {
        self.entries.iter_mut()
    }

    /// The severity with this id, label or alias, ignoring case.
    pub fn find(&self, name: &str) -> Option<&Severity> {
        self.rank(name).map(|rank| &self.entries[rank])
    }

    /// The rank of a severity; 0 is the most severe.
    pub fn rank(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).or_else(|| self.by_name.get(&folded(name))).copied()
    }
}

/// Folds a name for comparison, ignoring case and Unicode form.
fn folded(name: &str) -> String {
    normalized(&name.to_lowercase()).into_owned()
}

fn from_entry(rank: usize, entry: SeverityEntry) -> Severity {
    Severity {
        label: entry.label.unwrap_or_else(|| entry.id.to_uppercase()),
        color: entry.color.unwrap_or_else(|| default_color(rank)),
        id: entry.id,
        description: entry.description,
        aliases: entry.aliases,
        is_default: false,
    }
}

fn default_color(rank: usize) -> Color {
    *[Color::Red, Color::Orange, Color::Yellow, Color::Blue].get(rank).unwrap_or(&Color::Gray)
}

/// SEV1 to SEV5 as commonly defined in incident management (`PagerDuty`'s incident response documentation, Atlassian's incident
/// management handbook).
fn default_five() -> Vec<Severity> {
    [
        ("Critical: most customers cannot use the product, or data is lost or exposed", ["p1", "critical"]),
        ("Major: a core feature is broken or badly degraded for many customers", ["p2", "major"]),
        ("Moderate: a feature is degraded or some customers are affected; a workaround exists", ["p3", "moderate"]),
        ("Minor: little or no effect on customers", ["p4", "minor"]),
        ("Cosmetic or informational: no effect on customers", ["p5", "informational"]),
    ]
    .into_iter()
    .enumerate()
    .map(|(rank, (description, aliases))| Severity {
        id: format!("sev{}", rank + 1),
        label: format!("SEV{}", rank + 1),
        description: Some(description.to_owned()),
        aliases: aliases.map(str::to_owned).to_vec(),
        color: default_color(rank),
        is_default: true,
    })
    .collect()
}
