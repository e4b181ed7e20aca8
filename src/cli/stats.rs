//! `pir-site stats`: the archive's figures on the terminal, or as the data that `/stats.json` holds.

use std::fmt::Write as _;

use super::args::{Global, Stats, StatsFormat};
use super::project::Project;
use super::terminal::{self, Terminal};
use super::{CONTENT, DONE, build, clock};
use crate::archive::statistics::{Count, Distribution, FEW};
use crate::archive::{ActionState, Metric, Statistics, View};
use crate::check::Review;
use crate::content;
use crate::diagnostic::Level;
use crate::error::Result;
use crate::exchange::stats;
use crate::prose;

pub(super) fn run(global: &Global, args: &Stats, terminal: &Terminal) -> Result<u8> {
    let Project { root, config, .. } = Project::open(global, terminal)?;
    let readership = build::readership(&args.audience, args.drafts)?;
    let as_of = clock::as_of(args.as_of, &config.zone)?;
    let mut content = content::load(&root, &config);
    let mut diagnostics = std::mem::take(&mut content.diagnostics);
    diagnostics.extend(Review::new(&content, &config, as_of).for_build());
    if diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error) {
        terminal.diagnostics(&diagnostics);
        terminal.failure("there are no figures of an archive that cannot be built");
        return Ok(CONTENT);
    }
    let statistics = Statistics::new(&View::new(content.into_archive(), &config, readership, as_of), &config);
    terminal::print(&match args.format {
        StatsFormat::Json => format!("{:#}\n", stats::data(&statistics)),
        StatsFormat::Human => table(&statistics, &config),
    })?;
    Ok(DONE)
}

/// The figures as a page of text.
fn table(statistics: &Statistics, config: &crate::config::Config) -> String {
    let mut text = format!(
        "{}, as of {}\n",
        prose::count(statistics.incidents, "incident", "incidents"),
        prose::time::date(statistics.as_of)
    );
    counts("By severity", &statistics.by_severity, &mut text);
    counts("By year", &statistics.by_year, &mut text);
    counts("By service", &statistics.by_service, &mut text);
    let _ = write!(text, "\n{:<20} {:>20} {:>20}   known\n", "Times", "median", "90th pct");
    for metric in Metric::shown(config.measure_from) {
        let Some(distribution) = statistics.metric(metric) else { continue };
        let length = |seconds: Option<i64>| seconds.map_or_else(|| "unknown".to_owned(), |seconds| about(distribution, seconds));
        let _ = writeln!(
            text,
            "{:<20} {:>20} {:>20}   {} of {}: {}",
            metric.label(),
            length(distribution.median()),
            length(distribution.percentile(90)),
            distribution.known(),
            distribution.of,
            metric.definition(config.measure_from),
        );
    }
    known("How incidents were detected", statistics.detection_known, statistics.incidents, &statistics.by_detection, &mut text);
    known("Causes", statistics.causes_known, statistics.incidents, &statistics.by_cause, &mut text);
    let items = &statistics.action_items;
    let _ = write!(
        text,
        "\nAction items: {} open, {} of them overdue; {} done, {} won't be done; {} in all\n",
        items.counts.open(),
        items.counts.of(ActionState::Overdue),
        items.counts.of(ActionState::Done),
        items.counts.of(ActionState::WontDo),
        items.counts.total()
    );
    let recurrence = &statistics.recurrence;
    let _ = writeln!(text, "Recurrence within 90 days: {} of {}", recurrence.pairs.len(), recurrence.of);
    if statistics.reviews.of() > 0 {
        let _ = writeln!(text, "Reviews published in time: {} of {}", statistics.reviews.in_time, statistics.reviews.of());
    }
    if statistics.incidents < FEW {
        text.push_str("\nSo few incidents say little about the next one.\n");
    }
    text
}

fn about(distribution: &Distribution, seconds: i64) -> String {
    let length = prose::duration(seconds).replace('\u{a0}', " ");
    if distribution.is_approximate() { format!("~{length}") } else { length }
}

fn counts(title: &str, counts: &[Count], text: &mut String) {
    let shown: Vec<&Count> = counts.iter().filter(|count| count.count > 0).collect();
    if shown.is_empty() {
        return;
    }
    let width = shown.iter().map(|count| count.label.chars().count()).max().unwrap_or_default();
    let _ = write!(text, "\n{title}\n");
    for Count { label, count, .. } in shown {
        let _ = writeln!(text, "  {label:<width$}  {count:>6}");
    }
}

fn known(title: &str, known: usize, of: usize, each: &[Count], text: &mut String) {
    counts(&format!("{title} (known for {known} of {of})"), each, text);
}
