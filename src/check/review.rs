//! One run of the rules: over every incident in parallel, then over the archive.

use std::sync::OnceLock;

use jiff::civil::Date;
use rayon::prelude::*;

use super::excuse::{self, Excused};
use super::finding::{Finding, Findings};
use super::level::{Level, Levels};
use super::lexicon::Lexicon;
use super::rules::placeholder;
use super::sound::Sound;
use super::speech::Sieve;
use super::table::{RULES, Rule, Scope};
use super::{Subject, finding};
use crate::config::Config;
use crate::content::Content;
use crate::diagnostic::Diagnostic;

/// What the incidents are held against.
pub struct Review<'a> {
    /// Everything that was loaded.
    pub content: &'a Content,
    /// The site's configuration.
    pub config: &'a Config,
    /// The day that "overdue" and "in the future" are measured from.
    pub today: Date,
    lexicon: OnceLock<Lexicon>,
    doubtful: OnceLock<Sieve>,
}

/// What a run of the rules found.
#[derive(Debug, Default)]
pub struct Report {
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// What incidents are excused from by an exception.
    pub excused: Vec<Excused>,
}

impl<'a> Review<'a> {
    /// Holds what was loaded against the site's configuration, as of a day.
    pub fn new(content: &'a Content, config: &'a Config, today: Date) -> Self {
        Self { content, config, today, lexicon: OnceLock::new(), doubtful: OnceLock::new() }
    }

    /// Runs the rules without which no site can be built.
    pub fn for_build(&self) -> Vec<Diagnostic> {
        self.for_build_again(&mut Sound::default())
    }

    /// The same, where most incidents are as they were when they were found to be `sound`.
    pub fn for_build_again(&self, sound: &mut Sound) -> Vec<Diagnostic> {
        sound.hold_against(self.content);
        let findings = self.run(|_, rule| if rule.is_of_build() { Level::Deny } else { Level::Allow }, sound);
        sound.renew(self.content, &findings);
        finding::locate(findings, self.content)
    }

    /// Runs every rule at its level, and asks which breaches are excused.
    pub fn run_all(&self, levels: &Levels) -> Report {
        let findings = self.run(|index, _| if levels.is_used(index) { Level::Warn } else { Level::Allow }, &Sound::default());
        let (findings, excused) = excuse::excuse(findings, self, levels);
        let reasons = excused.iter().map(|(_, reason)| reason.clone()).collect::<Vec<_>>();
        let excused = finding::locate(excused.into_iter().map(|(finding, _)| finding).collect(), self.content);
        let excused = excused.into_iter().zip(reasons).map(|(diagnostic, reason)| Excused { diagnostic, reason }).collect();
        Report { diagnostics: finding::locate(findings, self.content), excused }
    }

    /// The words that the configuration asks to look for. A build never asks for them.
    pub(super) fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::of(self.config))
    }

    /// Whether a text may have something in it that a rule looks for in all texts: a phrase to be avoided, or a placeholder.
    pub(super) fn is_doubtful(&self, text: &str) -> bool {
        let sieve = self.doubtful.get_or_init(|| Sieve::of(self.lexicon().avoided().chain(placeholder::told_by())));
        sieve.keeps(text) || placeholder::has_empty_link(text)
    }

    /// The rank of an entry's severity: 0 is the worst.
    pub(super) fn rank(&self, entry: usize) -> Option<usize> {
        self.config.severities.rank(&self.content.entries[entry].incident.severity)
    }

    /// What the rules find that are looked for at all. Of incidents that are known to be sound, each by itself, nothing is asked
    /// again but what all of them together answer.
    fn run(&self, level: impl Fn(usize, &Rule) -> Level, sound: &Sound) -> Vec<Finding> {
        let is_used = |(index, rule): &(usize, &Rule)| level(*index, rule) > Level::Allow;
        let used: Vec<&Rule> = RULES.iter().enumerate().filter(is_used).map(|(_, rule)| rule).collect();
        let of_one = |index: usize| {
            let (subject, mut findings) = (Subject::new(&self.content.entries[index], self), Findings::about(index));
            for rule in &used {
                if let Scope::Incident(find) = rule.scope {
                    find(&subject, &mut findings);
                }
            }
            findings.into_vec()
        };
        let asked: Vec<usize> = (0..self.content.entries.len()).filter(|index| !sound.has(self.content, *index)).collect();
        let mut found: Vec<Finding> = asked.into_par_iter().flat_map_iter(of_one).collect();
        let has_sound_ids = sound.has_ids(self.content);
        for rule in &used {
            let find = match rule.scope {
                Scope::Archive(find) => find,
                Scope::Ids(find) if !has_sound_ids => find,
                _ => continue,
            };
            let mut findings = Findings::about(0);
            find(self, &mut findings);
            found.extend(findings.into_vec());
        }
        // What only follows from a problem of structure at the same path was reported already.
        found.retain(|finding| {
            !finding.entry().is_some_and(|entry| self.content.entries[entry].reported.contains(&finding.problem.path))
        });
        found
    }
}
