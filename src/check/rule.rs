//! What a rule is.

use super::context::{Checker, RuleContext};
use crate::diagnostic::{Diagnostic, Location, ValuePath};
use crate::incident::Step;

/// Something that can be wrong with an incident or with the archive.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name, in kebab-case.
    pub name: &'static str,
    /// What it belongs to.
    pub group: Group,
    /// Its level, unless the configuration sets another.
    pub level: RuleLevel,
    /// What it looks at.
    pub scope: Scope,
}

/// What happens to the violations of a rule. The strictest is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleLevel {
    /// The rule does not run.
    Allow,
    /// They are reported.
    Warn,
    /// They are reported, and the check fails.
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

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Scope {
    /// Files: they are found, read and understood, or not.
    Loading,
    /// One incident at a time.
    Incident(fn(&Rule, &RuleContext<'_>, &mut Vec<Diagnostic>)),
    /// One incident at a time. What it finds in one file has the same remedy everywhere: the first of it is reported, with the number of all.
    FirstOfIncident(fn(&Rule, &RuleContext<'_>, &mut Vec<Diagnostic>)),
    /// All incidents together.
    Archive(fn(&Rule, &Checker<'_>, &mut Vec<Diagnostic>)),
    /// One incident at a time, and then the configuration and the project's own pages.
    Project(fn(&Rule, &RuleContext<'_>, &mut Vec<Diagnostic>), fn(&Rule, &Checker<'_>, &mut Vec<Diagnostic>)),
    /// What all other rules found, and the exceptions from them.
    Exceptions,
}

/// What a rule belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Files that can be found, read and parsed.
    Files,
    /// Keys and values as the incident file and the configuration define them.
    Build,
    /// Statements of a file that contradict each other.
    Consistency,
    /// What a review of this severity and state should have.
    Completeness,
    /// Action items.
    Actions,
    /// Wording.
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
    /// Whether every command runs it: nothing can be built from what breaks it.
    pub fn is_of_build(&self) -> bool {
        matches!(self.group, Group::Files | Group::Build)
    }

    /// A violation of the rule. Its hint is the rule's help, unless another one is set.
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
