//! Action items: the follow-up work of a review.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::moment::Day;
use super::visibility::Visibility;
use super::vocabulary::vocabulary;

vocabulary! {
    /// The purpose of an action item.
    ActionKind {
        /// Find out more.
        Investigate = "investigate" | "Investigate",
        /// Reduce the impact of the next incident.
        Mitigate = "mitigate" | "Mitigate",
        /// Detect the next incident sooner.
        Detect = "detect" | "Detect",
        /// Make the next incident less likely.
        Prevent = "prevent" | "Prevent",
        /// Repair what this incident broke.
        Repair = "repair" | "Repair",
        /// Change how people work together.
        Process = "process" | "Process",
        /// Improve the documentation.
        Document = "document" | "Document",
        /// Train people.
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
    /// The status of an action item.
    #[derive(Default)]
    ActionStatus {
        /// Work has not begun.
        #[default]
        Open = "open" | "Open",
        /// Work has begun.
        InProgress = "in-progress" | "In progress",
        /// The work is complete.
        Done = "done" | "Done",
        /// The team decided not to do it.
        WontDo = "wont-do" | "Declined",
    }
}

impl ActionStatus {
    /// Whether the action still has to be done.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::InProgress)
    }
}

/// An action item.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// What to do, in one line of plain text.
    pub title: String,
    /// The id. Defaults to `<incident id>-A<n>`, numbered in file order, public items before internal ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What to do, in detail. Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// How to tell that it is done. Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub success_criteria: Option<String>,
    /// The purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ActionKind>,
    /// The urgency; `p0` is the highest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// The person responsible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The team responsible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// The due date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// The date on which it was completed or declined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Day>,
    /// The current status.
    #[serde(default)]
    pub status: ActionStatus,
    /// Why it was declined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The URL of the ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// `internal` keeps this action item out of public builds.
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
