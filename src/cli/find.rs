//! `pir-site find`: full-text search in the terminal, with the site's index and query language.

use std::fmt::Write as _;

use serde::Serialize;

use super::args::{FindArgs, Global, StatsFormat};
use super::terminal::{self, Terminal};
use super::{CONTENT, DONE, named, view};
use crate::archive::{Metric, View};
use crate::config::Config;
use crate::diagnostic::harmless;
use crate::error::Result;
use crate::locale::Locale;
use crate::prose;
use crate::search::{self, Hit, PARTS, Row, SearchResults, Similar, Similarity, TermCache, row};
use crate::site;

/// The output of the command.
#[derive(Debug, Default, Serialize)]
struct FindOutput {
    schema_version: u32,
    total: usize,
    is_partial: bool,
    corrections: Vec<Correction>,
    suggestions: Vec<String>,
    results: Vec<FoundIncident>,
}

/// Words that replaced a misspelt word in the search.
#[derive(Debug, Serialize)]
struct Correction {
    word: String,
    instead: Vec<String>,
}

/// One search result.
#[derive(Debug, Serialize)]
struct FoundIncident {
    id: String,
    title: String,
    severity: String,
    day: Option<String>,
    duration_seconds: Option<i64>,
    #[serde(skip)]
    duration: String,
    services: Vec<String>,
    url: String,
    source: Option<String>,
    fixed_by: Option<String>,
    /// The score by which results are ranked. `None` with `--like`.
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<u32>,
    /// With `--like`: the similarity in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    similarity_percent: Option<u32>,
    /// The parts that contain the words, or with `--like` what both incidents have in common.
    matched: Vec<String>,
}

/// Searches and prints the results. An empty result is not an error.
pub(super) fn run(global: &Global, args: &FindArgs, terminal: &Terminal) -> Result<u8> {
    let (project, Some(view)) = view::load(global, &args.view.readership, args.view.day.as_of, true, terminal)? else {
        terminal.failure("an archive that cannot be built cannot be searched");
        return Ok(CONTENT);
    };
    let locale = Locale::english()?;
    let found = match &args.like {
        Some(id) => like(id, args.limit, &view, project.config(), &locale)?,
        None => full_text(&args.query.join(" "), args.limit, &view, project.config(), &locale),
    };
    terminal::print(&match args.format {
        StatsFormat::Json => serde_json::to_string_pretty(&found).unwrap_or_default() + "\n",
        StatsFormat::Human => harmless(&human(&found)).into_owned(),
    })?;
    for line in remarks(&found, args.like.is_some()) {
        terminal.note(&line);
    }
    Ok(DONE)
}

fn full_text(query: &str, limit: usize, view: &View, config: &Config, locale: &Locale) -> FindOutput {
    let SearchResults { hits, is_partial, corrections, suggestions, .. } = search::find(query, view, config);
    let labels = |parts: &[u8]| parts.iter().map(|part| PARTS[*part as usize].label.to_owned()).collect();
    let found = |hit: &Hit| FoundIncident {
        score: Some(hit.score),
        matched: labels(&hit.parts),
        ..entry(hit.case, view, config, locale)
    };
    FindOutput {
        schema_version: 1,
        total: hits.len(),
        is_partial,
        corrections: corrections.into_iter().map(|(word, instead)| Correction { word, instead }).collect(),
        suggestions,
        results: hits.iter().take(limit).map(found).collect(),
    }
}

fn like(id: &str, limit: usize, view: &View, config: &Config, locale: &Locale) -> Result<FindOutput> {
    let case = named::incident(id, view)?;
    let similar = Similarity::new(view, config, &TermCache::default()).of(case, limit, view, config);
    let found = |similar: Similar| FoundIncident {
        similarity_percent: Some(similar.percent),
        matched: similar.reasons,
        ..entry(similar.case, view, config, locale)
    };
    Ok(FindOutput {
        schema_version: 1,
        total: similar.len(),
        results: similar.into_iter().map(found).collect(),
        ..FindOutput::default()
    })
}

fn entry(index: usize, view: &View, config: &Config, locale: &Locale) -> FoundIncident {
    let case = &view.cases[index];
    let Row(id, title, severity, _, day, duration, services, fixed, ..) = row(case, view, config, locale);
    let known = |text: String| (!text.is_empty()).then_some(text);
    FoundIncident {
        id,
        title,
        severity,
        day: known(day),
        duration_seconds: case.measure(Metric::Duration, config.measure_from).map(|measure| measure.seconds),
        duration,
        services,
        url: site::address_of(case),
        source: case.shown_source().map(str::to_owned),
        fixed_by: known(fixed),
        score: None,
        similarity_percent: None,
        matched: Vec::new(),
    }
}

/// Formats each incident in a few lines: what happened, where it matched, how it was fixed.
fn human(found: &FindOutput) -> String {
    let mut text = String::new();
    for (number, entry) in found.results.iter().enumerate() {
        let facts = [entry.id.as_str(), &entry.severity, entry.day.as_deref().unwrap_or("day unknown")];
        let duration = if entry.duration.is_empty() { "duration unknown" } else { &entry.duration };
        let gap = if number > 0 { "\n" } else { "" };
        let _ = writeln!(text, "{gap}{}  {}", facts.join("  "), duration.replace('\u{a0}', " "));
        let _ = writeln!(text, "  {}", entry.title);
        if !entry.matched.is_empty() {
            let _ = writeln!(text, "  In: {}", entry.matched.join(", "));
        }
        if let Some(fixed) = &entry.fixed_by {
            let _ = writeln!(text, "  Fixed by: {fixed}");
        }
    }
    text
}

/// Remarks about the search as a whole.
fn remarks(found: &FindOutput, is_like: bool) -> Vec<String> {
    let mut remarks = Vec::new();
    for Correction { word, instead } in &found.corrections {
        remarks.push(format!("No match for \"{word}\"; showing results for {}", instead.join(", ")));
    }
    if found.is_partial {
        remarks.push("No incident has all words; these have the most".to_owned());
    }
    match found.results.len() {
        0 if is_like => remarks.push("No similar incidents".to_owned()),
        0 => remarks.push("Nothing found".to_owned()),
        shown if shown < found.total => {
            remarks.push(format!("{shown} of {} (--limit shows more)", prose::count(found.total, "incident", "incidents")));
        }
        shown => remarks.push(prose::count(shown, "incident", "incidents")),
    }
    if !found.suggestions.is_empty() {
        remarks.push(format!("Similar words: {}", found.suggestions.join(", ")));
    }
    remarks
}
