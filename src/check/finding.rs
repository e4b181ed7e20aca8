//! What rules report, and how the place of each is found.

use std::collections::BTreeMap;

use crate::content::Content;
use crate::diagnostic::{Diagnostic, Problem, Schema, ValuePath};

/// A problem in one of the loaded files.
#[derive(Debug)]
pub struct Finding {
    /// The entry that it is about, by its place in [`Content::entries`].
    pub entry: usize,
    /// What is wrong, at which path.
    pub problem: Problem,
    /// The other place that it is about, if there are two.
    pub see_also: Option<SeeAlso>,
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
#[derive(Debug, Default)]
pub struct Findings {
    entry: usize,
    found: Vec<Finding>,
}

impl Findings {
    /// What is reported from here on is about this entry.
    pub fn about(&mut self, entry: usize) {
        self.entry = entry;
    }

    /// Reports a problem.
    pub fn report(&mut self, problem: Problem) {
        self.found.push(Finding { entry: self.entry, problem, see_also: None });
    }

    /// Reports a problem that two places have a part in.
    pub fn report_both(&mut self, problem: Problem, see_also: SeeAlso) {
        self.found.push(Finding { entry: self.entry, problem, see_also: Some(see_also) });
    }

    /// Reports a problem that another place in the same file has a part in.
    pub fn report_beside(&mut self, problem: Problem, path: ValuePath, label: impl Into<String>) {
        let see_also = SeeAlso { entry: self.entry, path, label: label.into() };
        self.report_both(problem, see_also);
    }

    /// Forgets what only follows from a problem of structure at the same path, which was reported already.
    pub fn forget_reported(&mut self, content: &Content) {
        self.found.retain(|finding| !content.entries[finding.entry].reported.contains(&finding.problem.path));
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Finds the place of each finding by reading the files concerned once more.
    pub fn locate(self, content: &Content, schema: &Schema) -> Vec<Diagnostic> {
        let mut texts: BTreeMap<usize, String> = BTreeMap::new();
        let concerned = |finding: &Finding| [Some(finding.entry), finding.see_also.as_ref().map(|other| other.entry)];
        for entry in self.found.iter().flat_map(concerned).flatten() {
            texts.entry(entry).or_insert_with(|| content.text_of(entry));
        }
        let shown = |entry: usize| content.entries[entry].file.shown.as_str();
        self.found
            .into_iter()
            .map(|finding| {
                let diagnostic = finding.problem.locate(shown(finding.entry), &texts[&finding.entry], schema);
                match finding.see_also {
                    None => diagnostic,
                    Some(other) => {
                        diagnostic.see_also(other.label, shown(other.entry), &texts[&other.entry], schema, &other.path)
                    }
                }
            })
            .collect()
    }
}
