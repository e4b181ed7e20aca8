//! The detection and the impact.

use std::collections::HashSet;

use crate::import::draft::Draft;
use crate::import::tree::Object;
use crate::import::vocabulary;
use crate::incident::{Detection, Impact, Milestone, Money, Percent};

pub(super) fn read(draft: &mut Draft<'_>, object: &mut Object) {
    let mut impact = Impact::default();
    let mut detection = Detection::default();
    here(draft, object, &mut impact, &mut detection);
    for block in ["impact", "resolution", "technical_details", "detection_details", "metadata", "response_details"] {
        if let Some((mut inner, span)) = object.take_object(block) {
            here(draft, &mut inner, &mut impact, &mut detection);
            if let Some((mut deeper, span)) = inner.take_object("customer_impact") {
                here(draft, &mut deeper, &mut impact, &mut detection);
                inner.put_back("customer_impact", deeper, span);
            }
            object.put_back(block, inner, span);
        }
    }
    draft.incident.impact = Some(impact).filter(|impact| *impact != Impact::default());
    draft.incident.detection = Some(detection).filter(|detection| *detection != Detection::default());
}

/// Reads one object.
fn here(draft: &mut Draft<'_>, object: &mut Object, impact: &mut Impact, detection: &mut Detection) {
    words_of(draft, object, impact);
    figures(object, impact);
    if let Some((method, _)) = object.take_if(&["detection_method"], vocabulary::detection) {
        detection.method.get_or_insert(method);
    }
    if let Some((source, span)) = object.take_text(&["alert_source", "detection_source"]) {
        detection.source = draft.content(source, span);
    }
    if let Some((text, span)) = object.take_text(&["detection_time"]) {
        draft.milestone(Milestone::Detected, &text, span);
    }
}

fn words_of(draft: &mut Draft<'_>, object: &mut Object, impact: &mut Impact) {
    let mut text = |keys: &[&str]| {
        let (text, span) = object.take_text(keys)?;
        draft.content(text, span)
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
        && let Some((minutes, _)) = object.take_if(&["duration_minutes"], vocabulary::count)
    {
        impact.duration = Some(format!("{minutes} minutes"));
    }
}

fn figures(object: &mut Object, impact: &mut Impact) {
    let share = |text: &str| vocabulary::percent(text).filter(|_| text.contains('%'));
    let found = object.take_if(&["affected_users", "users_affected"], share);
    let found = found.or_else(|| object.take_if(&["affected_users_percentage", "users_affected_percent"], vocabulary::percent));
    if let Some((share, _)) = found {
        impact.users_affected_percent.get_or_insert(Percent(share));
    }
    let mut count = |keys: &[&str]| object.take_if(keys, vocabulary::count).map(|(count, _)| count);
    impact.users_affected = impact.users_affected.or_else(|| count(&["affected_users", "users_affected"]));
    impact.requests_failed = impact.requests_failed.or_else(|| count(&["failed_requests", "requests_failed"]));
    impact.support_tickets = impact.support_tickets.or_else(|| count(&["support_tickets"]));
    if let Some((amount, _)) = object.take_if(&["revenue_impact_usd", "revenue_loss_usd"], amount) {
        impact.revenue_lost.get_or_insert(Money { amount, currency: "USD".to_owned() });
    }
    let mut fact = |keys: &[&str]| object.take_if(keys, vocabulary::yes_or_no).map(|(fact, _)| fact);
    impact.data_lost = impact.data_lost.or_else(|| fact(&["data_loss", "data_lost"]));
    impact.sla_breached = impact.sla_breached.or_else(|| fact(&["sla_breached", "sla_breach"]));
    let mut seen: HashSet<String> = impact.regions.iter().cloned().collect();
    for (region, _) in object.take_texts(&["affected_regions", "regions"]) {
        if seen.insert(region.clone()) {
            impact.regions.push(region);
        }
    }
}

fn amount(text: &str) -> Option<f64> {
    text.replace([',', '$'], "").trim().parse().ok().filter(|amount: &f64| amount.is_finite() && *amount >= 0.0)
}
