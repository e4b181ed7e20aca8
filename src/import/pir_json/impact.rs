//! How the incident came to be known, and what it did to whom.

use crate::import::imported::Draft;
use crate::import::json_tree::Table;
use crate::import::vocabulary;
use crate::incident::{Detection, Impact, Milestone, Money, Percent};

pub(super) fn read(draft: &mut Draft<'_>, table: &mut Table) {
    let mut impact = Impact::default();
    let mut detection = Detection::default();
    here(draft, table, &mut impact, &mut detection);
    for block in ["impact", "resolution", "technical_details", "detection_details", "metadata", "response_details"] {
        if let Some((mut inner, span)) = table.take_table(block) {
            here(draft, &mut inner, &mut impact, &mut detection);
            if let Some((mut deeper, span)) = inner.take_table("customer_impact") {
                here(draft, &mut deeper, &mut impact, &mut detection);
                inner.put_back("customer_impact", deeper, span);
            }
            table.put_back(block, inner, span);
        }
    }
    draft.incident.impact = Some(impact).filter(|impact| *impact != Impact::default());
    draft.incident.detection = Some(detection).filter(|detection| *detection != Detection::default());
}

/// What one table says of it.
fn here(draft: &mut Draft<'_>, table: &mut Table, impact: &mut Impact, detection: &mut Detection) {
    words_of(draft, table, impact);
    figures(table, impact);
    if let Some((method, _)) = table.take_if(&["detection_method"], vocabulary::detection) {
        detection.method.get_or_insert(method);
    }
    if let Some((source, span)) = table.take_text(&["alert_source", "detection_source"]) {
        detection.source = draft.meant(source, span);
    }
    if let Some((text, span)) = table.take_text(&["detection_time"]) {
        draft.milestone(Milestone::Detected, &text, span);
    }
}

fn words_of(draft: &mut Draft<'_>, table: &mut Table, impact: &mut Impact) {
    let mut text = |keys: &[&str]| {
        let (text, span) = table.take_text(keys)?;
        draft.meant(text, span)
    };
    let fields = [
        (&mut impact.customer, text(&["customer_impact"])),
        (&mut impact.business, text(&["business_impact"])),
        (&mut impact.internal, text(&["internal_impact"])),
        (&mut impact.duration, text(&["duration"])),
    ];
    for (field, found) in fields {
        if let Some(found) = found {
            field.get_or_insert(found);
        }
    }
    if impact.duration.is_none()
        && let Some((minutes, _)) = table.take_if(&["duration_minutes"], vocabulary::count)
    {
        impact.duration = Some(format!("{minutes} minutes"));
    }
}

fn figures(table: &mut Table, impact: &mut Impact) {
    let share = |text: &str| vocabulary::percent(text).filter(|_| text.contains('%'));
    let found = table.take_if(&["affected_users", "users_affected"], share);
    let found = found.or_else(|| table.take_if(&["affected_users_percentage", "users_affected_percent"], vocabulary::percent));
    if let Some((share, _)) = found {
        impact.users_affected_percent.get_or_insert(Percent(share));
    }
    let mut count = |keys: &[&str]| table.take_if(keys, vocabulary::count).map(|(count, _)| count);
    impact.users_affected = impact.users_affected.or_else(|| count(&["affected_users", "users_affected"]));
    impact.requests_failed = impact.requests_failed.or_else(|| count(&["failed_requests", "requests_failed"]));
    impact.support_tickets = impact.support_tickets.or_else(|| count(&["support_tickets"]));
    if let Some((amount, _)) = table.take_if(&["revenue_impact_usd", "revenue_loss_usd"], amount) {
        impact.revenue_lost.get_or_insert(Money { amount, currency: "USD".to_owned() });
    }
    let mut fact = |keys: &[&str]| table.take_if(keys, vocabulary::yes_or_no).map(|(fact, _)| fact);
    impact.data_lost = impact.data_lost.or_else(|| fact(&["data_loss", "data_lost"]));
    impact.sla_breached = impact.sla_breached.or_else(|| fact(&["sla_breached", "sla_breach"]));
    for (region, _) in table.take_texts(&["affected_regions", "regions"]) {
        if !impact.regions.contains(&region) {
            impact.regions.push(region);
        }
    }
}

fn amount(text: &str) -> Option<f64> {
    text.replace([',', '$'], "").trim().parse().ok().filter(|amount: &f64| amount.is_finite() && *amount >= 0.0)
}
