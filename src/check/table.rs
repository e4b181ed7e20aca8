//! The table of rules.

use super::finding::Findings;
use super::level::Level;
use super::rules;
use super::{Review, Subject};
use crate::diagnostic::{Problem, ValuePath};

/// Something that can be wrong with an incident or with the archive.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name, in kebab-case.
    pub name: &'static str,
    /// What it belongs to.
    pub group: Group,
    /// What becomes of what it finds, unless the configuration says otherwise.
    pub level: Level,
    /// What it finds: the first sentence in short, further ones exactly.
    pub finds: &'static str,
    /// Why it matters, with the source where somebody else found that out.
    pub why: &'static str,
    /// How to mend it.
    pub mend: &'static str,
    /// Excerpts of incident files that break it: below each offending line stands a comment that marks the place with `^`.
    pub wrong: &'static [&'static str],
    /// Excerpts that come close, and do not break it.
    pub right: &'static [&'static str],
    /// What it looks at.
    pub scope: Scope,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Scope {
    /// One file's text: the loader finds it in understanding the file.
    File,
    /// One incident at a time.
    Incident(fn(&Subject<'_>, &mut Findings)),
    /// All of them together, of which nothing counts but their ids and aliases, and the ids that they name.
    Ids(fn(&Review<'_>, &mut Findings)),
    /// All of them together.
    Archive(fn(&Review<'_>, &mut Findings)),
}

/// What a rule belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Files that can be found, read and parsed.
    Files,
    /// Keys and values as the incident file defines them. Nothing can be built from what breaks these.
    Build,
    /// What a file says in one place against what it says in another.
    Consistency,
    /// What a review of this severity and state ought to have.
    Completeness,
    /// Action items that will be done.
    Actions,
    /// Words that help to learn.
    Language,
    /// Names, links and what must not be published.
    Names,
    /// Exceptions to rules.
    Exceptions,
}

impl Group {
    /// All groups, in the order in which they are listed.
    pub const ALL: [Self; 8] = [
        Self::Consistency,
        Self::Completeness,
        Self::Actions,
        Self::Language,
        Self::Names,
        Self::Exceptions,
        Self::Build,
        Self::Files,
    ];

    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Files => "Files",
            Self::Build => "Keys and values",
            Self::Consistency => "Consistency",
            Self::Completeness => "Completeness",
            Self::Actions => "Action items",
            Self::Language => "Language",
            Self::Names => "Links and names",
            Self::Exceptions => "Exceptions",
        }
    }
}

impl Rule {
    /// The rule of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        RULES.iter().find(|rule| rule.name == name)
    }

    /// Whether the build looks for it too, since no site can be built from what it finds.
    pub fn is_of_build(&self) -> bool {
        matches!(self.group, Group::Files | Group::Build)
    }

    /// A breach of the rule by the value at a path. Unless it says otherwise, it is mended as the rule says.
    pub(super) fn breach(&self, path: ValuePath, message: impl Into<String>) -> Problem {
        Problem::error(self.name, path, message).hint(self.mend)
    }
}

/// Every rule, in the order in which it runs.
pub const RULES: &[Rule] = &[
    rules::bad_id::RULE,
    rules::bad_title::RULE,
    rules::unknown_severity::RULE,
    rules::unknown_category::RULE,
    rules::missing_start::RULE,
    rules::milestone_conflict::RULE,
    rules::milestone_order::RULE,
    rules::unsafe_url::RULE,
    rules::missing_attachment::RULE,
    rules::bad_alias::RULE,
    rules::duplicate_id::RULE,
    rules::dangling_reference::RULE,
    rules::taken_address::RULE,
    rules::stated_duration::RULE,
    rules::timeline_order::RULE,
    rules::before_start::RULE,
    rules::long_after_end::RULE,
    rules::future_time::RULE,
    rules::status_conflict::RULE,
    rules::open_incident::RULE,
    rules::severity_changes::RULE,
    rules::action_status::RULE,
    rules::action_dates::RULE,
    rules::review_dates::RULE,
    rules::unlisted_commander::RULE,
    rules::placeholder::RULE,
    rules::file_date::RULE,
    rules::missing_summary::RULE,
    rules::missing_impact::RULE,
    rules::missing_detection::RULE,
    rules::missing_timeline::RULE,
    rules::missing_causes::RULE,
    rules::missing_lessons::RULE,
    rules::missing_actions::RULE,
    rules::missing_alert::RULE,
    rules::no_urgent_action::RULE,
    rules::unaddressed_cause::RULE,
    rules::unanswered_why::RULE,
    rules::why_stops_at_person::RULE,
    rules::overdue_review::RULE,
    rules::missing_owner::RULE,
    rules::missing_due::RULE,
    rules::missing_tracker::RULE,
    rules::vague_action::RULE,
    rules::overdue_action::RULE,
    rules::same_priority::RULE,
    rules::same_kind::RULE,
    rules::too_many_actions::RULE,
    rules::blame::RULE,
    rules::counterfactual::RULE,
    rules::drama::RULE,
    rules::near_twin::RULE,
    rules::unknown_service::RULE,
    rules::unknown_team::RULE,
    rules::broken_link::RULE,
    rules::unused_attachment::RULE,
    rules::bare_link::RULE,
    rules::http_link::RULE,
    rules::duplicate_title::RULE,
    rules::secret::RULE,
    rules::private_address::RULE,
    rules::unknown_rule::RULE,
    rules::unused_exception::RULE,
];
