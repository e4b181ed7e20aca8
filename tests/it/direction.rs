//! Characters that change the direction of the text around them are reported wherever a project has them.

use std::fs;

use crate::project::Project;

/// The right-to-left override, in a word.
const MARKED: &str = "rev\u{202e}iews";

fn project() -> Project {
    let project = Project::with_config("theme = \"ours\"\n");
    project.incident("a", "");
    fs::create_dir_all(project.root().join("themes/ours")).unwrap();
    project
}

/// What `check` says of the rule, a line each.
fn found(project: &Project) -> Vec<String> {
    let run = project.run(&["check", "--format", "short"]);
    let lines = run.stdout.lines().filter(|line| line.contains("[direction-marks]"));
    lines.map(str::to_owned).collect()
}

#[test]
fn a_mark_in_any_text_of_the_project_is_reported_at_its_place() {
    let config = |line: &str| ("pir-site.toml", format!("theme = \"ours\"\n{line}\n"));
    let message = "the invisible character U+202E changes the direction of the text";
    for ((file, text), place) in [
        (config(&format!("title = \"{MARKED}\"")), "2:13"),
        (config("title = \"rev\\u202Eiews\""), "2:13"),
        (config(&format!("organization = \"{MARKED}\"")), "2:20"),
        (config(&format!("description = \"\"\"\none\n{MARKED}\"\"\"")), "4:4"),
        (config(&format!("[brand]\nfooter = \"{MARKED}\"")), "3:14"),
        (config(&format!("[[nav]]\nlabel = \"{MARKED}\"\nurl = \"tags/\"")), "3:13"),
        (config(&format!("[[severities]]\nid = \"sev3\"\nlabel = \"{MARKED}\"")), "4:13"),
        (config(&format!("[[services]]\nid = \"api\"\naliases = [\"{MARKED}\"]")), "4:16"),
        (config(&format!("[[teams]]\nid = \"core\"\ndescription = \"{MARKED}\"")), "4:19"),
        (config(&format!("[[people]]\nname = \"{MARKED}\"")), "3:12"),
        (("pages/reviews.md", format!("# Reviews\n\n{MARKED}\n")), "3:4"),
        (("pages/reviews.md", format!("---\ntitle: {MARKED}\n---\n")), "2:11"),
        (("themes/ours/locales/en.ftl", format!("search = {MARKED}\n")), "1:13"),
        (("themes/ours/templates/404.html", format!("<p>\n{MARKED}\n")), "2:4"),
        (("themes/ours/static/style.css", format!("/* {MARKED} */\n")), "1:7"),
    ] {
        let project = project();
        project.write(file, &text);
        assert_eq!(found(&project), [format!("{file}:{place}: error[direction-marks] {message}")], "{text}");
        assert_eq!(project.run(&["check"]).code, 1);
    }
}

#[test]
fn a_mark_in_the_name_of_a_file_is_reported() {
    let incident = crate::project::incident("b", "");
    for (file, text) in [
        (format!("content/{MARKED}.toml"), incident.as_str()),
        (format!("content/{MARKED}.png"), ""),
        (format!("pages/{MARKED}.md"), "# Reviews\n"),
        (format!("themes/ours/static/{MARKED}.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        (format!("themes/ours/templates/{MARKED}.html"), ""),
    ] {
        let project = project();
        project.write(&file, text);
        let shown = file.replace('\u{202e}', "\u{fffd}");
        let message = "the name of this file has the invisible character U+202E";
        assert_eq!(found(&project), [format!("{shown}: error[direction-marks] {message}")], "{file}");
    }
}

#[test]
fn the_marks_of_right_to_left_scripts_are_left_alone() {
    let project = project();
    let text = "\u{5ea}\u{5e9}\u{5dc}\u{5d5}\u{5dd}\u{200f} (API)\u{200e}";
    project.write("pir-site.toml", format!("theme = \"ours\"\ntitle = \"{text}\"\n")).write("pages/a.md", format!("# {text}\n"));
    project.write("themes/ours/locales/he.ftl", format!("search = {text}\n")).write(&format!("content/{text}.png"), "");
    assert!(found(&project).is_empty());
}
