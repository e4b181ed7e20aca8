//! The explanation of a rule, as Markdown: for `pir-site explain` and for the reference in the docs.

use std::fmt::Write as _;

use super::rule::{Group, Rule};
use super::rules::RULES;

impl Rule {
    /// The whole explanation, under a heading with the rule's name.
    pub fn explanation(&self) -> String {
        let mut text = format!("### {}\n\n{}\n\n", self.name, self.status());
        for (label, words) in [("Finds", self.summary), ("Why it matters", self.why), ("How to fix it", self.help)] {
            let _ = writeln!(text, "**{label}**: {words}.\n");
        }
        for (label, examples) in [("What it finds", self.wrong), ("What it leaves alone", self.right)] {
            if let Some(example) = examples.first() {
                let _ = write!(text, "{label}:\n\n```toml\n{}\n```\n\n", example.trim());
            }
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }

    /// The first sentence of the summary.
    fn first_sentence(&self) -> &'static str {
        self.summary.split_once(". ").map_or(self.summary, |(first, _)| first)
    }

    fn status(&self) -> String {
        if self.is_of_build() {
            return format!(
                "{}. Always an error, in every command: no site can be built from what it finds.",
                self.group.title()
            );
        }
        format!("{}. Default level: `{}`.", self.group.title(), self.level.as_str())
    }
}

/// All rules by group, one line each: name, level and summary.
pub fn overview() -> String {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let mut text = String::new();
    for group in Group::ALL {
        let _ = writeln!(text, "{}", group.title());
        for rule in RULES.iter().filter(|rule| rule.group == group) {
            let level = if rule.is_of_build() { "error" } else { rule.level.as_str() };
            let _ = writeln!(text, "  {:width$}  {level:5}  {}", rule.name, rule.first_sentence());
        }
        text.push('\n');
    }
    text.push_str("`pir-site explain RULE` says why a rule matters and how to fix what it finds.\n");
    text
}
