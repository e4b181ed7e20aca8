//! What a careful reviewer would find: a table of rules, one file per rule.
//!
//! A rule looks at incidents and names the path of what is wrong; it knows no terminal, no file system and nothing of the site.

mod finding;
mod rules;
mod table;

pub use finding::{Finding, Findings, SeeAlso};
pub use table::{RULES, Rule, Scope};

use crate::config::Config;
use crate::content::{Content, Entry};
use crate::diagnostic::{Diagnostic, Schema};

/// One incident under review, and what it is held against.
pub struct Subject<'a> {
    /// The incident and its file.
    pub entry: &'a Entry,
    /// Everything that was loaded.
    pub content: &'a Content,
    /// The site's configuration.
    pub config: &'a Config,
}

/// Runs every rule over all that was loaded, and finds the place of each finding.
pub fn check(content: &Content, config: &Config) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    for (index, entry) in content.entries.iter().enumerate() {
        let subject = Subject { entry, content, config };
        findings.about(index);
        for rule in RULES {
            if let Scope::Incident(find) = rule.scope {
                find(&subject, &mut findings);
            }
        }
    }
    for rule in RULES {
        if let Scope::Archive(find) = rule.scope {
            find(content, &mut findings);
        }
    }
    findings.forget_reported(content);
    if findings.is_empty() { Vec::new() } else { findings.locate(content, &Schema::new(crate::incident::schema())) }
}
