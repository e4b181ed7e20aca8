//! Runs the rules: over every incident in parallel, then over the archive.

use rayon::prelude::*;

use super::context::{Checker, RuleContext};
use super::levels::Levels;
use super::rule::{Rule, RuleLevel, Scope};
use super::rules::{RULES, SECRET};
use super::{repeated, suppress};
use crate::diagnostic::{Diagnostic, Level, Schema, locate};

/// The result of a check.
#[derive(Debug, Default)]
pub struct CheckReport {
    /// The reported problems.
    pub diagnostics: Vec<Diagnostic>,
    /// The problems that an exception of the file suppresses, each with its reason.
    pub suppressed: Vec<(Diagnostic, String)>,
}

impl Checker<'_> {
    /// Runs the rules that every build applies.
    pub fn for_build(&self) -> Vec<Diagnostic> {
        let mut diagnostics = self.run(|_, rule| rule.is_of_build());
        self.locate(&mut diagnostics);
        diagnostics
    }

    /// The secrets that fail the check, except those that an exception suppresses.
    pub fn for_publication(&self, levels: &Levels) -> Vec<Diagnostic> {
        let found = self.run(|_, rule| rule.name == SECRET);
        let (mut found, _) = suppress::apply(found, self, levels);
        found.retain(|found| found.rule == SECRET && found.level == Level::Error);
        self.locate(&mut found);
        found
    }

    /// Runs every rule at its level, and applies the exceptions.
    pub fn run_all(&self, levels: &Levels) -> CheckReport {
        let diagnostics = self.run(|index, _| levels.is_used(index));
        let (mut diagnostics, suppressed) = suppress::apply(diagnostics, self, levels);
        self.locate(&mut diagnostics);
        let (mut found, reasons): (Vec<_>, Vec<_>) = suppressed.into_iter().unzip();
        self.locate(&mut found);
        CheckReport { diagnostics: repeated::merge(diagnostics), suppressed: found.into_iter().zip(reasons).collect() }
    }

    /// The violations of the selected rules.
    fn run(&self, is_used: impl Fn(usize, &Rule) -> bool) -> Vec<Diagnostic> {
        let used: Vec<&Rule> =
            RULES.iter().enumerate().filter(|(index, rule)| is_used(*index, rule)).map(|(_, rule)| rule).collect();
        let files = self.content.files.par_iter();
        let mut found: Vec<Diagnostic> = files
            .flat_map_iter(|file| {
                let (context, mut found) = (RuleContext::new(file, self), Vec::new());
                for rule in &used {
                    if let Scope::Incident(check) | Scope::FirstOfIncident(check) | Scope::Project(check, _) = rule.scope {
                        check(rule, &context, &mut found);
                    }
                }
                found
            })
            .collect();
        for rule in &used {
            if let Scope::Archive(check) | Scope::Project(_, check) = rule.scope {
                check(rule, self, &mut found);
            }
        }
        // A violation at the path of a structural problem only follows from that problem, which was already reported.
        found.retain(|found| {
            let value =
                found.location.as_ref().and_then(|location| Some((self.content.file(&location.file)?, location.value.as_ref()?)));
            !value.is_some_and(|(file, value)| file.removed.contains(&value.path))
        });
        found
    }

    fn locate(&self, diagnostics: &mut [Diagnostic]) {
        if !diagnostics.is_empty() {
            locate(diagnostics, &Schema::new(crate::incident::schema()), |file| self.content.text_of(file));
            let configuration =
                |file: &str| self.configuration.filter(|(name, _)| *name == file).map(|(_, text)| text.to_owned());
            locate(diagnostics, &Schema::new(serde_json::json!({})), configuration);
            self.hide_own_secrets(diagnostics);
        }
    }

    /// Replaces matches of `[check] secrets` with asterisks, in violations of rules and in problems of loading.
    pub fn hide_own_secrets(&self, diagnostics: &mut [Diagnostic]) {
        diagnostics.iter_mut().for_each(|found| found.hide(&|text| self.own_secrets(text)));
    }
}

impl Levels {
    /// The level of a rule for an incident whose severity has the given rank.
    pub fn of_named(&self, rule: &str, rank: Option<usize>) -> RuleLevel {
        RULES.iter().position(|known| known.name == rule).map_or(RuleLevel::Allow, |rule| self.of(rule, rank))
    }
}
