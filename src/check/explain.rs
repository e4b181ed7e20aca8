//! The explanations of the rules: the sections of `docs/rules.md`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use super::rule::{Group, Rule};
use super::rules::RULES;

/// The explanation of each rule without its heading, by the rule's name.
static EXPLANATIONS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let groups = include_str!("../../docs/rules.md").split("\n## ").skip(1);
    groups.flat_map(|group| group.split("\n### ").skip(1)).filter_map(|rule| rule.split_once('\n')).collect()
});

impl Rule {
    /// The complete explanation in Markdown, with the rule's name as heading.
    pub fn explanation(&self) -> String {
        format!("### {}\n\n{}\n", self.name, self.text().trim())
    }

    /// What it finds. The first sentence is a summary, further ones have details.
    pub fn summary(&self) -> &'static str {
        self.paragraph("Finds")
    }

    /// Why it matters, with the source of the claim.
    pub fn why(&self) -> &'static str {
        self.paragraph("Why it matters")
    }

    /// How to fix what it finds.
    pub fn help(&self) -> &'static str {
        self.paragraph("How to fix it")
    }

    fn text(&self) -> &'static str {
        EXPLANATIONS.get(self.name).copied().unwrap_or_default()
    }

    /// The paragraph of the explanation after a label, without the final full stop.
    fn paragraph(&self, label: &str) -> &'static str {
        let of_line = |line: &'static str| line.strip_prefix("**")?.strip_prefix(label)?.strip_prefix("**: ");
        let text = self.text().lines().find_map(of_line).unwrap_or_default();
        text.strip_suffix('.').unwrap_or(text)
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
            let summary = rule.summary().split(". ").next().unwrap_or_default();
            let _ = writeln!(text, "  {:width$}  {level:5}  {summary}", rule.name);
        }
        text.push('\n');
    }
    text.push_str("`pir-site explain RULE` says why a rule matters and how to fix what it finds.\n");
    text
}
