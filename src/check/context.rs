//! The input of rules: the whole archive, and one incident with answers to common questions.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::{Deref, Range};
use std::sync::OnceLock;

use foldhash::fast::FixedState;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::lexicon::{Lexicon, primary};
use super::links::{self, CheckedLink};
use super::text::{self, Passage};
use crate::config::{Config, PeopleNaming};
use crate::content::{Content, ParsedFile};
use crate::diagnostic::{Location, ValuePath, at};
use crate::incident::{Action, Incident, Milestone, ReviewState, Status};
use crate::people::People;

/// Checks an archive with the site's configuration, as of a given day.
pub struct Checker<'a> {
    /// Everything that was loaded.
    pub content: &'a Content,
    /// The site's configuration.
    pub config: &'a Config,
    /// The path of the configuration file for messages, and its text.
    pub(super) configuration: Option<(&'a str, &'a str)>,
    /// The text files of the project's theme: their paths for messages, and their texts.
    pub(super) theme_texts: Vec<(&'a str, &'a str)>,
    /// The day that "overdue" and "in the future" are measured from.
    pub today: Date,
    lexicon: OnceLock<Lexicon>,
    by_id: OnceLock<HashMap<String, usize, FixedState>>,
    has_priorities: OnceLock<bool>,
    people: OnceLock<Option<People>>,
}

impl<'a> Checker<'a> {
    /// Creates a checker of the loaded content.
    pub fn new(content: &'a Content, config: &'a Config, today: Date) -> Self {
        Self {
            content,
            config,
            configuration: None,
            theme_texts: Vec::new(),
            today,
            lexicon: OnceLock::new(),
            by_id: OnceLock::new(),
            has_priorities: OnceLock::new(),
            people: OnceLock::new(),
        }
    }

    /// Also checks the texts of the configuration. `file` is its path for messages.
    #[must_use]
    pub fn with_configuration(self, file: &'a str, text: &'a str) -> Self {
        Self { configuration: Some((file, text)), ..self }
    }

    /// Also checks the text files of the project's theme, given their paths for messages and their texts.
    #[must_use]
    pub fn with_theme(self, theme_texts: Vec<(&'a str, &'a str)>) -> Self {
        Self { theme_texts, ..self }
    }

    /// The phrases to search for, by the configuration. The rules of every build do not need them.
    pub(super) fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::of(self.config))
    }

    /// Whether the archive is only in English, according to its configuration.
    pub(super) fn speaks_english(&self) -> bool {
        let tags = self.config.check.languages.iter().flatten().chain([&self.config.language]);
        tags.into_iter().all(|tag| primary(tag).eq_ignore_ascii_case("en"))
    }

    /// Whether any action item in the archive has a priority. If none has, the team does not use priorities.
    pub(super) fn has_priorities(&self) -> bool {
        *self.has_priorities.get_or_init(|| {
            let mut actions = self.content.files.iter().flat_map(|file| &file.incident.actions);
            actions.any(|action| action.priority.is_some())
        })
    }

    /// The registered people, if public builds hide names.
    pub(super) fn people(&self) -> Option<&People> {
        let hides = self.config.privacy.people == PeopleNaming::Roles;
        self.people.get_or_init(|| hides.then(|| People::new(self.config))).as_ref()
    }

    /// The matches of the patterns of `[check] secrets` in a text.
    pub(super) fn own_secrets(&self, text: &str) -> Vec<Range<usize>> {
        self.config.secrets.iter().flat_map(|shape| shape.find_iter(text)).map(|found| found.range()).collect()
    }

    /// The first file of each id, by the id in lower case.
    pub(super) fn ids(&self) -> &HashMap<String, usize, FixedState> {
        self.by_id.get_or_init(|| {
            let mut by_id = HashMap::with_capacity_and_hasher(self.content.files.len(), FixedState::default());
            for (index, file) in self.content.files.iter().enumerate() {
                by_id.entry(file.incident.id.to_lowercase()).or_insert(index);
            }
            by_id
        })
    }

    /// The first file with this id, compared case-insensitively.
    pub(super) fn find_id(&self, id: &str) -> Option<&'a ParsedFile> {
        self.ids().get(&id.to_lowercase()).map(|index| self.content.files[*index].as_ref())
    }

    /// Whether an incident with this id exists, or may exist in a file that could not be read.
    pub(super) fn may_exist(&self, id: &str) -> bool {
        self.find_id(id).is_some() || self.content.unread.contains(&id.to_lowercase())
    }

    /// The rank of the severity of an incident, by its file; 0 is the most severe.
    pub(super) fn rank(&self, file: Option<&str>) -> Option<usize> {
        self.config.severities.rank(&self.content.file(file?)?.incident.severity)
    }
}

/// An incident, with answers to common questions of rules.
pub struct RuleContext<'a> {
    /// The incident's file.
    pub file: &'a ParsedFile,
    /// The archive that it belongs to.
    pub checker: &'a Checker<'a>,
    passages: OnceCell<Vec<Passage<'a>>>,
    written_days: OnceCell<Vec<(Milestone, Date)>>,
    links: OnceCell<Vec<CheckedLink>>,
}

/// The incident itself.
impl Deref for RuleContext<'_> {
    type Target = Incident;

    fn deref(&self) -> &Incident {
        &self.file.incident
    }
}

impl<'a> RuleContext<'a> {
    pub(super) fn new(file: &'a ParsedFile, checker: &'a Checker<'a>) -> Self {
        Self { file, checker, passages: OnceCell::new(), written_days: OnceCell::new(), links: OnceCell::new() }
    }

    /// The location of the value at a path of the incident's file.
    pub(super) fn at(&self, path: ValuePath) -> Location {
        self.file.at(path)
    }

    /// The texts in the authors' own words. Each is parsed once for all rules.
    pub(super) fn passages(&self) -> &[Passage<'a>] {
        self.passages.get_or_init(|| text::passages(&self.file.incident))
    }

    /// The links, parsed once for all rules.
    pub(super) fn links(&self) -> &[CheckedLink] {
        self.links.get_or_init(|| links::links(&self.file.incident))
    }

    /// Whether its severity is in the upper half of the site's: `sev1` and `sev2` of the default five. The middle one is not.
    pub(super) fn is_major(&self) -> bool {
        let severities = &self.checker.config.severities;
        severities.rank(&self.severity).is_some_and(|rank| rank < (severities.all().len() / 2).max(1))
    }

    /// Whether its severity is in the lower half of the site's: `sev4` and `sev5` of the default five. The middle one is not.
    pub(super) fn is_minor(&self) -> bool {
        let severities = &self.checker.config.severities;
        severities.rank(&self.severity).is_some_and(|rank| rank >= severities.all().len().div_ceil(2))
    }

    /// Whether the review should be complete: it is in review or approved. Drafts, withdrawn reviews and duplicates may be incomplete.
    pub(super) fn is_due(&self) -> bool {
        self.review.state != ReviewState::Draft && self.counts()
    }

    /// Whether the review should be complete and have conclusions, which may be missing while an incident is ongoing.
    pub(super) fn is_concluded(&self) -> bool {
        let is_agreed = matches!(self.review.state, ReviewState::Reviewed | ReviewState::Closed);
        self.is_due() && (is_agreed || self.status() == Status::Resolved)
    }

    /// The open action items of a review that is due, each with its index.
    pub(super) fn actions_due(&self) -> impl Iterator<Item = (usize, &Action)> {
        let is_due = self.is_due();
        self.actions.iter().enumerate().filter(move |(_, action)| is_due && action.status.is_open())
    }

    /// Whether a milestone is missing, and no invalid part that was removed may have contained it.
    pub(super) fn lacks(&self, milestone: Milestone) -> bool {
        self.milestone(milestone).is_none() && !self.was_removed("milestones") && !self.was_removed("timeline")
    }

    /// Whether a part below a top-level key was reported as invalid and removed.
    pub(super) fn was_removed(&self, key: &str) -> bool {
        self.file.removed.iter().any(|path| path.starts_with_key(key))
    }

    /// The day of the start in the file's time zone, if `day` is before it in every time zone that the author may have meant.
    pub(super) fn start_after(&self, day: Date) -> Option<Date> {
        let is_estimate = self.milestones.is_approximate(Milestone::Started);
        let started = self.milestone(Milestone::Started).filter(|_| !is_estimate)?;
        let is_before = day < started.day(&self.file.zone) && !self.is_day_of(&[Milestone::Started], |start| start <= day);
        is_before.then(|| started.day(&self.file.zone))
    }

    /// Whether `is_meant` accepts the day of one of the milestones: in the file's time zone, in the site's, in UTC, or as written with an
    /// offset.
    pub(super) fn is_day_of(&self, milestones: &[Milestone], is_meant: impl Fn(Date) -> bool) -> bool {
        let known = || milestones.iter().filter_map(|milestone| self.milestone(*milestone));
        let zones = [&self.file.zone, &self.checker.config.zone, &TimeZone::UTC];
        known().any(|moment| zones.iter().any(|zone| is_meant(moment.day(zone))))
            || self.written_days().iter().any(|(milestone, day)| milestones.contains(milestone) && is_meant(*day))
    }

    /// The days of the milestones as written in the file. Loading does not keep them, so the text is parsed again.
    fn written_days(&self) -> &[(Milestone, Date)] {
        self.written_days.get_or_init(|| {
            let text = self.checker.content.text_of(&self.file.source.display);
            let table = text.and_then(|text| toml::from_str::<toml::Table>(&text).ok()).unwrap_or_default();
            let day = |milestone: &Milestone| {
                let date = table.get("milestones")?.get(milestone.as_str())?.as_datetime()?.date?;
                Some((*milestone, date.to_string().parse().ok()?))
            };
            Milestone::ALL.iter().filter_map(day).collect()
        })
    }

    /// The path at which a known milestone is set.
    pub(super) fn path_of(&self, milestone: Milestone) -> ValuePath {
        let marked = self.timeline.iter().position(|entry| entry.milestone == Some(milestone));
        match (self.milestones.get(milestone), marked) {
            (None, Some(index)) => at!["timeline", index, "at"],
            _ => at!["milestones", milestone.as_str()],
        }
    }

    /// The severity and the state of the review, as in "a sev1 in state reviewed".
    pub(super) fn described(&self) -> String {
        format!("a {} in state {}", self.severity, self.review.state.as_str())
    }
}
