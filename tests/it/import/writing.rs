//! The file that an import writes is what a person would write, and says the same.

use std::fs;

use pir_site::import::toml::{Remarks, write};
use pir_site::incident::Incident;
use proptest::prelude::*;

use super::{difference, fixture, import};
use crate::project::{Project, has_extension, repository, tree};

/// An incident as data, without the line breaks at the ends of its texts and without empty tables: neither means anything.
fn meaning(incident: &Incident) -> serde_json::Value {
    fn settled(value: serde_json::Value) -> serde_json::Value {
        match value {
            serde_json::Value::String(text) => text.trim_end_matches('\n').into(),
            serde_json::Value::Array(items) => items.into_iter().map(settled).collect(),
            serde_json::Value::Object(entries) => {
                let known = entries.into_iter().map(|(key, value)| (key, settled(value)));
                serde_json::Value::Object(known.filter(|(_, value)| *value != serde_json::json!({})).collect())
            }
            value => value,
        }
    }
    settled(serde_json::to_value(incident).unwrap())
}

#[test]
fn every_file_of_the_sample_archive_is_equal_after_writing_and_reading() {
    let mut count = 0;
    for (path, bytes) in tree(&repository().join("content")).into_iter().filter(|(path, _)| has_extension(path, "toml")) {
        let incident: Incident = toml::from_str(std::str::from_utf8(&bytes).unwrap()).unwrap();
        let written = write(&incident, &Remarks::default());
        let again: Incident = toml::from_str(&written).unwrap_or_else(|error| panic!("{path}: {error}\n{written}"));
        assert_eq!(difference(&meaning(&again), &meaning(&incident)), None, "{path}");
        assert!(!written.contains("\\n"), "{path}: an escaped line break is nothing that a person writes");
        count += 1;
    }
    assert!(count >= 20);
}

#[test]
fn an_imported_file_is_formatted_as_if_written_by_hand() {
    let project = Project::with_config("base_url = \"https://postmortems.example.com/\"\n");
    import(&project, "pir-json", &[fixture("flat.json").to_str().unwrap()]);
    let written = fs::read_to_string(project.root().join("content/2025/INC-2025-0602-001.toml")).unwrap();
    insta::assert_snapshot!("imported.toml", written);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    /// Texts of every kind of sign, in a text, in a list, in a name and in a table on one line.
    #[test]
    fn any_text_survives_writing_and_reading(text in any::<String>(), other in "[\"'\\\\\n\r\ta#]{0,12}", comment in any::<String>()) {
        let mut incident: Incident = toml::from_str("id = \"a\"\ntitle = \"a\"\nseverity = \"sev1\"\n").unwrap();
        for text in [&text, &other] {
            incident.summary = Some(text.clone());
            incident.services = vec![text.clone(), other.clone()];
            incident.fields.insert(text.clone(), pir_site::incident::FieldValue::Text(other.clone()));
            incident.analysis = Some(pir_site::incident::Analysis {
                five_whys: vec![pir_site::incident::WhyChain {
                    problem: other.clone(),
                    whys: vec![pir_site::incident::Why { question: Some(text.clone()), answer: None, evidence: vec![other.clone()] }],
                }],
                ..Default::default()
            });
            let path = pir_site::diagnostic::ValuePath::root().key("summary");
            let remarks = Remarks { schema: Some(comment.clone()), comments: vec![(path, comment.clone())] };
            let written = write(&incident, &remarks);
            let again: Incident = toml::from_str(&written).map_err(|error| TestCaseError::fail(format!("{error}\n{written}")))?;
            prop_assert_eq!(meaning(&again), meaning(&incident), "{}", written);
        }
    }
}
