//! Pictures and files that a document shows: those that lie beside the new file stay, and of all others it is said where they were.

use std::fs;

use super::fixture;
use super::freeform::imported_text;
use crate::project::Project;

#[test]
fn a_picture_that_lies_beside_the_new_file_stays_one() {
    let project = Project::new();
    project.write("content/2025/img/screens.png", [0_u8; 4]);
    super::import(&project, "markdown", &[fixture("freeform/atlassian.md").to_str().unwrap()]);
    let written = fs::read_to_string(project.root().join("content/2025/FERRY-77.toml")).unwrap();
    assert!(written.contains("![Screens that showed winter](img/screens.png)"), "{written}");
}

#[test]
fn a_missing_picture_is_reported_at_the_text_that_shows_it() {
    let text = "# A\n\n**Date:** 2024-03-05\n\n## Summary\n\nSee [the log](logs/a.txt).\n\n## Weather\n\n![Rain](img/rain.png)\n\n\
                ## Timeline\n\n- 14:32 It broke\n- 14:40 ![Queue](img/queue.png) grows, and so does ![Load](img/load.png)\n";
    let (run, written) = imported_text(text, &["--severity", "sev3"]);
    for lines in [
        "# logs/a.txt is not beside this file: put it there, and write [the log](logs/a.txt) again\nsummary = ",
        "# img/queue.png is not beside this file: put it there, and write ![Queue](img/queue.png) again\n\
         # img/load.png is not beside this file: put it there, and write ![Load](img/load.png) again\nevent = ",
        "# img/rain.png is not beside this file: put it there, and write ![Rain](img/rain.png) again\nbody = ",
    ] {
        assert!(written.contains(lines), "{lines}: {written}");
    }
    let line = "look at: sections[0].body: img/rain.png is not beside this file";
    assert!(run.stderr.contains(line), "{}", run.stderr);
}

/// Imports a text in which `PICTURE` stands for the bytes of one.
fn with_pictures(format: &str, text: &str) -> (crate::project::Run, String) {
    let bytes = "iVBORw0KGgo".repeat(500);
    let project = Project::new();
    project.write("a", text.replace("PICTURE", &format!("data:image/png;base64,{bytes}=")));
    let run = project.run(&["import", format, "a", "--severity", "sev3", "--started", "2024-03-05"]);
    let files = crate::project::tree(&project.root().join("content"));
    let written = files.into_values().map(|bytes| String::from_utf8(bytes).unwrap()).collect::<String>();
    assert!(!written.contains("base64") && !written.contains("iVBOR"), "{format}: {written}");
    assert!(!run.stderr.contains("iVBOR"), "{format}: {}", run.stderr);
    (run, written)
}

#[test]
fn a_picture_inside_of_a_document_is_left_out_and_that_is_said_once() {
    let text = "# A\n\n## Summary\n\nIt broke: ![][image1] and ![Load of the pool](PICTURE \"t\") shows it, <img src=\"PICTURE\" width=\"3\">.\n\n\
                ## Timeline\n\n- 14:32 It broke\n\n![][image2]\n\n## Weather\n\n| a |\n|---|\n| ![Rain][image2] |\n\n\
                [image1]: <PICTURE>\n\n[image2]: <PICTURE>\n\n[other]: PICTURE\n";
    let (run, written) = with_pictures("markdown", text);
    for words in ["It broke:  and Load of the pool shows it, .", "Rain", "event = \"It broke\""] {
        assert!(written.contains(words), "{words}: {written}");
    }
    assert!(!written.contains("image1") && !written.contains("image2"), "{written}");
    let said = "pictures inside of the document were left out";
    assert_eq!(written.matches(said).count(), 1, "{written}");
    assert!(run.stderr.contains(&format!("5:11: look at: id: 5 {said}")), "{}", run.stderr);
    // Where a document is a value of another one, and where it is read by other eyes.
    let issue = r###"{"title": "A", "number": 7, "body": "## Summary\n\nIt broke: ![][image1]\n\n[image1]: <PICTURE>\n"}"###;
    let record = r#"{"title": "A", "description": "It broke: ![](PICTURE)"}"#;
    let table = "title,Story\nA,\"It broke: ![][image1]\n\n[image1]: <PICTURE>\"\n";
    let own = "# A\n\n## Executive Summary\n\nIt broke: ![](PICTURE)\n\n## Incident Overview\n";
    for (format, text) in [("github", issue), ("pir-json", record), ("csv", table), ("pir-markdown", own)] {
        let (run, written) = with_pictures(format, text);
        assert!(written.contains("It broke:") && !written.contains("image1"), "{format}: {}\n{written}", run.stderr);
        assert_eq!(written.matches("a picture inside of the document was left out").count(), 1, "{format}: {written}");
    }
}
