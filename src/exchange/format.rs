//! The foreign formats that can be read: one line each.

use super::imported::{Document, Import, Options};
use super::{github, pagerduty, pir_json, pir_markdown, statuspage};
use crate::incident::vocabulary;

vocabulary! {
    /// A foreign format.
    Format {
        /// The JSON that PIR Generator reads.
        PirJson = "pir-json" | "JSON that PIR Generator reads",
        /// The Markdown that PIR Generator writes, and that `export markdown` does.
        PirMarkdown = "pir-markdown" | "Markdown that PIR Generator writes",
        /// An incident of a status page, with its updates.
        Statuspage = "statuspage" | "Incidents of a status page's API",
        /// An incident of `PagerDuty`, with its log entries.
        Pagerduty = "pagerduty" | "Incidents and log entries of PagerDuty's API",
        /// An issue with its comments.
        Github = "github" | "Issues with their comments, as GitHub's API and gh give them",
    }
}

impl Format {
    /// Reads a document of this format. It never fails as a whole because of a part that it does not understand: that is noted,
    /// and kept.
    pub fn import(self, document: &Document<'_>, options: &Options<'_>) -> Import {
        match self {
            Self::PirJson => pir_json::import(document, options),
            Self::PirMarkdown => pir_markdown::import(document, options),
            Self::Statuspage => statuspage::import(document, options),
            Self::Pagerduty => pagerduty::import(document, options),
            Self::Github => github::import(document, options),
        }
    }
}
