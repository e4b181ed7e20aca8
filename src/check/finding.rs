//! What rules report, and how the place of each is found.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::content::Content;
use crate::diagnostic::{Diagnostic, Place, Positions, Problem, Schema, ValuePath};
use crate::incident::Step;

/// A breach of a rule.
#[derive(Debug)]
pub struct Finding {
    /// What it is about.
    pub about: About,
    /// What is wrong, at which path.
    pub problem: Problem,
    /// The other place that it is about, if there are two.
    pub see_also: Option<SeeAlso>,
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// An incident, by its place in [`Content::entries`].
    Entry(usize),
    /// Another file, as the user would type it.
    File(String),
}

/// A second place, in the same file or another one.
#[derive(Debug)]
pub struct SeeAlso {
    /// The entry, by its place in [`Content::entries`].
    pub entry: usize,
    /// Where in its file.
    pub path: ValuePath,
    /// What is there.
    pub label: String,
}

/// Collects what rules report.
#[derive(Debug)]
pub struct Findings {
    entry: usize,
    found: Vec<Finding>,
}

impl Finding {
    /// The entry that it is about, if it is about one.
    pub fn entry(&self) -> Option<usize> {
        match self.about {
            About::Entry(entry) => Some(entry),
            About::File(_) => None,
        }
    }
}

impl Findings {
    /// Nothing yet; what is reported from here on is about this entry.
    pub(super) fn about(entry: usize) -> Self {
        Self { entry, found: Vec::new() }
    }

    /// What is reported from here on is about another entry.
    pub fn turn_to(&mut self, entry: usize) {
        self.entry = entry;
    }

    /// Reports a problem.
    pub fn report(&mut self, problem: Problem) {
        self.found.push(Finding { about: About::Entry(self.entry), problem, see_also: None });
    }

    /// Reports a problem that two places have a part in.
    pub fn report_both(&mut self, problem: Problem, see_also: SeeAlso) {
        self.found.push(Finding { about: About::Entry(self.entry), problem, see_also: Some(see_also) });
    }

    /// Reports a problem that another place in the same file has a part in.
    pub fn report_beside(&mut self, problem: Problem, path: ValuePath, label: impl Into<String>) {
        let see_also = SeeAlso { entry: self.entry, path, label: label.into() };
        self.report_both(problem, see_also);
    }

    /// Reports a problem of a file that is no incident file.
    pub fn report_file(&mut self, file: &str, problem: Problem) {
        self.found.push(Finding { about: About::File(file.to_owned()), problem, see_also: None });
    }

    pub(super) fn into_vec(self) -> Vec<Finding> {
        self.found
    }
}

/// The path of a text of an incident.
pub(super) fn path(steps: &[Step<'_>]) -> ValuePath {
    steps.iter().fold(ValuePath::root(), |path, step| match step {
        Step::Key(key) => path.then(*key),
        Step::Index(index) => path.then(*index),
    })
}

/// Finds the place of each finding, in their order, by reading each of the files concerned once more. One file is put away before
/// the next is read, however many have something to mend.
pub(super) fn locate(found: Vec<Finding>, content: &Content) -> Vec<Diagnostic> {
    if found.is_empty() {
        return Vec::new();
    }
    let schema = Schema::new(crate::incident::schema());
    let mut by_file: BTreeMap<Option<usize>, Vec<(usize, Finding)>> = BTreeMap::new();
    for (number, finding) in found.into_iter().enumerate() {
        by_file.entry(finding.entry()).or_default().push((number, finding));
    }
    let located = by_file.into_par_iter().flat_map_iter(|(_, findings)| locate_in_one(findings, content, &schema));
    let mut located: Vec<(usize, Diagnostic)> = located.collect();
    located.sort_unstable_by_key(|(number, _)| *number);
    located.into_iter().map(|(_, diagnostic)| diagnostic).collect()
}

/// The same for findings that are about one file, with their numbers.
fn locate_in_one(findings: Vec<(usize, Finding)>, content: &Content, schema: &Schema) -> Vec<(usize, Diagnostic)> {
    let concerned = |(_, finding): &(usize, Finding)| [finding.entry(), finding.see_also.as_ref().map(|other| other.entry)];
    let concerned: BTreeSet<usize> = findings.iter().flat_map(concerned).flatten().collect();
    let texts: Vec<(usize, String)> = concerned.into_iter().map(|entry| (entry, content.text_of(entry))).collect();
    let positions = texts.iter().map(|(entry, text)| (*entry, content.entries[*entry].positions(text, schema))).collect();
    findings.into_iter().map(|(number, finding)| (number, located(finding, &positions))).collect()
}

fn located(finding: Finding, positions: &BTreeMap<usize, Positions<'_>>) -> Diagnostic {
    let diagnostic = match finding.about {
        About::Entry(entry) => finding.problem.locate(&positions[&entry]),
        About::File(file) => finding.problem.about(Place::file(&file)),
    };
    match finding.see_also {
        None => diagnostic,
        Some(other) => diagnostic.see_also(other.label, &positions[&other.entry], &other.path),
    }
}
