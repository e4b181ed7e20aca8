//! What the keys of an incident file are called in a sentence.

/// A list of the incident file: its key, what one of its items is called, and the keys by which an item is recognised in another
/// version. The first of these that is a text names it.
pub(super) struct List {
    key: &'static str,
    pub noun: &'static str,
    pub identity: &'static [&'static str],
}

const fn list(key: &'static str, noun: &'static str, identity: &'static [&'static str]) -> List {
    List { key, noun, identity }
}

/// Every list of the incident file. A list of texts has no identity.
const LISTS: [List; 33] = [
    list("services", "service", &[]),
    list("teams", "team", &[]),
    list("tags", "tag", &[]),
    list("related", "related incident", &[]),
    list("aliases", "old address", &[]),
    list("approximate", "estimate", &[]),
    list("signals", "signal", &[]),
    list("regions", "region", &[]),
    list("approvers", "approver", &[]),
    list("evidence", "evidence", &[]),
    list("went_well", "what went well: item", &[]),
    list("went_poorly", "what went poorly: item", &[]),
    list("got_lucky", "where we got lucky: item", &[]),
    list("learned", "lesson", &[]),
    list("prevention", "preventive measure", &[]),
    list("severity_changes", "severity change of", &["at", "to"]),
    list("responders", "responder", &["name"]),
    list("timeline", "timeline entry of", &["at", "event"]),
    list("communications", "message of", &["at", "message"]),
    list("causes", "cause", &["cause"]),
    list("five_whys", "chain of whys", &["problem"]),
    list("whys", "why", &["question", "answer"]),
    list("bones", "fishbone category", &["category"]),
    list("threats", "threat", &["threat"]),
    list("consequences", "consequence", &["consequence"]),
    list("barriers", "barrier", &["barrier"]),
    list("decisions", "decision of", &["at", "decision"]),
    list("actions", "action item", &["title", "id"]),
    list("reviews", "follow-up review of", &["due", "what"]),
    list("references", "reference", &["title", "url"]),
    list("sections", "section", &["title", "body"]),
    list("exceptions", "exception", &["rule"]),
    list("fields", "field", &[]),
];

/// What is known of the list with this key, the last of a path.
pub(super) fn list_of(path: &str) -> &'static List {
    const OTHER: List = list("", "item", &[]);
    let key = path.rsplit('.').next().unwrap_or(path);
    LISTS.iter().find(|list| list.key == key).unwrap_or(&OTHER)
}

/// What the value at this path is called, where its last key alone does not say it.
const NOUNS: [(&str, &str); 10] = [
    ("impact.customer", "customer impact"),
    ("impact.business", "business impact"),
    ("impact.internal", "internal impact"),
    ("impact.duration", "stated duration"),
    ("impact.revenue_lost.amount", "revenue lost"),
    ("impact.revenue_lost.currency", "currency of the revenue lost"),
    ("actions.closed", "closing date"),
    ("actions.due", "due date"),
    ("actions.url", "ticket"),
    ("time_zone", "time zone"),
];

/// What the value at this path is called.
pub(super) fn noun(path: &str) -> String {
    if let Some((_, noun)) = NOUNS.iter().find(|(known, _)| *known == path) {
        return (*noun).to_owned();
    }
    let words = |key: &str| key.replace(['_', '-'], " ");
    match path.split_once('.') {
        // These tables are short for one thing each, and their keys need its name.
        Some((table @ ("review" | "detection"), key)) => format!("{table} {}", words(key)),
        _ => words(path.rsplit('.').next().unwrap_or(path)),
    }
}

/// The tables that only group keys: one that is new or gone is the keys in it.
pub(super) fn is_group(path: &str) -> bool {
    matches!(path, "impact" | "detection" | "analysis" | "lessons" | "follow_up" | "review" | "fields")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// Every key that holds a list, anywhere in the schema.
    fn lists(schema: &Value, found: &mut Vec<String>) {
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
        let is_array = |property: &Value| {
            property
                .get("type")
                .is_some_and(|kind| kind == "array" || kind.as_array().is_some_and(|kinds| kinds.contains(&"array".into())))
        };
        found.extend(properties.iter().filter(|(_, property)| is_array(property)).map(|(key, _)| key.clone()));
    }

    #[test]
    fn every_list_of_the_incident_file_has_a_noun() {
        let schema = crate::incident::schema();
        let mut found = Vec::new();
        lists(&schema, &mut found);
        schema["$defs"].as_object().unwrap().values().for_each(|def| lists(def, &mut found));
        assert!(found.len() > 25, "{found:?}");
        for key in found {
            assert!(LISTS.iter().any(|list| list.key == key), "the list {key} has no noun");
        }
    }
}
