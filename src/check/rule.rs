//! The rules: their levels, scopes and groups.

use super::context::{Checker, RuleContext};
use crate::diagnostic::{Diagnostic, Location, ValuePath};
use crate::incident::Step;

/// A rule of `pir-site check`.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The name, in kebab-case.
    pub name: &'static str,
    /// The group.
    pub group: Group,
    /// The default level.
    pub level: RuleLevel,
    /// The scope: what the rule checks, with the function that does.
    pub scope: Scope,
}

/// The level of a rule, ordered from the most lenient to the strictest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleLevel {
    /// The rule does not run.
    Allow,
    /// Violations are reported.
    Warn,
    /// Violations are reported and fail the check.
    Deny,
}

impl RuleLevel {
    /// Its name on the command line and in the configuration.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }
}

/// The scope of a rule.
#[derive(Debug, Clone, Copy)]
pub enum Scope {
    /// Finding, reading and parsing files. The rule has no function, since loading reports its violations.
    Loading,
    /// One incident at a time.
    Incident(fn(&Rule, &RuleContext<'_>, &mut Vec<Diagnostic>)),
    /// One incident at a time. All violations in a file have the same fix, so only the first is reported, with the total number.
    FirstOfIncident(fn(&Rule, &RuleContext<'_>, &mut Vec<Diagnostic>)),
    /// All incidents together.
    Archive(fn(&Rule, &Checker<'_>, &mut Vec<Diagnostic>)),
    /// One incident at a time, and then the configuration and the custom pages.
    Project(fn(&Rule, &RuleContext<'_>, &mut Vec<Diagnostic>), fn(&Rule, &Checker<'_>, &mut Vec<Diagnostic>)),
    /// The violations of all other rules, and the exceptions for them.
    Exceptions,
}

/// A group of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Whether files can be found, read and parsed.
    Files,
    /// Keys and values of incident files and of the configuration.
    Build,
    /// Contradictions within a file.
    Consistency,
    /// Parts that a review of a given severity and state should have.
    Completeness,
    /// Action items.
    Actions,
    /// Wording.
    Language,
    /// Names, links, and content that must not be published.
    Names,
    /// Exceptions to rules.
    Exceptions,
}

impl Group {
    /// All groups, in documentation order.
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

    /// The heading.
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
    /// Whether every build applies it, because a violation prevents publication.
    pub fn is_of_build(&self) -> bool {
        matches!(self.group, Group::Files | Group::Build)
    }

    /// A violation of the rule. Its hint is the rule's help, unless the caller sets another one.
    pub(super) fn violation(&self, location: Location, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(self.name, message).at(location).hint(self.help())
    }
}

/// The path of a text of an incident.
pub(super) fn path(steps: &[Step<'_>]) -> ValuePath {
    steps.iter().fold(ValuePath::root(), |path, step| match step {
        Step::Key(key) => path.then(*key),
        Step::Index(index) => path.then(*index),
    })
}
