//! The impact, in text and in figures.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::visibility::Visibility;

/// Who and what was affected, in text and in figures. Figures that are unknown are omitted.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Impact {
    /// The impact on customers. Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// The impact on the business. Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business: Option<String>,
    /// The impact inside the organisation. Public builds omit it, unless `visibility` is `public`. Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub internal: Option<String>,
    /// The number of affected users.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub users_affected: Option<u64>,
    /// The percentage of users affected.
    #[schemars(range(min = 0, max = 100))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub users_affected_percent: Option<Percent>,
    /// The number of failed requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requests_failed: Option<u64>,
    /// The revenue lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revenue_lost: Option<Money>,
    /// The number of support tickets that it caused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub support_tickets: Option<u64>,
    /// Whether data was lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_lost: Option<bool>,
    /// Whether a service level agreement was breached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sla_breached: Option<bool>,
    /// The affected regions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<String>,
    /// The duration as stated by the author, such as `"1h 5m"`. `pir-site check` compares it with the milestones. Without them, pages
    /// show it with the words "as stated".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<String>,
    /// `internal` keeps the whole table out of public builds. `public` includes the key `internal` in them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
}

impl Impact {
    /// The visibility of the impact, except `internal`.
    pub fn visibility(&self) -> Visibility {
        self.visibility.unwrap_or_default()
    }

    /// The visibility of `internal`: internal, unless the file says otherwise.
    pub fn visibility_of_internal(&self) -> Visibility {
        self.visibility.unwrap_or(Visibility::Internal)
    }
}

/// A percentage, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Percent(pub f64);

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        if (0.0..=100.0).contains(&value) {
            Ok(Self(value))
        } else {
            Err(serde::de::Error::custom(format!("expected a share from 0 to 100 percent, found {value}")))
        }
    }
}

fn not_negative<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    let value = f64::deserialize(deserializer)?;
    let is_valid = value >= 0.0 && value.is_finite();
    if is_valid { Ok(value) } else { Err(serde::de::Error::custom(format!("expected an amount of at least 0, found {value}"))) }
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// The amount in units of the currency. Decimals are allowed.
    #[schemars(range(min = 0))]
    #[serde(deserialize_with = "not_negative")]
    pub amount: f64,
    /// The currency's ISO 4217 code, such as `USD`.
    pub currency: String,
}
