//! Pictures and files that a document shows: those that lie beside the new file stay, and of all others it is said where they were.

use std::fs;

use super::fixture;
use super::free::imported_text;
use crate::project::Project;

#[test]
fn a_picture_that_lies_beside_the_new_file_stays_one() {
    let project = Project::new();
    project.write("content/2025/img/screens.png", [0_u8; 4]);
    super::import(&project, "markdown", &[fixture("free/atlassian.md").to_str().unwrap()]);
    let written = fs::read_to_string(project.root().join("content/2025/FERRY-77.toml")).unwrap();
    assert!(written.contains("![Screens that showed winter](img/screens.png)"), "{written}");
}

#[test]
fn a_lost_picture_is_named_at_the_text_that_shows_it() {
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
