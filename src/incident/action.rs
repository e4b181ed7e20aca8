//! Action items: the follow-up work of a review.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::moment::Day;
use super::visibility::Visibility;
use super::vocabulary::vocabulary;

vocabulary! {
    /// What an action item is for.
    ActionKind {
        /// To find out more.
        Investigate = "investigate" | "Investigate",
        /// To make the next one smaller.
        Mitigate = "mitigate" | "Mitigate",
        /// To notice the next one sooner.
        Detect = "detect" | "Detect",
        /// To make the next one less likely.
        Prevent = "prevent" | "Prevent",
        /// To repair what this one broke.
        Repair = "repair" | "Repair",
        /// To change how people work together.
        Process = "process" | "Process",
        /// To write it down.
        Document = "document" | "Document",
        /// To teach it.
        Train = "train" | "Train",
    }
}

vocabulary! {
    /// How urgent an action item is.
    Priority {
        /// Before anything else.
        P0 = "p0" | "P0",
        /// Next.
        P1 = "p1" | "P1",
        /// Planned.
        P2 = "p2" | "P2",
        /// When there is time.
        P3 = "p3" | "P3",
    }
}

vocabulary! {
    /// How an action item stands.
    #[derive(Default)]
    ActionStatus {
        /// Work has not begun.
        #[default]
        Open = "open" | "Open",
        /// Work has begun.
        InProgress = "in-progress" | "In progress",
        /// It is done.
        Done = "done" | "Done",
        /// It was decided against.
        WontDo = "wont-do" | "Declined",
    }
}

impl ActionStatus {
    /// Whether the action still has to be done.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::InProgress)
    }
}

/// Something to be done about it.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// What is to be done, in a line.
    pub title: String,
    /// Its name elsewhere; left out, it is `<incident id>-A<n>` in file order, internal action items after the public ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What is to be done, at length. Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// How one sees that it is done. Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub success_criteria: Option<String>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ActionKind>,
    /// How urgent it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// Who sees to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Which team sees to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// The day by which it is to be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// The day on which it was done or decided against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Day>,
    /// How it stands.
    #[serde(default)]
    pub status: ActionStatus,
    /// Why it won't be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The ticket in the tracker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// `internal` keeps this action out of public builds.
    #[serde(default, skip_serializing_if = "Visibility::is_public")]
    pub visibility: Visibility,
}

impl Action {
    /// An action item with only a title.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            id: None,
            description: None,
            success_criteria: None,
            kind: None,
            priority: None,
            owner: None,
            team: None,
            due: None,
            closed: None,
            status: ActionStatus::Open,
            reason: None,
            url: None,
            visibility: Visibility::Public,
        }
    }

    /// For how many days the action has been overdue: it is open, and its due date is before `today`. `None` if it is not overdue.
    pub fn days_overdue(&self, today: jiff::civil::Date) -> Option<i64> {
        let due = self.due.filter(|due| self.status.is_open() && due.0 < today)?;
        Some(today.duration_since(due.0).as_hours() / 24)
    }

    /// Whether the action is open and its due date is before `today`.
    pub fn is_overdue(&self, today: jiff::civil::Date) -> bool {
        self.days_overdue(today).is_some()
    }
}
