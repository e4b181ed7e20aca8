//! The impact in figures, each with its name: the same on the page and in every export.

use crate::incident::{Impact, Money};
use crate::prose;

/// The figures that are known, in the order of the file's documentation: name and value.
pub fn impact_figures(impact: &Impact) -> Vec<(&'static str, String)> {
    let yes_no = |value: bool| if value { "Yes" } else { "No" }.to_owned();
    let money = |money: &Money| format!("{} {}", prose::amount(money.amount), money.currency);
    let figures = [
        ("Users affected", impact.users_affected.map(prose::number)),
        ("Share of users affected", impact.users_affected_percent.map(|share| prose::percent(share.0))),
        ("Failed requests", impact.requests_failed.map(prose::number)),
        ("Revenue lost", impact.revenue_lost.as_ref().map(money)),
        ("Support tickets", impact.support_tickets.map(prose::number)),
        ("Data lost", impact.data_lost.map(yes_no)),
        ("SLA breached", impact.sla_breached.map(yes_no)),
        ("Regions", (!impact.regions.is_empty()).then(|| prose::list(&impact.regions))),
    ];
    figures.into_iter().filter_map(|(label, value)| Some((label, value?))).collect()
}
