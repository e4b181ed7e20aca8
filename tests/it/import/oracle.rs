//! The score of `import markdown` on documents with the structures of public postmortems: what came out right, wrong, or was left in
//! its text.

use std::collections::BTreeMap;

use super::{fixture, text};
use crate::project::Project;

/// How often a kind of fact was right, wrong, or left in its text.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    left: usize,
}

impl Score {
    /// Counts one value. Where none is expected, only one that was made up counts.
    fn value(&mut self, found: Option<&str>, expected: &str) {
        match found {
            None if expected.is_empty() => {}
            Some(found) if found == expected => self.right += 1,
            Some(_) => self.wrong += 1,
            None => self.left += 1,
        }
    }

    /// Counts several things of which only the number is known.
    fn count(&mut self, found: usize, expected: usize) {
        self.right += found.min(expected);
        self.wrong += found.saturating_sub(expected);
        self.left += expected.saturating_sub(found);
    }

    /// Counts names: those that are found, those that should not be there, and those that are missing.
    fn names(&mut self, found: &[String], expected: &[String]) {
        let right = expected.iter().filter(|name| found.contains(name)).count();
        self.right += right;
        self.wrong += found.iter().filter(|name| !expected.contains(name)).count();
        self.left += expected.len().saturating_sub(found.len());
    }
}

/// A moment as it is written in the expectations.
fn moment(value: Option<&toml::Value>) -> Option<String> {
    value.map(|value| value.to_string().trim_matches('"').to_owned())
}

fn texts(value: &toml::Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn score(scores: &mut BTreeMap<&'static str, Score>, key: &str, expected: &toml::Value, incident: &toml::Table) {
    let list = |name: &str| incident.get(name).and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let (actions, timeline) = (list("actions"), list("timeline"));
    let of_actions = |key: &str| actions.iter().filter_map(|it| moment(it.get(key))).collect::<Vec<_>>();
    match key {
        "entries" => scores
            .entry("timeline entries")
            .or_default()
            .count(timeline.len(), usize::try_from(expected.as_integer().unwrap()).unwrap()),
        "last" => scores
            .entry("timeline entries")
            .or_default()
            .value(moment(timeline.last().and_then(|it| it.get("at"))).as_deref(), expected.as_str().unwrap()),
        "times" => {
            let times: Vec<_> = timeline.iter().filter_map(|it| moment(it.get("at"))).collect();
            scores.entry("timeline entries").or_default().names(&times, &texts(expected));
        }
        "actions" => match expected.as_integer() {
            Some(count) => scores.entry("actions").or_default().count(actions.len(), usize::try_from(count).unwrap()),
            None => scores.entry("actions").or_default().names(&of_actions("title"), &texts(expected)),
        },
        "owners" | "due" => {
            let (kind, key) = if key == "owners" { ("owners", "owner") } else { ("due dates", "due") };
            let found: Vec<_> = actions.iter().map(|it| moment(it.get(key))).collect();
            for (at, value) in texts(expected).iter().enumerate() {
                scores.entry(kind).or_default().value(found.get(at).and_then(Option::as_deref), value);
            }
        }
        "done" => {
            let done = of_actions("status").iter().filter(|status| *status == "done").count();
            scores.entry("done marks").or_default().count(done, usize::try_from(expected.as_integer().unwrap()).unwrap());
        }
        "causes" => {
            let causes = incident.get("analysis").and_then(|it| it.get("causes")).and_then(toml::Value::as_array);
            let is_root = |cause: &&toml::Value| cause.get("role").and_then(toml::Value::as_str) == Some("root");
            let found: Vec<_> = causes.into_iter().flatten().filter(is_root).filter_map(|it| moment(it.get("cause"))).collect();
            scores.entry("head facts").or_default().names(&found, &texts(expected));
        }
        "links" => scores.entry("links").or_default().names(&of_actions("url"), &texts(expected)),
        _ => {
            let tables = [
                Some(incident),
                incident.get("milestones").and_then(toml::Value::as_table),
                incident.get("impact").and_then(toml::Value::as_table),
                incident.get("review").and_then(toml::Value::as_table),
            ];
            let found = tables.into_iter().flatten().find_map(|table| table.get(key)).map(|value| match value {
                toml::Value::Array(names) => {
                    names.iter().map(|name| name.as_str().unwrap_or_default()).collect::<Vec<_>>().join(", ")
                }
                value => moment(Some(value)).unwrap_or_default(),
            });
            let expected = match expected {
                toml::Value::Array(_) => texts(expected).join(", "),
                value => moment(Some(value)).unwrap(),
            };
            scores.entry("head facts").or_default().value(found.as_deref(), &expected);
        }
    }
}

#[test]
fn nine_of_ten_facts_of_postmortems_are_read_and_less_than_two_in_a_hundred_are_wrong() {
    let expected: toml::Table = text("oracle/expected.toml").parse().unwrap();
    assert!(expected.len() >= 90);
    let mut scores = BTreeMap::new();
    for (name, facts) in &expected {
        let project = Project::new();
        let file = fixture(&format!("oracle/{name}.md"));
        let args = ["import", "markdown", "--dry-run", "--time-zone", "UTC", "--severity", "sev3", file.to_str().unwrap()];
        let run = project.run(&args);
        assert_eq!(run.code, 0, "{name} is refused: {}", run.stderr);
        let incident: toml::Table = run.stdout.parse().unwrap();
        for (key, value) in facts.as_table().unwrap() {
            score(&mut scores, key, value, &incident);
        }
    }
    let line = |(kind, Score { right, wrong, left }): (&&str, &Score)| {
        format!("{kind}: {right} right, {wrong} wrong, {left} left in text")
    };
    let table = scores.iter().map(line).collect::<Vec<_>>().join("\n");
    for (kind, Score { right, wrong, left }) in scores {
        let all = right + wrong + left;
        assert!(right * 10 >= all * 9 && wrong * 50 <= all, "{kind}:\n{table}");
    }
}
