//! The statistics as JSON, for `/stats.json` and `pir-site stats --format json`.

use serde_json::{Map, Value, json};

use super::json::SCHEMA_VERSION;
use crate::archive::statistics::{Count, Distribution, Punctuality, Quarter, RECURRENCE_DAYS};
use crate::archive::{ActionState, Metric, StateCounts, Statistics};

/// All statistics. Durations are in whole seconds, and `null` if unknown.
pub fn data(statistics: &Statistics) -> Value {
    let mut data = Map::new();
    let mut set = |key: &str, value: Value| data.insert(key.to_owned(), value);
    set("schema_version", SCHEMA_VERSION.into());
    set("as_of", crate::prose::time::date(statistics.as_of).into());
    set("incidents", statistics.incidents.into());
    set("by_severity", counts(&statistics.by_severity));
    set("by_service", counts(&statistics.by_service));
    set("by_year", counts(&statistics.by_year));
    set("by_month", statistics.by_month.iter().map(|month| (month.name.clone(), Value::from(month.count))).collect());
    set(
        "by_month_and_severity",
        statistics.by_month.iter().map(|month| (month.name.clone(), counts(&month.by_severity))).collect(),
    );
    for (metric, distribution) in &statistics.metrics {
        set(metric.key(), figures(distribution));
    }
    set("by_quarter", by_quarter(statistics));
    set("by_detection", known(statistics.detection_known, statistics.incidents, &statistics.by_detection));
    set("by_cause", known(statistics.causes_known, statistics.incidents, &statistics.by_cause));
    let recurrence = &statistics.recurrence;
    set("recurrence", json!({ "within_days": RECURRENCE_DAYS, "recurred": recurrence.pairs.len(), "of": recurrence.of }));
    set("reviews", reviews(&statistics.reviews));
    let heat = &statistics.heat;
    set("by_weekday_and_hour", json!({ "known": heat.known, "of": heat.of, "monday_to_sunday": heat.hours }));
    set("actions", actions(statistics));
    Value::Object(data)
}

fn by_quarter(statistics: &Statistics) -> Value {
    let metric = |(metric, distribution): &(Metric, Distribution)| (metric.key().to_owned(), figures(distribution));
    let quarter = |quarter: &Quarter| {
        let mut data = Map::from_iter([("incidents".to_owned(), quarter.count.into())]);
        data.extend(quarter.metrics.iter().map(metric));
        data.insert("recurred".to_owned(), quarter.recurred.into());
        data.insert("reviews".to_owned(), reviews(&quarter.reviews));
        (quarter.name.clone(), Value::Object(data))
    };
    statistics.quarters.iter().map(quarter).collect()
}

fn actions(statistics: &Statistics) -> Value {
    let items = &statistics.action_items;
    let mut data = states(&items.counts);
    data["days_to_done"] = figures(&items.open_days);
    data["days_open"] = figures(&items.age_days);
    for (by, groups) in &items.by {
        let groups = groups.iter().map(|group| (group.name.clone(), states(&group.counts)));
        data[format!("by_{}", by.key())] = Value::Object(groups.collect());
    }
    data
}

fn states(counts: &StateCounts) -> Value {
    json!({
        "total": counts.total(),
        "open": counts.open(),
        "overdue": counts.of(ActionState::Overdue),
        "done": counts.of(ActionState::Done),
        "wont_do": counts.of(ActionState::WontDo),
    })
}

fn reviews(reviews: &Punctuality) -> Value {
    json!({ "in_time": reviews.in_time, "late": reviews.late, "pending": reviews.pending })
}

fn counts(counts: &[Count]) -> Value {
    counts.iter().map(|count| (count.name.clone(), Value::from(count.count))).collect()
}

fn known(known: usize, of: usize, each: &[Count]) -> Value {
    json!({ "known": known, "of": of, "counts": counts(each) })
}

fn figures(of: &Distribution) -> Value {
    json!({ "known": of.known(), "of": of.of, "median": of.median(), "p90": of.percentile(90), "mean": of.mean() })
}
