//! The names of an incident file's keys in sentences, and the keys that identify list items.

use crate::locale::Locale;

/// The lists whose items have several keys, and the keys that identify an item across versions. The first of these that is a text
/// is its name.
const IDENTITIES: [(&str, &[&str]); 17] = [
    ("severity_changes", &["at", "to"]),
    ("responders", &["name"]),
    ("timeline", &["at", "event"]),
    ("communications", &["at", "message"]),
    ("causes", &["cause"]),
    ("five_whys", &["problem"]),
    ("whys", &["question", "answer"]),
    ("bones", &["category"]),
    ("threats", &["threat"]),
    ("consequences", &["consequence"]),
    ("barriers", &["barrier"]),
    ("decisions", &["at", "decision"]),
    ("actions", &["title", "id"]),
    ("reviews", &["due", "what"]),
    ("references", &["title", "url"]),
    ("sections", &["title", "body"]),
    ("exceptions", &["rule"]),
];

/// The keys that identify an item of the list at this path. Empty for items that are plain texts.
pub(super) fn identity(path: &str) -> &'static [&'static str] {
    let key = last_key(path);
    IDENTITIES.iter().find(|(list, _)| *list == key).map_or(&[], |(_, keys)| keys)
}

/// The noun for the value at this path: the message for its full path, or for its longest suffix that has one.
pub(super) fn noun(path: &str, locale: &Locale) -> String {
    let mut rest = path;
    loop {
        let found = locale.plain(&["fact_", &rest.replace('.', "_")].concat());
        match (found, rest.split_once('.')) {
            (Some(noun), _) => return noun.to_string(),
            (None, Some((_, shorter))) => rest = shorter,
            (None, None) => return rest.replace('_', " "),
        }
    }
}

/// The noun for an item of the list at this path, which precedes its name.
pub(super) fn noun_of_item(path: &str, locale: &Locale) -> String {
    let name = ["fact_one_", if path.starts_with("fields.") { "value" } else { last_key(path) }].concat();
    locale.plain(&name).map_or_else(|| noun(path, locale), |noun| noun.to_string())
}

/// The label of a vocabulary word at this path.
pub(super) fn word(path: &str, word: &str, locale: &Locale) -> String {
    let vocabulary = match path {
        "status" => "status",
        "detection.method" => "detection",
        "timeline.kind" => "event_kind",
        "timeline.milestone" => "milestone",
        "communications.audience" => "to",
        "analysis.causes.role" => "fact_role",
        "actions.kind" => "action_kind",
        "actions.status" => "state",
        "review.state" => "review",
        "references.kind" => "reference",
        _ if last_key(path) == "visibility" => "fact_visibility",
        _ => return word.to_owned(),
    };
    locale.word(vocabulary, word).to_string()
}

fn last_key(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

/// Tables that only group keys. If one is added or removed, its keys are reported.
pub(super) fn is_group(path: &str) -> bool {
    matches!(path, "impact" | "detection" | "analysis" | "lessons" | "follow_up" | "review" | "fields")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// Calls `each` with the path of every key of the schema, and whether it is a list.
    fn paths(value: &Value, defs: &Value, path: &str, each: &mut dyn FnMut(&str, bool)) {
        if let Some(reference) = value["$ref"].as_str() {
            return paths(&defs[reference.rsplit('/').next().unwrap()], defs, path, each);
        }
        value["anyOf"].as_array().into_iter().flatten().for_each(|value| paths(value, defs, path, each));
        if value.get("items").is_some() {
            each(path, true);
            return paths(&value["items"], defs, path, each);
        }
        for (key, value) in value["properties"].as_object().into_iter().flatten() {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            each(&path, false);
            paths(value, defs, &path, each);
        }
    }

    #[test]
    fn every_key_and_every_list_of_the_incident_file_has_a_noun() {
        let (schema, locale) = (crate::incident::schema(), Locale::english().unwrap());
        let (mut keys, mut lists) = (0, 0);
        paths(&schema, &schema["$defs"], "", &mut |path, is_list| {
            let key = last_key(path);
            if is_group(path) || matches!(key, "approximate" | "exceptions") {
                return;
            }
            if is_list {
                lists += 1;
                assert!(locale.plain(&format!("fact_one_{key}")).is_some(), "an item of {path} has no noun");
            } else if !["milestones", "rule", "$schema"].contains(&key) {
                keys += 1;
                assert!(
                    path.split('.')
                        .rev()
                        .scan(String::new(), |rest, key| {
                            *rest = if rest.is_empty() { key.to_owned() } else { format!("{key}_{rest}") };
                            Some(locale.plain(&format!("fact_{rest}")).is_some())
                        })
                        .any(|found| found),
                    "{path} has no noun"
                );
            }
        });
        assert!(keys > 100 && lists > 25, "{keys} keys, {lists} lists");
    }
}
