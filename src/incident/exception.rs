//! Suppressed rules of `pir-site check`, with reasons.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A rule of `pir-site check` that is suppressed for this incident. It concerns the file and is not part of the published review.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The rule's name, such as `missing-tracker`.
    pub rule: String,
    /// Why the rule does not apply here, in a sentence.
    pub reason: String,
}
