//! The summary of a dry-run import: what was understood in each document, and remarks common to several documents.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::{Note, NoteKind};
use crate::incident::{Incident, Milestone};
use crate::prose;

/// The maximum number of remarks: those with the most documents.
const REMARKS: usize = 15;

/// The documents of a dry run.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<[String; 8]>,
    /// The remarks, each with the documents to which it applies.
    remarks: BTreeMap<String, BTreeSet<String>>,
    documents: BTreeSet<String>,
}

const HEAD: [&str; 8] = ["document", "severity", "start", "end", "timeline", "actions", "sections", "to look at"];

impl Table {
    /// Adds an incident of a document.
    pub(super) fn add(&mut self, source: &str, incident: &Incident, notes: &[Note]) {
        let moment = |milestone| incident.milestone(milestone).map_or_else(|| "unknown".to_owned(), |moment| moment.to_string());
        let unsure = notes.iter().filter(|note| note.kind == NoteKind::Unsure).count();
        self.rows.push([
            source.to_owned(),
            incident.severity.clone(),
            moment(Milestone::Started),
            moment(Milestone::Resolved),
            incident.timeline.len().to_string(),
            incident.actions.len().to_string(),
            incident.sections.len().to_string(),
            unsure.to_string(),
        ]);
        self.documents.insert(source.to_owned());
        for note in notes.iter().filter(|note| note.kind != NoteKind::Dropped) {
            let place = note.path.as_ref().map(|path| path.to_string().split('[').next().unwrap_or_default().to_owned());
            let place = place.map_or_else(String::new, |place| format!("{place}: "));
            self.remarks.entry(format!("{place}{}", note.message)).or_default().insert(source.to_owned());
        }
    }

    /// Adds a rejected document.
    pub(super) fn refuse(&mut self, source: &str, why: &str) {
        let mut row = [const { String::new() }; 8];
        (row[0], row[1]) = (source.to_owned(), format!("refused: {why}"));
        self.rows.push(row);
        self.documents.insert(source.to_owned());
        self.remarks.entry(format!("refused: {why}")).or_default().insert(source.to_owned());
    }

    /// The table and the common remarks. `None` for a single document.
    pub(super) fn text(&self) -> Option<String> {
        (self.documents.len() > 1).then(|| {
            let mut lines = vec!["What was understood:".to_owned()];
            lines.extend(aligned(&self.rows));
            let mut shared: Vec<(&String, usize)> = self
                .remarks
                .iter()
                .map(|(remark, documents)| (remark, documents.len()))
                .filter(|(_, count)| *count > 1)
                .collect();
            shared.sort_by(|one, two| two.1.cmp(&one.1).then(one.0.cmp(two.0)));
            if !shared.is_empty() {
                lines.push(String::new());
                lines.push("What holds for several documents, and can be decided for all of them at once:".to_owned());
                let all = self.documents.len();
                lines.extend(shared.iter().take(REMARKS).map(|(remark, count)| format!("  {count} of {all}: {remark}")));
                let left = shared.len().saturating_sub(REMARKS);
                lines.extend((left > 0).then(|| format!("  and {} more", prose::count(left, "remark", "remarks"))));
            }
            lines.join("\n")
        })
    }
}

/// Formats rows with aligned columns.
fn aligned(rows: &[[String; 8]]) -> Vec<String> {
    let is_refused = |row: &[String; 8]| row[2].is_empty();
    let width = |column: usize| {
        let cells = rows.iter().filter(|row| column == 0 || !is_refused(row)).map(|row| row[column].chars().count());
        cells.chain([HEAD[column].len()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..HEAD.len()).map(width).collect();
    let line = |cells: &[&str]| {
        let padded: Vec<String> = cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        format!("  {}", padded.join("  ")).trim_end().to_owned()
    };
    let body = rows.iter().map(|row| line(&row.iter().map(String::as_str).collect::<Vec<_>>()));
    std::iter::once(line(&HEAD)).chain(body).collect()
}
