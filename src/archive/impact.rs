//! The figures of the impact with their names, shared by the page and all exports.

use std::fmt;

use crate::incident::{Impact, Money};
use crate::locale::Locale;
use crate::prose;

/// The value of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FigureValue<'a> {
    /// A count.
    Count(u64),
    /// A percentage.
    Share(f64),
    /// An amount of money.
    Money(&'a Money),
    /// A yes or no.
    Flag(bool),
    /// A list of names.
    Names(&'a [String]),
}

impl FigureValue<'_> {
    /// Formats the value in the site's language.
    pub fn text(self, locale: &Locale) -> String {
        match self {
            Self::Count(count) => locale.number(usize::try_from(count).unwrap_or(usize::MAX)),
            Self::Share(share) => locale.percent(share),
            Self::Money(money) => locale.money(money),
            Self::Flag(flag) => locale.text(if flag { "yes" } else { "no" }).to_string(),
            Self::Names(names) => locale.list(names),
        }
    }
}

/// Formats the value in English.
impl fmt::Display for FigureValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Count(count) => prose::number(*count),
            Self::Share(share) => prose::percent(*share),
            Self::Money(money) => format!("{} {}", prose::amount(money.amount), money.currency),
            Self::Flag(flag) => if *flag { "Yes" } else { "No" }.to_owned(),
            Self::Names(names) => prose::list(names),
        };
        f.write_str(&text)
    }
}

/// The known figures in documentation order: the key in the file and the value.
pub fn impact_figures(impact: &Impact) -> Vec<(&'static str, FigureValue<'_>)> {
    let figures = [
        ("users_affected", impact.users_affected.map(FigureValue::Count)),
        ("users_affected_percent", impact.users_affected_percent.map(|share| FigureValue::Share(share.0))),
        ("requests_failed", impact.requests_failed.map(FigureValue::Count)),
        ("revenue_lost", impact.revenue_lost.as_ref().map(FigureValue::Money)),
        ("support_tickets", impact.support_tickets.map(FigureValue::Count)),
        ("data_lost", impact.data_lost.map(FigureValue::Flag)),
        ("sla_breached", impact.sla_breached.map(FigureValue::Flag)),
        ("regions", (!impact.regions.is_empty()).then_some(FigureValue::Names(&impact.regions))),
    ];
    figures.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}
